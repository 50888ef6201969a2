//! Bit sets against arrays and against the definitions.

#![allow(clippy::cast_possible_truncation, reason = "small numbers")]

mod oracle;

use detente_conflict::{
    kernels::{Limits, Method, Taste, Verdicts, stable_states_by},
    model::Choices,
    stability::Concept,
};
use oracle::{
    models::{self, Dice, option_form},
    single::{self, Which},
};

const WHICH: [Which; 5] = [Which::Nash, Which::Gmr, Which::Smr, Which::Seq, Which::Sseq];

fn by(method: Method, choices: &Choices, tastes: &[Taste]) -> Verdicts {
    stable_states_by(method, choices, tastes, &Concept::ALL, Limits::default()).expect("a small model")
}

#[test]
fn bits_are_the_definitions() {
    for seed in 0..2500 {
        let plain = option_form(&mut Dice::new(seed), models::Taste { unknown: false, strength: false });
        let choices = plain.choices();
        let tastes: Vec<Taste> = (0..plain.parties).map(|party| Taste::Ranks(plain.ranks(party))).collect();
        let verdicts = by(Method::Bits, &choices, &tastes);
        let codes = choices.states(100).expect("few states");
        for (concept, which) in Concept::ALL.into_iter().zip(WHICH) {
            for party in 0..plain.parties {
                let stable = verdicts.stable(concept, party).expect("asked for");
                let found: Vec<bool> = codes.iter().map(|&code| stable.contains(code as usize)).collect();
                let expected: Vec<bool> =
                    (0..plain.states).map(|state| single::stable(&plain, which, 'a', party, state)).collect();
                assert_eq!(found, expected, "model {seed}, {concept:?}, party {party}");
                assert_eq!(stable.count_ones(..), found.iter().filter(|stable| **stable).count());
            }
        }
    }
}
