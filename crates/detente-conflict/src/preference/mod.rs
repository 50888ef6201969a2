//! What each party would rather have.

mod condition;
mod parser;
pub mod ranks;
mod relation;

pub use condition::Condition;
pub use parser::{Problem, StatementError, read as read_statement};
pub use relation::{Pairs, Preference, Relation};
