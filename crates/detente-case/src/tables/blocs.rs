//! Parties that speak together.

use super::table::{Entry, Table, has_origin, join};
use crate::{
    ItemKind, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTIES, Shape, required},
    tree::Row,
};

/// Parties that speak together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bloc {
    /// Its name.
    pub name: String,
    /// Its members.
    pub members: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Bloc {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Bloc,
        "Parties that speak together.",
        &[required("name", Kind::Text, "its name"), required("members", PARTIES, "its members")],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self { name: row.title(), members: row.names("members"), origin: row.origin() })
    }

    fn says(&self) -> String {
        format!("{}: {}", self.name, join(&self.members))
    }
}

impl Entry for Bloc {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(&self.members);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.retain(&mut self.members);
        true
    }
}
