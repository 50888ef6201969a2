//! The package whose least gain is largest.

mod equals;
mod favourite;
mod order;
mod prices;

use std::cmp::Ordering;

pub(crate) use self::{equals::tied, favourite::favourite};
use self::{
    order::{Fraction, compare, least_of},
    prices::Prices,
};
use crate::{
    model::{Model, Problem},
    negotiation::{Literal, OptionSet},
    option_set::with,
    package::Package,
    search::only,
    worth::Gains,
};

/// How much work the search does at most: cells read, about.
const MOST_WORK: u64 = 20_000_000;

/// How much work it does at most to choose among packages with the same least gain.
const MOST_WORK_AMONG_EQUALS: u64 = 2_000_000;
/// How many packages that tie with the best are told at most.
const MOST_TIES: usize = 24;

/// A package and whether every one with a larger least gain is ruled out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// The package.
    pub package: Package,
    /// False when the search reached its limit: then a package with a larger least gain may exist.
    pub proven: bool,
}

/// Among the packages the problem admits, the one whose least gain at central values, over everyone whose consent
/// it needs, is largest; of these one that most sign, then the one whose other gains are largest from the smallest up
/// (leximin; Sen 1970, Collective Choice and Social Welfare, ch. 9), and of equals the first by name.
pub(crate) fn best(model: &Model<'_>, problem: &Problem<'_>) -> Option<Best> {
    among(problem, at_central_values(model), &mut MOST_WORK.clone())
}

/// Whoever may be asked, with what is gained at central values.
fn at_central_values(model: &Model<'_>) -> Vec<Side> {
    let gains = |party: usize| Gains::of(model.negotiation, &model.negotiation.parties[party]);
    model.called_upon().map(|(party, when)| Side { gains: gains(party), when }).collect()
}

/// Among the packages the problem admits, the one that is worth most to one party (by place).
pub(crate) fn best_for(
    model: &Model<'_>,
    problem: &Problem<'_>,
    party: usize,
    work_left: &mut u64,
) -> Option<Best> {
    let gains = Gains::of(model.negotiation, &model.negotiation.parties[party]);
    among(problem, vec![Side { gains, when: None }], work_left)
}

/// The same with the gains of one draw, by party as the model calls upon them, and whether it is proven.
/// Nothing when there is none, or when the work ran out before one was found.
pub(crate) fn best_in_draw(
    model: &Model<'_>,
    problem: &Problem<'_>,
    gains: impl Fn(usize) -> Gains,
    work_left: &mut u64,
) -> (Option<Package>, bool) {
    let sides = model.called_upon().map(|(party, when)| Side { gains: gains(party), when }).collect();
    searched(problem, sides, Bound::Reach, work_left)
}

fn among(problem: &Problem<'_>, parties: Vec<Side>, work_left: &mut u64) -> Option<Best> {
    // A search cut short may have missed every package: any is better than none.
    let (package, proven) = searched(problem, parties, Bound::Prices, work_left);
    let package = match package {
        Some(package) => package,
        None if proven => return None,
        None => crate::search::find(problem).package()?.clone(),
    };
    Some(Best { package, proven })
}

/// What rules out that anything better is left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// What each party could gain at most, whatever the others then get.
    Reach,
    /// That and prices: less is looked at, so that the same work goes further.
    Prices,
}

/// The best package that was found, and whether none with a larger least gain is left.
fn searched(
    problem: &Problem<'_>,
    parties: Vec<Side>,
    bound: Bound,
    work_left: &mut u64,
) -> (Option<Package>, bool) {
    let mut search = Search::of(problem, parties, *work_left);
    if bound == Bound::Prices {
        search.begin();
    }
    search.seeks = Seeks::LeastGain;
    search.descend(problem.domains.clone());
    let proven = !search.cut;
    if proven && search.best.is_some() {
        // Equals are many where gains are few: choosing among them must not take what the answer itself may take.
        let left = search.work_left.min(MOST_WORK_AMONG_EQUALS);
        let kept = search.work_left - left;
        search.work_left = left;
        search.seeks = Seeks::WholeOrder;
        search.descend(problem.domains.clone());
        search.work_left += kept;
    }
    *work_left = search.work_left;
    (search.best.map(|(_, package)| package), proven)
}

struct Side {
    gains: Gains,
    when: Option<Vec<Literal>>,
}

struct Search<'p> {
    problem: &'p Problem<'p>,
    parties: Vec<Side>,
    best: Option<(Vec<Fraction>, Package)>,
    /// What options are worth when what others ask for counts too; absent where that tells nothing.
    prices: Option<Prices>,
    /// What a package must be worth at these prices to be as good as the best.
    least: Option<i128>,
    ties: Ties,
    seeks: Seeks,
    /// What one choice takes.
    cost: u64,
    work_left: u64,
    cut: bool,
}

/// What makes a package better than the best one found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seeks {
    /// A larger least gain alone.
    LeastGain,
    /// That, then more signers, then larger other gains from the smallest up, then names.
    WholeOrder,
}

