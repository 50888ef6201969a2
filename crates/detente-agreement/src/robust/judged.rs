//! In which draws is which package a deal, and what does it gain whom?

use std::ops::Range;

use detente_case::Quantity;
use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::{Halves, efficiency::is_dominated, pool::Pool};
use crate::{Negotiation, Package, Share, model::total, negotiation::Literal};

/// Every package of a pool in every draw.
pub(super) struct Judged {
    /// By candidate, the draws in which it is a deal.
    pub(super) joint: Vec<FixedBitSet>,
    /// By party, by candidate, the draws in which the party accepts it; empty for parties never asked.
    accepts: Vec<Vec<FixedBitSet>>,
    /// By candidate, in how many draws it is the best of the pool.
    pub(super) best: Vec<u32>,
    /// By candidate, in how many draws no other of the pool is worth as much to all asked and more to some.
    pub(super) efficient: Vec<u32>,
    /// By candidate, the sum over draws of what its least gain falls short of the best, in millionths.
    regrets: Vec<i128>,
    /// By candidate, everyone whose consent it needs.
    needed: Vec<Vec<usize>>,
    /// By candidate, whether it keeps every rule and holds only options considered.
    within_rules: Vec<bool>,
    draws: usize,
    first_half: usize,
}

impl Judged {
    /// Looks at blocks of draws, several at a time; what is found does not depend on how many.
    pub(super) fn of(negotiation: &Negotiation, pool: &Pool) -> Self {
        let draws = pool.draws.slacks.len();
        let count = pool.candidates.len();
        let asked: Vec<usize> =
            (0..pool.weights.len()).filter(|&party| !pool.weights[party].is_empty()).collect();
        let fixed: Vec<_> =
            pool.candidates.iter().map(|(package, _)| Fixed::of(negotiation, package)).collect();
        let blocks: Vec<Block> = (0..draws.div_ceil(BLOCK))
            .into_par_iter()
            .map(|block| {
                let first = block * BLOCK;
                Block::of(negotiation, pool, &asked, &fixed, first..draws.min(first + BLOCK))
            })
            .collect();
        let none = || vec![FixedBitSet::with_capacity(draws); count];
        let mut judged = Self {
            joint: none(),
            accepts: pool.weights.iter().map(|_| Vec::new()).collect(),
            best: vec![0; count],
            efficient: vec![0; count],
            regrets: vec![0; count],
            needed: Vec::new(),
            within_rules: fixed.iter().map(|fixed| fixed.within_rules).collect(),
            draws,
            first_half: pool.first_half,
        };
        for &party in &asked {
            judged.accepts[party] = none();
        }
        for block in blocks {
            judged.take_in(block, &asked);
        }
        judged.needed = fixed.into_iter().map(|fixed| fixed.needed).collect();
        judged
    }

    fn take_in(&mut self, block: Block, asked: &[usize]) {
        for (place, found) in block.candidates.into_iter().enumerate() {
            self.joint[place].extend(found.joint);
            for (&party, draws) in asked.iter().zip(found.accepts) {
                self.accepts[party][place].extend(draws);
            }
            self.best[place] += found.best;
            self.efficient[place] += found.efficient;
            self.regrets[place] += found.regret;
        }
    }

    /// The draws in which a party accepts a candidate.
    pub(super) fn accepts(&self, party: usize, candidate: usize) -> &FixedBitSet {
        &self.accepts[party][candidate]
    }

    /// The parties that some package needs, by place.
    pub(super) fn asked(&self) -> impl Iterator<Item = usize> {
        (0..self.accepts.len()).filter(|&party| !self.accepts[party].is_empty())
    }

    /// Whether a candidate is not refused by a party whose consent it needs, in a draw.
    pub(super) fn is_accepted(&self, party: usize, candidate: usize, draw: usize) -> bool {
        !self.needed[candidate].contains(&party) || self.accepts[party][candidate].contains(draw)
    }

    /// Whether a candidate keeps every rule and holds only options considered.
    pub(super) fn is_within_rules(&self, candidate: usize) -> bool {
        self.within_rules[candidate]
    }

    /// In how many draws a candidate is not refused by a party.
    pub(super) fn accepted(&self, party: usize, candidate: usize) -> u64 {
        if self.needed[candidate].contains(&party) {
            self.accepts[party][candidate].count_ones(..) as u64
        } else {
            self.draws as u64
        }
    }

    /// In how many draws a candidate keeps the rules and is refused by nobody else than perhaps a party.
    pub(super) fn accepted_by_others(&self, party: usize, candidate: usize) -> u64 {
        if !self.within_rules[candidate] {
            return 0;
        }
        let mut accepted = FixedBitSet::with_capacity(self.draws);
        accepted.insert_range(..);
        for &other in self.needed[candidate].iter().filter(|other| **other != party) {
            accepted.intersect_with(&self.accepts[other][candidate]);
        }
        accepted.count_ones(..) as u64
    }

    /// Candidates by how often they are deals, then by their regret, then in package order.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.joint.len()).collect();
        order
            .sort_by_key(|&place| (std::cmp::Reverse(self.joint[place].count_ones(..)), self.regrets[place]));
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

    /// The candidate that is most often a deal in the first half of the draws.
    pub(super) fn first_on_chosen(&self) -> Option<usize> {
        let held = |place: &usize| self.joint[*place].count_ones(..self.first_half);
        // Of equals, the first in package order.
        (0..self.joint.len()).rev().max_by_key(held)
    }

