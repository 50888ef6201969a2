//! A mediator who facilitates, formulates, manipulates or imposes: would it be agreed, and would it hold?
//!
//! The roles (Touval & Zartman 1985; Beardsley, Quinn, Biswas & Wilkenfeld 2006, J. Conflict Resolution 50:58)
//! are played in the same worlds, see [`detente_agreement::worlds`]. Who *facilitates* brings information only:
//! the parties settle as soon as there is a package for what they all ask, see [`crate::pace`]. Who *formulates*
//! puts one text, the one that is worth most to itself given how often it would be taken. Who *manipulates* does
//! the same after using its levers and guarantees, at their cost. Who *imposes* puts a text without asking one
//! of those whose consent the case needs.
//!
//! A text is chosen on the first half of the worlds, without knowing which of them is the true one, and judged on
//! the other half, as is everything else. That a text would be agreed and that it would hold are two questions;
//! their answers stand apart and are never merged.

mod holding;
mod text;

use detente_agreement::{
    Package, Plan, Reading, Share, Terms,
    incidence::LeverMove,
    robust::Watch,
    roles::{Setting, settings},
    worlds::{Seeker, Worlds},
};
use detente_case::{Case, GuaranteeId, Interval, LeverId, MediatorRole, PartyId, Quantity};
use serde::Serialize;

pub use self::holding::Holding;
use self::{holding::Lapsed, text::Text};
use crate::pace::{Habits, Pace, Talk};
use detente_agreement::Negotiation;

/// How many steps of concession a facilitated talk has: the time there is, in hundredths.
pub const STEPS: u32 = 100;

/// The roles of one mediator, played in the same worlds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Played {
    /// The mediator.
    pub mediator: PartyId,
    /// In how many worlds the roles are judged; texts were chosen in as many others.
    pub worlds: u32,
    /// What is assumed of how parties come down from their first asks when nobody puts a text to them.
    pub habits: Habits,
    /// The parties find what suits them.
    pub facilitate: Play,
    /// The mediator puts a text.
    pub formulate: Play,
    /// The mediator puts a text and uses its means.
    pub manipulate: Play,
    /// The mediator puts a text without asking one party, by party.
    pub impose: Vec<Play>,
    /// Rent of the agenda setter: what formulating is worth to the mediator beyond facilitating.
    pub rent: Difference,
}

/// How one role came out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Play {
    /// The role.
    pub role: MediatorRole,
    /// The party that is not asked.
    pub without_consent_of: Option<PartyId>,
    /// The levers of the mediator that are moved.
    #[serde(serialize_with = "detente_agreement::forms::moved")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<detente_agreement::forms::Moved>"))]
    pub levers: Vec<(LeverId, LeverMove)>,
    /// The guarantees of the mediator that are given.
    pub guarantees: Vec<GuaranteeId>,
    /// What they cost the mediator.
    pub cost: Interval,
    /// The text put; absent when the parties find their own, or when no text is worth more to the mediator than
    /// none.
    pub text: Option<Terms>,
    /// Whether the text, or a facilitated package, was looked for in every world; otherwise limits were reached.
    pub complete: bool,
    /// In what share of the worlds all who are asked agree.
    pub agreement: Share,
    /// Whether what was agreed would hold, among the worlds in which it is.
    pub holding: Holding,
    /// What agreement gains everybody whose consent the case needs, and the mediator, asked or not.
    pub gains: Vec<Gained>,
    /// When a facilitated talk settles: the median, in hundredths of the time there is.
    pub median_step: Option<u32>,
    /// What the role is worth to the mediator on average over all worlds, agreed or not, less the cost of its means.
    pub mediator_value: Quantity,
}

/// What agreement gains a party over no deal, over the worlds in which it is agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gained {
    /// The party.
    pub party: PartyId,
    /// Its gain in the twentieth, the middle and the last twentieth of these worlds; absent without agreement.
    #[serde(serialize_with = "crate::forms::spread")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::forms::Spread>"))]
    pub spread: Option<[Quantity; 3]>,
}

/// A mean difference over the same worlds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// The mean.
    pub mean: f64,
    /// Half the width of its 95% interval (normal approximation, paired by world).
    pub within: f64,
}

/// Plays the four roles of a mediator; `None` when it is no party of the case.
#[must_use]
pub fn play(
    case: &Case,
    negotiation: &Negotiation,
    mediator: &PartyId,
    plan: Plan,
    habits: Habits,
) -> Option<Played> {
    play_watched(case, negotiation, mediator, plan, habits, &|_| {})
}

