//! What the field's files say: scenarios of Genius, GeniusWeb and NegMAS, read as their formats mean them.
//!
//! A scenario is a list of issues and, for each party, what it thinks of every option. Reading never panics;
//! it returns what could be read and every problem. This crate does no input or output: it takes the texts of
//! a folder by name and returns values, and its writers return texts by name and what they could not carry.

// GeniusWeb and NegMAS are names of programs, not of items.
#![allow(clippy::doc_markdown)]

pub mod case_words;
mod cells;
mod convert;
mod diagnostic;
mod exact;
mod format;
mod genius;
mod geniusweb;
mod judge;
mod keys;
mod losses;
mod negmas;
mod points;
mod scenario;
mod search;
pub mod sheet;
mod steps;
mod tables;
pub mod text;
mod ties;
mod tree;
mod utility;
mod verdict;
mod worths;

pub use cells::text_cell;
pub use diagnostic::{CODES, Diagnostic, Opened, Severity};
pub use exact::ExactTable;
pub use format::{CannotHold, Format, Role, xlsx};
pub use genius::{read as read_genius, write as write_genius};
pub use geniusweb::{read as read_geniusweb, write as write_geniusweb};
pub use losses::{Changes, Loss, Losses, Written};
pub use negmas::{read as read_negmas, write as write_negmas};
pub use scenario::*;
pub use sheet::{read as read_csv, write as write_csv};
pub use steps::MOST_STEPS;
pub use tables::{NotAdditive, PartyTable, Tables};
pub use utility::Reading;
