//! Names of months and weekdays, and counted days.

use jiff::civil::Weekday;

use crate::words::Word;

const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// Whether a name is a month's, written out.
pub(crate) fn is_month(name: &str) -> bool {
    MONTHS.iter().any(|(whole, _)| name.eq_ignore_ascii_case(whole))
}

/// The number of the month that a word names.
pub(crate) fn month(word: &Word) -> Option<i8> {
    if !word.capital {
        return None;
    }
    let at = MONTHS
        .iter()
        .position(|(name, short)| word.is(name) || word.is(short) || word.is("sep") && *short == "sept")?;
    i8::try_from(at + 1).ok()
}

/// The day of the week that a word names.
pub(crate) fn weekday(word: &Word) -> Option<Weekday> {
    Some(match word.lower.as_str() {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// A number in words or digits.
pub(crate) fn number(word: &Word) -> Option<i64> {
    if let Some(at) = NUMBERS.iter().position(|one| word.is(one)) {
        return i64::try_from(at).ok();
    }
    match word.lower.as_str() {
        "a" | "an" => Some(1),
        "thirty" => Some(30),
        "forty" => Some(40),
        "fifty" => Some(50),
        "sixty" => Some(60),
        "ninety" => Some(90),
        text => text.parse().ok().filter(|one| (0..10_000).contains(one)),
    }
}

/// "days", "two weeks", "48 hours", "a month": how many words, and the least and the most days they mean.
pub(crate) fn counted(words: &[Word]) -> Option<(usize, i64, i64)> {
    let first = words.first()?;
    let unit = |word: &Word| -> Option<i64> {
        Some(match word.lower.as_str() {
            "hour" | "hours" => 0,
            "day" | "days" => 1,
            "week" | "weeks" => 7,
            "fortnight" => 14,
            "month" | "months" => 30,
            "year" | "years" => 365,
            _ => return None,
        })
    };
    if let Some(unit) = unit(first).filter(|_| first.lower.ends_with('s')) {
        // "days" is two of them to a week, "weeks" two to a month.
        let (least, most) = match unit {
            0 => (0, 1),
            1 => (2, 7),
            7 => (14, 35),
            30 => (60, 180),
            _ => (730, 1_826),
        };
        return Some((1, least, most));
    }
    let (skip, count) = match number(first) {
        Some(count) => (1, count),
        None if first.is("several") => (1, 5),
        None if first.any(&["couple", "few"]) => (1, 3),
        None => return None,
    };
    let skip = skip
        + usize::from(words.get(skip).is_some_and(|one| one.any(&["of", "more", "full", "couple", "few"])));
    let unit = unit(words.get(skip)?)?;
    let length = if unit == 0 { (count + 23) / 24 } else { count * unit };
    Some((skip + 1, length, length))
}
