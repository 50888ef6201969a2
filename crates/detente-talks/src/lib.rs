//! Who meets whom, at what rank, what was said against what was done, which proposals reached whom, and
//! which explanations stand.
//!
//! Every function takes a case as some view sees it ([`detente_case::Case::seen`]) and returns plain values
//! that name their parties, meetings and statements by identifier and keep a [`Reference`] to where each
//! statement of the case stands. Nothing here reads files, clocks or random numbers.

pub mod closable;
pub mod consent;
pub mod contests;
pub mod convening;
pub mod corroboration;
pub mod deadlines;
pub mod hypotheses;
pub mod ledger;
pub mod likelihood;
pub mod network;
pub mod outlook;
pub mod protocol;
pub mod rank;
mod reference;
pub mod transmission;
mod who;

#[cfg(test)]
mod fixture;

pub use reference::Reference;
pub use who::{attendance_is_said, is_over, parties_of, present, speaks_for, status, takes_place};
