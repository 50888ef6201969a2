//! Two texts against each other: who gains, who loses, does one dominate.

use detente_case::{Interval, Quantity};
use detente_outcomes::Space;
use serde::Serialize;

use super::Behind;
use crate::{
    answers::tabled::Tabled,
    page::Text,
    text::{ByParty, Span, phrase},
};

/// Differences below this are rounding.
const NOTHING: f64 = 1e-9;

/// One text instead of another.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Pair {
    /// The label of the one.
    pub(super) from: String,
    /// The label of the other.
    pub(super) to: String,
    /// By party, what going over adds.
    pub(super) adds: ByParty<Added>,
    /// Who gains, who loses, and whether one text is better for all, in words.
    pub(super) verdict: String,
    /// The verdict for a page, where texts are called what heads their columns.
    #[serde(skip)]
    pub(super) told: Text,
}

/// What going over from one text to another adds for a party.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Added {
    /// At central values: the least and the most over completions.
    pub(super) central: Span,
    /// Every difference that numbers in their intervals may make; absent in scenarios.
    pub(super) possible: Option<Interval>,
}

impl Added {
    fn gains(&self) -> bool {
        self.central.low > NOTHING
    }

    fn loses(&self) -> bool {
        self.central.high < -NOTHING
    }

    fn is_nothing(&self) -> bool {
        self.central.low.abs() <= NOTHING && self.central.high.abs() <= NOTHING
    }

    /// Whether the party surely gets no less, whatever the values.
    fn never_less(&self, sign: i64) -> bool {
        let end = |possible: Interval| if sign > 0 { possible.low } else { -possible.high };
        self.possible.is_none_or(|possible| end(possible) >= Quantity::ZERO)
    }
}

/// Every two texts, in their order.
pub(super) fn pairs(
    space: &Space,
    texts: &[Tabled],
    heads: &[String],
    behind: Option<&Behind<'_>>,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let headed: Vec<_> = texts.iter().zip(heads).collect();
    for (place, (from, from_head)) in headed.iter().enumerate() {
        for (to, to_head) in &headed[place + 1..] {
            let adds = adds(space, from, to, behind);
            let verdict_of = |from: &str, to: &str| verdict(space, from, to, &adds);
            let told = format!("from {from_head} to {to_head}: ");
            let told = Text::new().plain(told).strong(verdict_of(from_head, to_head));
            let verdict = verdict_of(&from.label, &to.label);
            let adds = ByParty::of(&space.ids, adds);
            pairs.push(Pair { from: from.label.clone(), to: to.label.clone(), adds, verdict, told });
        }
    }
    pairs
}

fn adds(space: &Space, from: &Tabled, to: &Tabled, behind: Option<&Behind<'_>>) -> Vec<Added> {
    let (before, after) = (space.range(&from.among), space.range(&to.among));
    let possible = |party: usize| {
        let behind = behind?;
        behind.negotiation.possible_differences(*behind.places.get(party)?, &from.among, &to.among)
    };
    let ends = before.into_iter().zip(after).enumerate();
    ends.map(|(party, (before, after))| Added {
        central: Span { low: after.0 - before.1, high: after.1 - before.0 },
        possible: possible(party),
    })
    .collect()
}

fn verdict(space: &Space, from: &str, to: &str, adds: &[Added]) -> String {
    let names = |holds: fn(&Added) -> bool| {
        let held = space.parties.iter().zip(adds).filter(|(_, added)| holds(added));
        held.map(|(name, _)| name.as_str()).collect::<Vec<_>>()
    };
    let (gain, lose) = (names(Added::gains), names(Added::loses));
    let unsure = names(|added| !added.gains() && !added.loses() && !added.is_nothing());
    let whatever = |sign: i64| {
        let sure = adds.iter().all(|added| added.never_less(sign));
        if sure { ", for all values" } else { " at central values" }
    };
    if unsure.is_empty() && lose.is_empty() && !gain.is_empty() {
        let whatever = if adds.iter().all(|added| added.possible.is_none()) { "" } else { whatever(1) };
        return format!("{to} is better than {from}{whatever}: {} and nobody loses", gains(&gain));
    }
    if unsure.is_empty() && gain.is_empty() && !lose.is_empty() {
        let whatever = if adds.iter().all(|added| added.possible.is_none()) { "" } else { whatever(-1) };
        return format!("{from} is better than {to}{whatever}: {} and nobody gains", loses(&lose));
    }
    let mut parts = Vec::new();
    if !gain.is_empty() {
        parts.push(gains(&gain));
    }
    if !lose.is_empty() {
        parts.push(loses(&lose));
    }
    if !unsure.is_empty() {
        let depends = if unsure.len() == 1 { "depends" } else { "depend" };
        parts.push(format!("{} {depends} on what is left open", phrase::list(&unsure)));
    }
    if parts.is_empty() { "worth the same to all".to_owned() } else { parts.join("; ") }
}

fn gains(names: &[&str]) -> String {
    format!("{} {}", phrase::list(names), if names.len() == 1 { "gains" } else { "gain" })
}

fn loses(names: &[&str]) -> String {
    format!("{} {}", phrase::list(names), if names.len() == 1 { "loses" } else { "lose" })
}
