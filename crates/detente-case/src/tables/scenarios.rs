//! Ways events may go.

use super::table::{Entry, Table, has_origin};
use crate::{
    Interval, ItemKind, Origin,
    item::Mentions,
    known::Known,
    shape::{BasisRule, Bounds, Kind, Shape, optional, required},
    tree::{Row, values},
};

/// A way events may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// How it goes.
    pub says: String,
    /// Its chance, 0–1; `None` when nobody has said.
    pub chance: Option<Interval>,
    /// What would show that it has begun.
    pub tripwires: Vec<String>,
    /// Where this is said.
    pub origin: Origin,
}

const CHANCE: Kind = Kind::Number(Bounds::SHARE);

impl Table for Scenario {
    const SHAPE: &'static Shape = &Shape::defining(
        ItemKind::Scenario,
        "A way events may go. With a `chance` it must have a basis.",
        &[
            required("name", Kind::Text, "its name"),
            required("says", Kind::Text, "how it goes"),
            optional("chance", CHANCE, "its chance"),
            optional("tripwires", Kind::List(&Kind::Text), "what would show that it has begun"),
        ],
    )
    .with_basis(BasisRule::AssertsWith("chance"));

    fn read(row: Row<'_>) -> Option<Self> {
        let tripwires = row.get("tripwires").and_then(|value| value.get_ref().as_array());
        Some(Self {
            name: row.title(),
            says: row.text("says")?,
            chance: row.interval("chance", Bounds::SHARE),
            tripwires: tripwires.into_iter().flatten().filter_map(values::text).collect(),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        self.says.clone()
    }
}

impl Entry for Scenario {
    has_origin!();

    fn mention<'a>(&'a self, _: &mut Mentions<'a>) {}

    fn keep(&mut self, _: &Known) -> bool {
        true
    }
}
