//! Decimals as files write them, multiplied exactly.

/// `digits · 10^-places`, in its shortest form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: i128,
    pub(crate) places: u32,
}

impl Decimal {
    pub(crate) const ONE: Self = Self { digits: 1, places: 0 };

    /// The shortest decimal that reads as this number; `None` if it is not finite or too long.
    pub(crate) fn of(number: f64) -> Option<Self> {
        if !number.is_finite() {
            return None;
        }
        let text = number.to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = format!("{whole}{fraction}").parse().ok()?;
        Some(Self { digits, places: u32::try_from(fraction.len()).ok()? })
    }

    /// The product; `None` if it is too long.
    pub(crate) fn times(self, other: Self) -> Option<Self> {
        let mut product = Self {
            digits: self.digits.checked_mul(other.digits)?,
            places: self.places.checked_add(other.places)?,
        };
        while product.places > 0 && product.digits % 10 == 0 {
            product.digits /= 10;
            product.places -= 1;
        }
        Some(product)
    }

    /// The product of all; `None` if one is not finite or it is too long.
    pub(crate) fn product(factors: &[f64]) -> Option<Self> {
        factors.iter().try_fold(Self::ONE, |product, &factor| product.times(Self::of(factor)?))
    }

    /// In parts of `10^-places`; `None` if that is no whole number or too large.
    pub(crate) fn in_parts(self, places: u32) -> Option<i64> {
        let scale = 10_i128.checked_pow(places.checked_sub(self.places)?)?;
        i64::try_from(self.digits.checked_mul(scale)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_decimals_are_exact() {
        assert_eq!(Decimal::product(&[0.1, 3.0]), Decimal::of(0.3));
        assert_eq!(Decimal::product(&[-0.25, 0.4, 10.0]), Decimal::of(-1.0));
        assert_eq!(Decimal::product(&[0.1, 0.2, 0.3]).and_then(|sixth| sixth.in_parts(4)), Some(60));
        assert_eq!(Decimal::of(0.125).and_then(|eighth| eighth.in_parts(2)), None);
        assert_eq!(Decimal::of(1e300).and_then(|large| large.times(large)), None);
        assert_eq!(Decimal::of(f64::NAN), None);
        assert_eq!(Decimal::of(1e18).and_then(|large| large.in_parts(1)), None);
    }
}
