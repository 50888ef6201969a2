//! The tree behind [`Tables::solve`]: prices bound, and what they rule out is not looked at.

use std::rc::Rc;

use super::{
    gains::{Gains, Live},
    prices::{Excess, Goal, NOTHING, Prices},
};
use crate::{
    fraction::Fraction,
    tables::{
        Tables,
        options::{Options, place},
    },
};

/// How many times prices are adjusted at the root, and at every other node.
const AT_ROOT: usize = 400;
const AT_NODE: usize = 30;
/// After how many adjustments without a better bound the steps get shorter.
const PATIENCE: usize = 6;
/// How slowly the shares of options in the greatest packages forget.
const MEMORY: f64 = 0.9;
/// One node in so many is where to climb from.
const CLIMB: u64 = 8;
/// How many numbers read are one node: what one takes where issues and parties are few. Larger nodes count as several.
const READS_OF_A_NODE: u64 = 1 << 17;
/// Relative, how much better than the best a package must be able to be.
pub(crate) const MARGIN: f64 = 1e-11;

/// The least gain of the parties that count, then all gains, smallest first: what makes one package better than
/// another for the worst off, told exactly.
type Rank = (Vec<Fraction>, Vec<Fraction>);

/// The best package so far.
#[derive(Clone, Debug)]
pub(crate) struct Incumbent {
    pub(crate) score: f64,
    gains: Vec<f64>,
    rank: Rank,
    pub(crate) package: Vec<u16>,
}

pub(crate) struct Search<'t> {
    pub(crate) tables: &'t Tables,
    from: Vec<i128>,
    units: Vec<i128>,
    pub(crate) goal: Goal,
    pub(crate) gains: Gains,
    pub(crate) best: Option<Incumbent>,
    /// Whether packages that score the same are told apart by the next-smallest gain.
    pub(crate) keeps_ties: bool,
    /// Packages that score more than the best by no more than this are not looked for.
    pub(crate) within: f64,
    /// The search ends with a package that scores so much.
    pub(crate) enough: f64,
    /// What no admitted package scores above.
    pub(crate) bound: f64,
    pub(crate) nodes_left: u64,
    pub(crate) looked_at: u64,
    /// How many nodes that counts as.
    pub(crate) spent: u64,
    /// Numbers read that are not spent yet.
    pub(super) reads: u64,
    /// Whether nodes ran out.
    pub(crate) cut: bool,
    /// What prices of rules are measured in: what an issue makes of a difference.
    unit: f64,
}

/// A node that is still to be looked at: what its parent left open, with one issue settled.
struct Node {
    domains: Rc<[Options]>,
    choice: Option<(usize, usize)>,
    prices: Rc<Prices>,
    /// What no package of the parent scores above.
    bound: f64,
}

/// What prices leave of a node.
struct Open {
    domains: Vec<Options>,
    prices: Prices,
    bound: f64,
    /// By cell: how often it was in the greatest package of late.
    shares: Vec<f64>,
}

impl<'t> Search<'t> {
    pub(crate) fn new(tables: &'t Tables, goal: Goal, from: &[i128], units: &[i128], nodes: u64) -> Self {
        Self {
            tables,
            from: from.to_vec(),
            units: units.to_vec(),
            goal,
            gains: Gains::of(tables, from, units),
            best: None,
            keeps_ties: false,
            within: 0.0,
            enough: f64::INFINITY,
            bound: f64::INFINITY,
            nodes_left: nodes,
            looked_at: 0,
            spent: 0,
            reads: 0,
            cut: false,
            unit: 0.0,
        }
    }

