//! Which single unknown, if learned, would change the recommendation most?
//!
//! What a number is worth learning is its partial expected value of perfect information: how much more often
//! the best package is a deal when it may be chosen after the number is known (Brennan et al. 2007, Medical
//! Decision Making 27:448). It is estimated from the draws alone: sorted by the number and cut into bins, the
//! best package of each bin against the best of all (Strong & Oakley 2013, Medical Decision Making 33:755).
//!
//! What is best on some draws is flattered by them (Smith & Winkler 2006, Management Science 52:311). So all of it
//! is crossed: what is chosen on either half of the draws is judged on the other, and the mean of the two is taken; and
//! the packages themselves were found on draws of their own. So each difference has a standard error of its own, that
//! of the draws on which it is judged. A worth is never below zero (Raiffa & Schlaifer 1961): a difference below
//! zero is chance.
//!
//! Beside the worth stands the *swing*: in what share of the draws there is a deal where the number lies in the lower
//! half of its draws, against the upper half. A number may swing the answer without being worth a choice of package.

use std::sync::atomic::{AtomicUsize, Ordering};

use detente_case::{Case, Interval, PartyId};
use fixedbitset::FixedBitSet;
use rayon::prelude::*;
use serde::Serialize;

use super::{
    crossed::{Apart, BINS, Choice, Crossed, Worth},
    judged::{Judged, small},
    numbers::{Number, Together, uncertain},
    pool::{Pool, Searching},
    progress::{Progress, Stage, Watch},
};
use crate::{Backing, Negotiation, Package, Plan, Share, Terms};

/// In how many draws the best package is looked for at least; in one of twenty of more than that.
const SEARCHED: u32 = 500;

/// In how many of them there is to be one, as far as the draws go: where deals are rare, more are searched.
const FOUND: u32 = 200;

/// How many standard errors a worth must exceed to count: with hundreds of numbers, one in some hundred exceeds three by
/// chance alone.
pub const BEYOND_CHANCE: f64 = 3.0;

/// How many terms of packages are listed at most, two packages a number: a hundred megabytes.
const MOST_TERMS: usize = 1_000_000;

/// What floats may be rounded by, as a share.
const ROUNDING: f64 = 1e-9;

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
    /// Every uncertain number, the one that swings the answer most first; then the most worth learning. Where there are very
    /// many numbers and issues, the first of them.
    pub numbers: Vec<LearnedNumber>,
    /// How many numbers that follow are not listed; absent where all are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_listed: Option<usize>,
    /// Every party whose consent something needs, the most worth asking first.
    pub parties: Vec<LearnedParty>,
    /// Into how many parts the draws are cut by each number.
    pub bins: usize,
    /// In how many further draws the packages were found.
    pub searched: u32,
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
    /// By what share of draws the best package is a deal more often once the number is known: chosen on either half of
    /// the draws and judged on the other. Zero where it is no more than its error.
    pub gain: f64,
    /// The standard error of that, over the draws on which it is judged; one draw at least.
    pub error: f64,
    /// How many standard errors the gain is above zero.
    pub z: f64,
    /// How much the number swings the answer.
    pub swing: Swing,
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
    /// By what share of draws the best package is a deal more often once all its numbers are known: chosen on either half
    /// of the draws and judged on the other. Zero where it is no more than its error.
    pub gain: f64,
    /// The standard error of that, over the draws on which it is judged; one draw at least.
    pub error: f64,
    /// How many standard errors the gain is above zero.
    pub z: f64,
    /// How many of its numbers are uncertain.
    pub numbers: usize,
}

/// In what share of the draws there is a deal, by whether a number is low or high.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Swing {
    /// In the half of the draws in which the number is low.
    pub low: Share,
    /// In the half in which it is high.
    pub high: Share,
    /// The size of the difference of the two shares.
    pub size: f64,
    /// Its standard error.
    pub error: f64,
}

impl Swing {
    /// The swing of a number, by its value in each draw, where something holds in these draws.
    pub(crate) fn by(drawn: Vec<i64>, holds: &FixedBitSet) -> Self {
        let half = drawn.len() / 2;
        let mut order: Vec<(i64, u32)> = drawn.into_iter().zip(0..).collect();
        if half < order.len() {
            order.select_nth_unstable(half);
        }
        let (low, high) = order.split_at(half);
        let share = |draws: &[(i64, u32)]| {
            let held = draws.iter().filter(|(_, draw)| holds.contains(*draw as usize)).count();
            Share::of(small(held), 0, small(draws.len()))
        };
        Self::of(share(low), share(high))
    }

