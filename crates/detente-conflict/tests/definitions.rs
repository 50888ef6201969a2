//! Every verdict of the engine against the definitions written out, on random conflicts.

use crate::budget;
use crate::oracle;

use detente_conflict::stability::{Concept, Force, Reading, Rule, stable_states};
use oracle::{
    models::{Dice, Plain, Taste, graph_form, option_form},
    single::{self, Which},
};

const CONCEPTS: [(Concept, Which); 5] = [
    (Concept::Nash, Which::Nash),
    (Concept::GeneralMetarational, Which::Gmr),
    (Concept::SymmetricMetarational, Which::Smr),
    (Concept::Sequential, Which::Seq),
    (Concept::SymmetricSequential, Which::Sseq),
];

fn models(count: u64, taste: Taste) -> impl Iterator<Item = (u64, Plain)> {
    (0..count).map(move |seed| {
        let mut dice = Dice::new(seed + 1);
        (seed, if seed % 3 == 0 { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) })
    })
}

#[test]
fn the_five_concepts_are_their_definitions() {
    for (seed, plain) in models(budget::cases(2500), Taste { unknown: false, strength: false }) {
        let conflict = plain.conflict();
        for (concept, which) in CONCEPTS {
            for party in 0..plain.parties {
                let expected: Vec<bool> =
                    (0..plain.states).map(|state| single::stable(&plain, which, 'a', party, state)).collect();
                assert_eq!(
                    stable_states(&conflict, concept.into(), party),
                    expected,
                    "model {seed}, {concept:?}, party {party}"
                );
            }
        }
    }
}

#[test]
fn unknown_preferences_are_read_in_four_ways() {
    let readings = [(Reading::A, 'a'), (Reading::B, 'b'), (Reading::C, 'c'), (Reading::D, 'd')];
    for (seed, plain) in models(budget::cases(2500), Taste { unknown: true, strength: false }) {
        let conflict = plain.conflict();
        for (concept, which) in CONCEPTS {
            for (reading, letter) in readings {
                let rule = Rule { concept, reading, force: Force::General };
                for party in 0..plain.parties {
                    let expected: Vec<bool> = (0..plain.states)
                        .map(|state| single::stable(&plain, which, letter, party, state))
                        .collect();
                    assert_eq!(
                        stable_states(&conflict, rule, party),
                        expected,
                        "model {seed}, {rule:?}, party {party}"
                    );
                }
            }
        }
    }
}

#[test]
fn strong_answers_are_their_definitions() {
    for (seed, plain) in models(budget::cases(2500), Taste { unknown: false, strength: true }) {
        let conflict = plain.conflict();
        for (concept, which) in CONCEPTS.into_iter().skip(1) {
            for party in 0..plain.parties {
                for (force, general) in [(Force::General, true), (Force::Strong, false)] {
                    let rule = Rule { concept, reading: Reading::A, force };
                    let expected: Vec<bool> = (0..plain.states)
                        .map(|state| {
                            if general {
                                single::stable(&plain, which, 'a', party, state)
                            } else {
                                single::strongly_stable(&plain, which, party, state)
                            }
                        })
                        .collect();
                    assert_eq!(
                        stable_states(&conflict, rule, party),
                        expected,
                        "model {seed}, {rule:?}, party {party}"
                    );
                }
            }
        }
    }
}
