//! Joint draws of every interval, and how often something holds in them.

use std::ops::Range;

use detente_case::{Interval, Quantity};
use detente_number::Fraction;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// How many draws are made, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Plan {
    /// The count of draws.
    pub draws: u32,
    /// What the draws are made from: the same seed gives the same draws on every machine.
    pub seed: u64,
}

impl Default for Plan {
    /// 1000 draws: a share is known to about ±3 percentage points (95%).
    fn default() -> Self {
        Self { draws: 1_000, seed: 0 }
    }
}

/// The draws of one named number: word `n` of a `ChaCha8` stream of its own serves draw `n`.
///
/// Streams are numbered by the first eight bytes of the name's SHA-256, so one number's draws depend on
/// the seed and its name only: what-ifs and additions leave all others as they were (common random numbers).
pub(crate) struct Stream(ChaCha8Rng);

impl Stream {
    pub(crate) fn named(plan: Plan, name: &str) -> Self {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&plan.seed.to_le_bytes());
        let digest = Sha256::digest(name.as_bytes());
        let mut number = [0; 8];
        number.copy_from_slice(&digest[..8]);
        let mut words = ChaCha8Rng::from_seed(seed);
        words.set_stream(u64::from_le_bytes(number));
        Self(words)
    }

    /// The number in draw `draw`, in millionths.
    pub(crate) fn at(self, draw: u32, interval: Interval) -> i64 {
        drawn(self.word_at(draw), interval)
    }

    /// The random word behind draw `draw`.
    pub(crate) fn word_at(mut self, draw: u32) -> u64 {
        // Positions count words of 32 bits; a draw takes two.
        self.0.set_word_pos(2 * u128::from(draw));
        self.0.next_u64()
    }

    /// The random words behind some draws.
    pub(crate) fn words(mut self, draws: Range<u32>) -> Vec<u64> {
        self.0.set_word_pos(2 * u128::from(draws.start));
        draws.map(|_| self.0.next_u64()).collect()
    }

    /// The number in some draws, in millionths.
    pub(crate) fn take(self, draws: Range<u32>, interval: Interval) -> Vec<i64> {
        if interval.is_exact() {
            return vec![interval.low.millionths(); draws.len()];
        }
        self.words(draws).into_iter().map(|word| drawn(word, interval)).collect()
    }
}

/// One of the interval's millionths, each with the same chance (to within 2^-64 of their number).
pub(crate) fn drawn(word: u64, interval: Interval) -> i64 {
    between(word, interval.low.millionths(), interval.high.millionths())
}

/// One of the whole numbers from `low` to `high`, as likely.
pub(crate) fn between(word: u64, low: i64, high: i64) -> i64 {
    let step = (u128::from(word) * (u128::from(high.abs_diff(low)) + 1)) >> 64;
    // `step ≤ high - low`, so the sum lies between the ends.
    i64::try_from(i128::from(low) + step.cast_signed()).unwrap_or(high)
}

/// In how many draws something holds, with its sampling error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// In how many draws it holds.
    pub holds: u32,
    /// How many draws were made.
    pub draws: u32,
    /// How many draws were not settled within the engine's limits; they count as not holding.
    pub unsettled: u32,
    /// `holds / draws`.
    pub share: f64,
    /// Lower end of the 95% interval (Wilson 1927, J. Am. Stat. Assoc. 22:209, score interval).
    pub low: f64,
    /// Upper end of the 95% interval; counts unsettled draws as holding.
    pub high: f64,
}

impl Share {
    /// A share of draws.
    #[must_use]
    pub fn of(holds: u32, unsettled: u32, draws: u32) -> Self {
        if draws == 0 {
            return Self { holds: 0, draws: 0, unsettled: 0, share: 0.0, low: 0.0, high: 1.0 };
        }
        let (low, _) = wilson(holds, draws);
        let (_, high) = wilson(holds + unsettled, draws);
        Self { holds, draws, unsettled, share: f64::from(holds) / f64::from(draws), low, high }
    }
}

fn wilson(holds: u32, draws: u32) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let (count, total) = (f64::from(holds), f64::from(draws));
    let share = count / total;
    let centre = share + Z * Z / (2.0 * total);
    let spread = Z * (share * (1.0 - share) / total + Z * Z / (4.0 * total * total)).sqrt();
    let scale = 1.0 + Z * Z / total;
    // With none or all holding, the end is 0 or 1 exactly; rounding must not move it.
    let low = if holds == 0 { 0.0 } else { ((centre - spread) / scale).max(0.0) };
    let high = if holds == draws { 1.0 } else { ((centre + spread) / scale).min(1.0) };
    (low, high)
}

/// A number of the interval: one of its millionths, or of a million steps between ends that are no millionths.
pub(crate) fn drawn_exactly(word: u64, interval: Interval) -> Option<Fraction> {
    if interval.is_exact() {
        return Some(interval.low.fraction());
    }
    if interval.low.is_in_millionths() && interval.high.is_in_millionths() {
        return Some(Quantity::from_millionths(drawn(word, interval)).fraction());
    }
    let share = Quantity::from_millionths(drawn(word, Interval::units(0, 1))).fraction();
    let (low, high) = (interval.low.fraction(), interval.high.fraction());
    low.plus(high.minus(low)?.times(share)?)
}
