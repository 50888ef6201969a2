//! Who takes part or is affected.

use super::table::{Entry, Table, has_origin};
use crate::{
    Counts, ItemKind, Origin, PartyRole,
    item::Mentions,
    known::Known,
    shape::{Kind, Shape, optional, required, words},
    tree::Row,
};

/// The most characters of a short name.
const SHORT: usize = 6;

/// An actor that takes part or is affected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// A short name for tables, at most six characters; the identifier in capitals unless given.
    pub short: String,
    /// What it is in this negotiation.
    pub role: PartyRole,
    /// How its numbers make the worth of a package.
    pub counts: Counts,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Party {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Party,
        "An actor that takes part or is affected.",
        &[
            required("name", Kind::Text, "its name"),
            optional(
                "short",
                Kind::Short(SHORT),
                "a short name for tables, at most six characters (default: the name of the table in capitals)",
            ),
            required("role", Kind::Word(words::<PartyRole>), "what it is in this negotiation"),
            optional(
                "counts",
                Kind::Word(words::<Counts>),
                "what a package is worth to it: the `mean` of its options' values from 0 to 100, weighted by issue (the default), or the plain `sum` of its own points, of any sign and size, without weights and words",
            ),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        let short = row.text("short").filter(|short| short.chars().count() <= SHORT);
        Some(Self {
            name: row.title(),
            short: short.unwrap_or_else(|| row.called.to_uppercase().chars().take(SHORT).collect()),
            role: row.word("role")?,
            counts: row.word("counts").unwrap_or_default(),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        format!("{}, {}", self.name, self.role)
    }
}

impl Entry for Party {
    has_origin!();

    fn mention<'a>(&'a self, _: &mut Mentions<'a>) {}

    fn keep(&mut self, _: &Known) -> bool {
        true
    }
}
