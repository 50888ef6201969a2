//! Is there a package that satisfies everything? Depth first, with propagation and prices.

mod local;
mod noting;
mod rows;
mod steps;

pub(crate) use self::{rows::Weights, steps::onto_simplex};
use self::{
    rows::{MOST_CLAUSES, Rows, SCALE, WEIGHT},
    steps::step,
};
use crate::{
    model::{Problem, Used},
    negotiation::OptionSet,
    option_set::place,
    package::Package,
};

/// Whether there is a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// There is: this one.
    Found(Package),
    /// There is none.
    None,
    /// The search reached its limit without an answer.
    Unsettled,
}

impl Finding {
    /// The package found.
    #[must_use]
    pub fn package(&self) -> Option<&Package> {
        match self {
            Self::Found(package) => Some(package),
            Self::None | Self::Unsettled => None,
        }
    }
}

/// How much work one search does at most: cells read, about. Some tenths of a second.
const MOST_WORK: u64 = 30_000_000;
/// How often weights are adjusted at the root, and at every other node.
const AT_ROOT: usize = 150;
const AT_NODE: usize = 12;
/// After how many adjustments without progress the step is shortened.
const PATIENCE: usize = 6;
/// How much the option that was last best counts among those best of late.
const NEWS: f64 = 0.1;
/// How far below zero weights are sought, as a part of the largest sum: enough to tell apart from rounding.
const MARGIN: f64 = 1e-5;

/// Looks for a package that the problem admits.
pub(crate) fn find(problem: &Problem<'_>) -> Finding {
    find_within(problem, &mut MOST_WORK.clone())
}

/// Looks for a package that the problem admits, with no more work than is left; takes off what it did.
pub(crate) fn find_within(problem: &Problem<'_>, work_left: &mut u64) -> Finding {
    let most = (*work_left).min(MOST_WORK);
    let mut search = Search::of(problem, None, most);
    let finding = search.run(&mut Weights::default());
    *work_left -= most - search.work_left;
    finding
}

/// The same for one of many problems alike: beginning with the weights that were best in the last.
pub(crate) fn find_next(problem: &Problem<'_>, weights: &mut Weights, work_left: &mut u64) -> Finding {
    let mut search = Search::of(problem, None, *work_left);
    let finding = search.run(weights);
    *work_left = search.work_left;
    finding
}

/// The same with what a proof that there is none rests on; `considered` are the domains of a problem without
/// requirements.
pub(crate) fn find_or_refute(
    problem: &Problem<'_>,
    considered: &[OptionSet],
    weights: &mut Weights,
    work_left: &mut u64,
) -> (Finding, Option<Used>) {
    let mut search = Search::of(problem, Some(Used::nothing(problem, considered)), *work_left);
    let finding = search.run(weights);
    *work_left = search.work_left;
    (finding, search.used)
}

/// By sum, by what its own cells would be multiplied where weights multiply those on the common scale; no
/// more than 2^30.
pub(crate) fn whole_multipliers(problem: &Problem<'_>, weights: &Weights) -> Vec<i64> {
    let units: Vec<i64> = problem.sums.iter().map(|sum| rows::unit(problem, sum.cells)).collect();
    let fractions: Vec<f64> =
        weights.sums.iter().zip(&units).map(|(&weight, &unit)| as_float(weight) / as_float(unit)).collect();
    let most = fractions.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    #[expect(clippy::cast_possible_truncation, reason = "fractions of the largest")]
    let whole = |fraction: &f64| (fraction / most * f64::from(1 << 30)).round() as i64;
    fractions.iter().map(whole).collect()
}

struct Search<'p> {
    problem: &'p Problem<'p>,
    rows: Rows<'p>,
    used: Option<Used>,
    /// Whether every sum binds whatever the package.
    binds_always: bool,
    /// What one look at everything takes.
    cost: u64,
    /// What every adjustment takes beyond that where there are very many clauses.
    unpriced: u64,
    work_left: u64,
    nodes: u64,
    cut: bool,
}

/// A node of the search tree.
struct Node {
    domains: Vec<OptionSet>,
    /// Multipliers of sums, which add up to one, then of clauses.
    weights: Vec<f64>,
    /// By issue, by option: how often it was best of late.
    shares: Vec<Vec<f64>>,
}

/// What prices show of a node.
enum Priced {
    Found(Package),
    Refuted,
    Open,
}

impl<'p> Search<'p> {
    fn of(problem: &'p Problem<'p>, used: Option<Used>, work_left: u64) -> Self {
        let rows = Rows::of(problem);
        let binds_always = problem.sums.iter().all(|sum| sum.when.is_none());
        let unpriced = 2 * problem.clauses.len().saturating_sub(MOST_CLAUSES) as u64;
        let cost = problem.cost();
        Self { problem, rows, used, binds_always, cost, unpriced, work_left, nodes: 0, cut: false }
    }

