//! Who may do what when, until something is agreed or time runs out.

mod names;
mod stacked_offers;
mod take_or_leave;

pub use names::{Clock, NoRules, Rules};
pub use stacked_offers::StackedOffers;
pub use take_or_leave::TakeOrLeave;

use serde::{Deserialize, Serialize};

use crate::{
    Dice,
    domain::{Domain, Package},
    strategy::{Moment, Strategy, View},
};

/// Something that happens at the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Event {
    /// A party proposes a package.
    Offer {
        /// The round, from 0.
        round: u32,
        /// The party.
        party: usize,
        /// The package.
        package: Package,
    },
    /// A party accepts the offer on the table.
    Accept {
        /// The round, from 0.
        round: u32,
        /// The party.
        party: usize,
    },
    /// A party rejects it.
    Reject {
        /// The round, from 0.
        round: u32,
        /// The party.
        party: usize,
    },
    /// A party leaves the table.
    Leave {
        /// The round, from 0.
        round: u32,
        /// The party.
        party: usize,
    },
    /// A party ends the negotiation, or has nothing to propose.
    End {
        /// The round, from 0.
        round: u32,
        /// The party.
        party: usize,
    },
}

/// How a negotiation came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was agreed.
    pub agreement: Option<Package>,
    /// How it ended.
    pub ended: Ended,
    /// How many rounds were begun; of an agreement, the round in which it was reached, counted from 1.
    pub rounds: u32,
    /// How many offers were made.
    pub offers: u32,
}

/// How a negotiation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// Everybody at the table agreed.
    Agreed,
    /// Time ran out.
    OutOfTime,
    /// Somebody ended it or had nothing to propose, or fewer than two were left.
    Broken,
}

/// Where parties sit and roll their dice.
pub struct Seats<'a> {
    /// What everything is worth.
    pub domain: &'a Domain,
    /// One strategy a party, in the order of the domain.
    pub strategies: &'a mut [Box<dyn Strategy>],
    /// One set of dice a party.
    pub dice: &'a mut [Dice],
}

impl Seats<'_> {
    /// How many sit at the table.
    #[must_use]
    pub fn count(&self) -> usize {
        self.strategies.len().min(self.dice.len()).min(self.domain.sides().len())
    }

    /// What a party proposes; nothing that is not in the domain.
    pub fn proposes(&mut self, party: usize, moment: Moment) -> Option<Package> {
        let view = view(self.domain, self.count(), party, moment);
        let proposed = self.strategies[party].proposes(view, &mut self.dice[party]);
        proposed.filter(|package| *package < self.domain.packages())
    }

    /// What a party answers to an offer.
    pub fn answers(&mut self, party: usize, moment: Moment, offer: Package) -> crate::strategy::Answer {
        let view = view(self.domain, self.count(), party, moment);
        self.strategies[party].answers(view, offer)
    }

    /// Lets everybody else hear an offer.
    pub fn tell(&mut self, from: usize, moment: Moment, offer: Package) {
        let parties = self.count();
        for party in (0..parties).filter(|party| *party != from) {
            self.strategies[party].hears(view(self.domain, parties, party, moment), from, offer);
        }
    }
}

fn view(domain: &Domain, parties: usize, place: usize, moment: Moment) -> View<'_> {
    View { side: &domain.sides()[place], place, parties, sizes: domain.sizes(), moment }
}

/// The rules of a negotiation.
pub trait Protocol {
    /// Lets the parties negotiate; `record` is told everything that happens, in order.
    fn run(&self, seats: &mut Seats<'_>, record: &mut dyn FnMut(Event)) -> Outcome;

    /// What an outcome is worth to each party under these rules.
    fn worths(&self, domain: &Domain, outcome: &Outcome) -> Vec<f64> {
        let of = |side: &crate::domain::Side| {
            outcome.agreement.map_or_else(|| side.reservation(), |package| side.worth(package))
        };
        domain.sides().iter().map(of).collect()
    }
}
