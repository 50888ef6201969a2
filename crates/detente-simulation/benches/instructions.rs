//! How many instructions negotiations take, held against limits: counts do not depend on what else a machine does.
//!
//! `cargo bench -p detente-simulation --bench instructions` needs valgrind and `gungraun-runner` of the version
//! in Cargo.lock. The limits are a fifth above what was counted when they were written. The domain has as many
//! packages as Kitchen (5^6) and is made from a seed; negotiations have a thousand rounds at most.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a bench, and what its macros write"
)]

use std::hint::black_box;

use detente_simulation::{
    Dice,
    domain::{Additive, Domain},
    protocol::Rules,
    run::negotiate,
    strategy::Kind,
};
use gungraun::{
    Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};

/// At most so many instructions.
fn at_most(thousands: u64) -> LibraryBenchmarkConfig {
    let limit = Callgrind::default().hard_limits([(EventKind::Ir, thousands * 1_000)]).clone();
    LibraryBenchmarkConfig::default().tool(limit).clone()
}

fn parties() -> (Vec<usize>, Vec<Additive>) {
    let mut dice = Dice::new(7, 0, 0);
    let party = |_| Additive {
        contributions: (0..6).map(|_| (0..5).map(|_| dice.fraction()).collect()).collect(),
        ..Additive::default()
    };
    (vec![5; 6], (0..2).map(party).collect())
}

fn domain() -> Domain {
    let (sizes, parties) = parties();
    Domain::additive(sizes, &parties).unwrap()
}

#[library_benchmark]
#[bench::kitchen_sized(args = (parties()), config = at_most(15_160))]
fn listed((sizes, parties): (Vec<usize>, Vec<Additive>)) -> u32 {
    black_box(Domain::additive(sizes, &parties).unwrap().packages())
}

#[library_benchmark]
#[bench::boulware_and_conceder(args = (domain(), [Kind::Boulware, Kind::Conceder]), config = at_most(76))]
#[bench::boulware_and_boulware(args = (domain(), [Kind::Boulware, Kind::Boulware]), config = at_most(1_038))]
#[bench::micro_and_micro(args = (domain(), [Kind::Micro, Kind::Micro]), config = at_most(46))]
#[bench::frequency_and_patient(args = (domain(), [Kind::Frequency, Kind::Patient]), config = at_most(7_723))]
fn negotiated(domain: Domain, table: [Kind; 2]) -> u32 {
    let rules = Rules::StackedOffers { rounds: 1000, discount: 1.0 };
    black_box(negotiate(&domain, rules, &table, 1, 0, &mut |_| {}).rounds)
}

library_benchmark_group!(name = negotiations; benchmarks = listed, negotiated);
main!(library_benchmark_groups = negotiations);
