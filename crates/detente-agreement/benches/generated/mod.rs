//! Instances that need no file.

use detente_agreement::frontier::Tables;

/// Weights that sum to 100 points and values uniform between nothing and all.
#[expect(clippy::cast_precision_loss, clippy::unwrap_used, reason = "a bench")]
pub(crate) fn random(parties: usize, issues: usize, options: usize, seed: u64) -> Tables {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let points: Vec<Vec<Vec<f64>>> = (0..parties)
        .map(|_| {
            let weights: Vec<_> = (0..issues).map(|_| next() + 0.05).collect();
            let sum: f64 = weights.iter().sum();
            let of_issue = |weight: &f64| (0..options).map(|_| 100.0 * weight / sum * next()).collect();
            weights.iter().map(of_issue).collect()
        })
        .collect();
    Tables::from_points(&points, &vec![None; parties]).unwrap()
}
