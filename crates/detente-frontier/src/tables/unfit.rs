//! Why numbers make no tables.

use std::fmt;

use super::{MOST_PARTIES, options::MOST_OPTIONS};

/// Why numbers make no tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is no party, or there are more than [`MOST_PARTIES`].
    Parties(usize),
    /// An issue has more than [`MOST_OPTIONS`] options.
    Options {
        /// The issue.
        issue: usize,
    },
    /// Parties differ in how many issues or options they value, or there are not as many floors as parties.
    Ragged {
        /// The first party that differs.
        party: usize,
    },
    /// A number is not finite or beyond [`LARGEST`](super::LARGEST), or a party's numbers are so in sum.
    Number {
        /// Whose it is.
        party: usize,
        /// Which of its numbers.
        which: Which,
    },
}

/// Which number of a party does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What an option adds.
    Cell {
        /// The issue.
        issue: usize,
        /// The option.
        option: usize,
    },
    /// The least it accepts.
    Floor,
    /// The sum of the largest numbers of its issues.
    Sum,
}

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parties(0) => write!(
                formatter,
                "no party says what packages are worth to it, and from 1 to {MOST_PARTIES} are needed: give the issues \
                 together with a file or a column for each party"
            ),
            Self::Parties(count) => write!(
                formatter,
                "{count} parties, and at most {MOST_PARTIES} are taken: leave out those without a say, or make one of \
                 those that want the same"
            ),
            Self::Options { issue } => {
                write!(formatter, "issue {issue} has more than {MOST_OPTIONS} options")
            }
            Self::Ragged { party } => {
                write!(formatter, "party {party} values other issues or options than party 0")
            }
            Self::Number { party, which } => {
                let which = match which {
                    Which::Cell { issue, option } => format!("option {option} of issue {issue}"),
                    Which::Floor => "the floor".to_owned(),
                    Which::Sum => "the sum of the largest numbers".to_owned(),
                };
                write!(formatter, "{which} of party {party} is no number, or has more than 36 digits in all")
            }
        }
    }
}

impl std::error::Error for Unfit {}
