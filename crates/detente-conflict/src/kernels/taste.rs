//! How a party orders the states of a large model.

use crate::preference::Condition;

/// How a party orders the states of a model in option form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taste {
    /// Statements, the most important first.
    Statements(Vec<Condition>),
    /// A rank for each feasible state, in the order of their numbers; the higher the better.
    Ranks(Vec<u32>),
}
