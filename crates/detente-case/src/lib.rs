//! What the file says: a negotiation as a sourced, dated case, and every problem in it at once.
//!
//! Reading never fails and never panics; it returns what it could read and every diagnostic. This crate
//! does no input or output: it takes text and returns values.

mod checks;
mod condition;
mod diagnostic;
mod files;
mod grade;
mod ids;
pub mod model;
mod origin;
mod positions;
mod quantity;
mod read;
mod shape;
mod state_condition;
mod statements;
mod view;
mod words;

pub use checks::{ALL as CHECKS, Check};
pub use condition::{Condition, NotACondition, Term, is_name};
pub use diagnostic::{Diagnostic, Label, Located, Severity, render};
pub use files::{CaseFiles, File, SIZE_LIMIT};
pub use grade::{Grade, NotAGrade, TrafficLight};
pub use ids::*;
pub use model::*;
pub use origin::{Assumption, Basis, Citation, Origin, Span, When};
pub use positions::Position;
pub use quantity::{Interval, Quantity};
pub use read::{Reading, read};
pub use shape::{documented_tables, json_schema, key_table};
pub use state_condition::{NotAStateCondition, StateCondition};
pub use statements::Statement;
pub use view::{AssumptionChoice, View};
pub use words::*;
