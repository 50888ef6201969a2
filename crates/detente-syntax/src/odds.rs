//! How likely classes are, in whole numbers: sums of weights become logarithms of shares.

/// Of what one part of two hundred and fifty-six of a natural logarithm is.
pub(crate) const PARTS: u32 = 256;

/// What is needed to compare decisions of different kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Odds {
    /// How much a weight of a move is worth, in parts times `PARTS`.
    pub(crate) moves: u32,
    /// The same for a weight of a relation.
    pub(crate) relations: u32,
    /// The logarithm of `1 + exp(-x)` in parts, for each fourth part `x` until it is nought.
    pub(crate) softness: Vec<u8>,
}

impl Odds {
    /// The logarithm, in parts, of the share of each sum: none is above nought.
    pub(crate) fn shares(&self, sums: &mut [i32], worth: u32) {
        let Some(&most) = sums.iter().max() else { return };
        for sum in sums.iter_mut() {
            let below = i64::from(most - *sum) * i64::from(worth) / i64::from(PARTS);
            *sum = -i32::try_from(below.min(1 << 20)).unwrap_or(i32::MAX);
        }
        let all = sums.iter().copied().reduce(|one, other| self.either(one, other)).unwrap_or_default();
        for sum in sums {
            *sum -= all;
        }
    }

    /// The logarithm of the sum of two numbers by their logarithms.
    fn either(&self, one: i32, other: i32) -> i32 {
        let gap = one.abs_diff(other) as usize / 4;
        one.max(other) + self.softness.get(gap).map_or(0, |&more| i32::from(more))
    }
}

#[cfg(test)]
mod tests {
    use super::{Odds, PARTS};

    #[test]
    fn shares_are_logarithms_that_sum_to_one() {
        // The logarithm of two where both are the same, and less the further they are apart.
        let softness: Vec<u8> = (0..400_u32)
            .map(|x| (f64::from(PARTS) * (1.0 + f64::exp(-f64::from(x) * 4.0 / 256.0)).ln()).round())
            .map(|more| (0..=u8::MAX).rfind(|&byte| f64::from(byte) <= more).unwrap_or_default())
            .collect();
        let odds = Odds { moves: 256, relations: 256, softness };
        let mut sums = [100, 100 - 256, 100 - 512];
        odds.shares(&mut sums, 256);
        let all: f64 = sums.iter().map(|&sum| (f64::from(sum) / 256.0).exp()).sum();
        assert!((all - 1.0).abs() < 0.02, "{all}");
        assert!((f64::from(sums[0] - sums[1]) - 256.0).abs() < 2.0);
        odds.shares(&mut [], 256);
    }
}