/// Packages that tie with the best one.
enum Ties {
    /// None are looked for.
    Ignored,
    /// These were found.
    Sought(Vec<Package>),
}

impl Ties {
    fn looks(&self) -> bool {
        matches!(self, Self::Sought(_))
    }

    fn add(&mut self, package: Package) {
        if let Self::Sought(found) = self {
            found.push(package);
        }
    }

    fn is_full(&self) -> bool {
        matches!(self, Self::Sought(found) if found.len() >= MOST_TIES)
    }
}

impl<'p> Search<'p> {
    fn of(problem: &'p Problem<'p>, parties: Vec<Side>, work_left: u64) -> Self {
        let cost = problem.cost() * (parties.len() as u64 + 1);
        let (ties, seeks) = (Ties::Ignored, Seeks::WholeOrder);
        Self {
            problem,
            parties,
            best: None,
            prices: None,
            least: None,
            ties,
            seeks,
            cost,
            work_left,
            cut: false,
        }
    }

    /// Sets prices, and begins with the best of the admitted packages that are met on the way.
    fn begin(&mut self) {
        let mut domains = self.problem.domains.clone();
        if !self.problem.propagate(&mut domains) || self.problem.by_name.next_issue(&domains).is_none() {
            return;
        }
        let Some((prices, met)) = Prices::of(self.problem, &self.parties, &domains) else { return };
        self.prices = Some(prices);
        for package in &met {
            let gains = self.reach(&of_package(package));
            let is_better = self.best.as_ref().is_none_or(|(best, other)| {
                let earlier = || self.problem.by_name.compare(other, package);
                compare(&gains, best).then_with(earlier).is_gt()
            });
            if is_better {
                self.improve(gains, package.clone());
            }
        }
    }

    fn improve(&mut self, gains: Vec<Fraction>, package: Package) {
        let least = gains.first().and_then(|least| self.prices.as_ref()?.least(*least));
        (self.least, self.best) = (least, Some((gains, package)));
    }

    /// Takes out the options with which no package is as good as the best, by prices; false when that leaves none.
    fn price_out(&self, domains: &mut [OptionSet]) -> bool {
        let Some((prices, least)) = self.prices.as_ref().zip(self.least) else { return true };
        let price = |issue: usize, option: usize| prices.cell(self.problem.offsets[issue] + option);
        let most = |(issue, domain): (usize, &OptionSet)| {
            domain.members().map(|option| price(issue, option)).max().unwrap_or(0)
        };
        let best: Vec<i128> = domains.iter().enumerate().map(most).collect();
        let all = best.iter().try_fold(0_i128, |sum, best| sum.checked_add(*best));
        // Numbers too large to be told apart price nothing out.
        let Some(spare) = all.and_then(|all| all.checked_sub(least)) else { return true };
        if spare < 0 {
            return false;
        }
        for ((issue, domain), best) in domains.iter_mut().enumerate().zip(best) {
            if domain.is_open() {
                domain.retain(|option| best.saturating_sub(price(issue, option)) <= spare);
            }
        }
        true
    }

    /// Keeps a package that is admitted: as the best, or as one that ties with it.
    fn settle(&mut self, gains: Vec<Fraction>, package: Package) {
        if let Some((best, first)) = &self.best
            && compare(&gains, best).is_eq()
            && self.ties.looks()
        {
            if *first != package {
                self.ties.add(package);
                self.cut |= self.ties.is_full();
            }
            return;
        }
        self.improve(gains, package);
    }

    /// Whether who is asked hangs on no option.
    fn asks_always(&self) -> bool {
        self.parties.iter().all(|side| side.when.is_none())
    }

    /// By party, what the best options of all issues but one add up to; nothing where who is asked depends on options.
    fn reach_of_others(&self, domains: &[OptionSet], issue: usize) -> Option<Vec<i128>> {
        let of_side = |side: &Side| {
            let most = |(domain, &first): (&OptionSet, &usize)| side.most(domain, first);
            let all: i128 = domains.iter().zip(self.problem.offsets).map(most).sum();
            all - side.most(&domains[issue], self.problem.offsets[issue])
        };
        self.asks_always().then(|| self.parties.iter().map(of_side).collect())
    }

    /// The same as [`Search::reach`] with one option of an issue, where the others add so much.
    fn reach_with(&self, others: &[i128], issue: usize, option: usize) -> Vec<Fraction> {
        let cell = self.problem.offsets[issue] + option;
        let of_side = |(side, others): (&Side, &i128)| Fraction {
            sum: others + side.gains.cells[cell],
            total: side.gains.total,
        };
        let mut gains: Vec<_> = self.parties.iter().zip(others).map(of_side).collect();
        gains.sort_by(|one, other| one.compare(*other));
        gains
    }

