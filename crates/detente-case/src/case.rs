//! A negotiation as a case: the tables of the one list, and what the case is about.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{
    Conflict, Instrument, LeverId, Scale, Source, SourceId, TrafficLight,
    tables::{each_table, instrument::snapshots, rows, table::Rows},
    tree::Book,
};

macro_rules! case {
    (
        tables { $($(#[$doc:meta])* $field:ident = $row:ident($key:ident $($what:literal)?)
            $word:literal, $one:literal { $($parts:tt)* })* }
        conflict { $($moves:tt)* }
    ) => {
        /// A negotiation, kept as a sourced and dated case.
        ///
        /// Maps keep the order of the file, which is the order of every list printed. References between tables
        /// always lead somewhere: reading drops what refers to nothing, with a diagnostic.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Case {
            /// What the negotiation is about, in a line.
            pub title: String,
            /// What the case is asked.
            pub question: Option<String>,
            /// The day at which the case is read unless a view says otherwise.
            pub as_of: Date,
            /// Every day at which the case is meant to be read, in order; contains `as_of`.
            pub snapshots: Vec<Date>,
            /// The naming policy for places.
            pub names: String,
            /// The most restrictive label that anything in the case may bear.
            pub label: Option<TrafficLight>,
            /// What kind of agreement is sought, and whose consent makes it exist.
            pub instrument: Instrument,
            /// What words for levels and weights stand for.
            pub scale: Scale,
            /// What the case rests on.
            pub sources: IndexMap<SourceId, Source>,
            $($(#[$doc])* pub $field: rows!($key, $row),)*
            /// Levers that are in use only because the view supposes it, in the order of the case: unlike those in use
            /// in fact, their effects are not part of the stated no-deal values and come on top of them.
            pub supposed: Vec<LeverId>,
            /// The conflict as the author of the case states it; empty when the case says nothing of it.
            pub conflict: Conflict,
        }

        impl Case {
            /// A case about `instrument`, read on `as_of`, with nothing else in it yet.
            #[must_use]
            pub fn about(title: impl Into<String>, instrument: Instrument, as_of: Date) -> Self {
                Self {
                    title: title.into(),
                    question: None,
                    as_of,
                    snapshots: vec![as_of],
                    names: "un".to_owned(),
                    label: None,
                    instrument,
                    scale: Scale::default(),
                    sources: IndexMap::new(),
                    $($field: Default::default(),)*
                    supposed: Vec::new(),
                    conflict: Conflict::default(),
                }
            }

            /// Everything in the tree that is what the format asks for, with references that may lead nowhere: a table
            /// that was left out because of an error of its own may still be referred to.
            pub(crate) fn read(book: &Book<'_>) -> Self {
                let head = book.once(&crate::tables::instrument::CASE);
                let sources = book.named(&crate::tables::sources::SOURCES);
                let sources: IndexMap<_, _> = sources
                    .filter_map(|row| Some((SourceId::new(row.called), Source::read(row)?)))
                    .collect();
                let as_of = head.and_then(|row| row.date("as_of")).or_else(|| latest(&sources)).unwrap_or(Date::ZERO);
                Self {
                    title: head.and_then(|row| row.text("title")).unwrap_or_default(),
                    question: head.and_then(|row| row.text("question")),
                    as_of,
                    snapshots: snapshots(head, as_of),
                    names: head.and_then(|row| row.text("names")).unwrap_or_else(|| "un".into()),
                    label: head.and_then(|row| row.word("tlp")),
                    instrument: Instrument::read(head.and_then(|row| row.part("instrument"))),
                    scale: Scale::read(book.once(&crate::tables::scale::SCALE)),
                    sources,
                    $($field: Rows::read(book),)*
                    supposed: Vec::new(),
                    conflict: Conflict::read(book.once(&crate::tables::conflict::CONFLICT)),
                }
            }
        }
    };
}
each_table!(case);

fn latest(sources: &IndexMap<SourceId, Source>) -> Option<Date> {
    sources.values().map(|source| source.date).max()
}
