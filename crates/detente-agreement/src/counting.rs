//! How many packages there are, exactly: two halves, matched by bit sets.

use std::{
    borrow::Cow,
    ops::{Add, Neg},
};

use fixedbitset::FixedBitSet;
use serde::Serialize;

use crate::{
    model::{Problem, Sum},
    negotiation::{Literal, OptionSet},
};

/// A count of packages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    /// How many, or how many at least.
    pub packages: u64,
    /// Whether the count is exact; otherwise there are at least so many.
    pub exact: bool,
}

impl Count {
    /// None.
    pub const NONE: Self = Self { packages: 0, exact: true };

    /// Exactly so many.
    #[must_use]
    pub const fn exactly(packages: u64) -> Self {
        Self { packages, exact: true }
    }

    /// At least so many.
    #[must_use]
    pub const fn at_least(packages: u64) -> Self {
        Self { packages, exact: false }
    }

    pub(crate) fn product(factors: impl Iterator<Item = usize>) -> Self {
        let product = factors.fold(1_u128, |product, factor| product.saturating_mul(factor as u128));
        u64::try_from(product).map_or(Self::at_least(u64::MAX), Self::exactly)
    }
}

/// `1234`, or `at least 1234`.
impl std::fmt::Display for Count {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bound = if self.exact { "" } else { "at least " };
        write!(formatter, "{bound}{}", self.packages)
    }
}

/// How many half packages a side may have.
const MOST_HALVES: u128 = 1 << 15;
/// How many words of bit sets one count may touch.
const MOST_WORDS: u128 = 200_000_000;
/// How much work the slow way does at most: cells read, about.
const MOST_SLOW_WORK: u64 = 20_000_000;
/// After how many half packages, in order of a sum, the set of those before is kept.
const STRIDE: usize = 16;

/// How many packages the problem admits.
///
/// Issues are split in two halves; a half package of the one fits those of the other that satisfy the
/// clauses it leaves open and bring its sums to zero (meet in the middle; Horowitz & Sahni 1974, J. ACM
/// 21:277). With the other half's packages as bits, sorted by each sum, that is a conjunction of bit sets.
/// Beyond what that can hold, packages are counted one subtree at a time until a limit is reached.
pub(crate) fn count(problem: &Problem<'_>) -> Count {
    count_within(problem, &mut MOST_SLOW_WORK.clone())
}

/// The same with no more work subtree by subtree than is left; takes off what it did.
pub(crate) fn count_within(problem: &Problem<'_>, work_left: &mut u64) -> Count {
    let mut domains = problem.domains.clone();
    if !problem.propagate(&mut domains) {
        return Count::NONE;
    }
    let problem = reduced(problem, &domains);
    if problem.clauses.is_empty() && problem.sums.is_empty() {
        return Count::product(domains.iter().map(OptionSet::len));
    }
    let (left, right) = halves(&domains);
    let size = |half: &[usize]| {
        half.iter().fold(1_u128, |size, &issue| size.saturating_mul(domains[issue].len() as u128))
    };
    let words = size(&left)
        .saturating_mul(size(&right).div_ceil(64))
        .saturating_mul((problem.clauses.len() + problem.sums.len()) as u128);
    if size(&left).max(size(&right)) <= MOST_HALVES && words <= MOST_WORDS {
        let pairs = if problem.sums.iter().any(|sum| sum.exact.is_some()) {
            let cells: Vec<Cow<'_, [i128]>> = problem.sums.iter().map(Sum::widened).collect();
            let half = |issues: &[usize]| Half::of(&problem, &cells, &domains, issues);
            half(&left).matches(&problem, &half(&right))
        } else {
            let cells: Vec<Cow<'_, [i64]>> =
                problem.sums.iter().map(|sum| Cow::Borrowed(sum.cells)).collect();
            let half = |issues: &[usize]| Half::of(&problem, &cells, &domains, issues);
            half(&left).matches(&problem, &half(&right))
        };
        return Count::exactly(pairs);
    }
    let most = (*work_left).min(MOST_SLOW_WORK);
    let mut tally = Tally { cost: problem.cost(), problem: &problem, packages: 0, work_left: most };
    let exact = tally.descend(domains);
    *work_left -= most - tally.work_left;
    let packages = u64::try_from(tally.packages);
    packages.map_or(Count::at_least(u64::MAX), |packages| Count { packages, exact })
}

