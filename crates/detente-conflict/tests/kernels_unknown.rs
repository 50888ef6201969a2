//! Parties of whose preferences nobody says anything: the methods for large models against the definitions.

#![allow(clippy::cast_possible_truncation, reason = "small numbers")]

use crate::{budget, kernels_symbolic::model, oracle::models::Dice};

use detente_conflict::{
    Conflict,
    kernels::{self, Limits, Method, Taste, method, symbolic},
    preference::{Pairs, Preference, ranks},
    stability::{Claim, Concept, Force, Reading, Rule, stable_states},
};

/// What may be: it leaves for what it certainly prefers, what may be no better deters it, and the others may answer by
/// what they may prefer.
fn possible(concept: Concept) -> Rule {
    Rule { concept, reading: Reading::D, force: Force::General }
}

#[test]
fn what_is_certain_and_what_may_be_are_the_definitions() {
    let (mut silent_ones, mut open) = (0, 0);
    for seed in 0..budget::cases(400) {
        let (choices, mut tastes) = model(seed, 3, 7);
        let mut dice = Dice::new(seed + 4);
        let silent: Vec<bool> = tastes.iter().map(|_| dice.percent(40)).collect();
        let codes = choices.states(1 << 10).expect("some states");
        if codes.is_empty() {
            continue;
        }
        let preference = |(taste, silent): (&Taste, &bool)| match (taste, silent) {
            (Taste::Statements(statements), false) => {
                Preference::Ranked(ranks::by_statements(statements, &codes))
            }
            _ => Preference::Pairwise(Pairs::unknown(codes.len()).expect("few states")),
        };
        let preferences = tastes.iter().zip(&silent).map(preference).collect();
        let conflict = Conflict::from_choices(&choices, codes.clone(), preferences).expect("a conflict");
        let mut say = |claim: Claim| {
            for (party, _) in silent.iter().enumerate().filter(|(_, silent)| **silent) {
                tastes[party] = Taste::Unknown(claim);
            }
            let limits = Limits::default();
            let arrays = kernels::stable_states(&choices, &tastes, &Concept::ALL, limits).expect("small");
            let diagrams = symbolic::stable_states(&choices, &tastes, &Concept::ALL, limits).expect("small");
            (arrays, diagrams)
        };
        let (least, least_diagrams) = say(Claim::Certain);
        let (most, most_diagrams) = say(Claim::Possible);
        for concept in Concept::ALL {
            for (party, &silent) in silent.iter().enumerate() {
                silent_ones += usize::from(silent);
                let certain = stable_states(&conflict, concept.into(), party);
                let may = stable_states(&conflict, possible(concept), party);
                for (place, &code) in codes.iter().enumerate() {
                    let of = |found: &kernels::Verdicts| {
                        found.stable(concept, party).expect("asked for").contains(code as usize)
                    };
                    let told = |found: &symbolic::Symbolic| {
                        found.stable(concept, party).expect("asked for").contains(code)
                    };
                    let (sure, may_be) = (of(&least), of(&most));
                    open += usize::from(sure != may_be && !silent);
                    let about = format!("model {seed}, {concept:?}, party {party}, state {code}");
                    assert_eq!((sure, may_be), (certain[place], may[place]), "{about}");
                    assert_eq!(
                        (of(&least), of(&most)),
                        (told(&least_diagrams), told(&most_diagrams)),
                        "{about}"
                    );
                }
            }
        }
    }
    assert!(silent_ones > 200 && open > 100, "{silent_ones} silent, {open} open");
}

/// A silent party is in no class of equally good states.
#[test]
fn no_classes_are_made_of_what_is_unknown() {
    let (choices, mut tastes) = model(3, 13, 14);
    tastes[0] = Taste::Unknown(Claim::Certain);
    assert_eq!(method(&choices, &tastes, &Concept::ALL, Limits::default()), Ok(Method::Arrays));
    let narrow = Limits { bytes: 1 << 10 };
    assert_eq!(method(&choices, &tastes, &Concept::ALL, narrow), Ok(Method::Diagrams));
}
