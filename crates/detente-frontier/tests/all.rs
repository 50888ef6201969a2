//! Frontiers and bargaining solutions against slow and obvious second opinions: one program, so that it is linked once.

#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests share modules and fail by panicking"
)]

#[path = "../../../tests/budget.rs"]
mod budget;
mod exact;
mod frontier;
mod frontier_instances;
mod interacting;
mod ranges;
mod representatives;
mod small_worlds;
mod solver;
