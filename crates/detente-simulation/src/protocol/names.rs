//! Every protocol for parties with strategies, by its name.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Event, Outcome, Protocol, Seats, StackedOffers, TakeOrLeave};
use crate::domain::{Discount, Passed};

/// The rules of a negotiation, as they can be written down.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "protocol")]
pub enum Rules {
    /// Stacked alternating offers.
    StackedOffers {
        /// How many rounds there are.
        rounds: u32,
        /// What is left to everybody at the end, of 1 at the beginning; absent where it is what the scenario says of
        /// each party.
        discount: Option<f64>,
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

    fn passed(&self, outcome: &Outcome) -> Passed {
        match *self {
            Self::StackedOffers { rounds, discount } => StackedOffers { rounds, discount }.passed(outcome),
            Self::TakeOrLeave => TakeOrLeave.passed(outcome),
        }
    }

    fn discount(&self) -> Option<Discount> {
        match *self {
            Self::StackedOffers { rounds, discount } => {
                Protocol::discount(&StackedOffers { rounds, discount })
            }
            Self::TakeOrLeave => TakeOrLeave.discount(),
        }
    }
}

/// `stacked-offers, 100 rounds`, `stacked-offers, 100 rounds, discount 0.9`, `take-or-leave`.
impl fmt::Display for Rules {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StackedOffers { rounds, discount: None } => {
                write!(out, "stacked-offers, {rounds} rounds")
            }
            Self::StackedOffers { rounds, discount: Some(discount) } => {
                write!(out, "stacked-offers, {rounds} rounds, discount {discount}")
            }
            Self::TakeOrLeave => write!(out, "take-or-leave"),
        }
    }
}

/// How long parties may talk and what time costs them, for protocols that ask.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// How many rounds there are.
    pub rounds: u32,
    /// What is left to everybody at the end, of 1 at the beginning; `None` where it is what the scenario says.
    pub discount: Option<f64>,
}

/// The most rounds that are played: every one of them is written down.
pub const MOST_ROUNDS: u32 = 1_000_000;

/// A hundred rounds, with the discounts of the scenario.
impl Default for Clock {
    fn default() -> Self {
        Self { rounds: 100, discount: None }
    }
}

/// Why no rules follow from a name and a clock.
#[derive(Clone, Debug, PartialEq)]
pub enum NoRules {
    /// No protocol has this name.
    UnknownProtocol(String),
    /// Stacked offers without a round or with more than [`MOST_ROUNDS`], or with a discount outside of `(0, 1]`.
    NoSuchClock(Clock),
}

impl fmt::Display for NoRules {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownProtocol(name) => {
                write!(out, "there is no protocol `{name}`; there are {}", Rules::names("and"))
            }
            Self::NoSuchClock(Clock { rounds, discount }) => {
                let discount = discount.map_or_else(String::new, |discount| format!(" and {discount}"));
                write!(
                    out,
                    "stacked offers need from 1 to {MOST_ROUNDS} rounds and a discount above 0 and up to 1, not \
                     {rounds}{discount}"
                )
            }
        }
    }
}

impl std::error::Error for NoRules {}

impl Rules {
    /// The names of all protocols, in the order of help.
    pub const NAMES: [&str; 2] = ["stacked-offers", "take-or-leave"];

    /// The names as a sentence lists them; the conjunction stands before the last.
    #[must_use]
    pub fn names(conjunction: &str) -> String {
        let [first @ .., last] = Self::NAMES;
        format!("{} {conjunction} {last}", first.join(", "))
    }

    /// The protocol of this name, by the clock where it asks for one.
    ///
    /// # Errors
    /// No protocol has the name, or the protocol cannot be played by the clock.
    pub fn named(name: &str, clock: Clock) -> Result<Self, NoRules> {
        let Clock { rounds, discount } = clock;
        match name {
            "stacked-offers"
                if !(1..=MOST_ROUNDS).contains(&rounds)
                    || discount.is_some_and(|discount| !(discount > 0.0 && discount <= 1.0)) =>
            {
                Err(NoRules::NoSuchClock(clock))
            }
            "stacked-offers" => Ok(Self::StackedOffers { rounds, discount }),
            "take-or-leave" => Ok(Self::TakeOrLeave),
            other => Err(NoRules::UnknownProtocol(other.to_owned())),
        }
    }

    /// Whether the clock makes a difference.
    #[must_use]
    pub fn asks_for_clock(self) -> bool {
        match self {
            Self::StackedOffers { .. } => true,
            Self::TakeOrLeave => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_of_a_protocol_that_is_written_by_it() {
        for name in Rules::NAMES {
            let rules = Rules::named(name, Clock::default()).expect("a protocol has the name");
            let written = rules.to_string();
            assert_eq!(written.split(',').next(), Some(name));
            let other = Rules::named(name, Clock { rounds: 7, discount: Some(0.5) }).expect("it has");
            assert_eq!(rules != other, rules.asks_for_clock(), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_played_is_refused_in_words() {
        let says = |name: &str, rounds, discount| {
            Rules::named(name, Clock { rounds, discount: Some(discount) }).map_err(|error| error.to_string())
        };
        let unknown = "there is no protocol `x`; there are stacked-offers and take-or-leave";
        assert_eq!(says("x", 1, 1.0), Err(unknown.to_owned()));
        let clock =
            "stacked offers need from 1 to 1000000 rounds and a discount above 0 and up to 1, not 0 and 1";
        assert_eq!(says("stacked-offers", 0, 1.0), Err(clock.to_owned()));
        assert!(
            says("stacked-offers", MOST_ROUNDS, 1.0).is_ok()
                && says("stacked-offers", MOST_ROUNDS + 1, 1.0).is_err()
        );
        for discount in [0.0, -1.0, 1.5, f64::NAN] {
            assert!(says("stacked-offers", 1, discount).is_err(), "{discount}");
        }
        assert_eq!(says("take-or-leave", 0, 0.0), Ok(Rules::TakeOrLeave));
    }
}