    /// Looks at nodes, the deepest and most promising first, until none is left or allowed.
    pub(crate) fn run(&mut self) {
        let root = Node {
            domains: self.tables.allowed.clone().into(),
            choice: None,
            prices: Rc::new(Prices {
                weights: self.goal.even(self.gains.parties()),
                rules: vec![0.0; self.tables.clauses.len()],
            }),
            bound: f64::INFINITY,
        };
        let mut stack = vec![root];
        while let Some(node) = stack.pop() {
            if node.bound <= self.target() {
                continue;
            }
            // The root is always looked at, so that there is a bound.
            if self.nodes_left == 0 && node.choice.is_some() {
                self.cut = true;
                stack.push(node);
                break;
            }
            self.looked_at += 1;
            self.look_at(&node, &mut stack);
            let nodes = 1 + self.reads / READS_OF_A_NODE;
            self.reads %= READS_OF_A_NODE;
            self.spent += nodes;
            self.nodes_left = self.nodes_left.saturating_sub(nodes);
            if self.is_done() {
                break;
            }
        }
        let open = stack.iter().map(|node| node.bound).fold(f64::NEG_INFINITY, f64::max);
        let ruled_out = self.best.as_ref().map_or(-NOTHING, |best| best.score + self.within);
        self.bound = open.max(ruled_out);
    }

    /// Takes the package if it is admitted and better than the best.
    pub(crate) fn offer(&mut self, package: &[u16]) {
        let gains = self.gains.of_package(package);
        let score = self.goal.score(&gains);
        if !self.may_be_best(score) || !self.tables.admits(package) {
            return;
        }
        let rank = self.rank(package);
        let better = self.best.as_ref().is_none_or(|best| match self.goal {
            Goal::Least { .. } => rank > best.rank,
            Goal::Product | Goal::Sum(_) => score > best.score,
        });
        if better {
            self.best = Some(Incumbent { score, gains, rank, package: package.to_vec() });
        }
    }

    /// Whether a package with this score may be better than the best, as far as floating point can tell.
    pub(crate) fn may_be_best(&self, score: f64) -> bool {
        self.best.as_ref().is_none_or(|best| score >= best.score - MARGIN * best.score.abs().max(1.0))
    }

    fn rank(&self, package: &[u16]) -> Rank {
        let Goal::Least { counts } = &self.goal else { return Rank::default() };
        let utilities = self.tables.utilities(package).unwrap_or_default();
        let gain = |party: usize| match self.units[party] {
            0 => Fraction::from((1, 1)),
            unit => Fraction::from((utilities[party] - self.from[party], unit)),
        };
        let mut all: Vec<_> = (0..utilities.len()).map(gain).collect();
        let least = (0..utilities.len()).filter(|&party| counts[party]).map(|party| all[party]).min();
        all.sort();
        (least.into_iter().collect(), all)
    }

    /// What a package must be able to score more than to be of interest.
    pub(crate) fn target(&self) -> f64 {
        let Some(best) = &self.best else {
            // Gains of admitted packages are not below zero, and floating point is not exact.
            return -NOTHING;
        };
        let margin = MARGIN * best.score.abs().max(1.0);
        if self.keeps_ties {
            return best.score - margin;
        }
        let next = match self.goal {
            Goal::Least { .. } if self.gains.are_coarse() => {
                self.gains.next_above(&best.gains, best.score) - margin.max(NOTHING)
            }
            _ => best.score,
        };
        next.max(best.score + margin).max(best.score + self.within)
    }

    fn is_done(&self) -> bool {
        self.best.as_ref().is_some_and(|best| best.score >= self.enough)
    }

    fn look_at(&mut self, node: &Node, stack: &mut Vec<Node>) {
        let mut domains = node.domains.to_vec();
        if let Some((issue, option)) = node.choice {
            domains[issue] = Options::only(self.tables.options[issue], option);
        }
        if !propagate(self.tables, &mut domains) {
            return;
        }
        let at_root = node.choice.is_none();
        let open = Open {
            domains,
            prices: Prices::clone(&node.prices),
            bound: node.bound,
            shares: vec![0.0; self.gains.cells()],
        };
        let Some(open) = self.price(open, if at_root { AT_ROOT } else { AT_NODE }) else { return };
        if at_root || self.looked_at.is_multiple_of(CLIMB) {
            self.climb(&self.most_frequent(&open), at_root);
        }
        // Where every issue is settled, the prices have offered the only package.
        let Some(issue) = self.most_ambiguous(&open) else { return };
        let mut options: Vec<_> = open.domains[issue].iter().collect();
        let share = |option: usize| open.shares[self.gains.number(issue, option)];
        options.sort_by(|&one, &other| share(one).total_cmp(&share(other)));
        let domains: Rc<[Options]> = open.domains.into();
        let prices = Rc::new(open.prices);
        stack.extend(options.into_iter().map(|option| Node {
            domains: Rc::clone(&domains),
            choice: Some((issue, option)),
            prices: Rc::clone(&prices),
            bound: open.bound,
        }));
    }

