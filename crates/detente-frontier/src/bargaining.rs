//! Which efficient package a theory of bargaining singles out.

use std::{cmp::Ordering, fmt};

use crate::{
    fraction::Fraction,
    frontier::{Frontier, Point},
    yardstick::Yardstick,
};

/// A bargaining solution. Gains are counted from the floors ([`Yardstick::disagreement`]).
///
/// The first five are the textbook's. The others are what `NegMAS` 0.16 computes under the same names: they
/// count from the least utility where a floor lies below it, and differ as said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Solution {
    /// The greatest product of gains (Nash 1950). None where no package lets everybody gain.
    Nash,
    /// The greatest least share of the most that each could gain in any admitted package, then the
    /// next-smallest share, and so on (Kalai & Smorodinsky 1975; Imai 1983). A party that cannot gain has
    /// its whole share.
    KalaiSmorodinsky,
    /// The same, of the most that each could gain in any package at all, whatever the others get and whatever
    /// the rules. Kalai & Smorodinsky measure within what all prefer to none; this is the common shortcut.
    KalaiSmorodinskyOverall,
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
    /// `NegMAS` `max_welfare_points`: the greatest sum of utilities.
    NegmasWelfare,
    /// `NegMAS` `kalai_points` without subtracting reservation values: the greatest least utility.
    NegmasModifiedKalai,
    /// `NegMAS` `ks_points` without subtracting reservation values: the smallest spread between the utilities,
    /// each divided by the greatest that its party could have.
    NegmasModifiedKalaiSmorodinsky,
}

impl Solution {
    /// All of them, the textbook's first.
    pub const ALL: [Self; 12] = [
        Self::Nash,
        Self::KalaiSmorodinsky,
        Self::KalaiSmorodinskyOverall,
        Self::Egalitarian,
        Self::Utilitarian,
        Self::NegmasNash,
        Self::NegmasKalaiSmorodinsky,
        Self::NegmasKalai,
        Self::NegmasWelfare,
        Self::NegmasRelativeWelfare,
        Self::NegmasModifiedKalai,
        Self::NegmasModifiedKalaiSmorodinsky,
    ];

    /// Those of the textbook.
    pub const TEXTBOOK: [Self; 5] = [
        Self::Nash,
        Self::KalaiSmorodinsky,
        Self::KalaiSmorodinskyOverall,
        Self::Egalitarian,
        Self::Utilitarian,
    ];

    /// Whether it is `NegMAS`'s own variant of a solution.
    #[must_use]
    pub fn is_negmas(self) -> bool {
        !Self::TEXTBOOK.contains(&self)
    }
}

