//! A bound on what can still be gained that counts what others ask for.
//!
//! For multipliers `w ≥ 0` of gains and `λ ≥ 0` of sums that must not fall below zero, an admitted package's
//! `Σ w·gain + Σ λ·sum` is at least `Σ w·gain`, and the greatest of it is found issue by issue (Lagrange duality;
//! Everett 1963, Oper. Res. 11:399). The least of several gains is no greater than any mean of them. Multipliers are
//! sought in floating point (subgradient steps; Polyak 1969, USSR Comput. Math. 9:14) and made whole: whole numbers
//! decide, and any multipliers give a bound that holds.

use super::{Fraction, Side};
use crate::{
    model::Problem,
    negotiation::OptionSet,
    option_set::place,
    package::Package,
    search::{only, onto_simplex},
};

/// How often multipliers are adjusted.
const ADJUSTMENTS: usize = 60;
/// The same from multipliers that were good in a problem alike.
const ADJUSTMENTS_FROM_NEAR: usize = 8;
/// After how many adjustments without progress the step is shortened.
const PATIENCE: usize = 5;
/// What the greatest whole multiplier of a gain is.
const WHOLE: f64 = 1_048_576.0;
/// No whole multiplier is greater.
const MOST: f64 = 1_099_511_627_776.0;

/// What a cell is worth at fixed multipliers.
pub(super) struct Prices {
    cells: Vec<i128>,
    /// What a gain of one for everybody counted is worth.
    unit: i128,
    /// By what the cells of the only gain are multiplied; absent where several are counted.
    alone: Option<i128>,
}

/// Gains and sums in floating point, cell by cell.
struct Rows {
    /// Those of `gains` come first.
    rows: Vec<Vec<f64>>,
    gains: usize,
}

impl Prices {
    /// Prices for what is left of a problem, and the packages met on the way that are admitted. None where nobody is
    /// asked whatever the package, or numbers would not fit.
    pub(super) fn of(
        problem: &Problem<'_>,
        parties: &[Side],
        domains: &[OptionSet],
    ) -> Option<(Self, Vec<Package>)> {
        Self::beginning_with(problem, parties, domains, &mut Vec::new())
    }

    /// The same, beginning with the multipliers that were best in a problem alike; they become those that are best here.
    pub(super) fn beginning_with(
        problem: &Problem<'_>,
        parties: &[Side],
        domains: &[OptionSet],
        multipliers: &mut Vec<f64>,
    ) -> Option<(Self, Vec<Package>)> {
        let always: Vec<&Side> = parties.iter().filter(|side| side.when.is_none()).collect();
        let sums: Vec<&[i64]> =
            problem.sums.iter().filter(|sum| sum.when.is_none()).map(|sum| sum.cells).collect();
        if always.is_empty() {
            return None;
        }
        let rows = Rows::of(problem, &always, &sums, domains);
        let (found, met) = rows.multipliers(problem, domains, multipliers);
        *multipliers = found;
        let (of_gains, of_sums) = multipliers.split_at(always.len());
        // A row in points was divided by this; taking it back must not change what is whole.
        let by_total: Vec<f64> =
            of_gains.iter().zip(&always).map(|(weight, side)| weight / as_float(side.gains.total)).collect();
        let most = by_total.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        let whole = |number: f64| whole(number / most * WHOLE);
        let of_gains: Vec<i128> = by_total.iter().map(|&number| whole(number)).collect();
        let of_sums: Vec<i128> = of_sums
            .iter()
            .zip(&sums)
            .map(|(weight, sum)| whole(weight / scale(problem, sum, domains)))
            .collect();
        let mut cells = vec![0_i128; always[0].gains.cells.len()];
        let mut unit = 0_i128;
        for (&by, side) in of_gains.iter().zip(&always) {
            unit = unit.checked_add(by.checked_mul(side.gains.total)?)?;
            for (cell, own) in cells.iter_mut().zip(&side.gains.cells) {
                *cell = cell.checked_add(by.checked_mul(*own)?)?;
            }
        }
        for (&by, sum) in of_sums.iter().zip(&sums) {
            for (cell, own) in cells.iter_mut().zip(*sum) {
                *cell = cell.checked_add(by.checked_mul(i128::from(*own))?)?;
            }
        }
        let alone = if let [alone] = of_gains.as_slice() { Some(*alone) } else { None };
        Some((Self { cells, unit, alone }, met))
    }

    /// What a package must be worth at these prices for its least gain to be no less than this; `None` where that
    /// cannot be told.
    pub(super) fn least(&self, gain: Fraction) -> Option<i128> {
        // Rounding down lets more through.
        Some(self.unit.checked_mul(gain.sum)?.div_euclid(gain.total))
    }

    /// What a package must be worth for the one gain that is counted to have no lower sum than this.
    pub(super) fn least_of_one(&self, sum: i128) -> Option<i128> {
        self.alone?.checked_mul(sum)
    }

    /// What a cell is worth.
    pub(super) fn cell(&self, cell: usize) -> i128 {
        self.cells[cell]
    }
}

impl Rows {
    fn of(problem: &Problem<'_>, always: &[&Side], sums: &[&[i64]], domains: &[OptionSet]) -> Self {
        let in_points = |side: &&Side| -> Vec<f64> {
            let total = as_float(side.gains.total);
            side.gains.cells.iter().map(|&cell| as_float(cell) / total).collect()
        };
        let scaled = |sum: &&[i64]| -> Vec<f64> {
            let scale = scale(problem, sum, domains);
            sum.iter().map(|&cell| as_float(cell.into()) / scale).collect()
        };
        Self {
            rows: always.iter().map(in_points).chain(sums.iter().map(scaled)).collect(),
            gains: always.len(),
        }
    }

