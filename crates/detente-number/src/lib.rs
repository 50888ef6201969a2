//! Numbers as people type them, exactly: `12`, `-0.5`, `1e3`, `100/3`.
//!
//! A number that somebody typed stands for itself. It is kept as a fraction of whole numbers, compared exactly, and
//! never rounded: what does not fit is an error of whoever reads it, not a nearby number.

mod text;

use std::cmp::Ordering;

pub use text::NotANumber;

/// An exact fraction of whole numbers, in lowest terms.
///
/// Sums and products return `None` where they do not fit into 128 bits; comparing never fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: i128,
    /// Above zero.
    denominator: i128,
}

impl Default for Fraction {
    fn default() -> Self {
        Self::ZERO
    }
}

/// Up to here every whole number is a float.
const WHOLE_FLOATS: u128 = 1 << 53;

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self::whole(0);
    /// One.
    pub const ONE: Self = Self::whole(1);

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// `numerator / denominator`; `None` when that divides by zero or does not fit.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let divisor = greatest_common_divisor(numerator, denominator)?;
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        match denominator.cmp(&0) {
            Ordering::Greater => Some(Self { numerator, denominator }),
            Ordering::Less => {
                Some(Self { numerator: numerator.checked_neg()?, denominator: denominator.checked_neg()? })
            }
            Ordering::Equal => None,
        }
    }

    /// The shortest decimal that reads as this number: what somebody typed who got this float. `None` when it is not
    /// finite or does not fit.
    #[must_use]
    pub fn of_float(number: f64) -> Option<Self> {
        if number.is_finite() { format!("{number:e}").parse().ok() } else { None }
    }

    /// The whole number above the line.
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The whole number below the line, above zero.
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether it is a whole number.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// Below zero, zero, or above it.
    #[must_use]
    pub fn sign(self) -> Ordering {
        self.numerator.cmp(&0)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        // What the denominators share is taken out first, so that sums fit for longer.
        let shared = greatest_common_divisor(self.denominator, other.denominator)?;
        let own = self.numerator.checked_mul(other.denominator / shared)?;
        let others = other.numerator.checked_mul(self.denominator / shared)?;
        let denominator = self.denominator.checked_mul(other.denominator / shared)?;
        Self::new(own.checked_add(others)?, denominator)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated()?)
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let one = Self::new(self.numerator, other.denominator)?;
        let other = Self::new(other.numerator, self.denominator)?;
        Self::new(
            one.numerator.checked_mul(other.numerator)?,
            one.denominator.checked_mul(other.denominator)?,
        )
    }

    /// The quotient; `None` also when that divides by zero.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        self.times(Self::new(other.denominator, other.numerator)?)
    }

    /// With the other sign.
    #[must_use]
    pub fn negated(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_neg()?, denominator: self.denominator })
    }

    /// How many parts it is, of which `parts` make one; `None` when that is no whole number or does not fit.
    #[must_use]
    pub fn in_parts(self, parts: i128) -> Option<i128> {
        if parts % self.denominator == 0 {
            self.numerator.checked_mul(parts / self.denominator)
        } else {
            None
        }
    }

    /// The nearest float, for display, charts and formats that hold floats.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "rounded once, to the nearest")]
    pub fn to_f64(self) -> f64 {
        let (mut whole, denominator) = (self.numerator.unsigned_abs(), self.denominator.unsigned_abs());
        if whole <= WHOLE_FLOATS && denominator <= WHOLE_FLOATS {
            return self.numerator as f64 / self.denominator as f64;
        }
        // Bits of the quotient, more than a float has; that something is left decides between two that are as near.
        let mut rest = whole % denominator;
        whole /= denominator;
        let mut scale = 1.0_f64;
        while rest != 0 && whole <= WHOLE_FLOATS << 4 {
            rest <<= 1;
            whole = whole << 1 | u128::from(rest >= denominator);
            rest %= denominator;
            scale /= 2.0;
        }
        let near = (whole | u128::from(rest != 0)) as f64 * scale;
        if self.numerator < 0 { -near } else { near }
    }

    /// The least whole number of parts to one of which each number is a whole number; `None` when that does not fit.
    #[must_use]
    pub fn common_denominator(numbers: impl IntoIterator<Item = Self>) -> Option<i128> {
        numbers.into_iter().try_fold(1_i128, |common, number| {
            let shared = greatest_common_divisor(common, number.denominator)?;
            common.checked_mul(number.denominator / shared)
        })
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Exact, and without products that might not fit: whole parts first, then what is left of each, turned upside down.
impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut other) = (*self, *other);
        let mut turned = false;
        loop {
            let wholes =
                one.numerator.div_euclid(one.denominator).cmp(&other.numerator.div_euclid(other.denominator));
            let rests =
                (one.numerator.rem_euclid(one.denominator), other.numerator.rem_euclid(other.denominator));
            let settled = match (wholes, rests) {
                (Ordering::Equal, (0, _) | (_, 0)) => rests.0.cmp(&rests.1),
                (Ordering::Equal, _) => {
                    one = Self { numerator: one.denominator, denominator: rests.0 };
                    other = Self { numerator: other.denominator, denominator: rests.1 };
                    turned = !turned;
                    continue;
                }
                (order, _) => order,
            };
            return if turned { settled.reverse() } else { settled };
        }
    }
}

