//! The kinds of things a case is made of, and names of such things.

use std::fmt;

use indexmap::IndexSet;

use crate::{IssueId, OptionId, ids::Id, tables::each_table};

macro_rules! item_kinds {
    (
        tables { $($(#[$doc:meta])* $field:ident = $row:ident($key:ident $($what:literal)?) $word:literal, $one:literal {
            $($part:ident($part_key:ident $($part_what:literal)?) $part_field:ident = $part_word:literal, $part_one:literal;)*
        })* }
        conflict { $($(#[$move_doc:meta])* $move_field:ident = $move:ident($move_key:ident $($move_what:literal)?)
            $move_word:literal, $move_one:literal {})* }
    ) => {
        /// A kind of thing in a case: all but sources are statements.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ItemKind {
            /// What statements cite: a source.
            Source,
            /// The agreement sought.
            Instrument,
            $(#[doc = concat!("A row of the table `", stringify!($field), "`: ", $one, ".")] $row,
            $(#[doc = concat!("A part of a row of `", stringify!($field), "`: ", $part_one, ".")] $part,)*)*
            /// The conflict as a whole.
            Conflict,
            $(#[doc = concat!("A part of the conflict: ", $move_one, ".")] $move,)*
        }

        impl ItemKind {
            /// Every kind, in the order of the format.
            pub const ALL: &'static [Self] = &[
                Self::Source, Self::Instrument, $(Self::$row, $(Self::$part,)*)* Self::Conflict, $(Self::$move,)*
            ];

            /// The kind as lists of statements print it. Kinds that differ only in the table around them share a word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::Source => "source",
                    Self::Instrument => "instrument",
                    $(Self::$row => $word, $(Self::$part => $part_word,)*)*
                    Self::Conflict => "conflict",
                    $(Self::$move => $move_word,)*
                }
            }

            /// One of the kind, with its article: "a party".
            pub(crate) const fn one(self) -> &'static str {
                match self {
                    Self::Source => "a source",
                    Self::Instrument => "an instrument",
                    $(Self::$row => $one, $(Self::$part => $part_one,)*)*
                    Self::Conflict => "a conflict",
                    $(Self::$move => $move_one,)*
                }
            }

            /// The key under which the file has things of the kind: "parties".
            pub(crate) const fn table(self) -> &'static str {
                match self {
                    Self::Source => "sources",
                    Self::Instrument => "instrument",
                    $(Self::$row => stringify!($field), $(Self::$part => stringify!($part_field),)*)*
                    Self::Conflict => "conflict",
                    $(Self::$move => stringify!($move_field),)*
                }
            }
        }
    };
}
each_table!(item_kinds);

impl fmt::Display for ItemKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A thing that a statement mentions by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mention<'a> {
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// Its name, as the case spells it.
    pub id: &'a str,
    /// The issue, where it is an option: options are named within their issue.
    pub issue: Option<&'a str>,
}

/// The things that a statement mentions, each once, in the order of its keys.
#[derive(Default)]
pub(crate) struct Mentions<'a>(IndexSet<Mention<'a>>);

impl<'a> Mentions<'a> {
    /// Adds what has a name of its own.
    pub(crate) fn id(&mut self, id: &'a impl Id) {
        self.add(Mention::of(id));
    }

    /// Adds each of these.
    pub(crate) fn ids<I: Id + 'a>(&mut self, ids: impl IntoIterator<Item = &'a I>) {
        ids.into_iter().for_each(|id| self.id(id));
    }

    /// Adds an option of an issue.
    pub(crate) fn option(&mut self, issue: &'a IssueId, option: &'a OptionId) {
        self.add(Mention { issue: Some(issue.as_str()), ..Mention::of(option) });
    }

    /// Adds it, unless it is there.
    pub(crate) fn add(&mut self, mention: Mention<'a>) {
        self.0.insert(mention);
    }

    /// All of them.
    pub(crate) fn finish(self) -> Vec<Mention<'a>> {
        self.0.into_iter().collect()
    }
}

impl<'a> Mention<'a> {
    /// The mention of what has this name.
    pub(crate) fn of<I: Id>(id: &'a I) -> Self {
        Self { kind: I::KIND, id: id.borrow(), issue: None }
    }
}
