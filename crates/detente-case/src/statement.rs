//! Every statement of a case in one list, for whoever asks what rests on a source or what changed.

use jiff::civil::Date;

use crate::{
    Case, Conflict, Instrument, ItemKind, Mention, Origin, SourceId, TrafficLight,
    item::Mentions,
    tables::{
        each_table,
        table::{Entry, Key, Part, Place, Rows, Table},
    },
};

/// How a statement is told apart from its like: by its identifier, or by its place in a list.
macro_rules! key {
    (Place) => { Place };
    ($id:ident) => { &'a crate::$id };
}

macro_rules! statements {
    (
        tables { $($(#[$doc:meta])* $field:ident = $row:ident($key:ident $($what:literal)?) $word:literal, $one:literal {
            $($part:ident($part_key:ident $($part_what:literal)?) $part_field:ident = $part_word:literal, $part_one:literal;)*
        })* }
        conflict { $($(#[$move_doc:meta])* $move_field:ident = $move:ident($move_key:ident $($move_what:literal)?)
            $move_word:literal, $move_one:literal {})* }
    ) => {
        /// A statement of a case, as the type that it is.
        ///
        /// Each variant has what tells the statement apart from its like, then the statement itself. A part of a row has
        /// the key and the value of the row around it first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum StatementRef<'a> {
            /// The agreement sought.
            Instrument(&'a Instrument),
            $(
                #[doc = concat!("A row of the table `", stringify!($field), "`: ", $one, ".")]
                $row(key!($key), &'a crate::$row),
                $(
                    #[doc = concat!("A part of a row of `", stringify!($field), "`: ", $part_one, ".")]
                    $part(key!($key), &'a crate::$row, key!($part_key), &'a crate::$part),
                )*
            )*
            /// The conflict as a whole, with where it is said to come from.
            Conflict(&'a Conflict, &'a Origin),
            $(
                #[doc = concat!("A part of the conflict: ", $move_one, ".")]
                $move(key!($move_key), &'a Conflict, &'a crate::$move),
            )*
        }

        impl<'a> StatementRef<'a> {
            /// What kind of statement it is.
            #[must_use]
            pub fn kind(&self) -> ItemKind {
                match self {
                    Self::Instrument(_) => ItemKind::Instrument,
                    $(Self::$row(..) => ItemKind::$row, $(Self::$part(..) => ItemKind::$part,)*)*
                    Self::Conflict(..) => ItemKind::Conflict,
                    $(Self::$move(..) => ItemKind::$move,)*
                }
            }

            /// What names it: an identifier, or `ua on crimea` for what has none.
            #[must_use]
            pub fn name(&self) -> String {
                match self {
                    Self::Instrument(_) | Self::Conflict(..) => self.kind().as_str().to_owned(),
                    $(
                        Self::$row(key, row) => row.title(&key.text()),
                        $(Self::$part(of, _, key, part) => Part::<crate::$row>::title(*part, &of.text(), &key.text()),)*
                    )*
                    $(Self::$move(key, _, part) => part.title(ItemKind::Conflict.as_str(), &key.text()),)*
                }
            }

            /// What it says, in a line.
            #[must_use]
            pub fn says(&self) -> String {
                match self {
                    Self::Instrument(instrument) => instrument.says(),
                    $(
                        Self::$row(_, row) => row.says(),
                        $(Self::$part(_, whole, _, part) => part.says(*whole),)*
                    )*
                    Self::Conflict(conflict, _) => conflict.says(),
                    $(Self::$move(_, conflict, part) => part.says(*conflict),)*
                }
            }

            /// Where it comes from.
            #[must_use]
            pub fn origin(&self) -> &'a Origin {
                match self {
                    Self::Instrument(instrument) => &instrument.origin,
                    $(
                        Self::$row(_, row) => &row.origin,
                        $(Self::$part(_, _, _, part) => &part.origin,)*
                    )*
                    Self::Conflict(_, origin) => origin,
                    $(Self::$move(_, _, part) => &part.origin,)*
                }
            }

            /// The day of what it speaks of, where it has one.
            #[must_use]
            pub fn on(&self) -> Option<Date> {
                match self {
                    Self::Instrument(instrument) => instrument.on(),
                    $(
                        Self::$row(_, row) => row.on(),
                        $(Self::$part(_, _, _, part) => part.on(),)*
                    )*
                    Self::Conflict(..) => None,
                    $(Self::$move(_, _, part) => part.on(),)*
                }
            }

            /// Where its numbers come from, if that is said apart from the rest.
            #[must_use]
            pub fn effects_origin(&self) -> Option<&'a Origin> {
                match *self {
                    Self::Instrument(instrument) => instrument.effects_origin(),
                    $(
                        Self::$row(_, row) => row.effects_origin(),
                        $(Self::$part(_, _, _, part) => part.effects_origin(),)*
                    )*
                    Self::Conflict(..) => None,
                    $(Self::$move(_, _, part) => part.effects_origin(),)*
                }
            }

            /// Everything it mentions by name, each once: the row it is a part of, what its keys name, and the sources it
            /// cites. Its own name is not among them.
            #[must_use]
            pub fn names(&self) -> Vec<Mention<'a>> {
                let mut mentions = Mentions::default();
                match *self {
                    Self::Instrument(instrument) => instrument.mention(&mut mentions),
                    $(
                        Self::$row(_, row) => row.mention(&mut mentions),
                        $(
                            Self::$part(of, _, _, part) => {
                                of.mention().into_iter().for_each(|row| mentions.add(row));
                                part.mention(&mut mentions);
                            }
                        )*
                    )*
                    Self::Conflict(..) => {}
                    $(Self::$move(_, _, part) => part.mention(&mut mentions),)*
                }
                mentions.ids(self.origin().citations().iter().map(|citation| &citation.source));
                mentions.finish()
            }
        }

        impl Case {
            /// Every statement as the type that it is, table by table in the order of the format, each table in the order
            /// of the file.
            #[must_use]
            pub fn statement_refs(&self) -> Vec<StatementRef<'_>> {
                let instrument = Some(&self.instrument).filter(|instrument| instrument.is_stated());
                let mut list: Vec<_> = instrument.map(StatementRef::Instrument).into_iter().collect();
                $(
                    for (key, row) in self.$field.entries() {
                        list.push(StatementRef::$row(key, row));
                        $(
                            let parts = row.$part_field.entries();
                            list.extend(parts.map(|(own, part)| StatementRef::$part(key, row, own, part)));
                        )*
                    }
                )*
                let conflict = &self.conflict;
                list.extend(conflict.origin.iter().map(|origin| StatementRef::Conflict(conflict, origin)));
                $(
                    let parts = conflict.$move_field.entries();
                    list.extend(parts.map(|(key, part)| StatementRef::$move(key, conflict, part)));
                )*
                list
            }
        }
    };
}
each_table!(statements);

