//! Where things may go: circumstances, scenarios, questions that can be scored.

use jiff::civil::Date;

use crate::{FactorDirection, Interval, Origin};

/// A circumstance that favours or hinders agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// What it is.
    pub name: String,
    /// Whether it helps.
    pub direction: FactorDirection,
    /// Where this is said.
    pub origin: Origin,
}

/// A way events may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// How it goes.
    pub says: String,
    /// Its chance, 0–1; `None` when nobody has said.
    pub chance: Option<Interval>,
    /// What would show that it has begun.
    pub tripwires: Vec<String>,
    /// Where this is said.
    pub origin: Origin,
}

/// A question about the future, settled by a stated criterion on a stated day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The question.
    pub question: String,
    /// What counts as yes.
    pub criterion: String,
    /// The day by which it is settled.
    pub resolves_by: Date,
    /// The chance of yes, 0–1.
    pub chance: Option<Interval>,
    /// Whether it came true, once known.
    pub outcome: Option<bool>,
    /// Where this is said.
    pub origin: Origin,
}
