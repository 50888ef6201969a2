//! One negotiation: strategies at a table, by some rules, from a seed.

use serde::{Deserialize, Serialize};

use crate::{
    Dice,
    domain::Domain,
    protocol::{Event, Outcome, Protocol, Rules, Seats},
    strategy::Kind,
};

/// Lets strategies negotiate; `record` is told everything that happens. Dice are numbered by the run and the party.
#[must_use]
pub fn negotiate(
    domain: &Domain,
    rules: Rules,
    strategies: &[Kind],
    seed: u64,
    run: u64,
    record: &mut dyn FnMut(Event),
) -> Outcome {
    let mut seated: Vec<_> = strategies.iter().map(|kind| kind.begin()).collect();
    let mut dice: Vec<_> = (0..seated.len()).map(|party| Dice::new(seed, run, party as u64)).collect();
    rules.run(&mut Seats { domain, strategies: &mut seated, dice: &mut dice }, record)
}

/// What happened in a negotiation, and from what it can be made again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    /// The rules.
    pub rules: Rules,
    /// The strategies, in the order of the parties.
    pub strategies: Vec<Kind>,
    /// The seed of all dice.
    pub seed: u64,
    /// The number of the run.
    pub run: u64,
    /// Everything that happened, in order.
    pub events: Vec<Event>,
    /// How it came out.
    pub outcome: Outcome,
}

/// Where a transcript and its replay part.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The place of the event, from 0; the number of events where outcomes differ.
    pub at: usize,
    /// What the transcript says; nothing where it has ended.
    pub said: Option<Event>,
    /// What the strategies do; nothing where they have ended.
    pub done: Option<Event>,
}

impl Transcript {
    /// Lets strategies negotiate and writes down everything.
    #[must_use]
    pub fn of(domain: &Domain, rules: Rules, strategies: &[Kind], seed: u64, run: u64) -> Self {
        let mut events = Vec::new();
        let outcome = negotiate(domain, rules, strategies, seed, run, &mut |event| events.push(event));
        Self { rules, strategies: strategies.to_vec(), seed, run, events, outcome }
    }

    /// Lets the same strategies negotiate again; the first difference, if there is one.
    #[must_use]
    pub fn replayed(&self, domain: &Domain) -> Option<Difference> {
        let again = Self::of(domain, self.rules, &self.strategies, self.seed, self.run);
        let length = self.events.len().max(again.events.len());
        let differs = (0..length).find(|at| self.events.get(*at) != again.events.get(*at));
        let at = differs.or_else(|| (self.outcome != again.outcome).then_some(length))?;
        Some(Difference { at, said: self.events.get(at).copied(), done: again.events.get(at).copied() })
    }
}
