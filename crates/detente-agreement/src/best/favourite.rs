//! The package worth most to one party, for many problems alike: issue by issue in one order, with prices that were
//! good in the last problem.
//!
//! It finds what the search of [`super`] finds for one side, and looks at less on the way: no options are narrowed
//! between one choice and the next, sums and prices alone say what a choice leaves.

use std::cmp::Reverse;

use super::{Bound, Side, prices::Prices, searched};
use crate::{
    model::Problem,
    negotiation::{Literal, OptionSet},
    option_set::place,
    package::Package,
    worth::Gains,
};

/// Among the packages the problem admits, the one worth most to the party with these gains; of equals the first
/// by name. Nothing when there is none, or when the work ran out before one was found.
///
/// Packages `known` from elsewhere, and the `weights` that were best in the last problem, spare work and change no
/// answer.
pub(crate) fn favourite<'k>(
    problem: &Problem<'_>,
    gains: Gains,
    known: impl Iterator<Item = &'k Package>,
    weights: &mut Vec<f64>,
    work_left: &mut u64,
) -> Option<Package> {
    let mut domains = problem.domains.clone();
    if !problem.propagate(&mut domains) {
        return None;
    }
    let side = Side { gains, when: None };
    let found = Prices::beginning_with(problem, std::slice::from_ref(&side), &domains, weights);
    let Some((prices, met)) = found else { return searched(problem, vec![side], Bound::Reach, work_left).0 };
    let steps = Step::all(problem, &domains, &prices);
    let cells = side.gains.cells.iter().map(|&cell| i64::try_from(cell)).collect::<Result<Vec<_>, _>>();
    let Ok(cells) = cells else { return searched(problem, vec![side], Bound::Reach, work_left).0 };
    let mut descent = Descent::of(problem, &cells, &prices, &steps, *work_left);
    for package in known.filter(|package| problem.admits(package)) {
        descent.offer(descent.gain(package), package);
    }
    for package in &met {
        descent.offer(descent.gain(package), package);
    }
    descent.descend(0, 0, 0, &mut problem.by_name.first(&domains));
    *work_left = descent.work_left;
    descent.best.map(|(_, package)| package)
}

/// An issue to settle.
struct Step {
    issue: usize,
    /// Each option left with its price, the highest first.
    options: Vec<(usize, i128)>,
    /// The clauses that speak of this issue and of none that is settled later.
    clauses: Vec<usize>,
}

impl Step {
    /// Every issue: first those that are settled, then those whose options differ most in price.
    fn all(problem: &Problem<'_>, domains: &[OptionSet], prices: &Prices) -> Vec<Self> {
        let of_issue = |(issue, domain): (usize, &OptionSet)| {
            let with_price = |option: usize| (option, prices.cell(problem.offsets[issue] + option));
            let mut options: Vec<_> = domain.members().map(with_price).collect();
            options.sort_by_key(|&(option, price)| (Reverse(price), problem.by_name.option(issue, option)));
            Self { issue, options, clauses: Vec::new() }
        };
        let mut steps: Vec<Self> = domains.iter().enumerate().map(of_issue).collect();
        let spread = |step: &Self| match step.options.as_slice() {
            [(_, most), .., (_, least)] => most.saturating_sub(*least),
            _ => i128::MAX,
        };
        steps.sort_by_key(|step| (Reverse(spread(step)), problem.by_name.issue(step.issue)));
        for (place, clause) in problem.clauses.iter().enumerate() {
            let speaks = |step: &Self| clause.iter().any(|literal| literal.issue == step.issue);
            if let Some(last) = steps.iter_mut().rev().find(|step| speaks(step)) {
                last.clauses.push(place);
            }
        }
        steps
    }
}

struct Descent<'s> {
    problem: &'s Problem<'s>,
    gains: &'s [i64],
    prices: &'s Prices,
    steps: &'s [Step],
    /// By step, then by sum: what the choices before it add up to.
    sums: Vec<i64>,
    /// The same: what it and the steps after it add at most.
    sums_left: Vec<i64>,
    /// By step, what it and the steps after it add at most to the price, and to the gain.
    left: Vec<(i128, i64)>,
    best: Option<(i64, Package)>,
    /// What a package must be worth at the prices to be as good as the best.
    least: Option<i128>,
    work_left: u64,
    cut: bool,
}

