//! Calls, letters and visits outside the meetings.

use super::table::{Entry, Table, has_origin, listed};
use crate::{
    Actor, ContactKind, ItemKind, Origin, Signal, When,
    item::Mentions,
    known::Known,
    shape::{Kind, Shape, optional, required, words},
    tree::Row,
};

/// A contact outside the meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// How.
    pub kind: ContactKind,
    /// Between whom.
    pub between: Vec<Actor>,
    /// When.
    pub when: When,
    /// How it went.
    pub signal: Signal,
    /// The source's own reservation about that, such as "seemingly".
    pub hedge: Option<String>,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Contact {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Contact,
        "A call, letter or visit outside the meetings.",
        &[
            required("kind", Kind::Word(words::<ContactKind>), "how"),
            required("between", Kind::List(&Kind::Actor), "between whom"),
            required("when", Kind::When, "when"),
            optional("signal", Kind::Word(words::<Signal>), "how it went (default `neutral`)"),
            optional("hedge", Kind::Text, "the source's own reservation, such as \"seemingly\""),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self {
            kind: row.word("kind")?,
            between: row.actors("between"),
            when: row.when("when")?,
            signal: row.word("signal").unwrap_or(Signal::Neutral),
            hedge: row.text("hedge"),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        format!("{} between {}, {}", self.kind, listed(&self.between), self.signal)
    }
}

impl Entry for Contact {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.actors(&self.between);
    }

    fn keep(&mut self, known: &Known) -> bool {
        self.between.iter().all(|actor| known.has_actor(actor))
    }
}
