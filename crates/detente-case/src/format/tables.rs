//! Every table at the top of a case file, from the one list.

use crate::shape::Shape;
use crate::tables::{conflict, each_table, instrument, scale, sources, table::Table};
use crate::{
    Belief, Bloc, Claim, Contact, Factor, Forecast, Funding, Guarantee, Hypothesis, Institution, Issue,
    Lever, Meeting, NoDeal, Party, Person, Proposal, Protocol, Ratifier, Rule, Scenario, Stance, Territory,
    Track, Ultimatum, Weights,
};

macro_rules! shapes {
    (
        tables { $($(#[$doc:meta])* $field:ident: $rows:ty = $row:ident($key:ident $($what:literal)?) $word:literal, $one:literal {
            $($part:ident($part_key:ident $($part_what:literal)?) $part_field:ident: $part_rows:ty = $part_word:literal, $part_one:literal;)*
        })* }
        conflict { $($rest:tt)* }
    ) => {
        /// Every table at the top of a case file, in the order documentation lists them.
        pub(crate) const TABLES: &[&Shape] = &[
            &instrument::CASE,
            &scale::SCALE,
            &sources::SOURCES,
            $(<$row as Table>::SHAPE,)*
            &conflict::CONFLICT,
        ];
    };
}
each_table!(shapes);

/// The table at the top of a case file spelled `name`.
pub(crate) fn table(name: &str) -> Option<&'static Shape> {
    TABLES.iter().copied().find(|shape| shape.name == name)
}
