//! Every table at the top of a case file, from the one list.

use crate::{
    shape::Shape,
    tables::{conflict, each_table, instrument, scale, sources, table::Table},
};

macro_rules! shapes {
    (
        tables { $($(#[$doc:meta])* $field:ident = $row:ident($key:ident $($what:literal)?)
            $word:literal, $one:literal { $($parts:tt)* })* }
        conflict { $($rest:tt)* }
    ) => {
        /// Every table at the top of a case file, in the order documentation lists them.
        pub(crate) const TABLES: &[&Shape] = &[
            &instrument::CASE,
            &scale::SCALE,
            &sources::SOURCES,
            $(<crate::$row as Table>::SHAPE,)*
            &conflict::CONFLICT,
        ];
    };
}
each_table!(shapes);

/// The table at the top of a case file spelled `name`.
pub(crate) fn table(name: &str) -> Option<&'static Shape> {
    TABLES.iter().copied().find(|shape| shape.name == name)
}
