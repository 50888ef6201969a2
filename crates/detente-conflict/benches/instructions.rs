//! How many instructions the kernels take, held against limits: counts do not depend on what else a machine does.
//!
//! `cargo bench -p detente-conflict --bench instructions` needs valgrind and `gungraun-runner` of the version in
//! Cargo.lock. The limits are a fifth above what was counted when they were written. Models have four parties, the four
//! classic concepts are asked for, and ranks and statements are made from a seed.

#![allow(
    missing_docs,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a bench, and what its macros write"
)]

mod models;

use std::hint::black_box;

use detente_conflict::{
    kernels::{Limits, Method, Taste, stable_states, stable_states_by, symbolic},
    model::Choices,
    preference::Condition,
    stability::Concept,
};
use gungraun::{
    Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use models::choices;

/// At most so many instructions.
fn at_most(thousands: u64) -> LibraryBenchmarkConfig {
    let limit = Callgrind::default().hard_limits([(EventKind::Ir, thousands * 1_000)]).clone();
    LibraryBenchmarkConfig::default().tool(limit).clone()
}

/// Ranks that look strict and random.
fn ranked(courses: usize) -> (Choices, Vec<Taste>) {
    let rank = |code: u64, party: u64| {
        let word =
            (code ^ party << 40).wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        u32::try_from((word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB) >> 34).unwrap_or(0)
    };
    let taste = |party: u64| Taste::Ranks((0..1_u64 << courses).map(|code| rank(code, party)).collect());
    (choices(courses, 4), (0..4).map(taste).collect())
}

/// Ranks that look random, of 32 classes.
fn tied(courses: usize) -> (Choices, Vec<Taste>) {
    let (choices, mut tastes) = ranked(courses);
    for taste in &mut tastes {
        if let Taste::Ranks(ranks) = taste {
            for rank in ranks {
                *rank %= 32;
            }
        }
    }
    (choices, tastes)
}

/// Each party wants a course of its own, one of another's if it takes a second, and one of a third's left.
fn stated(courses: usize) -> (Choices, Vec<Taste>) {
    let each = courses / 4;
    let taste = |party: usize| {
        let of = |other: usize, place: usize| Condition::Taken((party + other) % 4 * each + place % each);
        let left = Condition::Not(Box::new(of(2, 2)));
        let turned = Condition::If(Box::new(of(1, 1)), Box::new(of(0, 1)));
        Taste::Statements(vec![Condition::Any(vec![of(0, 0), of(3, 3)]), turned, left])
    };
    (choices(courses, 4), (0..4).map(taste).collect())
}

#[library_benchmark]
#[bench::twelve_courses(args = (ranked(12)), config = at_most(17_286))]
#[bench::sixteen_courses(args = (ranked(16)), config = at_most(265_301))]
fn arrays((choices, tastes): (Choices, Vec<Taste>)) -> usize {
    let verdicts = stable_states(&choices, &tastes, &Concept::ALL[..4], Limits::default()).expect("it fits");
    black_box(verdicts.equilibria(Concept::Nash).map_or(0, |held| held.count_ones(..)))
}

#[library_benchmark]
#[bench::sixteen_courses_of_ranks(args = (tied(16)), config = at_most(14_695))]
#[bench::sixteen_courses_of_statements(args = (stated(16)), config = at_most(16_223))]
fn bits((choices, tastes): (Choices, Vec<Taste>)) -> usize {
    let concepts = &Concept::ALL[..4];
    let verdicts =
        stable_states_by(Method::Bits, &choices, &tastes, concepts, Limits::default()).expect("it fits");
    black_box(verdicts.equilibria(Concept::Nash).map_or(0, |held| held.count_ones(..)))
}

#[library_benchmark]
#[bench::twenty_courses(args = (stated(20)), config = at_most(11_866))]
#[bench::sixty_four_courses(args = (stated(64)), config = at_most(29_478))]
fn diagrams((choices, tastes): (Choices, Vec<Taste>)) -> u128 {
    let verdicts =
        symbolic::stable_states(&choices, &tastes, &Concept::ALL[..4], Limits::default()).expect("it fits");
    black_box(verdicts.equilibria(Concept::Sequential).map_or(0, |held| held.count()))
}

library_benchmark_group!(name = kernels; benchmarks = arrays, bits, diagrams);
main!(library_benchmark_groups = kernels);
