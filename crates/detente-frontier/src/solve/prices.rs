//! Bounds by prices: what no package can better, from one weight a party.
//!
//! For weights w ≥ 0 the greatest `Σ w·z` over packages is a sum over issues of the best option, rules and
//! floors aside. Any concave goal is bounded by it: the least `z` by `Σ w·z` with weights that sum to one, the
//! product by the inequality of means (`Σ ln z ≤ n·ln(Σ w·z ⁄ n) − Σ ln w`), a sum with floors by adding a
//! price for each floor (Lagrange duality; Everett 1963). Because values add up, the gap between the best
//! prices and the best package is at most what as many issues as parties can make (Shapley & Folkman, in
//! Starr 1969), however many issues there are.

/// What is to be made as large as can be, of scaled gains `z`, none of them below zero.
#[derive(Clone, Debug)]
pub(crate) enum Goal {
    /// `Σ ln z`.
    Product,
    /// The least `z` of the parties that count; the others only have to have what they ask for.
    Least {
        /// By party.
        counts: Vec<bool>,
    },
    /// `Σ c·z`.
    Sum(Vec<f64>),
}

/// What a point of each party is worth, and what it costs for each rule to be broken: none below zero.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    pub(crate) weights: Vec<f64>,
    pub(crate) rules: Vec<f64>,
}

/// A greatest package under prices, and how far prices are to be pairs.
pub(crate) struct Excess<'g> {
    /// By party.
    pub(crate) gains: &'g [f64],
    /// By rule that is open, how many of its ways more than one hold.
    pub(crate) kept: &'g [(usize, f64)],
    pub(crate) greatest: f64,
    /// How much the bound is to fall.
    pub(crate) fall: f64,
    /// How far to go towards that.
    pub(crate) relaxation: f64,
    /// What the price of a rule is measured in.
    pub(crate) unit: f64,
}

/// Below anything a package that reaches all floors can score.
const SHORT: f64 = -1e15;
/// In points, what is nothing but the error of sums in floating point.
pub(crate) const NOTHING: f64 = 1e-10;

impl Goal {
    /// The score of gains; of gains of which one is negative, something far below that rises with it.
    pub(crate) fn score(&self, gains: &[f64]) -> f64 {
        let least = gains.iter().copied().fold(f64::INFINITY, f64::min);
        match self {
            Self::Least { counts } => {
                let of = |counting: bool| {
                    let gains = gains.iter().zip(counts).filter(move |(_, counts)| **counts == counting);
                    gains.map(|(gain, _)| *gain).fold(f64::INFINITY, f64::min)
                };
                if of(false) >= -NOTHING { of(true) } else { SHORT + of(false) }
            }
            Self::Product if least > NOTHING => gains.iter().map(|&gain| libm::log(gain)).sum(),
            Self::Sum(of) if least >= -NOTHING => dot(of, gains),
            Self::Product | Self::Sum(_) => SHORT + least,
        }
    }

    /// Weights to begin with.
    pub(crate) fn even(&self, parties: usize) -> Vec<f64> {
        match self {
            Self::Product => vec![1.0; parties],
            Self::Least { counts } => {
                let share = 1.0 / as_float(counts.iter().filter(|counts| **counts).count().max(1));
                counts.iter().map(|&counts| if counts { share } else { 0.0 }).collect()
            }
            Self::Sum(of) => of.clone(),
        }
    }

    /// How large the greatest `Σ w·z` must be for a score above this to be possible.
    pub(crate) fn needed(&self, weights: &[f64], score: f64) -> f64 {
        match self {
            Self::Product => {
                let parties = as_float(weights.len());
                let logarithms: f64 = weights.iter().map(|&weight| libm::log(weight)).sum();
                parties * libm::exp((score + logarithms) / parties)
            }
            Self::Least { .. } | Self::Sum(_) => score,
        }
    }

    /// The bound on the score that a greatest `Σ w·z` proves.
    pub(crate) fn proven(&self, weights: &[f64], greatest: f64) -> f64 {
        match self {
            Self::Product if greatest <= 0.0 => f64::NEG_INFINITY,
            Self::Product => {
                let parties = as_float(weights.len());
                let logarithms: f64 = weights.iter().map(|&weight| libm::log(weight)).sum();
                parties * libm::log(greatest / parties) - logarithms
            }
            Self::Least { .. } | Self::Sum(_) => greatest,
        }
    }

    /// Moves prices against the gains of the package that is greatest under them, by a step that would make
    /// the bound fall by the excess if it were linear (Polyak 1969), times the relaxation.
    pub(crate) fn step(&self, Prices { weights, rules }: &mut Prices, by: &Excess<'_>) {
        let parties = as_float(weights.len());
        // In logarithms of weights the bound on a product is convex, with this slope.
        let rise = if matches!(self, Self::Product) { parties / by.greatest } else { 1.0 };
        let slopes: Vec<_> = match self {
            Self::Least { counts } => {
                let counting = || by.gains.iter().zip(counts).filter(|(_, counts)| **counts);
                let mean =
                    counting().map(|(gain, _)| gain).sum::<f64>() / as_float(counting().count().max(1));
                by.gains
                    .iter()
                    .zip(counts)
                    .map(|(gain, &counts)| gain - if counts { mean } else { 0.0 })
                    .collect()
            }
            Self::Sum(_) => by.gains.to_vec(),
            Self::Product => {
                weights.iter().zip(by.gains).map(|(weight, gain)| rise * weight * gain - 1.0).collect()
            }
        };
        let moves = |&&(rule, kept): &&(usize, f64)| kept < 0.0 || rules[rule] > 0.0;
        let of_rules: f64 =
            by.kept.iter().filter(moves).map(|(_, kept)| (kept * by.unit * rise).powi(2)).sum();
        let norm = of_rules + slopes.iter().map(|slope| slope * slope).sum::<f64>();
        if norm <= 0.0 {
            return;
        }
        let length = by.relaxation * by.fall / norm;
        for &(rule, kept) in by.kept {
            rules[rule] = (rules[rule] - length * kept * rise * by.unit * by.unit).max(0.0);
        }
        let pairs = weights.iter_mut().zip(&slopes);
        match self {
            Self::Least { counts } => {
                pairs.for_each(|(weight, slope)| *weight -= length * slope);
                onto_simplex(weights, counts);
            }
            Self::Sum(of) => pairs
                .zip(of)
                .for_each(|((weight, slope), least)| *weight = (*weight - length * slope).max(*least)),
            Self::Product => {
                pairs.for_each(|(weight, slope)| *weight *= libm::exp((-length * slope).clamp(-2.0, 2.0)));
            }
        }
    }
}

/// The nearest weights that are not negative and, of the parties that count, sum to one (Held, Wolfe &
/// Crowder 1974).
fn onto_simplex(weights: &mut [f64], counts: &[bool]) {
    let mut falling: Vec<_> =
        weights.iter().zip(counts).filter(|(_, counts)| **counts).map(|(weight, _)| *weight).collect();
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
    for (weight, &counts) in weights.iter_mut().zip(counts) {
        *weight = (*weight - if counts { shift } else { 0.0 }).max(0.0);
    }
}

pub(crate) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[expect(clippy::cast_precision_loss, reason = "counts of parties")]
pub(crate) fn as_float(count: usize) -> f64 {
    count as f64
}
