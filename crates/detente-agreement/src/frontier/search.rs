//! The tree behind [`super::Tables::solve`]: prices bound, and what they rule out is not looked at.

use super::{
    options::{Literal, Options, place},
    prices::{Gains, Goal, NOTHING},
    tables::Tables,
};

/// How many times prices are adjusted at the root, and at every other node.
const AT_ROOT: usize = 400;
const AT_NODE: usize = 30;
/// After how many adjustments without a better bound the steps get shorter.
const PATIENCE: usize = 6;
/// How slowly the shares of options in the greatest packages forget.
const MEMORY: f64 = 0.9;
/// Relative, how much better than the best a package must be able to be.
const MARGIN: f64 = 1e-11;

/// The best package so far.
#[derive(Clone, Debug)]
pub(super) struct Incumbent {
    pub(super) score: f64,
    /// Gains, smallest first.
    sorted: Vec<f64>,
    pub(super) package: Vec<u16>,
}

pub(super) struct Search<'t> {
    tables: &'t Tables,
    goal: Goal,
    gains: Gains,
    pub(super) best: Option<Incumbent>,
    /// Whether packages that score the same are told apart by the next-smallest gain.
    pub(super) keeps_ties: bool,
    /// The search ends with a package that scores so much.
    pub(super) enough: f64,
    /// What the prices at the root prove.
    pub(super) bound: f64,
    pub(super) nodes_left: u64,
    pub(super) looked_at: u64,
    /// Whether nodes ran out.
    pub(super) cut: bool,
}

/// What prices leave of a node.
struct Open {
    domains: Vec<Options>,
    weights: Vec<f64>,
    /// By issue, by option: how often it was in the greatest package of late.
    shares: Vec<Vec<f64>>,
}

impl<'t> Search<'t> {
    pub(super) fn new(tables: &'t Tables, goal: Goal, from: &[i64], scale: &[f64], nodes: u64) -> Self {
        Self {
            tables,
            goal,
            gains: Gains::of(tables, from, scale),
            best: None,
            keeps_ties: false,
            enough: f64::INFINITY,
            bound: f64::INFINITY,
            nodes_left: nodes,
            looked_at: 0,
            cut: false,
        }
    }

    pub(super) fn run(&mut self) {
        let mut domains = self.tables.allowed.clone();
        if !propagate(self.tables, &mut domains) {
            return;
        }
        let weights = self.goal.even(self.gains.parties());
        self.descend(&domains, weights, AT_ROOT);
    }

    /// Takes the package if it is admitted and better than the best.
    pub(super) fn offer(&mut self, package: &[u16]) -> bool {
        let gains = self.gains.of_package(package);
        let score = self.goal.score(&gains);
        let mut sorted = gains;
        sorted.sort_by(f64::total_cmp);
        let better = self.best.as_ref().is_none_or(|best| {
            score > best.score || self.keeps_ties && score >= best.score && sorted > best.sorted
        });
        if better && self.tables.admits(package) {
            self.best = Some(Incumbent { score, sorted, package: package.to_vec() });
            return true;
        }
        false
    }

    /// What a package must be able to score more than to be of interest.
    fn target(&self) -> f64 {
        match &self.best {
            Some(best) => {
                let margin = MARGIN * best.score.abs().max(1.0);
                if self.keeps_ties { best.score - margin } else { best.score + margin }
            }
            // Gains of admitted packages are not below zero, and floating point is not exact.
            None => -NOTHING,
        }
    }

    fn is_done(&self) -> bool {
        self.cut || self.best.as_ref().is_some_and(|best| best.score >= self.enough)
    }

    fn descend(&mut self, domains: &[Options], weights: Vec<f64>, adjustments: usize) {
        let Some(left) = self.nodes_left.checked_sub(1) else {
            self.cut = true;
            return;
        };
        self.nodes_left = left;
        self.looked_at += 1;
        let open = Open {
            domains: domains.to_vec(),
            weights,
            shares: domains
                .iter()
                .map(|domain| vec![0.0; domain.iter().last().map_or(0, |last| last + 1)])
                .collect(),
        };
        let Some(open) = self.price(open, adjustments) else { return };
        if self.is_done() {
            return;
        }
        let at_root = adjustments == AT_ROOT;
        self.improve(&most_frequent(&open), at_root);
        let Some(issue) = most_ambiguous(&open) else {
            // Every issue is settled: the prices have offered the only package.
            return;
        };
        let mut options: Vec<_> = open.domains[issue].iter().collect();
        options.sort_by(|&one, &other| open.shares[issue][other].total_cmp(&open.shares[issue][one]));
        for option in options {
            let mut chosen = open.domains.clone();
            chosen[issue] = Options::only(self.tables.options[issue], option);
            if propagate(self.tables, &mut chosen) {
                self.descend(&chosen, open.weights.clone(), AT_NODE);
            }
            if self.is_done() {
                return;
            }
        }
    }

