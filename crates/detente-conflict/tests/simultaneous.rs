//! Simultaneous stability against the definition written out.

use crate::oracle;

use detente_conflict::{
    Conflict,
    preference::Preference,
    stability::{Concept, simultaneously_stable_states},
};
use oracle::{
    models::{Dice, Plain, Taste, graph_form, option_form},
    simultaneous::simultaneous,
};

const PLAIN: Taste = Taste { unknown: false, strength: false };

fn with_codes(plain: &Plain) -> Conflict {
    let choices = plain.choices();
    let preferences = (0..plain.parties).map(|party| Preference::Ranked(plain.ranks(party))).collect();
    Conflict::from_choices(&choices, choices.states(100).expect("few states"), preferences)
        .expect("a conflict")
}

#[test]
fn simultaneous_moves_are_their_definition() {
    for seed in 0..2000 {
        let plain = option_form(&mut Dice::new(seed + 20_000), PLAIN);
        let conflict = with_codes(&plain);
        for party in 0..plain.parties {
            let expected: Vec<bool> =
                (0..plain.states).map(|state| simultaneous(&plain, party, state)).collect();
            let found = simultaneously_stable_states(&conflict, Concept::Nash.into(), party);
            assert_eq!(found, Some(expected), "model {seed}, party {party}");
        }
    }
    let graph = graph_form(&mut Dice::new(1), PLAIN).conflict();
    assert_eq!(simultaneously_stable_states(&graph, Concept::Nash.into(), 0), None);
}
