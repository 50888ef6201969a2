//! Compromise: where the weights balance.
//!
//! Van den Bos, J. M. M. (1991), *Dutch EC policy making*; used as the yardstick in Thomson, R. et al. (eds., 2006), *The
//! European Union Decides*, chapter 5: the outcome is `Σ c s x ⁄ Σ c s`.

use crate::Issue;

/// The weighted mean: `Σ c s x ⁄ Σ c s`, from 0 to 100.
#[must_use]
pub fn weighted_mean(issue: &Issue) -> f64 {
    let total: f64 = issue.actors().iter().map(crate::Actor::weight).sum();
    let sum: f64 = issue.actors().iter().map(|actor| actor.weight() * actor.position.at()).sum();
    sum / total
}

/// The mean in which every actor counts the same.
#[must_use]
pub fn mean(issue: &Issue) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a table has far fewer actors than 2^52")]
    let count = issue.actors().len() as f64;
    issue.actors().iter().map(|actor| actor.position.at()).sum::<f64>() / count
}

/// The weighted median (Black 1948): the first place, from 0 up, at or below which half of `Σ c s` stands. Where a place
/// divides the weights into two exact halves, the lower of both middle places is taken, as the published errors do; so it is
/// the one model that can change when the scale is read from its other end.
#[must_use]
pub fn weighted_median(issue: &Issue) -> f64 {
    let mut held: Vec<(f64, f64)> = issue
        .actors()
        .iter()
        .map(|actor| (actor.position.at(), actor.weight()))
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    held.sort_by(|left, right| left.0.total_cmp(&right.0));
    // Sums of weights miss an exact half by some last places.
    let half = held.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0 * (1.0 - 1e-12);
    let mut below = 0.0;
    for (at, weight) in &held {
        below += weight;
        if below >= half {
            return *at;
        }
    }
    held.last().map_or(0.0, |(at, _)| *at)
}
