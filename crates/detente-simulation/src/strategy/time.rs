//! Time-dependent: aims at less as time passes, whatever the others do.
//!
//! At time `t` a party aims at `least + (best − least) · aspiration(t)`, with `least` the larger of what its worst
//! package and no agreement are worth. Boulware, linear and conceder aspire to `1 − t^e` with `e` = 4, 1 and ¼, the
//! exponential family to `(exp((1 − t)^e) − 1) / (exp(1) − 1)` (Faratin, Sierra & Jennings 1998, Robotics and
//! Autonomous Systems 24:159, eqs. 5–6, in the form of NegMAS 0.16); hardheaded never aims at less than the best. It
//! proposes the worst package that is worth what it aims at, of several the one that its dice choose, and accepts what
//! is worth as much.

use super::{Answer, Strategy, View, equals::one_of_equals};
use crate::{
    Dice,
    domain::{Package, Side},
};

/// How far below its aim a party still goes, in its own worth: NegMAS's tolerance.
const TOLERANCE: f64 = 1e-4;
/// How far below that a package is still taken for as good.
const ROUNDING: f64 = 1e-6;

/// What a party aspires to, from all (1) to nothing beyond the least (0).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Aspiration {
    /// `1 − t^e`.
    Polynomial(f64),
    /// `(exp((1 − t)^e) − 1) / (exp(1) − 1)`.
    Exponential(f64),
    /// Always all.
    Everything,
}

impl Aspiration {
    pub(super) fn at(self, time: f64) -> f64 {
        match self {
            Self::Polynomial(exponent) => 1.0 - libm::pow(time, exponent),
            Self::Exponential(exponent) => {
                (libm::exp(libm::pow(1.0 - time, exponent)) - 1.0) / (std::f64::consts::E - 1.0)
            }
            Self::Everything => 1.0,
        }
    }
}

/// The strategy.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimeDependent {
    aspiration: Aspiration,
    /// The last round in which it has looked, what it aims at there, and where that stands in its order.
    looked: Option<(u32, f64, usize)>,
}

impl TimeDependent {
    pub(super) fn new(aspiration: Aspiration) -> Self {
        Self { aspiration, looked: None }
    }

    /// What it aims at, and the first place in its order that is worth as much.
    fn aims(&mut self, view: View<'_>) -> (f64, usize) {
        let round = view.moment.round;
        let near = match self.looked {
            Some((looked, aim, place)) if looked == round => return (aim, place),
            Some((_, _, place)) => place,
            None => view.side.order().len(),
        };
        let (least, best) = (view.side.least(), view.side.best());
        let aim = aim(view.side, self.aspiration.at(view.moment.time())) - TOLERANCE;
        let aim = aim.clamp(least, best.max(least));
        let place = view.side.from_near(aim, near);
        self.looked = Some((round, aim, place));
        (aim, place)
    }
}

/// What a party aims at for a given aspiration.
pub(super) fn aim(side: &Side, aspiration: f64) -> f64 {
    let (least, best) = (side.least(), side.best());
    least + (best - least) * aspiration
}

/// The package nearest to an aim among those worth at least as much and no less than no agreement; one that falls
/// short by no more than a rounding error counts as well. Of equals the dice choose one.
pub(super) fn nearest(side: &Side, aim: f64, dice: &mut Dice) -> Option<Package> {
    nearest_from(side, aim, side.from(aim), dice)
}

/// The same where it is known from which place packages are worth as much.
fn nearest_from(side: &Side, aim: f64, above: usize, dice: &mut Dice) -> Option<Package> {
    let sorted = side.sorted();
    let just_below = above.checked_sub(1).filter(|below| side.rational().contains(below));
    if let Some(below) = just_below.filter(|below| sorted[*below] >= aim - ROUNDING) {
        let exceeds = sorted.get(above).map_or(f64::INFINITY, |worth| worth - aim);
        if aim - sorted[below] <= exceeds {
            return one_of_equals(side, below, dice);
        }
    }
    one_of_equals(side, above, dice)
}

impl Strategy for TimeDependent {
    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        if view.side.worth(offer) >= self.aims(view).0 { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, dice: &mut Dice) -> Option<Package> {
        let (aim, place) = self.aims(view);
        nearest_from(view.side, aim, place, dice)
    }
}
