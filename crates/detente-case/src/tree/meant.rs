//! Values written as people write them elsewhere: what they would be in a case.

use jiff::civil::Date;

/// How to write a value that is no TOML; `None` where that is not plain.
pub(super) fn meant(value: &str) -> Option<String> {
    let value = value.trim();
    day(value).or_else(|| percentage(value)).or_else(|| grouped(value)).or_else(|| interval(value))
}

/// A day in the order of day, month and year, or of month, day and year.
fn day(value: &str) -> Option<String> {
    let separator = ['/', '.', '-'].into_iter().find(|separator| value.matches(*separator).count() == 2)?;
    let parts: Vec<i16> =
        value.split(separator).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [one, other, year] = parts.as_slice() else { return None };
    let date =
        |month: i16, day: i16| Date::new(*year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    if *year < 1000 {
        // The year may stand first, as in 2025/4/3.
        let date = Date::new(*one, i8::try_from(*other).ok()?, i8::try_from(*year).ok()?).ok();
        return date.filter(|_| *one >= 1000).map(|date| format!("a date is year, month and day: `{date}`"));
    }
    match (date(*other, *one), date(*one, *other)) {
        (Some(date), Some(turned)) if date != turned => {
            Some(format!("a date is year, month and day: `{date}`, or `{turned}` if the month stood first"))
        }
        (Some(date), _) | (None, Some(date)) => Some(format!("a date is year, month and day: `{date}`")),
        (None, None) => None,
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
}

fn percentage(value: &str) -> Option<String> {
    let number = value.strip_suffix('%')?.trim().replace(',', ".");
    is_number(&number).then(|| format!("numbers go from 0 to 100 and have no sign after them: `{number}`"))
}

/// A number whose thousands stand apart.
fn grouped(value: &str) -> Option<String> {
    let between = [' ', '\'', '\u{a0}', '\u{202f}', '\u{2019}'];
    let groups: Vec<&str> = value.split(between).collect();
    let right = |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let starts = (1..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_digit());
    (starts && !rest.is_empty() && rest.iter().all(right))
        .then(|| format!("a number has nothing between its digits: `{}`", groups.concat()))
}

fn interval(value: &str) -> Option<String> {
    let between = [" to ", "..", "\u{2013}", "\u{2014}", "-"];
    let (low, high) = between.into_iter().find_map(|between| value.split_once(between))?;
    let (low, high) = (low.trim(), high.trim());
    (is_number(low) && is_number(high)).then(|| format!("an interval is a pair: `[{low}, {high}]`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_elsewhere_is_shown_as_a_case_writes_it() {
        for (value, written) in [
            ("27/06/2024", "`2024-06-27`"),
            ("06/27/2024", "`2024-06-27`"),
            ("5.6.2024", "`2024-06-05`, or `2024-05-06` if"),
            ("4.4.2024", "`2024-04-04`"),
            ("2024/4/3", "`2024-04-03`"),
            ("45%", "`45`"),
            ("12,5 %", "`12.5`"),
            ("12 000", "`12000`"),
            ("1'250'000", "`1250000`"),
            ("15-25", "`[15, 25]`"),
            ("15 to 25", "`[15, 25]`"),
            ("15..25", "`[15, 25]`"),
        ] {
            assert!(meant(value).is_some_and(|help| help.contains(written)), "{value}: {:?}", meant(value));
        }
        for value in ["", "Ukraine", "%", "32/13/2024", "1/2", "12 00", "a to b", "1.2.3", "-"] {
            assert_eq!(meant(value), None, "{value}");
        }
    }
}
