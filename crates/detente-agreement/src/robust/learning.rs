//! Which single unknown, if learned, would change the recommendation most?
//!
//! What a number is worth learning is its partial expected value of perfect information: how much more often
//! the best package is a deal when it may be chosen after the number is known (Brennan et al. 2007, Medical
//! Decision Making 27:448). It is estimated from the draws alone: sorted by the number and cut into bins, the
//! best package of each bin against the best of all (Strong & Oakley 2013, Medical Decision Making 33:755).
//! Picking the best in each bin flatters even a number on which nothing depends; by how much is measured on
//! such numbers and taken off.

use detente_case::{Case, Interval, PartyId};
use fixedbitset::FixedBitSet;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    judged::Judged,
    numbers::{Drawn, Number, uncertain},
    pool::Pool,
};
use crate::{Backing, Negotiation, Plan, Share, Terms, draws::Stream};

/// Into how many parts the draws are cut.
const BINS: usize = 20;

/// How many numbers on which nothing depends are tried.
const IDLE_NUMBERS: u32 = 100;

/// What it is worth to learn each number.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Learning {
    /// The plan of the draws.
    pub plan: Plan,
    /// How many packages are compared.
    pub packages: usize,
    /// The package that is a deal most often, as things are known; `None` when there is none to compare.
    pub now: Option<Guess>,
    /// In what share of the draws some package is a deal: what knowing everything could give.
    pub knowing_all: Share,
    /// Every uncertain number, the most worth learning first.
    pub numbers: Vec<LearnedNumber>,
    /// Every party whose consent something needs, the most worth asking first.
    pub parties: Vec<LearnedParty>,
    /// How large a gain chance alone gives.
    pub noise: Noise,
}

/// A package to put forward, and in what share of draws it is a deal.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Guess {
    /// The package.
    pub terms: Terms,
    /// In what share of the draws in question it is a deal.
    pub acceptable: Share,
}

/// What it is worth to learn a number.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LearnedNumber {
    /// The number.
    #[serde(flatten)]
    pub number: Number,
    /// Every value held to be possible.
    pub interval: Interval,
    /// What stands behind it.
    pub backing: Backing,
    /// By what share of draws the best package is a deal more often once the number is known; what chance
    /// alone gives is taken off, so that it may be a little below zero.
    pub gain: f64,
    /// How many standard deviations of chance that is.
    pub z: f64,
    /// The best package in the half of the draws in which the number is low.
    pub if_low: Guess,
    /// The best package in the half in which it is high.
    pub if_high: Guess,
}

/// What it is worth to learn everything about a party.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct LearnedParty {
    /// The party.
    pub party: PartyId,
    /// By what share of draws the best package is a deal more often once all its numbers are known.
    pub gain: f64,
    /// How many of its numbers are uncertain.
    pub numbers: usize,
}

/// What learning a number on which nothing depends seems to be worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Noise {
    /// How many such numbers were tried.
    pub tried: u32,
    /// Into how many bins the draws were cut.
    pub bins: usize,
    /// The mean share of draws.
    pub mean: f64,
    /// Its standard deviation.
    pub deviation: f64,
}

impl Negotiation {
    /// What it is worth to learn each uncertain number; see [`Learning`].
    #[must_use]
    pub fn learning(&self, case: &Case, plan: Plan) -> Learning {
        let pool = Pool::of(self, case, plan);
        let judged = Judged::of(self, &pool);
        let all = mask(0..plan.draws as usize, plan);
        let table = Table { negotiation: self, pool: &pool, judged: &judged };
        let noise = table.noise(plan);
        let mut numbers: Vec<(usize, LearnedNumber)> = Vec::new();
        if !pool.candidates.is_empty() {
            let learned = |drawn: Drawn| {
                let (number, interval, backing) = (drawn.number.clone(), drawn.interval, drawn.backing);
                let order = ascending(&drawn.take(plan));
                let gained = table.gained(&order, plan);
                let (low, high) = order.split_at(order.len() / 2);
                let gain = share_of(gained, plan) - noise.mean;
                let if_low = table.guess(&mask(low.iter().copied(), plan))?;
                let if_high = table.guess(&mask(high.iter().copied(), plan))?;
                let z = if noise.deviation > 0.0 { gain / noise.deviation } else { 0.0 };
                Some((gained, LearnedNumber { number, interval, backing, gain, z, if_low, if_high }))
            };
            numbers = uncertain(self, judged.asked(), plan).into_par_iter().filter_map(learned).collect();
        }
        // Chance gives all the same, so that what is gained ranks as what is left of it does.
        numbers.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.number.cmp(&b.number)));
        let numbers: Vec<_> = numbers.into_iter().map(|(_, number)| number).collect();
        Learning {
            plan,
            packages: pool.candidates.len(),
            now: table.guess(&all),
            knowing_all: judged.share(&judged.some_package()),
            parties: table.parties(&numbers, plan),
            numbers,
            noise,
        }
    }
}

