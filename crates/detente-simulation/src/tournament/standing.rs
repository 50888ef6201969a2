//! Who did how well.

use serde::Serialize;

use super::Row;
use crate::{protocol::Ended, strategy::Kind};

/// A mean with its sampling error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Half the width of its 95% interval: 1.96 standard errors over the runs.
    pub within: f64,
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
        let mean = |value: fn(&Row) -> f64| mean(own().map(value).collect());
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

#[expect(clippy::needless_pass_by_value, reason = "the list is made for this")]
#[expect(clippy::cast_precision_loss, reason = "counts of runs, far below 2^52")]
fn mean(values: Vec<f64>) -> Mean {
    let count = values.len() as f64;
    if values.is_empty() {
        return Mean { mean: 0.0, within: 0.0 };
    }
    let mean = values.iter().sum::<f64>() / count;
    let variance =
        values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0).max(1.0);
    Mean { mean, within: 1.96 * (variance / count).sqrt() }
}
