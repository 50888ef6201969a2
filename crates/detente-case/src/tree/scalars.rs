//! Single values out of the tree.

use detente_number::Fraction;
use jiff::civil::Date;
use toml::{Spanned, de::DeValue};

use crate::{Interval, Quantity};

type Value<'a> = Spanned<DeValue<'a>>;

/// The text.
pub(crate) fn text(value: &Value<'_>) -> Option<String> {
    value.get_ref().as_str().map(str::trim).filter(|text| !text.is_empty()).map(String::from)
}

/// The day, if it is one and has no time.
pub(crate) fn date(value: &Value<'_>) -> Option<Date> {
    let datetime = value.get_ref().as_datetime()?;
    if datetime.time.is_some() || datetime.offset.is_some() {
        return None;
    }
    let date = datetime.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

/// A whole number from one up.
pub(crate) fn count(value: &Value<'_>) -> Option<u32> {
    let integer = value.get_ref().as_integer()?;
    let digits = integer.as_str().replace('_', "");
    u32::from_str_radix(digits.trim_start_matches('+'), integer.radix()).ok().filter(|count| *count > 0)
}

/// The number as it is typed, if it can be reckoned with: also as text that has one number over another.
pub(crate) fn quantity(value: &Value<'_>) -> Option<Quantity> {
    let number = match value.get_ref() {
        DeValue::Integer(integer) => {
            let digits = integer.as_str().replace('_', "");
            let whole = i128::from_str_radix(digits.trim_start_matches('+'), integer.radix()).ok()?;
            Fraction::whole(whole)
        }
        DeValue::Float(float) => float.as_str().replace('_', "").parse().ok()?,
        DeValue::String(text) if text.contains('/') => text.parse().ok()?,
        _ => return None,
    };
    let largest = Quantity::LARGEST.fraction();
    let fits = number <= largest && number.negated().is_some_and(|negated| negated <= largest);
    fits.then(|| Quantity::from(number))
}

/// The interval, if each end can be reckoned with; the smaller end is its low one.
pub(crate) fn interval(value: &Value<'_>) -> Option<Interval> {
    match value.get_ref() {
        DeValue::Array(pair) => match pair.get(..)? {
            [low, high] => Some(Interval::new(quantity(low)?, quantity(high)?)),
            _ => None,
        },
        _ => quantity(value).map(Interval::exactly),
    }
}