/// The problem without what the domains satisfy already.
fn reduced<'s>(problem: &Problem<'s>, domains: &[OptionSet]) -> Problem<'s> {
    let mut reduced = problem.clone();
    reduced.domains = domains.to_vec();
    reduced.clauses.retain(|clause| !surely(clause, domains));
    reduced.sums.retain(|sum| {
        let called = sum
            .when
            .as_ref()
            .is_none_or(|when| when.iter().any(|literal| literal.among.meets(&domains[literal.issue])));
        called && sum.least(problem, domains) < 0
    });
    reduced
}

fn surely(clause: &[Literal], domains: &[OptionSet]) -> bool {
    clause.iter().any(|literal| literal.surely(&domains[literal.issue]))
}

impl Sum<'_> {
    /// The least that cells add up to with these options.
    fn least(&self, problem: &Problem<'_>, domains: &[OptionSet]) -> i128 {
        let all = || domains.iter().zip(problem.offsets);
        match self.exact {
            None => all().map(|(domain, &first)| i128::from(least_of(domain, first, self.cells))).sum(),
            Some(exact) => all().map(|(domain, &first)| least_of(domain, first, exact)).sum(),
        }
    }
}

/// The least of an issue's cells with these options.
fn least_of<T: Copy + Ord + Default>(domain: &OptionSet, first: usize, cells: &[T]) -> T {
    domain.members().map(|option| cells[first + option]).min().unwrap_or_default()
}

/// Splits the issues so that both halves have about as many packages: the largest to the smaller side.
fn halves(domains: &[OptionSet]) -> (Vec<usize>, Vec<usize>) {
    let mut issues: Vec<_> = (0..domains.len()).collect();
    issues.sort_by_key(|&issue| std::cmp::Reverse(domains[issue].len()));
    let (mut left, mut right, mut sizes) = (Vec::new(), Vec::new(), (1_u128, 1_u128));
    for issue in issues {
        let options = domains[issue].len() as u128;
        if sizes.0 <= sizes.1 {
            left.push(issue);
            sizes.0 = sizes.0.saturating_mul(options);
        } else {
            right.push(issue);
            sizes.1 = sizes.1.saturating_mul(options);
        }
    }
    (left, right)
}

impl<'s> Sum<'s> {
    /// The cells that decide, in 128 bits.
    fn widened(&self) -> Cow<'s, [i128]> {
        match self.exact {
            Some(exact) => Cow::Borrowed(exact),
            None => Cow::Owned(self.cells.iter().map(|&cell| i128::from(cell)).collect()),
        }
    }
}

/// A whole number of as many bits as sums take.
trait Whole: Copy + Ord + Default + Add<Output = Self> + Neg<Output = Self> {}

impl Whole for i64 {}
impl Whole for i128 {}

/// All ways to settle half of the issues.
struct Half<T> {
    size: usize,
    /// By sum, what each adds to it.
    sums: Vec<Vec<T>>,
    /// By sum, which make it bind.
    calls: Vec<FixedBitSet>,
    /// By clause, which satisfy it.
    satisfies: Vec<FixedBitSet>,
}