impl fmt::Display for Solution {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Nash => "Nash",
            Self::KalaiSmorodinsky => "Kalai-Smorodinsky (lexicographic)",
            Self::KalaiSmorodinskyOverall => "Kalai-Smorodinsky over all packages (lexicographic)",
            Self::Egalitarian => "egalitarian (lexicographic)",
            Self::Utilitarian => "utilitarian",
            Self::NegmasNash => "Nash, as NegMAS computes it",
            Self::NegmasKalaiSmorodinsky => "Kalai-Smorodinsky, as NegMAS computes it",
            Self::NegmasKalai => "Kalai, as NegMAS computes it",
            Self::NegmasRelativeWelfare => "relative welfare, as NegMAS computes it",
            Self::NegmasWelfare => "welfare, as NegMAS computes it",
            Self::NegmasModifiedKalai => "modified Kalai, as NegMAS computes it",
            Self::NegmasModifiedKalaiSmorodinsky => "modified Kalai-Smorodinsky, as NegMAS computes it",
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
                greatest_product(gaining, from)
            }
            Solution::NegmasNash => greatest_product(self.points.iter(), &from_least),
            Solution::KalaiSmorodinsky | Solution::KalaiSmorodinskyOverall => {
                let most = match solution {
                    Solution::KalaiSmorodinsky => self.most(from),
                    _ => by.most.clone(),
                };
                let shares = |point: &Point| sorted_shares(point, from, &most);
                greatest(
                    near_the_greatest(self.points.iter(), |point| least_share(point, from, &most)),
                    shares,
                )
            }
            Solution::Egalitarian => {
                let sorted = |point: &Point| by.sorted(gains(point, from));
                greatest(near_the_greatest(self.points.iter(), |point| least_gain(by, point, from)), sorted)
            }
            Solution::Utilitarian | Solution::NegmasWelfare => {
                greatest(self.points.iter(), |point| by.sum(&point.utilities))
            }
            Solution::NegmasKalai => {
                let least = |point: &Point| by.sorted(gains(point, &from_least)).into_iter().next();
                greatest(self.points.iter(), least)
            }
            Solution::NegmasModifiedKalai => {
                let least = |point: &Point| by.sorted(point.utilities.iter().copied()).into_iter().next();
                greatest(self.points.iter(), least)
            }
            Solution::NegmasKalaiSmorodinsky => self.least_spread(by, &from_least),
            Solution::NegmasModifiedKalaiSmorodinsky => {
                if ranges(by, &from_least).iter().any(|&range| range <= 0) {
                    return self.points.iter().collect();
                }
                self.least_spread(by, &vec![0; by.least.len()])
            }
            Solution::NegmasRelativeWelfare => {
                let ranges = ranges(by, &from_least);
                let sum = |point: &Point| float_shares(by, point, &by.least, &ranges).sum();
                nearly_greatest(&self.points, sum)
            }
        }
    }

    /// The points whose shares of each party's range above `bottom` differ least; all, where a party has no
    /// range, as in `NegMAS`.
    fn least_spread(&self, by: &Yardstick, bottom: &[i128]) -> Vec<&Point> {
        let ranges = ranges(by, bottom);
        if ranges.iter().any(|&range| range <= 0) {
            return self.points.iter().collect();
        }
        let spread = |point: &Point| {
            let shares = || float_shares(by, point, bottom, &ranges);
            shares().fold(f64::INFINITY, f64::min) - shares().fold(f64::NEG_INFINITY, f64::max)
        };
        nearly_greatest(&self.points, spread)
    }

    /// By party, the most it can have in an admitted package; `otherwise` where there is none.
    fn most(&self, otherwise: &[i128]) -> Vec<i128> {
        let of = |(party, &otherwise): (usize, &i128)| {
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

fn gains<'p>(point: &'p Point, from: &'p [i128]) -> impl Iterator<Item = i128> + 'p {
    point.utilities.iter().zip(from).map(|(utility, from)| utility - from)
}

fn greatest<'p, Score: Ord>(
    points: impl Iterator<Item = &'p Point>,
    score: impl Fn(&Point) -> Score,
) -> Vec<&'p Point> {
    let mut best: Option<(Score, Vec<&Point>)> = None;
    for point in points {
        let own = score(point);
        match best.as_mut().map(|(best, tied)| (own.cmp(best), tied)) {
            None | Some((Ordering::Greater, _)) => best = Some((own, vec![point])),
            Some((Ordering::Equal, tied)) => tied.push(point),
            Some((Ordering::Less, _)) => {}
        }
    }
    best.map(|(_, tied)| tied).unwrap_or_default()
}

/// How much, relative to the greatest, a rough score may err: far more than any of them does.
const ROUGHLY: f64 = 1e-9;
/// Below, floating-point products lose digits and no longer tell anything.
const TINY: f64 = 1e-200;

/// The points that may score most by a rough score with a relative error below [`ROUGHLY`]: so that only few are
/// compared exactly.
fn near_the_greatest<'p>(
    points: impl Iterator<Item = &'p Point>,
    rough: impl Fn(&Point) -> f64,
) -> impl Iterator<Item = &'p Point> {
    let scored: Vec<_> = points.map(|point| (rough(point), point)).collect();
    let most = scored.iter().map(|(score, _)| *score).fold(f64::NEG_INFINITY, f64::max);
    let enough = if most.abs() < TINY { f64::NEG_INFINITY } else { most - most.abs() * ROUGHLY };
    scored.into_iter().filter(move |(score, _)| *score >= enough).map(|(_, point)| point)
}

