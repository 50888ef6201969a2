//! The verdict about every state, few or many, one by one.

use detente_conflict::kernels::{Limits, Method, Verdicts as OfMany, method as by_size, stable_states};

use crate::{
    conflict::{
        concepts::{ByConcept, CLASSIC},
        model::{Conflict, Listed, MOST},
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
        if let Some(what) = conflict.moves_are_more_than_courses() {
            return Err(conflict
                .refused(&format!("{what} are taken into account up to {MOST} states, and there are more")));
        }
        let (tastes, limits) = (conflict.tastes()?, Limits::default());
        let method = by_size(&conflict.choices, &tastes, &CLASSIC, limits);
        if method.map_err(|reason| conflict.refused(&reason))? == Method::Diagrams {
            return Err(conflict.refused(
                &"there are too many states to go through one by one; `detente stability` says how many hold, and \
                  what those look like",
            ));
        }
        let found = stable_states(&conflict.choices, &tastes, &CLASSIC, limits);
        let found = found.map_err(|reason| conflict.refused(&reason))?;
        Ok(Self { conflict, verdicts: Found::Many(Box::new(found)) })
    }

    /// Every state: its number from 1, and its code.
    pub(super) fn states(&self) -> Box<dyn Iterator<Item = (usize, u64)> + '_> {
        match &self.verdicts {
            Found::Few(listed, _) => Box::new((1..).zip(listed.states.codes.iter().copied())),
            Found::Many(found) => Box::new((1..).zip(found.feasible().ones().map(|code| code as u64))),
        }
    }

    /// Whether a state holds.
    pub(super) fn holds(&self, number: usize, code: u64) -> ByConcept<Holds> {
        match &self.verdicts {
            Found::Few(_, judged) => judged.holds(number - 1),
            Found::Many(_) => {
                let players = (0..self.conflict.count()).map(|player| self.stable(number, code, player));
                players.fold(ByConcept::of(|_| Holds::Holds), |all, stable| {
                    all.zip(stable).map(|(all, stable)| if stable { all } else { Holds::No })
                })
            }
        }
    }

    /// Whether a state is stable for a player for certain.
    fn stable(&self, number: usize, code: u64, player: usize) -> ByConcept<bool> {
        match &self.verdicts {
            Found::Few(_, judged) => judged.certain.stable(player, number - 1),
            Found::Many(found) => ByConcept::of(|concept| {
                let code = usize::try_from(code).ok();
                let stable = found.stable(concept, player);
                code.zip(stable).is_some_and(|(code, stable)| stable.contains(code))
            }),
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
