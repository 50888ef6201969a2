//! How sure a verdict is: how many pairs of states a party would have to see the other way round.

use crate::{
    Conflict,
    inverse::{Change, nearest_change},
    stability::{Concept, stable_states},
};

/// How sure the verdict about a state is, for each party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robustness {
    /// Whether the state is an equilibrium.
    pub equilibrium: bool,
    /// For each party the smallest change of its own ranking that turns the verdict for it.
    ///
    /// `None` if no ranking of its own does.
    pub turns: Vec<Option<Change>>,
    /// The weakest link: the party that leaves the equilibrium after the smallest change of its own ranking,
    /// the first of equals.
    ///
    /// `None` if the state is no equilibrium, or if no party leaves it whatever it prefers.
    ///
    /// Where the others answer by improvements, a new ranking also changes how the party answers them. It
    /// could make somebody else leave at less cost. That is not looked at.
    pub weakest: Option<usize>,
}

/// How sure the verdict about a state is. One party's ranking changes at a time. `None` if there is no such
/// state.
#[must_use]
pub fn robustness(conflict: &Conflict, concept: Concept, state: usize) -> Option<Robustness> {
    if state >= conflict.states() {
        return None;
    }
    let parties = 0..conflict.parties();
    let equilibrium = parties.clone().all(|party| stable_states(conflict, concept.into(), party)[state]);
    let turns: Vec<Option<Change>> =
        parties.map(|party| nearest_change(conflict, concept, party, state)).collect();
    let costs = turns.iter().enumerate().filter_map(|(party, turn)| Some((turn.as_ref()?.pairs, party)));
    let weakest = costs.min().map(|(_, party)| party).filter(|_| equilibrium);
    Some(Robustness { equilibrium, turns, weakest })
}
