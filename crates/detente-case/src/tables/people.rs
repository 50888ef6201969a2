//! Persons and the offices they hold.

use super::table::{Entry, Table, has_origin};
use crate::{
    ItemKind, Origin, PartyId, Rank,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required, words},
    tree::Row,
};

/// A person: not an office, and not a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The offices held, the most important first.
    pub offices: Vec<Office>,
    /// Where this is said.
    pub origin: Origin,
}

/// What a person is for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The party served.
    pub party: PartyId,
    /// The title.
    pub title: String,
    /// How high it stands.
    pub rank: Rank,
}

const OFFICE: Shape = Shape::plain(
    "offices",
    "what a person is for a party",
    &[
        required("party", PARTY, "the party served"),
        required("title", Kind::Text, "the title"),
        required("rank", Kind::Word(words::<Rank>), "how high it stands"),
    ],
);

impl Table for Person {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Person,
        "A person: not an office, and not a party.",
        &[
            required("name", Kind::Text, "the name"),
            optional(
                "offices",
                Kind::List(&Kind::Table(&OFFICE)),
                "the offices held, the most important first",
            ),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        let office = |row: Row<'_>| {
            Some(Office { party: row.name("party")?, title: row.text("title")?, rank: row.word("rank")? })
        };
        Some(Self {
            name: row.title(),
            offices: row.parts("offices").into_iter().filter_map(office).collect(),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        let offices = self.offices.iter().map(|office| format!("{} ({})", office.title, office.party));
        format!("{}: {}", self.name, offices.collect::<Vec<_>>().join(", "))
    }
}

impl Entry for Person {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.ids(self.offices.iter().map(|office| &office.party));
    }

    fn keep(&mut self, known: &Known) -> bool {
        self.offices.retain(|office| known.has(&office.party));
        true
    }
}
