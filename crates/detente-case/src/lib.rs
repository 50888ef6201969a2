//! What the file says: a negotiation as a sourced, dated case, and every problem in it at once.
//!
//! Reading never fails and never panics; it returns what it could read and every diagnostic. This crate
//! does no input or output: it takes text and returns values.

mod actor;
mod case;
mod checks;
mod condition;
mod diagnostic;
mod files;
mod format;
mod grade;
mod ids;
mod item;
mod known;
mod origin;
mod positions;
mod quantity;
mod read;
mod shape;
mod state_condition;
mod statement;
mod tables;
mod tree;
mod view;
mod words;

pub use actor::Actor;
pub use case::Case;
pub use condition::{Condition, NotACondition, Term, is_name};
pub use diagnostic::{ALL as CHECKS, Check, Code, Diagnostic, Label, Located, Severity, render};
pub use files::{CaseFiles, File, SIZE_LIMIT};
pub use format::{documented_tables, json_schema, key_table};
pub use grade::{Grade, NotAGrade, TrafficLight};
pub use ids::*;
pub use item::{ItemKind, Mention};
pub use origin::{Assumption, Basis, Citation, Origin, Span, When};
pub use positions::Position;
pub use quantity::{Interval, Quantity};
pub use read::{Reading, read};
pub use state_condition::{NotAStateCondition, StateCondition};
pub use statement::{Statement, StatementRef};
pub use tables::{
    conflict::{
        Conflict, State,
        barred::Barred,
        courses::Course,
        infeasible::{Infeasible, InfeasibleKind},
        preferences::{StateOrder, StatePreference},
    },
    effects::{Effects, effect_on},
    history::{Dated, current},
    instrument::Instrument,
    scale::Scale,
    sources::Source,
    table::Place,
};
pub use view::{AssumptionChoice, View};
pub use words::*;

macro_rules! reexport {
    (
        tables { $($(#[$doc:meta])* $field:ident: $rows:ty = $row:ident($key:ident $($what:literal)?)
            $word:literal, $one:literal { $($parts:tt)* })* }
        conflict { $($moves:tt)* }
    ) => {
        $(pub use tables::$field::*;)*
    };
}
tables::each_table!(reexport);
