//! What happens when they talk: protocols and strategies, mediators who help or impose, deadlines and exits.
//!
//! Every run is a pure function of what it is given and a seed: no clock, no input or output, and the same bytes
//! on any machine and any number of threads.

// NegMAS is a program's name, not an item.
#![allow(clippy::doc_markdown)]

pub mod deadlines;
mod dice;
pub mod electorate;
mod forms;
pub mod mediation;
pub mod mediators;
pub mod pace;
pub mod protocol;
pub mod run;
pub mod strategy;
pub mod tournament;

pub use detente_outcomes::domain;
pub use dice::Dice;
