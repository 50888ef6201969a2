//! Exact numbers: fixed-point quantities and closed intervals of them.

use std::{cmp::Ordering, fmt};

use detente_number::Fraction;
use serde::{Serialize, Serializer};

/// How many parts of a quantity make one, wherever they can be whole.
const MILLION: i128 = 1_000_000;

/// An exact number.
///
/// Values, weights, costs, credibilities and effects are all quantities: sums and comparisons of them are
/// exact, ties are ties, and results are the same on every machine. What the unit is (points of a party's
/// own 0–100 scale, a share of 1, …) is said where the quantity stands.
///
/// Most numbers have at most six decimals and are kept as a count of millionths; others, such as `100/3`, as a
/// fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    parts: i128,
    /// A million, or, where a count of millionths would not be whole, the denominator of the fraction.
    of: i128,
}

impl Default for Quantity {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self::from_millionths(0);
    /// One unit.
    pub const ONE: Self = Self::from_units(1);
    /// The top of a party's value scale.
    pub const HUNDRED: Self = Self::from_units(100);

    /// How large a number that was computed may be, in either direction, to be kept.
    pub const LIMIT: f64 = 1_000_000.0;

    /// How large a number a case may state, in either direction.
    pub const LARGEST: Self = Self { parts: 1_000_000_000_000_000 * MILLION, of: MILLION };

    /// The quantity with this many millionths.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self { parts: millionths as i128, of: MILLION }
    }

    /// The quantity with this many whole units.
    #[must_use]
    pub const fn from_units(units: i32) -> Self {
        Self { parts: units as i128 * MILLION, of: MILLION }
    }

    /// Rounds to the nearest millionth; `None` when not finite or beyond [`Quantity::LIMIT`].
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the limit keeps the product below 2^53")]
    pub fn from_f64(number: f64) -> Option<Self> {
        (number.is_finite() && number.abs() <= Self::LIMIT)
            .then(|| Self::from_millionths((number * 1e6).round() as i64))
    }

    /// The count of millionths, rounded down where it is not whole; the nearest there is where it does not fit.
    #[must_use]
    #[inline]
    pub fn millionths(self) -> i64 {
        match i64::try_from(self.parts) {
            Ok(parts) if self.of == MILLION => parts,
            Ok(_) | Err(_) => self.rounded_to_millionths(),
        }
    }

    fn rounded_to_millionths(self) -> i64 {
        let whole = if self.of == MILLION {
            self.parts
        } else {
            match self.parts.checked_mul(MILLION) {
                Some(parts) => parts.div_euclid(self.of),
                None => self.parts.div_euclid(self.of).saturating_mul(MILLION),
            }
        };
        i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX })
    }

    /// Whether it is a whole count of millionths.
    #[must_use]
    #[inline]
    pub fn is_in_millionths(self) -> bool {
        self.of == MILLION
    }

    /// The quantity as a fraction.
    #[must_use]
    pub fn fraction(self) -> Fraction {
        // The denominator is above zero, and fractions in lowest terms fit where others do.
        Fraction::new(self.parts, self.of).unwrap_or(Fraction::ZERO)
    }

    /// For display and charts only: decisions are taken on the exact value.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    pub fn to_f64(self) -> f64 {
        self.parts as f64 / self.of as f64
    }

    fn plus(self, other: Self) -> Self {
        let rounded = self.millionths().saturating_add(other.millionths());
        Self::or_millionths(self.fraction().plus(other.fraction()), rounded)
    }

    /// An exact result where it fits into 128 bits, else that of whole millionths.
    fn or_millionths(exact: Option<Fraction>, rounded: i64) -> Self {
        exact.map_or(Self::from_millionths(rounded), Self::from)
    }
}

impl From<Fraction> for Quantity {
    fn from(number: Fraction) -> Self {
        match number.in_parts(MILLION) {
            Some(parts) => Self { parts, of: MILLION },
            None => Self { parts: number.numerator(), of: number.denominator() },
        }
    }
}

impl PartialOrd for Quantity {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quantity {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if self.of == other.of {
            self.parts.cmp(&other.parts)
        } else {
            self.fraction().cmp(&other.fraction())
        }
    }
}

impl std::ops::Add for Quantity {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        if self.of == MILLION && other.of == MILLION {
            return Self { parts: self.parts.saturating_add(other.parts), of: MILLION };
        }
        self.plus(other)
    }
}

