//! Which lever costs what, and what does it open? Levers from the cheapest up, each with the zone of
//! agreement without it and with it, on the same draws.

use detente_case::{
    Actor, Case, Effects, Interval, Lever, LeverId, LeverKind, LeverStatus, PartyId, Quantity, current,
};
use serde::Serialize;

use crate::{
    Negotiation, Plan, Shift, Worth,
    grounds::Grounds,
    incidence::{LeverMove, PartyChange, changes, grounds_of_numbers, would},
    lever_effect_name,
    zone::{Zone, zone},
};

/// All levers, the cheapest to its owner first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeverLadder {
    /// The zone of agreement as things stand.
    pub without: Zone,
    /// By cost to the owner at the middle of its interval; a cost not stated comes last.
    pub rungs: Vec<LeverRung>,
}

/// One lever.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeverRung {
    /// The lever.
    pub lever: LeverId,
    /// Its name.
    pub name: String,
    /// Who can use it.
    pub owner: String,
    /// Whom it is meant to move.
    pub target: Option<PartyId>,
    /// How it works.
    pub kind: LeverKind,
    /// Where it stands.
    pub status: Option<LeverStatus>,
    /// Whether it could be undone; absent when nobody has said.
    pub reversible: Option<bool>,
    /// How long it takes to work, in words.
    pub lag: Option<String>,
    /// Whether it would be used or ended.
    pub would: LeverMove,
    /// What using it costs its owner, party by party where a bloc owns it; empty when not stated. An owner
    /// that ends a lever is not held to get its cost back.
    pub cost_to_owner: Vec<Cost>,
    /// What using it costs others.
    pub cost_to_others: Vec<Cost>,
    /// What it does to no-deal values.
    pub moves_no_deal: Vec<PartyChange>,
    /// What it does to the value of any agreement, where stated.
    pub moves_deal: Vec<Cost>,
    /// The zone of agreement once it is used, or ended; absent when none of its effects is stated.
    pub with: Option<Zone>,
    /// By how much the least gain of the nearest package rises, at central values; negative when it falls.
    pub gap_closed: Option<Quantity>,
    /// What the lever rests on.
    pub grounds: Grounds,
    /// What its numbers rest on.
    pub effects_grounds: Grounds,
}

/// Points of one party's own scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cost {
    /// The party.
    pub party: PartyId,
    /// The points.
    pub points: Interval,
}

/// The levers of a case, cheapest first. `negotiation` is the case's, however restricted.
#[must_use]
pub fn lever_ladder(case: &Case, negotiation: &Negotiation, plan: Plan) -> LeverLadder {
    let without = zone(negotiation, plan);
    let mut rungs: Vec<_> =
        case.levers.iter().map(|(id, lever)| rung(case, negotiation, plan, &without, id, lever)).collect();
    rungs.sort_by_key(|rung| {
        let dearest = rung.cost_to_owner.iter().map(|cost| cost.points.middle()).max();
        (dearest.is_none(), dearest)
    });
    LeverLadder { without, rungs }
}

fn rung(
    case: &Case,
    negotiation: &Negotiation,
    plan: Plan,
    without: &Zone,
    id: &LeverId,
    lever: &Lever,
) -> LeverRung {
    let owners = parties_of(case, &lever.owner);
    let costs = points(&lever.cost);
    let (cost_to_owner, cost_to_others) = costs.into_iter().partition(|cost| owners.contains(&cost.party));
    let stated = !lever.moves_no_deal.is_empty() || !lever.moves_deal.is_empty();
    let with = stated.then(|| zone(&moved(negotiation, id, lever, would(lever)), plan));
    let least_gain = |zone: &Zone| zone.nearest.as_ref()?.least_gain;
    LeverRung {
        lever: id.clone(),
        name: lever.name.clone(),
        owner: lever.owner.to_string(),
        target: lever.target.clone(),
        kind: lever.kind,
        status: current(&lever.status),
        reversible: lever.reversible,
        lag: lever.lag.clone(),
        would: would(lever),
        cost_to_owner,
        cost_to_others,
        moves_no_deal: changes(case, &[(id.clone(), would(lever))]),
        moves_deal: points(&lever.moves_deal),
        gap_closed: with
            .as_ref()
            .and_then(least_gain)
            .zip(least_gain(without))
            .map(|(with, without)| with - without),
        with,
        grounds: Grounds::of(case, &lever.origin),
        effects_grounds: grounds_of_numbers(case, lever),
    }
}

fn points(effects: &Effects) -> Vec<Cost> {
    effects.iter().map(|(party, points)| Cost { party: party.clone(), points: *points }).collect()
}

/// The negotiation with a lever used, or ended. Effects that are not stated add nothing: whoever shows the
/// result says which they are.
#[must_use]
pub fn moved(negotiation: &Negotiation, id: &LeverId, lever: &Lever, lever_move: LeverMove) -> Negotiation {
    with_effects(negotiation, id, &lever.moves_no_deal, &lever.moves_deal, lever_move)
}

/// The negotiation with these effects of a lever added, or taken away.
pub(crate) fn with_effects(
    negotiation: &Negotiation,
    id: &LeverId,
    moves_no_deal: &Effects,
    moves_deal: &Effects,
    lever_move: LeverMove,
) -> Negotiation {
    let mut moved = negotiation.clone();
    for (adds_to, effects) in [(Worth::NoDeal, moves_no_deal), (Worth::Deal, moves_deal)] {
        for (party, by) in effects {
            if let Some(place) = moved.party(party) {
                let shift = effect(id, party, adds_to, *by, lever_move);
                let shifts = &mut moved.parties[place].shifts;
                // What a view supposes is taken back as if it had never been added, in every draw.
                if lever_move == LeverMove::End && shifts.iter().any(|other| other.name == shift.name) {
                    shifts.retain(|other| other.name != shift.name);
                } else {
                    shifts.push(shift);
                }
            }
        }
    }
    moved
}

/// What moving a lever adds for a party: what ends takes away what it added.
pub(crate) fn effect(
    id: &LeverId,
    party: &PartyId,
    adds_to: Worth,
    by: Interval,
    lever_move: LeverMove,
) -> Shift {
    let shift = Shift::number(lever_effect_name(id, party, adds_to), adds_to, by);
    match lever_move {
        LeverMove::Use => shift,
        LeverMove::End => shift.negated(),
    }
}

/// The parties an actor acts for: a bloc's members, the party of a person's first office or of an
/// institution; none for the unnamed.
#[must_use]
pub fn parties_of(case: &Case, actor: &Actor) -> Vec<PartyId> {
    match actor {
        Actor::Party(id) => vec![id.clone()],
        Actor::Bloc(id) => case.blocs.get(id).map(|bloc| bloc.members.clone()).unwrap_or_default(),
        Actor::Person(id) => {
            let office = case.people.get(id).and_then(|person| person.offices.first());
            office.map(|office| office.party.clone()).into_iter().collect()
        }
        Actor::Institution(id) => {
            case.institutions.get(id).and_then(|institution| institution.party.clone()).into_iter().collect()
        }
        Actor::Unnamed => Vec::new(),
    }
}
