//! Coalitions against the definitions written out, and the published ones.

use crate::budget;
use crate::oracle;
use crate::reference;

use detente_conflict::stability::{
    CoalitionConcept, Concept, Credible, coalition_improvements, coalition_stable_states, coalitions,
    equilibria, stable_states, universally_stable_states,
};
use oracle::{
    coalitions::{Table, Which},
    models::{Dice, Plain, Taste, graph_form, option_form},
};
use reference::{case, conflict, numbered, numbers};

fn model(seed: u64, taste: Taste) -> Plain {
    let mut dice = Dice::new(seed + 5000);
    if seed.is_multiple_of(3) { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) }
}

#[test]
fn coalitions_are_their_definitions() {
    let mut compared = 0;
    for seed in 0..budget::cases(2000) {
        let plain = model(seed, Taste { unknown: seed.is_multiple_of(5), strength: seed.is_multiple_of(7) });
        let conflict = plain.conflict();
        let table = Table::new(&plain);
        let all = coalitions(&(0..plain.parties).collect::<Vec<_>>()).expect("few parties");
        assert_eq!(all.len(), (1 << plain.parties) - 1);
        for (concept, which) in CoalitionConcept::ALL.into_iter().zip(Which::ALL) {
            let mut universally = vec![true; plain.states];
            for coalition in &all {
                let expected = table.stable(which, coalition);
                let found = coalition_stable_states(&conflict, concept, coalition).expect("few parties");
                assert_eq!(found, expected, "model {seed}, {concept:?}, {coalition:?}");
                universally.iter_mut().zip(expected).for_each(|(all, here)| *all &= here);
                compared += 1;
            }
            let found = universally_stable_states(&conflict, concept).expect("few parties");
            assert_eq!(found, universally, "model {seed}, {concept:?}");
        }
    }
    assert!(compared > budget::cases(100_000), "{compared}");
}

/// All single parties know what they prefer: then the concepts for one party and for a coalition of one agree.
#[test]
fn a_single_party_is_a_coalition_of_its_own() {
    let alike = [
        (CoalitionConcept::Nash, Concept::Nash),
        (CoalitionConcept::GeneralMetarational, Concept::GeneralMetarational),
        (CoalitionConcept::SymmetricMetarational, Concept::SymmetricMetarational),
        (CoalitionConcept::Sequential(Credible::Individuals), Concept::Sequential),
    ];
    for seed in 0..500 {
        let conflict = model(seed, Taste { unknown: false, strength: false }).conflict();
        for party in 0..conflict.parties() {
            for (together, alone) in alike {
                let found = coalition_stable_states(&conflict, together, &[party]);
                assert_eq!(
                    found,
                    Some(stable_states(&conflict, alone.into(), party)),
                    "model {seed}, {alone:?}"
                );
            }
        }
    }
}

#[test]
fn the_published_coalitions() {
    published_coalitions(&["prisoners_dilemma", "elmira_1991"]);
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict"]
fn the_coalitions_of_the_cases_beside_the_checkout() {
    published_coalitions(&["garrison_diversion_unit", "milk_river"]);
}

fn published_coalitions(cases: &[&str]) {
    let names = ["CNash", "CGMR", "CSMR", "CSEQ"];
    for case in cases.iter().map(|name| case(name)) {
        let conflict = conflict(&case);
        let parties = conflict.graph().parties();
        let expected = case["definition"]["coalition_stability"].as_object().expect("coalitions");
        for (members, verdicts) in expected {
            let place = |name| parties.iter().position(|party| party == name).expect("a party");
            let coalition: Vec<usize> = members.split('+').map(place).collect();
            for (concept, name) in CoalitionConcept::ALL.into_iter().zip(names) {
                let found = coalition_stable_states(&conflict, concept, &coalition).expect("few parties");
                assert_eq!(numbered(&found), numbers(&verdicts[name]), "{} {members} {name}", case["id"]);
            }
        }
    }
}

/// Without coalitions state 7 of Elmira holds; the ministry and Uniroyal together move on to state 10.
#[test]
fn a_coalition_leaves_state_seven_of_elmira() {
    let case = case("elmira_1991");
    let conflict = conflict(&case);
    assert_eq!(coalition_improvements(&conflict, &[0, 1], 6), [9]);
    let individually = equilibria(&conflict, Concept::Nash.into());
    let universally = universally_stable_states(&conflict, CoalitionConcept::Nash).expect("three parties");
    assert!(individually[6] && !universally[6] && universally[9]);
    let credible = CoalitionConcept::Sequential(Credible::Coalitions);
    assert!(!universally_stable_states(&conflict, credible).expect("three parties")[6]);
}