impl From<i64> for Fraction {
    fn from(number: i64) -> Self {
        Self::whole(number.into())
    }
}

/// At least one; `None` when it does not fit.
fn greatest_common_divisor(one: i128, other: i128) -> Option<i128> {
    let (mut one, mut other) = (one.unsigned_abs(), other.unsigned_abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    i128::try_from(one.max(1)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fraction(numerator: i128, denominator: i128) -> Fraction {
        Fraction::new(numerator, denominator).unwrap_or_default()
    }

    proptest! {
        #[test]
        fn a_float_that_is_read_exactly_is_the_same_float_again(number in prop_oneof![0.0..=1.0_f64, -1e9..1e9_f64, -1e-9..1e-9_f64]) {
            if let Some(read) = Fraction::of_float(number) {
                prop_assert_eq!(read.to_f64().to_bits(), (number + 0.0).to_bits());
            }
        }
    }

    #[test]
    fn three_thirds_are_one() {
        let third = fraction(1, 3);
        let sum = third.plus(third).and_then(|sum| sum.plus(third));
        assert_eq!(sum, Some(Fraction::ONE));
        assert_eq!(Fraction::new(4, -6), Fraction::new(-2, 3));
        assert_eq!(Fraction::new(1, 0), None);
    }

    #[test]
    fn a_float_is_the_decimal_that_was_typed() {
        assert_eq!(Fraction::of_float(0.1), Fraction::new(1, 10));
        assert_eq!(Fraction::of_float(81.818_182), Fraction::new(81_818_182, 1_000_000));
        assert_eq!(Fraction::of_float(-2.5e9), Some(Fraction::whole(-2_500_000_000)));
        assert_eq!(Fraction::of_float(f64::NAN), None);
        assert_eq!(Fraction::of_float(1e300), None);
    }

    #[test]
    fn numbers_have_a_common_denominator() {
        let numbers = [fraction(1, 6), fraction(-3, 4), Fraction::ONE];
        assert_eq!(Fraction::common_denominator(numbers), Some(12));
        assert_eq!(fraction(-3, 4).in_parts(12), Some(-9));
        assert_eq!(fraction(1, 5).in_parts(12), None);
        let large = [fraction(1, i128::MAX), fraction(1, i128::MAX - 1)];
        assert_eq!(Fraction::common_denominator(large), None);
    }

    #[test]
    fn what_products_cannot_compare_is_compared() {
        let (less, more) = (fraction(i128::MAX - 1, i128::MAX), fraction(i128::MAX - 2, i128::MAX - 1));
        assert_eq!(less.cmp(&more), Ordering::Greater);
        assert_eq!(less.minus(more), None);
        assert!(fraction(i128::MIN + 1, 3) < fraction(i128::MIN + 2, 3));
    }

    proptest! {
        #[test]
        fn comparing_is_multiplying_across(a in -50_i128..50, b in 1_i128..30, c in -50_i128..50, d in 1_i128..30) {
            prop_assert_eq!(fraction(a, b).cmp(&fraction(c, d)), (a * d).cmp(&(c * b)));
            let difference = fraction(a, b).minus(fraction(c, d)).map(Fraction::sign);
            prop_assert_eq!(difference, Some((a * d).cmp(&(c * b))));
        }

        #[test]
        fn dividing_undoes_multiplying(a in -500_i128..500, b in 1_i128..300, c in 1_i128..500, d in 1_i128..300) {
            let product = fraction(a, b).times(fraction(c, d));
            prop_assert_eq!(product.and_then(|product| product.over(fraction(c, d))), Some(fraction(a, b)));
        }
    }
}
