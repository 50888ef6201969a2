//! How sure a verdict is, against trying every ranking, with ties, of small models.

use crate::budget;
use crate::oracle;
use crate::reference;

use detente_conflict::{inverse::nearest_change, robustness::robustness, stability::Concept};
use oracle::{
    models::{Dice, Plain, Taste, graph_form, option_form},
    rankings::{distance, with_ranks, with_ties},
    single::{self, Which},
};
use reference::{case, conflict};

const WHICH: [Which; 5] = [Which::Nash, Which::Gmr, Which::Smr, Which::Seq, Which::Sseq];

/// Models of two to four states; rankings may have ties.
fn small_models(count: usize) -> impl Iterator<Item = (u64, Plain)> {
    let taste = Taste { unknown: false, strength: false };
    let all = (0..).map(move |seed: u64| {
        let mut dice = Dice::new(seed + 150_000);
        let graph = seed.is_multiple_of(2);
        (seed, if graph { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) })
    });
    all.filter(|(_, plain)| (2..=4).contains(&plain.states)).take(count)
}

fn holds(plain: &Plain, which: Which, party: usize, state: usize) -> bool {
    single::stable(plain, which, 'a', party, state)
}

/// The party's rankings that turn the verdict about the state, each with the pairs that it orders differently.
fn turning(plain: &Plain, which: Which, party: usize, state: usize) -> Vec<(usize, Vec<u32>)> {
    let (given, now) = (plain.ranks(party), holds(plain, which, party, state));
    let turns = |ranks: &Vec<u32>| holds(&with_ranks(plain, party, ranks), which, party, state) != now;
    with_ties(plain.states).into_iter().filter(turns).map(|ranks| (distance(&given, &ranks), ranks)).collect()
}

/// The states that one ranking prefers to the state and the other does not.
fn crossing(state: usize, one: &[u32], other: &[u32]) -> Vec<usize> {
    (0..one.len()).filter(|&place| (one[place] > one[state]) != (other[place] > other[state])).collect()
}

#[test]
fn nearest_changes_are_the_cheapest_of_all_rankings() {
    let mut turned = 0;
    for (seed, plain) in small_models(budget::cases(320)) {
        let conflict = plain.conflict();
        for (concept, which) in Concept::ALL.into_iter().zip(WHICH) {
            for (party, state) in
                (0..plain.parties).flat_map(|party| (0..plain.states).map(move |s| (party, s)))
            {
                let all = turning(&plain, which, party, state);
                let least = all.iter().map(|(pairs, _)| *pairs).min();
                let found = nearest_change(&conflict, concept, party, state);
                let context = format!("model {seed}, {concept:?}, party {party}, state {state}");
                assert_eq!(found.as_ref().map(|change| change.pairs), least, "{context}");
                let Some(change) = found else { continue };
                assert_eq!(change.stable_afterwards, !holds(&plain, which, party, state), "{context}");
                let mut cheapest = all.iter().filter(|(pairs, _)| Some(*pairs) == least);
                let given = plain.ranks(party);
                let moves_those = cheapest.any(|(_, ranks)| crossing(state, &given, ranks) == change.moved);
                assert!(moves_those, "{context}: {change:?}");
                turned += 1;
            }
        }
    }
    assert!(turned > budget::cases(5000), "{turned}");
}

#[test]
fn the_weakest_link_is_the_cheapest_change() {
    let (mut weakest, mut safe) = (0, 0);
    for (seed, plain) in small_models(budget::cases(500)) {
        let conflict = plain.conflict();
        for (concept, which) in Concept::ALL.into_iter().zip(WHICH) {
            for state in 0..plain.states {
                let costs: Vec<Option<usize>> = (0..plain.parties)
                    .map(|party| {
                        turning(&plain, which, party, state).into_iter().map(|(pairs, _)| pairs).min()
                    })
                    .collect();
                let equilibrium = (0..plain.parties).all(|party| holds(&plain, which, party, state));
                let least = costs.iter().flatten().min();
                let first = costs.iter().position(|cost| cost.is_some() && cost.as_ref() == least);
                let found = robustness(&conflict, concept, state).expect("a state");
                let context = format!("model {seed}, {concept:?}, state {state}");
                let turns: Vec<_> =
                    found.turns.iter().map(|turn| turn.as_ref().map(|turn| turn.pairs)).collect();
                assert_eq!((turns, found.equilibrium), (costs, equilibrium), "{context}");
                assert_eq!(found.weakest, first.filter(|_| equilibrium), "{context}");
                weakest += usize::from(found.weakest.is_some());
                safe += usize::from(equilibrium && found.weakest.is_none());
            }
        }
    }
    assert!(weakest > budget::cases(1000) && safe > budget::cases(50), "{weakest} weak, {safe} safe");
}

/// The least pairs that some ranking of the party orders differently under which not everybody holds to the state.
fn upsets(plain: &Plain, which: Which, party: usize, state: usize) -> Option<usize> {
    let given = plain.ranks(party);
    let upset = |ranks: &Vec<u32>| {
        let changed = with_ranks(plain, party, ranks);
        !(0..plain.parties).all(|party| holds(&changed, which, party, state))
    };
    with_ties(plain.states).into_iter().filter(upset).map(|ranks| distance(&given, &ranks)).min()
}

/// Where the others answer by improvements, who changes its mind also changes what it would answer.
#[test]
fn a_change_of_mind_upsets_others_only_where_answers_improve() {
    let mut upset = 0;
    for (seed, plain) in small_models(budget::cases(320)) {
        let conflict = plain.conflict();
        for (concept, which) in Concept::ALL.into_iter().zip(WHICH) {
            for state in 0..plain.states {
                let found = robustness(&conflict, concept, state).expect("a state");
                if !found.equilibrium {
                    continue;
                }
                for (party, own) in found.turns.iter().enumerate() {
                    let own = own.as_ref().map(|turn| turn.pairs);
                    let anybody = upsets(&plain, which, party, state);
                    let sooner = anybody.is_some_and(|anybody| own.is_none_or(|own| anybody < own));
                    let context = format!("model {seed}, {concept:?}, party {party}, state {state}");
                    assert!(anybody == own || sooner && concept.answers_improve(), "{context}");
                    upset += usize::from(sooner);
                }
            }
        }
    }
    assert!(upset > budget::cases(10), "{upset}");
}

/// The ministry has no move from state 10. The local government stops insisting once it prefers state 4, two ranks
/// below; Uniroyal abandons once it prefers state 12, and so passes state 7 and the three level with 12.
#[test]
fn the_weakest_link_of_elmira() {
    let case = case("elmira_1991");
    let conflict = conflict(&case);
    let found = robustness(&conflict, Concept::Nash, 9).expect("a state");
    assert!(found.equilibrium);
    let costs: Vec<_> = found.turns.iter().map(|turn| turn.as_ref().map(|turn| turn.pairs)).collect();
    assert_eq!(costs, [None, Some(5), Some(2)]);
    assert_eq!(found.weakest, Some(2));
    assert_eq!(robustness(&conflict, Concept::Nash, 99), None);
}
