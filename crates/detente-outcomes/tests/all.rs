//! Spaces of packages, made from cases and from scenarios: one program, so that it is linked once.

#[path = "../../../tests/budget.rs"]
mod budget;
mod frontier_cases;
mod nonlinear;
#[path = "../../detente-agreement/tests/oracle/mod.rs"]
mod oracle;
