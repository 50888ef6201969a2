//! Every protocol for parties with strategies, by its name.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{Event, Outcome, Protocol, Seats, StackedOffers, TakeOrLeave};
use crate::domain::Domain;

/// The rules of a negotiation, as they can be written down.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "protocol")]
pub enum Rules {
    /// Stacked alternating offers.
    StackedOffers {
        /// How many rounds there are.
        rounds: u32,
        /// What is still worth how much at the end, of 1 at the beginning.
        discount: f64,
    },
    /// One proposal, to take or to leave.
    TakeOrLeave,
}

impl Protocol for Rules {
    fn run(&self, seats: &mut Seats<'_>, record: &mut dyn FnMut(Event)) -> Outcome {
        match *self {
            Self::StackedOffers { rounds, discount } => StackedOffers { rounds, discount }.run(seats, record),
            Self::TakeOrLeave => TakeOrLeave.run(seats, record),
        }
    }

    fn worths(&self, domain: &Domain, outcome: &Outcome) -> Vec<f64> {
        match *self {
            Self::StackedOffers { rounds, discount } => {
                StackedOffers { rounds, discount }.worths(domain, outcome)
            }
            Self::TakeOrLeave => TakeOrLeave.worths(domain, outcome),
        }
    }
}

/// `stacked-offers, 100 rounds`, `stacked-offers, 100 rounds, discount 0.9`, `take-or-leave`.
impl fmt::Display for Rules {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[expect(clippy::float_cmp, reason = "exactly 1 discounts nothing")]
            Self::StackedOffers { rounds, discount } if *discount == 1.0 => {
                write!(out, "stacked-offers, {rounds} rounds")
            }
            Self::StackedOffers { rounds, discount } => {
                write!(out, "stacked-offers, {rounds} rounds, discount {discount}")
            }
            Self::TakeOrLeave => write!(out, "take-or-leave"),
        }
    }
}

/// A name that no protocol has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownProtocol(pub String);

impl fmt::Display for UnknownProtocol {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "there is no protocol `{}`; there are stacked-offers and take-or-leave", self.0)
    }
}

impl std::error::Error for UnknownProtocol {}

/// By name alone: stacked offers of 100 rounds without a discount.
impl FromStr for Rules {
    type Err = UnknownProtocol;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "stacked-offers" => Ok(Self::StackedOffers { rounds: 100, discount: 1.0 }),
            "take-or-leave" => Ok(Self::TakeOrLeave),
            other => Err(UnknownProtocol(other.to_owned())),
        }
    }
}
