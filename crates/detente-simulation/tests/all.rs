//! Protocols, strategies, mediators and deadlines: one program, so that it is linked once.

#[path = "../../detente-agreement/tests/oracle/cases.rs"]
mod cases;
mod conformance;
mod deadlines;
mod mediation;
mod mediators;
mod rules;
mod strategies;
mod tournament;
