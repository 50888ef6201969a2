//! How pairs stand in JSON: every part has a name.

use detente_agreement::Share;
use detente_case::{PartyId, Quantity};
use serde::{Serialize, Serializer};

/// Who would rather leave.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Leaving {
    /// The party.
    party: PartyId,
    /// In what share of the worlds with agreement.
    share: Share,
}

/// Those who would rather leave, each as an object.
pub(crate) fn leaving<S: Serializer>(pairs: &[(PartyId, Share)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(pairs.iter().map(|(party, share)| Leaving { party: party.clone(), share: *share }))
}

/// Exponents held to be possible.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Exponents {
    /// The smallest.
    low: f64,
    /// The largest.
    high: f64,
}

/// The two ends as an object.
pub(crate) fn exponents<S: Serializer>(ends: &(f64, f64), serializer: S) -> Result<S::Ok, S::Error> {
    Exponents { low: ends.0, high: ends.1 }.serialize(serializer)
}

/// Days counted from today.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Days {
    /// The first.
    first: u32,
    /// The last.
    last: u32,
}

/// The two days as an object, or nothing.
#[expect(clippy::ref_option, reason = "what serde hands over")]
pub(crate) fn days<S: Serializer>(days: &Option<(u32, u32)>, serializer: S) -> Result<S::Ok, S::Error> {
    days.map(|(first, last)| Days { first, last }).serialize(serializer)
}

/// Talks under a threat that ran out on another day.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct OtherDay {
    /// The day, counted from today.
    day: u32,
    /// In what share of the worlds they agree by then.
    by_then: Share,
    /// In what share they agree at all.
    in_all: Share,
}

/// Other days, each as an object.
pub(crate) fn other_days<S: Serializer>(
    days: &[(u32, Share, Share)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let named = |&(day, by_then, in_all): &(u32, Share, Share)| OtherDay { day, by_then, in_all };
    serializer.collect_seq(days.iter().map(named))
}

/// What an agreement gains a party over many worlds.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Spread {
    /// In the twentieth of the worlds in which it gains least.
    low: Quantity,
    /// In the middle.
    middle: Quantity,
    /// In the twentieth in which it gains most.
    high: Quantity,
}

/// The three gains as an object, or nothing.
#[expect(clippy::ref_option, reason = "what serde hands over")]
pub(crate) fn spread<S: Serializer>(gains: &Option<[Quantity; 3]>, serializer: S) -> Result<S::Ok, S::Error> {
    gains.map(|[low, middle, high]| Spread { low, middle, high }).serialize(serializer)
}