/// In which draws which candidate is a deal.
struct Table<'a> {
    negotiation: &'a Negotiation,
    pool: &'a Pool,
    judged: &'a Judged,
}

impl Table<'_> {
    /// The candidate that is a deal in most of some draws, the first of equals; and in how many.
    fn most(&self, draws: &FixedBitSet) -> Option<(usize, usize)> {
        let counts = self.judged.joint.iter().map(|joint| joint.intersection_count(draws)).enumerate();
        counts.rev().max_by_key(|(_, count)| *count)
    }

    fn guess(&self, draws: &FixedBitSet) -> Option<Guess> {
        let (place, count) = self.most(draws)?;
        let (package, _) = &self.pool.candidates[place];
        let of = draws.count_ones(..);
        let acceptable = Share::of(super::judged::small(count), 0, super::judged::small(of));
        Some(Guess { terms: self.negotiation.terms(package), acceptable })
    }

    /// In how many more draws the best package is a deal when it may be another one in each bin.
    fn gained(&self, order: &[usize], plan: Plan) -> usize {
        let count = order.len();
        let bins = BINS.min(count);
        let in_bins: usize = (0..bins)
            .filter_map(|bin| {
                let within = &order[bin * count / bins..(bin + 1) * count / bins];
                self.most(&mask(within.iter().copied(), plan)).map(|(_, most)| most)
            })
            .sum();
        let without = self.most(&mask(0..count, plan)).map_or(0, |(_, most)| most);
        // The best of each bin is at least as good there as the best of all.
        in_bins - without
    }

    fn noise(&self, plan: Plan) -> Noise {
        let gained: Vec<usize> = (0..IDLE_NUMBERS)
            .into_par_iter()
            .map(|number| {
                let stream = Stream::named(plan, &format!("idle number {number}"));
                self.gained(&ascending(&stream.take(plan.draws as usize, Interval::units(0, 100))), plan)
            })
            .collect();
        let tried = f64::from(IDLE_NUMBERS);
        let mean = gained.iter().map(|&one| share_of(one, plan)).sum::<f64>() / tried;
        let squares = gained.iter().map(|&one| (share_of(one, plan) - mean).powi(2)).sum::<f64>();
        Noise { tried: IDLE_NUMBERS, bins: BINS, mean, deviation: (squares / (tried - 1.0)).sqrt() }
    }

    /// What it is worth to know all of a party's numbers.
    ///
    /// Numbers of different parties are independent. So in a draw of the party's numbers a candidate is a
    /// deal with no chance where the party refuses it, and elsewhere with the chance that all others accept.
    fn parties(&self, numbers: &[LearnedNumber], plan: Plan) -> Vec<LearnedParty> {
        let draws = u64::from(plan.draws.max(1));
        let mut parties: Vec<(u64, LearnedParty)> = self
            .judged
            .asked()
            .map(|party| {
                let others: Vec<u64> = (0..self.pool.candidates.len())
                    .map(|candidate| self.judged.accepted_by_others(party, candidate))
                    .collect();
                let accepted =
                    |candidate: usize, draw: usize| self.judged.is_accepted(party, candidate, draw);
                let knowing: u64 = (0..plan.draws as usize)
                    .map(|draw| {
                        let chances = others.iter().enumerate();
                        chances
                            .filter(|(place, _)| accepted(*place, draw))
                            .map(|(_, n)| *n)
                            .max()
                            .unwrap_or(0)
                    })
                    .sum();
                let not_knowing = others
                    .iter()
                    .enumerate()
                    .map(|(place, chance)| chance * self.judged.accepted(party, place))
                    .max()
                    .unwrap_or(0);
                let gained = knowing - not_knowing;
                let id = &self.negotiation.parties[party].id;
                let of_party = numbers.iter().filter(|number| number.number.party() == id).count();
                let gain = ratio(gained, draws * draws);
                (gained, LearnedParty { party: id.clone(), gain, numbers: of_party })
            })
            .collect();
        parties.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.party.cmp(&b.party)));
        parties.into_iter().map(|(_, party)| party).collect()
    }
}

/// The draws by what a number is in them.
fn ascending(values: &[i64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|&draw| values[draw]);
    order
}

fn mask(draws: impl IntoIterator<Item = usize>, plan: Plan) -> FixedBitSet {
    let mut mask = FixedBitSet::with_capacity(plan.draws as usize);
    for draw in draws {
        mask.insert(draw);
    }
    mask
}

fn share_of(count: usize, plan: Plan) -> f64 {
    ratio(count as u64, u64::from(plan.draws.max(1)))
}

#[expect(clippy::cast_precision_loss, reason = "squares of a million are exact in 53 bits")]
fn ratio(count: u64, of: u64) -> f64 {
    count as f64 / of as f64
}
