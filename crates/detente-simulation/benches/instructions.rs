//! How many instructions negotiations take, held against limits: counts do not depend on what else a machine does.
//!
//! `cargo bench -p detente-simulation --bench instructions` needs valgrind and `gungraun-runner` of the version
//! in Cargo.lock. The limits are a fifth above what was counted when they were written. The domain has as many
//! packages as Kitchen (5^6) and is made from a seed; negotiations have a thousand rounds at most. Roles and deadlines
//! are those of the catalogue's London case on 26 April: 16 issues, 5 million packages, 63 ways to use the
//! mediator's means.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_types,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a bench, and what its macros write"
)]

use std::{collections::BTreeMap, hint::black_box};

use detente_agreement::{Negotiation, Plan};
use detente_case::{Case, CaseFiles, PartyId, View};
use detente_simulation::{
    Dice,
    deadlines::{Times, deadlines},
    domain::{Additive, Domain},
    mediators::play,
    pace::Habits,
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
#[bench::micro_and_micro(args = (domain(), [Kind::Micro, Kind::Micro]), config = at_most(60))]
#[bench::frequency_and_patient(args = (domain(), [Kind::Frequency, Kind::Patient]), config = at_most(7_723))]
fn negotiated(domain: Domain, table: [Kind; 2]) -> u32 {
    let rules = Rules::StackedOffers { rounds: 1000, discount: None };
    black_box(negotiate(&domain, rules, &table, 1, 0, &mut |_| {}).rounds)
}

/// The case of the catalogue, so that an issue more there takes more instructions: count both before a limit is moved.
fn london() -> (Case, Negotiation) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/london-2025/case.toml");
    let text = std::fs::read(path).unwrap();
    let case = detente_case::read(&CaseFiles::new("case.toml", &text, BTreeMap::new())).case;
    let as_of = Some("2025-04-26".parse().unwrap());
    let case = case.seen(&View { as_of, ..View::default() });
    let negotiation = Negotiation::from_case(&case);
    (case, negotiation)
}

const PLAN: Plan = Plan { draws: 1_000, seed: 1 };

#[library_benchmark]
#[bench::london(args = (london()), config = at_most(3_300_000))]
fn roles_played((case, negotiation): (Case, Negotiation)) -> u32 {
    let played = play(&case, &negotiation, &PartyId::new("us"), PLAN, Habits::default());
    black_box(played.unwrap().formulate.agreement.holds)
}

#[library_benchmark]
#[bench::london(args = (london()), config = at_most(3_000_000))]
fn deadlines_played((case, negotiation): (Case, Negotiation)) -> u32 {
    black_box(deadlines(&case, &negotiation, PLAN, Habits::default(), Times::default()).without.agreed.holds)
}

library_benchmark_group!(name = negotiations; benchmarks = listed, negotiated);
library_benchmark_group!(name = in_worlds; benchmarks = roles_played, deadlines_played);
main!(library_benchmark_groups = negotiations, in_worlds);
