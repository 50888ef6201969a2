//! Why a case or a scenario makes no space.

use std::fmt;

use detente_frontier::Unfit;
use detente_scenario::NotAdditive;

use crate::domain::{MOST_PACKAGES, NotListed};

/// Why a case or a scenario makes no space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsuitable {
    /// The options of a scenario cannot be written out, or a party does not value them in the form asked for.
    NotWrittenOut(NotAdditive),
    /// There are too many parties or options, or numbers are too large, for exact tables.
    Numbers(Unfit),
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
}

impl fmt::Display for Unsuitable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWrittenOut(why) => why.fmt(formatter),
            Self::Numbers(why) => why.fmt(formatter),
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
        }
    }
}

impl std::error::Error for Unsuitable {}

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