    /// The best multipliers found, and the admitted packages that were met.
    fn multipliers(
        &self,
        problem: &Problem<'_>,
        domains: &[OptionSet],
        begin: &[f64],
    ) -> (Vec<f64>, Vec<Package>) {
        let mut weights = vec![0.0; self.rows.len()];
        weights[..self.gains].fill(1.0 / as_float(i128::try_from(self.gains).unwrap_or(1)));
        let is_near = begin.len() == weights.len();
        if is_near {
            weights.copy_from_slice(begin);
        }
        let (mut best, mut least) = (weights.clone(), f64::INFINITY);
        let mut met: Vec<Package> = Vec::new();
        let mut reached = f64::NEG_INFINITY;
        let (mut relaxation, mut since) = (if is_near { 0.5 } else { 1.0 }, 0);
        for _ in 0..if is_near { ADJUSTMENTS_FROM_NEAR } else { ADJUSTMENTS } {
            let (package, greatest) = self.greatest(problem, domains, &weights);
            let slopes = self.of_package(problem, &package);
            if greatest < least {
                since = if greatest < least - least.abs() * 1e-3 { 0 } else { since };
                (least, best) = (greatest, weights.clone());
            }
            if problem.admits(&package) {
                let gain = slopes[..self.gains].iter().copied().fold(f64::INFINITY, f64::min);
                reached = reached.max(gain);
                if !met.contains(&package) {
                    met.push(package);
                }
            }
            since += 1;
            if since > PATIENCE {
                (since, relaxation) = (0, relaxation * 0.6);
                weights.clone_from(&best);
                if relaxation < 0.02 {
                    break;
                }
            }
            // Without a package to aim at, a twentieth below the least bound so far.
            let aim = if reached.is_finite() { reached } else { least - least.abs().max(1.0) / 20.0 };
            if !self.step(&mut weights, &slopes, relaxation * (greatest - aim)) {
                break;
            }
        }
        (best, met)
    }

    /// Moves multipliers against the slopes; false where there is nowhere to go.
    fn step(&self, weights: &mut [f64], slopes: &[f64], excess: f64) -> bool {
        let (of_gains, of_sums) = slopes.split_at(self.gains);
        let mean = of_gains.iter().sum::<f64>() / as_float(i128::try_from(self.gains).unwrap_or(1));
        let slope = |place: usize, weight: f64| match place < self.gains {
            true => slopes[place] - mean,
            // A sum that is reached and has no price keeps none.
            false if weight <= 0.0 && of_sums[place - self.gains] >= 0.0 => 0.0,
            false => slopes[place],
        };
        let norm: f64 = weights.iter().enumerate().map(|(place, &weight)| slope(place, weight).powi(2)).sum();
        if norm <= 0.0 || excess <= 0.0 {
            return false;
        }
        for (place, weight) in weights.iter_mut().enumerate() {
            *weight -= excess / norm * slope(place, *weight);
        }
        let (of_gains, of_sums) = weights.split_at_mut(self.gains);
        onto_simplex(of_gains, &vec![true; of_gains.len()]);
        for weight in of_sums {
            *weight = weight.max(0.0);
        }
        true
    }

    fn greatest(&self, problem: &Problem<'_>, domains: &[OptionSet], weights: &[f64]) -> (Package, f64) {
        let mut package = only(domains);
        let mut sum = 0.0;
        for (issue, domain) in domains.iter().enumerate() {
            let mut most = f64::NEG_INFINITY;
            for option in domain.members() {
                let cell = problem.offsets[issue] + option;
                let own: f64 = self.rows.iter().zip(weights).map(|(row, weight)| weight * row[cell]).sum();
                if own > most {
                    most = own;
                    package.0[issue] = place(option);
                }
            }
            sum += most;
        }
        (package, sum)
    }

    fn of_package(&self, problem: &Problem<'_>, package: &Package) -> Vec<f64> {
        let cells: Vec<usize> = package
            .0
            .iter()
            .zip(problem.offsets)
            .map(|(option, first)| first + usize::from(*option))
            .collect();
        self.rows.iter().map(|row| cells.iter().map(|&cell| row[cell]).sum()).collect()
    }
}

/// What a sum's cells add up to at most either way, in millions: about what gains in millionths of a point are.
fn scale(problem: &Problem<'_>, sum: &[i64], domains: &[OptionSet]) -> f64 {
    let most = |(issue, domain): (usize, &OptionSet)| {
        let cells = domain.members().map(|option| sum[problem.offsets[issue] + option].unsigned_abs());
        as_float(cells.max().unwrap_or(0).into())
    };
    (domains.iter().enumerate().map(most).sum::<f64>() / 1e8).max(f64::MIN_POSITIVE)
}

#[expect(clippy::cast_possible_truncation, reason = "bounded before")]
fn whole(number: f64) -> i128 {
    // No number, as of a division of nothing by nothing, counts as zero.
    number.clamp(0.0, MOST).round() as i128
}

#[expect(clippy::cast_precision_loss, reason = "multipliers need not be exact")]
fn as_float(number: i128) -> f64 {
    number as f64
}
