//! How long frontiers take, on the instances kept beside the repository and on generated ones.
//!
//! `cargo bench -p detente-frontier --bench frontier [-- words]` prints for every question whose name holds
//! one of the words the median, least and greatest time of several runs, measured inside the process, and
//! the most memory the process has had by then.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    dead_code,
    unreachable_pub,
    reason = "a bench reads files, looks at the clock and prints"
)]

mod workloads;

use std::{
    fmt::Display,
    hint::black_box,
    time::{Duration, Instant},
};

use detente_frontier::{Frontier, Limits, Refusal, Solution, Tables};
use workloads::{hundred_points, instances, opposed, random, scores, with_local_exclusions};

fn main() {
    let words: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let asked = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    of_instances(&asked);
    real_valued(&asked);
    with_rules(&asked);
    whole_scores(&asked);
    solved_alone(&asked);
}

/// The instances that `NegMAS` is timed on.
fn of_instances(asked: &dyn Fn(&str) -> bool) {
    for (name, tables) in instances() {
        listed(&name, asked, || tables.clone());
        question(
            &format!("{name} with solutions"),
            asked,
            || tables.clone(),
            |tables| with_solutions(tables, tables.frontier(Limits::default())),
        );
        if tables.packages().is_some_and(|packages| packages <= 100_000_000) {
            question(
                &format!("{name} enumerated with solutions"),
                asked,
                || tables.clone(),
                |tables| with_solutions(tables, tables.enumerated_frontier(Limits::default())),
            );
        }
    }
}

/// Frontiers of real values, interests at random and opposed (algorithms.md §1b).
fn real_valued(asked: &dyn Fn(&str) -> bool) {
    let sizes = [(2, 20), (2, 30), (2, 60), (3, 20), (3, 25), (3, 30), (3, 40), (4, 10), (4, 15), (5, 10)];
    for (parties, issues) in sizes {
        for seed in 1..=2 {
            let name = format!("{parties}x{issues}x5 seed {seed}");
            listed(&format!("random {name}"), asked, || random(parties, issues, 5, seed));
            listed(&format!("opposed {name}"), asked, || opposed(parties, issues, 5, seed));
        }
    }
}

/// Thirty issues with pairs of options that exclude each other (algorithms.md §1b).
fn with_rules(asked: &dyn Fn(&str) -> bool) {
    for parties in [2, 3] {
        for count in [10, 30, 60] {
            let name = format!("{parties}x30x5 with {count} exclusions");
            let rules = |tables| with_local_exclusions(tables, 30, 5, count);
            listed(&format!("random {name}"), asked, || rules(random(parties, 30, 5, 1)));
            listed(&format!("opposed {name}"), asked, || rules(opposed(parties, 30, 5, 1)));
        }
    }
}

/// Whole scores (algorithms.md §1c).
fn whole_scores(asked: &dyn Fn(&str) -> bool) {
    for parties in 2..=5 {
        for (issues, seed) in [(20, 1), (30, 2)] {
            let name = format!("100 points {parties}x{issues}x5");
            listed(&name, asked, || hundred_points(parties, issues, 5, seed));
            by_totals(&name, asked, || hundred_points(parties, issues, 5, seed));
        }
    }
    for parties in 2..=3 {
        for (issues, seed) in [(20, 1), (30, 2)] {
            let name = format!("scores 1-100 {parties}x{issues}x5");
            listed(&name, asked, || scores(parties, issues, 5, seed));
            by_totals(&name, asked, || scores(parties, issues, 5, seed));
        }
    }
}

