//! How long reasons and openers take on generated talks of growing size.
//!
//! `cargo bench -p detente-agreement --bench reasons [-- words]` prints for every question whose name holds
//! one of the words the processor time of one run a seed, measured inside the process, and what came out.

#![allow(
    unreachable_pub,
    dead_code,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a bench looks at the clock and prints"
)]

#[path = "../tests/oracle/mod.rs"]
mod oracle;

use std::{hint::black_box, time::Duration};

use detente_agreement::{Negotiation, Plan, Reach};
use oracle::large::{Talks, talks};

const SIZES: [(usize, usize, usize); 4] = [(3, 20, 10), (5, 30, 15), (8, 40, 20), (12, 60, 30)];
const SEEDS: u64 = 5;

fn main() {
    let words: Vec<_> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let asked = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    for (parties, issues, rules) in SIZES {
        for (far, excess, spread) in [("barely", 5, 0), ("clearly", 20, 0), ("open", 5, 4)] {
            for (question, ask) in QUESTIONS {
                let name = format!("{question} {parties}x{issues}x5 {far}");
                if !asked(&name) {
                    continue;
                }
                let mut times: Vec<Duration> = Vec::new();
                for seed in 1..=SEEDS {
                    let of = Talks { parties, issues, options: 5, rules, excess, spread, seed };
                    let case = talks(of);
                    let negotiation = Negotiation::from_case(&case);
                    let start = processor_time();
                    let answer = black_box(ask(&case, &negotiation));
                    let time = processor_time().saturating_sub(start);
                    println!("{name:<28} seed {seed} {:>9.1} ms  {answer}", milliseconds(time));
                    times.push(time);
                }
                times.sort();
                let (least, most) = (milliseconds(times[0]), milliseconds(times[times.len() - 1]));
                let median = milliseconds(times[times.len() / 2]);
                println!("{name:<28} median {median:>9.1} ms ({least:.1} to {most:.1})");
            }
        }
    }
}

type Ask = fn(&detente_case::Case, &Negotiation) -> String;

const QUESTIONS: [(&str, Ask); 3] = [("verdict", verdict), ("reasons", reasons), ("openers", openers)];

fn verdict(_: &detente_case::Case, negotiation: &Negotiation) -> String {
    let verdict = negotiation.verdict(Plan::default());
    format!("{:?}, {} draws unsettled", verdict.answer, verdict.share.unsettled)
}

fn reasons(_: &detente_case::Case, negotiation: &Negotiation) -> String {
    negotiation.reasons(Plan::default()).map_or("none".to_owned(), |reasons| {
        format!("{:?}: {} conflicts, complete {}", reasons.hold, reasons.conflicts.len(), reasons.complete)
    })
}

fn openers(case: &detente_case::Case, negotiation: &Negotiation) -> String {
    negotiation.openers(case, Plan::default(), Reach::default()).map_or("none".to_owned(), |openers| {
        let found = openers.openers.len() + openers.more;
        format!("{found} openers of {} changes, complete {}", openers.considered, openers.complete)
    })
}

/// What this process has used of processors: `utime` of `/proc/self/stat` counts ticks too coarse for small
/// sizes, so the scheduler's own count in nanoseconds is taken; elsewhere the wall clock must do.
fn processor_time() -> Duration {
    let counted = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = counted.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(
        || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap(),
        Duration::from_nanos,
    )
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
