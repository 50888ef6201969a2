//! What is chosen on either half of the draws, judged on the other.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::judged::Judged;

/// Into how many parts the draws are cut.
pub(super) const BINS: usize = 10;

/// The package to put forward in some draws.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// The candidate that is a deal in most of them, the first of equals.
    pub(super) candidate: usize,
    /// In how many of them the candidate chosen on the other half is a deal.
    pub(super) holds: usize,
    /// In how many of them the candidate chosen on the same half is a deal: flattering.
    pub(super) flattered: usize,
}

/// How much more often the package chosen is a deal when something is known, as a share of draws.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Worth {
    /// The difference, judged on draws on which nothing was chosen: by chance it may be below zero.
    pub(super) difference: f64,
    /// The standard error of that difference.
    pub(super) error: f64,
}

/// In which draws of which half which candidate is a deal.
pub(super) struct Crossed<'a> {
    judged: &'a Judged,
    first_half: usize,
}

/// One party's acceptance of every candidate, and everybody else's.
///
/// Numbers of different parties are independent. So a candidate is a deal with the chance that the party accepts it
/// times the chance that all others do and the rules are kept. Each is known from all draws of a half, where the draws
/// in which both happen may be a handful.
pub(super) struct Apart {
    /// By candidate, the draws in which the party does not refuse it.
    own: Vec<FixedBitSet>,
    /// By candidate, the draws in which nobody else refuses it.
    others: Vec<FixedBitSet>,
    /// The same counted, by half.
    counted: [Vec<(u64, u64)>; 2],
    halves: [Range<usize>; 2],
}

/// By candidate, by bin, by half: in how many draws.
type Counts = [[u64; 2]; BINS];

impl<'a> Crossed<'a> {
    pub(super) fn of(judged: &'a Judged, first_half: usize) -> Self {
        Self { judged, first_half }
    }

    /// The package to put forward as things are known.
    pub(super) fn now(&self) -> Choice {
        let count =
            |joint: &FixedBitSet| [joint.count_ones(..self.first_half), joint.count_ones(self.first_half..)];
        chosen(&self.judged.joint.iter().map(count))
    }

    /// The packages to put forward in the lower half of an order, and in the upper.
    pub(super) fn halves(&self, order: &[u32]) -> [Choice; 2] {
        let bin_of = bins(order, 2);
        let counted = |joint: &FixedBitSet| counts(joint, &bin_of, self.first_half);
        let by_bin: Vec<Counts> = self.judged.joint.iter().map(counted).collect();
        let as_places = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        [0, 1].map(|bin| chosen(&by_bin.iter().map(|counts| counts[bin].map(as_places))))
    }

    /// What a party accepts, apart from what others do.
    pub(super) fn apart(&self, party: usize) -> Apart {
        let candidates = 0..self.judged.joint.len();
        let halves = [0..self.first_half, self.first_half..self.judged.draws()];
        let own: Vec<_> = candidates.clone().map(|one| self.judged.not_refused(party, one)).collect();
        let others: Vec<_> = candidates.map(|one| self.judged.accepted_by_others(party, one)).collect();
        let ones = |set: &FixedBitSet, half: &Range<usize>| set.count_ones(half.clone()) as u64;
        let counted = |half: &Range<usize>| {
            own.iter().zip(&others).map(|(own, others)| (ones(own, half), ones(others, half))).collect()
        };
        Apart { counted: [counted(&halves[0]), counted(&halves[1])], own, others, halves }
    }
}

impl Apart {
    /// What it is worth to know a number of the party before choosing, from the draws in the order of the number: cut
    /// into bins, and in each bin the package chosen that promises most.
    pub(super) fn knowing_number(&self, order: &[u32]) -> Worth {
        let bin_of = bins(order, BINS);
        let first_half = self.halves[0].end;
        let own: Vec<Counts> = self.own.iter().map(|own| counts(own, &bin_of, first_half)).collect();
        self.both_ways(|on, now| {
            let in_bin = |bin: usize| self.promising(on, now, |candidate| own[candidate][bin][on]);
            let by_bin: Vec<usize> = (0..BINS).map(in_bin).collect();
            let bin_of = &bin_of;
            move |draw: usize| Some(by_bin[usize::from(bin_of[draw])])
        })
    }

    /// What it is worth to know all numbers of the party before choosing: of what the party accepts, the package that
    /// the others accept most often.
    pub(super) fn knowing_all(&self) -> Worth {
        self.both_ways(|on, _| {
            // Most promising first; of equals, the first.
            let mut order: Vec<usize> = (0..self.own.len()).collect();
            order.sort_by_key(|&candidate| std::cmp::Reverse(self.counted[on][candidate].1));
            move |draw: usize| order.iter().copied().find(|&one| self.own[one].contains(draw))
        })
    }

