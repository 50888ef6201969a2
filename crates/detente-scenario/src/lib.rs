//! What the field's files say: scenarios of Genius, GeniusWeb and NegMAS, read as their formats mean them.
//!
//! A scenario is a list of issues and, for each party, what it thinks of every option. Reading never panics;
//! it returns what could be read and every problem. This crate does no input or output: it takes the texts of
//! a folder by name and returns values, and its writers return texts by name and what they could not carry.

// GeniusWeb and NegMAS are names of programs, not of items.
#![allow(clippy::doc_markdown)]

mod diagnostic;
mod genius;
mod scenario;
mod tables;
mod utility;

pub use diagnostic::{Diagnostic, Opened, Severity};
pub use genius::read as read_genius;
pub use scenario::*;
pub use tables::{NotAdditive, PartyTable, Tables};
pub use utility::Reading;
