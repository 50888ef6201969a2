//! Nash bargaining in which everybody would rather agree on anything than fail.
//!
//! Achen, C. H. (2006), in Thomson et al., *The European Union Decides*, chapter 4: where disagreement is far worse than any
//! outcome, the Nash product `Π (D − (x − x_i)²)^{w_i}` with `w = c s` peaks at the weighted mean as `D` grows.

use crate::{Issue, Position, compromise};

/// How bad disagreement is: as an outcome so many lengths of the scale away.
pub const LENGTHS_AWAY: f64 = 3.0;

/// The peak of the Nash product where disagreement is as bad as an outcome `lengths` scales away. At or below 1 scale a
/// product can be 0, so lower values count as just above 1.
#[must_use]
pub fn outcome(issue: &Issue, lengths: f64) -> f64 {
    if !lengths.is_finite() {
        return compromise::weighted_mean(issue);
    }
    let far = Position::SCALE * lengths.max(1.000_001);
    let bound = far * far;
    // The logarithm of the product is concave, so its slope falls and crosses 0 once.
    let slope = |x: f64| -> f64 {
        let pull = |actor: &crate::Actor| {
            let away = actor.position.at() - x;
            actor.weight() * away / (bound - away * away)
        };
        issue.actors().iter().map(pull).sum()
    };
    let (mut low, mut high) = (0.0, Position::SCALE);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if slope(middle) > 0.0 { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}