/// One statement of a case: what it is about, what it says, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The table it stands in, in the singular: `stance`, `lever`, `claim`, …
    pub kind: &'static str,
    /// What names it: an identifier, or `ua on crimea` for what has none.
    pub name: String,
    /// What it says, in a line.
    pub says: String,
    /// Where it comes from.
    pub origin: &'a Origin,
    /// The statement itself.
    pub stated: StatementRef<'a>,
}

impl<'a> From<StatementRef<'a>> for Statement<'a> {
    fn from(stated: StatementRef<'a>) -> Self {
        Self {
            kind: stated.kind().as_str(),
            name: stated.name(),
            says: stated.says(),
            origin: stated.origin(),
            stated,
        }
    }
}

impl Case {
    /// Every statement in words, table by table in the order of the format, each table in the order of the file.
    #[must_use]
    pub fn statements(&self) -> Vec<Statement<'_>> {
        self.statement_refs().into_iter().map(Statement::from).collect()
    }

    /// The statements that cite `source`, and `number` of it when given.
    #[must_use]
    pub fn resting_on(&self, source: &SourceId, number: Option<u32>) -> Vec<Statement<'_>> {
        let mut statements = self.statement_refs();
        statements.retain(|statement| {
            let mut citations = statement.origin().citations().iter();
            citations.any(|citation| {
                citation.source == *source && (number.is_none() || citation.statement == number)
            })
        });
        statements.into_iter().map(Statement::from).collect()
    }

    /// The most restrictive label that anything in the case bears; `Clear` when nothing bears one.
    #[must_use]
    pub fn highest_label(&self) -> TrafficLight {
        let of_sources = self.sources.values().filter_map(|source| source.label);
        let of_statements =
            self.statement_refs().into_iter().filter_map(|statement| statement.origin().label);
        of_sources.chain(of_statements).max().unwrap_or(TrafficLight::Clear)
    }
}
