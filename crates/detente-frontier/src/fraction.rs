//! Gains and shares of parties that count in different parts, compared exactly.

use std::cmp::Ordering;

/// A fraction with a denominator above zero, compared exactly: products of such numbers stay below 2^127.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fraction {
    of: i64,
    parts: i64,
}

impl From<(i64, i64)> for Fraction {
    fn from((of, parts): (i64, i64)) -> Self {
        Self { of, parts: parts.max(1) }
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        (i128::from(self.of) * i128::from(other.parts)).cmp(&(i128::from(other.of) * i128::from(self.parts)))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Fraction {}

/// Gains by party as fractions of a point of so many parts each, smallest first.
pub(crate) fn sorted(gains: impl Iterator<Item = i64>, parts_of_a_point: &[i64]) -> Vec<Fraction> {
    let mut fractions: Vec<_> = gains.zip(parts_of_a_point.iter().copied()).map(Fraction::from).collect();
    fractions.sort();
    fractions
}
