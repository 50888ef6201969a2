//! The case itself and what it rests on.

use super::{BasisRule, Bounds, Key, Kind, Layout, Shape, kind::words, optional, required};
use crate::{InstrumentClass, TrafficLight};

pub(super) const PARTY: Kind = Kind::Name("parties");
pub(super) const PARTIES: Kind = Kind::List(&PARTY);
pub(super) const EFFECTS: Kind = Kind::Map(&PARTY, &Kind::Number(Bounds::EFFECT));
pub(super) const COSTS: Kind = Kind::Map(&PARTY, &Kind::Number(Bounds::POINTS));

const INSTRUMENT: Shape = Shape::part(
    "instrument",
    "the agreement sought",
    &[
        required("class", Kind::Word(words::<InstrumentClass>), "its kind"),
        required("consent", PARTIES, "the parties without whose yes it does not exist"),
    ],
);

pub(super) const CASE: Shape = Shape {
    name: "case",
    layout: Layout::Once,
    doc: "What the case is about and at which day it is read.",
    keys: CASE_KEYS,
    basis: BasisRule::Never,
    effects: false,
};

const CASE_KEYS: &[Key] = &[
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
    required("instrument", Kind::Table(&INSTRUMENT), "the agreement sought and whose yes makes it exist"),
];

pub(super) const SOURCES: Shape = Shape {
    name: "sources",
    layout: Layout::Named,
    doc: "A publication or document the case rests on.",
    keys: SOURCE_KEYS,
    basis: BasisRule::Never,
    effects: false,
};

const SOURCE_KEYS: &[Key] = &[
    optional("title", Kind::Text, "its title"),
    required("publisher", Kind::Text, "who published it"),
    required("date", Kind::Date, "the day of publication: from then on its statements are known"),
    optional("url", Kind::Text, "where it can be read"),
    optional("digest", Kind::Text, "the file of its statements, such as `sources/npr.md`"),
    required("grade", Kind::Grade, "its Admiralty grade, such as `\"C2\"`"),
    optional(
        "derived_from",
        Kind::Name("sources"),
        "the source it copies or rewrites: the two corroborate nothing between them",
    ),
    optional("tlp", Kind::Word(words::<TrafficLight>), "how far it may be passed on"),
    optional("note", Kind::Text, "a remark"),
];

/// A stretch of time as a source words it.
pub(crate) const WHEN: Shape = Shape::plain(
    "when",
    "a stretch of time as a source words it",
    &[
        required("from", Kind::Date, "the first day it can be"),
        required("to", Kind::Date, "the last day it can be"),
        optional("words", Kind::Text, "how the source says it"),
    ],
);
