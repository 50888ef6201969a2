//! What can be asked of a negotiation, and what is answered: one value a question, with everything that a screen, a
//! program or a notebook needs of it.
//!
//! An answer is made from a [`question::Question`] alone. This crate reads no file, prints nothing, asks no clock and
//! throws no dice; whoever calls it decides how an answer is shown: as JSON, or as a [`page::Page`].

pub mod answer;
pub mod answers;
pub mod ask;
mod by_name;
pub mod conflict;
pub mod described;
pub mod draws;
pub mod habits;
pub mod json;
pub mod options;
mod outranked;
pub mod page;
pub mod plot;
pub mod provenance;
pub mod question;
pub mod registry;
pub mod results;
pub mod spreadsheet;
pub mod stop;
pub mod text;
pub mod watch;
