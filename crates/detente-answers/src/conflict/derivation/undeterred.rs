//! Which moves a player would make from a state that nothing deters.

use detente_conflict::{
    Conflict,
    stability::{Concept, Rule, deters, improvements, others, reached},
};

/// The moves by which the player gains and which no answer deters: did it prefer none of them, it would stay.
#[must_use]
pub fn undeterred(conflict: &Conflict, concept: Concept, player: usize, state: usize) -> Vec<usize> {
    let rule = Rule::from(concept);
    let others = others(conflict, player);
    let deterred = |to: usize| {
        concept != Concept::Nash
            && reached(conflict, &others, to, rule.answers_by())
                .states()
                .any(|answer| deters(conflict, rule, player, state, answer))
    };
    improvements(conflict, rule, player, state).filter(|&to| !deterred(to)).collect()
}
