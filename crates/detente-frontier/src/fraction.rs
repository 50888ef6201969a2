//! Gains and shares of parties that count in different parts, compared exactly.

use std::cmp::Ordering;

/// A fraction with a denominator above zero, compared exactly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fraction {
    of: i128,
    parts: i128,
}

/// What divides both; of nothing and a number, the number.
pub(crate) fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.unsigned_abs(), other.unsigned_abs());
    while other != 0 {
        // Numbers of 64 bits are divided much faster.
        if let (Ok(mut small), Ok(mut smaller)) = (u64::try_from(one), u64::try_from(other)) {
            while smaller != 0 {
                (small, smaller) = (smaller, small % smaller);
            }
            return small.into();
        }
        (one, other) = (other, one % other);
    }
    i128::try_from(one).unwrap_or(i128::MAX)
}

impl From<(i128, i128)> for Fraction {
    fn from((of, parts): (i128, i128)) -> Self {
        Self { of, parts: parts.max(1) }
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.of.checked_mul(other.parts), other.of.checked_mul(self.parts)) {
            (Some(own), Some(others)) => own.cmp(&others),
            // Products that do not fit are not needed: whole parts are compared, then what is left of each.
            _ => self.reduced().cmp(&other.reduced()),
        }
    }
}

impl Fraction {
    fn reduced(self) -> Option<detente_number::Fraction> {
        detente_number::Fraction::new(self.of, self.parts)
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

/// Gains by party as fractions of a unit of so many parts each, smallest first.
pub(crate) fn sorted(gains: impl Iterator<Item = i128>, parts_of_a_unit: &[i128]) -> Vec<Fraction> {
    let mut fractions: Vec<_> = gains.zip(parts_of_a_unit.iter().copied()).map(Fraction::from).collect();
    fractions.sort();
    fractions
}
