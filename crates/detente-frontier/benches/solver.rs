//! How long bargaining solutions and representatives take without the frontier (algorithms.md §1d and §1e).
//!
//! `cargo bench -p detente-frontier --bench solver [-- words]` asks every question whose name holds one of the
//! words once for each of five seeds and prints the median, least and greatest processor time.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    dead_code,
    unreachable_pub,
    reason = "a bench reads the clock and prints"
)]

mod workloads;

use detente_frontier::{Limits, Solution, Tables, Wanted};
use workloads::{random, random_with_floors, with_local_exclusions};

const SEEDS: std::ops::RangeInclusive<u64> = 1..=5;

fn main() {
    let words: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let asked = |name: &str| words.iter().all(|word| name.contains(word.as_str()));
    let sizes = [
        (2, 60, 0),
        (3, 60, 60),
        (5, 60, 0),
        (5, 60, 60),
        (8, 20, 0),
        (8, 20, 20),
        (8, 40, 40),
        (8, 60, 0),
        (8, 60, 60),
    ];
    for (parties, issues, exclusions) in sizes {
        for solution in [Solution::Nash, Solution::Egalitarian, Solution::KalaiSmorodinsky] {
            let name = format!("{parties}x{issues} with {exclusions} exclusions, {solution}");
            if asked(&name) {
                measure(&name, |seed| solved(&tables(parties, issues, exclusions, seed), solution, 0.0));
            }
        }
    }
    for exclusions in [0, 60] {
        let name = format!("12x60 with {exclusions} exclusions, egalitarian within half a point");
        if asked(&name) {
            measure(&name, |seed| solved(&tables(12, 60, exclusions, seed), Solution::Egalitarian, 0.5));
        }
    }
    representatives(&asked);
}

/// Packages that stand for the frontier, thirty issues, thirty exclusions, floors of 40 points.
fn representatives(asked: &dyn Fn(&str) -> bool) {
    for (parties, most) in [(3, 10), (3, 40), (4, 10), (4, 40), (5, 10), (6, 5)] {
        let name = format!("{parties}x30 with 30 exclusions, {most} representatives");
        if asked(&name) {
            measure(&name, |seed| shown(&tables_with_floors(parties, seed), most));
        }
    }
}

fn tables_with_floors(parties: usize, seed: u64) -> Tables {
    with_local_exclusions(random_with_floors(parties, 30, 5, seed, 40.0), 30, 5, 30)
}

fn tables(parties: usize, issues: usize, exclusions: usize, seed: u64) -> Tables {
    with_local_exclusions(random(parties, issues, 5, seed), issues, 5, exclusions)
}

fn shown(tables: &Tables, most: usize) -> String {
    match tables.representatives(Wanted { most, within: 0.0 }, Limits::default()) {
        Ok(shown) => format!(
            "{} within {:.2} points, {} zones, {} nodes{}{}",
            shown.points.len(),
            shown.within,
            shown.zones,
            shown.nodes,
            if shown.cut { ", cut" } else { "" },
            if shown.efficient { "" } else { ", not proven efficient" },
        ),
        Err(unsolved) => unsolved.to_string(),
    }
}

fn solved(tables: &Tables, solution: Solution, within: f64) -> String {
    match tables.solve_within(solution, within, Limits::default()) {
        Ok(solved) if solved.proven => {
            format!(
                "{:.4} {} nodes{}",
                solved.score,
                solved.nodes,
                if solved.next_proven { "" } else { ", next open" }
            )
        }
        Ok(solved) => format!("{:.4} of {:.4} {} nodes", solved.score, solved.bound, solved.nodes),
        Err(unsolved) => unsolved.to_string(),
    }
}

/// Asks once for each seed.
fn measure(name: &str, ask: impl Fn(u64) -> String) {
    let mut times = Vec::new();
    let mut answers = Vec::new();
    for seed in SEEDS {
        let start = processor_time();
        let answer = ask(seed);
        let time = processor_time() - start;
        answers.push(format!("{time:.3} s: {answer}"));
        times.push(time);
    }
    times.sort_by(f64::total_cmp);
    println!("{name:<56} median {:.3} s ({:.3} to {:.3})", times[2], times[0], times[4]);
    for answer in answers {
        println!("    {answer}");
    }
}

/// Seconds that this thread has had a processor, where the system tells; else the time that went by.
fn processor_time() -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds =
        told.and_then(|told| told.split(' ').next().and_then(|first| first.parse::<f64>().ok()));
    nanoseconds.unwrap_or_else(|| BEGIN.elapsed().as_nanos() as f64) / 1e9
}

static BEGIN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
