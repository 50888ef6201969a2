//! Issues as somebody lists them, before a model is asked.

use detente_forecast::{Position, draws::Range};

use super::Ends;

/// An issue with its actors, whose numbers may be intervals.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// What was decided together with it; its own name where nobody says.
    pub proposal: String,
    /// What the ends of its scale are.
    pub ends: Option<Ends>,
    /// Who takes a position.
    pub actors: Vec<Range>,
    /// How it came out, where that is known.
    pub outcome: Option<Position>,
    /// What nobody has said.
    pub unknown: Vec<String>,
}

impl std::fmt::Debug for Ends {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} to {}", self.zero, self.hundred)
    }
}