    pub(super) fn share(&self, holds: &FixedBitSet) -> Share {
        Share::of(small(holds.count_ones(..)), 0, small(self.draws))
    }

    pub(super) fn halves(&self, holds: &FixedBitSet) -> Halves {
        let (first, all) = (self.first_half, self.draws);
        Halves {
            chosen_on: Share::of(small(holds.count_ones(..first)), 0, small(first)),
            fresh: Share::of(small(holds.count_ones(first..)), 0, small(all - first)),
        }
    }

    /// The mean regret, rounded down to a millionth.
    pub(super) fn regret(&self, candidate: usize) -> Quantity {
        let draws = i128::try_from(self.draws.max(1)).unwrap_or(i128::MAX);
        let mean = self.regrets[candidate] / draws;
        Quantity::from_millionths(i64::try_from(mean).unwrap_or(i64::MAX))
    }
}

/// How many draws are looked at in one go.
const BLOCK: usize = 256;

/// What some draws say of every candidate.
struct Block {
    candidates: Vec<Found>,
}

/// What some draws say of one candidate.
#[derive(Clone, Default)]
struct Found {
    /// The draws in which it is a deal.
    joint: Vec<usize>,
    /// By party asked, the draws in which that accepts it.
    accepts: Vec<Vec<usize>>,
    best: u32,
    efficient: u32,
    regret: i128,
}

impl Block {
    fn of(
        negotiation: &Negotiation,
        pool: &Pool,
        asked: &[usize],
        fixed: &[Fixed],
        draws: Range<usize>,
    ) -> Self {
        let none = Found { accepts: vec![Vec::new(); asked.len()], ..Found::default() };
        let mut block = Self { candidates: vec![none; fixed.len()] };
        let mut gains = vec![None; fixed.len()];
        let mut worths = vec![vec![0; asked.len()]; fixed.len()];
        for draw in draws {
            let slacks = &pool.draws.slacks[draw];
            for (place, (package, _)) in pool.candidates.iter().enumerate() {
                let (fixed, found) = (&fixed[place], &mut block.candidates[place]);
                let mut deal = fixed.within_rules;
                let mut least: Option<i64> = None;
                for (number, &party) in asked.iter().enumerate() {
                    let sum = total(&slacks[party].cells, &negotiation.offsets, package);
                    // What breaks the rules betters nothing.
                    worths[place][number] = if fixed.within_rules { sum } else { i64::MIN };
                    let accepts = sum >= 0 && !fixed.crossed.contains(&party);
                    if accepts {
                        found.accepts[number].push(draw);
                    }
                    if fixed.needed.contains(&party) {
                        deal &= accepts;
                        let gain = sum.div_euclid(pool.weights[party][draw]);
                        least = Some(least.map_or(gain, |least| least.min(gain)));
                    }
                }
                if deal {
                    found.joint.push(draw);
                }
                gains[place] = deal.then_some(least.unwrap_or(0));
            }
            block.compare(&gains, &worths);
        }
        block
    }

    /// Takes account of one draw: by candidate, the least gain where it is a deal, and the worth by party.
    fn compare(&mut self, gains: &[Option<i64>], worths: &[Vec<i64>]) {
        let most = gains.iter().flatten().max().copied();
        let best = gains.iter().position(|gain| gain.is_some() && *gain == most);
        for (place, found) in self.candidates.iter_mut().enumerate() {
            found.best += u32::from(best == Some(place));
            let efficient = worths[place].first() != Some(&i64::MIN) && !is_dominated(&worths[place], worths);
            found.efficient += u32::from(efficient);
            found.regret += i128::from(most.unwrap_or(0)) - i128::from(gains[place].unwrap_or(0));
        }
    }
}

/// What is the same for a package in every draw.
struct Fixed {
    /// Whether it keeps every rule and holds only options considered.
    within_rules: bool,
    /// Everyone whose consent it needs.
    needed: Vec<usize>,
    /// Everyone a red line of whom it crosses.
    crossed: Vec<usize>,
}

impl Fixed {
    fn of(negotiation: &Negotiation, package: &Package) -> Self {
        let considered =
            negotiation.considered.iter().zip(&package.0).all(|(options, option)| options >> option & 1 == 1);
        let kept = negotiation
            .rules
            .iter()
            .all(|rule| !all_hold(&rule.if_, package) || all_hold(&rule.then, package));
        Self {
            within_rules: considered && kept,
            needed: negotiation.needed_for(package),
            crossed: (0..negotiation.parties.len())
                .filter(|&party| crosses(negotiation, party, package))
                .collect(),
        }
    }
}

/// Whether a package crosses a binding red line of a party (by place).
pub(crate) fn crosses(negotiation: &Negotiation, party: usize, package: &Package) -> bool {
    negotiation.red_lines.iter().filter(|line| line.party == party).any(|line| {
        let drawn = Literal { issue: line.issue, among: line.options };
        let lifted = line.unless.as_ref().is_some_and(|unless| all_hold(unless, package));
        holds(drawn, package) && !lifted
    })
}

fn all_hold(literals: &[Literal], package: &Package) -> bool {
    literals.iter().all(|&literal| holds(literal, package))
}

fn holds(literal: Literal, package: &Package) -> bool {
    literal.among >> package.0[literal.issue] & 1 == 1
}

/// Counts of draws: plans count them in 32 bits.
pub(super) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
