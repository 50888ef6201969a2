//! How long the classic concepts take, and how much memory at most: `cargo bench -p detente-conflict --bench
//! stability -- [arrays|large|bits|symbolic] [runs]`. Times are CPU seconds of this process (Linux), so that a
//! busy machine matters less.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark measures and prints")]

use detente_conflict::{
    kernels::{Limits, Taste, stable_states},
    model::{Choices, Course, Direction},
    stability::Concept,
};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let what = words.first().map_or("arrays", String::as_str);
    let runs = words.get(1).and_then(|runs| runs.parse().ok()).unwrap_or(3);
    if what == "large" {
        arrays(24, 4, 1);
    } else {
        arrays(12, 4, 7);
        arrays(20, 4, runs);
    }
}

/// Random strict-looking ranks, all states feasible: the hardest for arrays.
fn arrays(courses: usize, parties: usize, runs: usize) {
    let choices = choices(courses, parties);
    let limits = Limits { bytes: 4 << 30 };
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let tastes: Vec<Taste> =
                (0..parties).map(|party| Taste::Ranks(random_ranks(courses, party as u64))).collect();
            let before = cpu_seconds();
            let verdicts =
                stable_states(&choices, &tastes, &Concept::ALL[..4], limits).expect("within limits");
            let time = cpu_seconds() - before;
            let counts = Concept::ALL[..4]
                .iter()
                .filter_map(|concept| Some(verdicts.equilibria(*concept)?.count_ones(..)));
            println!(
                "  {courses} courses, {parties} parties: {time:.4} s; equilibria {:?}",
                counts.collect::<Vec<_>>()
            );
            time
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "{courses} × {parties} by arrays: median {:.4} CPU s; peak memory {} MB",
        times[runs / 2],
        peak_megabytes()
    );
}

fn choices(courses: usize, parties: usize) -> Choices {
    let names = (0..parties).map(|party| format!("party {party}")).collect();
    let courses = (0..courses).map(|course| Course {
        name: format!("course {course}"),
        owner: course * parties / courses,
        direction: Direction::Both,
    });
    Choices::new(names, courses.collect(), Vec::new()).expect("a model")
}

fn random_ranks(courses: usize, seed: u64) -> Vec<u32> {
    let mix = |code: u64| {
        let mut word = (code ^ seed << 40).wrapping_add(0x9E37_79B9_7F4A_7C15);
        word = (word ^ word >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB) >> 34
    };
    (0..1_u64 << courses).map(|code| u32::try_from(mix(code)).unwrap_or(0)).collect()
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
