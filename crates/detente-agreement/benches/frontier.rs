//! How long frontiers take, on the instances kept beside the repository and on generated ones.
//!
//! `cargo bench -p detente-agreement --bench frontier [-- words]` prints for every question whose name holds
//! one of the words the median, least and greatest time of several runs, measured inside the process.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a bench reads files, looks at the clock and prints"
)]

use std::{
    hint::black_box,
    path::PathBuf,
    time::{Duration, Instant},
};

use detente_agreement::frontier::{Limits, Solution, Tables};

fn main() {
    let words: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let asked = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    for (name, tables) in instances() {
        listed(&name, &tables, &asked);
    }
    for (parties, issues, options) in
        [(2, 60, 5), (3, 60, 5), (5, 60, 5), (8, 20, 5), (8, 40, 5), (8, 60, 5), (12, 60, 5)]
    {
        for seed in 1..=3 {
            let tables = random(parties, issues, options, seed);
            for solution in
                [Solution::Nash, Solution::Egalitarian, Solution::KalaiSmorodinsky, Solution::Utilitarian]
            {
                let name = format!("solve {parties}x{issues}x{options} seed {seed} {solution}");
                if asked(&name) {
                    measure(&name, || solved(&tables, solution));
                }
            }
        }
    }
    for (parties, issues, seed) in [(2, 60, 1), (3, 20, 1), (3, 30, 1), (4, 10, 1)] {
        listed(&format!("random {parties}x{issues}x5"), &random(parties, issues, 5, seed), &asked);
    }
    for (parties, issues, exclusions) in [(2, 30, 10), (2, 30, 30), (2, 30, 60), (3, 20, 20)] {
        let mut tables = random(parties, issues, 5, 1);
        for place in 0..exclusions {
            let issue = place * 7 % (issues - 3);
            tables = tables.excluding((issue, place % 5), (issue + 1 + place % 3, place * 3 % 5));
        }
        listed(&format!("random {parties}x{issues}x5 with {exclusions} exclusions"), &tables, &asked);
    }
}

fn listed(name: &str, tables: &Tables, asked: &dyn Fn(&str) -> bool) {
    let limits = Limits::default();
    let by_issue = format!("{name} by issue");
    if asked(&by_issue) {
        measure(&by_issue, || {
            describe(tables.frontier_by_issue(limits).map(|frontier| frontier.points.len()))
        });
    }
    let solutions = format!("{name} with all solutions");
    if asked(&solutions) {
        measure(&solutions, || {
            describe(tables.frontier_by_issue(limits).map(|frontier| {
                let of = |solution| frontier.solution(tables, solution).len();
                black_box(Solution::ALL.map(of));
                frontier.points.len()
            }))
        });
    }
    let enumerated = format!("{name} enumerated");
    if asked(&enumerated) && tables.packages().is_some_and(|packages| packages <= 100_000_000) {
        measure(&enumerated, || {
            describe(tables.enumerated_frontier(limits).map(|frontier| frontier.points.len()))
        });
    }
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

fn describe<Refusal: std::fmt::Display>(points: Result<usize, Refusal>) -> String {
    points.map_or_else(|refusal| refusal.to_string(), |points| format!("{points} points"))
}

/// Runs until a second has gone by or 101 times, and at least three times unless that takes half a minute.
fn measure(name: &str, run: impl Fn() -> String) {
    let begin = Instant::now();
    let mut times: Vec<Duration> = Vec::new();
    let mut answer = String::new();
    while times.len() < 101
        && (begin.elapsed() < Duration::from_secs(1)
            || times.len() < 3 && begin.elapsed() < Duration::from_secs(30))
    {
        let start = Instant::now();
        answer = black_box(run());
        times.push(start.elapsed());
    }
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{name:<44} {:>11.4} ms ({:.4} to {:.4}, {} runs)  {answer}",
        milliseconds(times[times.len() / 2]),
        milliseconds(times[0]),
        milliseconds(times[times.len() - 1]),
        times.len(),
    );
}

/// The instance files, smallest names first; none where they are not kept.
fn instances() -> Vec<(String, Tables)> {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/negotiation/instances");
    let folder = std::env::var_os("DETENTE_INSTANCES").map_or(folder, PathBuf::from);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("no instances: {} is not there", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let instance = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), instance(&text))
    };
    paths.iter().map(instance).collect()
}

fn instance(text: &str) -> Tables {
    let instance: serde_json::Value = serde_json::from_str(text).unwrap();
    let floats = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    };
    let parties = instance["parties"].as_array().unwrap();
    let points: Vec<Vec<Vec<f64>>> = parties
        .iter()
        .map(|party| {
            let values = party["values"].as_array().unwrap();
            let weighted = |(values, weight): (&serde_json::Value, f64)| {
                floats(values).into_iter().map(|value| value * weight).collect()
            };
            values.iter().zip(floats(&party["weights"])).map(weighted).collect()
        })
        .collect();
    let floors: Vec<_> = parties.iter().map(|party| party["reserved"].as_f64()).collect();
    Tables::from_points(&points, &floors).unwrap()
}

/// Weights that sum to 100 points and values uniform between nothing and all.
fn random(parties: usize, issues: usize, options: usize, seed: u64) -> Tables {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let points: Vec<Vec<Vec<f64>>> = (0..parties)
        .map(|_| {
            let weights: Vec<_> = (0..issues).map(|_| next() + 0.05).collect();
            let sum: f64 = weights.iter().sum();
            let of_issue = |weight: &f64| (0..options).map(|_| 100.0 * weight / sum * next()).collect();
            weights.iter().map(of_issue).collect()
        })
        .collect();
    Tables::from_points(&points, &vec![None; parties]).unwrap()
}
