//! Who did how well.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Row;
use crate::{protocol::Ended, strategy::Kind};

/// A mean with its sampling error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Half the width of its 95% interval: 1.96 standard errors over groups of runs, one a scenario and table, so that
    /// what is played again under the same conditions counts once. `None` where there is one group only, which says
    /// nothing of others.
    pub within: Option<f64>,
}

/// How one strategy did, over all its seats.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// The strategy.
    pub strategy: Kind,
    /// In how many seats it sat.
    pub seats: u64,
    /// What it gained, from 0 (no agreement) to 1 (its best package).
    pub gain: Mean,
    /// How often it agreed.
    pub agreed: Mean,
    /// What all at its tables gained together, as a part of the most they could.
    pub welfare: Mean,
    /// How near the product of all gains came to the largest.
    pub nash: Mean,
    /// How many rounds its runs took.
    pub rounds: Mean,
}

/// How every strategy did, the one that gained most first; of equals the first in the list of strategies first.
#[must_use]
pub fn standings(strategies: &[Kind], rows: &[Row]) -> Vec<Standing> {
    let of = |strategy: &Kind| {
        let own = || rows.iter().filter(move |row| row.strategy == *strategy);
        let mean = |value: fn(&Row) -> f64| mean(own(), value);
        Standing {
            strategy: *strategy,
            seats: own().count() as u64,
            gain: mean(|row| row.gain),
            agreed: mean(|row| f64::from(u8::from(row.ended == Ended::Agreed))),
            welfare: mean(|row| row.welfare),
            nash: mean(|row| row.nash),
            rounds: mean(|row| f64::from(row.rounds)),
        }
    };
    let mut standings: Vec<_> = strategies.iter().map(of).collect();
    standings.sort_by(|one, other| other.gain.mean.total_cmp(&one.gain.mean));
    standings
}

/// A mean with the standard error of a ratio over groups (Cochran 1977, Sampling Techniques, 3rd ed., chapter 9A, with
/// rows as sizes): `sqrt(g / (g − 1) · Σ (sum − mean · size)²) / n`, of `g` groups and `n` rows.
#[expect(clippy::cast_precision_loss, reason = "counts of runs, far below 2^52")]
fn mean<'r>(rows: impl Iterator<Item = &'r Row>, value: fn(&Row) -> f64) -> Mean {
    let mut groups: BTreeMap<(usize, &[Kind]), (f64, f64)> = BTreeMap::new();
    for row in rows {
        let (sum, size) = groups.entry((row.scenario, &row.table)).or_default();
        (*sum, *size) = (*sum + value(row), *size + 1.0);
    }
    let (sum, size) = groups.values().fold((0.0, 0.0), |all, group| (all.0 + group.0, all.1 + group.1));
    if groups.is_empty() {
        return Mean { mean: 0.0, within: None };
    }
    let (mean, count) = (sum / size, groups.len() as f64);
    let squares: f64 = groups.values().map(|(sum, size)| (sum - mean * size) * (sum - mean * size)).sum();
    let within = (groups.len() > 1).then(|| 1.96 * (count / (count - 1.0) * squares).sqrt() / size);
    Mean { mean, within }
}
