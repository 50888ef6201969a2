//! Decision diagrams at size: `cargo bench -p detente-conflict --bench symbolic -- [courses] [statements]`.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark measures and prints")]

mod models;

use std::time::Instant;

use detente_conflict::{
    kernels::{Limits, Taste, symbolic},
    preference::Condition,
    stability::Concept,
};
use models::choices;

fn main() {
    let words: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = words.first().map_or_else(|| vec![20, 24, 32], |courses| vec![*courses]);
    let statements = words.get(1).copied().unwrap_or(8);
    for courses in sizes {
        let mut times: Vec<f64> = (0..3).map(|seed| once(courses, statements, seed)).collect();
        times.sort_by(f64::total_cmp);
        println!("2^{courses} × 4 with {statements} statements: median {:.3} s", times[1]);
    }
}

/// Random statements of two or three literals.
fn once(courses: usize, statements: usize, seed: u64) -> f64 {
    let choices = choices(courses, 4);
    let mut word = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut below = |count: usize| {
        word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(word >> 33).unwrap_or(0) % count
    };
    let tastes: Vec<Taste> = (0..4)
        .map(|_| Taste::Statements((0..statements).map(|_| statement(courses, &mut below)).collect()))
        .collect();
    let before = Instant::now();
    match symbolic::stable_states(&choices, &tastes, &Concept::ALL[..4], Limits { bytes: 8 << 30 }) {
        Ok(found) => {
            let time = before.elapsed().as_secs_f64();
            let counts =
                Concept::ALL[..4].iter().filter_map(|concept| Some(found.equilibria(*concept)?.count()));
            println!(
                "  2^{courses}: {time:.3} s, {} nodes, equilibria {:?}",
                found.nodes(),
                counts.collect::<Vec<_>>()
            );
            time
        }
        Err(refusal) => {
            println!("  2^{courses}: {refusal}");
            before.elapsed().as_secs_f64()
        }
    }
}

/// All or any of two or three literals.
fn statement(courses: usize, below: &mut dyn FnMut(usize) -> usize) -> Condition {
    let mut literal = || {
        let taken = Condition::Taken(below(courses));
        if below(2) == 0 { taken } else { Condition::Not(Box::new(taken)) }
    };
    let (one, other, third) = (literal(), literal(), literal());
    let mut parts = vec![one, other];
    if below(2) == 0 {
        parts.push(third);
    }
    if below(2) == 0 { Condition::All(parts) } else { Condition::Any(parts) }
}
