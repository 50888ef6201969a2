//! How long frontiers take where issues interact, on generated spaces like the field's non-linear scenarios.
//!
//! `cargo bench -p detente-frontier --bench interacting [-- words]` prints for every space whose name holds one
//! of the words how many packages are efficient, the most points held, and the median and greatest time of
//! several runs, measured inside the process.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "a bench looks at the clock and prints"
)]

use std::{hint::black_box, time::Instant};

use detente_frontier::{Bound, Interacting, Limits, Term, Values};

fn main() {
    let words: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let shapes = [
        (2, 10, 20, 10),
        (3, 10, 20, 10),
        (4, 10, 10, 10),
        (2, 10, 50, 10),
        (2, 20, 40, 6),
        (2, 30, 60, 5),
        (2, 30, 150, 5),
        (2, 50, 200, 5),
    ];
    for (parties, issues, rewards, span) in shapes {
        for seed in 1..=2 {
            let name =
                format!("{parties} parties, {issues} issues, {rewards} rewards within {span}, seed {seed}");
            if words.is_empty() || words.iter().any(|word| name.contains(word.as_str())) {
                measure(&name, &space(parties, issues, rewards, span, seed));
            }
        }
    }
}

fn measure(name: &str, space: &Interacting) {
    let mut times = Vec::new();
    let mut told = String::new();
    for _ in 0..3 {
        let begun = Instant::now();
        let listed = black_box(space.frontier(Limits::default()));
        times.push(begun.elapsed());
        told = match listed {
            Ok(listed) => format!(
                "{} efficient, {} points at most",
                listed.frontier.points.len(),
                listed.frontier.widest
            ),
            Err(refusal) => refusal.to_string(),
        };
    }
    times.sort();
    println!("{name}: {told}; {:?} (at most {:?})", times[1], times[2]);
}

/// Rewards of 1 to 99 for boxes over one to four issues that lie within a span of each other, as the
/// field's generators write them; ten options an issue.
fn space(parties: usize, issues: usize, rewards: usize, span: usize, seed: u64) -> Interacting {
    let mut state = seed;
    let mut below = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % count
    };
    let values = (0..parties).map(|_| {
        let mut reward = || {
            let first = below(issues - span + 1);
            let bounds = (0..=below(4)).map(|_| {
                let low = below(8);
                let high = (low + 2 + below(8)).min(9);
                let options = (low..=high).map(|option| u16::try_from(option).unwrap()).collect();
                Bound { issue: first + below(span), options }
            });
            let bounds = bounds.collect();
            Term::Reward { worth: i64::try_from(1 + below(99)).unwrap(), bounds }
        };
        Values {
            constant: 0,
            added: vec![vec![0; 10]; issues],
            terms: (0..rewards).map(|_| reward()).collect(),
            cap: None,
            floor: None,
            parts_of_a_point: 1,
        }
    });
    Interacting::new(vec![10; issues], values.collect()).unwrap()
}
