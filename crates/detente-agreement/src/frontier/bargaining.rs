//! Which efficient package a theory of bargaining singles out.

use std::{cmp::Ordering, fmt};

use super::{Frontier, Point, fraction::Fraction, yardstick::Yardstick};

/// A bargaining solution. Gains are counted from the floors ([`Yardstick::disagreement`]).
///
/// The first four are the textbook's. The others are what `NegMAS` 0.16 computes under the same names: they
/// count from the least utility where a floor lies below it, and differ as said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Solution {
    /// The greatest product of gains (Nash 1950). None where no package lets everybody gain.
    Nash,
    /// The greatest least share of the most that each could gain in any admitted package, then the
    /// next-smallest share, and so on (Kalai & Smorodinsky 1975; Imai 1983). A party that cannot gain has
    /// its whole share.
    KalaiSmorodinsky,
    /// The greatest least gain, then the next-smallest, and so on (Kalai 1977; Sen 1970).
    Egalitarian,
    /// The greatest sum of utilities.
    Utilitarian,
    /// `NegMAS` `nash_points`.
    NegmasNash,
    /// `NegMAS` `ks_points`: the smallest spread between the largest and smallest share.
    NegmasKalaiSmorodinsky,
    /// `NegMAS` `kalai_points`: the greatest least gain, without a look at the next.
    NegmasKalai,
    /// `NegMAS` `max_relative_welfare_points`: the greatest sum of shares.
    NegmasRelativeWelfare,
}

impl Solution {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Nash,
        Self::KalaiSmorodinsky,
        Self::Egalitarian,
        Self::Utilitarian,
        Self::NegmasNash,
        Self::NegmasKalaiSmorodinsky,
        Self::NegmasKalai,
        Self::NegmasRelativeWelfare,
    ];
}

impl fmt::Display for Solution {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Nash => "Nash",
            Self::KalaiSmorodinsky => "Kalai-Smorodinsky (lexicographic)",
            Self::Egalitarian => "egalitarian (lexicographic)",
            Self::Utilitarian => "utilitarian",
            Self::NegmasNash => "Nash as NegMAS counts it",
            Self::NegmasKalaiSmorodinsky => "Kalai-Smorodinsky as NegMAS counts it",
            Self::NegmasKalai => "Kalai as NegMAS counts it",
            Self::NegmasRelativeWelfare => "relative welfare as NegMAS counts it",
        })
    }
}

/// How near two of `NegMAS`'s scores count as equal there.
const NEGMAS_TIE: f64 = 1e-12;

impl Frontier {
    /// The points that a solution singles out: one, or several that tie. `by` is what the frontier is of.
    #[must_use]
    pub fn solution(&self, by: impl Into<Yardstick>, solution: Solution) -> Vec<&Point> {
        let by = &by.into();
        let from = &by.disagreement;
        let from_least: Vec<_> = from.iter().zip(&by.least).map(|(floor, least)| *floor.max(least)).collect();
        match solution {
            Solution::Nash => {
                let gaining = self.points.iter().filter(|point| gains(point, from).all(|gain| gain > 0));
                greatest(gaining, |point| product(gains(point, from)), Ord::cmp)
            }
            Solution::NegmasNash => {
                greatest(self.points.iter(), |point| product(gains(point, &from_least)), Ord::cmp)
            }
            Solution::KalaiSmorodinsky => {
                let most = self.most(from);
                let shares = |point: &Point| sorted_shares(point, from, &most);
                greatest(self.points.iter(), shares, Ord::cmp)
            }
            Solution::Egalitarian => {
                greatest(self.points.iter(), |point| by.sorted(gains(point, from)), Ord::cmp)
            }
            Solution::Utilitarian => greatest(self.points.iter(), |point| by.sum(&point.utilities), Ord::cmp),
            Solution::NegmasKalai => {
                let least = |point: &Point| by.sorted(gains(point, &from_least)).into_iter().next();
                greatest(self.points.iter(), least, Ord::cmp)
            }
            Solution::NegmasKalaiSmorodinsky => {
                let ranges = ranges(by, &from_least);
                let spread = |point: &Point| {
                    let shares = || float_shares(by, point, &from_least, &ranges);
                    let most = shares().fold(f64::NEG_INFINITY, f64::max);
                    shares().fold(f64::INFINITY, f64::min) - most
                };
                nearly_greatest(&self.points, spread)
            }
            Solution::NegmasRelativeWelfare => {
                let ranges = ranges(by, &from_least);
                let sum = |point: &Point| float_shares(by, point, &by.least, &ranges).sum();
                nearly_greatest(&self.points, sum)
            }
        }
    }

