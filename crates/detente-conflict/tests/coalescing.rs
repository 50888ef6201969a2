//! States that become one, against the quotient of the graph by its definition.

use crate::oracle;

use detente_conflict::model::{Graph, ModelError, Pattern, coalesced};
use oracle::{
    codes::{is_as, pattern},
    models::{Dice, Plain, Taste, graph_form, option_form},
};

fn model(dice: &mut Dice, seed: u64) -> (Plain, Vec<u64>, usize) {
    let taste = Taste { unknown: false, strength: false };
    if seed.is_multiple_of(2) {
        let plain = option_form(dice, taste);
        let codes = plain.choices().states(64).expect("few states");
        let courses = plain.owners.len();
        return (plain, codes, courses);
    }
    // Codes of states in graph form need be in no order, and two states may have the same.
    let plain = graph_form(dice, taste);
    let codes = (0..plain.states).map(|_| dice.below(32) as u64).collect();
    (plain, codes, 5)
}

/// Whether two states become one: they are the same, or the first pattern that one is like is the first that the other
/// is like.
fn become_one(codes: &[u64], alike: &[Pattern], one: usize, other: usize) -> bool {
    let first = |state: usize| alike.iter().position(|&pattern| is_as(pattern, codes[state]));
    one == other || first(one).is_some() && first(one) == first(other)
}

/// The classes, each in rising order, in the order of their least members.
fn classes(codes: &[u64], alike: &[Pattern]) -> Vec<Vec<usize>> {
    let states = 0..codes.len();
    let class = |state: usize| -> Vec<usize> {
        states.clone().filter(|&other| become_one(codes, alike, state, other)).collect()
    };
    states
        .clone()
        .map(class)
        .enumerate()
        .filter(|(state, class)| class[0] == *state)
        .map(|(_, class)| class)
        .collect()
}

/// A class can be left for another if one of its members can be left for one of the other's.
fn quotient(plain: &Plain, classes: &[Vec<usize>], party: usize, from: usize, to: usize) -> bool {
    from != to
        && classes[from].iter().any(|&one| classes[to].iter().any(|&other| plain.can[party][one][other]))
}

#[test]
fn the_smaller_graph_is_the_quotient() {
    let (mut smaller, mut overlapping) = (0, 0);
    for seed in 0..2000 {
        let mut dice = Dice::new(seed + 90_000);
        let (plain, codes, courses) = model(&mut dice, seed);
        let alike: Vec<Pattern> = (0..dice.below(4)).map(|_| pattern(&mut dice, courses, 35)).collect();
        let graph = plain.conflict().graph().clone();
        let found = coalesced(&graph, &codes, &alike).expect("a code for every state");
        let expected = classes(&codes, &alike);
        assert_eq!(found.members, expected, "model {seed}: {alike:?}");
        for (place, class) in expected.iter().enumerate() {
            assert!(class.iter().all(|&state| found.place[state] == place), "model {seed}");
        }
        assert_eq!(found.place.len(), plain.states);
        assert_eq!((found.graph.states(), found.graph.parties()), (expected.len(), graph.parties()));
        for party in 0..plain.parties {
            for from in 0..expected.len() {
                let to: Vec<usize> =
                    (0..expected.len()).filter(|&to| quotient(&plain, &expected, party, from, to)).collect();
                assert_eq!(found.graph.moves(party, from).collect::<Vec<_>>(), to, "model {seed}");
            }
        }
        let patterns_of = |code: u64| alike.iter().filter(|&&pattern| is_as(pattern, code)).count();
        smaller += usize::from(expected.len() < plain.states);
        overlapping += usize::from(codes.iter().any(|&code| patterns_of(code) > 1));
    }
    assert!(smaller > 800 && overlapping > 500, "{smaller} smaller, {overlapping} overlapping");
}

fn chain(states: usize) -> Graph {
    let moves = (1..states).map(|state| (state - 1, state)).collect();
    Graph::new(vec!["party".into()], states, vec![moves]).expect("a graph")
}

/// State 3 is like both patterns and belongs to the first; the one state stands where its first member stood.
#[test]
fn the_first_pattern_wins() {
    let alike = |texts: [&str; 2]| texts.map(|text| Pattern::read(text).expect("a pattern"));
    let codes = [0b00, 0b01, 0b10, 0b11];
    let found = coalesced(&chain(4), &codes, &alike(["Y-", "-Y"])).expect("four codes");
    assert_eq!(found.members, [vec![0], vec![1, 3], vec![2]]);
    assert_eq!(found.place, [0, 1, 2, 1]);
    assert_eq!(found.graph.moves(0, 1).collect::<Vec<_>>(), [2]);
    assert_eq!(found.graph.moves(0, 2).collect::<Vec<_>>(), [1]);
    let found = coalesced(&chain(4), &codes, &alike(["-Y", "Y-"])).expect("four codes");
    assert_eq!(found.members, [vec![0], vec![1], vec![2, 3]]);
}

#[test]
fn no_pattern_changes_nothing_and_one_for_all_leaves_one_state() {
    let graph = chain(3);
    let same = coalesced(&graph, &[7, 7, 7], &[]).expect("three codes");
    assert_eq!((same.graph, same.place), (graph.clone(), vec![0, 1, 2]));
    let one = coalesced(&graph, &[1, 2, 3], &[Pattern { speaks_of: 0, taken: 0 }]).expect("three codes");
    assert_eq!((one.members, one.graph.states(), one.graph.size()), (vec![vec![0, 1, 2]], 1, 0));
}

#[test]
fn a_code_for_every_state_is_needed() {
    for codes in [&[][..], &[1, 2], &[1, 2, 3, 4]] {
        let expected = Err(ModelError::WrongLength { expected: 3, found: codes.len() });
        assert_eq!(coalesced(&chain(3), codes, &[]), expected);
    }
}
