//! Why something is no model.

use std::fmt;

/// The most courses a model can have: a state is a 64-bit word.
pub const MOST_COURSES: usize = 64;

/// Why something is no model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// There is no party.
    NoParty,
    /// There are more courses than [`MOST_COURSES`].
    TooManyCourses(usize),
    /// A course belongs to no party of the model.
    NoSuchOwner {
        /// The course.
        course: usize,
    },
    /// Courses do not stand party by party, in the order of the parties.
    NotPartyByParty {
        /// The first course whose owner comes before that of the course above it.
        course: usize,
    },
    /// An infeasible pattern mentions a course that does not exist.
    NoSuchCourse {
        /// The course.
        course: usize,
    },
    /// A move leads from or to a state that does not exist, or stays where it is.
    NoSuchMove {
        /// The party that would move.
        party: usize,
        /// The state it would move from.
        from: usize,
        /// The state it would move to.
        to: usize,
    },
    /// A list of states has an infeasible one, or is not in rising order.
    NoSuchState {
        /// Its place in the list, from 0.
        place: usize,
    },
    /// A list has the wrong length: one entry is needed for each state, or for each party.
    WrongLength {
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// No state is feasible.
    NoState,
    /// There are more states than the method can hold.
    TooManyStates {
        /// The most it can hold.
        most: u64,
    },
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoParty => write!(f, "there is no party"),
            Self::TooManyCourses(count) => {
                write!(f, "{count} courses of action; at most {MOST_COURSES} can be held")
            }
            Self::NoSuchOwner { course } => write!(f, "course {course} belongs to no party"),
            Self::NotPartyByParty { course } => {
                write!(f, "course {course} stands after one of a later party")
            }
            Self::NoSuchCourse { course } => {
                write!(f, "an infeasible pattern speaks of course {course}, which is not there")
            }
            Self::NoSuchMove { party, from, to } => {
                write!(f, "party {party} cannot move from state {from} to state {to}")
            }
            Self::NoSuchState { place } => {
                write!(f, "the state at place {place} is infeasible, or not after the one before it")
            }
            Self::WrongLength { expected, found } => write!(f, "{found} entries where {expected} are needed"),
            Self::NoState => write!(f, "no state is feasible"),
            Self::TooManyStates { most } => write!(f, "more than {most} states"),
        }
    }
}

impl std::error::Error for ModelError {}
