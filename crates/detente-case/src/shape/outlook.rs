//! Where things may go.

use super::{Bounds, Kind, Shape, kind::words, optional, required};
use crate::FactorDirection;

const CHANCE: Kind = Kind::Number(Bounds::SHARE);

pub(super) const FACTORS: Shape = Shape::asserting(
    "factors",
    "A circumstance that favours or hinders agreement.",
    &[
        required("name", Kind::Text, "what it is"),
        required("direction", Kind::Word(words::<FactorDirection>), "whether it helps"),
    ],
);

pub(super) const SCENARIOS: Shape = Shape::defining(
    "scenarios",
    "A way events may go. With a `chance` it must have a basis.",
    &[
        required("name", Kind::Text, "its name"),
        required("says", Kind::Text, "how it goes"),
        optional("chance", CHANCE, "its chance"),
        optional("tripwires", Kind::List(&Kind::Text), "what would show that it has begun"),
    ],
);

pub(super) const FORECASTS: Shape = Shape::defining(
    "forecasts",
    "A question about the future, settled by a stated criterion on a stated day. With a `chance` it must have a basis.",
    &[
        required("question", Kind::Text, "the question"),
        required("criterion", Kind::Text, "what counts as yes"),
        required("resolves_by", Kind::Date, "the day by which it is settled"),
        optional("chance", CHANCE, "the chance of yes"),
        optional("outcome", Kind::Flag, "whether it came true, once known"),
    ],
);
