//! Series of meetings.

use super::table::{Entry, Table, has_origin, join};
use crate::{
    ItemKind, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTIES, Shape, required},
    tree::Row,
};

/// A series of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Its name.
    pub name: String,
    /// Who takes part in it.
    pub parties: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Track {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Track,
        "A series of meetings.",
        &[required("name", Kind::Text, "its name"), required("parties", PARTIES, "who takes part in it")],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self { name: row.title(), parties: row.names("parties"), origin: row.origin() })
    }

    fn says(&self) -> String {
        format!("{}: {}", self.name, join(&self.parties))
    }
}

impl Entry for Track {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(&self.parties);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain(&mut self.parties);
        true
    }
}
