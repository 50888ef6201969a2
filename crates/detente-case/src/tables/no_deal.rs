//! What no agreement is worth to parties.

use super::table::{Entry, Table, has_origin};
use crate::{
    Interval, ItemKind, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Bounds, Kind, PARTY, Shape, required},
    tree::Row,
};

/// What no agreement is worth to a party, on its own scale; it may lie beyond every package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDeal {
    /// The party.
    pub party: PartyId,
    /// The value.
    pub value: Interval,
    /// Where this is said.
    pub origin: Origin,
}

const VALUE: Kind = Kind::Number(Bounds::WORTH);

impl Table for NoDeal {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::NoDeal,
        "What no agreement is worth to a party.",
        &[
            required("party", PARTY, "the party"),
            required("value", VALUE, "the value on its own scale; it may lie beyond every package"),
        ],
    )
    .listed();

    fn read(row: Row<'_>) -> Option<Self> {
        let value = row.interval("value", Bounds::WORTH)?;
        Some(Self { party: row.name("party")?, value, origin: row.origin() })
    }

    fn title(&self, _: &str) -> String {
        self.party.to_string()
    }

    fn says(&self) -> String {
        self.value.to_string()
    }
}

impl Entry for NoDeal {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.party);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.has(&self.party)
    }
}