    fn run(&mut self, known: &mut Weights) -> Finding {
        let domains = self.problem.domains.clone();
        let mut weights = vec![0.0; self.problem.sums.len() + self.problem.clauses.len()];
        if known.sums.len() == self.problem.sums.len() && known.clauses.len() == self.problem.clauses.len() {
            let numbers = known.sums.iter().chain(&known.clauses);
            weights
                .iter_mut()
                .zip(numbers)
                .for_each(|(weight, &known)| *weight = as_float(known) / as_float(WEIGHT));
        }
        let found = self.descend(domains, &mut weights, AT_ROOT);
        *known = self.whole(&weights);
        match found {
            Some(package) => Finding::Found(package),
            None if self.cut => Finding::Unsettled,
            None => Finding::None,
        }
    }

    /// Whether so much work is left; takes it off.
    fn spend(&mut self, work: u64) -> bool {
        match self.work_left.checked_sub(work) {
            Some(left) => self.work_left = left,
            None => self.cut = true,
        }
        !self.cut
    }

    fn descend(
        &mut self,
        mut domains: Vec<OptionSet>,
        weights: &mut Vec<f64>,
        adjustments: usize,
    ) -> Option<Package> {
        let thorough = adjustments == AT_ROOT;
        let consistent = if thorough {
            self.problem.propagate_noting(&mut domains, &mut self.used)
        } else {
            self.problem.narrow(&mut domains, &mut self.used)
        };
        if !consistent {
            return None;
        }
        if next_issue(&domains).is_none() {
            return self.settled(domains);
        }
        if !self.spend(self.cost) {
            return None;
        }
        self.nodes += 1;
        let shares = domains.iter().map(|domain| vec![0.0; domain.end()]).collect();
        let mut node = Node { domains, weights: weights.clone(), shares };
        let priced = self.price(&mut node, adjustments);
        weights.clone_from(&node.weights);
        match priced {
            Priced::Found(package) => return Some(package),
            Priced::Refuted => return None,
            Priced::Open => {}
        }
        if thorough || self.nodes.is_multiple_of(16) {
            let package = self.improved(&node, thorough);
            if self.problem.admits(&package) {
                return Some(package);
            }
        }
        let Some(issue) = self.widest(&node) else { return self.settled(node.domains) };
        let mut options: Vec<_> = node.domains[issue].members().collect();
        options.sort_by(|&one, &other| node.shares[issue][other].total_cmp(&node.shares[issue][one]));
        self.note_branches(&node, issue);
        for option in options {
            let mut chosen = node.domains.clone();
            chosen[issue] = OptionSet::only(option);
            let mut own = node.weights.clone();
            if let Some(package) = self.descend(chosen, &mut own, AT_NODE) {
                return Some(package);
            }
            if self.cut {
                return None;
            }
        }
        None
    }

    /// The issue with options left whose best ones of late differ most in what they bring to sums: settling it
    /// takes away most of what prices leave open.
    fn widest(&self, node: &Node) -> Option<usize> {
        let mut widest: Option<(f64, usize)> = None;
        for (issue, domain) in node.domains.iter().enumerate().filter(|(_, domain)| domain.is_open()) {
            let own = self.width(node, issue, domain);
            if widest.is_none_or(|(most, _)| own > most) {
                widest = Some((own, issue));
            }
        }
        widest.map(|(_, issue)| issue)
    }

    /// The variance of what an issue brings to sums, with its options as often as they were best of late.
    fn width(&self, node: &Node, issue: usize, domain: &OptionSet) -> f64 {
        let all: f64 = domain.members().map(|option| node.shares[issue][option]).sum();
        let mut mean = vec![0.0; self.problem.sums.len()];
        let mut squares = 0.0;
        for option in domain.members() {
            let share = (node.shares[issue][option] + 1e-4) / (all + 1e-4);
            for (mean, &cell) in mean.iter_mut().zip(self.rows.cell(issue, option)) {
                let cell = as_float(cell) / as_float(SCALE);
                *mean += share * cell;
                squares += share * cell * cell;
            }
        }
        squares - mean.iter().map(|mean| mean * mean).sum::<f64>()
    }

    /// The package left, if it is admitted.
    fn settled(&mut self, mut domains: Vec<OptionSet>) -> Option<Package> {
        self.problem.propagate_noting(&mut domains, &mut self.used).then(|| only(&domains))
    }

