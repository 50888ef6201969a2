//! Where several parties can come to by legal sequences: each moves as often as it likes, never twice in succession
//! (Fang, Hipel & Kilgour 1993).

use crate::Conflict;
use std::collections::VecDeque;

/// Which moves a sequence is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Steps {
    /// Any move.
    Any,
    /// Moves after which their mover is in a state that it prefers.
    Improving,
    /// Moves after which their mover is in a state that it prefers or may prefer.
    ImprovingOrUnknown,
}

impl Steps {
    /// Whether the party would make the move. Whether it can is not asked.
    #[must_use]
    pub fn allow(self, conflict: &Conflict, party: usize, from: usize, to: usize) -> bool {
        let relation = conflict.compare(party, to, from);
        match self {
            Self::Any => true,
            Self::Improving => relation.is_better(),
            Self::ImprovingOrUnknown => !relation.is_not_better(),
        }
    }
}

/// One move of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Who moves.
    pub party: usize,
    /// Where to.
    pub to: usize,
}

/// What legal sequences reach from a state: a tree of shortest sequences over pairs (state, last mover).
#[derive(Clone, Debug)]
pub struct Reached {
    movers: Vec<usize>,
    /// For each (state, mover) the pair before it; itself at the first step.
    before: Vec<Option<usize>>,
    /// For each state reached the pair that reached it first, in that order.
    first_pairs: Vec<usize>,
}

impl Reached {
    /// Every state in the order it is reached, the nearest first; the start only if one comes back to it.
    pub fn states(&self) -> impl Iterator<Item = usize> + '_ {
        self.first_pairs.iter().map(|pair| pair / self.movers.len())
    }

    /// Who can have moved last on the way to the state, in rising order.
    pub fn last_movers(&self, state: usize) -> impl Iterator<Item = usize> + '_ {
        let first = state * self.movers.len();
        let reached = move |mover: &usize| self.before.get(first + mover).is_some_and(Option::is_some);
        (0..self.movers.len()).filter(reached).map(|mover| self.movers[mover])
    }

    /// A shortest legal sequence to the state, if there is one.
    #[must_use]
    pub fn path_to(&self, state: usize) -> Option<Vec<Step>> {
        let movers = self.movers.len();
        let mut pair = *self.first_pairs.iter().find(|&&pair| pair / movers == state)?;
        let mut path = Vec::new();
        loop {
            path.push(Step { party: self.movers[pair % movers], to: pair / movers });
            match self.before[pair] {
                Some(before) if before != pair => pair = before,
                _ => break,
            }
        }
        path.reverse();
        Some(path)
    }
}

/// What the movers reach from the state by legal sequences of at least one step.
#[must_use]
pub fn reached(conflict: &Conflict, movers: &[usize], from: usize, steps: Steps) -> Reached {
    reached_within(conflict, movers, from, steps, usize::MAX)
}

/// The same by at most so many steps.
#[must_use]
pub fn reached_within(
    conflict: &Conflict,
    movers: &[usize],
    from: usize,
    steps: Steps,
    most: usize,
) -> Reached {
    let count = movers.len();
    let mut before: Vec<Option<usize>> = vec![None; conflict.states() * count];
    let mut seen = vec![false; conflict.states()];
    let mut first_pairs = Vec::new();
    let mut open = VecDeque::from([(from, None, 0)]);
    while let Some((state, last, length)) = open.pop_front() {
        if length == most {
            continue;
        }
        for (mover, &party) in movers.iter().enumerate() {
            if last == Some(mover) {
                continue;
            }
            for to in conflict.graph().moves(party, state) {
                if !steps.allow(conflict, party, state, to) {
                    continue;
                }
                let pair = to * count + mover;
                if before[pair].is_none() {
                    before[pair] = Some(last.map_or(pair, |last| state * count + last));
                    if !std::mem::replace(&mut seen[to], true) {
                        first_pairs.push(pair);
                    }
                    open.push_back((to, Some(mover), length + 1));
                }
            }
        }
    }
    Reached { movers: movers.to_vec(), before, first_pairs }
}
