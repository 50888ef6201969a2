//! Numbers as people write them in tables: `0.6`, `0,6`, `60%`, `1 000`, `1'000`, `1.000,5`, `1/3`.

use detente_number::Fraction;

use super::currency::Currency;

/// What stands before the part of a number that is less than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `0.6`, and perhaps `1,000`.
    Point,
    /// `0,6`, and perhaps `1.000`.
    Comma,
}

/// What is known of a table's decimal marks: it decides what `1.250` and `1,250` mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// A point before three digits is a decimal point, is not, or may be either.
    pub(super) point: Option<bool>,
    /// A comma before three digits is a decimal comma, is not, or may be either.
    pub(super) comma: Option<bool>,
}

impl Marks {
    /// Where one mark is known to be used.
    pub(super) const fn all(mark: Mark) -> Self {
        match mark {
            Mark::Point => Self { point: Some(true), comma: Some(false) },
            Mark::Comma => Self { point: Some(false), comma: Some(true) },
        }
    }
}

/// A number in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// The number: a percentage is hundredths.
    pub(super) number: Fraction,
    /// What it counts.
    pub(super) unit: Unit,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// It does not say.
    Plain,
    /// Hundredths: it was written with `%`.
    Percent,
    /// Money: it was written with a currency.
    Money(Currency),
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotANumeral {
    /// It does not look like one.
    Other,
    /// Three digits after a mark may be thousands or a part.
    Ambiguous,
    /// It is not 0, but nearer to it than [`LEAST`], or farther from it than [`MOST`].
    TooFar,
}

/// The least and the greatest that a number may be, apart from 0 and signs.
const LEAST: (i128, i128) = (1, 1_000_000_000_000);
const MOST: i128 = 1_000_000_000_000_000;

/// How long a number may be.
const LONGEST: usize = 60;

/// Reads a number.
pub(super) fn numeral(text: &str, marks: Marks) -> Result<Numeral, NotANumeral> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return Err(NotANumeral::Other);
    }
    let money = Currency::beside(text);
    let (text, unit) = match (text.strip_suffix('%'), &money) {
        (Some(text), _) => (text.trim_end(), Unit::Percent),
        (None, Some((currency, text))) => (text.as_str(), Unit::Money(*currency)),
        (None, None) => (text, Unit::Plain),
    };
    let number = match text.split_once('/') {
        Some((above, below)) => {
            decimal(above, marks)?.over(decimal(below, marks)?).ok_or(NotANumeral::Other)?
        }
        None => decimal(text, marks)?,
    };
    let number = match unit {
        Unit::Percent => number.over(Fraction::whole(100)).ok_or(NotANumeral::TooFar)?,
        Unit::Plain | Unit::Money(_) => number,
    };
    let least = Fraction::new(LEAST.0, LEAST.1).unwrap_or_default();
    let size = if number < Fraction::ZERO { number.negated().ok_or(NotANumeral::TooFar)? } else { number };
    if size > Fraction::whole(MOST) || (size > Fraction::ZERO && size < least) {
        return Err(NotANumeral::TooFar);
    }
    Ok(Numeral { number, unit })
}

/// The mark that a number proves its table to use, if it proves any.
pub(super) fn evidence(text: &str) -> Option<Mark> {
    let text = text.trim();
    let money = Currency::beside(text).map(|(_, rest)| rest);
    let (_, digits) = signed(money.as_deref().unwrap_or(text).trim_end_matches('%').trim_end())?;
    match (plain(digits, Marks::all(Mark::Point)), plain(digits, Marks::all(Mark::Comma))) {
        // Read either way it is a number: only where both give the same does it prove something.
        (Ok(one), Ok(other)) if one == other && digits.contains([',', '.']) => {
            let mark = digits.rfind([',', '.']).and_then(|at| digits.get(at..=at))?;
            let repeated = digits.matches(mark).count() > 1;
            Some(if (mark == ",") == repeated { Mark::Point } else { Mark::Comma })
        }
        _ => None,
    }
}

/// The sign, as `-` or nothing, and what follows it.
fn signed(text: &str) -> Option<(&'static str, &str)> {
    let (sign, digits) = match text.chars().next()? {
        '-' | '\u{2212}' => ("-", text.get(text.chars().next()?.len_utf8()..)?),
        '+' => ("", text.get(1..)?),
        _ => ("", text),
    };
    Some((sign, digits.trim_start()))
}

fn decimal(text: &str, marks: Marks) -> Result<Fraction, NotANumeral> {
    let (sign, digits) = signed(text.trim()).ok_or(NotANumeral::Other)?;
    let (digits, exponent) = match digits.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, Some(exponent)),
        None => (digits, None),
    };
    let plain = plain(digits, marks)?;
    let written = match exponent {
        Some(exponent) if exponent.parse::<i32>().is_ok() => format!("{sign}{plain}e{exponent}"),
        Some(_) => return Err(NotANumeral::Other),
        None => format!("{sign}{plain}"),
    };
    // All that is left to go wrong is the size.
    written.parse().map_err(|_| NotANumeral::TooFar)
}

