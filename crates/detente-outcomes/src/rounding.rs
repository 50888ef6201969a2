//! What is the same but for rounding.

use detente_frontier::Point;

/// Where decimals are too long to be added up exactly, utilities that differ by no more than this are equal.
pub const ROUNDING: f64 = 1e-9;
/// Up to so many efficient packages are compared for that.
pub(crate) const MOST_COMPARED: usize = 20_000;

/// An amount in parts; amounts are caps, which are small whole numbers, and [`ROUNDING`].
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a cap is 1")]
pub(crate) fn whole_parts(amount: f64, parts_of_a_point: i128) -> i128 {
    if amount.fract() == 0.0 {
        (amount as i128).saturating_mul(parts_of_a_point)
    } else {
        (amount * parts_of_a_point as f64).round() as i128
    }
}

/// The points that no other point equals or betters, to within some parts; the first of equals.
pub(crate) fn undominated(points: Vec<Point>, within: &[i128]) -> Vec<Point> {
    let betters = |one: &Point, other: &Point| {
        one.utilities
            .iter()
            .zip(&other.utilities)
            .zip(within)
            .all(|((one, other), within)| one + within >= *other)
    };
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if !kept.iter().any(|known| betters(known, &point)) {
            kept.retain(|known| !betters(&point, known));
            kept.push(point);
        }
    }
    kept
}
