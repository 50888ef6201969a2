//! How weights move from one adjustment to the next. They only propose; whole numbers decide.

use super::as_float;

/// Moves weights against what the package that is best under them brings to each sum and clause.
pub(super) fn step(weights: &mut [f64], slopes: &[i64], binds: &[bool], sums: usize, excess: f64) {
    let count = as_float(binds[..sums].iter().filter(|binds| **binds).count().try_into().unwrap_or(1));
    let of_sums = slopes.iter().zip(binds).take(sums).filter(|(_, binds)| **binds);
    let mean = of_sums.map(|(slope, _)| as_float(*slope)).sum::<f64>() / count.max(1.0);
    let slope = |place: usize, weight: f64| {
        let own = as_float(slopes[place]);
        match place < sums {
            _ if !binds[place] => 0.0,
            true => own - mean,
            // A clause that holds and has no weight keeps none.
            false if weight <= 0.0 && own >= 0.0 => 0.0,
            false => own,
        }
    };
    let norm: f64 = weights.iter().enumerate().map(|(place, weight)| slope(place, *weight).powi(2)).sum();
    if norm > 0.0 {
        let length = excess / norm;
        for (place, weight) in weights.iter_mut().enumerate() {
            *weight -= length * slope(place, *weight);
        }
    }
    let (of_sums, of_clauses) = weights.split_at_mut(sums);
    for weight in of_clauses {
        *weight = weight.clamp(0.0, 1.0);
    }
    onto_simplex(of_sums, &binds[..sums]);
}

/// The nearest weights that are not negative and add up to one over the sums that bind (Held, Wolfe & Crowder
/// 1974, Math. Programming 6:62).
pub(crate) fn onto_simplex(weights: &mut [f64], binds: &[bool]) {
    let of_binding = weights.iter().zip(binds).filter(|(_, binds)| **binds);
    let mut falling: Vec<f64> = of_binding.map(|(weight, _)| *weight).collect();
    falling.sort_by(|one, other| other.total_cmp(one));
    let (mut sum, mut shift) = (0.0, 0.0);
    let mut count = 0.0;
    for weight in &falling {
        sum += weight;
        count += 1.0;
        let candidate = (sum - 1.0) / count;
        if weight - candidate > 0.0 {
            shift = candidate;
        }
    }
    for (weight, binds) in weights.iter_mut().zip(binds) {
        *weight = if *binds { (*weight - shift).max(0.0) } else { 0.0 };
    }
}
