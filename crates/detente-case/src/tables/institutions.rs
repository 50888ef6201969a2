//! Ministries, offices and staffs that speak for a party.

use super::table::{Entry, Table, has_origin};
use crate::{
    ItemKind, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required},
    tree::Row,
};

/// A ministry, office or staff that speaks for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institution {
    /// Its name.
    pub name: String,
    /// The party it belongs to, if any.
    pub party: Option<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Institution {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Institution,
        "A ministry, office or staff that speaks for a party.",
        &[required("name", Kind::Text, "its name"), optional("party", PARTY, "the party it belongs to")],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self { name: row.title(), party: row.name("party"), origin: row.origin() })
    }

    fn says(&self) -> String {
        self.name.clone()
    }
}

impl Entry for Institution {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(&self.party);
    }

    fn keep(&mut self, known: &Known) -> bool {
        self.party.as_ref().is_none_or(|party| known.has(party))
    }
}
