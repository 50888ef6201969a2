//! Spaces of packages, made from cases and from scenarios: one program, so that it is linked once.

#![allow(
    unreachable_pub,
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests share modules and fail by panicking"
)]

#[path = "../../../tests/budget.rs"]
mod budget;
mod exact_scenarios;
mod frontier_cases;
mod interactions;
mod nonlinear;
#[path = "../../detente-agreement/tests/oracle/mod.rs"]
mod oracle;
mod verdicts;
