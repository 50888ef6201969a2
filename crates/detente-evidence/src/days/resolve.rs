//! From words to days. A day without a year or a "today" needs the day of the text; without it the words stay words.

use jiff::{Span, ToSpan, civil::Date};

use super::calendar::{counted, month, weekday};
use crate::words::Word;

/// Words that mean a day or a span of days, and which days, by their place among the words of the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The first word.
    pub from_word: usize,
    /// The word after the last.
    pub to_word: usize,
    /// The first and the last day, where they are known.
    pub days: Option<(Date, Date)>,
    /// Whether the words name a span that runs out: "within days", "by Friday", "for 48 hours".
    pub limit: bool,
}

/// What is known when words of a sentence are read as days.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    /// The day of the text.
    day: Option<Date>,
    /// Whether the sentence tells of what is to come.
    ahead: bool,
}

/// Every day in the words of a sentence, in order; none overlaps another.
/// `ahead` says of a place whether what stands there is told of what is to come.
pub(crate) fn days_in(words: &[Word], day: Option<Date>, ahead: &dyn Fn(usize) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let anchor = Anchor { day, ahead: ahead(at) };
        if let Some((length, days, limit)) = longest_at(&words[at..], anchor) {
            found.push(Found { from_word: at, to_word: at + length, days, limit });
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

/// Days that words mean, where they are known.
struct Known(Option<(Date, Date)>);

type Match = (usize, Option<(Date, Date)>, bool);

fn longest_at(words: &[Word], anchor: Anchor) -> Option<Match> {
    [limited, dated, relative, named_day, in_year]
        .iter()
        .filter_map(|rule| rule(words, anchor))
        .max_by_key(|one| one.0)
}

fn add(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok()
}

fn between(day: Option<Date>, from: i64, to: i64) -> Option<(Date, Date)> {
    let day = day?;
    Some((add(day, from.days())?, add(day, to.days())?))
}

/// "within days", "within 48 hours", "in the coming weeks", "by Friday", "until midnight", "before the end of May".
fn limited(words: &[Word], anchor: Anchor) -> Option<Match> {
    let first = words.first()?;
    if first.any(&["within", "in"]) {
        let mut at = 1;
        while words.get(at).is_some_and(|one| {
            one.any(&["the", "a", "next", "coming", "matter", "of", "few", "only", "just"])
        }) {
            at += 1;
        }
        let (taken, least, most) = counted(&words[at..])?;
        if first.is("in") && at == 1 && taken == 1 {
            return None;
        }
        return Some((
            at + taken,
            between(anchor.day, if first.is("in") && at == 1 { least } else { 0 }, most),
            first.is("within"),
        ));
    }
    let no_later = first.is("no")
        && words.get(1).is_some_and(|one| one.is("later"))
        && words.get(2).is_some_and(|one| one.is("than"));
    if first.any(&["by", "until", "till", "before"]) || no_later {
        let mut at = if no_later { 3 } else { 1 };
        let end_of = ["the", "end", "of"];
        let mut last = false;
        while words.get(at).is_some_and(|one| one.any(&end_of)) {
            last |= words[at].is("end");
            at += 1;
        }
        let ahead = Anchor { ahead: true, ..anchor };
        let rules = [dated, relative, named_day, in_year, bare_period];
        let (taken, days, _) = rules
            .iter()
            .filter_map(|rule| rule(&words[at..], ahead))
            .max_by_key(|one| one.0)
            .or_else(|| {
                let word = words.get(at)?;
                let feast = word.any(&[
                    "easter",
                    "christmas",
                    "ramadan",
                    "passover",
                    "thanksgiving",
                    "year-end",
                    "month-end",
                    "nowruz",
                    "midsummer",
                    "autumn",
                    "spring",
                    "summer",
                    "winter",
                ]);
                let hour = word.any(&["midnight", "noon", "dawn", "nightfall", "sundown", "dusk"]);
                let days = if hour { between(anchor.day, 0, 1) } else { None };
                let named = words.get(at + 1).and_then(|_| named_day(words.get(at + 1..)?, ahead));
                let (more, days) = named.filter(|_| hour).map_or((0, days), |(taken, days, _)| (taken, days));
                (hour || feast).then_some((1 + more, days, true))
            })?;
        let days = days.map(|(from, to)| (if last { to } else { from }, to));
        return Some((at + taken, days, !first.is("before") || last));
    }
    // "a 48-hour deadline", "a 60-day truce"
    let (number, unit) = first.lower.split_once('-')?;
    let number: i64 = number.parse().ok().filter(|one| (0..10_000).contains(one))?;
    let length = match unit {
        "hour" => number.div_euclid(24).max(1),
        "day" => number,
        "week" => number * 7,
        "month" => number * 30,
        _ => return None,
    };
    Some((1, between(anchor.day, 0, length), true))
}

/// "Sept. 15, 1978", "15 September 1978", "September 1978", "2025-04-23", "early March".
fn dated(words: &[Word], anchor: Anchor) -> Option<Match> {
    let part = usize::from(words.first()?.any(&["early", "mid", "late", "mid-"]));
    let first = words.get(part)?;
    if let Ok(day) = first.lower.parse::<Date>()
        && first.lower.len() == 10
    {
        return Some((part + 1, Some((day, day)), false));
    }
    let number = |at: usize| {
        let text = &words.get(at)?.lower;
        let digits = text.trim_end_matches(|one: char| one.is_ascii_alphabetic());
        digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day))
    };
    let (of, day, mut taken) = if let Some(of) = month(first) {
        (of, number(part + 1), part + 1 + usize::from(number(part + 1).is_some()))
    } else {
        let day = number(part)?;
        let skip = usize::from(words.get(part + 1)?.is("of"));
        (month(words.get(part + 1 + skip)?)?, Some(day), part + 2 + skip)
    };
    let comma = usize::from(words.get(taken).is_some_and(|one| one.is(",")));
    let year = words.get(taken + comma).and_then(year_of);
    if year.is_some() {
        taken += comma + 1;
    } else if day.is_none()
        && (first.any(&["may", "march"]) && !first.capital || first.is("may") && part == 0)
    {
        return None;
    }
    let days = match (year, day, anchor.day) {
        (Some(year), Some(day), _) => Date::new(year, of, day).ok().map(|day| (day, day)),
        (Some(year), None, _) => whole_month(year, of),
        (None, Some(day), Some(today)) => {
            nearest(today, anchor.ahead, |year| Date::new(year, of, day).ok()).map(|day| (day, day))
        }
        (None, None, Some(today)) => {
            let first = nearest(today, anchor.ahead, |year| Date::new(year, of, 1).ok())?;
            whole_month(first.year(), of)
        }
        (None, _, None) => None,
    };
    Some((taken, days, false))
}