/// The same, and tells how far it is: in how many worlds of all settings a text has been looked for.
#[must_use]
pub fn play_watched(
    case: &Case,
    negotiation: &Negotiation,
    mediator: &PartyId,
    plan: Plan,
    habits: Habits,
    watch: Watch<'_>,
) -> Option<Played> {
    let settings = settings(case, negotiation, mediator)?;
    let place = negotiation.party(mediator)?;
    let told = Told { watch, all: settings.len() };
    let table = Table { case, plan, habits, mediator: place, worlds: Worlds::of(negotiation, plan), told };
    let of = |role: MediatorRole| settings.iter().filter(move |setting| setting.role == role);
    let facilitate = table.facilitate(of(MediatorRole::Facilitate).next()?);
    let mut near = text::Ends::default();
    let any = f64::NEG_INFINITY;
    let formulate = table.proposal(of(MediatorRole::Formulate).next()?, any, &mut near);
    // Using no means is always possible: what promises no more is not wanted.
    let manipulate = of(MediatorRole::Manipulate).fold(None, |best: Option<Proposal<'_>>, setting| {
        let least = best.as_ref().map_or(formulate.promise, |best| best.promise);
        let next = table.proposal(setting, least, &mut near);
        if next.promise > least { Some(next) } else { best }
    });
    let manipulate = manipulate.map(|proposal| table.put(proposal));
    let formulate = table.put(formulate);
    let impose = of(MediatorRole::Impose).map(|setting| table.put(table.proposal(setting, any, &mut near)));
    let impose: Vec<_> = impose.collect();
    let unmoved = || Play { role: MediatorRole::Manipulate, ..table.told(&formulate) };
    Some(Played {
        mediator: mediator.clone(),
        worlds: facilitate.judged(),
        habits,
        rent: difference(&formulate.values, &facilitate.values),
        manipulate: manipulate.map_or_else(unmoved, |outcome| table.told(&outcome)),
        impose: impose.iter().map(|outcome| table.told(outcome)).collect(),
        formulate: table.told(&formulate),
        facilitate: table.told(&facilitate),
    })
}

struct Table<'a> {
    case: &'a Case,
    plan: Plan,
    habits: Habits,
    mediator: usize,
    /// The worlds of the negotiation that all settings change a little.
    worlds: Worlds<'a>,
    told: Told<'a>,
}

/// Who is told how far the work is.
struct Told<'a> {
    watch: Watch<'a>,
    /// How many settings there are.
    all: usize,
}

/// What a role brings about, world by world.
struct Outcome<'a> {
    setting: &'a Setting,
    text: Option<Package>,
    complete: bool,
    /// By world judged.
    talks: Vec<Talk>,
    /// By world judged, everybody's gain.
    gains: Vec<Option<Vec<Quantity>>>,
    /// By world judged, what it is worth to the mediator.
    values: Vec<f64>,
}

/// The text that a mediator would put in a setting.
struct Proposal<'a> {
    setting: &'a Setting,
    worlds: Worlds<'a>,
    text: Text,
    /// What the mediator expects of it, less the cost of its means.
    promise: f64,
}

impl Outcome<'_> {
    fn judged(&self) -> u32 {
        u32::try_from(self.talks.len()).unwrap_or(u32::MAX)
    }
}

