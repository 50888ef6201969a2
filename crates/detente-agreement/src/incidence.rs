//! Who is hurt, and who gains, when a lever is used, an ultimatum is carried out, or the mediator leaves?
//!
//! Everything here is about the value of *no* agreement, in points of each party's own 0–100 scale: a party
//! whose no-deal value rises can better afford to refuse. Values are not clipped to the scale. An effect that
//! nobody has stated is "not stated" and never counted as nothing.

mod ultimatums;

use detente_case::{
    Case, Effects, Interval, Lever, LeverId, LeverKind, LeverStatus, PartyId, Quantity, current,
};
use serde::Serialize;

use self::ultimatums::of_ultimatum;
pub use self::ultimatums::{Pays, PerverseIncentive, Rationality, UltimatumIncidence, rationality};
use crate::grounds::Grounds;

/// No-deal values now and after everything that has been threatened or could be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Incidence {
    /// What no agreement is worth to each party today, in the order of the case.
    pub now: Vec<NoDealNow>,
    /// Each lever alone.
    pub levers: Vec<LeverIncidence>,
    /// Each ultimatum's consequence alone.
    pub ultimatums: Vec<UltimatumIncidence>,
    /// Each exit not yet taken, alone and together with all other threatened levers.
    pub exits: Vec<ExitIncidence>,
}

/// What no agreement is worth to a party today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoDealNow {
    /// The party.
    pub party: PartyId,
    /// The value; absent when nobody has said anything.
    pub value: Option<Interval>,
    /// What it rests on.
    pub grounds: Grounds,
}

/// What happens to a lever's effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LeverMove {
    /// It is not in use and would be: its effects are added.
    Use,
    /// It is in use, so that today's values count it, and would be ended: its effects are taken away.
    End,
}

/// Which way a change goes, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// Every value of the interval is a rise.
    CertainRise,
    /// Some values are a rise, none is a fall.
    PossibleRise,
    /// Exactly nothing changes.
    NoChange,
    /// Some values are a rise and some a fall.
    EitherWay,
    /// Some values are a fall, none is a rise.
    PossibleFall,
    /// Every value of the interval is a fall.
    CertainFall,
    /// Nobody has said.
    NotStated,
}

impl Sign {
    /// The sign of a change known to lie in `change`.
    #[must_use]
    pub fn of(change: Interval) -> Self {
        match (change.low.cmp(&Quantity::ZERO), change.high.cmp(&Quantity::ZERO)) {
            (std::cmp::Ordering::Greater, _) => Self::CertainRise,
            (_, std::cmp::Ordering::Less) => Self::CertainFall,
            (std::cmp::Ordering::Equal, std::cmp::Ordering::Equal) => Self::NoChange,
            (std::cmp::Ordering::Equal, std::cmp::Ordering::Greater) => Self::PossibleRise,
            (std::cmp::Ordering::Less, std::cmp::Ordering::Equal) => Self::PossibleFall,
            (std::cmp::Ordering::Less, std::cmp::Ordering::Greater) => Self::EitherWay,
        }
    }

    /// Whether some value known to be possible is a rise.
    #[must_use]
    pub fn may_rise(self) -> bool {
        matches!(self, Self::CertainRise | Self::PossibleRise | Self::EitherWay)
    }

    /// Whether some value known to be possible is a fall.
    #[must_use]
    pub fn may_fall(self) -> bool {
        matches!(self, Self::CertainFall | Self::PossibleFall | Self::EitherWay)
    }
}

/// How one party's no-deal value changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartyChange {
    /// The party.
    pub party: PartyId,
    /// The sum of the changes that are stated; absent when none is.
    pub change: Option<Interval>,
    /// Levers whose effect on the party is not stated: the change may be other than `change` by that much.
    pub not_stated: Vec<LeverId>,
    /// The value afterwards as far as stated; absent when today's value or every change is not stated.
    pub after: Option<Interval>,
    /// Which way; `NotStated` as soon as one effect is not stated.
    pub sign: Sign,
}

/// What one lever alone does to every party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeverIncidence {
    /// The lever.
    pub lever: LeverId,
    /// Who can use it.
    pub owner: String,
    /// How it works.
    pub kind: LeverKind,
    /// Where it stands.
    pub status: Option<LeverStatus>,
    /// Whether it would be used or ended.
    pub would: LeverMove,
    /// One entry a party, in the order of the case.
    pub changes: Vec<PartyChange>,
    /// What the lever rests on.
    pub grounds: Grounds,
    /// What its numbers rest on.
    pub effects_grounds: Grounds,
}

