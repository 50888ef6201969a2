//! A conflict: who can move where, and who would rather be where.

use crate::model::{Choices, Graph, ModelError};
use crate::preference::{Preference, Relation};

/// States, moves and preferences, small enough to be written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    graph: Graph,
    preferences: Vec<Preference>,
    codes: Option<Vec<u64>>,
}

impl Conflict {
    /// A conflict in graph form. Each party's preference speaks of every state.
    pub fn new(graph: Graph, preferences: Vec<Preference>) -> Result<Self, ModelError> {
        let (expected, found) = (graph.parties().len(), preferences.len());
        if expected != found {
            return Err(ModelError::WrongLength { expected, found });
        }
        let wrong = preferences.iter().map(Preference::states).find(|&found| found != graph.states());
        match wrong {
            Some(found) => Err(ModelError::WrongLength { expected: graph.states(), found }),
            None => Ok(Self { graph, preferences, codes: None }),
        }
    }

    /// A conflict in option form between some or all of the states that [`Choices::states`] gives.
    ///
    /// `states` are codes of feasible states in rising order, none twice. `preferences` has one entry a
    /// party.
    pub fn from_choices(
        choices: &Choices,
        states: Vec<u64>,
        preferences: Vec<Preference>,
    ) -> Result<Self, ModelError> {
        let out_of_order = states.windows(2).position(|pair| pair[0] >= pair[1]).map(|before| before + 1);
        let infeasible = states.iter().position(|&code| !choices.is_state(code));
        if let Some(place) = out_of_order.or(infeasible) {
            return Err(ModelError::NoSuchState { place });
        }
        let conflict = Self::new(choices.graph(&states)?, preferences)?;
        Ok(Self { codes: Some(states), ..conflict })
    }

    /// States and moves.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// How many states there are.
    #[must_use]
    pub fn states(&self) -> usize {
        self.graph.states()
    }

    /// How many parties there are.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.preferences.len()
    }

    /// Each party's preference.
    #[must_use]
    pub fn preferences(&self) -> &[Preference] {
        &self.preferences
    }

    /// The codes of the states in option form, in rising order; `None` in graph form.
    #[must_use]
    pub fn codes(&self) -> Option<&[u64]> {
        self.codes.as_deref()
    }

    /// How a state compares with another for a party.
    #[must_use]
    pub fn compare(&self, party: usize, state: usize, than: usize) -> Relation {
        self.preferences[party].of(state, than)
    }

    /// The same conflict with another preference for one party.
    pub fn with_preference(&self, party: usize, preference: Preference) -> Result<Self, ModelError> {
        let mut preferences = self.preferences.clone();
        let (expected, found) = (preferences.len(), party + 1);
        let place = preferences.get_mut(party).ok_or(ModelError::WrongLength { expected, found })?;
        *place = preference;
        let conflict = Self::new(self.graph.clone(), preferences)?;
        Ok(Self { codes: self.codes.clone(), ..conflict })
    }
}
