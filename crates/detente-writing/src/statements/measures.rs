//! What words measure, and whether they say no: what makes two things of words that are alike else.

use std::collections::BTreeSet;

/// Words that are numbers, with what they count.
const NUMBERS: [(&str, u32); 31] = [
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("dozen", 12),
];

/// Words that name a day or a part of the year, but for "may", which mostly is none.
const DAYS: [&str; 22] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
];

/// Words that are units of measure or money, by their beginnings, with the one they are compared as.
const UNITS: [(&str, &str); 24] = [
    ("percent", "percent"),
    ("per cent", "percent"),
    ("day", "day"),
    ("week", "week"),
    ("month", "month"),
    ("year", "year"),
    ("hour", "hour"),
    ("minute", "minute"),
    ("dollar", "dollar"),
    ("euro", "euro"),
    ("pound", "pound"),
    ("yen", "yen"),
    ("rupee", "rupee"),
    ("kilometre", "kilometer"),
    ("kilometer", "kilometer"),
    ("mile", "mile"),
    ("metre", "meter"),
    ("meter", "meter"),
    ("tonne", "ton"),
    ("ton", "ton"),
    ("barrel", "barrel"),
    ("hectare", "hectare"),
    ("troop", "troop"),
    ("ship", "ship"),
];

/// The numbers, units and days that words name: two that differ in one of these are two things, however alike they
/// are else.
pub(crate) fn measures(text: &str) -> BTreeSet<String> {
    let marked: String = text
        .to_lowercase()
        .replace("per cent", "percent")
        .replace('%', " percent ")
        .replace('$', " dollar ")
        .replace('€', " euro ")
        .replace('£', " pound ");
    // A point or a comma between digits is part of the number.
    let letters: Vec<char> = marked.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let spaced: String = (0_usize..)
        .zip(&letters)
        .filter(|(at, one)| **one != ',' || !(digit(at.checked_sub(1)) && digit(at.checked_add(1))))
        .map(|(at, one)| {
            let within = *one == '.' && digit(at.checked_sub(1)) && digit(at.checked_add(1));
            if one.is_alphanumeric() || within { *one } else { ' ' }
        })
        .collect();
    let mut found = BTreeSet::new();
    for word in spaced.split_whitespace() {
        let number = NUMBERS.iter().find(|(name, _)| *name == word).map(|(_, number)| number.to_string());
        let unit = UNITS
            .iter()
            .find(|(unit, _)| word.strip_prefix(unit).is_some_and(|rest| matches!(rest, "" | "s" | "ly")));
        let digits = word.trim_end_matches(|one: char| one.is_ascii_alphabetic());
        let number = number
            .or_else(|| digits.starts_with(|one: char| one.is_ascii_digit()).then(|| digits.to_owned()));
        found.extend(number);
        found.extend(unit.map(|(_, unit)| (*unit).to_owned()));
        found.extend(DAYS.iter().find(|day| **day == word).map(|day| (*day).to_owned()));
    }
    // A unit without a number measures nothing: a "day of mourning" is no span of days.
    let counts = found.iter().any(|one| one.starts_with(|one: char| one.is_ascii_digit()));
    if !counts {
        found.retain(|one| DAYS.contains(&one.as_str()));
    }
    found
}

/// Words that say of something that it is not so.
const NEGATIONS: [&str; 18] = [
    "not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "without", "cannot", "untrue",
    "false", "denied", "denies", "deny", "refused", "refuses", "declined",
];

/// Whether words say that something is not so.
pub(crate) fn says_no(text: &str) -> bool {
    let lower = text.to_lowercase().replace('’', "'");
    let mut words = lower.split(|one: char| !one.is_alphanumeric() && one != '\'');
    words.any(|word| NEGATIONS.contains(&word) || word.ends_with("n't"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_units_and_days_are_what_words_measure() {
        let differ = [
            ("a pause of twelve months", "a pause of eighteen months"),
            ("a pause of 12 months", "a pause of 12 weeks"),
            ("20 percent of the toll", "20 dollars of the toll"),
            ("a share of 30%", "a share of 50 per cent"),
            ("talks on Monday", "talks on Friday"),
            ("a loan of 1,200 euros", "a loan of 1,300 euros"),
            ("a text by June 4", "a text by July 4"),
            ("a pause", "a pause of ten days"),
        ];
        for (one, other) in differ {
            assert_ne!(measures(one), measures(other), "{one} and {other}");
        }
        let same = [
            ("a pause of twelve months", "the pause for 12 months"),
            ("a share of 30%", "30 per cent as a share"),
            ("a daily bus over the bridge", "the bus over the bridge"),
            ("a loan of 1,200 euros", "€1200 as a loan"),
        ];
        for (one, other) in same {
            assert_eq!(measures(one), measures(other), "{one} and {other}");
        }
    }
}
