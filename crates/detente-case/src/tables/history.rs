//! Where a lever, a guarantee or a payment stood from a day on.

use jiff::civil::Date;

use super::table::{Entry, Part, has_origin};
use crate::{
    LeverStatus, Origin,
    item::Mentions,
    known::Known,
    shape::{Kind, Shape, optional, required, words},
    tree::Row,
};

/// One item of a dated history: nothing is overwritten, the last known item holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    /// What held from then on.
    pub is: T,
    /// The day, where the source gives one.
    pub on: Option<Date>,
    /// Where this is said.
    pub origin: Origin,
}

/// The last status known.
#[must_use]
pub fn current<T: Copy>(history: &[Dated<T>]) -> Option<T> {
    history.last().map(|dated| dated.is)
}

const STATUS: Shape = Shape::part(
    "status",
    "where it stood from a day on",
    &[
        required("is", Kind::Word(words::<LeverStatus>), "where it stood from then on"),
        optional("on", Kind::Date, "the day"),
    ],
);

/// A dated history of statuses.
pub(super) const HISTORY: Kind = Kind::List(&Kind::Table(&STATUS));

/// Where it stood and stands, by the list at `key`.
pub(super) fn read(row: Row<'_>, key: &str, around: &Origin) -> Vec<Dated<LeverStatus>> {
    let item = |part: Row<'_>| {
        Some(Dated { is: part.word("is")?, on: part.date("on"), origin: part.origin_within(around) })
    };
    row.parts(key).into_iter().filter_map(item).collect()
}

impl Entry for Dated<LeverStatus> {
    has_origin!();

    fn on(&self) -> Option<Date> {
        self.on
    }

    fn mention<'a>(&'a self, _: &mut Mentions<'a>) {}

    fn keep(&mut self, _: &Known) -> bool {
        true
    }
}

impl<Whole> Part<Whole> for Dated<LeverStatus> {
    fn title(&self, whole: &str, own: &str) -> String {
        format!("{whole} {own}")
    }

    fn says(&self, _: &Whole) -> String {
        self.is.to_string()
    }
}
