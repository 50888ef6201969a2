//! What can be said of whether terms would hold: who would rather have no agreement, and whose red lines the
//! terms cross.

use detente_case::{PartyId, Quantity};
use serde::Serialize;

use crate::{Negotiation, Package, Terms};

/// A party that may prefer no agreement to the terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Walking {
    /// The party.
    pub party: PartyId,
    /// Whether its consent was asked.
    pub asked: bool,
    /// The terms that cross its red lines.
    pub crosses: Terms,
    /// Whether the terms are worth less to it than no agreement: for sure, at central values, or possibly.
    pub below_no_deal: Below,
}

/// Whether terms are worth less than no agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Below {
    /// For all values in the intervals.
    Certainly,
    /// At central values, though not for all.
    AtCentralValues,
    /// For some values, though not at central ones.
    Possibly,
    /// For no values.
    Never,
}

pub(super) fn walking(
    negotiation: &Negotiation,
    affected: &[usize],
    mediator: usize,
    package: &Package,
) -> Vec<Walking> {
    let asked = negotiation.needed_for(package);
    let consenting = affected.iter().filter(|place| **place != mediator || asked.contains(place));
    consenting
        .filter_map(|place| {
            let outcome = negotiation.outcome(*place, package)?;
            let below_no_deal = if outcome.gain.high < Quantity::ZERO {
                Below::Certainly
            } else if outcome.central_gain < Quantity::ZERO {
                Below::AtCentralValues
            } else if outcome.gain.low < Quantity::ZERO {
                Below::Possibly
            } else {
                Below::Never
            };
            Some(Walking {
                party: outcome.party.clone(),
                asked: asked.contains(place),
                crosses: negotiation.red_lines_crossed(*place, package),
                below_no_deal,
            })
        })
        .collect()
}