impl Table<'_> {
    fn facilitate<'s>(&self, setting: &'s Setting) -> Outcome<'s> {
        let worlds = self.worlds.changed(&setting.negotiation, self.plan);
        let pace = Pace::of(&worlds, self.plan, self.habits);
        let mut seeker = Seeker::new(&worlds);
        let talks = judged(&worlds).map(|world| pace.first_agreement(&mut seeker, world, STEPS)).collect();
        self.outcome(setting, &worlds, None, true, talks)
    }

    /// The text put in a setting; where none promises more than `least`, one that does not either.
    fn proposal<'s>(&self, setting: &'s Setting, least: f64, near: &mut text::Ends) -> Proposal<'s> {
        let worlds = self.worlds.changed(&setting.negotiation, self.plan);
        let central = setting.negotiation.best(Reading::Central).map(|best| best.package);
        let cost = setting.cost.middle().to_f64();
        let text = text::choose(&worlds, central, self.mediator, least + cost, near, &self.told);
        let promise = text.promise - cost;
        Proposal { setting, worlds, text, promise }
    }

    fn put<'s>(&self, proposal: Proposal<'s>) -> Outcome<'s> {
        let Proposal { setting, worlds, text: Text { chosen, complete, .. }, .. } = proposal;
        let accepted = chosen.as_ref().map(|package| worlds.accepted(package));
        let talks = judged(&worlds).map(|world| match (&chosen, &accepted) {
            (Some(package), Some(accepted)) if accepted.contains(world as usize) => {
                Talk::Agreed { step: 0, package: package.clone() }
            }
            _ => Talk::NoDeal,
        });
        let talks = talks.collect();
        self.outcome(setting, &worlds, chosen, complete, talks)
    }

    fn outcome<'s>(
        &self,
        setting: &'s Setting,
        worlds: &Worlds<'_>,
        text: Option<Package>,
        complete: bool,
        talks: Vec<Talk>,
    ) -> Outcome<'s> {
        let parties = 0..setting.negotiation.parties().len();
        // One text is the same everywhere: its gains are added up for all worlds at once.
        let of_text = text
            .as_ref()
            .map(|text| -> Vec<_> { parties.clone().map(|party| worlds.gains(party, text)).collect() });
        let gain = |world: u32, party: usize, package: &Package| match &of_text {
            Some(gains) => gains[party][world as usize],
            None => worlds.gain(world, party, package),
        };
        let gains = judged(worlds).zip(&talks).map(|(world, talk)| match talk {
            Talk::Agreed { package, .. } => {
                Some(parties.clone().map(|party| gain(world, party, package)).collect())
            }
            Talk::NoDeal | Talk::Unsettled => None,
        });
        let gains: Vec<Option<Vec<Quantity>>> = gains.collect();
        let cost = setting.cost.middle().to_f64();
        let values = judged(worlds).zip(&gains).map(|(world, gains)| {
            let gain = gains.as_ref().map_or(Quantity::ZERO, |gains| gains[self.mediator]);
            (worlds.no_deal(world, self.mediator) + gain).to_f64() - cost
        });
        Outcome { setting, text, complete, values: values.collect(), talks, gains }
    }

    fn told(&self, outcome: &Outcome<'_>) -> Play {
        let Outcome { setting, talks, gains, .. } = outcome;
        let negotiation = &setting.negotiation;
        let count = |of: fn(&Talk) -> bool| talks.iter().filter(|talk| of(talk)).count();
        let agreed = count(|talk| matches!(talk, Talk::Agreed { .. }));
        let unsettled = count(|talk| matches!(talk, Talk::Unsettled));
        let named = |place: usize| negotiation.parties()[place].id.clone();
        let told = |place: &usize| Gained {
            party: named(*place),
            spread: spread(gains.iter().flatten().map(|gains| gains[*place]).collect()),
        };
        let everybody = (0..negotiation.parties().len())
            .filter(|place| setting.lapsed.parties()[*place].consents || *place == self.mediator);
        let everybody: Vec<usize> = everybody.collect();
        Play {
            role: setting.role,
            without_consent_of: setting.without_consent_of.map(named),
            levers: setting.levers.clone(),
            guarantees: setting.guarantees.clone(),
            cost: setting.cost,
            text: outcome.text.as_ref().map(|package| negotiation.terms(package)),
            complete: outcome.complete && unsettled == 0,
            agreement: share(agreed, unsettled, talks.len()),
            holding: Lapsed::of(self.case, &self.worlds, setting, self.plan).holding(talks),
            gains: everybody.iter().map(told).collect(),
            median_step: median_step(talks),
            mediator_value: Quantity::from_f64(mean(&outcome.values)).unwrap_or(Quantity::ZERO),
        }
    }
}

/// The worlds in which roles are judged: the second half.
fn judged(worlds: &Worlds<'_>) -> std::ops::Range<u32> {
    worlds.count().div_ceil(2)..worlds.count()
}

fn share(holds: usize, unsettled: usize, of: usize) -> Share {
    let whole = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Share::of(whole(holds), whole(unsettled), whole(of))
}

/// The median step of talks that agreed step by step.
fn median_step(talks: &[Talk]) -> Option<u32> {
    let mut steps: Vec<u32> = talks
        .iter()
        .filter_map(|talk| match talk {
            Talk::Agreed { step, .. } if *step > 0 => Some(*step),
            _ => None,
        })
        .collect();
    steps.sort_unstable();
    steps.get(steps.len() / 2).copied()
}

/// The twentieth, the middle and the last twentieth.
fn spread(mut gains: Vec<Quantity>) -> Option<[Quantity; 3]> {
    gains.sort_unstable();
    let last = gains.len().checked_sub(1)?;
    let at = |twentieths: usize| gains[last * twentieths / 20];
    Some([at(1), at(10), at(19)])
}

#[expect(clippy::cast_precision_loss, reason = "counts of worlds, far below 2^52")]
fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

#[expect(clippy::cast_precision_loss, reason = "counts of worlds, far below 2^52")]
fn difference(ones: &[f64], others: &[f64]) -> Difference {
    let differences: Vec<f64> = ones.iter().zip(others).map(|(one, other)| one - other).collect();
    let mean = mean(&differences);
    let count = differences.len() as f64;
    let variance =
        differences.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>() / (count - 1.0).max(1.0);
    Difference { mean, within: 1.96 * (variance / count.max(1.0)).sqrt() }
}