    /// Adjusts weights until they rule the node out or no longer help (subgradient steps; Polyak 1969, USSR
    /// Comput. Math. 9:14; Held, Wolfe & Crowder 1974, Math. Programming 6:62); on the way, options that no
    /// admitted package can have are taken out.
    fn price(&mut self, node: &mut Node, adjustments: usize) -> Priced {
        let sums = self.problem.sums.len();
        let binds = self.binding(&node.domains);
        if binds[..sums].iter().all(|binds| !binds) {
            return Priced::Open;
        }
        onto_simplex(&mut node.weights[..sums], &binds[..sums]);
        let mut weights = node.weights.clone();
        let mut package = only(&node.domains);
        let mut least = f64::INFINITY;
        let (mut relaxation, mut since) = (1.0, 0);
        for _ in 0..adjustments {
            if !self.spend(self.cost / 16 + 1 + self.unpriced) {
                return Priced::Open;
            }
            let whole = self.whole(&weights);
            let greatest = self.rows.greatest(&whole, &node.domains, &mut package);
            for (shares, &option) in node.shares.iter_mut().zip(&package.0) {
                for share in shares.iter_mut() {
                    *share *= 1.0 - NEWS;
                }
                shares[usize::from(option)] += NEWS;
            }
            if greatest < 0 {
                node.weights = weights;
                self.note(&whole, &package);
                return Priced::Refuted;
            }
            let slopes = self.slopes(&package);
            if slopes.iter().zip(&binds).all(|(&slope, &binds)| !binds || slope >= 0)
                && self.problem.admits(&package)
            {
                return Priced::Found(package);
            }
            let bound = as_float(greatest) / as_float(WEIGHT);
            if bound < least {
                if bound < least * 0.999 {
                    since = 0;
                }
                least = bound;
                node.weights.clone_from(&weights);
            }
            match self.take_out(&whole, greatest, node, &package) {
                None => return Priced::Refuted,
                Some(true) => least = f64::INFINITY,
                Some(false) => {}
            }
            since += 1;
            if since > PATIENCE {
                (since, relaxation) = (0, relaxation * 0.6);
                weights.clone_from(&node.weights);
                if relaxation < 0.02 {
                    break;
                }
            }
            let excess = bound + MARGIN * as_float(SCALE);
            step(&mut weights, &slopes, &binds, sums, relaxation * excess);
        }
        Priced::Open
    }

    /// By sum, then by clause: whether it has a price where only these options are left.
    fn binding(&self, domains: &[OptionSet]) -> Vec<bool> {
        let sums = self.problem.sums.iter().map(|sum| match &sum.when {
            None => true,
            Some(when) => when.iter().any(|literal| literal.surely(&domains[literal.issue])),
        });
        let clauses = (0..self.problem.clauses.len()).map(|clause| self.rows.is_priced(clause));
        sums.chain(clauses).collect()
    }

    fn slopes(&self, package: &Package) -> Vec<i64> {
        let mut slopes = self.rows.of_package(package);
        slopes.extend((0..self.problem.clauses.len()).map(|clause| self.rows.of_clause(clause, package)));
        slopes
    }

    /// Weights as whole numbers.
    #[expect(clippy::cast_possible_truncation, reason = "weights are from 0 to 1")]
    fn whole(&self, weights: &[f64]) -> Weights {
        let whole = |weight: &f64| (weight.clamp(0.0, 1.0) * as_float(WEIGHT)).round() as i64;
        let (sums, clauses) = weights.split_at(self.problem.sums.len());
        Weights { sums: sums.iter().map(whole).collect(), clauses: clauses.iter().map(whole).collect() }
    }

    /// Takes out the options that cost more than what weights leave; `None` when clauses then leave nothing.
    fn take_out(
        &mut self,
        weights: &Weights,
        greatest: i64,
        node: &mut Node,
        package: &Package,
    ) -> Option<bool> {
        let mut changed = false;
        for (issue, domain) in node.domains.iter_mut().enumerate() {
            if !domain.is_open() {
                continue;
            }
            let best = self.rows.price(issue, package.0[issue].into());
            changed |= domain.retain(|option| greatest - (best - self.rows.price(issue, option)) >= 0);
        }
        if !changed {
            return Some(false);
        }
        self.note(weights, package);
        self.problem.narrow_by_rules(&mut node.domains, &mut self.used).then_some(true)
    }
}

/// The issue with the fewest options left, but more than one.
pub(crate) fn next_issue(domains: &[OptionSet]) -> Option<usize> {
    let open = domains.iter().enumerate().filter(|(_, domain)| domain.is_open());
    open.min_by_key(|(_, domain)| domain.len()).map(|(issue, _)| issue)
}

/// The package made of the first option left of every issue.
pub(crate) fn only(domains: &[OptionSet]) -> Package {
    Package(domains.iter().map(|domain| domain.least().map_or(0, place)).collect())
}

#[expect(clippy::cast_precision_loss, reason = "weights need not be exact")]
fn as_float(number: i64) -> f64 {
    number as f64
}
