//! How a talk goes in one world, without a threat, under one that is not heeded, and under one that is.

use std::ops::RangeInclusive;

use detente_agreement::{
    Plan,
    worlds::{Seeker, Worlds, drawn},
};
use detente_case::{Interval, Quantity, UltimatumId};

use super::Table;
use crate::pace::{Known, Unsettled};

/// How a talk went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Course {
    pub(super) end: End,
    /// The day on which the threat was carried out, if it was before anything was agreed.
    pub(super) carried_out: Option<u32>,
}

/// How a talk stands on the last day looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Agreed on this day.
    Agreed(u32),
    /// Ended without agreement.
    Ended,
    /// Going on.
    Open,
    /// The search reached its limit.
    Unsettled,
}

impl Course {
    pub(super) fn agreed_by(&self, day: u32) -> bool {
        matches!(self.end, End::Agreed(on) if on <= day)
    }

    pub(super) fn carried_out_by(&self, day: u32) -> bool {
        self.carried_out.is_some_and(|on| on <= day)
    }
}

/// A threat in every world.
#[derive(Clone)]
pub(super) struct Threat {
    /// By world, the day on which it runs out.
    days: Vec<u32>,
    /// By world, the chance that it is carried out.
    pub(super) chances: Vec<Quantity>,
    /// By world, whether it is.
    carried_out: Vec<bool>,
    ends_talks: bool,
}

impl Threat {
    pub(super) fn of(
        plan: Plan,
        id: &UltimatumId,
        (first, last): (u32, u32),
        credibility: Interval,
        ends_talks: bool,
    ) -> Self {
        let share = Interval { low: Quantity::ZERO, high: Quantity::from_millionths(999_999) };
        let chances = drawn(plan, &format!("ultimatum/{id}/credibility"), credibility);
        let luck = drawn(plan, &format!("ultimatum/{id}/carried-out"), share);
        let carried_out = luck.iter().zip(&chances).map(|(luck, chance)| luck < chance).collect();
        let within = drawn(plan, &format!("ultimatum/{id}/day"), share);
        let days = within.into_iter().map(|part| {
            let days = u64::from(last.saturating_sub(first)) + 1;
            let after = part.millionths().unsigned_abs() * days / 1_000_000;
            first + u32::try_from(after).unwrap_or(0)
        });
        Self { days: days.collect(), chances, carried_out, ends_talks }
    }

    /// The same threat running out on one day in every world.
    pub(super) fn on(&self, day: u32) -> Self {
        Self { days: vec![day; self.days.len()], ..self.clone() }
    }
}

/// Looks for agreements in the same worlds again and again, and remembers what it found.
pub(super) struct Looking<'w, 'n> {
    seeker: Seeker<'w, 'n>,
    /// By world.
    known: Vec<Known>,
}

impl<'w, 'n> Looking<'w, 'n> {
    pub(super) fn new(worlds: &'w Worlds<'n>) -> Self {
        Self { seeker: Seeker::new(worlds), known: vec![Known::default(); worlds.count() as usize] }
    }
}

impl Table<'_> {
    /// Talks as if there were no threat.
    pub(super) fn without(&self, now: &mut Looking<'_, '_>) -> Vec<Course> {
        now.seeker.rest();
        let course = |world: u32| {
            let talk = self.between(now, world, 1..=self.times.days, self.days(world));
            Course { end: ended(talk, End::Open), carried_out: None }
        };
        self.talks_of_a_curve().map(course).collect()
    }

    /// Talks of parties that take no notice of the threat until it is carried out.
    pub(super) fn ignoring(
        &self,
        threat: &Threat,
        now: &mut Looking<'_, '_>,
        after: &mut Looking<'_, '_>,
    ) -> Vec<Course> {
        now.seeker.rest();
        after.seeker.rest();
        let course = |world: u32| {
            let takes = self.days(world);
            match self.until(threat, now, world, takes) {
                Some(course) => course,
                None => self.beyond(threat, now, after, world, takes),
            }
        };
        self.talks_of_a_curve().map(course).collect()
    }

    /// Talks of parties that count what it would bring with its chance, and hurry.
    pub(super) fn heeding(
        &self,
        threat: &Threat,
        expecting: &mut Looking<'_, '_>,
        now: &mut Looking<'_, '_>,
        after: &mut Looking<'_, '_>,
    ) -> Vec<Course> {
        expecting.seeker.rest();
        now.seeker.rest();
        after.seeker.rest();
        let course = |world: u32| {
            let takes = self.days(world);
            let hurried = takes.min(f64::from(threat.days[world as usize])).max(takes / 2.0);
            match self.until(threat, expecting, world, hurried) {
                Some(course) => course,
                None => self.beyond(threat, now, after, world, hurried),
            }
        };
        self.talks_of_a_curve().map(course).collect()
    }

    /// How a talk goes until the deadline; nothing where it goes on after it.
    fn until(
        &self,
        threat: &Threat,
        looking: &mut Looking<'_, '_>,
        world: u32,
        takes: f64,
    ) -> Option<Course> {
        let last = self.times.days;
        let day = threat.days[world as usize];
        let until = self.between(looking, world, 1..=day.min(last), takes);
        (until != Ok(None) || day > last).then(|| Course { end: ended(until, End::Open), carried_out: None })
    }

    /// How it goes on after the deadline: nowhere or in the worlds after the threat where it is carried out, and in
    /// those of now where it is not.
    fn beyond(
        &self,
        threat: &Threat,
        now: &mut Looking<'_, '_>,
        after: &mut Looking<'_, '_>,
        world: u32,
        takes: f64,
    ) -> Course {
        let day = threat.days[world as usize];
        let days = day + 1..=self.times.days;
        let carried_out = threat.carried_out[world as usize].then_some(day);
        let end = match carried_out {
            Some(_) if threat.ends_talks => End::Ended,
            Some(_) => ended(self.between(after, world, days, takes), End::Open),
            None => ended(self.between(now, world, days, takes), End::Open),
        };
        Course { end, carried_out }
    }

    fn between(
        &self,
        looking: &mut Looking<'_, '_>,
        world: u32,
        days: RangeInclusive<u32>,
        takes: f64,
    ) -> Result<Option<u32>, Unsettled> {
        let Looking { seeker, known } = looking;
        let time = |day: u32| f64::from(day) / takes.max(1.0);
        self.pace.settled_between(seeker, world, days, time, &mut known[world as usize])
    }

    /// How many days the parties take in a world.
    fn days(&self, world: u32) -> f64 {
        self.takes[world as usize].to_f64()
    }
}

fn ended(settled: Result<Option<u32>, Unsettled>, otherwise: End) -> End {
    match settled {
        Ok(Some(day)) => End::Agreed(day),
        Ok(None) => otherwise,
        Err(Unsettled) => End::Unsettled,
    }
}
