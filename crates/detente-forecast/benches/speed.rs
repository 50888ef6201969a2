//! How long a forecast takes: `cargo bench -p detente-forecast --bench speed`. Prints the least processor time
//! of several runs.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a bench reads the clock and prints"
)]

use std::{fs, time::Instant};

use detente_forecast::{
    Actor, Capability, Issue, Model, Position, Salience, election::Rule, learned::FITTED, spatial,
    spatial::Mover,
};

/// Numbers from 0 to 1 that need no library: multiples of the golden section.
fn share(number: usize) -> f64 {
    (number as f64 * 0.618_033_988_749_895).fract()
}

fn timed(name: &str, mut run: impl FnMut() -> usize) {
    let mut least = f64::INFINITY;
    let mut size = 0;
    // The processor's time is told in steps of some milliseconds, so short runs are repeated.
    for _ in 0..5 {
        let (begin, on_cpu, mut runs) = (Instant::now(), cpu(), 0_u32);
        while begin.elapsed().as_secs_f64() < 0.2 {
            size = run();
            runs += 1;
        }
        let taken = match (on_cpu, cpu()) {
            (Some(from), Some(to)) => (to - from) * 1e-6,
            _ => begin.elapsed().as_secs_f64() * 1e3,
        };
        least = least.min(taken / f64::from(runs));
    }
    println!("{name:40} {least:9.3} ms   {size}");
}

/// Nanoseconds that this program was on a processor, where Linux tells. The wall clock counts what others do.
fn cpu() -> Option<f64> {
    fs::read_to_string("/proc/self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
}

fn main() {
    let actor = |number: usize| Actor {
        name: number.to_string(),
        capability: Capability::new(0.1 + share(number * 3)).unwrap(),
        position: Position::clamped(share(number * 7 + 1) * 100.0),
        salience: Salience::clamped(0.1 + 0.9 * share(number * 5 + 2)),
    };
    let issue = Issue::new((0..30).map(actor).collect()).unwrap();
    for model in Model::ALL {
        timed(&format!("one issue, 30 actors: {}", model.name()), || {
            usize::from(model.predict(&issue).point > 50.0)
        });
    }
    timed("one issue, 30 actors: the forecast", || FITTED.forecast(&issue).lottery.points().len());
    for (actors, dimensions) in [(20, 1), (50, 3), (100, 3)] {
        let mover = |number: usize| Mover {
            capability: Capability::new(10.0 + 190.0 * share(number * 3)).unwrap(),
            positions: (0..dimensions)
                .map(|at| Position::clamped(share(number * 7 + at * 11) * 100.0))
                .collect(),
            saliences: (0..dimensions)
                .map(|at| {
                    Salience::clamped(0.95 * (0.1 + 0.9 * share(number * 5 + at * 13)) / dimensions as f64)
                })
                .collect(),
        };
        let movers: Vec<Mover> = (0..actors).map(mover).collect();
        timed(&format!("spatial bargaining, {actors} × {dimensions} (turns)"), || {
            spatial::history(&movers, Rule::Conditional).len() - 1
        });
    }
}
