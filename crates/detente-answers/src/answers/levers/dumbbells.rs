//! What the picture of no-deal values shows: for each threat and lever, now and afterwards.

use detente_agreement::{
    grounds::Grounds,
    incidence::{Incidence, LeverIncidence, NoDealNow, PartyChange, PerverseIncentive, UltimatumIncidence},
};
use detente_case::{Interval, LeverId, PartyId, Quantity};
use serde::Serialize;

use crate::{question::Question, text::wording};

/// One event and what it does to each party's no-deal value.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Event {
    /// What happens, in words.
    name: String,
    /// Whether it is threatened, by whom and if what; or where the lever stands.
    what: String,
    /// The lever, where it is one alone.
    lever: Option<LeverId>,
    /// Parties to which a threat is addressed and that gain from tripping it.
    perverse: Vec<PerverseIncentive>,
    /// What it rests on; absent of several together.
    grounds: Option<Grounds>,
    /// What its numbers rest on; absent of several together.
    effects_grounds: Option<Grounds>,
    /// Parties on which its effect is stated, in the order of the case.
    parties: Vec<Dumbbell>,
    /// Parties on which it is not.
    not_stated: Vec<PartyId>,
}

/// A party's no-deal value now and afterwards.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Dumbbell {
    /// The party.
    party: PartyId,
    /// The change.
    change: Interval,
    /// Now; absent when nobody has said.
    now: Option<Placed>,
    /// Afterwards; absent when nobody has said what it is now.
    after: Option<Placed>,
}

/// An interval and where its dot stands.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Placed {
    /// Its lowest value.
    low: Quantity,
    /// Halfway, rounded down.
    central: Quantity,
    /// Its highest value.
    high: Quantity,
}

impl From<Interval> for Placed {
    fn from(interval: Interval) -> Self {
        Self { low: interval.low, central: interval.middle(), high: interval.high }
    }
}

/// Ultimatums, exits together with what else is threatened, and the levers that no ultimatum threatens with.
pub(super) fn events(question: &Question, incidence: &Incidence) -> Vec<Event> {
    let now = incidence.now.as_slice();
    let name = |lever: &LeverId| wording::lever_name(question, lever.as_str()).to_owned();
    let threat = |one: &UltimatumIncidence| Event {
        what: format!("threatened by {} if “{}”", question.short(&one.issuer), one.trigger),
        lever: Some(one.consequence.clone()),
        perverse: one.perverse.clone(),
        grounds: Some(one.grounds.clone()),
        effects_grounds: Some(one.effects_grounds.clone()),
        ..Event::of(name(&one.consequence), now, &one.changes)
    };
    let alone = |one: &LeverIncidence| Event {
        what: format!(
            "lever, {}",
            wording::standing(question, &one.lever, one.status)
                .unwrap_or_else(|| "status not said".to_owned())
        ),
        lever: Some(one.lever.clone()),
        grounds: Some(one.grounds.clone()),
        effects_grounds: Some(one.effects_grounds.clone()),
        ..Event::of(name(&one.lever), now, &one.changes)
    };
    let together = incidence.exits.iter().filter(|exit| !exit.others.is_empty()).map(|exit| {
        let levers: Vec<_> = std::iter::once(&exit.exit).chain(&exit.others).map(name).collect();
        Event {
            what: "exit, with everything else that is threatened".to_owned(),
            ..Event::of(levers.join(" and "), now, &exit.together)
        }
    });
    let threatened = |lever: &LeverId| incidence.ultimatums.iter().any(|one| one.consequence == *lever);
    let levers = incidence.levers.iter().filter(|one| !threatened(&one.lever)).map(alone);
    incidence.ultimatums.iter().map(threat).chain(together).chain(levers).collect()
}

impl Event {
    /// The changes alone.
    fn of(name: String, now: &[NoDealNow], changes: &[PartyChange]) -> Self {
        let before = |party: &PartyId| now.iter().find(|now| now.party == *party)?.value;
        let dumbbell = |change: &PartyChange| {
            Some(Dumbbell {
                party: change.party.clone(),
                change: change.change?,
                now: before(&change.party).map(Placed::from),
                after: change.after.map(Placed::from),
            })
        };
        let silent = changes.iter().filter(|change| change.change.is_none());
        Self {
            name,
            what: String::new(),
            lever: None,
            perverse: Vec::new(),
            grounds: None,
            effects_grounds: None,
            parties: changes.iter().filter_map(dumbbell).collect(),
            not_stated: silent.map(|change| change.party.clone()).collect(),
        }
    }
}
