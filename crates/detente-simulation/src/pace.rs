//! How parties come down from what they would like best to what they can live with.
//!
//! At time `t`, from 0 to 1 of the time there is, a party asks for a gain over no deal of
//! `margin + (ideal − margin) · (1 − t^e)`: the time-dependent tactics of Faratin, Sierra and Jennings (1998,
//! Robotics and Autonomous Systems 24:159, eq. 5 with `κ = 0`), with `e` below 1 for one that gives in early
//! (conceder), 1 for an even pace and above 1 for one that holds out until late (Boulware). `margin` is what it
//! insists on gaining even at the last moment. Nobody has stated either: they are assumptions of whoever asks.

use std::ops::RangeInclusive;

use detente_agreement::{
    Finding, Package, Plan,
    worlds::{Seeker, Worlds, drawn},
};
use detente_case::{Interval, Quantity};
use serde::Serialize;

use crate::forms;

/// What is assumed of how parties talk.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Habits {
    /// The exponents `e` held to be possible, each factor between the ends with the same chance; above 0.
    #[serde(serialize_with = "forms::exponents")]
    #[cfg_attr(feature = "schema", schemars(with = "forms::Exponents"))]
    pub exponent: (f64, f64),
    /// What a party insists on gaining over no deal even at the last moment, in points of its own scale.
    pub margin: Interval,
}

impl Default for Habits {
    /// From conceder to Boulware as NegMAS's standard strategies have it, and up to five points insisted on.
    fn default() -> Self {
        Self { exponent: (0.25, 4.0), margin: Interval::units(0, 5) }
    }
}

/// The habits of every party in every world.
#[derive(Clone, Debug)]
pub struct Pace {
    /// By party and world.
    exponents: Vec<Vec<f64>>,
    /// By party and world.
    margins: Vec<Vec<Quantity>>,
}

/// How a talk in one world came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Talk {
    /// All who are asked took this package, at this step.
    Agreed {
        /// The first step at which there was a package for what everybody asked, from 1.
        step: u32,
        /// The package.
        package: Package,
    },
    /// There was none up to the last step.
    NoDeal,
    /// The search reached its limit.
    Unsettled,
}

impl Pace {
    /// What is drawn for every party of some worlds.
    #[must_use]
    pub fn of(worlds: &Worlds<'_>, plan: Plan, habits: Habits) -> Self {
        let plan = Plan { draws: worlds.count(), ..plan };
        let logarithm = |number: f64| Quantity::from_f64(libm::log(number)).unwrap_or(Quantity::ZERO);
        let (one, other) = (logarithm(habits.exponent.0), logarithm(habits.exponent.1));
        let logarithms = Interval::new(one.min(other), one.max(other));
        let parties = worlds.negotiation().parties();
        let exponents = parties.iter().map(|party| {
            let drawn = drawn(plan, &format!("{}/pace", party.id), logarithms);
            drawn.into_iter().map(|logarithm| libm::exp(logarithm.to_f64())).collect()
        });
        let margins = parties.iter().map(|party| drawn(plan, &format!("{}/margin", party.id), habits.margin));
        Self { exponents: exponents.collect(), margins: margins.collect() }
    }

    /// What every party asks for beyond no deal at a time from 0 to 1, to a millionth of a point.
    #[must_use]
    pub fn asks(&self, worlds: &Worlds<'_>, world: u32, time: f64) -> Vec<Quantity> {
        let ask = |party: usize| {
            let exponent = self.exponents[party][world as usize];
            let margin = self.margins[party][world as usize];
            let ideal = worlds.ideal(world, party).max(margin);
            let left = 1.0 - libm::pow(time.clamp(0.0, 1.0), exponent);
            margin + Quantity::from_f64((ideal - margin).to_f64() * left).unwrap_or(Quantity::ZERO)
        };
        (0..self.exponents.len()).map(ask).collect()
    }

    /// The first of `steps` steps at which some package gives everybody asked what it then asks for.
    #[must_use]
    pub fn first_agreement(&self, seeker: &mut Seeker<'_, '_>, world: u32, steps: u32) -> Talk {
        let steps = steps.max(1);
        self.first_between(seeker, world, 1..=steps, |step| f64::from(step) / f64::from(steps))
    }

    /// The first of some steps at which some package gives everybody asked what it asks for at the step's time,
    /// which must not fall from step to step.
    #[must_use]
    pub fn first_between(
        &self,
        seeker: &mut Seeker<'_, '_>,
        world: u32,
        steps: RangeInclusive<u32>,
        time: impl Fn(u32) -> f64,
    ) -> Talk {
        let found = first(steps, |step| {
            let asks = self.asks(seeker.worlds(), world, time(step));
            match seeker.meeting(world, &asks) {
                Finding::Found(package) => Ok(Some(package)),
                Finding::None => Ok(None),
                Finding::Unsettled => Err(Unsettled),
            }
        });
        match found {
            Ok(Some((step, package))) => Talk::Agreed { step, package },
            Ok(None) => Talk::NoDeal,
            Err(Unsettled) => Talk::Unsettled,
        }
    }

    /// The same without the package, for a world of which something is known from other steps or other times.
    pub fn settled_between(
        &self,
        seeker: &mut Seeker<'_, '_>,
        world: u32,
        steps: RangeInclusive<u32>,
        time: impl Fn(u32) -> f64,
        known: &mut Known,
    ) -> Result<Option<u32>, Unsettled> {
        let found = first(steps, |step| {
            let time = time(step).clamp(0.0, 1.0);
            if time >= known.met_from {
                return Ok(Some(()));
            }
            if time <= known.unmet_until {
                return Ok(None);
            }
            let asks = self.asks(seeker.worlds(), world, time);
            match seeker.meeting(world, &asks) {
                Finding::Found(_) => {
                    known.met_from = time;
                    Ok(Some(()))
                }
                Finding::None => {
                    known.unmet_until = time;
                    Ok(None)
                }
                Finding::Unsettled => Err(Unsettled),
            }
        });
        found.map(|found| found.map(|(step, ())| step))
    }
}

/// From when on what is asked in a world can be met, as far as it has been looked for: asks only ever fall.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// At this time and before it, what is asked cannot be met.
    unmet_until: f64,
    /// At this time and after it, it can.
    met_from: f64,
}

impl Default for Known {
    /// Nothing.
    fn default() -> Self {
        Self { unmet_until: f64::NEG_INFINITY, met_from: f64::INFINITY }
    }
}

/// The search reached its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsettled;

/// The first step at which something is found, with what is found there.
///
/// What is found at one step is at every later one: bisection is exact.
fn first<T>(
    steps: RangeInclusive<u32>,
    mut at: impl FnMut(u32) -> Result<Option<T>, Unsettled>,
) -> Result<Option<(u32, T)>, Unsettled> {
    if steps.is_empty() {
        return Ok(None);
    }
    let (mut first, mut last) = (*steps.start(), *steps.end());
    let Some(mut found) = at(last)? else { return Ok(None) };
    while first < last {
        let middle = first + (last - first) / 2;
        match at(middle)? {
            Some(sooner) => (last, found) = (middle, sooner),
            None => first = middle + 1,
        }
    }
    Ok(Some((last, found)))
}
