//! The engine of conflicts against the definitions written out: one program, so that it is linked once.

#![allow(clippy::panic, reason = "tests share modules and fail by panicking")]

#[path = "../../../tests/budget.rs"]
mod budget;
mod certainty;
mod coalescing;
mod coalitions;
mod definitions;
mod explanations;
mod feasibility;
mod formats;
mod inclusions;
mod inverse;
mod kernels;
mod kernels_bits;
mod kernels_choice;
mod kernels_symbolic;
mod kernels_unknown;
mod limited;
mod oracle;
mod paths;
mod published;
mod reference;
mod relabelling;
mod robustness;
mod simultaneous;