impl std::ops::Sub for Quantity {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl std::ops::Neg for Quantity {
    type Output = Self;
    #[inline]
    fn neg(self) -> Self {
        Self { parts: self.parts.saturating_neg(), of: self.of }
    }
}

/// Prints the shortest decimal that is exact, else a fraction: `12`, `12.5`, `-0.000001`, `100/3`.
impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fraction().fmt(formatter)
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.to_f64())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Quantity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quantity".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "description": "A number; one that no decimal with few digits is, such as a third, is rounded here and nowhere else." })
    }
}

/// A closed interval `low..=high`: every value in it is held to be possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interval {
    /// The smallest possible value.
    pub low: Quantity,
    /// The largest possible value; never below `low`.
    pub high: Quantity,
}

impl Interval {
    /// The interval that holds zero and nothing else.
    pub const ZERO: Self = Self::exactly(Quantity::ZERO);

    /// The interval from `low` to `high`, in whichever order they come.
    #[must_use]
    pub fn new(low: Quantity, high: Quantity) -> Self {
        Self { low: low.min(high), high: low.max(high) }
    }

    /// The interval between two whole numbers.
    #[must_use]
    pub const fn units(low: i32, high: i32) -> Self {
        Self { low: Quantity::from_units(low), high: Quantity::from_units(high) }
    }

    /// The interval that holds one value only.
    #[must_use]
    pub const fn exactly(value: Quantity) -> Self {
        Self { low: value, high: value }
    }

    /// Halfway between the ends; of ends in millionths a millionth, rounded towards `low`.
    #[must_use]
    pub fn middle(self) -> Quantity {
        if self.low == self.high {
            return self.low;
        }
        if self.low.of == MILLION && self.high.of == MILLION {
            let parts = self.low.parts + (self.high.parts - self.low.parts) / 2;
            return Quantity { parts, of: MILLION };
        }
        let half = Fraction::new(1, 2).and_then(|half| (self.low + self.high).fraction().times(half));
        let rounded = self.low.millionths() / 2 + self.high.millionths() / 2;
        Quantity::or_millionths(half, rounded)
    }

    /// Whether the interval holds one value only.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Whether both ends are whole counts of millionths that 64 bits hold.
    #[must_use]
    pub fn is_in_millionths(self) -> bool {
        [self.low, self.high].into_iter().all(|end| end.of == MILLION && i64::try_from(end.parts).is_ok())
    }

    /// Whether `value` lies inside.
    #[must_use]
    pub fn contains(self, value: Quantity) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The sums of a value from each.
impl std::ops::Add for Interval {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

/// The differences of a value from each.
impl std::ops::Sub for Interval {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { low: self.low - other.high, high: self.high - other.low }
    }
}

impl std::ops::Neg for Interval {
    type Output = Self;
    fn neg(self) -> Self {
        Self { low: -self.high, high: -self.low }
    }
}

/// `12`, or `12 to 30`.
impl fmt::Display for Interval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_exact() {
            write!(formatter, "{}", self.low)
        } else {
            write!(formatter, "{} to {}", self.low, self.high)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_print_exactly() {
        for (number, text) in [(12.0, "12"), (12.5, "12.5"), (-0.000_001, "-0.000001"), (0.3, "0.3")] {
            assert_eq!(
                Quantity::from_f64(number).map(|quantity| quantity.to_string()).as_deref(),
                Some(text)
            );
        }
    }

    #[test]
    fn what_is_not_a_number_is_no_quantity() {
        for number in [f64::NAN, f64::INFINITY, 1e7] {
            assert_eq!(Quantity::from_f64(number), None);
        }
    }

    #[test]
    fn thirds_are_thirds() {
        let third = Quantity::from("1/3".parse::<Fraction>().unwrap_or_default());
        assert_eq!(third + third + third, Quantity::ONE);
        assert_eq!((third - Quantity::ONE).to_string(), "-2/3");
        assert!(third > Quantity::from_millionths(333_333) && third < Quantity::from_millionths(333_334));
        assert_eq!((third.millionths(), (-third).millionths()), (333_333, -333_334));
        assert_eq!(Interval::new(Quantity::ZERO, third).middle().to_string(), "1/6");
        let tenth = Quantity::from(Fraction::of_float(0.1).unwrap_or_default());
        assert_eq!(tenth, Quantity::from_millionths(100_000));
    }

    #[test]
    fn differences_of_intervals_keep_every_possibility() {
        let difference = Interval::units(10, 20) - Interval::units(5, 7);
        assert_eq!(difference, Interval::units(3, 15));
    }
}