/// Solutions without the frontier (algorithms.md §1a: Nash of 5^13 packages; §1d).
fn solved_alone(asked: &dyn Fn(&str) -> bool) {
    for parties in 2..=4 {
        question(
            &format!("Nash of 5^13 packages, {parties} parties"),
            asked,
            || random(parties, 13, 5, 1),
            |tables| solved(tables, Solution::Nash),
        );
    }
    let sizes = [(2, 60), (3, 60), (5, 60), (8, 20), (8, 40), (8, 60), (12, 60)];
    for (parties, issues) in sizes {
        for seed in 1..=3 {
            for solution in
                [Solution::Nash, Solution::Egalitarian, Solution::KalaiSmorodinsky, Solution::Utilitarian]
            {
                question(
                    &format!("solve {parties}x{issues}x5 seed {seed} {solution}"),
                    asked,
                    || random(parties, issues, 5, seed),
                    |tables| solved(tables, solution),
                );
            }
        }
    }
}

fn listed(name: &str, asked: &dyn Fn(&str) -> bool, tables: impl Fn() -> Tables) {
    question(name, asked, tables, |tables| describe(tables.frontier(Limits::default())));
}

/// What `NegMAS` is asked of the same instances: the frontier and the four points it has names for.
fn with_solutions(tables: &Tables, listed: Result<Frontier, Refusal>) -> String {
    let theories = [Solution::Nash, Solution::KalaiSmorodinsky, Solution::Egalitarian, Solution::Utilitarian];
    describe(listed.inspect(|frontier| {
        black_box(theories.map(|solution| frontier.solution(tables, solution).len()));
    }))
}

fn by_totals(name: &str, asked: &dyn Fn(&str) -> bool, tables: impl Fn() -> Tables) {
    question(&format!("{name} by totals"), asked, tables, |tables| {
        match tables.frontier_by_totals(Limits::default()) {
            Ok(None) => "no table".to_owned(),
            Ok(Some(frontier)) => describe(Ok(frontier)),
            Err(refusal) => describe(Err(refusal)),
        }
    });
}

fn solved(tables: &Tables, solution: Solution) -> String {
    match tables.solve(solution, Limits::default()) {
        Ok(solved) => format!(
            "{:.6}, bound {:.6}, proven {}, next {}, {} nodes",
            solved.score, solved.bound, solved.proven, solved.next_proven, solved.nodes
        ),
        Err(unsolved) => unsolved.to_string(),
    }
}

fn describe(listed: Result<Frontier, Refusal>) -> String {
    let points = |frontier: Frontier| {
        let Frontier { points, widest, method } = frontier;
        format!("{} points, at most {widest}, {method}", points.len())
    };
    listed.map_or_else(|refusal| refusal.to_string(), points)
}

/// Answers until a second has gone by or 101 times in a fifth of one, and at least three times unless that takes half a minute.
fn question(
    name: &str,
    asked: &dyn Fn(&str) -> bool,
    tables: impl Fn() -> Tables,
    answer: impl Fn(&Tables) -> String,
) {
    if !asked(name) {
        return;
    }
    let tables = tables();
    let begin = Instant::now();
    let used = processor_time();
    let mut times: Vec<Duration> = Vec::new();
    let mut said = String::new();
    // The system counts processor time in ticks of some milliseconds.
    while (times.len() < 101 || begin.elapsed() < Duration::from_millis(200))
        && (begin.elapsed() < Duration::from_secs(1)
            || times.len() < 3 && begin.elapsed() < Duration::from_secs(30))
    {
        let start = Instant::now();
        said = black_box(answer(&tables));
        times.push(start.elapsed());
    }
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{name:<44} {:>11.4} ms ({:.4} to {:.4}, mean on the processor {:.4}, {} runs)  {said}; {}",
        milliseconds(times[times.len() / 2]),
        milliseconds(times[0]),
        milliseconds(times[times.len() - 1]),
        milliseconds(processor_time().saturating_sub(used)) / times.len() as f64,
        times.len(),
        most_memory(),
    );
}

/// How long the process has been on a processor, where the system tells.
fn processor_time() -> Duration {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|field| field.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// The most memory the process has had, where the system tells.
fn most_memory() -> impl Display {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    format!("peak {}", peak.map_or("unknown", str::trim))
}
