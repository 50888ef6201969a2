//! The names by which tables of a case refer to each other.

use std::{borrow::Borrow, fmt, hash::Hash};

use serde::Serialize;

use crate::{ItemKind, tables::each_table};

/// A name of one kind of thing.
pub(crate) trait Id: Borrow<str> + Clone + Eq + Hash {
    /// What it names.
    const KIND: ItemKind;
    /// The identifier that the case spells so.
    fn named(name: &str) -> Self;
}

macro_rules! id {
    (Place $($rest:tt)*) => {};
    ($name:ident $kind:ident $what:literal) => {
        #[doc = concat!("Names ", $what, ".")]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The identifier as the case spells it.
            pub fn new(name: impl Into<String>) -> Self {
                Self(name.into())
            }
            /// The identifier as the case spells it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Id for $name {
            const KIND: ItemKind = ItemKind::$kind;
            fn named(name: &str) -> Self {
                Self::new(name)
            }
        }

        /// Lets maps keyed by the identifier be asked with plain text.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

macro_rules! ids {
    (
        tables { $($(#[$doc:meta])* $field:ident = $row:ident($key:ident $($what:literal)?) $word:literal, $one:literal {
            $($part:ident($part_key:ident $($part_what:literal)?) $part_field:ident = $part_word:literal, $part_one:literal;)*
        })* }
        conflict { $($(#[$move_doc:meta])* $move_field:ident = $move:ident($move_key:ident $($move_what:literal)?)
            $move_word:literal, $move_one:literal {})* }
    ) => {
        $(id!($key $row $($what)?); $(id!($part_key $part $($part_what)?);)*)*
        $(id!($move_key $move $($move_what)?);)*
    };
}
id!(SourceId Source "a publication or document");
each_table!(ids);