/// Digits with at most one point, from digits as people group them.
fn plain(digits: &str, marks: Marks) -> Result<String, NotANumeral> {
    let is_space = |letter: char| letter.is_whitespace() || ['\'', '\u{2019}'].contains(&letter);
    let last = digits.rfind(['.', ',']);
    let Some(at) = last else { return grouped(digits, is_space) };
    let (whole, part) = (digits.get(..at).unwrap_or_default(), digits.get(at + 1..).unwrap_or_default());
    let mark = digits.get(at..=at).unwrap_or_default();
    let other = if mark == "." { ',' } else { '.' };
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotANumeral::Other);
    }
    if whole.contains(mark) {
        // The same mark twice separates thousands.
        let thousands = |letter: char| mark.contains(letter);
        return grouped(digits, thousands);
    }
    let decides = whole.contains(other) || whole.contains(is_space);
    let could_be_thousands =
        part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && !decides;
    if could_be_thousands {
        let is_decimal = if mark == "." { marks.point } else { marks.comma };
        match is_decimal {
            Some(true) => {}
            Some(false) => return grouped(digits, |letter| mark.contains(letter)),
            None => return Err(NotANumeral::Ambiguous),
        }
    }
    let whole = if whole.is_empty() && !part.is_empty() {
        "0".to_owned()
    } else if whole.contains(other) {
        grouped(whole, |letter| letter == other)?
    } else {
        grouped(whole, is_space)?
    };
    Ok(if part.is_empty() { whole } else { format!("{whole}.{part}") })
}

/// Digits without what separates their thousands.
fn grouped(digits: &str, separates: impl Fn(char) -> bool) -> Result<String, NotANumeral> {
    let groups: Vec<&str> = digits.split(separates).collect();
    let right = |(place, group): (usize, &&str)| {
        group.bytes().all(|byte| byte.is_ascii_digit())
            && match (groups.len(), place) {
                (1, _) => !group.is_empty(),
                (_, 0) => (1..=3).contains(&group.len()),
                _ => group.len() == 3,
            }
    };
    if groups.iter().enumerate().all(right) { Ok(groups.concat()) } else { Err(NotANumeral::Other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNKNOWN: Marks = Marks { point: None, comma: None };

    #[track_caller]
    fn reads(text: &str, marks: Marks, number: &str) {
        let read = numeral(text, marks).map(|numeral| numeral.number);
        assert_eq!(read, Ok(number.parse().expect("a number")), "{text}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("12", "12"),
            ("-0.5", "-0.5"),
            ("\u{2212}0,5", "-0.5"),
            ("+ 7", "7"),
            ("60%", "0.6"),
            ("12,5 %", "0.125"),
            ("1 000", "1000"),
            ("1\u{a0}000\u{202f}000", "1000000"),
            ("1'000", "1000"),
            ("12\u{2019}000,25", "12000.25"),
            ("1.000,5", "1000.5"),
            ("1,000.5", "1000.5"),
            ("1.000.000", "1000000"),
            ("1,234,567.8", "1234567.8"),
            ("0,375", "0.375"),
            ("1234,567", "1234.567"),
            (".5", "0.5"),
            ("1e-3", "0.001"),
            ("1/3", "1/3"),
            ("100/3", "100/3"),
            ("$50", "50"),
            ("-$50", "-50"),
            ("$-50", "-50"),
            ("7,5 €", "7.5"),
            ("EUR 1 200", "1200"),
            ("1.200.000 EUR", "1200000"),
        ] {
            for marks in [UNKNOWN, Marks::all(Mark::Point), Marks::all(Mark::Comma)] {
                reads(text, marks, number);
            }
        }
    }

    #[test]
    fn three_digits_after_a_mark_hang_on_the_table() {
        for text in ["1.250", "1,250", "-12,500"] {
            assert_eq!(numeral(text, UNKNOWN), Err(NotANumeral::Ambiguous), "{text}");
        }
        reads("1.250", Marks::all(Mark::Point), "1.25");
        reads("1.250", Marks::all(Mark::Comma), "1250");
        reads("1,250", Marks::all(Mark::Point), "1250");
        reads("1,250", Marks::all(Mark::Comma), "1.25");
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "-",
            "much",
            "1 00",
            "1 0000",
            "10 000 00",
            "1.00.000",
            "1,2.3,4",
            "5 apples",
            "EUR",
            "5€%",
            "€5€",
            "5 euros",
            "1e",
            "--5",
            "1/0",
            "0x10",
            "1..2",
            "NaN",
            "inf",
            "1.5.2026",
        ] {
            assert!(numeral(text, UNKNOWN).is_err(), "{text}");
        }
        for text in ["1e-300", "1e300", "0.0000000000000001", "99999999999999999999999999999999999999999999"]
        {
            assert_eq!(numeral(text, UNKNOWN), Err(NotANumeral::TooFar), "{text}");
        }
    }

    #[test]
    fn numbers_prove_their_mark() {
        for (text, mark) in [
            ("0,6", Some(Mark::Comma)),
            ("0.6", Some(Mark::Point)),
            ("1.000,5", Some(Mark::Comma)),
            ("1,000,000", Some(Mark::Point)),
            ("1.000.000", Some(Mark::Comma)),
            ("1.250", None),
            ("12", None),
            ("60,5%", Some(Mark::Comma)),
        ] {
            assert_eq!(evidence(text), mark, "{text}");
        }
    }
}
