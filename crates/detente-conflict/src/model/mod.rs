//! Who can do what, which states can occur, and who can move between them.

mod choices;
mod coalescing;
mod course;
mod enumeration;
mod error;
mod graph;
mod infeasible;

pub use choices::Choices;
pub use coalescing::{Coalesced, coalesced};
pub use course::{Course, Direction};
pub use error::{MOST_COURSES, ModelError};
pub use graph::Graph;
pub use infeasible::{Infeasible, Pattern};