    /// Adjusts prices until they rule the node out (`None`) or no longer help; on the way, options that no
    /// package better than the best can have are taken out.
    fn price(&mut self, mut open: Open, adjustments: usize) -> Option<Open> {
        let mut package = vec![0; open.domains.len()];
        let mut weights = open.weights.clone();
        let mut least = f64::INFINITY;
        let mut relaxation = 1.0;
        let mut since = 0;
        for _ in 0..adjustments {
            let greatest = self.gains.greatest(&weights, &open.domains, &mut package);
            let gains = self.gains.of_package(&package);
            for (shares, &option) in open.shares.iter_mut().zip(&package) {
                for share in shares.iter_mut() {
                    *share *= MEMORY;
                }
                shares[usize::from(option)] += 1.0 - MEMORY;
            }
            if self.goal.score(&gains) >= self.best.as_ref().map_or(-NOTHING, |best| best.score) {
                self.offer(&package);
                if self.is_done() {
                    return None;
                }
            }
            let needed = self.goal.needed(&weights, self.target());
            if greatest <= needed {
                return None;
            }
            let bound = self.goal.proven(&weights, greatest);
            if adjustments == AT_ROOT {
                self.bound = self.bound.min(bound);
            }
            if bound < least {
                if bound < least - 1e-3 * (least - self.target()) {
                    since = 0;
                }
                least = bound;
                open.weights.clone_from(&weights);
            }
            if self.take_out(&mut open.domains, greatest - needed, &package)? {
                least = f64::INFINITY;
            }
            since += 1;
            if since > PATIENCE {
                since = 0;
                relaxation *= 0.6;
                weights.clone_from(&open.weights);
                if relaxation < 0.02 {
                    break;
                }
            }
            let excess = match self.goal {
                Goal::Product => bound - self.target(),
                Goal::Least | Goal::Sum(_) => greatest - needed,
            };
            self.goal.step(&mut weights, &gains, excess, greatest, relaxation);
        }
        Some(open)
    }

    /// Takes out the options that cost more than what prices leave; `None` when rules then leave nothing.
    fn take_out(&self, domains: &mut [Options], spare: f64, package: &[u16]) -> Option<bool> {
        let mut changed = false;
        for (issue, domain) in domains.iter_mut().enumerate() {
            if domain.len() < 2 {
                continue;
            }
            for option in domain.clone().iter() {
                if self.gains.loss(issue, option, package) >= spare && option != usize::from(package[issue]) {
                    domain.remove(option);
                    changed = true;
                }
            }
        }
        (!changed || propagate(self.tables, domains)).then_some(changed)
    }

    /// Changes one option, and if `thorough` or nearly as good as the best two, for as long as that helps.
    fn improve(&mut self, package: &[u16], thorough: bool) {
        let mut package = package.to_vec();
        let mut gains = self.gains.of_package(&package);
        let mut score = self.goal.score(&gains);
        loop {
            if let Some((issue, option, better)) = self.best_change(&package, &gains, score) {
                replace(
                    &mut gains,
                    self.gains.cell(issue, package[issue].into()),
                    self.gains.cell(issue, option.into()),
                );
                package[issue] = option;
                score = better;
                continue;
            }
            let near = self.best.as_ref().is_none_or(|best| score > best.score - 0.02 * best.score.abs());
            if !(thorough || near && self.looked_at.is_multiple_of(16)) {
                break;
            }
            let Some((changes, better)) = self.first_exchange(&package, &gains, score) else { break };
            for (issue, option) in changes {
                replace(
                    &mut gains,
                    self.gains.cell(issue, package[issue].into()),
                    self.gains.cell(issue, option.into()),
                );
                package[issue] = option;
            }
            score = better;
        }
        if self.best.as_ref().is_none_or(|best| score >= best.score) {
            self.offer(&package);
        }
    }

