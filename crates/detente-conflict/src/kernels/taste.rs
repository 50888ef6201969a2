//! How a party orders the states of a large model.

use crate::preference::Condition;

/// How a party orders the states of a model in option form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taste {
    /// Statements, the most important first.
    Statements(Vec<Condition>),
    /// A rank for each feasible state, in the order of their numbers; the higher the better.
    Ranks(Vec<u32>),
    /// Nobody says what it prefers, so that it may prefer any state to any other: it leaves wherever it can, nothing
    /// deters it for certain, and it may answer by any of its moves. What other parties do under this taste bounds what
    /// they may do from above; with no statements at all in its place, from below.
    Unknown,
}
