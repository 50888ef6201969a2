//! Is there a package that satisfies everything? Depth first, with propagation and one priced sum.

use crate::{
    model::{Problem, Sum},
    negotiation::OptionSet,
    package::Package,
    requirement::members,
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

/// Looks for a package that the problem admits.
pub(crate) fn find(problem: &Problem<'_>) -> Finding {
    find_within(problem, &mut MOST_WORK.clone())
}

/// Looks for a package that the problem admits, with no more work than is left; takes off what it did.
pub(crate) fn find_within(problem: &Problem<'_>, work_left: &mut u64) -> Finding {
    let mut domains = problem.domains.clone();
    if !problem.propagate(&mut domains) {
        return Finding::None;
    }
    let price = Price::of(problem, &domains);
    let mut priced = problem.clone();
    if let Some(price) = &price {
        priced.sums.push(Sum { cells: &price.cells, when: None });
    }
    let most = (*work_left).min(MOST_WORK);
    let mut search =
        Search { cost: priced.cost(), problem: &priced, price: price.as_ref(), work_left: most, cut: false };
    let found = search.descend(domains);
    *work_left -= most - search.work_left;
    match found {
        Some(package) => Finding::Found(package),
        None if search.cut => Finding::Unsettled,
        None => Finding::None,
    }
}

struct Search<'p> {
    problem: &'p Problem<'p>,
    price: Option<&'p Price>,
    /// What one choice takes.
    cost: u64,
    work_left: u64,
    cut: bool,
}

impl Search<'_> {
    fn descend(&mut self, mut domains: Vec<OptionSet>) -> Option<Package> {
        if !self.problem.propagate(&mut domains) {
            return None;
        }
        let Some(issue) = next_issue(&domains) else { return Some(only(&domains)) };
        let mut options: Vec<_> = members(domains[issue]).collect();
        if let Some(price) = self.price {
            options.sort_by_key(|&option| -self.problem.cell(&price.cells, issue, option));
        }
        for option in options {
            let Some(left) = self.work_left.checked_sub(self.cost) else {
                self.cut = true;
                return None;
            };
            self.work_left = left;
            let mut chosen = domains.clone();
            chosen[issue] = 1 << option;
            if let Some(package) = self.descend(chosen) {
                return Some(package);
            }
            if self.cut {
                return None;
            }
        }
        None
    }
}

/// The issue with the fewest options left, but more than one.
pub(crate) fn next_issue(domains: &[OptionSet]) -> Option<usize> {
    let open = domains.iter().enumerate().filter(|(_, domain)| domain.count_ones() > 1);
    open.min_by_key(|(_, domain)| domain.count_ones()).map(|(issue, _)| issue)
}

/// The package made of the first option left of every issue.
#[expect(clippy::cast_possible_truncation, reason = "a set of options has 64 bits")]
pub(crate) fn only(domains: &[OptionSet]) -> Package {
    Package(domains.iter().map(|domain| domain.trailing_zeros() as u8).collect())
}

/// One sum that all binding sums imply: each multiplied by a weight and added up.
///
/// Any weights give a true consequence, so rounding in finding them costs time only, never an answer. Good
/// ones make it so tight that a search seldom has to look far (Lagrangian relaxation; Held & Karp 1971,
/// Math. Programming 1:6).
pub(crate) struct Price {
    pub(crate) cells: Vec<i64>,
}

/// How often the weights are improved.
const ROUNDS: usize = 24;

impl Price {
    fn of(problem: &Problem<'_>, domains: &[OptionSet]) -> Option<Self> {
        let binds = |sum: &&Sum<'_>| sum.when.is_none() && sum.cells.iter().any(|&cell| cell != 0);
        let binding: Vec<&[i64]> = problem.sums.iter().filter(binds).map(|sum| sum.cells).collect();
        (!binding.is_empty()).then(|| Self { cells: combine(&binding, &weights(problem, &binding, domains)) })
    }
}