    /// Adjusts prices until they rule the node out (`None`) or no longer help; on the way, options that no
    /// package better than the best can have are taken out.
    fn price(&mut self, mut open: Open, adjustments: usize) -> Option<Open> {
        let mut live = Live::of(&self.gains, self.tables, &open.domains);
        let mut gains = Vec::new();
        let mut kept = Vec::new();
        let mut prices = open.prices.clone();
        let mut least = f64::INFINITY;
        let mut relaxation = 1.0;
        let mut since = 0;
        for _ in 0..adjustments {
            self.reads += self.gains.reads();
            let greatest = live.greatest(&prices);
            live.gains(&mut gains);
            live.kept(&mut kept);
            for cell in &mut open.shares {
                *cell *= MEMORY;
            }
            for (issue, option) in live.best() {
                open.shares[self.gains.number(issue, option)] += 1.0 - MEMORY;
            }
            let score = self.goal.score(&gains);
            if self.may_be_best(score) && (self.best.is_some() || score >= -NOTHING) {
                self.offer(&package_of(&open.domains, &live));
                if self.is_done() {
                    return None;
                }
            }
            if self.unit == 0.0 {
                self.unit = live.spread();
            }
            let target = self.target();
            let needed = self.goal.needed(&prices.weights, target);
            if greatest <= needed {
                return None;
            }
            let bound = self.goal.proven(&prices.weights, greatest);
            open.bound = open.bound.min(bound);
            if bound < least {
                if bound < least - 1e-3 * (least - target) {
                    since = 0;
                }
                least = bound;
                open.prices.clone_from(&prices);
            }
            let beyond = live.beyond(greatest - needed);
            if !beyond.is_empty() {
                for (issue, option) in beyond {
                    open.domains[issue].remove(option);
                }
                if !propagate(self.tables, &mut open.domains) {
                    return None;
                }
                live = Live::of(&self.gains, self.tables, &open.domains);
                least = f64::INFINITY;
            }
            since += 1;
            if since > PATIENCE {
                since = 0;
                relaxation *= 0.6;
                prices.clone_from(&open.prices);
                if relaxation < 0.02 {
                    break;
                }
            }
            let excess = match self.goal {
                Goal::Product => bound - target,
                Goal::Least { .. } | Goal::Sum(_) => greatest - needed,
            };
            let by =
                Excess { gains: &gains, kept: &kept, greatest, fall: excess, relaxation, unit: self.unit };
            self.goal.step(&mut prices, &by);
        }
        Some(open)
    }

    /// By issue, the option that was most often in the greatest package.
    fn most_frequent(&self, open: &Open) -> Vec<u16> {
        let of = |(issue, domain): (usize, &Options)| {
            let share = |option: usize| open.shares[self.gains.number(issue, option)];
            domain.iter().max_by(|&one, &other| share(one).total_cmp(&share(other))).map_or(0, place)
        };
        open.domains.iter().enumerate().map(of).collect()
    }

    /// The issue with options left of which none was in the greatest package nearly always.
    fn most_ambiguous(&self, open: &Open) -> Option<usize> {
        let most = |issue: usize| {
            let shares =
                open.domains[issue].iter().map(|option| open.shares[self.gains.number(issue, option)]);
            shares.fold(0.0, f64::max)
        };
        let unsettled = (0..open.domains.len()).filter(|&issue| open.domains[issue].len() > 1);
        unsettled
            .map(|issue| (issue, most(issue)))
            .min_by(|(_, one), (_, other)| one.total_cmp(other))
            .map(|(issue, _)| issue)
    }
}

/// The last greatest package.
fn package_of(domains: &[Options], live: &Live) -> Vec<u16> {
    let mut package: Vec<_> = domains.iter().map(|domain| domain.iter().next().map_or(0, place)).collect();
    for (issue, option) in live.best() {
        package[issue] = place(option);
    }
    package
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
