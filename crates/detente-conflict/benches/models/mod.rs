//! Models for the benches: all states feasible, courses dealt out evenly.
#![allow(dead_code, unreachable_pub, reason = "each bench uses some of it")]

use detente_conflict::{
    kernels::Taste,
    model::{Choices, Course, Direction},
    preference::Condition,
};

/// A model of so many courses, all of which can be taken and given up.
pub fn choices(courses: usize, parties: usize) -> Choices {
    let names = (0..parties).map(|party| format!("party {party}")).collect();
    let courses = (0..courses).map(|course| Course {
        name: format!("course {course}"),
        owner: course * parties / courses,
        direction: Direction::Both,
    });
    Choices::new(names, courses.collect(), Vec::new()).expect("a model")
}

/// How preferences come about.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A random class for each state, of so many.
    Random(u64),
    /// The sum of a random weight for each course, rounded to so many classes.
    Sums(u64),
    /// So many random statements about two courses each.
    Statements(u64),
}

impl Kind {
    /// One party's preferences.
    pub fn taste(self, courses: usize, party: u64) -> Taste {
        let codes = 0..1_u64 << courses;
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        match self {
            Self::Random(classes) => {
                Taste::Ranks(codes.map(|code| small(mixed(code, party) % classes)).collect())
            }
            Self::Sums(classes) => {
                let weights: Vec<u64> =
                    (0..courses as u64).map(|course| mixed(course, party + 5) % 201).collect();
                let all: u64 = weights.iter().sum::<u64>() + 1;
                let sum = |code: u64| {
                    weights.iter().zip(0..).map(|(weight, course)| (code >> course & 1) * weight).sum::<u64>()
                };
                Taste::Ranks(codes.map(|code| small(sum(code) * classes / all)).collect())
            }
            Self::Statements(count) => {
                let statement = |number: u64| {
                    let dice = mixed(number * 7 + party * 131, 99 + party);
                    let literal = |dice: u64| {
                        let taken = Condition::Taken(usize::try_from(dice / 2).unwrap_or(0) % courses);
                        if dice.is_multiple_of(2) { taken } else { Condition::Not(Box::new(taken)) }
                    };
                    let (one, other) = (literal(dice % 97), literal(dice / 97 % 89));
                    match dice / 8633 % 4 {
                        0 => Condition::All(vec![one, other]),
                        1 => Condition::Any(vec![one, other]),
                        2 => Condition::Iff(Box::new(one), Box::new(other)),
                        _ => one,
                    }
                };
                Taste::Statements((0..count).map(statement).collect())
            }
        }
    }

    /// Every party's preferences.
    pub fn tastes(self, courses: usize, parties: usize) -> Vec<Taste> {
        (0..parties as u64).map(|party| self.taste(courses, party)).collect()
    }
}

fn mixed(number: u64, seed: u64) -> u64 {
    let mut word = (number ^ seed << 40).wrapping_add(0x9E37_79B9_7F4A_7C15);
    word = (word ^ word >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB) >> 34
}
