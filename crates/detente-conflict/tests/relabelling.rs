//! What states and parties are called, and in which order they stand, decides nothing.

use crate::budget;
use crate::oracle;

use detente_conflict::{
    Conflict,
    preference::Preference,
    stability::{
        Claim, CoalitionConcept, Coalitions, Concept, Force, Reading, Rule, coalitions, equilibria,
        simultaneously_stable_states, stable_states,
    },
};
use oracle::{
    models::{Dice, Plain, Taste, graph_form, option_form},
    relabelled::{in_order, order, relabelled, relabelled_courses},
};

/// A conflict, the same relabelled, and the orders of its states and parties.
struct Pair {
    before: Conflict,
    after: Conflict,
    states: Vec<usize>,
    parties: Vec<usize>,
}

fn pairs(count: u64, taste: Taste) -> impl Iterator<Item = (u64, Pair)> {
    (0..count).map(move |seed| {
        let mut dice = Dice::new(seed + 120_000);
        let graph = seed.is_multiple_of(2);
        let plain = if graph { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) };
        let states = order(&mut dice, plain.states);
        let parties = order(&mut dice, plain.parties);
        let after = relabelled(&plain, &states, &parties).conflict();
        (seed, Pair { before: plain.conflict(), after, states, parties })
    })
}

impl Pair {
    fn assert_same(&self, rule: Rule, seed: u64) {
        for (new, &old) in self.parties.iter().enumerate() {
            let expected = in_order(&stable_states(&self.before, rule, old), &self.states);
            assert_eq!(
                stable_states(&self.after, rule, new),
                expected,
                "model {seed}, {rule:?}, party {old}"
            );
        }
        let expected = in_order(&equilibria(&self.before, rule), &self.states);
        assert_eq!(equilibria(&self.after, rule), expected, "model {seed}, {rule:?}");
    }

    fn assert_same_together(&self, concept: CoalitionConcept, seed: u64) {
        let [before, after] = [&self.before, &self.after]
            .map(|conflict| Coalitions::of(conflict, Claim::Certain).expect("few parties"));
        let everybody: Vec<usize> = (0..self.parties.len()).collect();
        for new in coalitions(&everybody).expect("few parties") {
            // In the order of the new names, so that the members stand in another order too.
            let old: Vec<usize> = new.iter().map(|&party| self.parties[party]).collect();
            let verdicts = before.stable_states(concept, &old);
            let found = after.stable_states(concept, &new);
            assert_eq!(found, in_order(&verdicts, &self.states), "model {seed}, {concept:?}, {old:?}");
        }
        let before = before.universally_stable_states(concept);
        let after = after.universally_stable_states(concept);
        assert_eq!(after, in_order(&before, &self.states), "model {seed}, {concept:?}");
    }
}

#[test]
fn verdicts_keep_to_their_states_and_parties() {
    for (seed, pair) in pairs(budget::cases(1000), Taste { unknown: false, strength: false }) {
        for concept in Concept::ALL {
            pair.assert_same(concept.into(), seed);
        }
    }
}

#[test]
fn readings_keep_to_their_states_and_parties() {
    for (seed, pair) in pairs(budget::cases(500), Taste { unknown: true, strength: false }) {
        for concept in Concept::ALL {
            for reading in Reading::ALL {
                pair.assert_same(Rule { concept, reading, force: Force::General }, seed);
            }
        }
    }
}

#[test]
fn strong_verdicts_keep_to_their_states_and_parties() {
    for (seed, pair) in pairs(budget::cases(500), Taste { unknown: false, strength: true }) {
        for concept in Concept::ALL {
            pair.assert_same(Rule { concept, reading: Reading::A, force: Force::Strong }, seed);
        }
    }
}

#[test]
fn coalitions_keep_to_their_states_and_parties() {
    let tastes = [false, true].map(|unknown| Taste { unknown, strength: false });
    for (seed, pair) in tastes.into_iter().flat_map(|taste| pairs(budget::cases(400), taste)) {
        for concept in CoalitionConcept::ALL {
            pair.assert_same_together(concept, seed);
        }
    }
}

fn with_codes(plain: &Plain) -> Conflict {
    let choices = plain.choices();
    let preferences = (0..plain.parties).map(|party| Preference::Ranked(plain.ranks(party))).collect();
    let states = choices.states(100).expect("few states");
    Conflict::from_choices(&choices, states, preferences).expect("a conflict")
}

/// A course and its opposite say the same, and parties may stand in any order: moves and verdicts follow the states.
#[test]
fn courses_may_be_called_by_their_opposites() {
    for seed in 0..budget::cases(1000) {
        let mut dice = Dice::new(seed + 130_000);
        let plain = option_form(&mut dice, Taste { unknown: false, strength: false });
        let parties = order(&mut dice, plain.parties);
        let opposite: Vec<bool> = plain.owners.iter().map(|_| dice.percent(50)).collect();
        let (changed, states) = relabelled_courses(&plain, &parties, &opposite);
        let (before, after) = (with_codes(&plain), with_codes(&changed));
        assert_eq!(after.graph(), changed.conflict().graph(), "model {seed}");
        for (new, &old) in parties.iter().enumerate() {
            for concept in Concept::ALL {
                let expected = in_order(&stable_states(&before, concept.into(), old), &states);
                assert_eq!(stable_states(&after, concept.into(), new), expected, "model {seed}, {concept:?}");
            }
            let joint = |conflict, party| {
                simultaneously_stable_states(conflict, Concept::Nash.into(), party).expect("option form")
            };
            assert_eq!(joint(&after, new), in_order(&joint(&before, old), &states), "model {seed}");
        }
    }
}
