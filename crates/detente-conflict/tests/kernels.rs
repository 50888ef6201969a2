//! The methods for large models against the definitions.

#![allow(clippy::cast_possible_truncation, reason = "small numbers")]

use crate::budget;
use crate::oracle;

use detente_conflict::{
    Conflict,
    kernels::{self, Limits, Taste},
    model::{Choices, Course, Direction, Infeasible, Pattern},
    preference::{Condition, Preference, ranks},
    stability::{Concept, stable_states},
};
use oracle::{
    models::{self, Dice, option_form},
    single::{self, Which},
};

const WHICH: [Which; 5] = [Which::Nash, Which::Gmr, Which::Smr, Which::Seq, Which::Sseq];

#[test]
fn arrays_are_the_definitions() {
    for seed in 0..budget::cases(2500) {
        let plain = option_form(&mut Dice::new(seed), models::Taste { unknown: false, strength: false });
        let choices = plain.choices();
        let tastes: Vec<Taste> = (0..plain.parties).map(|party| Taste::Ranks(plain.ranks(party))).collect();
        let verdicts = kernels::stable_states(&choices, &tastes, &Concept::ALL, Limits::default())
            .expect("a small model");
        let codes = choices.states(100).expect("few states");
        for (concept, which) in Concept::ALL.into_iter().zip(WHICH) {
            for party in 0..plain.parties {
                let stable = verdicts.stable(concept, party).expect("asked for");
                let found: Vec<bool> = codes.iter().map(|&code| stable.contains(code as usize)).collect();
                let expected: Vec<bool> =
                    (0..plain.states).map(|state| single::stable(&plain, which, 'a', party, state)).collect();
                assert_eq!(found, expected, "model {seed}, {concept:?}, party {party}");
                assert_eq!(stable.count_ones(..), found.iter().filter(|stable| **stable).count());
            }
        }
    }
}

/// Models of eight to ten courses, where groups, tiles and blocks of bits are more than one.
fn larger(seed: u64) -> (Choices, Vec<Vec<Condition>>) {
    let mut dice = Dice::new(seed + 7);
    let parties = 2 + dice.below(3);
    let count = 8 + dice.below(3);
    let mut owners: Vec<usize> = (0..count).map(|_| dice.below(parties)).collect();
    owners.sort_unstable();
    let irreversible = [0, 0, 40][dice.below(3)];
    let directions = [Direction::Both, Direction::Forward, Direction::Back];
    let courses = owners.iter().enumerate().map(|(place, &owner)| Course {
        name: format!("course {place}"),
        owner,
        direction: if dice.percent(irreversible) { directions[1 + dice.below(2)] } else { Direction::Both },
    });
    let courses: Vec<Course> = courses.collect();
    let infeasible: Vec<Infeasible> = (0..[0, 3, 6][dice.below(3)])
        .map(|_| {
            let speaks_of = (0..3).fold(0, |bits, _| bits | 1 << dice.below(count));
            Infeasible::Pattern(Pattern { speaks_of, taken: speaks_of & dice.below(1 << count) as u64 })
        })
        .collect();
    let statements = (0..parties).map(|_| (0..=dice.below(8)).map(|_| statement(&mut dice, count)).collect());
    let statements = statements.collect();
    let names = (0..parties).map(|party| format!("party {party}")).collect();
    (Choices::new(names, courses, infeasible).expect("a model"), statements)
}

fn statement(dice: &mut Dice, courses: usize) -> Condition {
    let mut literal = || {
        let taken = Condition::Taken(dice.below(courses));
        if dice.percent(50) { taken } else { Condition::Not(Box::new(taken)) }
    };
    let parts = vec![literal(), literal()];
    match dice.below(4) {
        0 => Condition::All(parts),
        1 => Condition::Any(parts),
        2 => Condition::Iff(Box::new(parts[0].clone()), Box::new(parts[1].clone())),
        _ => parts[0].clone(),
    }
}

#[test]
fn arrays_are_the_definitions_on_larger_models() {
    for seed in 0..60 {
        let (choices, statements) = larger(seed);
        let codes = choices.states(1 << 10).expect("some states");
        let preferences = statements
            .iter()
            .map(|statements| Preference::Ranked(ranks::by_statements(statements, &codes)))
            .collect();
        let conflict = Conflict::from_choices(&choices, codes.clone(), preferences).expect("a conflict");
        let tastes: Vec<Taste> = statements.into_iter().map(Taste::Statements).collect();
        let verdicts = kernels::stable_states(&choices, &tastes, &Concept::ALL, Limits::default())
            .expect("a small model");
        for concept in Concept::ALL {
            for party in 0..choices.parties().len() {
                let stable = verdicts.stable(concept, party).expect("asked for");
                let found: Vec<bool> = codes.iter().map(|&code| stable.contains(code as usize)).collect();
                assert_eq!(
                    found,
                    stable_states(&conflict, concept.into(), party),
                    "model {seed}, {concept:?}"
                );
            }
        }
    }
}
