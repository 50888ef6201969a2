//! Courses of action: what parties can do or leave.

use super::Conflict;
use crate::{
    Changes, ItemKind, LeverId, Origin, PartyId, UltimatumId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required, words},
    tables::table::{Entry, Part, has_origin},
    tree::Row,
};

/// Something its party can do or leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// What is done, in a line.
    pub name: String,
    /// Who decides on it.
    pub party: PartyId,
    /// Which way its party can change it.
    pub changes: Changes,
    /// Whether it is taken in the state of affairs on the day at which the case is read.
    pub today: bool,
    /// The lever whose use it stands for.
    pub lever: Option<LeverId>,
    /// The ultimatum whose carrying out it stands for.
    pub ultimatum: Option<UltimatumId>,
    /// Whether it is its party's consent to the package on the table.
    pub consent: bool,
    /// Where this is said.
    pub origin: Origin,
}

pub(super) const COURSE: Shape = Shape::part(
    "courses",
    "a course of action: something its party can do or leave",
    &[
        required("name", Kind::Text, "what is done"),
        required("party", PARTY, "who decides on it"),
        optional(
            "changes",
            Kind::Word(words::<Changes>),
            "which way its party can change it: take it and leave it again, only take it, only end it (default `both-ways`)",
        ),
        optional(
            "today",
            Kind::Flag,
            "whether it is taken in the state of affairs at `as_of` (default `false`)",
        ),
        optional("lever", Kind::Name(ItemKind::Lever), "the lever whose use it stands for"),
        optional(
            "ultimatum",
            Kind::Name(ItemKind::Ultimatum),
            "the ultimatum whose carrying out it stands for",
        ),
        optional(
            "consent",
            Kind::Flag,
            "whether it is its party's consent to the package on the table (default `false`)",
        ),
    ],
);

impl Course {
    pub(super) fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        Some(Self {
            name: row.title(),
            party: row.name("party")?,
            changes: row.word("changes").unwrap_or(Changes::BothWays),
            today: row.flag("today").unwrap_or(false),
            lever: row.name("lever"),
            ultimatum: row.name("ultimatum"),
            consent: row.flag("consent").unwrap_or(false),
            origin: row.origin_within(around),
        })
    }
}

impl Part<Conflict> for Course {
    fn title(&self, _: &str, own: &str) -> String {
        own.to_owned()
    }

    fn says(&self, _: &Conflict) -> String {
        format!("{}: {}", self.party, self.name)
    }
}

impl Entry for Course {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.party);
        mentions.ids(&self.lever);
        mentions.ids(&self.ultimatum);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget(&mut self.lever);
        known.forget(&mut self.ultimatum);
        known.has(&self.party)
    }
}
