//! Which of many states hold: nothing is written out, by the method that suits the size.

use detente_conflict::kernels::{Limits, Method, Refusal, method as by_size};

use super::{
    Held, LIMITS, Stability, in_words,
    of_many::{InDiagrams, OfMany, Tastes},
};
use crate::{
    conflict::{
        concepts::{ByConcept, CLASSIC},
        model::Conflict,
        state::{Holds, State},
    },
    stop::Stop,
};

/// How many states, or patterns of states, are shown.
const MOST_SHOWN: usize = 20;

/// Counts, and the first states that hold or may, or what those that hold look like.
pub(super) fn answer(conflict: &Conflict) -> Result<Stability, Stop> {
    let refused = |reason: Refusal| conflict.refused(&reason).with_help(conflict.fewer_states());
    let (tastes, limits) = (Tastes::of(conflict)?, LIMITS);
    match by_size(&conflict.choices, &tastes.certain, &CLASSIC, limits).map_err(refused)? {
        Method::Diagrams => by_diagrams(conflict, &tastes, limits).map_err(refused),
        Method::Bits | Method::Arrays => by_arrays(conflict, &tastes, limits).map_err(refused),
    }
}

/// By one entry or bit a state: the first that hold or may are listed.
fn by_arrays(conflict: &Conflict, tastes: &Tastes, limits: Limits) -> Result<Stability, Refusal> {
    let found = OfMany::of(conflict, tastes, limits)?;
    let players = || 0..conflict.count();
    let shown = found.states().filter(|(_, code)| found.holds(*code).map(|holds| holds != Holds::No).any());
    let states = shown.take(MOST_SHOWN).map(|(number, code)| State {
        name: conflict.name_of(number, code),
        agreement: None,
        holds: found.holds(code),
        stable: players().map(|player| found.stable(code, player)).collect(),
        only_while: None,
    });
    Ok(Stability {
        open: found.open(),
        stable: players().map(|player| found.how_many(player)).collect(),
        states: states.collect(),
        ..Stability::of(conflict, found.count() as u128, found.holding(), in_words(found.method()))
    })
}

/// By decision diagrams: nothing is listed, and states that hold are described by patterns.
fn by_diagrams(conflict: &Conflict, tastes: &Tastes, limits: Limits) -> Result<Stability, Refusal> {
    let all = InDiagrams::of(conflict, tastes, limits)?;
    let found = &all.certain;
    let courses = conflict.choices.courses().len();
    let held = |concept| {
        let (patterns, all) =
            found.equilibria(concept).map_or((Vec::new(), true), |held| held.patterns(MOST_SHOWN));
        Held { patterns: patterns.into_iter().map(|pattern| pattern.written(courses)).collect(), all }
    };
    let count = |concept, player| found.stable(concept, player).map_or(0, |stable| stable.count());
    Ok(Stability {
        open: all.open(),
        stable: (0..conflict.count()).map(|player| ByConcept::of(|concept| count(concept, player))).collect(),
        patterns: Some(ByConcept::of(held)),
        ..Stability::of(conflict, found.feasible().count(), all.holding(), in_words(Method::Diagrams))
    })
}
