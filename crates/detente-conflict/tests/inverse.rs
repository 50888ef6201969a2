//! Inverse analysis and hypergames against trying everything.

use crate::oracle;
use crate::reference;

use detente_conflict::{
    hypergame::{Hypergame, Perception, with_misperceptions},
    inverse::{Share, holding_for_all, holding_for_party, nearest_change, nearest_statement_order},
    model::Pattern,
    preference::Preference,
    stability::{Concept, equilibria, stable_states},
};
use oracle::{
    models::{Dice, Plain, Taste, graph_form, option_form},
    rankings::{distance, strict, with_ranks},
    single::{self, Which},
};
use reference::{case, choices, conflict, number, numbered, numbers, statements, texts};

const WHICH: [Which; 5] = [Which::Nash, Which::Gmr, Which::Smr, Which::Seq, Which::Sseq];

#[test]
fn syria_has_as_many_rankings_as_by_the_definition() {
    let case = case("euphrates_syria_iraq_1975");
    let conflict = conflict(&case);
    let published = &case["published"]["inverse"];
    let state = number(&published["desired_state"]) - 1;
    for (concept, expected) in Concept::ALL.into_iter().zip([240, 384, 300, 384]) {
        let share = holding_for_all(&conflict, concept, 0, state).expect("six states");
        assert_eq!(share.rankings(), Some(expected));
        assert_eq!(
            published["correct_by_definition"][concept.short()],
            u64::try_from(expected).expect("small")
        );
        assert_eq!(holding_for_party(&conflict, concept, 0, state).and_then(Share::rankings), Some(expected));
    }
}

fn small_models(count: u64, states: usize) -> impl Iterator<Item = (u64, Plain)> {
    let taste = Taste { unknown: false, strength: false };
    let all = (0..).map(move |seed| {
        let mut dice = Dice::new(seed + 700);
        (seed, if seed % 2 == 0 { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) })
    });
    all.filter(move |(_, plain)| plain.states <= states && plain.states > 2)
        .take(usize::try_from(count).expect("few"))
}

#[test]
fn counts_are_those_of_trying_every_ranking() {
    for (seed, plain) in small_models(60, 5) {
        let conflict = plain.conflict();
        for (concept, which) in Concept::ALL.into_iter().zip(WHICH) {
            for state in 0..plain.states {
                let (mut own, mut all) = (0_u128, 0_u128);
                for ranks in strict(plain.states) {
                    let changed = with_ranks(&plain, 0, &ranks);
                    let holds = |party| single::stable(&changed, which, 'a', party, state);
                    own += u128::from(holds(0));
                    all += u128::from((0..plain.parties).all(holds));
                }
                let found = holding_for_party(&conflict, concept, 0, state).and_then(Share::rankings);
                assert_eq!(found, Some(own), "model {seed}, {concept:?}, state {state}");
                let found = holding_for_all(&conflict, concept, 0, state).and_then(Share::rankings);
                assert_eq!(found, Some(all), "model {seed}, {concept:?}, state {state}");
            }
        }
    }
}

#[test]
fn nearest_changes_are_those_of_trying_every_ranking() {
    let mut turned = 0;
    for (seed, plain) in small_models(80, 5) {
        // Strict rankings: with ties a change may end in ties, which strict rankings do not try.
        let given = strict(plain.states)[usize::try_from(seed).expect("few") % 6].clone();
        let plain = with_ranks(&plain, 0, &given);
        let conflict = plain.conflict();
        for (concept, which) in Concept::ALL.into_iter().zip(WHICH) {
            for state in 0..plain.states {
                let now = single::stable(&plain, which, 'a', 0, state);
                let turning = strict(plain.states).into_iter().filter(|ranks| {
                    single::stable(&with_ranks(&plain, 0, ranks), which, 'a', 0, state) != now
                });
                let expected = turning.map(|ranks| distance(&given, &ranks)).min();
                let found = nearest_change(&conflict, concept, 0, state);
                assert_eq!(
                    found.as_ref().map(|change| change.pairs),
                    expected,
                    "model {seed}, {concept:?}, {state}"
                );
                assert!(found.is_none_or(|change| change.stable_afterwards != now));
                turned += usize::from(expected.is_some());
            }
        }
    }
    assert!(turned > 500, "{turned}");
}