/// What an exit does, alone and with everything else that is threatened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExitIncidence {
    /// The exit.
    pub exit: LeverId,
    /// The exit alone.
    pub alone: Vec<PartyChange>,
    /// The other levers that are threatened today.
    pub others: Vec<LeverId>,
    /// The exit and those together.
    pub together: Vec<PartyChange>,
}

/// No-deal values of every party now, after each lever, each ultimatum and each exit.
#[must_use]
pub fn incidence(case: &Case) -> Incidence {
    Incidence {
        now: case.parties.keys().map(|party| no_deal_now(case, party)).collect(),
        levers: case.levers.iter().map(|(id, lever)| of_lever(case, id, lever)).collect(),
        ultimatums: case
            .standing_ultimatums()
            .filter_map(|(id, ultimatum)| of_ultimatum(case, id, ultimatum))
            .collect(),
        exits: case.levers.iter().filter_map(|(id, lever)| of_exit(case, id, lever)).collect(),
    }
}

/// What no agreement is worth to `party` today.
#[must_use]
pub fn no_deal_now(case: &Case, party: &PartyId) -> NoDealNow {
    let no_deal = case.no_deal_of(party);
    NoDealNow {
        party: party.clone(),
        value: case.no_deal_value(party),
        grounds: no_deal.map_or_else(Grounds::none, |no_deal| Grounds::of(case, &no_deal.origin)),
    }
}

/// What moving these levers together does to every party, in the order of the case.
#[must_use]
pub fn changes(case: &Case, levers: &[(LeverId, LeverMove)]) -> Vec<PartyChange> {
    case.parties.keys().map(|party| change_of(case, party, levers)).collect()
}

/// Whether a lever that stands like this would be used or ended by moving it.
#[must_use]
pub fn would(lever: &Lever) -> LeverMove {
    if current(&lever.status) == Some(LeverStatus::InUse) { LeverMove::End } else { LeverMove::Use }
}

fn change_of(case: &Case, party: &PartyId, levers: &[(LeverId, LeverMove)]) -> PartyChange {
    let mut change: Option<Interval> = None;
    let mut not_stated = Vec::new();
    for (id, lever_move) in levers {
        match stated_effect(case, id, *lever_move, party) {
            Some(effect) => change = Some(change.unwrap_or(Interval::ZERO) + effect),
            None => not_stated.push(id.clone()),
        }
    }
    let now = case.no_deal_value(party);
    let sign = match (change, not_stated.as_slice()) {
        (Some(change), []) => Sign::of(change),
        (None, []) => Sign::NoChange,
        _ => Sign::NotStated,
    };
    PartyChange {
        party: party.clone(),
        change,
        not_stated,
        after: now.zip(change).map(|(now, change)| now + change),
        sign,
    }
}

fn stated_effect(case: &Case, lever: &LeverId, lever_move: LeverMove, party: &PartyId) -> Option<Interval> {
    let effect = *case.levers.get(lever)?.moves_no_deal.get(party)?;
    Some(match lever_move {
        LeverMove::Use => effect,
        LeverMove::End => -effect,
    })
}

fn of_lever(case: &Case, id: &LeverId, lever: &Lever) -> LeverIncidence {
    LeverIncidence {
        lever: id.clone(),
        owner: lever.owner.to_string(),
        kind: lever.kind,
        status: current(&lever.status),
        would: would(lever),
        changes: changes(case, &[(id.clone(), would(lever))]),
        grounds: Grounds::of(case, &lever.origin),
        effects_grounds: grounds_of_numbers(case, lever),
    }
}

/// Numbers that are not given rest on nothing, whatever the lever itself rests on.
pub(crate) fn grounds_of_numbers(case: &Case, lever: &Lever) -> Grounds {
    let tables = [&lever.cost, &lever.moves_no_deal, &lever.moves_deal];
    if tables.into_iter().all(Effects::is_empty) {
        Grounds::none()
    } else {
        Grounds::of(case, &lever.effects_origin)
    }
}

fn of_exit(case: &Case, id: &LeverId, lever: &Lever) -> Option<ExitIncidence> {
    if lever.kind != LeverKind::Exit || would(lever) == LeverMove::End {
        return None;
    }
    let threatened = case
        .levers
        .iter()
        .filter(|(other, lever)| *other != id && current(&lever.status) == Some(LeverStatus::Threatened));
    let others: Vec<_> = threatened.map(|(other, _)| other.clone()).collect();
    let exit = (id.clone(), LeverMove::Use);
    let together = others.iter().map(|other| (other.clone(), LeverMove::Use));
    let together: Vec<_> = std::iter::once(exit.clone()).chain(together).collect();
    Some(ExitIncidence {
        exit: id.clone(),
        alone: changes(case, &[exit]),
        together: changes(case, &together),
        others,
    })
}
