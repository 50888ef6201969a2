//! What deadlines, threats and exits do to a talk.
//!
//! In every world of the plan the parties talk day by day, see [`crate::pace`]: each comes down from its first ask
//! over a time that is drawn. An ultimatum sets a day; if nothing is agreed by then its issuer carries it out with
//! the chance the case states. What follows moves no-deal values as the case says; where it is the exit of whoever
//! brings the parties together, the talks end.
//!
//! Whether parties heed a threat is not known, so both are shown. Who does *not heed* it talks as if it were not
//! there. Who *heeds* it counts what it would bring with its chance when weighing an offer, and comes down faster:
//! in the time to the deadline, though in no less than half the time it would have taken.

mod hurt;
mod talk;

use std::cell::Cell;

use detente_agreement::{
    Negotiation, Plan, Share,
    incidence::LeverMove,
    lever_ladder::moved,
    robust::{Progress, Stage, Watch},
    worlds::{Worlds, drawn},
};
use detente_case::{Case, Interval, LeverKind, PartyId, Quantity, Ultimatum, UltimatumId};
use serde::Serialize;

pub use self::hurt::{Hurt, Pays};
use self::talk::{Course, End, Looking};
use crate::pace::{Habits, Pace};

/// What is assumed of time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Times {
    /// How many days parties take to come down to their last asks if nothing hurries them.
    pub takes: Interval,
    /// How many days are looked at.
    pub days: u32,
    /// The day, from today, of ultimatums that name none; without it they are not played.
    pub deadline: Option<u32>,
}

impl Default for Times {
    /// One to six months, over a quarter of a year.
    fn default() -> Self {
        Self { takes: Interval::units(30, 180), days: 90, deadline: None }
    }
}

/// Talks without any ultimatum, and with each.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadlines {
    /// In how many worlds they are played.
    pub worlds: u32,
    /// What is assumed of how parties come down.
    pub habits: Habits,
    /// What is assumed of time.
    pub times: Times,
    /// Talks as if there were no ultimatum.
    pub without: Curve,
    /// One entry an ultimatum of the case, in its order.
    pub ultimatums: Vec<Played>,
}

/// One ultimatum.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Played {
    /// The ultimatum.
    pub ultimatum: UltimatumId,
    /// Its issuer.
    pub issuer: PartyId,
    /// Whether its consequence is an exit, with which the talks end.
    pub ends_talks: bool,
    /// The first and the last day on which it may run out, counted from today; absent when no source says and none
    /// was assumed.
    #[serde(serialize_with = "crate::forms::days")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::forms::Days>"))]
    pub deadline: Option<(u32, u32)>,
    /// Whether the deadline is one that was assumed for want of one in the case.
    pub deadline_assumed: bool,
    /// Why it is not played; absent when it is.
    pub not_played: Option<NotPlayed>,
    /// The talks if nobody heeds it, and if everybody does; absent when it is not played.
    pub talks: Option<Talks>,
    /// Whom its consequence hurts.
    pub hurt: Vec<Hurt>,
    /// Whether carrying it out pays for its issuer.
    pub pays: Option<Pays>,
}

/// Why an ultimatum is not played.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NotPlayed {
    /// No source says by when.
    NoDeadline,
    /// Its last day has passed.
    Passed,
    /// No source says how likely it is to be carried out.
    NoCredibility,
    /// What it threatens has already happened.
    AlreadyInUse,
}

/// Talks under an ultimatum.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Talks {
    /// If nobody heeds it.
    pub unheeded: Curve,
    /// If everybody heeds it.
    pub heeded: Curve,
    /// If everybody heeds it and it ran out on another day: the day, who agree by then, and who agree in all.
    #[serde(serialize_with = "crate::forms::other_days")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::forms::OtherDay>"))]
    pub other_days: Vec<(u32, Share, Share)>,
}

/// How talks go on, day by day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Curve {
    /// In how many worlds something is agreed by the end of each day, from today (0) on.
    pub agreed_by: Vec<u32>,
    /// In how many worlds the threat has been carried out by the end of each day without anything agreed before.
    pub carried_out_by: Vec<u32>,
    /// In what share of the worlds something is agreed in the days looked at.
    pub agreed: Share,
    /// In what share the talks have ended without agreement.
    pub ended: Share,
    /// In what share they go on. The three shares cover all worlds once.
    pub open: Share,
}

/// How long other deadlines are, in days.
const OTHER_DAYS: [u32; 6] = [3, 7, 14, 30, 60, 90];

/// After how many talks it is told how far the work is.
const TELL_EVERY: u32 = 16;

/// Plays the talks of a case without and with each of its ultimatums.
#[must_use]
pub fn deadlines(
    case: &Case,
    negotiation: &Negotiation,
    plan: Plan,
    habits: Habits,
    times: Times,
) -> Deadlines {
    deadlines_watched(case, negotiation, plan, habits, times, &|_| {})
}

/// The same, and tells how far it is: how many talks have been played, of those under any ultimatum that there could be.
#[must_use]
pub fn deadlines_watched(
    case: &Case,
    negotiation: &Negotiation,
    plan: Plan,
    habits: Habits,
    times: Times,
    watch: Watch<'_>,
) -> Deadlines {
    let worlds = Worlds::of(negotiation, plan);
    let plan = Plan { draws: worlds.count(), ..plan };
    let pace = Pace::of(&worlds, plan, habits);
    let takes = drawn(plan, "talks/takes", times.takes);
    let mut now = Looking::new(&worlds);
    let table =
        Table { case, negotiation, worlds: &worlds, pace, takes, plan, times, watch, curves: Cell::new(0) };
    let without = table.curve(&table.without(&mut now));
    let ultimatums = case.standing_ultimatums();
    let ultimatums = ultimatums.filter_map(|(id, ultimatum)| table.played(&mut now, id, ultimatum)).collect();
    Deadlines { worlds: plan.draws, habits, times, without, ultimatums }
}

