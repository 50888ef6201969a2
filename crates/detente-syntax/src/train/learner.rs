//! Weights that are being learned, and the mean of all that they were.
//!
//! Logistic loss, with steps that grow small where much was learned (`AdaGrad`: Duchi, Hazan and Singer 2011), the mean of
//! all steps in the end (Polyak and Juditsky 1992), and some features not seen at each step (Hinton et al. 2012).

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "what is learned is rounded, and then clamped"
)]

use crate::{hash::mix, odds::PARTS};

/// What a weight of one is, as it is kept while learning.
const ONE: f64 = 65_536.0;

/// Weights are multiples of this.
const STEP: i128 = 5;

/// What happened to a weight.
#[derive(Clone, Copy, Default)]
struct Past {
    /// The sum of its changes, each times the clock.
    total: i64,
    /// The sum of the squares of its gradients.
    squares: f64,
}

/// A table of weights.
pub(super) struct Learner {
    pub(super) weights: Vec<i32>,
    past: Vec<Past>,
    clock: i64,
    rate: f64,
    chance: u64,
}

impl Learner {
    pub(super) fn new(size: usize, rate: usize) -> Self {
        Self {
            weights: vec![0; size],
            past: vec![Past::default(); size],
            clock: 1,
            rate: rate as f64 / 1_000.0,
            chance: 1,
        }
    }

    /// Forgets what the weights were before, so that the mean is that of better ones.
    pub(super) fn forget(&mut self) {
        for past in &mut self.past {
            past.total = 0;
        }
        self.clock = 1;
    }

    /// Of a hundred features drops so many.
    pub(super) fn drop(&mut self, bases: &mut Vec<usize>, percent: u64) {
        bases.retain(|_| {
            self.chance = mix(self.chance, 0x1234_5678);
            (self.chance >> 32) % 100 >= percent
        });
    }

    /// Makes the right classes of a set likelier.
    pub(super) fn learn(&mut self, bases: &[usize], set: u128, right: u128) {
        self.clock += 1;
        let classes: Vec<usize> = (0..128).filter(|class| set >> class & 1 == 1).collect();
        let sums: Vec<f64> = classes
            .iter()
            .map(|class| bases.iter().map(|base| f64::from(self.weights[base ^ class])).sum::<f64>() / ONE)
            .collect();
        let most = sums.iter().copied().fold(f64::MIN, f64::max);
        let sizes: Vec<f64> = sums.iter().map(|sum| exponential(sum - most)).collect();
        let is_right = |class: usize| right >> class & 1 == 1;
        let all: f64 = sizes.iter().sum();
        let good: f64 =
            classes.iter().zip(&sizes).filter(|(class, _)| is_right(**class)).map(|(_, size)| size).sum();
        for (&class, size) in classes.iter().zip(&sizes) {
            let wanted = if is_right(class) { size / good.max(1e-30) } else { 0.0 };
            let gradient = size / all - wanted;
            if gradient.abs() < 0.002 {
                continue;
            }
            for base in bases {
                let at = base ^ class;
                let past = &mut self.past[at];
                past.squares += gradient * gradient;
                let change = (-self.rate * gradient / (past.squares.sqrt() + 0.1) * ONE) as i32;
                past.total += i64::from(change) * self.clock;
                self.weights[at] += change;
            }
        }
    }

    /// The means, times the clock.
    fn means(&self) -> impl Iterator<Item = i64> {
        self.weights.iter().zip(&self.past).map(|(&weight, past)| i64::from(weight) * self.clock - past.total)
    }

    /// The mean that becomes the largest byte: one in some thousands is larger, and is cut off.
    fn largest(&self) -> i64 {
        let mut sizes: Vec<i64> = self.means().map(i64::abs).filter(|&mean| mean > 0).collect();
        let rank = sizes.len().saturating_sub(1 + sizes.len() / 2_000);
        if sizes.is_empty() { 1 } else { *sizes.select_nth_unstable(rank).1 }.max(1)
    }

    /// The means as bytes; the smallest are dropped.
    pub(super) fn bytes(&self, least: i32) -> Vec<i8> {
        let largest = i128::from(self.largest());
        let scaled = |mean: i64| i128::midpoint(i128::from(mean) * 254 / largest, i128::from(mean.signum()));
        self.means()
            .map(|mean| {
                let weight = scaled(mean).clamp(-127, 127);
                // Fewer different weights pack better, and read as well.
                let weight = (weight + weight.signum() * (STEP / 2)) / STEP * STEP;
                let weight = weight.clamp(-125, 125);
                if weight.abs() < i128::from(least) { 0 } else { weight as i8 }
            })
            .collect()
    }

    /// What one of a byte is worth, in parts of a natural logarithm times `PARTS`.
    pub(super) fn worth(&self) -> u32 {
        let of_one = self.largest() as f64 / 127.0 / self.clock as f64 / ONE;
        (of_one * f64::from(PARTS) * f64::from(PARTS)).round() as u32
    }
}

/// The logarithm of `1 + exp(-x)` in parts, for each fourth part.
pub(super) fn softness() -> Vec<u8> {
    let parts = f64::from(PARTS);
    let of = |step: u32| ((1.0 + exponential(-f64::from(step) * 4.0 / parts)).ln() * parts).round() as u8;
    (0..u32::from(u16::MAX)).map(of).take_while(|&more| more > 0).collect()
}

/// The exponential of a number that is not above nought, in plain sums and products, so that every machine agrees.
fn exponential(power: f64) -> f64 {
    let power = power.max(-40.0) / 1_024.0;
    let mut value = 1.0 + power * (1.0 + power / 2.0 * (1.0 + power / 3.0 * (1.0 + power / 4.0)));
    for _ in 0..10 {
        value *= value;
    }
    value
}
