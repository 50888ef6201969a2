//! How many instructions the engines take, held against limits: what continuous integration watches, since
//! counts do not depend on what else a machine does.
//!
//! `cargo bench -p detente-frontier --bench instructions` needs valgrind and `gungraun-runner` of the version
//! in Cargo.lock. The limits are a fifth above what was counted when they were written.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a bench, and what its macros write"
)]

mod workloads;

use std::hint::black_box;

use detente_frontier::{Limits, Solution, Tables};
use gungraun::{
    Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use workloads::{hundred_points, random};

/// At most so many instructions.
fn at_most(millions: u64) -> LibraryBenchmarkConfig {
    let limit = Callgrind::default().hard_limits([(EventKind::Ir, millions * 1_000_000)]).clone();
    LibraryBenchmarkConfig::default().tool(limit).clone()
}

#[library_benchmark]
#[bench::two_parties_60_issues(args = (random(2, 60, 5, 1)), config = at_most(13))]
#[bench::three_parties_20_issues(args = (random(3, 20, 5, 1)), config = at_most(19))]
#[bench::six_parties_5_issues(args = (random(6, 5, 10, 1)), config = at_most(56))]
fn frontier_by_issue(tables: Tables) -> usize {
    black_box(tables.frontier_by_issue(Limits::default()).unwrap().points.len())
}

#[library_benchmark]
#[bench::four_parties_100_points(args = (hundred_points(4, 20, 5, 1)), config = at_most(243))]
fn frontier_by_totals(tables: Tables) -> usize {
    black_box(
        tables.frontier_by_totals(Limits::default()).unwrap().map_or(0, |frontier| frontier.points.len()),
    )
}

#[library_benchmark]
#[bench::two_parties_a_million_packages(args = (random(2, 6, 10, 1)), config = at_most(7))]
fn frontier_enumerated(tables: Tables) -> usize {
    black_box(tables.enumerated_frontier(Limits::default()).unwrap().points.len())
}

#[library_benchmark]
#[bench::nash_8_parties_20_issues(args = (random(8, 20, 5, 1), Solution::Nash), config = at_most(6))]
#[bench::egalitarian_8_parties_20_issues(args = (random(8, 20, 5, 1), Solution::Egalitarian), config = at_most(1100))]
fn solved(tables: Tables, solution: Solution) -> u64 {
    black_box(tables.solve(solution, Limits::default()).unwrap().nodes)
}

library_benchmark_group!(name = frontiers; benchmarks = frontier_by_issue, frontier_by_totals, frontier_enumerated, solved);
main!(library_benchmark_groups = frontiers);
