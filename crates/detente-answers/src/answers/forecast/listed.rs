//! Issues as somebody lists them, before a model is asked.

use detente_forecast::{Position, draws::Range};
use serde::Serialize;

/// The ends of a scale.
#[derive(Serialize, Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ends {
    /// What 0 stands for.
    pub zero: String,
    /// What 100 stands for.
    pub hundred: String,
}

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

impl Listed {
    /// The issue with its actors by name. Sums of fractions hang on their order, and a forecast must not hang on the file's.
    #[must_use]
    pub fn by_name(mut self) -> Self {
        self.actors.sort_by(|one, other| one.name.cmp(&other.name));
        self
    }
}
