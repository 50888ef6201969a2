//! Bit sets against arrays and against the definitions.

#![allow(clippy::cast_possible_truncation, reason = "small numbers")]

use crate::budget;
use crate::oracle;

use detente_conflict::{
    kernels::{Limits, Method, Taste, Verdicts, stable_states_by},
    model::{Choices, Course, Direction, Infeasible, Pattern},
    preference::Condition,
    stability::Concept,
};
use oracle::{
    models::{self, Dice, option_form},
    single::{self, Which},
};

const WHICH: [Which; 5] = [Which::Nash, Which::Gmr, Which::Smr, Which::Seq, Which::Sseq];

fn by(method: Method, choices: &Choices, tastes: &[Taste]) -> Verdicts {
    stable_states_by(method, choices, tastes, &Concept::ALL, Limits::default()).expect("it fits")
}

#[test]
fn bits_are_the_definitions() {
    for seed in 0..budget::cases(2500) {
        let plain = option_form(&mut Dice::new(seed), models::Taste { unknown: false, strength: false });
        let choices = plain.choices();
        let tastes: Vec<Taste> = (0..plain.parties).map(|party| Taste::Ranks(plain.ranks(party))).collect();
        let verdicts = by(Method::Bits, &choices, &tastes);
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

/// Whether both methods say the same of every party, concept and state.
fn agree(choices: &Choices, tastes: &[Taste], said: &str) {
    let (bits, arrays) = (by(Method::Bits, choices, tastes), by(Method::Arrays, choices, tastes));
    assert_eq!((bits.method, arrays.method), (Method::Bits, Method::Arrays));
    assert_eq!(bits.feasible(), arrays.feasible(), "{said}");
    for concept in Concept::ALL {
        for party in 0..tastes.len() {
            let same = bits.stable(concept, party) == arrays.stable(concept, party);
            assert!(same, "{said}, {concept:?}, party {party}");
        }
        assert_eq!(bits.equilibria(concept), arrays.equilibria(concept), "{said}, {concept:?}");
    }
}

/// A model of parties with so many courses each; so many of a hundred courses go one way only.
fn model(dice: &mut Dice, widths: &[usize], one_way: usize, patterns: usize) -> Choices {
    let count: usize = widths.iter().sum();
    let owners = widths.iter().enumerate().flat_map(|(party, &width)| vec![party; width]);
    let courses: Vec<Course> = owners
        .enumerate()
        .map(|(place, owner)| {
            let way = [Direction::Forward, Direction::Back][dice.below(2)];
            let direction = if dice.percent(one_way) { way } else { Direction::Both };
            Course { name: format!("course {place}"), owner, direction }
        })
        .collect();
    let infeasible = (0..patterns).map(|_| {
        let speaks_of = (0..3).fold(0, |bits, _| bits | 1_u64 << dice.below(count));
        Infeasible::Pattern(Pattern { speaks_of, taken: speaks_of & dice.below(1 << count) as u64 })
    });
    let infeasible = infeasible.collect();
    let names = (0..widths.len()).map(|party| format!("party {party}")).collect();
    Choices::new(names, courses, infeasible).expect("a model")
}

fn statement(dice: &mut Dice, courses: usize) -> Condition {
    let mut literal = || {
        let taken = Condition::Taken(dice.below(courses));
        if dice.percent(50) { taken } else { Condition::Not(Box::new(taken)) }
    };
    let parts = vec![literal(), literal(), literal()];
    let pair = || (Box::new(parts[0].clone()), Box::new(parts[1].clone()));
    match dice.below(5) {
        0 => Condition::All(parts),
        1 => Condition::Any(parts),
        2 => Condition::Iff(pair().0, pair().1),
        3 => Condition::If(pair().0, pair().1),
        _ => parts[0].clone(),
    }
}

/// Statements, ranks of random classes, or ranks that are sums of weights; few classes or some hundred, ranks close
/// together or far apart, and sometimes one class only.
fn taste(dice: &mut Dice, choices: &Choices) -> Taste {
    let courses = choices.courses().len();
    if dice.percent(40) {
        return Taste::Statements((0..dice.below(11)).map(|_| statement(dice, courses)).collect());
    }
    let (classes, gap) = ([1, 2, 5, 32, 33, 400][dice.below(6)], [1, 3, 70_000, 10_000_000][dice.below(4)]);
    let weights: Option<Vec<usize>> =
        dice.percent(50).then(|| (0..courses).map(|_| dice.below(21)).collect());
    let feasible = (0..1_u64 << courses).filter(|code| choices.is_feasible(*code));
    let class = |code: u64| match &weights {
        Some(weights) => {
            weights.iter().enumerate().map(|(course, weight)| (code >> course & 1) as usize * weight).sum()
        }
        None => dice.below(classes),
    };
    Taste::Ranks(feasible.map(class).map(|class| (class % classes * gap) as u32).collect())
}

/// Compares many random models of parties with so many courses each.
fn compare(widths: &[&[usize]], seeds: u64) {
    for seed in 0..seeds {
        let mut dice = Dice::new(seed * 31 + 5);
        let widths = widths[seed as usize % widths.len()];
        let (one_way, patterns) = ([0, 30, 100, 0][dice.below(4)], [0, 3, 12][dice.below(3)]);
        let choices = model(&mut dice, widths, one_way, patterns);
        if choices.states(1 << 14).is_err() {
            continue;
        }
        let tastes: Vec<Taste> = widths.iter().map(|_| taste(&mut dice, &choices)).collect();
        agree(&choices, &tastes, &format!("model {seed} of {widths:?}, one way {one_way}"));
    }
}

#[test]
fn bits_and_arrays_agree_where_parties_are_alike() {
    compare(&[&[4, 4, 4], &[3, 3, 3, 3], &[7, 6], &[3, 3, 2, 2, 2], &[3, 4, 3, 4]], 30);
}

#[test]
fn bits_and_arrays_agree_where_some_have_many_courses_and_some_have_none() {
    compare(
        &[&[1, 9, 2], &[8, 1, 1, 2], &[2, 2, 9], &[0, 5, 0, 7], &[6, 0, 6], &[1, 1, 1, 1, 9], &[0, 12, 0]],
        42,
    );
}

#[test]
fn bits_and_arrays_agree_on_fewer_states_than_a_word_or_a_line_has() {
    compare(&[&[1, 1], &[0, 1], &[2, 1, 2], &[0, 3], &[3, 3], &[2, 2, 2, 2], &[4, 3, 3], &[1, 6, 1]], 160);
}
