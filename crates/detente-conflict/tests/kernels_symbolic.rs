//! Decision diagrams against arrays, on random models with statements: verdicts, counts, membership and patterns.

#![allow(clippy::cast_possible_truncation, reason = "small numbers")]

use crate::oracle;

use detente_conflict::{
    kernels::{self, Limits, Refusal, Taste, symbolic},
    model::{Choices, Course, Direction, Infeasible, Pattern},
    preference::Condition,
    stability::Concept,
};
use oracle::models::Dice;

/// Some courses, of every kind of direction and every kind of infeasibility.
pub(crate) fn model(seed: u64, least: usize, most: usize) -> (Choices, Vec<Taste>) {
    let mut dice = Dice::new(seed + 31);
    let parties = 2 + dice.below(4);
    let count = least + dice.below(most - least + 1);
    let mut owners: Vec<usize> = (0..count).map(|_| dice.below(parties)).collect();
    owners.sort_unstable();
    let directions = [Direction::Forward, Direction::Back];
    let irreversible = [0, 0, 40][dice.below(3)];
    let course = |(place, owner): (usize, &usize), dice: &mut Dice| Course {
        name: format!("course {place}"),
        owner: *owner,
        direction: if dice.percent(irreversible) { directions[dice.below(2)] } else { Direction::Both },
    };
    let courses: Vec<Course> = owners.iter().enumerate().map(|one| course(one, &mut dice)).collect();
    let some =
        |dice: &mut Dice| -> Vec<usize> { (0..2 + dice.below(2)).map(|_| dice.below(count)).collect() };
    let infeasible: Vec<Infeasible> = (0..[0, 0, 2, 4][dice.below(4)])
        .map(|_| match dice.below(4) {
            0 => {
                let mut places = some(&mut dice);
                places.sort_unstable();
                places.dedup();
                Infeasible::MutuallyExclusive(places)
            }
            1 => Infeasible::AtLeastOne(some(&mut dice)),
            2 => Infeasible::Requires { course: dice.below(count), needs: dice.below(count) },
            _ => {
                let speaks_of = some(&mut dice).into_iter().fold(0, |bits, place| bits | 1 << place);
                Infeasible::Pattern(Pattern { speaks_of, taken: speaks_of & dice.below(1 << count) as u64 })
            }
        })
        .collect();
    let tastes = (0..parties)
        .map(|_| Taste::Statements((0..dice.below(6)).map(|_| statement(&mut dice, count, 2)).collect()));
    let tastes = tastes.collect();
    let names = (0..parties).map(|party| format!("party {party}")).collect();
    (Choices::new(names, courses, infeasible).expect("a model"), tastes)
}

fn statement(dice: &mut Dice, courses: usize, depth: usize) -> Condition {
    let kind = if depth == 0 { 0 } else { dice.below(6) };
    let mut part = || Box::new(statement(dice, courses, depth.saturating_sub(1)));
    match kind {
        0 => Condition::Taken(dice.below(courses)),
        1 => Condition::Not(part()),
        2 => Condition::All(vec![*part(), *part()]),
        3 => Condition::Any(vec![*part(), *part()]),
        4 => Condition::If(part(), part()),
        _ => Condition::Iff(part(), part()),
    }
}

fn compare(seed: u64, choices: &Choices, tastes: &[Taste], one_by_one: bool) {
    let limits = Limits::default();
    let arrays = kernels::stable_states(choices, tastes, &Concept::ALL, limits).expect("a small model");
    let found = symbolic::stable_states(choices, tastes, &Concept::ALL, limits).expect("a small model");
    let codes = 0..1_u64 << choices.courses().len();
    assert_eq!(found.feasible().count(), arrays.feasible().count_ones(..) as u128, "model {seed}");
    for concept in Concept::ALL {
        let mut pairs: Vec<_> = (0..choices.parties().len())
            .map(|party| {
                let stable = found.stable(concept, party).expect("asked for");
                (stable, arrays.stable(concept, party).expect("asked for").clone())
            })
            .collect();
        pairs.push((
            found.equilibria(concept).expect("asked for"),
            arrays.equilibria(concept).expect("asked for"),
        ));
        for (states, expected) in pairs {
            assert_eq!(states.count(), expected.count_ones(..) as u128, "model {seed}, {concept:?}");
            if one_by_one {
                let differs =
                    codes.clone().find(|code| states.contains(*code) != expected.contains(*code as usize));
                assert_eq!(differs, None, "model {seed}, {concept:?}");
                let (patterns, all) = states.patterns(usize::MAX);
                assert!(all);
                for code in codes.clone() {
                    let matching = patterns.iter().filter(|pattern| pattern.matches(code)).count();
                    assert_eq!(
                        matching,
                        usize::from(states.contains(code)),
                        "model {seed}: one pattern a state"
                    );
                }
            }
        }
    }
}