#[test]
fn statements_are_reordered_as_little_as_possible() {
    let case = case("euphrates_syria_iraq_1975");
    let conflict = conflict(&case);
    let own = statements(&case, "Syria");
    // State 6 holds already; state 2 does for some order or for none, as trying all orders says.
    let already = nearest_statement_order(&conflict, Concept::Nash, 0, 5, &own).expect("four statements");
    assert_eq!(already.map(|found| found.swaps), Some(0));
    let codes = conflict.codes().expect("option form");
    for state in 0..conflict.states() {
        let mut least: Option<usize> = None;
        for places in strict(own.len()) {
            let mut ordered: Vec<(u32, _)> = places.iter().copied().zip(own.iter().cloned()).collect();
            ordered.sort_by_key(|(place, _)| *place);
            let ordered: Vec<_> = ordered.into_iter().map(|(_, statement)| statement).collect();
            let ranks = detente_conflict::preference::ranks::by_statements(&ordered, codes);
            let changed = conflict.with_preference(0, Preference::Ranked(ranks)).expect("all states");
            if equilibria(&changed, Concept::Nash.into())[state] {
                let original: Vec<u32> = (0..).take(own.len()).collect();
                let swaps = distance(&original, &places);
                least = Some(least.map_or(swaps, |least| least.min(swaps)));
            }
        }
        let found =
            nearest_statement_order(&conflict, Concept::Nash, 0, state, &own).expect("four statements");
        assert_eq!(found.map(|found| found.swaps), least, "state {}", state + 1);
    }
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/conflict/syria_iraq_misperception.json"]
fn misperceptions_as_gmcr_plus_takes_them() {
    let case = case("syria_iraq_misperception");
    let conflict = conflict(&case);
    let codes = conflict.codes().expect("option form");
    let sees: Vec<Vec<bool>> = choices(&case)
        .parties()
        .iter()
        .map(|party| {
            let patterns: Vec<Pattern> = texts(&case["preferences"][party]["misperceived_patterns"])
                .into_iter()
                .map(|text| Pattern::read(text).expect("a pattern"))
                .collect();
            codes.iter().map(|&code| !patterns.iter().any(|pattern| pattern.matches(code))).collect()
        })
        .collect();
    let mistaken = with_misperceptions(&conflict, &sees).expect("the same states");
    for concept in Concept::ALL {
        let expected = &case["definition"]["equilibria"][concept.short()];
        assert_eq!(numbered(&equilibria(&mistaken, concept.into())), numbers(expected), "{concept:?}");
    }
    let perceptions =
        sees.into_iter().map(|sees| Perception { sees, preferences: conflict.preferences().to_vec() });
    let hypergame = Hypergame::new(conflict.graph(), perceptions.collect()).expect("two parties");
    for concept in Concept::ALL {
        let outlook = hypergame.outlook(concept.into());
        let resting: Vec<bool> = (0..conflict.states())
            .map(|state| {
                (0..2).all(|party| {
                    stable_states(hypergame.game(party).expect("a party"), concept.into(), party)[state]
                })
            })
            .collect();
        assert_eq!(outlook.equilibria, resting);
        for party in 0..2 {
            for state in outlook.surprises(party) {
                assert!(outlook.equilibria[state] && !outlook.expected[party][state]);
            }
            for state in outlook.illusions(party) {
                assert!(!outlook.equilibria[state] && outlook.expected[party][state]);
            }
        }
    }
}

/// Each takes the other to play chicken's opposite: both expect to prevail, and what comes is the worst for both.
#[test]
fn two_wrong_games_make_a_surprise() {
    let ranked = |best_first: [usize; 4]| {
        let classes: Vec<Vec<usize>> = best_first.iter().map(|state| vec![state - 1]).collect();
        Preference::Ranked(detente_conflict::preference::ranks::by_ranking(&classes, 4).expect("all four"))
    };
    let choices = reference::two_by_two();
    let graph = choices.graph(&choices.states(4).expect("four")).expect("a graph");
    // Y is to give way. Each would rather fight than give way, and believes that the other would not.
    let hard = [[3, 4, 1, 2], [2, 4, 1, 3]].map(ranked);
    let soft = [[3, 4, 2, 1], [2, 4, 3, 1]].map(ranked);
    let perceptions = [[hard[0].clone(), soft[1].clone()], [soft[0].clone(), hard[1].clone()]];
    let perceptions =
        perceptions.map(|preferences| Perception { sees: vec![true; 4], preferences: preferences.to_vec() });
    let hypergame = Hypergame::new(&graph, perceptions.to_vec()).expect("two parties");
    let outlook = hypergame.outlook(Concept::Nash.into());
    assert_eq!(numbered(&outlook.equilibria), [1]);
    assert_eq!((numbered(&outlook.expected[0]), numbered(&outlook.expected[1])), (vec![3], vec![2]));
    assert_eq!((outlook.surprises(0), outlook.illusions(0)), (vec![0], vec![2]));
}