    fn of(low: Share, high: Share) -> Self {
        let part = |share: &Share| share.share * (1.0 - share.share) / f64::from(share.draws.max(1));
        let size = (low.share - high.share).abs();
        Self { size, error: (part(&low) + part(&high)).sqrt(), low, high }
    }

    /// Whether it stands out of chance: more than four standard errors.
    #[must_use]
    pub fn is_beyond_chance(&self) -> bool {
        self.size > 4.0 * self.error
    }
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
        let some_package = judged.some_package();
        let apart: Vec<(usize, Apart)> =
            pool.asked.par_iter().map(|&party| (party, crossed.apart(party))).collect();
        let (negotiation, some) = (self, &some_package);
        let table = Table { negotiation, pool: &pool, crossed: &crossed, apart: &apart, some, plan };
        let groups = uncertain(self, &pool.asked);
        let all: usize = groups.iter().map(|group| group.numbers.len()).sum();
        let done = AtomicUsize::new(0);
        let tell = |more: usize| {
            let done = done.fetch_add(more, Ordering::Relaxed) + more;
            watch(Progress { stage: Stage::Numbers, done, all });
        };
        let mut numbers: Vec<Weighed> = Vec::new();
        if !pool.candidates.is_empty() {
            let learned = |group: Together| {
                let learned = table.learned(&group);
                tell(group.numbers.len());
                learned
            };
            numbers = groups.into_par_iter().flat_map_iter(learned).collect();
        }
        numbers.sort_by(|one, other| {
            let size = |number: &Weighed| {
                if number.swing.is_beyond_chance() { number.swing.size } else { 0.0 }
            };
            let swing = size(other).total_cmp(&size(one));
            swing.then(other.gain.total_cmp(&one.gain)).then_with(|| one.number.cmp(&other.number))
        });
        let listed = (MOST_TERMS / 2 / self.issues.len().max(1)).max(1);
        Learning {
            plan,
            packages: pool.candidates.len(),
            now: table.guess(&crossed.now(), plan.draws),
            knowing_all: judged.share(&some_package),
            parties: table.parties(&numbers),
            not_listed: numbers.len().checked_sub(listed).filter(|more| *more > 0),
            numbers: numbers.into_iter().take(listed).filter_map(|number| table.listed(number)).collect(),
            bins: BINS,
            searched: pool.searched,
        }
    }
}

impl Negotiation {
    /// The packages that [`Negotiation::learning`] compares, in the order in which it takes equals.
    #[must_use]
    pub fn compared(&self, case: &Case, plan: Plan) -> Vec<Package> {
        let pool = self.pool(case, plan, &|_| {});
        pool.candidates.into_iter().map(|(package, _)| package).collect()
    }

    /// Packages found on draws that nothing else is judged on.
    pub(super) fn pool(&self, case: &Case, plan: Plan, watch: Watch<'_>) -> Pool {
        let draws = plan.draws..plan.draws.saturating_add(plan.draws);
        let least = SEARCHED.max(plan.draws / 20).min(plan.draws);
        Pool::of(self, case, plan, Searching { draws, least, enough: FOUND }, watch)
    }
}

/// What it is worth to learn a number, before packages are written out.
struct Weighed {
    number: Number,
    interval: Interval,
    backing: Backing,
    gain: f64,
    error: f64,
    z: f64,
    swing: Swing,
    low: Choice,
    high: Choice,
}

struct Table<'a> {
    negotiation: &'a Negotiation,
    pool: &'a Pool,
    crossed: &'a Crossed<'a>,
    /// By party asked.
    apart: &'a [(usize, Apart)],
    /// The draws in which some package of the pool is a deal.
    some: &'a FixedBitSet,
    plan: Plan,
}

