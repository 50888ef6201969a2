//! What is chosen on either half of the draws, judged on the other.

use super::judged::Judged;

/// Into how many parts the draws are cut.
pub(super) const BINS: usize = 20;

/// The package to put forward in some draws.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    /// The candidate that is a deal in most of them, the first of equals.
    pub(super) candidate: usize,
    /// In how many of them the candidate chosen on the other half is a deal.
    pub(super) holds: usize,
}

/// In which draws of which half which candidate is a deal.
pub(super) struct Crossed<'a> {
    judged: &'a Judged,
    first_half: usize,
    /// In how many draws the candidate chosen on the other half is a deal.
    now: usize,
}

/// By bin, by half: in how many draws a candidate is a deal.
type Counts = [[u32; 2]; BINS];

impl<'a> Crossed<'a> {
    pub(super) fn of(judged: &'a Judged, first_half: usize) -> Self {
        let mut crossed = Self { judged, first_half, now: 0 };
        crossed.now = crossed.now().holds;
        crossed
    }

    /// The package to put forward as things are known.
    pub(super) fn now(&self) -> Choice {
        let count = |joint: &fixedbitset::FixedBitSet| {
            [joint.count_ones(..self.first_half), joint.count_ones(self.first_half..)]
        };
        chosen(&self.judged.joint.iter().map(count))
    }

    /// In how many more draws the best package is a deal when it may be another one in each bin of an order.
    pub(super) fn gained(&self, order: &[u32]) -> i64 {
        let bins = self.counted(order, BINS);
        let of_bin = |bin: usize| {
            let counts = bins.iter().map(|counts| counts[bin].map(|count| count as usize));
            chosen(&counts).holds
        };
        let knowing: usize = (0..BINS).map(of_bin).sum();
        i64::try_from(knowing).unwrap_or(i64::MAX) - i64::try_from(self.now).unwrap_or(i64::MAX)
    }

    /// The packages to put forward in the lower half of an order, and in the upper.
    pub(super) fn halves(&self, order: &[u32]) -> [Choice; 2] {
        let bins = self.counted(order, 2);
        [0, 1].map(|bin| chosen(&bins.iter().map(|counts| counts[bin].map(|count| count as usize))))
    }

    /// By candidate, in how many draws of each bin and half it is a deal. Bin `b` of `B` holds the places from
    /// `⌊b·n ⁄ B⌋` on.
    fn counted(&self, order: &[u32], bins: usize) -> Vec<Counts> {
        let mut bin_of = vec![0_u8; order.len()];
        for bin in 0..bins {
            for &draw in &order[bin * order.len() / bins..(bin + 1) * order.len() / bins] {
                bin_of[draw as usize] = u8::try_from(bin).unwrap_or(u8::MAX);
            }
        }
        let counted = |joint: &fixedbitset::FixedBitSet| {
            let mut counts = Counts::default();
            for draw in joint.ones() {
                counts[usize::from(bin_of[draw])][usize::from(draw >= self.first_half)] += 1;
            }
            counts
        };
        self.judged.joint.iter().map(counted).collect()
    }

    /// By what share of draws the best package is a deal more often when all of a party's numbers are known.
    ///
    /// Numbers of different parties are independent. So in a draw of the party's numbers a candidate is a
    /// deal with no chance where the party refuses it, and elsewhere with the chance that all others accept. Those
    /// chances are taken from one half when choosing, and with the party's draws from the other when judging.
    pub(super) fn knowing(&self, judged: &Judged, party: usize) -> f64 {
        let halves = [0..self.first_half, self.first_half..judged.draws()];
        let candidates = judged.joint.len();
        let others: Vec<[u64; 2]> = (0..candidates)
            .map(|candidate| {
                let accepted = judged.accepted_by_others(party, candidate);
                halves.clone().map(|half| accepted.count_ones(half) as u64)
            })
            .collect();
        let accepted =
            |candidate: usize, half: usize| judged.accepted(party, candidate, halves[half].clone());
        let gain = |on: usize| {
            let other = 1 - on;
            // Most promising first; of equals, the first.
            let mut order: Vec<usize> = (0..candidates).collect();
            order.sort_by_key(|&candidate| std::cmp::Reverse(others[candidate][on]));
            let chosen =
                |draw: usize| order.iter().find(|&&candidate| judged.is_accepted(party, candidate, draw));
            let knowing: u64 =
                halves[other].clone().filter_map(chosen).map(|&candidate| others[candidate][other]).sum();
            let promise = |candidate: &usize| others[*candidate][on] * accepted(*candidate, on);
            let now = (0..candidates).rev().max_by_key(promise);
            let not_knowing =
                now.map_or(0, |candidate| others[candidate][other] * accepted(candidate, other));
            let of = halves[other].len() as u64;
            let gained = i128::from(knowing) - i128::from(not_knowing);
            ratio(i64::try_from(gained).unwrap_or(0), of * of)
        };
        f64::midpoint(gain(0), gain(1))
    }
}

/// Chooses among candidates by in how many draws of each half they are deals.
fn chosen(counts: &(impl DoubleEndedIterator<Item = [usize; 2]> + ExactSizeIterator + Clone)) -> Choice {
    let best = |by: fn(&[usize; 2]) -> usize| {
        counts.clone().enumerate().rev().max_by_key(|(_, count)| by(count)).unwrap_or((usize::MAX, [0, 0]))
    };
    let (_, on_first) = best(|count| count[0]);
    let (_, on_second) = best(|count| count[1]);
    let (candidate, _) = best(|count| count[0] + count[1]);
    Choice { candidate, holds: on_first[1] + on_second[0] }
}

#[expect(clippy::cast_precision_loss, reason = "squares of a million are exact in 53 bits")]
pub(super) fn ratio(count: i64, of: u64) -> f64 {
    count as f64 / of.max(1) as f64
}
