//! Why a case or a scenario makes no space.

use std::fmt;

use detente_frontier::{MOST_OPTIONS, Unfit, Which};
use detente_scenario::NotAdditive;

use crate::{
    domain::{MOST_PACKAGES, NotListed},
    exact::TooLarge,
    space::Issue,
};

/// Why a case or a scenario makes no space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsuitable {
    /// The options of a scenario cannot be written out, or a party does not value them in the form asked for.
    NotWrittenOut(NotAdditive),
    /// There are too many parties or options, or numbers are too large, for exact tables.
    Numbers(Unfit),
    /// A number of a party is no number, or too large, or its numbers have too many digits to be added up exactly.
    TooLarge {
        /// The party's name.
        party: String,
        /// Which number, in words.
        which: String,
    },
    /// An issue has more options than tables take.
    TooManyOptions {
        /// The issue's name.
        issue: String,
    },
    /// Strategies cannot negotiate about it.
    NotNegotiable {
        /// The name of the scenario or case.
        name: String,
        /// Why.
        why: Obstacle,
    },
}

/// Why strategies cannot negotiate about a scenario or case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There are more than [`MOST_PACKAGES`] packages, or an issue is a range of numbers.
    TooManyPackages,
    /// No party's file says what some package is worth.
    NoUtility,
    /// A reservation value is not a number.
    NoReservation,
    /// The packages or their worths do not fit together.
    NotListed(NotListed),
    /// Some package is worth no number to a party.
    NotANumber {
        /// The party's name.
        party: String,
    },
    /// A party's discount is counted in something that simulated talks do not have.
    NoClock {
        /// The party's name.
        party: String,
        /// What it is counted in, as its file says.
        clock: String,
    },
}

impl fmt::Display for Unsuitable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWrittenOut(why) => why.fmt(formatter),
            Self::Numbers(why) => why.fmt(formatter),
            Self::TooLarge { party, which } => write!(
                formatter,
                "{which} of {party} is no number, or too large: a party's numbers may have 36 digits in all, before and \
                 after the point; write a finite number, in a larger unit such as thousands"
            ),
            Self::TooManyOptions { issue } => {
                write!(
                    formatter,
                    "{issue} has more than {MOST_OPTIONS} options; leave some out, or group them"
                )
            }
            Self::NotNegotiable { name, why } => {
                write!(formatter, "détente cannot simulate talks about {name}: {why}")
            }
        }
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyPackages => write!(
                formatter,
                "its packages cannot be listed, because there are more than {MOST_PACKAGES}, or an issue is a \
                 range"
            ),
            Self::NoUtility => formatter.write_str("some package has no utility"),
            Self::NoReservation => formatter.write_str("a reservation value is not a number"),
            Self::NotListed(why) => why.fmt(formatter),
            Self::NotANumber { party } => write!(formatter, "some package is worth no number to {party}"),
            Self::NoClock { party, clock } => write!(
                formatter,
                "the discount of {party} is counted in `{clock}`, which simulated talks do not have; say what is left \
                 of 1 at the end, such as --discount {party}=0.9"
            ),
        }
    }
}

impl std::error::Error for Unsuitable {}

impl Unsuitable {
    /// Why numbers do not fit, in the names of their parties and issues.
    pub(crate) fn named(why: Unfit, parties: &[String], issues: &[Issue]) -> Self {
        let party = |place: usize| parties.get(place).cloned().unwrap_or_default();
        match why {
            Unfit::Number { party: place, which } => {
                let which = match which {
                    Which::Cell { issue, option } => cell(issue, option, issues),
                    Which::Floor => NO_DEAL.to_owned(),
                    Which::Sum => "the sum of the largest values".to_owned(),
                };
                Self::TooLarge { party: party(place), which }
            }
            Unfit::Options { issue } => match issues.get(issue) {
                Some(issue) => Self::TooManyOptions { issue: issue.name.clone() },
                None => Self::Numbers(why),
            },
            Unfit::Parties(_) | Unfit::Ragged { .. } => Self::Numbers(why),
        }
    }

    /// The number that a party's side cannot be made of.
    pub(crate) fn too_large(why: &TooLarge, party: &str, issues: &[Issue]) -> Self {
        let which = match *why {
            TooLarge::Cell { issue, option } => cell(issue, option, issues),
            TooLarge::NoDeal => NO_DEAL.to_owned(),
        };
        Self::TooLarge { party: party.to_owned(), which }
    }
}

const NO_DEAL: &str = "the no-deal value";

/// A cell by its issue and option.
fn cell(issue: usize, option: usize, issues: &[Issue]) -> String {
    let named = issues.get(issue).and_then(|issue| Some((&issue.name, issue.options.get(option)?)));
    named.map_or_else(|| "a value".to_owned(), |(issue, option)| format!("the value of `{issue} = {option}`"))
}

impl From<NotAdditive> for Unsuitable {
    fn from(why: NotAdditive) -> Self {
        Self::NotWrittenOut(why)
    }
}

impl From<Unfit> for Unsuitable {
    fn from(why: Unfit) -> Self {
        Self::Numbers(why)
    }
}
