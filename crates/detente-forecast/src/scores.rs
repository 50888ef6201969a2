//! How good forecasts were, once the outcome is known.

use crate::stream::{Stream, real};

/// The Brier score of a chance (Brier 1950): `(p − o)²`. 0 is best; one half for everything gives 0.25.
#[must_use]
pub fn brier(chance: f64, happened: bool) -> f64 {
    let outcome = if happened { 1.0 } else { 0.0 };
    (chance - outcome) * (chance - outcome)
}

/// The logarithmic score of a chance (Good 1952): `−ln` of the chance of what happened. 0 is best. It is infinite where
/// what happened was held to be impossible.
#[must_use]
pub fn log_score(chance: f64, happened: bool) -> f64 {
    -libm::log(if happened { chance } else { 1.0 - chance })
}

/// One row of a calibration table.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// Chances from this one, in tenths,
    pub from: f64,
    /// up to, not including, this one. The last holds 1 too.
    pub to: f64,
    /// How many forecasts fell here.
    pub count: usize,
    /// Their mean chance.
    pub said: f64,
    /// The share of them that happened.
    pub happened: f64,
}

/// The table of calibration in ten rows; rows without forecasts are left out.
#[must_use]
pub fn calibration(forecasts: &[(f64, bool)]) -> Vec<Bin> {
    const ROWS: usize = 10;
    let row_of = |chance: f64| (0..ROWS).rev().find(|row| chance >= real(*row) / real(ROWS)).unwrap_or(0);
    let row = |row: usize| {
        let inside: Vec<&(f64, bool)> =
            forecasts.iter().filter(|(chance, _)| row_of(*chance) == row).collect();
        let count = inside.len();
        (count > 0).then(|| Bin {
            from: real(row) / real(ROWS),
            to: real(row + 1) / real(ROWS),
            count,
            said: inside.iter().map(|(chance, _)| chance).sum::<f64>() / real(count),
            happened: real(inside.iter().filter(|(_, happened)| *happened).count()) / real(count),
        })
    };
    (0..ROWS).filter_map(row).collect()
}

/// A mean with an interval for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean.
    pub mean: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// How often groups are drawn anew.
pub const RESAMPLES: usize = 2_000;

/// The mean of paired differences, with the 95 % interval of a bootstrap that draws whole groups (Efron & Tibshirani 1993).
/// What was decided together says little more than one decision. Each value has the number of its group.
#[must_use]
pub fn clustered(values: &[(usize, f64)], seed: u64) -> Estimate {
    let mut groups: std::collections::BTreeMap<usize, (usize, f64)> = std::collections::BTreeMap::new();
    for (group, value) in values {
        let kept = groups.entry(*group).or_default();
        kept.0 += 1;
        kept.1 += value;
    }
    let groups: Vec<(usize, f64)> = groups.into_values().collect();
    let mean = values.iter().map(|(_, value)| value).sum::<f64>() / real(values.len()).max(1.0);
    let mut stream = Stream::named(seed, "bootstrap", 0);
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let (mut count, mut sum) = (0, 0.0);
            for _ in 0..groups.len() {
                let (size, total) = groups.get(stream.below(groups.len())).copied().unwrap_or_default();
                count += size;
                sum += total;
            }
            sum / real(count).max(1.0)
        })
        .collect();
    means.sort_by(f64::total_cmp);
    let at = |place: usize| means.get(place).copied().unwrap_or(mean);
    Estimate { mean, low: at(RESAMPLES / 40), high: at(RESAMPLES - 1 - RESAMPLES / 40) }
}
