//! Protocols, strategies, mediators and deadlines: one program, so that it is linked once.

#![allow(
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests share modules and fail by panicking"
)]

#[path = "../../../tests/budget.rs"]
mod budget;
#[path = "../../detente-agreement/tests/oracle/cases.rs"]
mod cases;
mod conformance;
mod deadlines;
mod mediation;
mod mediators;
mod rules;
mod strategies;
mod tournament;
