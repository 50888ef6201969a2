//! Routes from the status quo against a search over all legal sequences.

use crate::oracle;
use crate::reference;

use detente_conflict::{
    path::{attainable, routes},
    stability::{Concept, Steps, equilibria},
};
use oracle::models::{Dice, Plain, Taste, graph_form, option_form};
use reference::{case, conflict};

/// How many moves a shortest legal sequence has: every sequence of up to so many moves is tried.
fn shortest(plain: &Plain, from: usize, to: usize, improving: bool, most: usize) -> Option<usize> {
    fn can(plain: &Plain, at: usize, to: usize, last: usize, left: usize, improving: bool) -> bool {
        at == to && left == 0
            || left > 0
                && (0..plain.parties).filter(|&party| party != last).any(|party| {
                    (0..plain.states).any(|next| {
                        plain.can[party][at][next]
                            && (!improving || plain.prefers[party][next][at] > 0)
                            && can(plain, next, to, party, left - 1, improving)
                    })
                })
    }
    (0..=most).find(|&length| can(plain, from, to, usize::MAX, length, improving))
}

#[test]
fn routes_are_shortest_legal_sequences() {
    let mut compared = 0;
    for seed in 0..400 {
        let mut dice = Dice::new(seed + 300);
        let taste = Taste { unknown: false, strength: false };
        let plain = if seed % 2 == 0 { graph_form(&mut dice, taste) } else { option_form(&mut dice, taste) };
        if plain.states > 9 || plain.parties > 3 {
            continue;
        }
        let conflict = plain.conflict();
        let from = dice.below(plain.states);
        let all = vec![true; plain.states];
        for route in routes(&conflict, from, &all).expect("a status quo") {
            for (path, improving) in [(&route.by_improvements, true), (&route.by_any_moves, false)] {
                let expected = shortest(&plain, from, route.to, improving, 4);
                let found = path.as_ref().map(Vec::len);
                assert_eq!(found.filter(|&length| length <= 4), expected, "model {seed} to {}", route.to);
                let (mut at, mut last) = (from, usize::MAX);
                for step in path.iter().flatten() {
                    assert!(plain.can[step.party][at][step.to] && step.party != last);
                    assert!(!improving || plain.prefers[step.party][step.to][at] > 0);
                    (at, last) = (step.to, step.party);
                }
                assert!(path.is_none() || at == route.to);
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "{compared}");
}

/// Nobody can improve Elmira from state 1 to state 10 alone: Uniroyal would have to accept first.
#[test]
fn routes_of_elmira() {
    let case = case("elmira_1991");
    let conflict = conflict(&case);
    let nash = equilibria(&conflict, Concept::Nash.into());
    let found = routes(&conflict, 0, &nash).expect("a status quo");
    let lengths: Vec<_> = found
        .iter()
        .map(|route| {
            let length = |path: &Option<Vec<_>>| path.as_ref().map(Vec::len);
            (route.to + 1, length(&route.by_improvements), length(&route.by_any_moves))
        })
        .collect();
    assert_eq!(
        lengths,
        [
            (5, None, Some(1)),
            (6, None, Some(2)),
            (7, Some(1), Some(1)),
            (10, None, Some(3)),
            (11, None, Some(2)),
            (12, None, Some(3))
        ]
    );
    assert_eq!(attainable(&conflict, 0, 1, Steps::Improving), [(6, vec![2])]);
    assert_eq!(routes(&conflict, 12, &nash), None);
}
