//! Bounds by prices: what no package can better, from one weight a party.
//!
//! For weights w ≥ 0 the greatest `Σ w·z` over packages is a sum over issues of the best option, rules and
//! floors aside. Any concave goal is bounded by it: the least `z` by `Σ w·z` with weights that sum to one, the
//! product by the inequality of means (`Σ ln z ≤ n·ln(Σ w·z ⁄ n) − Σ ln w`), a sum with floors by adding a
//! price for each floor (Lagrange duality; Everett 1963). Because values add up, the gap between the best
//! prices and the best package is at most what as many issues as parties can make (Shapley & Folkman, in
//! Starr 1969), however many issues there are.

use super::{
    options::{Options, place},
    tables::Tables,
};

/// What is to be made as large as can be, of scaled gains `z`, none of them below zero.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    /// `Σ ln z`.
    Product,
    /// The least `z`.
    Least,
    /// `Σ c·z`.
    Sum(Vec<f64>),
}

/// Below anything a package that reaches all floors can score.
const SHORT: f64 = -1e15;
/// In points, what is nothing but the error of sums in floating point.
pub(super) const NOTHING: f64 = 1e-10;

impl Goal {
    /// The score of gains; of gains of which one is negative, something far below that rises with it.
    pub(super) fn score(&self, gains: &[f64]) -> f64 {
        let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
        match self {
            Self::Least => least,
            Self::Product if least > NOTHING => gains.iter().map(|gain| gain.ln()).sum(),
            Self::Sum(of) if least >= -NOTHING => dot(of, gains),
            Self::Product | Self::Sum(_) => SHORT + least,
        }
    }

    /// Weights to begin with.
    pub(super) fn even(&self, parties: usize) -> Vec<f64> {
        match self {
            Self::Product => vec![1.0; parties],
            Self::Least => vec![1.0 / as_float(parties); parties],
            Self::Sum(of) => of.clone(),
        }
    }

    /// How large the greatest `Σ w·z` must be for a score above this to be possible.
    pub(super) fn needed(&self, weights: &[f64], score: f64) -> f64 {
        match self {
            Self::Product => {
                let parties = as_float(weights.len());
                let logarithms: f64 = weights.iter().map(|weight| weight.ln()).sum();
                parties * ((score + logarithms) / parties).exp()
            }
            Self::Least | Self::Sum(_) => score,
        }
    }

    /// The bound on the score that a greatest `Σ w·z` proves.
    pub(super) fn proven(&self, weights: &[f64], greatest: f64) -> f64 {
        match self {
            Self::Product if greatest <= 0.0 => f64::NEG_INFINITY,
            Self::Product => {
                let parties = as_float(weights.len());
                let logarithms: f64 = weights.iter().map(|weight| weight.ln()).sum();
                parties * (greatest / parties).ln() - logarithms
            }
            Self::Least | Self::Sum(_) => greatest,
        }
    }

    /// Moves weights against the gains of the package that is greatest under them, by a step that would
    /// reach `target` if the bound were linear (Polyak 1969), times `relaxation`.
    pub(super) fn step(
        &self,
        weights: &mut [f64],
        gains: &[f64],
        excess: f64,
        greatest: f64,
        relaxation: f64,
    ) {
        match self {
            Self::Least => {
                let mean = gains.iter().sum::<f64>() / as_float(gains.len());
                let norm: f64 = gains.iter().map(|gain| (gain - mean).powi(2)).sum();
                if norm > 0.0 {
                    let length = relaxation * excess / norm;
                    weights
                        .iter_mut()
                        .zip(gains)
                        .for_each(|(weight, gain)| *weight -= length * (gain - mean));
                    onto_simplex(weights);
                }
            }
            Self::Sum(of) => {
                let norm: f64 = gains.iter().map(|gain| gain * gain).sum();
                if norm > 0.0 {
                    let length = relaxation * excess / norm;
                    for ((weight, gain), least) in weights.iter_mut().zip(gains).zip(of) {
                        *weight = (*weight - length * gain).max(*least);
                    }
                }
            }
            Self::Product => {
                // In logarithms of weights the bound is convex, with this gradient.
                let parties = as_float(weights.len());
                let slope = |weight: f64, gain: f64| parties * weight * gain / greatest - 1.0;
                let norm: f64 =
                    weights.iter().zip(gains).map(|(weight, gain)| slope(*weight, *gain).powi(2)).sum();
                if norm > 0.0 {
                    let length = relaxation * excess / norm;
                    for (weight, gain) in weights.iter_mut().zip(gains) {
                        *weight *= (-length * slope(*weight, *gain)).clamp(-2.0, 2.0).exp();
                    }
                }
            }
        }
    }
}

