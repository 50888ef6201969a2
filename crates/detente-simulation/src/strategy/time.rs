//! Time-dependent: aims at less as time passes, whatever the others do.
//!
//! At time `t` a party aims at `least + (best − least) · aspiration(t)`, with `least` the larger of what its worst
//! package and no agreement are worth. Boulware, linear and conceder aspire to `1 − t^e` with `e` = 4, 1 and ¼, the
//! exponential family to `(exp((1 − t)^e) − 1) / (exp(1) − 1)` (Faratin, Sierra & Jennings 1998, Robotics and
//! Autonomous Systems 24:159, eqs. 5–6, in the form of NegMAS 0.16); hardheaded never aims at less than the best. It
//! proposes the worst package that is worth what it aims at, and accepts what is worth as much.

use super::{Answer, Strategy, View};
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
    pub(super) aspiration: Aspiration,
}

impl TimeDependent {
    fn aim(self, view: View<'_>) -> f64 {
        aim(view.side, self.aspiration.at(view.moment.time())) - TOLERANCE
    }
}

/// What a party aims at for a given aspiration.
pub(super) fn aim(side: &Side, aspiration: f64) -> f64 {
    let (least, best) = (side.least(), side.best());
    least + (best - least) * aspiration
}

/// The package nearest to an aim among those worth at least as much and no less than no agreement; one that falls
/// short by no more than a rounding error counts as well.
pub(super) fn nearest(side: &Side, aim: f64) -> Option<Package> {
    let (order, sorted) = (side.order(), side.sorted());
    let above = side.from(aim);
    let below = side.from(aim - ROUNDING);
    if below >= order.len() {
        return None;
    }
    // Between the two stand packages that fall short by a rounding error: the last of them is the nearest.
    if below < above {
        let short = sorted[above - 1];
        let exceeds = sorted.get(above).map_or(f64::INFINITY, |worth| worth - aim);
        let place = if aim - short <= exceeds { first_of_equals(side, above - 1) } else { above };
        return order.get(place).copied();
    }
    order.get(above).copied()
}

/// The first place in the order with the same worth.
fn first_of_equals(side: &Side, place: usize) -> usize {
    side.from(side.sorted()[place])
}

impl Strategy for TimeDependent {
    fn answers(&mut self, view: View<'_>, offer: Package) -> Answer {
        let least = self.aim(view).clamp(view.side.least(), view.side.best().max(view.side.least()));
        if view.side.worth(offer) >= least { Answer::Accept } else { Answer::Reject }
    }

    fn proposes(&mut self, view: View<'_>, _dice: &mut Dice) -> Option<Package> {
        let side = view.side;
        nearest(side, self.aim(view).clamp(side.least(), side.best().max(side.least())))
    }
}
