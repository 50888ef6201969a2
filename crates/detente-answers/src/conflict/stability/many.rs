//! Which of many states hold: nothing is written out, by the method that suits the size.

use detente_conflict::kernels::{Limits, Method, Refusal, Taste, method as by_size, stable_states, symbolic};

use super::{Held, Stability, in_words};
use crate::{
    conflict::{
        concepts::{ByConcept, CLASSIC},
        model::{Conflict, MOST},
        state::{Holds, State},
    },
    stop::Stop,
};

/// How many states, or patterns of states, are shown.
const MOST_SHOWN: usize = 20;

/// Counts, and the first states that hold or what those that hold look like.
pub(super) fn answer(conflict: &Conflict) -> Result<Stability, Stop> {
    if let Some(what) = conflict.moves_are_more_than_courses() {
        return Err(conflict
            .refused(&format!("{what} are taken into account up to {MOST} states, and there are more")));
    }
    let refused = |reason: Refusal| conflict.refused(&reason);
    let (tastes, limits) = (conflict.tastes()?, Limits::default());
    match by_size(&conflict.choices, &tastes, &CLASSIC, limits).map_err(refused)? {
        Method::Diagrams => by_diagrams(conflict, &tastes, limits).map_err(refused),
        Method::Bits | Method::Arrays => by_arrays(conflict, &tastes, limits).map_err(refused),
    }
}

/// By one entry or bit a state: the first that hold are listed.
fn by_arrays(conflict: &Conflict, tastes: &[Taste], limits: Limits) -> Result<Stability, Refusal> {
    let verdicts = stable_states(&conflict.choices, tastes, &CLASSIC, limits)?;
    let equilibria = ByConcept::of(|concept| verdicts.equilibria(concept).unwrap_or_default());
    let feasible = (1..).zip(verdicts.feasible().ones());
    let holds = |code: usize| equilibria.as_ref().map(|held| held.contains(code));
    let stable = |player: usize, code: usize| {
        ByConcept::of(|concept| verdicts.stable(concept, player).is_some_and(|all| all.contains(code)))
    };
    let states =
        feasible.filter(|(_, code)| holds(*code).any()).take(MOST_SHOWN).map(|(number, code)| State {
            name: conflict.name_of(number, code as u64),
            agreement: None,
            holds: holds(code).map(|holds| if holds { Holds::Holds } else { Holds::No }),
            stable: (0..conflict.count()).map(|player| stable(player, code)).collect(),
            only_while: None,
        });
    let count =
        |concept, player| verdicts.stable(concept, player).map_or(0, |all| all.count_ones(..) as u128);
    let holding = equilibria.as_ref().map(|held| held.count_ones(..) as u128);
    let of = verdicts.feasible().count_ones(..) as u128;
    Ok(Stability {
        stable: (0..conflict.count()).map(|player| ByConcept::of(|concept| count(concept, player))).collect(),
        states: states.collect(),
        ..Stability::of(conflict, of, holding, in_words(verdicts.method))
    })
}

/// By decision diagrams: nothing is listed, and states that hold are described by patterns.
fn by_diagrams(conflict: &Conflict, tastes: &[Taste], limits: Limits) -> Result<Stability, Refusal> {
    let found = symbolic::stable_states(&conflict.choices, tastes, &CLASSIC, limits)?;
    let courses = conflict.choices.courses().len();
    let held = |concept| {
        let (patterns, all) =
            found.equilibria(concept).map_or((Vec::new(), true), |held| held.patterns(MOST_SHOWN));
        Held { patterns: patterns.into_iter().map(|pattern| pattern.written(courses)).collect(), all }
    };
    let count = |concept, player| found.stable(concept, player).map_or(0, |stable| stable.count());
    let holding = ByConcept::of(|concept| found.equilibria(concept).map_or(0, |held| held.count()));
    Ok(Stability {
        stable: (0..conflict.count()).map(|player| ByConcept::of(|concept| count(concept, player))).collect(),
        patterns: Some(ByConcept::of(held)),
        ..Stability::of(conflict, found.feasible().count(), holding, in_words(Method::Diagrams))
    })
}
