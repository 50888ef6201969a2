//! Which single unknown, if learned, would change the recommendation most?
//!
//! What a number is worth learning is its partial expected value of perfect information: how much more often
//! the best package is a deal when it may be chosen after the number is known (Brennan et al. 2007, Medical
//! Decision Making 27:448). It is estimated from the draws alone: sorted by the number and cut into bins, the
//! best package of each bin against the best of all (Strong & Oakley 2013, Medical Decision Making 33:755).
//!
//! What is best on some draws is flattered by them (Smith & Winkler 2006, Management Science 52:311). So all of it
//! is crossed: what is chosen on either half of the draws is judged on the other, and the two are added up; and
//! the packages themselves were found on draws of their own. A number on which nothing depends then gains
//! nothing or a little less, and numbers are shown beside what such numbers seem to be worth.

use std::sync::atomic::{AtomicUsize, Ordering};

use detente_case::{Case, Interval, PartyId};
use rayon::prelude::*;
use serde::Serialize;

use super::{
    crossed::{BINS, Choice, Crossed, ratio},
    judged::{Judged, small},
    numbers::{Number, Together, uncertain},
    pool::Pool,
    progress::{Progress, Stage, Watch},
};
use crate::{Backing, Negotiation, Package, Plan, Share, Terms, draws::Stream};

/// In how many draws the best package is looked for.
const SEARCHED: u32 = 500;

/// How many numbers on which nothing depends are tried.
const IDLE_NUMBERS: u32 = 100;

/// What it is worth to learn each number.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Learning {
    /// The plan of the draws.
    pub plan: Plan,
    /// How many packages are compared.
    pub packages: usize,
    /// The package that is a deal most often, as things are known; `None` when there is none to compare.
    pub now: Option<Guess>,
    /// In what share of the draws some package compared is a deal: what knowing everything could give.
    pub knowing_all: Share,
    /// Every uncertain number, the most worth learning first.
    pub numbers: Vec<LearnedNumber>,
    /// Every party whose consent something needs, the most worth asking first.
    pub parties: Vec<LearnedParty>,
    /// How large a gain chance alone seems to give.
    pub noise: Noise,
}

/// A package to put forward, and what putting it forward is worth.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guess {
    /// The package that is a deal in most of the draws in question.
    pub terms: Terms,
    /// In what share of them a package so chosen is a deal: chosen on either half, judged on the other.
    pub acceptable: Share,
}

/// What it is worth to learn a number.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LearnedNumber {
    /// The number.
    #[serde(flatten)]
    pub number: Number,
    /// Every value held to be possible.
    pub interval: Interval,
    /// What stands behind it.
    pub backing: Backing,
    /// By what share of draws the best package is a deal more often once the number is known. Chosen on either
    /// half of the draws and judged on the other, so that it may be a little below zero.
    pub gain: f64,
    /// How many standard deviations of chance (of one draw at least) that is above the mean of chance.
    pub z: f64,
    /// The best package in the half of the draws in which the number is low.
    pub if_low: Guess,
    /// The best package in the half in which it is high.
    pub if_high: Guess,
}

/// What it is worth to learn everything about a party.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LearnedParty {
    /// The party.
    pub party: PartyId,
    /// By what share of draws the best package is a deal more often once all its numbers are known; chosen and
    /// judged on different halves of the draws, so that it may be a little below zero.
    pub gain: f64,
    /// How many of its numbers are uncertain.
    pub numbers: usize,
}

/// What learning a number on which nothing depends seems to be worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
        self.learning_watched(case, plan, &|_| {})
    }

    /// The same; `watch` is told how far it is.
    #[must_use]
    pub fn learning_watched(&self, case: &Case, plan: Plan, watch: Watch<'_>) -> Learning {
        let plan = Plan { draws: plan.draws.min(self.most_draws(case)), ..plan };
        let pool = self.pool(case, plan, watch);
        let judged = Judged::of(self, &pool, false, watch);
        let crossed = Crossed::of(&judged, pool.first_half());
        let table = Table { negotiation: self, pool: &pool, crossed: &crossed, plan };
        let groups = uncertain(self, &pool.asked);
        let count: usize = groups.iter().map(|group| group.numbers.len()).sum();
        let (done, all) = (AtomicUsize::new(0), count + IDLE_NUMBERS as usize);
        let tell = |more: usize| {
            let done = done.fetch_add(more, Ordering::Relaxed) + more;
            watch(Progress { stage: Stage::Numbers, done, all });
        };
        let noise = table.noise(&tell);
        let mut numbers: Vec<(i64, LearnedNumber)> = Vec::new();
        if !pool.candidates.is_empty() {
            let learned = |group: Together| {
                let learned = table.learned(&group, noise);
                tell(group.numbers.len());
                learned
            };
            numbers = groups.into_par_iter().flat_map_iter(learned).collect();
        }
        numbers.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.number.cmp(&b.number)));
        let numbers: Vec<_> = numbers.into_iter().map(|(_, number)| number).collect();
        Learning {
            plan,
            packages: pool.candidates.len(),
            now: table.guess(&crossed.now(), plan.draws),
            knowing_all: judged.share(&judged.some_package()),
            parties: table.parties(&judged, &numbers),
            numbers,
            noise,
        }
    }
}