fn greatest_product<'p>(points: impl Iterator<Item = &'p Point> + Clone, from: &[i128]) -> Vec<&'p Point> {
    let mut most = vec![1; from.len()];
    for point in points.clone() {
        most.iter_mut().zip(gains(point, from)).for_each(|(most, gain)| *most = gain.max(*most));
    }
    let rough =
        |point: &Point| gains(point, from).zip(&most).map(|(gain, &most)| ratio(gain, most)).product();
    greatest(near_the_greatest(points, rough), |point| product(gains(point, from)))
}

fn least_gain(by: &Yardstick, point: &Point, from: &[i128]) -> f64 {
    let gains = gains(point, from).enumerate().map(|(party, gain)| by.units(party, gain));
    gains.fold(f64::INFINITY, f64::min)
}

fn least_share(point: &Point, from: &[i128], most: &[i128]) -> f64 {
    let share = |(party, gain): (usize, i128)| match most[party] - from[party] {
        0 => 1.0,
        range => ratio(gain, range),
    };
    gains(point, from).enumerate().map(share).fold(f64::INFINITY, f64::min)
}

#[expect(clippy::cast_precision_loss, reason = "rough on purpose")]
fn ratio(of: i128, parts: i128) -> f64 {
    of as f64 / parts as f64
}

fn nearly_greatest(points: &[Point], score: impl Fn(&Point) -> f64) -> Vec<&Point> {
    let most = points.iter().map(&score).fold(f64::NEG_INFINITY, f64::max);
    points.iter().filter(|point| score(point) >= most - NEGMAS_TIE).collect()
}

/// By party, how much more than `bottom` it can have, rules aside.
fn ranges(by: &Yardstick, bottom: &[i128]) -> Vec<i128> {
    by.most.iter().zip(bottom).map(|(most, bottom)| most - bottom).collect()
}

/// `(u − from) ⁄ range`; where nothing can be gained, the whole share.
fn float_shares<'p>(
    by: &'p Yardstick,
    point: &'p Point,
    from: &'p [i128],
    ranges: &'p [i128],
) -> impl Iterator<Item = f64> + 'p {
    let share = |(party, (gain, &range)): (usize, (i128, &i128))| {
        if range <= 0 { 1.0 } else { by.points(party, gain) / by.points(party, range) }
    };
    gains(point, from).zip(ranges).enumerate().map(share)
}

/// The shares of the most that each could gain, smallest first.
fn sorted_shares(point: &Point, from: &[i128], most: &[i128]) -> Vec<Fraction> {
    let share = |(party, gain): (usize, i128)| match most[party] - from[party] {
        0 => Fraction::from((1, 1)),
        range => Fraction::from((gain, range)),
    };
    let mut shares: Vec<_> = gains(point, from).enumerate().map(share).collect();
    shares.sort();
    shares
}

/// A product of numbers that are not negative, exact: its length, then its 64-bit digits, greatest first.
pub(crate) fn product(factors: impl Iterator<Item = i128>) -> (usize, Vec<u64>) {
    let mut digits = vec![1_u64];
    for factor in factors {
        let factor = u128::try_from(factor).unwrap_or(0);
        let (lower, upper) = (low(factor), low(factor >> 64));
        let mut longer = times(&digits, lower);
        if upper > 0 {
            add_shifted(&mut longer, &times(&digits, upper));
        }
        digits = longer;
    }
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits.reverse();
    (digits.len(), digits)
}

/// The product of digits, least first, and one digit.
fn times(digits: &[u64], factor: u64) -> Vec<u64> {
    let mut product = Vec::with_capacity(digits.len() + 2);
    let mut carry = 0_u128;
    for &digit in digits {
        let sum = u128::from(digit) * u128::from(factor) + carry;
        product.push(low(sum));
        carry = sum >> 64;
    }
    if carry > 0 {
        product.push(low(carry));
    }
    product
}

/// Adds digits, least first, one place further up.
fn add_shifted(digits: &mut Vec<u64>, more: &[u64]) {
    let mut carry = 0_u128;
    for (place, digit) in (1..).zip(more.iter().map(|&digit| u128::from(digit)).chain([0])) {
        if digits.len() <= place {
            digits.push(0);
        }
        let sum = u128::from(digits[place]) + digit + carry;
        digits[place] = low(sum);
        carry = sum >> 64;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn low(wide: u128) -> u64 {
    wide as u64
}