fn whole_month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The year in which a day of the calendar lies nearest: of two, the one ahead where the sentence looks ahead.
fn nearest(today: Date, ahead: bool, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let year = today.year();
    let candidates = [year.checked_sub(1), Some(year), year.checked_add(1)];
    candidates.into_iter().flatten().filter_map(day).min_by_key(|one| {
        let days = days_from(today, *one);
        let wrong_way = (days < 0) == ahead && days != 0;
        days.abs() + if wrong_way { 120 } else { 0 }
    })
}

fn days_from(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn year_of(word: &Word) -> Option<i16> {
    let year: i16 = word.lower.parse().ok()?;
    (word.lower.len() == 4 && (1500..=2200).contains(&year)).then_some(year)
}

/// A year right after one of a few words: "in 1994", "since 1978", "during 1982".
fn in_year(words: &[Word], _: Anchor) -> Option<Match> {
    let lead = usize::from(words.first()?.any(&["in", "since", "of", "during", "by"]));
    let year = year_of(words.get(lead)?)?;
    let days = Date::new(year, 1, 1).ok().zip(Date::new(year, 12, 31).ok());
    (lead == 1).then_some((2, days, false))
}

/// "today", "last night", "the night before", "this week", "less than a week ago", "three days later".
fn relative(words: &[Word], anchor: Anchor) -> Option<Match> {
    let first = words.first()?;
    let second = words.get(1);
    let day = anchor.day;
    let part_of_day = |one: &Word| one.any(&["morning", "afternoon", "evening", "night"]);
    let simple = match first.lower.as_str() {
        "today" | "tonight" => Some(between(day, 0, 0)),
        "yesterday" => Some(between(day, -1, -1)),
        "tomorrow" => Some(between(day, 1, 1)),
        "overnight" => Some(between(day, -1, 0)),
        _ => None,
    };
    if let Some(days) = simple {
        return Some((1 + usize::from(second.is_some_and(part_of_day)), days, false));
    }
    if first.any(&["this", "last", "next", "past", "coming", "previous", "following"]) || first.is("the") {
        let (lead, which, what) = if first.is("the") {
            if words.get(2).is_some_and(|one| one.is("before"))
                && second.is_some_and(|one| one.any(&["night", "day", "evening", "week"]))
            {
                let week = second.is_some_and(|one| one.is("week"));
                return Some((3, if week { between(day, -7, -1) } else { between(day, -1, -1) }, false));
            }
            (1, second?, words.get(2)?)
        } else {
            (0, first, second?)
        };
        let days = period(&which.lower, what, day)?.0;
        return Some((lead + 2, days, false));
    }
    // "less than a week ago", "two days later"
    let mut at = 0;
    let mut under = false;
    while words.get(at).is_some_and(|one| {
        one.any(&["less", "more", "than", "about", "some", "nearly", "almost", "over", "just", "only"])
    }) {
        under |= words[at].any(&["less", "nearly", "almost"]);
        at += 1;
    }
    let (taken, least, most) = counted(&words[at..])?;
    let direction = words.get(at + taken)?;
    let least = if under { 1 } else { least };
    match direction.lower.as_str() {
        "ago" | "earlier" | "before" => Some((at + taken + 1, between(day, -most, -least), false)),
        "later" => Some((at + taken + 1, None, false)),
        _ => None,
    }
}

/// "the month" of "the end of the month".
fn bare_period(words: &[Word], anchor: Anchor) -> Option<Match> {
    let what = words.first().filter(|one| one.any(&["week", "month", "year", "weekend"]))?;
    Some((1, period("this", what, anchor.day)?.0, true))
}

/// "this week", "last month", "next year", "this morning", "last Friday" is [`named_day`].
fn period(which: &str, what: &Word, day: Option<Date>) -> Option<Known> {
    let step: i64 = match which {
        "this" => 0,
        "last" | "previous" | "past" => -1,
        "next" | "coming" | "following" => 1,
        _ => return None,
    };
    let monday =
        day.and_then(|day| add(day, (-i64::from(day.weekday().to_monday_zero_offset()) + 7 * step).days()));
    let from_monday = |days: i64| monday.and_then(|one| add(one, days.days()));
    Some(Known(match what.lower.as_str() {
        "morning" | "afternoon" | "evening" | "day" => between(day, step, step),
        "night" => between(day, step.min(0), step.min(0)),
        "week" => monday.zip(from_monday(6)),
        "weekend" => from_monday(5).zip(from_monday(6)),
        "month" => {
            let first = day.and_then(|day| add(day.first_of_month(), step.months()));
            first.zip(first.map(Date::last_of_month))
        }
        "year" => day.and_then(|day| {
            let year = day.year().checked_add(i16::try_from(step).ok()?)?;
            Date::new(year, 1, 1).ok().zip(Date::new(year, 12, 31).ok())
        }),
        _ => return None,
    }))
}

/// "Thursday", "on Monday morning", "last Friday", "late Tuesday", "Friday week".
fn named_day(words: &[Word], anchor: Anchor) -> Option<Match> {
    let lead = usize::from(words.first()?.any(&["on", "last", "next", "late", "early", "this", "past"]));
    let name = words.get(lead).filter(|one| one.capital)?;
    let which = weekday(name)?;
    let tail = usize::from(
        words.get(lead + 1).is_some_and(|one| one.any(&["morning", "afternoon", "evening", "night"])),
    );
    // "Friday week": the Friday after the next one.
    let week = tail == 0 && words.get(lead + 1).is_some_and(|one| one.is("week"));
    let ahead = week || words[0].is("next") || anchor.ahead && !words[0].any(&["last", "past"]);
    let today = anchor.day;
    let days = today.and_then(|today| {
        let forward =
            i64::from(which.to_monday_zero_offset()) - i64::from(today.weekday().to_monday_zero_offset());
        let forward = forward.rem_euclid(7);
        let strictly = words[0].any(&["last", "next"]);
        let step = match (ahead, forward, strictly) {
            (true, 0, true) => 7,
            (true, forward, _) => forward,
            (false, 0, true) => -7,
            (false, 0, false) => 0,
            (false, forward, _) => forward - 7,
        };
        add(today, (step + 7 * i64::from(week)).days())
    });
    Some((lead + 1 + tail + usize::from(week), days.map(|day| (day, day)), false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn read(text: &str, day: &str, ahead: bool) -> Vec<(String, Option<String>)> {
        let words = words(text, 0, text.len());
        days_in(&words, day.parse().ok(), &|_| ahead)
            .into_iter()
            .map(|one| {
                let words = text[words[one.from_word].start..words[one.to_word - 1].end].to_owned();
                (
                    words,
                    one.days
                        .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}/{to}") }),
                )
            })
            .collect()
    }

    fn one(text: &str, ahead: bool) -> (String, Option<String>) {
        // A Wednesday.
        let found = read(text, "2031-05-14", ahead);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn words_are_days_with_the_day_of_the_text() {
        for (text, ahead, words, days) in [
            ("They met today.", false, "today", "2031-05-14"),
            ("They spoke the night before.", false, "the night before", "2031-05-13"),
            ("Less than a week ago she left", false, "Less than a week ago", "2031-05-07/2031-05-13"),
            ("He spoke on Thursday.", false, "on Thursday", "2031-05-08"),
            ("He will speak on Thursday.", true, "on Thursday", "2031-05-15"),
            ("Monday morning they left", false, "Monday morning", "2031-05-12"),
            ("signed Sept. 15, 1978, there", false, "Sept. 15, 1978", "1978-09-15"),
            ("signed on 15 September 1978", false, "15 September 1978", "1978-09-15"),
            ("annexed in 2014 and", false, "in 2014", "2014-01-01/2014-12-31"),
            ("no progress within days", true, "within days", "2031-05-14/2031-05-21"),
            ("agree within 48 hours or", true, "within 48 hours", "2031-05-14/2031-05-16"),
            ("agree by Friday or", true, "by Friday", "2031-05-16"),
            ("this week they go", true, "this week", "2031-05-12/2031-05-18"),
            ("before the end of the month", true, "before the end of the month", "2031-05-31"),
            ("two months ago it began", false, "two months ago", "2031-03-15/2031-03-15"),
            ("a 60-day truce", true, "60-day", "2031-05-14/2031-07-13"),
            ("on March 3 they", false, "March 3", "2031-03-03"),
            ("until December 3 they", true, "until December 3", "2031-12-03"),
        ] {
            let (found, meant) = one(text, ahead);
            assert_eq!(found, words, "{text}");
            let meant = meant.unwrap_or_default();
            assert!(meant == days || days.split('/').all(|one| one == meant), "{text}: {meant}");
        }
    }

    #[test]
    fn without_the_day_of_the_text_words_stay_words() {
        assert_eq!(read("They met today.", "", false), [("today".to_owned(), None)]);
        assert_eq!(read("They may march on.", "2031-05-14", false), []);
        assert_eq!(read("She saw May 5, 99 sat.", "2031-05-14", false).len(), 1);
    }
}
