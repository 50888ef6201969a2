//! What would last: which states no party would leave, under which behaviour, and why.
//!
//! This is the graph model for conflict resolution. Parties move between states as they can and like. A state is stable
//! for a party if no move improves its position, or if the others would answer every such move. Definitions are those
//! of the literature for any number of parties; `docs/conflict.md` lists them with their sources.
//!
//! Two parties can each arm. Each wants the other not to arm, and then would rather be armed itself:
//!
//! ```
//! use detente_conflict::model::{Choices, Course, Direction};
//! use detente_conflict::preference::{Preference, ranks};
//! use detente_conflict::{Conflict, formula::read_numbered, stability::{Concept, equilibria}};
//!
//! let arm = |name: &str, owner| Course { name: name.to_owned(), owner, direction: Direction::Both };
//! let courses = vec![arm("a-arms", 0), arm("b-arms", 1)];
//! let choices = Choices::new(vec!["A".to_owned(), "B".to_owned()], courses, Vec::new())?;
//! let states = choices.states(4)?; // nobody arms, only A does, only B does, both do
//! let prefers = |first: &str, second: &str| -> Result<_, Box<dyn std::error::Error>> {
//!     let statements = [first, second].map(|text| read_numbered(text, &["a-arms", "b-arms"]));
//!     let statements = statements.into_iter().collect::<Result<Vec<_>, _>>()?;
//!     Ok(Preference::Ranked(ranks::by_statements(&statements, &states)))
//! };
//! let preferences = vec![prefers("not 2", "1")?, prefers("not 1", "2")?];
//! let conflict = Conflict::from_choices(&choices, states, preferences)?;
//! // Whoever looks at the next move only arms; whoever looks at the answer need not.
//! assert_eq!(equilibria(&conflict, Concept::Nash.into()), [false, false, false, true]);
//! assert_eq!(equilibria(&conflict, Concept::Sequential.into()), [true, false, false, true]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
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
