//! Questions about the future, settled by a stated criterion on a stated day.

use jiff::civil::Date;

use super::table::{Entry, Table, has_origin};
use crate::{
    Interval, ItemKind, Origin,
    item::Mentions,
    known::Known,
    shape::{BasisRule, Bounds, Kind, Shape, optional, required},
    tree::Row,
};

/// A question about the future, settled by a stated criterion on a stated day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The question.
    pub question: String,
    /// What counts as yes.
    pub criterion: String,
    /// The day by which it is settled.
    pub resolves_by: Date,
    /// The chance of yes, 0–1.
    pub chance: Option<Interval>,
    /// Whether it came true, once known.
    pub outcome: Option<bool>,
    /// Where this is said.
    pub origin: Origin,
}

const CHANCE: Kind = Kind::Number(Bounds::SHARE);

impl Table for Forecast {
    const SHAPE: &'static Shape = &Shape::defining(
    ItemKind::Forecast,
    "A question about the future, settled by a stated criterion on a stated day. With a `chance` it must have a basis.",
    &[
        required("question", Kind::Text, "the question"),
        required("criterion", Kind::Text, "what counts as yes"),
        required("resolves_by", Kind::Date, "the day by which it is settled"),
        optional("chance", CHANCE, "the chance of yes"),
        optional("outcome", Kind::Flag, "whether it came true, once known"),
    ],
).with_basis(BasisRule::AssertsWith("chance"));

    fn read(row: Row<'_>) -> Option<Self> {
        Some(Self {
            question: row.text("question")?,
            criterion: row.text("criterion")?,
            resolves_by: row.date("resolves_by")?,
            chance: row.interval("chance", Bounds::SHARE),
            outcome: row.flag("outcome"),
            origin: row.origin(),
        })
    }

    fn says(&self) -> String {
        self.question.clone()
    }
}

impl Entry for Forecast {
    has_origin!();

    fn mention<'a>(&'a self, _: &mut Mentions<'a>) {}

    fn keep(&mut self, _: &Known) -> bool {
        true
    }
}
