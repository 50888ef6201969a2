//! Coalitions, simultaneous and limited-move stability against the definitions written out.

mod oracle;
mod reference;

use detente_conflict::{
    Conflict,
    model::Graph,
    preference::{Preference, ranks},
    stability::{
        Answers, CoalitionConcept, Concept, Convention, Credible, Ties, coalition_improvements,
        coalition_stable_states, coalitions, expected_ends, limited_move_stable_states, non_myopic,
        simultaneously_stable_states, stable_states, universally_stable_states,
    },
};
use oracle::{
    coalitions::{self as by_hand, Which},
    models::{Dice, Plain, Taste, graph_form, option_form},
    others,
};
use reference::{case, conflict, numbered, numbers};

const PLAIN: Taste = Taste { unknown: false, strength: false };

#[test]
fn coalitions_are_their_definitions() {
    for seed in 0..2000 {
        let mut dice = Dice::new(seed + 5000);
        let taste = Taste { unknown: seed % 5 == 0, strength: false };
        let plain = if seed % 3 == 0 { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) };
        let conflict = plain.conflict();
        let all = coalitions(&(0..plain.parties).collect::<Vec<_>>()).expect("few parties");
        assert_eq!(all.len(), (1 << plain.parties) - 1);
        // Every coalition of small models; a few of the others, so that the oracle ends.
        let some = all.iter().filter(|_| plain.parties < 4 || dice.percent(15));
        for coalition in some {
            for (concept, which) in CoalitionConcept::ALL.into_iter().zip([
                Which::Nash,
                Which::Gmr,
                Which::Smr,
                Which::SeqIndividuals,
                Which::SeqCoalitions,
            ]) {
                let expected: Vec<bool> =
                    (0..plain.states).map(|state| by_hand::stable(&plain, which, coalition, state)).collect();
                let found = coalition_stable_states(&conflict, concept, coalition).expect("few parties");
                assert_eq!(found, expected, "model {seed}, {concept:?}, {coalition:?}");
            }
        }
    }
}

#[test]
fn a_single_party_is_a_coalition_of_its_own() {
    for seed in 0..200 {
        let conflict = option_form(&mut Dice::new(seed), PLAIN).conflict();
        for party in 0..conflict.parties() {
            let alone = coalition_stable_states(&conflict, CoalitionConcept::Nash, &[party]);
            assert_eq!(alone, Some(stable_states(&conflict, Concept::Nash.into(), party)));
        }
    }
}

#[test]
fn the_published_coalitions() {
    let names = ["CNash", "CGMR", "CSMR", "CSEQ"];
    for case in ["prisoners_dilemma", "elmira_1991", "garrison_diversion_unit", "milk_river"]
        .into_iter()
        .filter_map(case)
    {
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
    let Some(case) = case("elmira_1991") else { return };
    let conflict = conflict(&case);
    assert_eq!(coalition_improvements(&conflict, &[0, 1], 6), [9]);
    let individually = detente_conflict::stability::equilibria(&conflict, Concept::Nash.into());
    let universally = universally_stable_states(&conflict, CoalitionConcept::Nash).expect("three parties");
    assert!(individually[6] && !universally[6] && universally[9]);
    let credible = CoalitionConcept::Sequential(Credible::Coalitions);
    assert!(!universally_stable_states(&conflict, credible).expect("three parties")[6]);
}

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
                (0..plain.states).map(|state| others::simultaneous(&plain, party, state)).collect();
            let found = simultaneously_stable_states(&conflict, Concept::Nash.into(), party);
            assert_eq!(found, Some(expected), "model {seed}, party {party}");
        }
    }
    let graph = graph_form(&mut Dice::new(1), PLAIN).conflict();
    assert_eq!(simultaneously_stable_states(&graph, Concept::Nash.into(), 0), None);
}

#[test]
fn limited_moves_are_their_recursion() {
    let convention = Convention { answers: Answers::Worst, ties: Ties::LowestState };
    for seed in 0..2000 {
        let mut dice = Dice::new(seed + 40_000);
        let plain = if seed % 3 == 0 { graph_form(&mut dice, PLAIN) } else { option_form(&mut dice, PLAIN) };
        if plain.states > 12 {
            continue;
        }
        let conflict = plain.conflict();
        for horizon in 0..=3 {
            let ends = expected_ends(&conflict, convention, horizon).expect("ranks");
            for (party, ends) in ends.iter().enumerate() {
                let expected: Vec<usize> =
                    (0..plain.states).map(|state| others::end(&plain, horizon, party, state)).collect();
                assert_eq!(*ends, expected, "model {seed}, horizon {horizon}, party {party}");
            }
        }
    }
}

#[test]
fn one_move_ahead_is_nash() {
    for seed in 0..300 {
        let conflict = option_form(&mut Dice::new(seed), PLAIN).conflict();
        for answers in [Answers::Worst, Answers::Best, Answers::NextInOrder] {
            for ties in [Ties::LowestState, Ties::HighestState] {
                for party in 0..conflict.parties() {
                    let ahead = limited_move_stable_states(&conflict, Convention { answers, ties }, 1, party);
                    assert_eq!(ahead, Some(stable_states(&conflict, Concept::Nash.into(), party)));
                }
            }
        }
    }
}

/// Zagare 1984, Brams & Wittman 1981: in the prisoners' dilemma both the cooperative and the conflict outcome are
/// non-myopic equilibria; in chicken the compromise is the only one.
#[test]
fn non_myopic_equilibria_of_the_classic_games() {
    let convention = Convention { answers: Answers::Worst, ties: Ties::LowestState };
    for (rankings, expected) in
        [([[3, 4, 1, 2], [2, 4, 1, 3]], vec![1, 4]), ([[3, 4, 2, 1], [2, 4, 3, 1]], vec![4])]
    {
        let choices = reference::two_by_two();
        let preferences = rankings.map(|ranking: [usize; 4]| {
            let classes: Vec<Vec<usize>> = ranking.iter().map(|state| vec![state - 1]).collect();
            Preference::Ranked(ranks::by_ranking(&classes, 4).expect("all four"))
        });
        let states = choices.states(4).expect("four");
        let conflict = Conflict::from_choices(&choices, states, preferences.to_vec()).expect("a game");
        let found = non_myopic(&conflict, convention, 100).expect("it settles");
        let both: Vec<bool> = (0..4).map(|state| found.stable[0][state] && found.stable[1][state]).collect();
        assert_eq!(numbered(&both), expected, "{found:?}");
    }
}

#[test]
fn a_party_alone_answers_nobody() {
    let preference = Preference::Ranked(ranks::by_values(&[0, 1, 2]));
    let graph = Graph::new(vec!["alone".into()], 3, vec![vec![(0, 1), (1, 2)]]).expect("a model");
    let conflict = Conflict::new(graph, vec![preference]).expect("a conflict");
    for answers in [Answers::Worst, Answers::Best, Answers::NextInOrder] {
        let convention = Convention { answers, ties: Ties::LowestState };
        let ends = expected_ends(&conflict, convention, 3).expect("ranks");
        assert_eq!(ends, [[1, 2, 2]], "{answers:?}: nobody else moves on, and the party moves once");
    }
}
