//! What the file says: a negotiation as a sourced, dated case, and every problem in it at once.
//!
//! Reading never fails and never panics; it returns what it could read and every diagnostic. This crate
//! does no input or output: it takes text and returns values.
//!
//! ```
//! use detente_case::{CaseFiles, View, read};
//!
//! let text = br#"
//! [case]
//! title = "A sale"
//! as_of = 2025-01-01
//! instrument = { class = "contract", consent = ["seller"] }
//!
//! [parties.seller]
//! name = "Seller"
//! role = "principal"
//! "#;
//! let reading = read(&CaseFiles::new("case.toml", text, [].into()));
//! assert!(!reading.has_errors());
//! let seen = reading.case.seen(&View::default());
//! assert_eq!(seen.statements()[1].says, "Seller, principal");
//! ```

mod actor;
mod case;
mod checks;
mod clean;
mod condition;
mod diagnostic;
mod files;
mod format;
mod grade;
mod ids;
mod item;
mod known;
mod landmarks;
mod one_peaked;
mod one_value;
mod origin;
mod positions;
mod quantity;
mod ranking;
mod read;
mod rungs;
mod shape;
mod state_condition;
mod statement;
mod tables;
mod tree;
mod view;
mod words;
mod written;

pub use actor::Actor;
pub use case::Case;
pub use clean::{clean, is_invisible};
pub use condition::{Condition, NotACondition, Term, is_name};
pub use diagnostic::{ALL as CHECKS, Check, Code, Diagnostic, Label, Located, Severity, render};
pub use files::{CaseFiles, File, SIZE_LIMIT};
pub use format::{documented_tables, forms, json_schema, key_table, owner_key, places_of};
pub use grade::{Grade, NotAGrade, TrafficLight};
pub use ids::*;
pub use item::{ItemKind, Mention};
pub use one_peaked::{Limits, OnePeaked, RungNumbers};
pub use one_value::{OneValue, header_above};
pub use origin::{Assumption, Basis, Citation, Origin, Span, When};
pub use positions::Position;
pub use quantity::{Interval, Quantity};
pub use ranking::{RankedNumbers, Ranking, Unfit};
pub use read::{Reading, digests_named, read};
pub use rungs::{RankedOptions, Reach, Rungs};
pub use state_condition::{NotAStateCondition, StateCondition};
pub use statement::{Statement, StatementRef};
pub use tables::{
    conflict::{Conflict, State},
    effects::{Effects, effect_on},
    history::{Dated, current},
    instrument::Instrument,
    scale::Scale,
    sources::Source,
    stance_list::Stances,
    table::Place,
};
pub use view::{AssumptionChoice, Later, Loss, Opened, Reader, View, known_on, open};
pub use words::*;
pub use written::{SHORT_HASH, bare, hex, quoted, sha256, short_hash};

macro_rules! reexport {
    (
        tables { $($(#[$doc:meta])* $field:ident = $row:ident($key:ident $($what:literal)?)
            $word:literal, $one:literal { $($parts:tt)* })* }
        conflict { $($(#[$move_doc:meta])* $move_field:ident = $move:ident($move_key:ident $($move_what:literal)?)
            $move_word:literal, $move_one:literal {})* }
    ) => {
        $(pub use tables::$field::*;)*
        $(pub use tables::conflict::$move_field::*;)*
    };
}
tables::each_table!(reexport);
