//! Days as a case writes them.

use detente_evidence::{Modality, days::When};
use jiff::{ToSpan, civil::Date};

use crate::{digest::one_line, edit::Value};

/// A day or a span of days. What the text leaves open reaches a year back or ahead of its own day, whichever way it
/// happened: an interval that claims nothing.
pub(super) fn when(when: Option<&When>, of_text: Date, modality: Modality) -> Value {
    let said = when.map(|when| (when.from, when.to, one_line(&when.words)));
    let (from, to, words) = said.unwrap_or((None, None, String::new()));
    let ahead = matches!(modality, Modality::Planned | Modality::Conditional);
    let year = |from: Date, years: i64| from.checked_add(years.years()).unwrap_or(from);
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (from.min(to), to.max(from)),
        (Some(from), None) => (from, year(from, 1)),
        (None, Some(to)) => (year(to, -1), to),
        (None, None) if ahead => (of_text, year(of_text, 1)),
        (None, None) => (year(of_text, -1), of_text),
    };
    if from == to {
        return Value::Day(from);
    }
    let words = if words.is_empty() { "the day is not said".to_owned() } else { words };
    Value::Table(vec![("from", Value::Day(from)), ("to", Value::Day(to)), ("words", Value::text(words))])
}

/// The day, where the words mean exactly one.
pub(super) fn day(when: Option<&When>) -> Option<Date> {
    let when = when?;
    when.from.filter(|from| when.to == Some(*from))
}