    /// By party, the most it can have in an admitted package; `otherwise` where there is none.
    fn most(&self, otherwise: &[i64]) -> Vec<i64> {
        let of = |(party, &otherwise): (usize, &i64)| {
            self.points.iter().map(|point| point.utilities[party]).max().unwrap_or(otherwise)
        };
        otherwise.iter().enumerate().map(of).collect()
    }

    /// How far the best compromise stays from what each could have at most, as `NegMAS`'s `opposition_level`:
    /// the least `√Σ(1 − u/max u)²` over the points, `max u` over all packages whatever the rules.
    /// `None` without points or where a party's most is not above zero.
    #[must_use]
    pub fn opposition(&self, by: impl Into<Yardstick>) -> Option<f64> {
        let by = &by.into();
        let most: Vec<_> = by.most.iter().enumerate().map(|(party, &most)| by.points(party, most)).collect();
        if most.iter().any(|&most| most <= 0.0) {
            return None;
        }
        let distance = |point: &Point| {
            let missing = point.utilities.iter().zip(&most).enumerate();
            let missing = missing.map(|(party, (&own, most))| 1.0 - by.points(party, own) / most);
            missing.map(|share| share * share).sum::<f64>().sqrt()
        };
        self.points.iter().map(distance).min_by(f64::total_cmp)
    }
}

fn gains<'p>(point: &'p Point, from: &'p [i64]) -> impl Iterator<Item = i64> + 'p {
    point.utilities.iter().zip(from).map(|(utility, from)| utility - from)
}

fn greatest<'p, Score>(
    points: impl Iterator<Item = &'p Point>,
    score: impl Fn(&Point) -> Score,
    compare: impl Fn(&Score, &Score) -> Ordering,
) -> Vec<&'p Point> {
    let mut best: Option<(Score, Vec<&Point>)> = None;
    for point in points {
        let own = score(point);
        match best.as_mut().map(|(best, tied)| (compare(&own, best), tied)) {
            None | Some((Ordering::Greater, _)) => best = Some((own, vec![point])),
            Some((Ordering::Equal, tied)) => tied.push(point),
            Some((Ordering::Less, _)) => {}
        }
    }
    best.map(|(_, tied)| tied).unwrap_or_default()
}

fn nearly_greatest(points: &[Point], score: impl Fn(&Point) -> f64) -> Vec<&Point> {
    let most = points.iter().map(&score).fold(f64::NEG_INFINITY, f64::max);
    points.iter().filter(|point| score(point) >= most - NEGMAS_TIE).collect()
}

/// By party, how much more than `bottom` it can have, rules aside.
fn ranges(by: &Yardstick, bottom: &[i64]) -> Vec<i64> {
    by.most.iter().zip(bottom).map(|(most, bottom)| most - bottom).collect()
}

/// `(u − from) ⁄ range`; where nothing can be gained, the whole share.
fn float_shares<'p>(
    by: &'p Yardstick,
    point: &'p Point,
    from: &'p [i64],
    ranges: &'p [i64],
) -> impl Iterator<Item = f64> + 'p {
    let share = |(party, (gain, &range)): (usize, (i64, &i64))| {
        if range <= 0 { 1.0 } else { by.points(party, gain) / by.points(party, range) }
    };
    gains(point, from).zip(ranges).enumerate().map(share)
}

/// The shares of the most that each could gain, smallest first.
fn sorted_shares(point: &Point, from: &[i64], most: &[i64]) -> Vec<Fraction> {
    let share = |(party, gain): (usize, i64)| match most[party] - from[party] {
        0 => Fraction::from((1, 1)),
        range => Fraction::from((gain, range)),
    };
    let mut shares: Vec<_> = gains(point, from).enumerate().map(share).collect();
    shares.sort();
    shares
}

/// A product of numbers that are not negative, exact: its length, then its 64-bit digits, greatest first.
pub(super) fn product(factors: impl Iterator<Item = i64>) -> (usize, Vec<u64>) {
    let mut digits = vec![1_u64];
    for factor in factors {
        let factor = u128::from(u64::try_from(factor).unwrap_or(0));
        let mut carry = 0_u128;
        for digit in &mut digits {
            let sum = u128::from(*digit) * factor + carry;
            *digit = low(sum);
            carry = sum >> 64;
        }
        if carry > 0 {
            digits.push(low(carry));
        }
    }
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits.reverse();
    (digits.len(), digits)
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn low(wide: u128) -> u64 {
    wide as u64
}
