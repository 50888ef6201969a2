//! What carrying out an ultimatum does, who gains from tripping it, and whether it pays for its issuer.

use detente_case::{Case, Interval, Lever, LeverId, PartyId, Ultimatum, UltimatumId, When};
use serde::Serialize;

use super::{LeverMove, PartyChange, Sign, changes, grounds_of_numbers, would};
use crate::grounds::Grounds;

/// What carrying out one ultimatum does, to whom, and whether its issuer would want to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UltimatumIncidence {
    /// The ultimatum.
    pub ultimatum: UltimatumId,
    /// Who threatens.
    pub issuer: PartyId,
    /// Who is to be moved by it.
    pub addressed_to: Vec<PartyId>,
    /// What would trip it.
    pub trigger: String,
    /// Whether the trigger can be told when it happens.
    pub trigger_defined: bool,
    /// By when.
    pub deadline: Option<When>,
    /// What follows.
    pub consequence: LeverId,
    /// Whether the consequence has already happened, so that nothing more is threatened.
    pub already_in_use: bool,
    /// The chance that it is carried out if the trigger trips, 0–1.
    pub credibility: Option<Interval>,
    /// One entry a party, in the order of the case.
    pub changes: Vec<PartyChange>,
    /// Parties to which it is addressed and whose no-deal value rises, or may rise, if it is carried out.
    pub perverse: Vec<PerverseIncentive>,
    /// Addressees on whom its effect is not stated: whether they gain cannot be said.
    pub addressees_not_stated: Vec<PartyId>,
    /// Whether carrying it out pays for its issuer.
    pub rationality: Rationality,
    /// What the ultimatum rests on.
    pub grounds: Grounds,
    /// What the effects of its consequence rest on.
    pub effects_grounds: Grounds,
}

/// A party to which an ultimatum is addressed and that gains from tripping it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PerverseIncentive {
    /// The party that gains.
    pub party: PartyId,
    /// Whether every value of the interval is a rise.
    pub certain: bool,
    /// Whether no value of the interval is a fall.
    pub never_loses: bool,
    /// How much it gains.
    pub change: Interval,
    /// Other parties whose no-deal value certainly falls.
    pub certain_losers: Vec<PartyId>,
    /// Other parties whose no-deal value possibly falls.
    pub possible_losers: Vec<PartyId>,
}

/// Whether carrying out a threat pays for its issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rationality {
    /// The answer, on what is stated.
    pub answer: Pays,
    /// Whether both the change and the cost are stated; otherwise the answer may be other.
    pub complete: bool,
    /// The issuer's own no-deal change; absent when not stated.
    pub change: Option<Interval>,
    /// What it costs the issuer; absent when not stated.
    pub cost: Option<Interval>,
    /// Change minus cost, as far as stated; absent when neither is.
    pub net: Option<Interval>,
}

/// Whether something pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Pays {
    /// Every value is a gain.
    CertainlyGainful,
    /// Every value is a loss.
    CertainlyCostly,
    /// Neither is certain.
    Either,
    /// Nobody has said.
    NotStated,
}

pub(super) fn of_ultimatum(
    case: &Case,
    id: &UltimatumId,
    ultimatum: &Ultimatum,
) -> Option<UltimatumIncidence> {
    let lever = case.levers.get(&ultimatum.consequence)?;
    let already_in_use = would(lever) == LeverMove::End;
    let moved: &[_] = if already_in_use { &[] } else { &[(ultimatum.consequence.clone(), LeverMove::Use)] };
    let changes = changes(case, moved);
    let addressed = |change: &&PartyChange| ultimatum.may_move(case).any(|party| *party == change.party);
    let perverse = changes
        .iter()
        .filter(addressed)
        .filter(|change| change.sign.may_rise())
        .filter_map(|change| perverse_incentive(change, &changes))
        .collect();
    let not_stated = changes.iter().filter(addressed).filter(|change| change.sign == Sign::NotStated);
    let addressees_not_stated = not_stated.map(|change| change.party.clone()).collect();
    Some(UltimatumIncidence {
        ultimatum: id.clone(),
        issuer: ultimatum.issuer.clone(),
        addressed_to: ultimatum.addressed_to.clone(),
        trigger: ultimatum.trigger.clone(),
        trigger_defined: ultimatum.trigger_defined,
        deadline: ultimatum.deadline.clone(),
        consequence: ultimatum.consequence.clone(),
        already_in_use,
        credibility: ultimatum.credibility,
        changes,
        perverse,
        addressees_not_stated,
        rationality: rationality(lever, &ultimatum.issuer),
        grounds: Grounds::of(case, &ultimatum.origin),
        effects_grounds: grounds_of_numbers(case, lever),
    })
}

fn perverse_incentive(gainer: &PartyChange, changes: &[PartyChange]) -> Option<PerverseIncentive> {
    let others = || changes.iter().filter(|change| change.party != gainer.party);
    let losing = |sign: Sign| sign == Sign::CertainFall;
    Some(PerverseIncentive {
        party: gainer.party.clone(),
        certain: gainer.sign == Sign::CertainRise,
        never_loses: !gainer.sign.may_fall(),
        change: gainer.change?,
        certain_losers: others()
            .filter(|change| losing(change.sign))
            .map(|change| change.party.clone())
            .collect(),
        possible_losers: others()
            .filter(|change| change.sign.may_fall() && !losing(change.sign))
            .map(|change| change.party.clone())
            .collect(),
    })
}

/// Whether using `lever` pays for `issuer`: its own no-deal change minus its own cost.
#[must_use]
pub fn rationality(lever: &Lever, issuer: &PartyId) -> Rationality {
    let change = lever.moves_no_deal.get(issuer).copied();
    let cost = lever.cost.get(issuer).copied();
    let net = match (change, cost) {
        (None, None) => None,
        (change, cost) => Some(change.unwrap_or(Interval::ZERO) - cost.unwrap_or(Interval::ZERO)),
    };
    let answer = match net.map(Sign::of) {
        None => Pays::NotStated,
        Some(Sign::CertainRise) => Pays::CertainlyGainful,
        Some(Sign::CertainFall) => Pays::CertainlyCostly,
        Some(_) => Pays::Either,
    };
    Rationality { answer, complete: change.is_some() && cost.is_some(), change, cost, net }
}
