//! How long the classic concepts take, and how much memory at most: `cargo bench -p detente-conflict --bench
//! stability -- [arrays|bits|large] [runs]`. Times are CPU seconds of this process (Linux), so that a busy machine
//! matters less; what is shorter than the clock can tell is repeated until it is not.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark measures and prints")]

mod models;

use detente_conflict::{
    kernels::{Limits, Method, Taste, stable_states, stable_states_by},
    model::Choices,
    stability::Concept,
};
use models::{Kind, choices};

/// Below this many CPU seconds a measurement is repeated.
const MEASURABLE: f64 = 0.05;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let what = words.first().map_or("", String::as_str);
    let runs = words.get(1).and_then(|runs| runs.parse().ok()).unwrap_or(3);
    // Random ranks that hardly ever tie are the hardest for arrays.
    let strict = Kind::Random(1 << 30);
    let row = |courses, kind, method, runs| row(courses, 4, kind, method, runs);
    if what == "large" {
        row(24, Kind::Random(32), Some(Method::Bits), 1);
        row(24, strict, Some(Method::Arrays), 1);
        return;
    }
    if what != "bits" {
        row(12, strict, Some(Method::Arrays), 7);
        row(16, strict, Some(Method::Arrays), runs);
        row(20, strict, Some(Method::Arrays), runs);
    }
    if what != "arrays" {
        for kind in [Kind::Random(32), Kind::Statements(5), Kind::Sums(32)] {
            row(12, kind, Some(Method::Bits), 7);
            row(16, kind, Some(Method::Bits), runs);
            row(20, kind, Some(Method::Bits), runs);
            row(20, kind, Some(Method::Arrays), runs);
        }
        row(20, Kind::Random(32), None, runs);
        row(20, strict, None, runs);
    }
}

/// Measures one model by a method, or by that which the engine chooses, and prints it.
fn row(courses: usize, parties: usize, kind: Kind, method: Option<Method>, runs: usize) {
    let choices = choices(courses, parties);
    let tastes = kind.tastes(courses, parties);
    let (mut used, mut counts) = (Method::Arrays, Vec::new());
    let mut times: Vec<f64> =
        (0..runs).map(|_| seconds(|| (used, counts) = find(&choices, &tastes, method))).collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{courses} × {parties}, {kind:?}, by {used:?}{}: median {:.3} CPU ms; equilibria {counts:?}; peak memory {} MB",
        if method.is_none() { " (chosen)" } else { "" },
        times[runs / 2] * 1e3,
        peak_megabytes()
    );
}

fn find(choices: &Choices, tastes: &[Taste], method: Option<Method>) -> (Method, Vec<usize>) {
    let (concepts, limits) = (&Concept::ALL[..4], Limits { bytes: 4 << 30 });
    let verdicts = match method {
        Some(method) => stable_states_by(method, choices, tastes, concepts, limits),
        None => stable_states(choices, tastes, concepts, limits),
    };
    let verdicts = verdicts.expect("within limits");
    let equilibria =
        concepts.iter().filter_map(|concept| Some(verdicts.equilibria(*concept)?.count_ones(..)));
    (verdicts.method, equilibria.collect())
}

/// CPU seconds of one call, over as many calls as can be measured.
fn seconds(mut act: impl FnMut()) -> f64 {
    let (start, mut calls) = (cpu_seconds(), 0.0);
    loop {
        act();
        calls += 1.0;
        let passed = cpu_seconds() - start;
        if passed >= MEASURABLE {
            return passed / calls;
        }
    }
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0);
    kilobytes / 1024
}
