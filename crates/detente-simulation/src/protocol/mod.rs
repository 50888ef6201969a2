//! Who may do what when, until something is agreed or time runs out.

mod names;
mod stacked_offers;
mod take_or_leave;

pub use names::{Clock, MOST_ROUNDS, NoRules, Rules};
pub use stacked_offers::StackedOffers;
pub use take_or_leave::TakeOrLeave;

use serde::{Deserialize, Serialize};

use crate::{
    Dice,
    domain::{Discount, Domain, Package, Passed, Side},
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

impl Outcome {
    /// This package at once.
    #[must_use]
    pub fn agreed(package: Package) -> Self {
        Self { agreement: Some(package), ended: Ended::Agreed, rounds: 1, offers: 1 }
    }
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

    /// How much time an outcome took; none unless the rules give time a meaning.
    fn passed(&self, _outcome: &Outcome) -> Passed {
        Passed::default()
    }

    /// What time does to everybody's worths under these rules; nothing where it does what each party's file says.
    fn discount(&self) -> Option<Discount> {
        None
    }

    /// What an outcome is worth to each party when it is reached.
    fn worths(&self, domain: &Domain, outcome: &Outcome) -> Vec<f64> {
        let no_deals = self.no_deals(domain, outcome);
        let Some(package) = outcome.agreement else { return no_deals };
        let passed = self.passed(outcome);
        let of = |side: &Side| self.discount().unwrap_or(side.discount()).left(side.worth(package), passed);
        domain.sides().iter().map(of).collect()
    }

    /// What no agreement would be worth to each party at the same moment.
    fn no_deals(&self, domain: &Domain, outcome: &Outcome) -> Vec<f64> {
        let passed = self.passed(outcome);
        let of = |side: &Side| {
            self.discount().unwrap_or(side.discount()).left_of_no_deal(side.reservation(), passed)
        };
        domain.sides().iter().map(of).collect()
    }

    /// What an outcome gains each party over no agreement at the same moment, as a part of what its best package would
    /// have gained it at the beginning: 0 without agreement, and 0 for whom no package gains anything. To whom no
    /// agreement is worth less than any number, it counts as much as the worst package.
    fn gains(&self, domain: &Domain, outcome: &Outcome) -> Vec<f64> {
        let passed = self.passed(outcome);
        let gain = |side: &Side| {
            let range = side.best() - side.baseline();
            let Some(package) = outcome.agreement.filter(|_| range > 0.0) else { return 0.0 };
            let discount = self.discount().unwrap_or(side.discount());
            let worth = discount.left(side.worth(package), passed);
            (worth - discount.left_of_no_deal(side.baseline(), passed)) / range
        };
        domain.sides().iter().map(gain).collect()
    }
}
