//! How a talk goes in one world, without a threat, under one that is not heeded, and under one that is.

use std::ops::RangeInclusive;

use detente_agreement::{
    Negotiation, Plan,
    worlds::{Seeker, Worlds, drawn},
};
use detente_case::{Interval, Quantity, UltimatumId};

use super::Table;
use crate::pace::Talk;

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
pub(super) struct Threat<'a> {
    /// What it would bring.
    after: &'a Negotiation,
    plan: Plan,
    /// By world, the day on which it runs out.
    days: Vec<u32>,
    /// By world, the chance that it is carried out.
    chances: Vec<Quantity>,
    /// By world, whether it is.
    carried_out: Vec<bool>,
    ends_talks: bool,
}

impl<'a> Threat<'a> {
    pub(super) fn of(
        worlds: &Worlds<'_>,
        after: &'a Negotiation,
        plan: Plan,
        id: &UltimatumId,
        (first, last): (u32, u32),
        credibility: Interval,
        ends_talks: bool,
    ) -> Self {
        debug_assert_eq!(worlds.count(), plan.draws);
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
        Self { after, plan, days: days.collect(), chances, carried_out, ends_talks }
    }

    /// The same threat running out on one day in every world.
    pub(super) fn on(&self, day: u32) -> Self {
        Self { days: vec![day; self.days.len()], ..self.clone() }
    }
}

impl Table<'_> {
    /// Talks as if there were no threat.
    pub(super) fn without(&self) -> Vec<Course> {
        let mut seeker = Seeker::new(&self.worlds);
        let course = |world: u32| {
            let talk = self.between(&mut seeker, world, 1..=self.times.days, self.days(world));
            Course { end: ended(&talk, End::Open), carried_out: None }
        };
        (0..self.plan.draws).map(course).collect()
    }

    /// Talks of parties that take no notice of the threat until it is carried out.
    pub(super) fn ignoring(&self, threat: &Threat<'_>) -> Vec<Course> {
        let after = Worlds::of(threat.after, threat.plan);
        let mut seekers = [Seeker::new(&self.worlds), Seeker::new(&self.worlds), Seeker::new(&after)];
        (0..self.plan.draws).map(|world| self.course(threat, &mut seekers, world, self.days(world))).collect()
    }

    /// Talks of parties that count what it would bring with its chance, and hurry.
    pub(super) fn heeding(&self, threat: &Threat<'_>) -> Vec<Course> {
        let after = Worlds::of(threat.after, threat.plan);
        let expecting = Worlds::expecting(&self.worlds, &after, &threat.chances);
        let mut seekers = [Seeker::new(&expecting), Seeker::new(&self.worlds), Seeker::new(&after)];
        let course = |world: u32| {
            let takes = self.days(world);
            let hurried = takes.min(f64::from(threat.days[world as usize])).max(takes / 2.0);
            self.course(threat, &mut seekers, world, hurried)
        };
        (0..self.plan.draws).map(course).collect()
    }

    /// Until the deadline in the first worlds; then, where the threat is carried out, nowhere or in the last, and
    /// in the second where it is not.
    fn course(
        &self,
        threat: &Threat<'_>,
        [before, bluffed, after]: &mut [Seeker<'_, '_>; 3],
        world: u32,
        takes: f64,
    ) -> Course {
        let last = self.times.days;
        let day = threat.days[world as usize];
        let until = self.between(before, world, 1..=day.min(last), takes);
        if until != Talk::NoDeal || day > last {
            return Course { end: ended(&until, End::Open), carried_out: None };
        }
        let carried_out = threat.carried_out[world as usize].then_some(day);
        let end = match carried_out {
            Some(_) if threat.ends_talks => End::Ended,
            Some(_) => ended(&self.between(after, world, day + 1..=last, takes), End::Open),
            None => ended(&self.between(bluffed, world, day + 1..=last, takes), End::Open),
        };
        Course { end, carried_out }
    }

    fn between(
        &self,
        seeker: &mut Seeker<'_, '_>,
        world: u32,
        days: RangeInclusive<u32>,
        takes: f64,
    ) -> Talk {
        self.pace.first_between(seeker, world, days, |day| f64::from(day) / takes.max(1.0))
    }

    /// How many days the parties take in a world.
    fn days(&self, world: u32) -> f64 {
        self.takes[world as usize].to_f64()
    }
}

fn ended(talk: &Talk, otherwise: End) -> End {
    match talk {
        Talk::Agreed { step, .. } => End::Agreed(*step),
        Talk::NoDeal => otherwise,
        Talk::Unsettled => End::Unsettled,
    }
}
