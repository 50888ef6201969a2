//! Packages by name, and what they are worth: one kind of space for a case and for the field's scenarios.
//!
//! A [`Space`] names issues, options and parties. What packages are worth comes in three forms: [`Sums`] of what
//! each option adds, [`Terms`] where options count together, and a [`Domain`](domain::Domain) with every package
//! written out. Make one by [`Space::of_case`], [`Space::additive`], [`Space::interacting`] or
//! [`Space::listed`]. This crate does no input or output.

// GeniusWeb and NegMAS are names of programs, not of items.
#![allow(clippy::doc_markdown)]

mod called;
mod case;
mod decimal;
pub mod domain;
mod exact;
mod judges;
mod listing;
mod lowering;
mod package;
mod rounding;
mod space;
mod sums;
mod terms;
mod time;
mod to_case;
mod unsuitable;

pub use case::{asked, central_tables};
pub use judges::Judges;
pub use package::Package;
pub use rounding::ROUNDING;
pub use space::{Issue, Space};
pub use sums::Sums;
pub use terms::Terms;
pub use to_case::{MadeCase, NoCase, to_case};
pub use unsuitable::{Obstacle, Unsuitable};
