//! How much may be used, and why something was not computed.

use std::fmt;

/// What a computation may use at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes of memory a computation may take, beyond its arguments.
    pub bytes: u64,
}

impl Default for Limits {
    /// A gigabyte.
    fn default() -> Self {
        Self { bytes: 1 << 30 }
    }
}

/// Why something was not computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would take more memory than the limit.
    TooLarge {
        /// How many bytes it would take.
        needed: u64,
        /// How many it may.
        limit: u64,
    },
    /// One party has too many courses for the method by arrays.
    PartyTooWide {
        /// The party.
        party: usize,
        /// The most courses of one party.
        most: u32,
    },
    /// One party has too many indifference classes for the method by bit sets.
    TooManyClasses {
        /// The party.
        party: usize,
        /// The most classes of one party.
        most: usize,
    },
    /// Decision diagrams would take more memory than the limit.
    TooManyNodes {
        /// How many bytes they may take.
        limit: u64,
    },
    /// This party ranks states, and decision diagrams need statements.
    NoStatements {
        /// The party.
        party: usize,
    },
    /// A list of preferences has the wrong length: one entry is needed for each party, or for each feasible
    /// state.
    WrongPreferences {
        /// How many entries there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { needed, limit } => {
                write!(f, "it would take {needed} bytes; the limit is {limit}")
            }
            Self::PartyTooWide { party, most } => {
                write!(f, "party {party} has more than {most} courses of action")
            }
            Self::TooManyClasses { party, most } => {
                write!(f, "party {party} has more than {most} indifference classes")
            }
            Self::TooManyNodes { limit } => {
                write!(f, "decision diagrams of this model do not fit {limit} bytes")
            }
            Self::NoStatements { party } => {
                write!(f, "party {party} ranks the states one by one: so many states need statements")
            }
            Self::WrongPreferences { expected, found } => {
                write!(f, "preferences speak of {found} where {expected} are needed")
            }
        }
    }
}

impl std::error::Error for Refusal {}