    fn descend(&mut self, mut domains: Vec<OptionSet>) {
        if !self.price_out(&mut domains) || !self.problem.propagate(&mut domains) {
            return;
        }
        let within_reach = self.reach(&domains);
        let next = self.problem.by_name.next_issue(&domains);
        if !self.can_better(&within_reach, &domains, next.is_none()) {
            return;
        }
        let Some(issue) = next else {
            self.settle(within_reach, only(&domains));
            return;
        };
        let reached = self.reach_of_others(&domains, issue);
        let mut options: Vec<_> = domains[issue]
            .members()
            .map(|option| {
                let reach = match &reached {
                    Some(others) => self.reach_with(others, issue, option),
                    None => self.reach(&with(&domains, issue, option)),
                };
                (reach, self.problem.by_name.option(issue, option), option)
            })
            .collect();
        options.sort_by(|(one, first, _), (other, second, _)| compare(other, one).then(first.cmp(second)));
        for (reach, _, option) in options {
            // In this order, no option after one that is hopeless is better.
            if reached.is_some() && self.is_hopeless(&reach) {
                return;
            }
            let Some(left) = self.work_left.checked_sub(self.cost) else {
                self.cut = true;
                return;
            };
            self.work_left = left;
            self.descend(with(&domains, issue, option));
            if self.cut {
                return;
            }
        }
    }

    /// Whether nothing better than the best can come of what is within reach, where who is asked hangs on no option.
    fn is_hopeless(&self, within_reach: &[Fraction]) -> bool {
        self.best.as_ref().is_some_and(|(gains, _)| match self.seeks {
            Seeks::LeastGain => least_of(within_reach, gains).is_le(),
            Seeks::WholeOrder => compare(within_reach, gains).is_lt(),
        })
    }

    /// Whether a package with these options may come before another by name.
    fn is_earlier(&self, domains: &[OptionSet], other: &Package) -> bool {
        let by_name = self.problem.by_name;
        by_name.compare(&by_name.first(domains), other).is_lt()
    }

    /// Whether something better than the best may be among packages with these options, where nobody can gain more than
    /// what is within reach.
    fn can_better(&self, within_reach: &[Fraction], domains: &[OptionSet], is_one: bool) -> bool {
        let Some((gains, package)) = &self.best else { return true };
        if self.seeks == Seeks::LeastGain {
            return least_of(within_reach, gains).is_gt();
        }
        // Who may still be asked can only lower the least gain, but is one more to sign.
        let reach = match (within_reach.first(), gains.first()) {
            (Some(reach), Some(least)) if !is_one && !self.asks_always() => {
                reach.compare(*least).then_with(|| self.reach_of_signers(domains, gains))
            }
            (None, _) if !is_one && !self.asks_always() => Ordering::Greater,
            _ => compare(within_reach, gains),
        };
        match reach {
            Ordering::Less => false,
            // Equal at best: only an earlier package would be preferred.
            Ordering::Equal => self.is_earlier(domains, package) || self.ties.looks(),
            Ordering::Greater => true,
        }
    }

    /// How what may still be signed compares, at best, with these gains, where the least gain cannot be larger: by how
    /// many may sign, then by what each of them could gain at most.
    fn reach_of_signers(&self, domains: &[OptionSet], gains: &[Fraction]) -> Ordering {
        let may_be_asked = |side: &&Side| match &side.when {
            None => true,
            Some(when) => when.iter().any(|literal| !literal.surely_not(&domains[literal.issue])),
        };
        let signers: Vec<_> = self.parties.iter().filter(may_be_asked).collect();
        signers.len().cmp(&gains.len()).then_with(|| {
            let most = |side: &&Side| {
                let most = |(domain, &first): (&OptionSet, &usize)| side.most(domain, first);
                Fraction {
                    sum: domains.iter().zip(self.problem.offsets).map(most).sum(),
                    total: side.gains.total,
                }
            };
            let mut most: Vec<_> = signers.iter().map(most).collect();
            most.sort_by(|one, other| one.compare(*other));
            compare(&most, gains)
        })
    }

    /// The gains nobody can better from here, smallest first. A party that need not be asked counts not at
    /// all, which is better than any gain.
    fn reach(&self, domains: &[OptionSet]) -> Vec<Fraction> {
        let asked = |side: &&Side| match &side.when {
            None => true,
            Some(when) => when.iter().any(|literal| literal.surely(&domains[literal.issue])),
        };
        let mut gains = Vec::with_capacity(self.parties.len());
        for side in self.parties.iter().filter(asked) {
            let most = |(domain, &first): (&OptionSet, &usize)| side.most(domain, first);
            let sum = domains.iter().zip(self.problem.offsets).map(most).sum();
            gains.push(Fraction { sum, total: side.gains.total });
        }
        gains.sort_by(|one, other| one.compare(*other));
        gains
    }
}

impl Side {
    /// The most that one of these options of the issue with this first cell adds.
    fn most(&self, domain: &OptionSet, first: usize) -> i128 {
        let cells = &self.gains.cells[first..];
        domain.members().map(|option| cells[option]).max().unwrap_or(0)
    }
}

/// Every issue with the one option of a package.
fn of_package(package: &Package) -> Vec<OptionSet> {
    package.0.iter().map(|&option| OptionSet::only(option.into())).collect()
}
