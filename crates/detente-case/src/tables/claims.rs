//! What was said, denied, predicted, left unsaid or done.

use jiff::civil::Date;

use super::table::{Entry, Table, has_origin};
use crate::{
    Actor, ClaimId, ClaimKind, ItemKind, MeetingId, Origin, Signal,
    item::Mentions,
    known::Known,
    shape::{Kind, Shape, optional, required, words},
    tree::Row,
};

/// Something said, denied, predicted, left unsaid or done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What kind of statement it is.
    pub kind: ClaimKind,
    /// Who makes it.
    pub by: Actor,
    /// What it says, in our words.
    pub says: String,
    /// The day, where known.
    pub on: Option<Date>,
    /// Whether it points towards agreement.
    pub signal: Signal,
    /// The meeting it is about.
    pub meeting: Option<MeetingId>,
    /// Claims it backs.
    pub supports: Vec<ClaimId>,
    /// Claims it contradicts.
    pub contradicts: Vec<ClaimId>,
    /// Where this is said.
    pub origin: Origin,
}

const CLAIM: Kind = Kind::Name(ItemKind::Claim);

impl Table for Claim {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Claim,
        "Something said, denied, predicted, left unsaid or done.",
        &[
            required("kind", Kind::Word(words::<ClaimKind>), "what kind of statement it is"),
            required("by", Kind::Actor, "who makes it"),
            required("says", Kind::Text, "what it says, in our words"),
            optional("on", Kind::Date, "the day"),
            optional(
                "signal",
                Kind::Word(words::<Signal>),
                "whether it points towards agreement (default `neutral`)",
            ),
            optional("meeting", Kind::Name(ItemKind::Meeting), "the meeting it is about"),
            optional("supports", Kind::List(&CLAIM), "claims it backs"),
            optional("contradicts", Kind::List(&CLAIM), "claims it contradicts"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self {
            kind: row.word("kind")?,
            by: row.actor("by")?,
            says: row.text("says")?,
            on: row.date("on"),
            signal: row.word("signal").unwrap_or(Signal::Neutral),
            meeting: row.name("meeting"),
            supports: row.names("supports"),
            contradicts: row.names("contradicts"),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        format!("{}: {}", self.by, self.says)
    }
}

impl Entry for Claim {
    has_origin!();

    fn on(&self) -> Option<Date> {
        self.on
    }

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.actors([&self.by]);
        mentions.ids(&self.meeting);
        mentions.ids(self.supports.iter().chain(&self.contradicts));
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget(&mut self.meeting);
        known.retain(&mut self.supports);
        known.retain(&mut self.contradicts);
        known.has_actor(&self.by)
    }
}