/// The nearest weights that are not negative and sum to one (Held, Wolfe & Crowder 1974).
fn onto_simplex(weights: &mut [f64]) {
    let mut falling = weights.to_vec();
    falling.sort_by(|one, other| other.total_cmp(one));
    let mut sum = 0.0;
    let mut shift = 0.0;
    for (place, weight) in falling.iter().enumerate() {
        sum += weight;
        let candidate = (sum - 1.0) / as_float(place + 1);
        if weight - candidate > 0.0 {
            shift = candidate;
        }
    }
    for weight in weights {
        *weight = (*weight - shift).max(0.0);
    }
}

pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[expect(clippy::cast_precision_loss, reason = "counts of parties")]
fn as_float(count: usize) -> f64 {
    count as f64
}

/// Gains in floating point, for bounds and for finding the way; what is answered is checked in whole parts.
pub(super) struct Gains {
    /// By party, by cell.
    by_party: Vec<Vec<f64>>,
    /// By cell, then by party.
    by_cell: Vec<f64>,
    /// By party, what a package without issues would gain.
    base: Vec<f64>,
    offsets: Vec<usize>,
    /// What every cell is worth under the last weights.
    priced: Vec<f64>,
}

impl Gains {
    /// Points over `from` (parts), times a scale by party.
    pub(super) fn of(tables: &Tables, from: &[i64], scale: &[f64]) -> Self {
        let cells = tables.options.iter().sum::<usize>();
        let mut by_cell = vec![0.0; cells * tables.parties];
        for (place, gain) in by_cell.iter_mut().enumerate() {
            let party = place % tables.parties;
            *gain = tables.points(party, tables.worth[place]) * scale[party];
        }
        let party_row =
            |party: usize| by_cell.iter().skip(party).step_by(tables.parties).copied().collect::<Vec<_>>();
        let base = |(party, &from): (usize, &i64)| {
            // A party that cannot gain has its whole share of nothing.
            if scale[party] == 0.0 { 1.0 } else { -tables.points(party, from) * scale[party] }
        };
        Self {
            by_party: (0..tables.parties).map(party_row).collect(),
            base: from.iter().enumerate().map(base).collect(),
            offsets: tables.offsets.clone(),
            priced: vec![0.0; cells],
            by_cell,
        }
    }

    pub(super) fn parties(&self) -> usize {
        self.base.len()
    }

    pub(super) fn cell(&self, issue: usize, option: usize) -> &[f64] {
        let cell = self.offsets[issue] + option;
        &self.by_cell[cell * self.parties()..(cell + 1) * self.parties()]
    }

    pub(super) fn of_package(&self, package: &[u16]) -> Vec<f64> {
        let mut sum = self.base.clone();
        for (issue, &option) in package.iter().enumerate() {
            sum.iter_mut().zip(self.cell(issue, option.into())).for_each(|(sum, gain)| *sum += gain);
        }
        sum
    }

    /// Prices every cell, fills in the package that is greatest, and says how great it is.
    pub(super) fn greatest(&mut self, weights: &[f64], domains: &[Options], package: &mut [u16]) -> f64 {
        self.priced.fill(0.0);
        for (row, &weight) in self.by_party.iter().zip(weights) {
            self.priced.iter_mut().zip(row).for_each(|(priced, gain)| *priced += weight * gain);
        }
        let mut sum = dot(weights, &self.base);
        for (issue, domain) in domains.iter().enumerate() {
            let mut best = f64::NEG_INFINITY;
            for option in domain.iter() {
                let own = self.priced[self.offsets[issue] + option];
                if own > best {
                    best = own;
                    package[issue] = place(option);
                }
            }
            sum += best;
        }
        sum
    }

    /// How much less than the last greatest package any with this option is.
    pub(super) fn loss(&self, issue: usize, option: usize, package: &[u16]) -> f64 {
        let of = |option: usize| self.priced[self.offsets[issue] + option];
        of(package[issue].into()) - of(option)
    }
}
