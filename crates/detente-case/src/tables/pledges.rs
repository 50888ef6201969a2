//! What parties pledge to do by a day, whether or not there is an agreement.

use jiff::civil::Date;

use super::table::{Entry, Table, has_origin};
use crate::{
    ItemKind, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required},
    tree::Row,
};

/// What a party pledges to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// Who pledges.
    pub by: PartyId,
    /// What it will do.
    pub does: String,
    /// The day by which it will have done so; `None` where none is named.
    pub until: Option<Date>,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Pledge {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Pledge,
        "What a party pledges to do, whether or not there is an agreement.",
        &[
            required("by", PARTY, "who pledges"),
            required("does", Kind::Text, "what it will do"),
            optional("until", Kind::Date, "the day by which it will have done so"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self {
            by: row.name("by")?,
            does: row.text("does")?,
            until: row.date("until"),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        let until = self.until.map_or_else(String::new, |day| format!(", by {day}"));
        format!("{}: {}{until}", self.by, self.does)
    }
}

impl Entry for Pledge {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.by);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.has(&self.by)
    }
}
