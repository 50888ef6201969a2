//! What a party's ranking must be like for a state to hold for it.

use crate::{
    Conflict,
    stability::{Concept, Rule, others, reached},
};
use std::collections::BTreeSet;

/// What must hold between a state and others for the state to be stable for a party.
///
/// It only asks that some states be not preferred to the state. So all that matters of the party's ranking is
/// which states it does not prefer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The state.
    pub state: usize,
    /// One entry for each move that could be an improvement, unless the move is deterred whatever the party
    /// prefers.
    ///
    /// An entry is a list of sets of states. In at least one set the party must prefer no member to the
    /// state.
    pub departures: Vec<Vec<Vec<usize>>>,
}

impl Requirement {
    /// The requirement under a rule. The others keep their preferences; the reading says by which of them they answer.
    #[must_use]
    pub fn of(conflict: &Conflict, rule: impl Into<Rule>, party: usize, state: usize) -> Self {
        let rule = rule.into();
        let concept = rule.concept;
        let others = others(conflict, party);
        let steps = rule.answers_by();
        let departures = conflict.graph().moves(party, state).map(|to| {
            let mut sets: Vec<BTreeSet<usize>> = vec![BTreeSet::from([to])];
            if concept != Concept::Nash {
                for answer in reached(conflict, &others, to, steps).states() {
                    let mut set = BTreeSet::from([answer]);
                    if concept.looks_at_countermoves() {
                        set.extend(conflict.graph().moves(party, answer));
                    }
                    sets.push(set);
                }
            }
            for set in &mut sets {
                set.remove(&state);
            }
            least(sets)
        });
        let departures = departures.filter(|sets| !sets.iter().any(Vec::is_empty)).collect();
        Self { state, departures }
    }

    /// Whether the state is stable for a party that prefers exactly the states that `not_preferred` denies.
    #[must_use]
    pub fn holds(&self, not_preferred: impl Fn(usize) -> bool) -> bool {
        let holds = |set: &Vec<usize>| set.iter().all(|&state| not_preferred(state));
        self.departures.iter().all(|sets| sets.iter().any(holds))
    }

    /// The states that it speaks of, in rising order.
    #[must_use]
    pub fn states(&self) -> Vec<usize> {
        let all: BTreeSet<usize> = self.departures.iter().flatten().flatten().copied().collect();
        all.into_iter().collect()
    }
}

/// The sets that contain no other.
fn least(sets: Vec<BTreeSet<usize>>) -> Vec<Vec<usize>> {
    let different: BTreeSet<BTreeSet<usize>> = sets.into_iter().collect();
    let redundant =
        |set: &BTreeSet<usize>| different.iter().any(|other| other != set && other.is_subset(set));
    let kept = different.iter().filter(|set| !redundant(set));
    kept.map(|set| set.iter().copied().collect()).collect()
}
