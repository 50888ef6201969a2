//! What would last: which states nobody would leave, under which behaviour, and why.
//!
//! The graph model for conflict resolution: parties move between states as they can and like; a state is stable
//! for a party that has no improvement, or whose improvements the others would answer. Definitions are those of
//! the literature for any number of parties; `docs/conflict.md` lists them with their sources.
//! This crate does no input or output, has no clock and no chance.

// The literature's names of concepts and lists (CNash, L_h, GraphML) are words, not items.
#![allow(clippy::doc_markdown)]

mod conflict;
pub mod explanation;
pub mod formats;
pub mod formula;
pub mod hypergame;
pub mod inverse;
pub mod kernels;
pub mod model;
pub mod path;
pub mod preference;
pub mod robustness;
pub mod stability;

pub use conflict::Conflict;
