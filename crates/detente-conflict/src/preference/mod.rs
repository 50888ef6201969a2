//! What each party would rather have.

mod condition;
pub mod ranks;
mod relation;

pub use condition::Condition;
pub(crate) use condition::LOW;
pub use relation::{Pairs, Preference, Relation};
