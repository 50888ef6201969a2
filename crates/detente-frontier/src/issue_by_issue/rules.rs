//! What the options chosen so far leave open: rules as states of a decision diagram.
//!
//! Two beginnings of a package that leave the same options and rules open are continued in the same ways, so
//! they share a state and may dominate each other (Bergman & Cire 2016).

use crate::tables::{
    Tables,
    options::{Literal, Options},
};

/// What is still open. Equal states have equal continuations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct State {
    /// By issue, the options still possible; none for those settled.
    pub(crate) open: Vec<Options>,
    /// By clause, whether it holds whatever follows.
    held: Vec<bool>,
    /// By party, whether an option chosen calls for its consent.
    called: Vec<bool>,
}

/// The order in which issues are settled: next the one after which the fewest rules are half-decided.
pub(crate) fn order(tables: &Tables) -> Vec<usize> {
    let mut left: Vec<usize> = (0..tables.issues()).collect();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let half_decided = |issue: usize| {
            let settled = |literal: &Literal| literal.issue == issue || order.contains(&literal.issue);
            let half = |clause: &&Vec<Literal>| clause.iter().any(settled) && !clause.iter().all(settled);
            tables.clauses.iter().filter(half).count()
        };
        let next = (0..left.len()).min_by_key(|&place| half_decided(left[place])).unwrap_or(0);
        order.push(left.remove(next));
    }
    order
}

impl State {
    /// Nothing settled; `None` when a rule can never hold.
    pub(crate) fn start(tables: &Tables) -> Option<Self> {
        let state = Self {
            open: (0..tables.issues()).map(|issue| tables.worthwhile(issue)).collect(),
            held: vec![false; tables.clauses.len()],
            called: tables.floors.iter().map(|floor| floor.when.is_none()).collect(),
        };
        state.settled(tables)
    }

    /// One issue more settled; `None` when a rule can then no longer hold.
    pub(crate) fn after(&self, tables: &Tables, issue: usize, option: usize) -> Option<Self> {
        let mut next = self.clone();
        next.open[issue].clear();
        let chosen = |literal: &Literal| literal.issue == issue && literal.among.contains(option);
        for (held, clause) in next.held.iter_mut().zip(&tables.clauses) {
            *held |= clause.iter().any(chosen);
        }
        for (called, floor) in next.called.iter_mut().zip(&tables.floors) {
            *called |= floor.when.as_ref().is_some_and(|when| when.iter().any(chosen));
        }
        next.settled(tables)
    }

    /// With clauses that have one way left turned into what they leave of that issue.
    fn settled(mut self, tables: &Tables) -> Option<Self> {
        let mut changed = true;
        while changed {
            changed = false;
            for (place, clause) in tables.clauses.iter().enumerate() {
                if self.held[place] {
                    continue;
                }
                let mut ways = clause.iter().filter(|literal| self.open[literal.issue].meets(&literal.among));
                let (Some(first), second) = (ways.next(), ways.next()) else { return None };
                let surely = |literal: &Literal| {
                    !self.open[literal.issue].is_empty() && literal.surely(&self.open[literal.issue])
                };
                if clause.iter().any(surely) {
                    self.held[place] = true;
                } else if second.is_none() {
                    self.open[first.issue].keep(&first.among);
                    self.held[place] = true;
                    changed = true;
                }
            }
        }
        Some(self)
    }

    /// Whether the party's floor binds.
    pub(crate) fn binds(&self, party: usize) -> bool {
        self.called[party]
    }

    /// The options the issue may still be settled by.
    pub(crate) fn options(&self, issue: usize) -> impl Iterator<Item = usize> {
        self.open[issue].iter()
    }

    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> u64 {
        let options: usize = self.open.iter().map(|open| size_of::<Options>() + open.bytes()).sum();
        (options + self.held.len() + self.called.len() + 96) as u64
    }
}
