//! Which gains are better: exact, whatever the party counts in.

use std::cmp::Ordering;

/// A gain as a fraction, compared exactly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    pub(super) sum: i128,
    pub(super) total: i128,
}

impl Fraction {
    pub(super) fn compare(self, other: Self) -> Ordering {
        if let (Some(one), Some(other)) =
            (self.sum.checked_mul(other.total), other.sum.checked_mul(self.total))
        {
            one.cmp(&other)
        } else {
            let exact = |gain: Self| detente_number::Fraction::new(gain.sum, gain.total);
            exact(self).cmp(&exact(other))
        }
    }
}

/// Compares least gains. Where nobody is asked, nobody can lose.
pub(super) fn least_of(one: &[Fraction], other: &[Fraction]) -> Ordering {
    match (one.first(), other.first()) {
        (Some(one), Some(other)) => one.compare(*other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

/// Compares gains: the larger least one first, then more signers, then the others from the smallest up.
pub(super) fn compare(one: &[Fraction], other: &[Fraction]) -> Ordering {
    let others = || one.iter().zip(other).map(|(one, other)| one.compare(*other));
    let others = || others().find(|order| order.is_ne()).unwrap_or(Ordering::Equal);
    least_of(one, other).then_with(|| one.len().cmp(&other.len())).then_with(others)
}
