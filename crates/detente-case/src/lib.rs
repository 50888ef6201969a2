//! What the file says: a negotiation as a sourced, dated case, and every problem in it at once.
//!
//! Reading never fails and never panics; it returns what it could read and every diagnostic. This crate
//! does no input or output: it takes text and returns values.

mod condition;
mod grade;
mod ids;
pub mod model;
mod origin;
mod positions;
mod quantity;
mod statements;
mod view;
mod words;

pub use condition::{Condition, NotACondition, Term, is_name};
pub use grade::{Grade, NotAGrade, TrafficLight};
pub use ids::*;
pub use model::*;
pub use origin::{Assumption, Basis, Citation, Origin, Span, When};
pub use positions::Position;
pub use quantity::{Interval, Quantity};
pub use statements::Statement;
pub use view::{AssumptionChoice, View};
pub use words::*;
