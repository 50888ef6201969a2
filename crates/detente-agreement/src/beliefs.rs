//! Rival theories of what moves whom: what would be possible if each were right, and how strong the effect
//! each believes in must be before a deal exists.

use detente_case::{
    Actor, Belief, BeliefId, Case, Interval, LeverId, LeverStatus, PartyId, current, effect_on,
};
use indexmap::IndexSet;
use serde::Serialize;

use crate::{
    Negotiation, Plan,
    grounds::Grounds,
    incidence::LeverMove,
    least_factor::{BreakEven, break_even},
    lever_ladder::with_effects,
    zone::{Zone, zone},
};

/// All beliefs, one by one and holder by holder.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Beliefs {
    /// The zone of agreement as things stand.
    pub without: Zone,
    /// Each theory alone.
    pub theories: Vec<Theory>,
    /// Each holder with all that it believes: the feasible sets to hold side by side.
    pub holders: Vec<HolderZone>,
}

/// One theory.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Theory {
    /// The belief.
    pub belief: BeliefId,
    /// Who holds it.
    pub holder: String,
    /// The lever it is about.
    pub lever: LeverId,
    /// What it says.
    pub says: String,
    /// What it says the lever does, in points.
    pub effects: Vec<BelievedEffect>,
    /// What the effects are added to.
    pub added_to: AddedTo,
    /// The zone of agreement with the lever used and the theory right; absent when no effect is stated.
    pub zone: Option<Zone>,
    /// The least strength of the effects at which a deal exists: 1 is as strong as believed, 0 means that a
    /// deal exists without them. Absent when no effect is stated.
    pub break_even: Option<BreakEven>,
    /// Theories of other holders.
    pub rivals: Vec<BeliefId>,
    /// What the belief rests on.
    pub grounds: Grounds,
    /// What its numbers rest on.
    pub effects_grounds: Grounds,
}

/// A believed effect on one party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BelievedEffect {
    /// The party.
    pub party: PartyId,
    /// On its value of no agreement; absent when not stated.
    pub no_deal: Option<Interval>,
    /// On its value of any agreement; absent when not stated.
    pub deal: Option<Interval>,
}

/// The no-deal values that a believed effect is added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AddedTo {
    /// Today's: the lever is not in use.
    Today,
    /// Today's without what the case says the lever does: it is in use.
    TodayWithoutTheLever,
    /// Today's, although the lever is in use: the case does not say what it does.
    TodayLeverNotStated,
}

/// What one holder thinks possible.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderZone {
    /// Who.
    pub holder: String,
    /// Its theories.
    pub beliefs: Vec<BeliefId>,
    /// The zone of agreement with their levers used and all of them right.
    pub zone: Zone,
}

/// All beliefs of a case. `negotiation` is the case's, however restricted.
#[must_use]
pub fn beliefs(case: &Case, negotiation: &Negotiation, plan: Plan) -> Beliefs {
    let holders: IndexSet<&Actor> = case.beliefs.values().map(|belief| &belief.holder).collect();
    Beliefs {
        without: zone(negotiation, plan),
        theories: case
            .beliefs
            .iter()
            .map(|(id, belief)| theory(case, negotiation, plan, id, belief))
            .collect(),
        holders: holders.into_iter().map(|holder| holder_zone(case, negotiation, plan, holder)).collect(),
    }
}

fn theory(case: &Case, negotiation: &Negotiation, plan: Plan, id: &BeliefId, belief: &Belief) -> Theory {
    let stated = !belief.moves_no_deal.is_empty() || !belief.moves_deal.is_empty();
    let (base, added_to) = without_lever(case, negotiation, &belief.lever);
    let rivals = case.beliefs.iter().filter(|(_, other)| other.holder != belief.holder);
    let parties: IndexSet<_> = belief.moves_no_deal.keys().chain(belief.moves_deal.keys()).collect();
    Theory {
        belief: id.clone(),
        holder: belief.holder.to_string(),
        lever: belief.lever.clone(),
        says: belief.says.clone(),
        added_to,
        zone: stated.then(|| zone(&believed(&base, belief), plan)),
        break_even: stated.then(|| {
            let helps = |party: &PartyId| {
                effect_on(&belief.moves_deal, party) - effect_on(&belief.moves_no_deal, party)
            };
            let helps = parties.iter().map(|party| (PartyId::clone(party), helps(party))).collect();
            break_even(&base, &helps, None)
        }),
        effects: parties
            .iter()
            .map(|party| BelievedEffect {
                party: PartyId::clone(party),
                no_deal: belief.moves_no_deal.get(*party).copied(),
                deal: belief.moves_deal.get(*party).copied(),
            })
            .collect(),
        rivals: rivals.map(|(other, _)| other.clone()).collect(),
        grounds: Grounds::of(case, &belief.origin),
        effects_grounds: if stated { Grounds::of(case, &belief.effects_origin) } else { Grounds::none() },
    }
}

fn holder_zone(case: &Case, negotiation: &Negotiation, plan: Plan, holder: &Actor) -> HolderZone {
    let held = case.beliefs.iter().filter(|(_, belief)| belief.holder == *holder);
    let levers: IndexSet<_> = held.clone().map(|(_, belief)| &belief.lever).collect();
    let base =
        levers.into_iter().fold(negotiation.clone(), |base, lever| without_lever(case, &base, lever).0);
    let all = held.clone().fold(base, |base, (_, belief)| believed(&base, belief));
    HolderZone {
        holder: holder.to_string(),
        beliefs: held.map(|(id, _)| id.clone()).collect(),
        zone: zone(&all, plan),
    }
}

/// The negotiation as it would be without what the case says a lever in use does.
fn without_lever(case: &Case, negotiation: &Negotiation, id: &LeverId) -> (Negotiation, AddedTo) {
    match case.levers.get(id) {
        Some(lever) if current(&lever.status) == Some(LeverStatus::InUse) => {
            let stated = !lever.moves_no_deal.is_empty() || !lever.moves_deal.is_empty();
            let ended = crate::lever_ladder::moved(negotiation, id, lever, LeverMove::End);
            (ended, if stated { AddedTo::TodayWithoutTheLever } else { AddedTo::TodayLeverNotStated })
        }
        _ => (negotiation.clone(), AddedTo::Today),
    }
}

fn believed(base: &Negotiation, belief: &Belief) -> Negotiation {
    with_effects(base, &belief.lever, &belief.moves_no_deal, &belief.moves_deal, LeverMove::Use)
}