    /// Chooses on either half, judges on the other, and takes the mean.
    fn both_ways<C: Fn(usize) -> Option<usize>>(&self, choices: impl Fn(usize, usize) -> C) -> Worth {
        if self.own.is_empty() {
            return Worth::default();
        }
        let [one, other] = [0, 1].map(|on| {
            let now = self.promising(on, 0, |candidate| self.counted[on][candidate].0);
            self.difference(1 - on, now, choices(on, now))
        });
        Worth {
            difference: f64::midpoint(one.difference, other.difference),
            error: one.error.hypot(other.error) / 2.0,
        }
    }

    /// The candidate that promises most on a half: that the party accepts so often, times how often the others do. Of
    /// equals the one to put forward now, so that nothing is changed for nothing, and else the first.
    fn promising(&self, on: usize, now: usize, own: impl Fn(usize) -> u64) -> usize {
        let promise =
            |candidate: usize| u128::from(own(candidate)) * u128::from(self.counted[on][candidate].1);
        let best = (0..self.own.len()).rev().max_by_key(|&candidate| promise(candidate)).unwrap_or(now);
        if promise(now) == promise(best) { now } else { best }
    }

    /// By how much more often a choice made draw by draw is a deal on a half than the package `now`, with its standard
    /// error.
    ///
    /// The difference is the mean, over pairs of a draw of the party's numbers and one of the others', of what the pair
    /// gains. The variance of such a mean is, but for terms of the square of the number of draws, that of its two
    /// projections: of what a draw of the party gains on average over the others', and the other way round (Hoeffding
    /// 1948, Ann. Math. Statist. 19:293).
    fn difference(&self, on: usize, now: usize, choice: impl Fn(usize) -> Option<usize>) -> Worth {
        let draws = self.halves[on].len() as u64;
        let chance = |candidate: usize| ratio(self.counted[on][candidate].1, draws);
        let of_now = chance(now);
        // By candidate, in how many draws it is chosen and the party accepts it.
        let mut accepted = vec![0_u64; self.own.len()];
        let (mut sum, mut squares) = (0.0, 0.0);
        for draw in self.halves[on].clone() {
            let chosen = choice(draw).filter(|&one| self.own[one].contains(draw));
            if let Some(one) = chosen {
                accepted[one] += 1;
            }
            let without = if self.own[now].contains(draw) { of_now } else { 0.0 };
            let gained = chosen.map_or(0.0, chance) - without;
            (sum, squares) = (sum + gained, squares + gained * gained);
        }
        let difference = sum / real(draws);
        let of_party = variance(sum, squares, draws);
        let mut weights: Vec<(usize, f64)> = accepted
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(one, count)| (one, ratio(*count, draws)))
            .collect();
        weights.push((now, -ratio(self.counted[on][now].0, draws)));
        let (mut sum, mut squares) = (0.0, 0.0);
        for draw in self.halves[on].clone() {
            let accepted = weights.iter().filter(|(one, _)| self.others[*one].contains(draw));
            let gained: f64 = accepted.map(|(_, weight)| weight).sum();
            (sum, squares) = (sum + gained, squares + gained * gained);
        }
        let of_others = variance(sum, squares, draws);
        Worth { difference, error: ((of_party + of_others) / real(draws)).sqrt() }
    }
}

/// By draw, the part of an order in which it stands. Part `b` of `B` holds the places from `⌊b·n ⁄ B⌋` on.
fn bins(order: &[u32], parts: usize) -> Vec<u8> {
    let mut bin_of = vec![0_u8; order.len()];
    for bin in 0..parts {
        for &draw in &order[bin * order.len() / parts..(bin + 1) * order.len() / parts] {
            bin_of[draw as usize] = u8::try_from(bin).unwrap_or(u8::MAX);
        }
    }
    bin_of
}

/// In how many draws of each bin and half.
fn counts(draws: &FixedBitSet, bin_of: &[u8], first_half: usize) -> Counts {
    let mut counts = Counts::default();
    for draw in draws.ones() {
        counts[usize::from(bin_of[draw])][usize::from(draw >= first_half)] += 1;
    }
    counts
}

/// Chooses among candidates by in how many draws of each half they are deals.
fn chosen(counts: &(impl DoubleEndedIterator<Item = [usize; 2]> + ExactSizeIterator + Clone)) -> Choice {
    let best = |by: fn(&[usize; 2]) -> usize| {
        counts.clone().enumerate().rev().max_by_key(|(_, count)| by(count)).unwrap_or((usize::MAX, [0, 0]))
    };
    let (_, on_first) = best(|count| count[0]);
    let (_, on_second) = best(|count| count[1]);
    let (candidate, _) = best(|count| count[0] + count[1]);
    Choice { candidate, holds: on_first[1] + on_second[0], flattered: on_first[0] + on_second[1] }
}

/// The variance of numbers whose sum and sum of squares are given.
fn variance(sum: f64, squares: f64, count: u64) -> f64 {
    let mean = sum / real(count);
    (squares / real(count) - mean * mean).max(0.0)
}

#[expect(clippy::cast_precision_loss, reason = "counts of draws are exact in 53 bits")]
fn real(count: u64) -> f64 {
    count.max(1) as f64
}

fn ratio(count: u64, of: u64) -> f64 {
    if count == 0 { 0.0 } else { real(count) / real(of) }
}
