//! A stretch of time.

use super::{Kind, Shape, optional, required};

/// A stretch of time as a source words it.
pub(crate) const WHEN: Shape = Shape::plain(
    "when",
    "a stretch of time as a source words it",
    &[
        required("from", Kind::Date, "the first day it can be"),
        required("to", Kind::Date, "the last day it can be"),
        optional("words", Kind::Text, "how the source says it"),
    ],
);
