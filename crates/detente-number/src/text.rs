//! Numbers as text: whole, decimal, with an exponent, or one number over another.

use std::{fmt, str::FromStr};

use crate::Fraction;

/// The text is no number, or one that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("expected a number such as `12`, `-0.5`, `1e3` or `100/3`")
    }
}

impl std::error::Error for NotANumber {}

/// `12`, `-0.5`, `+1.5e-3`, `100/3`, with spaces around numbers and with nothing else.
impl FromStr for Fraction {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        match text.split_once('/') {
            Some((above, below)) => decimal(above.trim())?.over(decimal(below.trim())?).ok_or(NotANumber),
            None => decimal(text.trim()),
        }
    }
}

fn decimal(text: &str) -> Result<Fraction, NotANumber> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| NotANumber)?),
        None => (text, 0),
    };
    let (negative, digits) = match mantissa.strip_prefix(['-', '+']) {
        Some(digits) => (mantissa.starts_with('-'), digits),
        None => (false, mantissa),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, part].concat();
    if all.is_empty() || !all.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(NotANumber);
    }
    let number: i128 = all
        .trim_start_matches('0')
        .parse()
        .or_else(|error| match all.trim_start_matches('0') {
            "" => Ok(0),
            _ => Err(error),
        })
        .map_err(|_| NotANumber)?;
    let places =
        i32::try_from(part.len()).map_err(|_| NotANumber)?.checked_sub(exponent).ok_or(NotANumber)?;
    let scaled = scaled(number, places).ok_or(NotANumber)?;
    if negative { scaled.negated().ok_or(NotANumber) } else { Ok(scaled) }
}

/// `number · 10^-places`.
fn scaled(mut number: i128, mut places: i32) -> Option<Fraction> {
    if number == 0 {
        return Some(Fraction::ZERO);
    }
    while places > 0 && number % 10 == 0 {
        (number, places) = (number / 10, places - 1);
    }
    let power = 10_i128.checked_pow(places.unsigned_abs())?;
    if places > 0 { Fraction::new(number, power) } else { number.checked_mul(power).map(Fraction::whole) }
}

/// The shortest text that reads as this number: a decimal where one is exact, else one whole number over another.
impl fmt::Display for Fraction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (self.numerator(), self.denominator());
        // The least power of ten that the denominator divides has at most as many digits as it has bits.
        let places = (0..=38_u32)
            .find(|&places| 10_i128.checked_pow(places).is_some_and(|power| power % denominator == 0));
        let decimal = places.and_then(|places| {
            let power = 10_i128.checked_pow(places)?;
            let digits = numerator.unsigned_abs().checked_mul((power / denominator).unsigned_abs())?;
            Some((places as usize, digits))
        });
        let sign = if numerator < 0 { "-" } else { "" };
        match decimal {
            Some((0, digits)) => write!(formatter, "{sign}{digits}"),
            Some((places, digits)) => {
                let digits = format!("{digits:0>width$}", width = places + 1);
                let (whole, part) = digits.split_at(digits.len() - places);
                write!(formatter, "{sign}{whole}.{part}")
            }
            None => write!(formatter, "{numerator}/{denominator}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<Fraction> {
        text.parse().ok()
    }

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        for (text, numerator, denominator) in [
            ("12", 12, 1),
            ("-0.5", -1, 2),
            (" +1.50e-3 ", 3, 2_000),
            ("1E3", 1_000, 1),
            ("100/3", 100, 3),
            ("-1.5 / 4.5", -1, 3),
            (".5", 1, 2),
            ("0", 0, 1),
            ("000.000", 0, 1),
            ("0e999", 0, 1),
        ] {
            assert_eq!(read(text), Fraction::new(numerator, denominator), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", ".", "-", "1/0", "1/2/3", "1,5", "0x10", "1e", "inf", "nan", "--1", "1 000", "1e99", "½"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"9".repeat(60)), None);
    }

    #[test]
    fn numbers_print_as_short_as_they_can_be() {
        for (text, printed) in
            [("12.50", "12.5"), ("-1/8", "-0.125"), ("100/3", "100/3"), ("-4/6", "-2/3"), ("1e-3", "0.001")]
        {
            assert_eq!(read(text).map(|number| number.to_string()).as_deref(), Some(printed));
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_as_the_same(numerator: i64, denominator in 1_i64..) {
            let number = Fraction::new(numerator.into(), denominator.into()).unwrap_or_default();
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn every_float_that_fits_is_read_back(number in -1e12_f64..1e12) {
            if let Some(fraction) = Fraction::of_float(number) {
                // Dividing rounds once more where both whole numbers are beyond 53 bits.
                prop_assert!((fraction.to_f64() - number).abs() <= number.abs() * 1e-15);
            }
        }
    }
}