    fn best_change(&self, package: &[u16], gains: &[f64], score: f64) -> Option<(usize, u16, f64)> {
        let mut best: Option<(usize, u16, f64)> = None;
        let mut tried = gains.to_vec();
        for (issue, &now) in package.iter().enumerate() {
            for option in self.tables.allowed[issue].iter() {
                tried.copy_from_slice(gains);
                replace(&mut tried, self.gains.cell(issue, now.into()), self.gains.cell(issue, option));
                let own = self.goal.score(&tried);
                let beaten = best.map_or(score + MARGIN * score.abs().max(1.0), |(_, _, best)| best);
                let option = place(option);
                if own > beaten && self.keeps_rules_with(package, &[(issue, option)]) {
                    best = Some((issue, option, own));
                }
            }
        }
        best
    }

    fn first_exchange(&self, package: &[u16], gains: &[f64], score: f64) -> Option<([(usize, u16); 2], f64)> {
        let enough = score + MARGIN * score.abs().max(1.0);
        let mut one = gains.to_vec();
        let mut two = gains.to_vec();
        for first in 0..package.len() {
            for option in self.tables.allowed[first].iter() {
                one.copy_from_slice(gains);
                replace(
                    &mut one,
                    self.gains.cell(first, package[first].into()),
                    self.gains.cell(first, option),
                );
                for second in first + 1..package.len() {
                    for other in self.tables.allowed[second].iter() {
                        two.copy_from_slice(&one);
                        let now = self.gains.cell(second, package[second].into());
                        replace(&mut two, now, self.gains.cell(second, other));
                        let own = self.goal.score(&two);
                        let changes =
                            [(first, option), (second, other)].map(|(issue, option)| (issue, place(option)));
                        if own > enough && self.keeps_rules_with(package, &changes) {
                            return Some((changes, own));
                        }
                    }
                }
            }
        }
        None
    }

    fn keeps_rules_with(&self, package: &[u16], changes: &[(usize, u16)]) -> bool {
        if self.tables.clauses.is_empty() {
            return true;
        }
        let mut after = package.to_vec();
        for &(issue, option) in changes {
            after[issue] = option;
        }
        let broken = |package: &[u16]| {
            let broken = |clause: &&Vec<Literal>| !clause.iter().any(|literal| literal.holds(package));
            self.tables.clauses.iter().filter(broken).count()
        };
        // A package on the way may break rules, but changes must not break more.
        broken(&after) == 0 || broken(&after) < broken(package)
    }
}

fn replace(gains: &mut [f64], without: &[f64], with: &[f64]) {
    for ((gain, without), with) in gains.iter_mut().zip(without).zip(with) {
        *gain += with - without;
    }
}

/// By issue, the option that was most often in the greatest package.
fn most_frequent(open: &Open) -> Vec<u16> {
    let of = |(domain, shares): (&Options, &Vec<f64>)| {
        let most = domain.iter().max_by(|&one, &other| shares[one].total_cmp(&shares[other]));
        most.map_or(0, place)
    };
    open.domains.iter().zip(&open.shares).map(of).collect()
}

/// The issue with options left of which none was in the greatest package nearly always.
fn most_ambiguous(open: &Open) -> Option<usize> {
    let most = |issue: usize| open.shares[issue].iter().copied().fold(0.0, f64::max);
    let unsettled = (0..open.domains.len()).filter(|&issue| open.domains[issue].len() > 1);
    unsettled.min_by(|&one, &other| most(one).total_cmp(&most(other)))
}

/// Takes out what rules no longer allow; false when they allow nothing.
fn propagate(tables: &Tables, domains: &mut [Options]) -> bool {
    if domains.iter().any(Options::is_empty) {
        return false;
    }
    let mut changed = true;
    while changed {
        changed = false;
        for clause in &tables.clauses {
            if clause.iter().any(|literal| literal.surely(&domains[literal.issue])) {
                continue;
            }
            let mut ways = clause.iter().filter(|literal| domains[literal.issue].meets(&literal.among));
            let (Some(way), second) = (ways.next(), ways.next()) else { return false };
            if second.is_none() {
                domains[way.issue].keep(&way.among);
                changed = true;
            }
        }
    }
    true
}
