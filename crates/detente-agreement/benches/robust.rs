//! How long judging packages in many draws takes, and what each uncertain number is worth.
//!
//! `cargo bench -p detente-agreement --bench robust` prints processor time by stage, measured inside the process:
//! five parties, twenty issues of five options, all 605 numbers uncertain.

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

use std::{sync::Mutex, time::Duration};

use detente_agreement::{
    Negotiation, Plan,
    robust::{Progress, Stage},
};
use detente_case::{Case, Interval, Quantity, Weight};
use oracle::large::{Talks, talks};

fn main() {
    let case = uncertain();
    let negotiation = Negotiation::from_case(&case);
    // One thread, so that the scheduler's count of this thread is all of it.
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let plan = |draws| Plan { draws, seed: 1 };
    let learning = alone.install(|| {
        let stages = Stages::begin();
        let learning = negotiation.learning_watched(&case, plan(20_000), &|progress| stages.tell(progress));
        stages.end();
        learning
    });
    println!(
        "learn: {} numbers, {} packages, 20,000 draws; best of now {:.3}, some package {:.3}, first {:.5} ± {:.5}",
        learning.numbers.len(),
        learning.packages,
        learning.now.map_or(0.0, |now| now.acceptable.share),
        learning.knowing_all.share,
        learning.numbers.first().map_or(0.0, |first| first.gain),
        learning.numbers.first().map_or(0.0, |first| first.error),
    );
    let robust = alone.install(|| {
        let stages = Stages::begin();
        let robust = negotiation.robustness_watched(&case, plan(600), &|progress| stages.tell(progress));
        stages.end();
        robust
    });
    println!(
        "robust: {} packages, the best of {} draws, 600 draws",
        robust.candidates.len(),
        robust.searched
    );
}

/// Processor time by stage.
struct Stages(Mutex<Vec<(Option<Stage>, Duration)>>);

impl Stages {
    fn begin() -> Self {
        Self(Mutex::new(vec![(None, processor_time())]))
    }

    fn tell(&self, progress: Progress) {
        let mut begun = self.0.lock().unwrap();
        if begun.last().is_none_or(|(stage, _)| *stage != Some(progress.stage)) {
            begun.push((Some(progress.stage), processor_time()));
        }
    }

    fn end(self) {
        let mut begun = self.0.into_inner().unwrap();
        begun.push((None, processor_time()));
        for pair in begun.windows(2) {
            let time = pair[1].1.saturating_sub(pair[0].1).as_secs_f64() * 1e3;
            println!("  {:?} {time:.0} ms", pair[0].0);
        }
    }
}

/// Talks in which a deal is near and every number is known to some points only.
fn uncertain() -> Case {
    let of = Talks { parties: 5, issues: 20, options: 5, rules: 10, excess: -2, spread: 6, seed: 1 };
    let mut case = talks(of);
    let around = |value: Interval, by: i64| {
        let end = |end: Quantity, by: i64| {
            Quantity::from_millionths((end.millionths() + by * 1_000_000).clamp(0, 100_000_000))
        };
        Interval::new(end(value.low, -by), end(value.high, by))
    };
    for no_deal in &mut case.no_deal {
        let lower = |end: Quantity, by: i64| {
            Quantity::from_millionths((end.millionths() - by * 1_000_000).clamp(0, 100_000_000))
        };
        no_deal.value = Interval::new(lower(no_deal.value.low, 10), lower(no_deal.value.high, 4));
    }
    for stance in &mut case.stances {
        for position in stance.positions.values_mut() {
            position.value = position.value.map(|value| around(value, 10));
        }
    }
    for weights in &mut case.weights {
        for weight in weights.by_issue.values_mut() {
            if let Weight::Range(range) = weight {
                *range = around(*range, 1);
            }
        }
    }
    case
}

/// What this thread has used of processors; elsewhere than on Linux the wall clock must do.
fn processor_time() -> Duration {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = counted.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(
        || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap(),
        Duration::from_nanos,
    )
}