struct Table<'a> {
    case: &'a Case,
    negotiation: &'a Negotiation,
    worlds: &'a Worlds<'a>,
    pace: Pace,
    /// By world, how many days the parties take.
    takes: Vec<Quantity>,
    plan: Plan,
    times: Times,
    watch: Watch<'a>,
    /// How many curves have been begun.
    curves: Cell<usize>,
}

impl Table<'_> {
    fn played(&self, now: &mut Looking<'_, '_>, id: &UltimatumId, ultimatum: &Ultimatum) -> Option<Played> {
        let lever = self.case.levers.get(&ultimatum.consequence)?;
        let window = self.window(ultimatum);
        let assumed = self.times.deadline.filter(|_| ultimatum.deadline.is_none());
        let not_played = if detente_agreement::incidence::would(lever) == LeverMove::End {
            Some(NotPlayed::AlreadyInUse)
        } else if ultimatum.deadline.is_some() && window.is_none() {
            Some(NotPlayed::Passed)
        } else if window.or(assumed.map(|day| (day, day))).is_none() {
            Some(NotPlayed::NoDeadline)
        } else if ultimatum.credibility.is_none() {
            Some(NotPlayed::NoCredibility)
        } else {
            None
        };
        let deadline = window.or(assumed.map(|day| (day, day)));
        let after = moved(self.negotiation, &ultimatum.consequence, lever, LeverMove::Use);
        let ends_talks = lever.kind == LeverKind::Exit;
        let playable = deadline.zip(ultimatum.credibility).filter(|_| not_played.is_none());
        let talks = playable.map(|(deadline, credibility)| {
            let threat = talk::Threat::of(self.plan, id, deadline, credibility, ends_talks);
            self.talks(&threat, now, &after)
        });
        Some(Played {
            ultimatum: id.clone(),
            issuer: ultimatum.issuer.clone(),
            ends_talks,
            deadline,
            deadline_assumed: assumed.is_some(),
            not_played,
            talks,
            hurt: hurt::hurt(self.plan, &ultimatum.consequence, lever),
            pays: hurt::pays(self.plan, &ultimatum.consequence, lever, &ultimatum.issuer),
        })
    }

    /// Days from today to the ends of the window; `None` when there is none or its last day has passed.
    fn window(&self, ultimatum: &Ultimatum) -> Option<(u32, u32)> {
        let window = ultimatum.deadline.as_ref()?;
        let today = self.case.as_of;
        let last = u32::try_from((window.to - today).get_days()).ok()?;
        Some((u32::try_from((window.from - today).get_days()).unwrap_or(0), last))
    }

    fn talks(&self, threat: &talk::Threat, now: &mut Looking<'_, '_>, after: &Negotiation) -> Talks {
        let after = self.worlds.changed(after, self.plan);
        let expecting = Worlds::expecting(self.worlds, &after, &threat.chances);
        let (mut expecting, mut after) = (Looking::new(&expecting), Looking::new(&after));
        let others = OTHER_DAYS.into_iter().filter(|day| *day <= self.times.days).map(|day| {
            let courses = self.heeding(&threat.on(day), &mut expecting, now, &mut after);
            let by_then = courses.iter().filter(|course| course.agreed_by(day)).count();
            (day, self.share(by_then, &courses), self.curve(&courses).agreed)
        });
        let other_days = others.collect();
        Talks {
            unheeded: self.curve(&self.ignoring(threat, now, &mut after)),
            heeded: self.curve(&self.heeding(threat, &mut expecting, now, &mut after)),
            other_days,
        }
    }

    /// The worlds of another curve, one by one; tells every now and then how many talks have been played.
    fn talks_of_a_curve(&self) -> impl Iterator<Item = u32> {
        let draws = self.plan.draws;
        let before = self.curves.get() * draws as usize;
        self.curves.set(self.curves.get() + 1);
        (0..draws).inspect(move |world| {
            if world.is_multiple_of(TELL_EVERY) {
                self.tell(before + *world as usize);
            }
        })
    }

    /// Tells that so many talks have been played.
    fn tell(&self, done: usize) {
        let all =
            (1 + self.case.standing_ultimatums().count() * (OTHER_DAYS.len() + 2)) * self.plan.draws as usize;
        (self.watch)(Progress { stage: Stage::Draws, done, all });
    }

    fn share(&self, holds: usize, courses: &[Course]) -> Share {
        let whole = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let unsettled = courses.iter().filter(|course| course.end == End::Unsettled).count();
        Share::of(whole(holds), whole(unsettled), self.plan.draws)
    }

    fn curve(&self, courses: &[Course]) -> Curve {
        let by_day = |of: &dyn Fn(&Course, u32) -> bool| -> Vec<u32> {
            let count = |day: u32| {
                if day.is_multiple_of(TELL_EVERY) {
                    self.tell(self.curves.get() * self.plan.draws as usize);
                }
                courses.iter().filter(|course| of(course, day)).count()
            };
            (0..=self.times.days).map(|day| u32::try_from(count(day)).unwrap_or(u32::MAX)).collect()
        };
        let ends = |end: End| {
            let count = courses.iter().filter(|course| course.end == end).count();
            self.share(count, courses)
        };
        let agreed = courses.iter().filter(|course| course.agreed_by(self.times.days)).count();
        Curve {
            agreed_by: by_day(&Course::agreed_by),
            carried_out_by: by_day(&Course::carried_out_by),
            agreed: self.share(agreed, courses),
            ended: ends(End::Ended),
            open: ends(End::Open),
        }
    }
}
