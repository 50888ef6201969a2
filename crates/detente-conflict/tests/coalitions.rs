//! Coalitions against the definitions written out, and the published ones.

use crate::budget;
use crate::oracle;
use crate::reference;

use detente_conflict::stability::{
    Claim, CoalitionConcept, Coalitions, Concept, Credible, coalitions, equilibria, stable_states,
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
        let all = coalitions(&(0..plain.parties).collect::<Vec<_>>()).expect("few parties");
        assert_eq!(all.len(), (1 << plain.parties) - 1);
        for claim in [Claim::Certain, Claim::Possible] {
            let table = Table::new(&plain, claim == Claim::Certain);
            let engine = Coalitions::of(&conflict, claim).expect("few parties");
            for (concept, which) in CoalitionConcept::ALL.into_iter().zip(Which::ALL) {
                let mut universally = vec![true; plain.states];
                for coalition in &all {
                    let expected = table.stable(which, coalition);
                    let found = engine.stable_states(concept, coalition);
                    assert_eq!(found, expected, "model {seed}, {claim:?}, {concept:?}, {coalition:?}");
                    universally.iter_mut().zip(expected).for_each(|(all, here)| *all &= here);
                    compared += 1;
                }
                assert_eq!(
                    engine.universally_stable_states(concept),
                    universally,
                    "model {seed}, {claim:?}, {concept:?}"
                );
            }
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
        let engine = Coalitions::of(&conflict, Claim::Certain).expect("few parties");
        for party in 0..conflict.parties() {
            for (together, alone) in alike {
                let found = engine.stable_states(together, &[party]);
                assert_eq!(found, stable_states(&conflict, alone.into(), party), "model {seed}, {alone:?}");
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
        let engine = Coalitions::of(&conflict, Claim::Certain).expect("few parties");
        let expected = case["definition"]["coalition_stability"].as_object().expect("coalitions");
        for (members, verdicts) in expected {
            let place = |name| parties.iter().position(|party| party == name).expect("a party");
            let coalition: Vec<usize> = members.split('+').map(place).collect();
            for (concept, name) in CoalitionConcept::ALL.into_iter().zip(names) {
                let found = engine.stable_states(concept, &coalition);
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
    let engine = Coalitions::of(&conflict, Claim::Certain).expect("three parties");
    assert_eq!(engine.improvements(&[0, 1], 6), [9]);
    let individually = equilibria(&conflict, Concept::Nash.into());
    let universally = engine.universally_stable_states(CoalitionConcept::Nash);
    assert!(individually[6] && !universally[6] && universally[9]);
    let credible = CoalitionConcept::Sequential(Credible::Coalitions);
    assert!(!engine.universally_stable_states(credible)[6]);
}

/// What is said to hold for certain against coalitions holds however the unknown preferences turn out, and what is said
/// not to hold never does.
#[test]
fn what_coalitions_do_for_certain_they_do_however_it_turns_out() {
    let (mut holds, mut leaves) = (0, 0);
    for seed in 0..budget::cases(300) {
        let mut plain = model(seed, Taste { unknown: false, strength: false });
        let silent = usize::try_from(seed).expect("small") % plain.parties;
        let sure = plain.conflict();
        for one in 0..plain.states {
            for other in (0..plain.states).filter(|other| *other != one) {
                plain.prefers[silent][one][other] = 9;
            }
        }
        let doubtful = plain.conflict();
        let claims = [Claim::Certain, Claim::Possible];
        let [certain, possible] = claims.map(|claim| Coalitions::of(&doubtful, claim).expect("few"));
        let known = Coalitions::of(&sure, Claim::Certain).expect("few");
        for coalition in coalitions(&(0..plain.parties).collect::<Vec<_>>()).expect("few") {
            for concept in CoalitionConcept::ALL {
                let in_fact = known.stable_states(concept, &coalition);
                let said = certain.stable_states(concept, &coalition).into_iter();
                for (state, (certain, may)) in
                    said.zip(possible.stable_states(concept, &coalition)).enumerate()
                {
                    assert!(in_fact[state] || !certain, "model {seed} {concept:?} {coalition:?} {state}");
                    assert!(!in_fact[state] || may, "model {seed} {concept:?} {coalition:?} {state}");
                    holds += usize::from(certain);
                    leaves += usize::from(!may);
                }
            }
        }
    }
    assert!(holds > 1000 && leaves > 100, "{holds} {leaves}");
}

/// Too many are refused before anything is made.
#[test]
fn too_many_coalitions_are_refused_with_their_number() {
    let choices = detente_conflict::model::Choices::new(
        (0..17).map(|party| party.to_string()).collect(),
        Vec::new(),
        Vec::new(),
    )
    .expect("a model");
    let ranked = detente_conflict::preference::Preference::Ranked(vec![0]);
    let conflict =
        detente_conflict::Conflict::from_choices(&choices, vec![0], vec![ranked; 17]).expect("one state");
    let refused = Coalitions::of(&conflict, Claim::Certain).err().expect("it is refused").to_string();
    assert!(refused.contains("131071 coalitions"), "{refused}");
}
