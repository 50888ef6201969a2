//! How a party answers and what it proposes.
//!
//! A strategy sees its own worths only: never the others'. One file a strategy, each with its source.

mod copying;
mod equals;
mod frequency;
mod kinds;
mod micro;
mod patient;
mod random;
mod time;

pub use kinds::{Kind, UnknownStrategy};

use crate::{
    Dice,
    domain::{Package, Side},
};

/// Where a negotiation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The round, from 0.
    pub round: u32,
    /// How many rounds there are.
    pub rounds: u32,
}

impl Moment {
    /// The part of the time that has passed: `(round + 1) / (rounds + 1)`, never 0 and never 1, as NegMAS counts it.
    #[must_use]
    pub fn time(self) -> f64 {
        (f64::from(self.round) + 1.0) / (f64::from(self.rounds) + 1.0)
    }

    /// Whether this is the last round.
    #[must_use]
    pub fn is_last(self) -> bool {
        self.round + 1 >= self.rounds
    }
}

/// What a strategy sees.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its own worths.
    pub side: &'a Side,
    /// Its own place at the table.
    pub place: usize,
    /// How many sit at the table.
    pub parties: usize,
    /// How many options each issue has.
    pub sizes: &'a [usize],
    /// Where the negotiation stands.
    pub moment: Moment,
}

/// An answer to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is accepted.
    Accept,
    /// It is not; a proposal follows.
    Reject,
    /// The party leaves the table, the others go on.
    Leave,
    /// The party ends the negotiation for all.
    End,
}

/// A party's behaviour in one negotiation.
pub trait Strategy {
    /// Hears an offer of another party, whether or not it will be asked about it.
    fn hears(&mut self, _view: View<'_>, _from: usize, _offer: Package) {}

    /// Answers the offer on the table.
    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer;

    /// Proposes a package, or nothing, which ends the negotiation.
    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package>;
}
