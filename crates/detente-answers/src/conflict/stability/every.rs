//! The verdict about every state, few or many, one by one.

use detente_conflict::kernels::{Method, method as by_size};

use super::{
    LIMITS,
    of_many::{OfMany, Tastes},
};
use crate::{
    conflict::{
        concepts::{ByConcept, CLASSIC},
        model::{Conflict, Listed},
        state::{Holds, Judged, State},
    },
    stop::Stop,
};

/// The verdict about every state.
pub(super) struct Every<'c> {
    conflict: &'c Conflict<'c>,
    verdicts: Found<'c>,
}

enum Found<'c> {
    /// Written out: every state with its moves.
    Few(Listed<'c>, Box<Judged>),
    /// One bit for each code.
    Many(Box<OfMany>),
}

impl<'c> Every<'c> {
    /// The verdicts, by the method that suits the size. Refuses where there are too many states to go through.
    pub(super) fn of(conflict: &'c Conflict<'c>) -> Result<Self, Stop> {
        if let Some(states) = &conflict.states {
            let listed = Listed { conflict, states };
            return Ok(Self { conflict, verdicts: Found::Few(listed, Box::new(Judged::of(listed))) });
        }
        let (tastes, limits) = (Tastes::of(conflict)?, LIMITS);
        let refused = |reason| conflict.refused(&reason).with_help(conflict.fewer_states());
        if by_size(&conflict.choices, &tastes.certain, &CLASSIC, limits).map_err(refused)? == Method::Diagrams
        {
            return Err(conflict
                .refused(
                    &"there are too many states to go through one by one; `detente stability` says how many hold, \
                      and what those look like",
                )
                .with_help(conflict.fewer_states()));
        }
        let found = OfMany::of(conflict, &tastes, limits).map_err(refused)?;
        Ok(Self { conflict, verdicts: Found::Many(Box::new(found)) })
    }

    /// Every state: its number from 1, and its code.
    pub(super) fn states(&self) -> Box<dyn Iterator<Item = (usize, u64)> + '_> {
        match &self.verdicts {
            Found::Few(listed, _) => Box::new((1..).zip(listed.states.codes.iter().copied())),
            Found::Many(found) => Box::new(found.states()),
        }
    }

    /// Whether a state holds.
    pub(super) fn holds(&self, number: usize, code: u64) -> ByConcept<Holds> {
        match &self.verdicts {
            Found::Few(_, judged) => judged.holds(number - 1),
            Found::Many(found) => found.holds(code),
        }
    }

    /// Whether a state is stable for a player for certain.
    fn stable(&self, number: usize, code: u64, player: usize) -> ByConcept<bool> {
        match &self.verdicts {
            Found::Few(_, judged) => judged.certain.stable(player, number - 1),
            Found::Many(found) => found.stable(code, player),
        }
    }

    /// A state with everything that is said of it.
    pub(super) fn state(&self, number: usize, code: u64) -> State {
        match &self.verdicts {
            Found::Few(listed, judged) => State::of(*listed, judged, number - 1),
            Found::Many(_) => State {
                name: self.conflict.name_of(number, code),
                agreement: None,
                holds: self.holds(number, code),
                stable: (0..self.conflict.count()).map(|player| self.stable(number, code, player)).collect(),
                only_while: None,
            },
        }
    }
}
