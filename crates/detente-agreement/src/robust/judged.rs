//! In which draws is which package a deal, and what does it gain whom?

use detente_case::Quantity;
use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::{
    blocks::{BLOCK, Block, Fixed, Rank},
    pool::Pool,
    progress::{Progress, Stage, Watch},
};
use crate::{Negotiation, Share};

/// How many blocks are held before they are taken in.
const WAVE: usize = 64;

/// Every package of a pool in every draw.
pub(super) struct Judged {
    /// By candidate, the draws in which it is a deal.
    pub(super) joint: Vec<FixedBitSet>,
    /// By party, by candidate, the draws in which the party accepts it; empty for parties never asked.
    accepts: Vec<Vec<FixedBitSet>>,
    /// By candidate, how it stands among the others; empty where that was not asked for.
    ranks: Vec<Rank>,
    /// By candidate, everyone whose consent it needs.
    needed: Vec<Vec<usize>>,
    /// By candidate, whether it keeps every rule and holds only options considered.
    within_rules: Vec<bool>,
    draws: usize,
}

impl Judged {
    /// Looks at blocks of draws, several at a time; what is found does not depend on how many. With `ranked`,
    /// also at how candidates stand among each other, which takes their number squared.
    pub(super) fn of(negotiation: &Negotiation, pool: &Pool, ranked: bool, watch: Watch<'_>) -> Self {
        let draws = pool.plan.draws;
        let count = pool.candidates.len();
        let fixed: Vec<_> =
            pool.candidates.iter().map(|(package, _)| Fixed::of(negotiation, package)).collect();
        let none = || vec![FixedBitSet::with_capacity(draws as usize); count];
        let mut judged = Self {
            joint: none(),
            accepts: vec![Vec::new(); negotiation.parties.len()],
            ranks: if ranked { vec![Rank::default(); count] } else { Vec::new() },
            needed: fixed.iter().map(|fixed| fixed.needed.clone()).collect(),
            within_rules: fixed.iter().map(|fixed| fixed.within_rules).collect(),
            draws: draws as usize,
        };
        for &party in &pool.asked {
            judged.accepts[party] = none();
        }
        let starts: Vec<u32> = (0..draws.div_ceil(BLOCK)).map(|block| block * BLOCK).collect();
        let all = draws as usize;
        for wave in starts.chunks(WAVE) {
            let done = wave.first().map_or(0, |first| *first as usize);
            watch(Progress { stage: Stage::Draws, done, all });
            let block = |&first: &u32| {
                let draws = first..draws.min(first.saturating_add(BLOCK));
                (first, Block::of(negotiation, pool, ranked, &fixed, draws))
            };
            let blocks: Vec<(u32, Block)> = wave.par_iter().map(block).collect();
            for (first, block) in blocks {
                judged.take_in(first, &block, &pool.asked);
            }
        }
        judged
    }

    fn take_in(&mut self, first: u32, block: &Block, asked: &[usize]) {
        let place = (first / usize::BITS) as usize;
        let set = |draws: &mut FixedBitSet, words: &[usize]| {
            draws.as_mut_slice()[place..place + words.len()].copy_from_slice(words);
        };
        for (candidate, joint) in self.joint.iter_mut().enumerate() {
            set(joint, block.joint(candidate));
            for (number, &party) in asked.iter().enumerate() {
                set(&mut self.accepts[party][candidate], block.accepts(candidate, number));
            }
        }
        for (all, one) in self.ranks.iter_mut().zip(&block.ranks) {
            all.add(one);
        }
    }

    /// How a candidate stands among the others, all draws together.
    pub(super) fn rank(&self, candidate: usize) -> Rank {
        self.ranks.get(candidate).copied().unwrap_or_default()
    }

    /// The draws in which a party accepts a candidate.
    pub(super) fn accepts(&self, party: usize, candidate: usize) -> &FixedBitSet {
        &self.accepts[party][candidate]
    }

    /// How many draws there are.
    pub(super) fn draws(&self) -> usize {
        self.draws
    }

    /// The draws in which a candidate is not refused by a party whose consent it needs.
    pub(super) fn not_refused(&self, party: usize, candidate: usize) -> FixedBitSet {
        if self.needed[candidate].contains(&party) {
            return self.accepts[party][candidate].clone();
        }
        let mut all = FixedBitSet::with_capacity(self.draws);
        all.insert_range(..);
        all
    }

    /// Whether a candidate keeps every rule and holds only options considered.
    pub(super) fn is_within_rules(&self, candidate: usize) -> bool {
        self.within_rules[candidate]
    }

    /// The draws in which a candidate keeps the rules and is refused by nobody else than perhaps a party.
    pub(super) fn accepted_by_others(&self, party: usize, candidate: usize) -> FixedBitSet {
        let mut accepted = FixedBitSet::with_capacity(self.draws);
        accepted.set_range(.., self.within_rules[candidate]);
        for &other in self.needed[candidate].iter().filter(|other| **other != party) {
            accepted.intersect_with(&self.accepts[other][candidate]);
        }
        accepted
    }

    /// Candidates by how often they are deals, then as the pool has them: the first is the one to put forward.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.joint.len()).collect();
        order.sort_by_key(|&place| std::cmp::Reverse(self.joint[place].count_ones(..)));
        order
    }

    /// Whether the draws do not show that a candidate is a deal less often than the first of all.
    ///
    /// Of the draws in which one of the two is a deal and the other is not, `(b − c)² ⁄ (b + c)` is about
    /// chi-squared with one degree of freedom when neither is better.
    pub(super) fn is_good(&self, candidate: usize, first: usize) -> bool {
        let (one, other) = (&self.joint[first], &self.joint[candidate]);
        let (better, worse) = (one.difference_count(other) as u128, other.difference_count(one) as u128);
        // McNemar 1947, Psychometrika 12:153; 3.8415 is the 95% point.
        one.count_ones(..) > 0 && 10_000 * better.abs_diff(worse).pow(2) <= 38_415 * (better + worse)
    }

    /// The draws in which some candidate is a deal.
    pub(super) fn some_package(&self) -> FixedBitSet {
        let mut some = FixedBitSet::with_capacity(self.draws);
        for joint in &self.joint {
            some.union_with(joint);
        }
        some
    }

    pub(super) fn share(&self, holds: &FixedBitSet) -> Share {
        Share::of(small(holds.count_ones(..)), 0, small(self.draws))
    }

    /// The mean regret, rounded down to a millionth.
    pub(super) fn regret(&self, candidate: usize) -> Quantity {
        let draws = i128::try_from(self.draws.max(1)).unwrap_or(i128::MAX);
        let mean = self.rank(candidate).regret / draws;
        Quantity::from_millionths(i64::try_from(mean).unwrap_or(i64::MAX))
    }
}

/// Counts of draws: plans count them in 32 bits.
pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