impl Table<'_> {
    /// What some numbers are worth.
    fn learned(&self, group: &Together) -> Vec<Weighed> {
        let Some((_, apart)) = self.apart.iter().find(|(party, _)| *party == group.party) else {
            return Vec::new();
        };
        let learned =
            group.numbers.iter().zip(group.drawn(self.negotiation, self.plan)).map(|(one, drawn)| {
                let order = ascending(&drawn);
                let (gain, error, z) = self.told(apart.knowing_number(&order));
                let [low, high] = self.crossed.halves(&order);
                let (number, interval, backing) = (one.number.clone(), one.interval, one.backing);
                let swing = self.swing(&order);
                Weighed { number, interval, backing, gain, error, z, swing, low, high }
            });
        learned.collect()
    }

    /// A number with the packages that are best where it is low and where it is high.
    fn listed(&self, weighed: Weighed) -> Option<LearnedNumber> {
        let Weighed { number, interval, backing, gain, error, z, swing, low, high } = weighed;
        let half = small(self.plan.draws as usize / 2);
        let if_low = self.guess(&low, half)?;
        let if_high = self.guess(&high, self.plan.draws - half)?;
        Some(LearnedNumber { number, interval, backing, gain, error, z, swing, if_low, if_high })
    }

    /// A worth as it is told: never below zero, and nothing where it is no more than its error.
    fn told(&self, worth: Worth) -> (f64, f64, f64) {
        // Where chance changes no choice, one draw is the least that can be told.
        let error = worth.error.max(1.0 / f64::from(self.plan.draws.max(1)));
        // What is as large as its error is not beyond it, and floats may round either of the two.
        let gain = if worth.difference > error * (1.0 + ROUNDING) { worth.difference } else { 0.0 };
        (gain, error, gain / error)
    }

    /// In what share of each half of an order some package is a deal.
    fn swing(&self, order: &[u32]) -> Swing {
        let (low, high) = order.split_at(order.len() / 2);
        let share = |draws: &[u32]| {
            let holds = draws.iter().filter(|draw| self.some.contains(**draw as usize)).count();
            Share::of(small(holds), 0, small(draws.len()))
        };
        Swing::of(share(low), share(high))
    }

    fn guess(&self, choice: &Choice, draws: u32) -> Option<Guess> {
        let (package, _) = self.pool.candidates.get(choice.candidate)?;
        Some(Guess {
            terms: self.negotiation.terms(package),
            acceptable: Share::of(small(choice.holds), 0, draws),
        })
    }

    /// What it is worth to know all of a party's numbers.
    fn parties(&self, numbers: &[Weighed]) -> Vec<LearnedParty> {
        let party = |(party, apart): &(usize, Apart)| {
            let id = &self.negotiation.parties[*party].id;
            let of_party = numbers.iter().filter(|number| number.number.party() == id).count();
            let (gain, error, z) = self.told(apart.knowing_all());
            LearnedParty { party: id.clone(), gain, error, z, numbers: of_party }
        };
        let mut parties: Vec<_> = self.apart.par_iter().map(party).collect();
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

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use detente_case::CaseFiles;

    use super::*;

    #[test]
    fn of_very_many_numbers_and_issues_the_first_are_listed_and_the_others_counted() {
        let assumed = "basis = \"assumed\"\nowner = \"x\"\n";
        let mut text = "[case]\ntitle = \"t\"\nas_of = 2025-01-01\ninstrument = { class = \"contract\", consent = [\"a\"] }\n\
             [parties]\na = { name = \"A\", role = \"principal\" }\n"
            .to_owned();
        let issues = 800;
        for issue in 0..issues {
            let _ = write!(
                text,
                "[issues.i{issue}]\nname = \"I{issue}\"\noptions = [{{ id = \"x\", name = \"x\" }}, {{ id = \"y\", name = \"y\" }}]\n\
                 [[stances]]\nparty = \"a\"\nissue = \"i{issue}\"\nvalues = {{ x = [50, 65], y = [20, 60] }}\n{assumed}"
            );
        }
        let _ = write!(text, "[[no_deal]]\nparty = \"a\"\nvalue = [8, 12]\n{assumed}");
        let read = detente_case::read(&CaseFiles::new("case.toml", text.as_bytes(), [].into()));
        assert!(!read.has_errors(), "{:?}", read.diagnostics);
        let learning = Negotiation::from_case(&read.case).learning(&read.case, Plan { draws: 4, seed: 1 });
        assert_eq!(learning.numbers.len(), MOST_TERMS / 2 / issues);
        let all: usize = learning.parties.iter().map(|party| party.numbers).sum();
        assert!(all >= 2 * issues, "{all}");
        assert_eq!(learning.not_listed, Some(all - learning.numbers.len()));
    }
}
