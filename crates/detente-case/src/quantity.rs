//! Exact numbers: fixed-point quantities and closed intervals of them.

use std::fmt;

use serde::{Serialize, Serializer};

/// A number with six decimals, kept as an integer count of millionths.
///
/// Values, weights, costs, credibilities and effects are all quantities: sums and comparisons of them are
/// exact, ties are ties, and results are the same on every machine. What the unit is (points of a party's
/// own 0–100 scale, a share of 1, …) is said where the quantity stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One unit.
    pub const ONE: Self = Self(1_000_000);
    /// The top of a party's value scale.
    pub const HUNDRED: Self = Self(100_000_000);

    /// How large a number a case may state, in either direction.
    pub const LIMIT: f64 = 1_000_000.0;

    /// The quantity with this many millionths.
    #[must_use]
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// The quantity with this many whole units.
    #[must_use]
    pub const fn from_units(units: i32) -> Self {
        Self(units as i64 * 1_000_000)
    }

    /// Rounds to the nearest millionth; `None` when not finite or beyond [`Quantity::LIMIT`].
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the limit keeps the product below 2^53")]
    pub fn from_f64(number: f64) -> Option<Self> {
        (number.is_finite() && number.abs() <= Self::LIMIT).then(|| Self((number * 1e6).round() as i64))
    }

    /// The count of millionths.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// For display and charts only: decisions are taken on the exact value.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl std::ops::Add for Quantity {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Quantity {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Neg for Quantity {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

/// Prints the shortest decimal that is exact: `12`, `12.5`, `-0.000001`.
impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        let (whole, fraction) = (magnitude / 1_000_000, magnitude % 1_000_000);
        if fraction == 0 {
            write!(formatter, "{sign}{whole}")
        } else {
            let digits = format!("{fraction:06}");
            write!(formatter, "{sign}{whole}.{}", digits.trim_end_matches('0'))
        }
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
        schemars::json_schema!({ "type": "number", "description": "A number with at most six decimals." })
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

    /// Halfway between the ends, rounded towards `low`.
    #[must_use]
    pub fn middle(self) -> Quantity {
        Quantity(self.low.0 + (self.high.0 - self.low.0) / 2)
    }

    /// Whether the interval holds one value only.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.low == self.high
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
    fn differences_of_intervals_keep_every_possibility() {
        let difference = Interval::units(10, 20) - Interval::units(5, 7);
        assert_eq!(difference, Interval::units(3, 15));
    }
}
