//! Some draws at once: which package is a deal in which of them, and how do they stand among each other?

use std::ops::Range;

use super::{efficiency::undominated, pool::Pool};
use crate::{Negotiation, Package, negotiation::Literal, reading::Columns};

/// How many draws are looked at in one go: whole words of bits.
pub(super) const BLOCK: u32 = 256;

/// How a package stands among others, all draws together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rank {
    /// In how many draws it is the best.
    pub(super) best: u32,
    /// In how many draws no other is worth as much to all asked and more to some.
    pub(super) efficient: u32,
    /// The sum over draws of what its least gain falls short of the best, in millionths.
    pub(super) regret: i128,
}

impl Rank {
    pub(super) fn add(&mut self, other: &Self) {
        self.best += other.best;
        self.efficient += other.efficient;
        self.regret += other.regret;
    }
}

/// What some draws say of every candidate.
pub(super) struct Block {
    /// By candidate: the bits of the draws in which it is a deal, then by party asked those in which that accepts it.
    bits: Vec<usize>,
    /// How many words the draws fill.
    words: usize,
    asked: usize,
    /// By candidate; empty where that was not asked for.
    pub(super) ranks: Vec<Rank>,
}

impl Block {
    pub(super) fn of(
        negotiation: &Negotiation,
        pool: &Pool,
        ranked: bool,
        fixed: &[Fixed],
        draws: Range<u32>,
    ) -> Self {
        let (count, asked) = (draws.len(), pool.asked.len());
        let words = count.div_ceil(usize::BITS as usize);
        let columns: Vec<Columns> = pool
            .asked
            .iter()
            .map(|&party| Columns::of(negotiation, &negotiation.parties[party], pool.plan, draws.clone()))
            .collect();
        let mut block = Self {
            bits: Vec::with_capacity(fixed.len() * (asked + 1) * words),
            words,
            asked,
            ranks: Vec::new(),
        };
        // By candidate and party, by draw: what it is worth over no deal, times the weights.
        let mut worths: Vec<Vec<i64>> = Vec::new();
        for ((package, _), fixed) in pool.candidates.iter().zip(fixed) {
            let mut joint = vec![if fixed.within_rules { usize::MAX } else { 0 }; words];
            let mut accepts = Vec::with_capacity(asked * words);
            for (&party, columns) in pool.asked.iter().zip(&columns) {
                let worth = total(columns, &negotiation.offsets, package, count);
                let crossed = fixed.crossed.contains(&party);
                let accepted =
                    worth.chunks(usize::BITS as usize).map(|some| if crossed { 0 } else { reached(some) });
                let from = accepts.len();
                accepts.extend(accepted);
                if fixed.needed.contains(&party) {
                    joint.iter_mut().zip(&accepts[from..]).for_each(|(joint, accepts)| *joint &= accepts);
                }
                if ranked {
                    worths.push(worth);
                }
            }
            // No bit stands for a draw beyond the last.
            if let (Some(last), beyond @ 1..) = (joint.last_mut(), words * usize::BITS as usize - count) {
                *last &= usize::MAX >> beyond;
            }
            block.bits.extend(joint);
            block.bits.extend(accepts);
        }
        if ranked {
            block.rank(pool, fixed, &columns, &worths, count);
        }
        block
    }

    /// The draws in which a candidate is a deal.
    pub(super) fn joint(&self, candidate: usize) -> &[usize] {
        self.bits_at(candidate * (self.asked + 1))
    }

    /// The draws in which a party (of those asked, by number) accepts a candidate.
    pub(super) fn accepts(&self, candidate: usize, number: usize) -> &[usize] {
        self.bits_at(candidate * (self.asked + 1) + 1 + number)
    }

    fn bits_at(&self, place: usize) -> &[usize] {
        &self.bits[place * self.words..(place + 1) * self.words]
    }

    fn rank(&mut self, pool: &Pool, fixed: &[Fixed], columns: &[Columns], worths: &[Vec<i64>], count: usize) {
        let mut ranks = vec![Rank::default(); fixed.len()];
        let worth_in = |draw: usize, place: usize, number: usize| worths[place * self.asked + number][draw];
        for draw in 0..count {
            let worth = |place: usize, number: usize| worth_in(draw, place, number);
            let gains: Vec<Option<i64>> = (0..fixed.len())
                .map(|place| {
                    let word = self.joint(place)[draw / usize::BITS as usize];
                    (word >> (draw % usize::BITS as usize) & 1 == 1).then(|| {
                        let needed = pool.asked.iter().enumerate();
                        let needed = needed.filter(|(_, party)| fixed[place].needed.contains(party));
                        let gain =
                            |number: usize| worth(place, number).div_euclid(columns[number].weights[draw]);
                        needed.map(|(number, _)| gain(number)).min().unwrap_or(0)
                    })
                })
                .collect();
            let most = gains.iter().flatten().max().copied();
            let best = gains.iter().position(|gain| gain.is_some() && *gain == most);
            for (place, (rank, gain)) in ranks.iter_mut().zip(&gains).enumerate() {
                rank.best += u32::from(best == Some(place));
                rank.regret += i128::from(most.unwrap_or(0)) - i128::from(gain.unwrap_or(0));
            }
            // What breaks the rules betters nothing.
            let within = (0..fixed.len()).filter(|&place| fixed[place].within_rules);
            let of = |place| (place, (0..self.asked).map(|number| worth(place, number)).collect());
            for place in undominated(within.map(of).collect()) {
                ranks[place].efficient += 1;
            }
        }
        self.ranks = ranks;
    }
}

/// By draw, what a package's cells add up to.
fn total(columns: &Columns, offsets: &[usize], package: &Package, draws: usize) -> Vec<i64> {
    let mut sums = vec![0; draws];
    for (&option, offset) in package.0.iter().zip(offsets) {
        for (sum, cell) in sums.iter_mut().zip(&columns.cells[offset + usize::from(option)]) {
            *sum += cell;
        }
    }
    sums
}

/// A bit for every number that is nothing or more, the first lowest.
fn reached(numbers: &[i64]) -> usize {
    numbers.iter().rev().fold(0, |bits, &number| bits << 1 | usize::from(number >= 0))
}

/// What is the same for a package in every draw.
pub(super) struct Fixed {
    /// Whether it keeps every rule and holds only options considered.
    pub(super) within_rules: bool,
    /// Everyone whose consent it needs.
    pub(super) needed: Vec<usize>,
    /// Everyone a red line of whom it crosses.
    pub(super) crossed: Vec<usize>,
}

impl Fixed {
    pub(super) fn of(negotiation: &Negotiation, package: &Package) -> Self {
        let considered = negotiation
            .considered
            .iter()
            .zip(&package.0)
            .all(|(options, option)| options.contains(usize::from(*option)));
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
        let drawn = Literal { issue: line.issue, among: line.options.clone() };
        let lifted = line.unless.as_ref().is_some_and(|unless| all_hold(unless, package));
        holds(&drawn, package) && !lifted
    })
}

fn all_hold(literals: &[Literal], package: &Package) -> bool {
    literals.iter().all(|literal| holds(literal, package))
}

fn holds(literal: &Literal, package: &Package) -> bool {
    literal.among.contains(package.0[literal.issue].into())
}