#[test]
fn diagrams_are_arrays_on_small_models() {
    let mut compared = 0;
    for seed in 0..2_400 {
        let (choices, tastes) = model(seed, 2, 7);
        if choices.states(1 << 8).is_ok() {
            compare(seed, &choices, &tastes, true);
            compared += 1;
        }
    }
    assert!(compared >= 2_000, "{compared}");
}

#[test]
fn diagrams_are_arrays_on_larger_models() {
    for seed in 0..12 {
        let (choices, tastes) = model(seed, 11, 13);
        if choices.states(1 << 14).is_ok() {
            compare(seed, &choices, &tastes, false);
        }
    }
}

/// What does not fit, or ranks states one by one, is refused with the reason.
#[test]
fn what_diagrams_cannot_do_is_refused() {
    let (choices, tastes) = model(3, 6, 6);
    let limits = Limits { bytes: 1 << 11 };
    let refused = symbolic::stable_states(&choices, &tastes, &Concept::ALL, limits).err();
    assert_eq!(refused, Some(Refusal::TooManyNodes { limit: 1 << 11 }));
    let ranks = vec![Taste::Ranks(vec![0; 64]); choices.parties().len()];
    let refused = symbolic::stable_states(&choices, &ranks, &Concept::ALL, Limits::default()).err();
    assert_eq!(refused, Some(Refusal::NoStatements { party: 0 }));
    let refused = symbolic::stable_states(&choices, &[], &Concept::ALL, Limits::default()).err();
    assert_eq!(refused, Some(Refusal::WrongPreferences { expected: choices.parties().len(), found: 0 }));
}

/// A model of 64 courses that can be counted by hand: each party wants its own first course taken and cares for nothing
/// else.
#[test]
fn sixty_four_courses_are_counted() {
    let course =
        |place: usize| Course { name: format!("c{place}"), owner: place / 16, direction: Direction::Both };
    let names = (0..4).map(|party| format!("p{party}")).collect();
    let choices = Choices::new(names, (0..64).map(course).collect(), Vec::new()).expect("a model");
    let tastes: Vec<Taste> =
        (0..4).map(|party| Taste::Statements(vec![Condition::Taken(16 * party)])).collect();
    let found =
        symbolic::stable_states(&choices, &tastes, &Concept::ALL, Limits::default()).expect("it fits");
    assert_eq!(found.feasible().count(), 1 << 64);
    let chosen = |tastes: &[Taste]| kernels::method(&choices, tastes, &Concept::ALL, Limits::default());
    assert_eq!(chosen(&tastes), Ok(kernels::Method::Diagrams));
    let ranks = vec![Taste::Ranks(Vec::new()); 4];
    assert!(chosen(&ranks).is_err());
    for concept in Concept::ALL {
        assert_eq!(found.stable(concept, 1).expect("asked for").count(), 1 << 63, "{concept:?}");
        let equilibria = found.equilibria(concept).expect("asked for");
        assert_eq!(equilibria.count(), 1 << 60);
        let wanted =
            Pattern { speaks_of: 1 | 1 << 16 | 1 << 32 | 1 << 48, taken: 1 | 1 << 16 | 1 << 32 | 1 << 48 };
        assert_eq!(equilibria.patterns(5), (vec![wanted], true));
    }
}
