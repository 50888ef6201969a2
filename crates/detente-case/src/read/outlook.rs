//! Where things may go.

use super::{row::Row, scalars};
use crate::{Factor, Forecast, Interval, Scenario};

const SHARE: Interval = Interval::units(0, 1);

pub(super) fn factor(id: &str, row: Row<'_>) -> Option<Factor> {
    Some(Factor {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        direction: row.word("direction")?,
        origin: row.origin(),
    })
}

pub(super) fn scenario(id: &str, row: Row<'_>) -> Option<Scenario> {
    let tripwires = row.get("tripwires").and_then(|value| value.get_ref().as_array());
    Some(Scenario {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        says: row.text("says")?,
        chance: row.interval("chance", SHARE),
        tripwires: tripwires.into_iter().flatten().filter_map(scalars::text).collect(),
        origin: row.origin(),
    })
}

pub(super) fn forecast(_: &str, row: Row<'_>) -> Option<Forecast> {
    Some(Forecast {
        question: row.text("question")?,
        criterion: row.text("criterion")?,
        resolves_by: row.date("resolves_by")?,
        chance: row.interval("chance", SHARE),
        outcome: row.flag("outcome"),
        origin: row.origin(),
    })
}
