//! Bodies whose approval a party needs at home.

use super::table::{Entry, Table, has_origin};
use crate::{
    Condition, ItemKind, Origin, PartyId,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required},
    tree::Row,
};

/// A body whose approval a party needs at home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratifier {
    /// Its name.
    pub name: String,
    /// The party that needs it.
    pub party: PartyId,
    /// What it takes, in words.
    pub rule: Option<String>,
    /// Which packages need it; all when absent.
    pub when: Option<Condition>,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Ratifier {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Ratifier,
        "A body whose approval a party needs at home.",
        &[
            required("name", Kind::Text, "its name"),
            required("party", PARTY, "the party that needs it"),
            optional("rule", Kind::Text, "what it takes, in words"),
            optional("when", Kind::Condition, "which packages need it (default: all)"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self {
            name: row.title(),
            party: row.name("party")?,
            rule: row.text("rule"),
            when: row.condition("when"),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        format!("{} for {}", self.name, self.party)
    }
}

impl Entry for Ratifier {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.party);
        self.when.iter().for_each(|condition| condition.mention(mentions));
    }

    fn keep(&mut self, known: &Known) -> bool {
        // No package that is left can need an approval whose condition can no longer be met.
        known.has(&self.party) && self.when.as_mut().is_none_or(|condition| known.narrow(condition))
    }
}