impl<T: Whole> Half<T> {
    fn of(problem: &Problem<'_>, cells: &[Cow<'_, [T]>], domains: &[OptionSet], issues: &[usize]) -> Self
    where
        [T]: ToOwned,
    {
        let size = issues.iter().map(|&issue| domains[issue].len()).product();
        let mut half = Self {
            size,
            sums: vec![vec![T::default()]; problem.sums.len()],
            calls: vec![FixedBitSet::with_capacity(size); problem.sums.len()],
            satisfies: vec![FixedBitSet::with_capacity(size); problem.clauses.len()],
        };
        for (sums, cells) in half.sums.iter_mut().zip(cells) {
            for &issue in issues {
                *sums = domains[issue]
                    .members()
                    .flat_map(|option| {
                        let cell = cells[problem.offsets[issue] + option];
                        sums.iter().map(move |&so_far| so_far + cell)
                    })
                    .collect();
            }
        }
        // The `n`-th half package's option of an issue, as the loop above orders them.
        let mut stride = 1;
        for &issue in issues {
            let options: Vec<_> = domains[issue].members().collect();
            for (place, &option) in options.iter().enumerate() {
                let with = |set: &mut FixedBitSet| {
                    let mut start = place * stride;
                    while start < size {
                        set.insert_range(start..start + stride);
                        start += stride * options.len();
                    }
                };
                let has = |literal: &Literal| literal.issue == issue && literal.among.contains(option);
                for (set, clause) in half.satisfies.iter_mut().zip(&problem.clauses) {
                    if clause.iter().any(has) {
                        with(set);
                    }
                }
                for (set, sum) in half.calls.iter_mut().zip(&problem.sums) {
                    if sum.when.as_ref().is_some_and(|when| when.iter().any(has)) {
                        with(set);
                    }
                }
            }
            stride *= options.len();
        }
        half
    }

    /// How many pairs of a package of this half and one of the other satisfy everything.
    fn matches(&self, problem: &Problem<'_>, other: &Self) -> u64 {
        let ranks: Vec<_> = other.sums.iter().map(|sums| Ranks::of(sums)).collect();
        let uncalled: Vec<FixedBitSet> = other
            .calls
            .iter()
            .map(|calls| {
                let mut uncalled = calls.clone();
                uncalled.toggle_range(..);
                uncalled
            })
            .collect();
        let mut fitting = FixedBitSet::with_capacity(other.size);
        let mut reaching = FixedBitSet::with_capacity(other.size);
        let mut pairs = 0;
        for index in 0..self.size {
            fitting.insert_range(..);
            for (mine, theirs) in self.satisfies.iter().zip(&other.satisfies) {
                if !mine.contains(index) {
                    fitting.intersect_with(theirs);
                }
            }
            for (place, sum) in problem.sums.iter().enumerate() {
                ranks[place].at_least(-self.sums[place][index], &mut reaching);
                if sum.when.is_some() && !self.calls[place].contains(index) {
                    reaching.union_with(&uncalled[place]);
                }
                fitting.intersect_with(&reaching);
            }
            pairs += fitting.count_ones(..) as u64;
        }
        pairs
    }
}

/// Half packages by what they add to a sum, greatest first.
struct Ranks<T> {
    order: Vec<(T, usize)>,
    /// The set of the first `n · STRIDE`.
    before: Vec<FixedBitSet>,
}

impl<T: Whole> Ranks<T> {
    fn of(sums: &[T]) -> Self {
        let mut order: Vec<_> = sums.iter().copied().enumerate().map(|(index, sum)| (sum, index)).collect();
        order.sort_unstable_by_key(|&(sum, index)| (std::cmp::Reverse(sum), index));
        let mut set = FixedBitSet::with_capacity(sums.len());
        let mut before = Vec::with_capacity(sums.len() / STRIDE + 1);
        for (place, &(_, index)) in order.iter().enumerate() {
            if place % STRIDE == 0 {
                before.push(set.clone());
            }
            set.insert(index);
        }
        before.push(set);
        Self { order, before }
    }

    /// Makes `set` those that add at least `needed`.
    fn at_least(&self, needed: T, set: &mut FixedBitSet) {
        let count = self.order.partition_point(|&(sum, _)| sum >= needed);
        if count == self.order.len() {
            set.insert_range(..);
            return;
        }
        set.clone_from(&self.before[count / STRIDE]);
        for &(_, index) in &self.order[count / STRIDE * STRIDE..count] {
            set.insert(index);
        }
    }
}

/// Counts subtree by subtree.
struct Tally<'p> {
    problem: &'p Problem<'p>,
    packages: u128,
    /// What one choice takes.
    cost: u64,
    work_left: u64,
}

impl Tally<'_> {
    /// Whether the count went through to the end.
    fn descend(&mut self, mut domains: Vec<OptionSet>) -> bool {
        if !self.problem.propagate(&mut domains) {
            return true;
        }
        let settled = self.problem.clauses.iter().all(|clause| surely(clause, &domains))
            && self.problem.sums.iter().all(|sum| {
                let uncalled = sum.when.as_ref().is_some_and(|when| {
                    when.iter().all(|literal| !literal.among.meets(&domains[literal.issue]))
                });
                uncalled || sum.least(self.problem, &domains) >= 0
            });
        let open = crate::search::next_issue(&domains);
        let (false, Some(issue)) = (settled, open) else {
            let product =
                domains.iter().fold(1_u128, |product, domain| product.saturating_mul(domain.len() as u128));
            self.packages = self.packages.saturating_add(product);
            return true;
        };
        for option in domains[issue].members() {
            let Some(left) = self.work_left.checked_sub(self.cost) else { return false };
            self.work_left = left;
            let mut chosen = domains.clone();
            chosen[issue] = OptionSet::only(option);
            if !self.descend(chosen) {
                return false;
            }
        }
        true
    }
}
