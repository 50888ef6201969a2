//! Which states hold, by the definitions.

mod individual;
mod legal;
mod rule;

pub use individual::{deters, equilibria, improvements, others, stable_states, way_out};
pub use legal::{Reached, Step, Steps, reached, reached_within};
pub use rule::{Concept, Force, Reading, Rule};