impl Negotiation {
    /// The packages that [`Negotiation::learning`] compares, in package order.
    #[must_use]
    pub fn compared(&self, case: &Case, plan: Plan) -> Vec<Package> {
        let pool = self.pool(case, plan, &|_| {});
        pool.candidates.into_iter().map(|(package, _)| package).collect()
    }

    /// Packages found on draws that nothing else is judged on.
    fn pool(&self, case: &Case, plan: Plan, watch: Watch<'_>) -> Pool {
        let fresh = plan.draws..plan.draws.saturating_add(SEARCHED.min(plan.draws));
        Pool::of(self, case, plan, fresh, watch)
    }
}

struct Table<'a> {
    negotiation: &'a Negotiation,
    pool: &'a Pool,
    crossed: &'a Crossed<'a>,
    plan: Plan,
}

impl Table<'_> {
    /// What some numbers are worth, each with in how many draws more the best package is a deal.
    fn learned(&self, group: &Together, noise: Noise) -> Vec<(i64, LearnedNumber)> {
        let learned =
            group.numbers.iter().zip(group.drawn(self.negotiation, self.plan)).map(|(one, drawn)| {
                let order = ascending(&drawn);
                let gained = self.crossed.gained(&order);
                let gain = ratio(gained, self.plan.draws.into());
                // Where chance changes no choice, one draw is the least that can be told.
                let deviation = noise.deviation.max(ratio(1, self.plan.draws.into()));
                let z = (gain - noise.mean) / deviation;
                let [low, high] = self.crossed.halves(&order);
                let half = small(order.len() / 2);
                let if_low = self.guess(&low, half)?;
                let if_high = self.guess(&high, self.plan.draws - half)?;
                let (number, interval, backing) = (one.number.clone(), one.interval, one.backing);
                Some((gained, LearnedNumber { number, interval, backing, gain, z, if_low, if_high }))
            });
        learned.flatten().collect()
    }

    fn guess(&self, choice: &Choice, draws: u32) -> Option<Guess> {
        let (package, _) = self.pool.candidates.get(choice.candidate)?;
        Some(Guess {
            terms: self.negotiation.terms(package),
            acceptable: Share::of(small(choice.holds), 0, draws),
        })
    }

    fn noise(&self, tell: &(dyn Fn(usize) + Sync)) -> Noise {
        let gained: Vec<i64> = (0..IDLE_NUMBERS)
            .into_par_iter()
            .map(|number| {
                let stream = Stream::named(self.plan, &format!("idle number {number}"));
                let drawn = stream.take(0..self.plan.draws, Interval::units(0, 100));
                tell(1);
                self.crossed.gained(&ascending(&drawn))
            })
            .collect();
        let tried = f64::from(IDLE_NUMBERS);
        let share = |gained: &i64| ratio(*gained, self.plan.draws.into());
        let mean = gained.iter().map(share).sum::<f64>() / tried;
        let squares = gained.iter().map(|one| (share(one) - mean).powi(2)).sum::<f64>();
        Noise { tried: IDLE_NUMBERS, bins: BINS, mean, deviation: (squares / (tried - 1.0)).sqrt() }
    }

    /// What it is worth to know all of a party's numbers.
    fn parties(&self, judged: &Judged, numbers: &[LearnedNumber]) -> Vec<LearnedParty> {
        let party = |&party: &usize| {
            let id = &self.negotiation.parties[party].id;
            let of_party = numbers.iter().filter(|number| number.number.party() == id).count();
            let gain = self.crossed.knowing(judged, party);
            LearnedParty { party: id.clone(), gain, numbers: of_party }
        };
        let mut parties: Vec<_> = self.pool.asked.par_iter().map(party).collect();
        parties
            .sort_by(|one, other| other.gain.total_cmp(&one.gain).then_with(|| one.party.cmp(&other.party)));
        parties
    }
}

/// The draws by what a number is in them.
fn ascending(values: &[i64]) -> Vec<u32> {
    let mut order: Vec<(i64, u32)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, draw)| draw).collect()
}
