//! How a party orders the states of a large model.

use crate::{preference::Condition, stability::Claim};

/// How a party orders the states of a model in option form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taste {
    /// Statements, the most important first.
    Statements(Vec<Condition>),
    /// A rank for each feasible state, in the order of their numbers; the higher the better.
    Ranks(Vec<u32>),
    /// Nobody says what it prefers. With [`Claim::Certain`] it leaves wherever it can, nothing deters it, and it answers
    /// nobody: what is then stable is so whatever it prefers. With [`Claim::Possible`] it leaves nothing and may answer by
    /// any of its moves: what is then not stable is so whatever it prefers.
    Unknown(Claim),
}
