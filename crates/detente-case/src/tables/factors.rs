//! Circumstances that favour or hinder agreement.

use super::table::{Entry, Table, has_origin};
use crate::{
    FactorDirection, ItemKind, Origin,
    item::Mentions,
    known::Known,
    shape::{Kind, Shape, required, words},
    tree::Row,
};

/// A circumstance that favours or hinders agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// What it is.
    pub name: String,
    /// Whether it helps.
    pub direction: FactorDirection,
    /// Where this is said.
    pub origin: Origin,
}

impl Table for Factor {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Factor,
        "A circumstance that favours or hinders agreement.",
        &[
            required("name", Kind::Text, "what it is"),
            required("direction", Kind::Word(words::<FactorDirection>), "whether it helps"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self { name: row.title(), direction: row.word("direction")?, origin: row.origin() })
    }

    fn says(&self) -> String {
        format!("{}: {}", self.direction, self.name)
    }
}

impl Entry for Factor {
    has_origin!();

    fn mention<'a>(&'a self, _: &mut Mentions<'a>) {}

    fn keep(&mut self, _: &Known) -> bool {
        true
    }
}
