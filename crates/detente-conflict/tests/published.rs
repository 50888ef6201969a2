//! The published cases, by the definitions.

#![allow(clippy::cast_possible_truncation, reason = "small numbers")]

use crate::reference;

use detente_conflict::{
    kernels::{self, Limits, Taste},
    preference::{Preference, ranks},
    stability::{Concept, equilibria, stable_states},
};
use reference::*;

#[test]
fn every_verdict_of_the_cases_in_option_form() {
    every_verdict(&HELD);
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict"]
fn every_verdict_of_the_cases_beside_the_checkout() {
    every_verdict(&BESIDE);
}

fn every_verdict(names: &[&str]) {
    for case in names.iter().map(|name| case(name)) {
        let conflict = conflict(&case);
        for concept in Concept::ALL {
            let expected = &case["definition"]["equilibria"][concept.short()];
            assert_eq!(numbered(&equilibria(&conflict, concept.into())), numbers(expected), "{}", case["id"]);
            for (party, name) in conflict.graph().parties().iter().enumerate() {
                let expected = &case["definition"]["stable_states_per_dm"][concept.short()][name];
                let found = stable_states(&conflict, concept.into(), party);
                assert_eq!(numbered(&found), numbers(expected), "{} {concept:?} {name}", case["id"]);
            }
        }
    }
}

#[test]
fn the_array_method_gives_the_same_for_the_cases() {
    the_array_method_gives_the_same(&HELD);
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict"]
fn the_array_method_gives_the_same_for_the_cases_beside_the_checkout() {
    the_array_method_gives_the_same(&BESIDE);
}

fn the_array_method_gives_the_same(names: &[&str]) {
    for case in names.iter().map(|name| case(name)) {
        let choices = choices(&case);
        let conflict = conflict(&case);
        let tastes: Vec<Taste> = conflict
            .preferences()
            .iter()
            .filter_map(Preference::ranks)
            .map(|ranks| Taste::Ranks(ranks.to_vec()))
            .collect();
        let verdicts =
            kernels::stable_states(&choices, &tastes, &Concept::ALL, Limits::default()).expect("small");
        let codes = conflict.codes().expect("option form");
        for concept in Concept::ALL {
            let stable = verdicts.equilibria(concept).expect("asked for");
            let found: Vec<bool> = codes.iter().map(|&code| stable.contains(code as usize)).collect();
            assert_eq!(found, equilibria(&conflict, concept.into()), "{}", case["id"]);
        }
    }
}

#[test]
fn statements_give_the_published_rankings() {
    statements_give_the_rankings(&["prisoners_dilemma", "euphrates_syria_iraq_1975"]);
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict"]
fn statements_give_the_rankings_of_the_cases_beside_the_checkout() {
    statements_give_the_rankings(&["cuban_missile_crisis_1962", "milk_river"]);
}

fn statements_give_the_rankings(names: &[&str]) {
    for case in names.iter().map(|name| case(name)) {
        assert_eq!(case["preference_mode"], "statements");
        let choices = choices(&case);
        let states = choices.states(1000).expect("few states");
        for party in choices.parties() {
            let expected = ranking(&case["preferences"][party]["ranking_best_first"], states.len());
            let found = ranks::by_statements(&statements(&case, party), &states);
            assert_eq!(ranks::ranking(&found), ranks::ranking(&expected), "{} {party}", case["id"]);
        }
    }
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict/garrison_diversion_unit.json"]
fn garrison_has_fifteen_equilibria_by_the_definition() {
    let case = case("garrison_diversion_unit");
    let conflict = conflict(&case);
    for concept in [Concept::GeneralMetarational, Concept::SymmetricMetarational] {
        let found = numbered(&equilibria(&conflict, concept.into()));
        assert_eq!(found.len(), 15);
        assert!(found.contains(&6));
    }
}

#[test]
fn chicken_is_as_in_the_textbook() {
    let case = case("chicken");
    let conflict = conflict(&case);
    for concept in &Concept::ALL[..4] {
        let expected = &case["definition"]["equilibria"][concept.short()];
        assert_eq!(numbered(&equilibria(&conflict, (*concept).into())), numbers(expected));
    }
}

#[test]
fn all_576_ordinal_games() {
    let case = case("ordinal_2x2_576");
    let choices = two_by_two();
    let rows = case["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 576);
    for row in rows {
        let preferences = [0, 1].map(|party| Preference::Ranked(ranking(&row[party], 4))).to_vec();
        let states = choices.states(4).expect("four states");
        let conflict =
            detente_conflict::Conflict::from_choices(&choices, states, preferences).expect("a game");
        for (column, concept) in [(2, 0), (3, 1), (4, 2), (5, 3), (6, 4)] {
            let found = numbered(&equilibria(&conflict, Concept::ALL[concept].into()));
            assert_eq!(found, numbers(&row[column]), "{row}");
        }
    }
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict/us_china_trade_static.json"]
fn all_608_verdicts_of_the_trade_dispute() {
    let case = case("us_china_trade_static");
    let conflict = us_china(&case);
    assert_eq!((conflict.states(), conflict.graph().size()), (76, 411));
    for (party, name) in ["CN", "US"].into_iter().enumerate() {
        let scores = numbers(&case["scores"][name]);
        let by_score = ranks::by_values(
            &scores.iter().map(|&score| i64::try_from(score).expect("small")).collect::<Vec<_>>(),
        );
        assert_eq!(Some(by_score.as_slice()), conflict.preferences()[party].ranks());
    }
    let flags = texts(&case["published"]["per_state_CN_then_US_flags_order_Nash_GMR_SMR_SEQ"]);
    let mut agreed = 0;
    for party in 0..2 {
        for (place, concept) in Concept::ALL[..4].iter().enumerate() {
            let stable = stable_states(&conflict, (*concept).into(), party);
            for (state, flags) in flags.iter().enumerate() {
                let expected = flags.as_bytes()[5 * party + place] == b'T';
                assert_eq!(stable[state], expected, "state {} {concept:?} party {party}", state + 1);
                agreed += 1;
            }
        }
    }
    assert_eq!(agreed, 608);
    for concept in &Concept::ALL[..4] {
        let expected = &case["published"]["equilibria"][concept.short()];
        assert_eq!(numbered(&equilibria(&conflict, (*concept).into())), numbers(expected));
    }
}
