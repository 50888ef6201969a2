//! Citations: `npr#13 'consistently dismissed'`.

use crate::{Citation, SourceId, Span, is_name};

/// Reads a citation; `None` when it is not written as one.
pub(crate) fn parse(text: &str, span: Span) -> Option<Citation> {
    let text = text.trim();
    let (reference, words) = match text.split_once('\'') {
        Some((reference, rest)) => (reference.trim_end(), Some(rest.strip_suffix('\'')?.trim())),
        None => (text, None),
    };
    let (source, number) = match reference.split_once('#') {
        Some((source, number)) => (source, Some(number)),
        None => (reference, None),
    };
    let statement = match number {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => Some(number.parse().ok()?),
        Some(_) => return None,
        None => None,
    };
    let words = match words {
        Some("") => return None,
        words => words.map(String::from),
    };
    is_name(source).then(|| Citation { source: SourceId::new(source), statement, words, span })
}
