//! The case itself: what it is about, at which day it is read, and whose consent makes the agreement exist.

use jiff::civil::Date;

use super::table::{Entry, has_origin, listed};
use crate::{
    InstrumentClass, Origin, PartyId, Span, TrafficLight,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTIES, Shape, optional, required, words},
    tree::{Row, values},
};

/// The agreement sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// Its kind.
    pub class: InstrumentClass,
    /// The parties without whose yes it does not exist.
    pub consent: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

const INSTRUMENT: Shape = Shape::part(
    "instrument",
    "the agreement sought",
    &[
        required("class", Kind::Word(words::<InstrumentClass>), "its kind"),
        required("consent", PARTIES, "the parties without whose yes it does not exist"),
    ],
);

/// How the file writes what the case is about.
pub(crate) const CASE: Shape = Shape::once(
    "case",
    "What the case is about and at which day it is read.",
    &[
        required("title", Kind::Text, "what the negotiation is about, in a line"),
        optional("question", Kind::Text, "what the case is asked"),
        required("as_of", Kind::Date, "the day the case is read at unless `--as-of` says otherwise"),
        optional(
            "snapshots",
            Kind::List(&Kind::Date),
            "every day at which the case is meant to be read; `as_of` is always one",
        ),
        optional("names", Kind::Text, "the naming policy for places (default `\"un\"`)"),
        optional(
            "tlp",
            Kind::Word(words::<TrafficLight>),
            "the most restrictive label that anything in the case may bear",
        ),
        optional(
            "instrument",
            Kind::Table(&INSTRUMENT),
            "the agreement sought and whose yes makes it exist; needed unless the case has no issues, and has sources or a conflict",
        ),
    ],
);

/// The days at which the case is meant to be read, in order, `as_of` among them.
pub(crate) fn snapshots(head: Option<Row<'_>>, as_of: Date) -> Vec<Date> {
    let days = head.and_then(|row| row.get("snapshots")).and_then(|value| value.get_ref().as_array());
    let mut days: Vec<_> = days.into_iter().flatten().filter_map(values::date).collect();
    days.push(as_of);
    days.sort_unstable();
    days.dedup();
    days
}

impl Instrument {
    /// The agreement sought, as far as the file says.
    pub(crate) fn read(row: Option<Row<'_>>) -> Self {
        Self {
            class: row.and_then(|row| row.word("class")).unwrap_or(InstrumentClass::Contract),
            consent: row.map(|row| row.names("consent")).unwrap_or_default(),
            origin: row.map_or_else(|| Origin::definition(Span::default()), |row| row.origin()),
        }
    }

    /// Whether the file says anything of it: a conflict without issues needs none.
    pub(crate) fn is_stated(&self) -> bool {
        self.origin.span != Span::default()
    }

    /// What it says, in a line.
    pub(crate) fn says(&self) -> String {
        format!("a {} exists by consent of {}", self.class, listed(&self.consent))
    }
}

impl Entry for Instrument {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(&self.consent);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain(&mut self.consent);
        true
    }
}