impl<'s> Descent<'s> {
    fn of(
        problem: &'s Problem<'s>,
        gains: &'s [i64],
        prices: &'s Prices,
        steps: &'s [Step],
        work_left: u64,
    ) -> Self {
        let sums = problem.sums.len();
        let mut left = vec![(0, 0); steps.len() + 1];
        let mut sums_left = vec![0; (steps.len() + 1) * sums];
        for (depth, step) in steps.iter().enumerate().rev() {
            let cells = || step.options.iter().map(|(option, _)| problem.offsets[step.issue] + option);
            let price = step.options.first().map_or(0, |(_, price)| *price);
            let gain = cells().map(|cell| gains[cell]).max().unwrap_or(0);
            left[depth] = (left[depth + 1].0 + price, left[depth + 1].1 + gain);
            for (place, sum) in problem.sums.iter().enumerate() {
                let most = cells().map(|cell| sum.cells[cell]).max().unwrap_or(0);
                sums_left[depth * sums + place] = sums_left[(depth + 1) * sums + place] + most;
            }
        }
        let so_far = vec![0; (steps.len() + 1) * sums];
        Self {
            problem,
            gains,
            prices,
            steps,
            sums: so_far,
            sums_left,
            left,
            best: None,
            least: None,
            work_left,
            cut: false,
        }
    }

    fn gain(&self, package: &Package) -> i64 {
        let cells = package.0.iter().zip(self.problem.offsets);
        cells.map(|(option, first)| self.gains[first + usize::from(*option)]).sum()
    }

    /// Keeps a package if it is better than the best so far.
    fn offer(&mut self, gain: i64, package: &Package) {
        let is_better = |(best, other): &(i64, Package)| {
            gain > *best || gain == *best && self.problem.by_name.compare(package, other).is_lt()
        };
        if self.best.as_ref().is_none_or(is_better) {
            self.least = self.prices.least_of_one(gain.into());
            self.best = Some((gain, package.clone()));
        }
    }

    /// Settles the issues from a step on; those after it have their first option by name in the package.
    fn descend(&mut self, depth: usize, price: i128, gain: i64, package: &mut Package) {
        let steps = self.steps;
        let Some(step) = steps.get(depth) else {
            if self.called_sums_hold(package) && self.exact_sums_hold(package) {
                self.offer(gain, package);
            }
            return;
        };
        let (priced_left, gained_left) = self.left[depth + 1];
        let first = package.0[step.issue];
        for &(option, own) in &step.options {
            if self.least.is_some_and(|least| price + own + priced_left < least) {
                break;
            }
            let Some(left) = self.work_left.checked_sub(self.problem.sums.len() as u64 + 2) else {
                self.cut = true;
                break;
            };
            self.work_left = left;
            let cell = self.problem.offsets[step.issue] + option;
            let gain = gain + self.gains[cell];
            package.0[step.issue] = place(option);
            let is_hopeless = self.best.as_ref().is_some_and(|(best, other)| {
                let most = gain + gained_left;
                most < *best || most == *best && self.problem.by_name.compare(package, other).is_ge()
            });
            if !is_hopeless && self.keeps(step, package) && self.adds(depth, cell) {
                self.descend(depth + 1, price + own, gain, package);
            }
            if self.cut {
                break;
            }
        }
        package.0[step.issue] = first;
    }

    /// Whether the clauses hold of which nothing is settled later.
    fn keeps(&self, step: &Step, package: &Package) -> bool {
        let chosen = |literal: &Literal| literal.among.contains(package.0[literal.issue].into());
        step.clauses.iter().all(|&clause| self.problem.clauses[clause].iter().any(chosen))
    }

    /// Adds a cell to every sum; false where one that binds whatever the package can no longer reach zero.
    fn adds(&mut self, depth: usize, cell: usize) -> bool {
        let count = self.problem.sums.len();
        let mut reaches = true;
        for (place, sum) in self.problem.sums.iter().enumerate() {
            let so_far = self.sums[depth * count + place] + sum.cells[cell];
            self.sums[(depth + 1) * count + place] = so_far;
            reaches &= sum.when.is_some() || so_far + self.sums_left[(depth + 1) * count + place] >= 0;
        }
        reaches
    }

    /// Whether the sums reach zero that 64 bits do not hold.
    fn exact_sums_hold(&self, package: &Package) -> bool {
        self.problem.sums.iter().all(|sum| sum.exact.is_none()) || self.problem.admits(package)
    }

    /// Whether the sums reach zero that bind because of what a whole package chooses.
    fn called_sums_hold(&self, package: &Package) -> bool {
        let chosen = |literal: &Literal| literal.among.contains(package.0[literal.issue].into());
        let all = self.steps.len() * self.problem.sums.len();
        self.problem.sums.iter().enumerate().all(|(place, sum)| {
            let called = sum.when.as_ref().is_none_or(|when| when.iter().any(chosen));
            !called || self.sums[all + place] >= 0
        })
    }
}
