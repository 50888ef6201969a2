//! Which states hold, by the definitions.

mod coalition;
mod individual;
mod legal;
mod limited;
mod relation;
mod rule;
mod simultaneous;

pub use coalition::{
    Claim, CoalitionConcept, Coalitions, Credible, MOST_PARTIES, TooManyCoalitions, coalitions,
};
pub use individual::{deters, equilibria, improvements, others, stable_states, way_out};
pub use legal::{Reached, Step, Steps, reached, reached_within};
pub use limited::{
    Answers, Convention, Expected, NonMyopic, Ties, expected_ends, limited_move_stable_states, non_myopic,
};
pub use rule::{Concept, Force, Reading, Rule};
pub use simultaneous::simultaneously_stable_states;