/// Weights under which the best total is as small as found in some rounds.
fn weights(problem: &Problem<'_>, sums: &[&[i64]], domains: &[OptionSet]) -> Vec<f64> {
    // Each party's sums on a scale of its own: the largest single cell counts 1.
    let scale: Vec<f64> = sums
        .iter()
        .map(|cells| 1.0 / as_float(cells.iter().map(|cell| cell.unsigned_abs()).max().unwrap_or(1).max(1)))
        .collect();
    let mut weights = vec![1.0; sums.len()];
    let mut best = (f64::INFINITY, weights.clone());
    for round in 0..ROUNDS {
        let mut reached = vec![0.0; sums.len()];
        for (issue, &domain) in domains.iter().enumerate() {
            let mut top: Option<(f64, usize)> = None;
            for option in members(domain) {
                let cell = problem.offsets[issue] + option;
                let total: f64 = sums
                    .iter()
                    .zip(&weights)
                    .zip(&scale)
                    .map(|((cells, weight), scale)| weight * scale * signed(cells[cell]))
                    .sum();
                if top.is_none_or(|(most, _)| total > most) {
                    top = Some((total, option));
                }
            }
            if let Some((_, option)) = top {
                let cell = problem.offsets[issue] + option;
                for ((reached, cells), scale) in reached.iter_mut().zip(sums).zip(&scale) {
                    *reached += scale * signed(cells[cell]);
                }
            }
        }
        let sum: f64 = weights.iter().sum();
        let bound = reached.iter().zip(&weights).map(|(reached, weight)| reached * weight).sum::<f64>() / sum;
        if bound < best.0 {
            best = (bound, weights.clone());
        }
        // Weight moves from sums with room to spare to sums that fall short, less so from round to round.
        #[expect(clippy::cast_precision_loss, reason = "a few rounds")]
        let step = 0.5 / (1.0 + round as f64 / 4.0);
        let span = reached.iter().fold(1e-9_f64, |span, reached| span.max(reached.abs()));
        for (weight, reached) in weights.iter_mut().zip(&reached) {
            *weight = (*weight * (1.0 - step * reached / span)).max(1e-3);
        }
    }
    best.1.iter().zip(&scale).map(|(weight, scale)| weight * scale).collect()
}

/// The weighted sum of cells, rounded up so that it stays implied.
#[expect(clippy::cast_possible_truncation, reason = "bounded by the ratio taken just before")]
fn combine(sums: &[&[i64]], weights: &[f64]) -> Vec<i64> {
    let greatest = weights.iter().fold(f64::MIN_POSITIVE, |most, weight| most.max(*weight));
    let least = weights.iter().fold(greatest, |least, weight| least.min(*weight));
    // Whole multipliers of at most 2^20 whatever the scales; a party too faint for them counts a little less.
    let unit = (least / 64.0).max(greatest / f64::from(1 << 20));
    let whole: Vec<i128> = weights.iter().map(|weight| (weight / unit) as i128).collect();
    let cells: Vec<i128> = (0..sums.first().map_or(0, |cells| cells.len()))
        .map(|cell| {
            whole.iter().zip(sums).map(|(weight, cells)| weight * i128::from(cells[cell])).sum::<i128>()
        })
        .collect();
    let most = cells.iter().map(|cell| cell.unsigned_abs()).max().unwrap_or(0).max(1);
    // Cells of at most 2^40: millions of them add up within 64 bits.
    let shift = (128 - most.leading_zeros()).saturating_sub(40);
    let up = |cell: i128| -((-cell) >> shift);
    cells.into_iter().map(|cell| i64::try_from(up(cell)).unwrap_or(i64::MAX >> 22)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "weights need not be exact")]
fn as_float(number: u64) -> f64 {
    number as f64
}

#[expect(clippy::cast_precision_loss, reason = "weights need not be exact")]
fn signed(number: i64) -> f64 {
    number as f64
}
