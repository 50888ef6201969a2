//! Whom does it hurt if a threat is carried out, and does that pay for whoever made it?

use detente_agreement::{Plan, Share, Worth, lever_effect_name, worlds::drawn};
use detente_case::{Interval, Lever, LeverId, PartyId, Quantity};
use serde::Serialize;

/// What a consequence does to a party's no-deal value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hurt {
    /// The party.
    pub party: PartyId,
    /// The change, in points of its own scale.
    pub change: Interval,
    /// In what share of the worlds it loses by it.
    pub loses: Share,
    /// In what share of the worlds it gains by it.
    pub gains: Share,
}

/// Whether carrying out a threat pays.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pays {
    /// In what share of the worlds, while nothing is agreed, its issuer is better off for having carried it out:
    /// its own no-deal value rises by more than that costs.
    pub share: Share,
    /// Whether both the change and the cost are stated; what is not stated counts as nothing.
    pub complete: bool,
}

/// Parties on which an effect is stated, in the order of the case.
pub(super) fn hurt(plan: Plan, id: &LeverId, lever: &Lever) -> Vec<Hurt> {
    let hurt = |(party, change): (&PartyId, &Interval)| {
        let changes = effect(plan, id, party, *change);
        let count =
            |of: fn(&Quantity) -> bool| share(changes.iter().filter(|change| of(change)).count(), plan);
        Hurt {
            party: party.clone(),
            change: *change,
            loses: count(|change| *change < Quantity::ZERO),
            gains: count(|change| *change > Quantity::ZERO),
        }
    };
    lever.moves_no_deal.iter().map(hurt).collect()
}

/// `None` when neither what it does to the issuer nor what it costs is stated.
pub(super) fn pays(plan: Plan, id: &LeverId, lever: &Lever, issuer: &PartyId) -> Option<Pays> {
    let (change, cost) = (lever.moves_no_deal.get(issuer), lever.cost.get(issuer));
    change.or(cost)?;
    let changes = effect(plan, id, issuer, change.copied().unwrap_or(Interval::ZERO));
    let costs = drawn(plan, &format!("lever/{id}/cost/{issuer}"), cost.copied().unwrap_or(Interval::ZERO));
    let pays = changes.iter().zip(&costs).filter(|(change, cost)| change > cost).count();
    Some(Pays { share: share(pays, plan), complete: change.is_some() && cost.is_some() })
}

fn effect(plan: Plan, id: &LeverId, party: &PartyId, by: Interval) -> Vec<Quantity> {
    drawn(plan, &lever_effect_name(id, party, Worth::NoDeal), by)
}

fn share(count: usize, plan: Plan) -> Share {
    Share::of(u32::try_from(count).unwrap_or(u32::MAX), 0, plan.draws)
}
