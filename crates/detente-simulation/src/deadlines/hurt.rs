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
    /// What that adds to its no-deal value, in points of its own scale; absent where nobody says.
    pub change: Option<Interval>,
    /// What it costs the party; absent where nobody says that it costs anything.
    pub cost: Option<Interval>,
    /// In what share of the worlds it loses by it: it costs more than it adds.
    pub loses: Share,
    /// In what share of the worlds it gains by it: it adds more than it costs.
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

/// Parties on which an effect or a cost is stated: those whose no-deal value it moves in the order of the case, then whoever
/// only pays.
pub(super) fn hurt(plan: Plan, id: &LeverId, lever: &Lever) -> Vec<Hurt> {
    let hurt = |party: &PartyId| {
        let net = net(plan, id, lever, party);
        let count = |of: fn(&Quantity) -> bool| share(net.iter().filter(|net| of(net)).count(), plan);
        Hurt {
            party: party.clone(),
            change: lever.moves_no_deal.get(party).copied(),
            cost: lever.cost.get(party).copied(),
            loses: count(|net| *net < Quantity::ZERO),
            gains: count(|net| *net > Quantity::ZERO),
        }
    };
    let only_pays = lever.cost.keys().filter(|party| !lever.moves_no_deal.contains_key(*party));
    lever.moves_no_deal.keys().chain(only_pays).map(hurt).collect()
}

/// `None` when neither what it does to the issuer nor what it costs is stated.
pub(super) fn pays(plan: Plan, id: &LeverId, lever: &Lever, issuer: &PartyId) -> Option<Pays> {
    let (change, cost) = (lever.moves_no_deal.get(issuer), lever.cost.get(issuer));
    change.or(cost)?;
    let pays = net(plan, id, lever, issuer).into_iter().filter(|net| *net > Quantity::ZERO).count();
    Some(Pays { share: share(pays, plan), complete: change.is_some() && cost.is_some() })
}

/// By world, what it adds to a party's no-deal value less what it costs the party; what is not stated counts as nothing.
fn net(plan: Plan, id: &LeverId, lever: &Lever, party: &PartyId) -> Vec<Quantity> {
    let stated = |of: Option<&Interval>| of.copied().unwrap_or(Interval::ZERO);
    let name = lever_effect_name(id, party, Worth::NoDeal);
    let changes = drawn(plan, &name, stated(lever.moves_no_deal.get(party)));
    let costs = drawn(plan, &format!("lever/{id}/cost/{party}"), stated(lever.cost.get(party)));
    changes.into_iter().zip(costs).map(|(change, cost)| change - cost).collect()
}

fn share(count: usize, plan: Plan) -> Share {
    Share::of(u32::try_from(count).unwrap_or(u32::MAX), 0, plan.draws)
}
