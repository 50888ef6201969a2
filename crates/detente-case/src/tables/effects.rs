//! What a means of influence changes, by party.

use indexmap::IndexMap;

use crate::{Interval, PartyId, Quantity, known::Known};

/// Changes of a value by party, in points of the party's own 0–100 scale.
pub type Effects = IndexMap<PartyId, Interval>;

/// The effect on one party, zero when none is stated.
#[must_use]
pub fn effect_on(effects: &Effects, party: &PartyId) -> Interval {
    effects.get(party).copied().unwrap_or(Interval::exactly(Quantity::ZERO))
}

/// Leaves the effects on parties that are there.
pub(super) fn retain<const N: usize>(known: &Known, effects: [&mut Effects; N]) {
    for effects in effects {
        effects.retain(|party, _| known.has(party));
    }
}

/// Takes all effects out.
pub(super) fn clear<const N: usize>(effects: [&mut Effects; N]) {
    effects.into_iter().for_each(IndexMap::clear);
}
