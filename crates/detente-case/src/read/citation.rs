//! Citations: `npr#13 'consistently dismissed'`.

use super::{conform::Conform, nearest::suggestion};
use crate::{Citation, Diagnostic, SourceId, Span, is_name};

/// Reads a citation; `None` when it is not written as one.
pub(super) fn parse(text: &str, span: Span) -> Option<Citation> {
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

/// Reports what is no citation and what cites no source of the case.
pub(super) fn check(check: &mut Conform<'_>, text: &str, span: Span) {
    let Some(citation) = parse(text, span) else {
        return check.report(
            Diagnostic::error("bad-citation", "this is no citation", span)
                .label("expected `SOURCE#NUMBER` or `SOURCE#NUMBER 'words'`")
                .help("such as `\"npr#13\"`, `\"npr#13 'consistently dismissed'\"`, or `\"npr\"` for the source as a whole"),
        );
    };
    let source = citation.source.as_str();
    let names = check.names;
    if !names.has("sources", source) && !check.syntax.may_be_hidden(source) {
        let help = if check.sink.is_full() {
            String::new()
        } else {
            suggestion(source, names.of("sources"), "the case has no sources yet")
        };
        check.report(
            Diagnostic::error("unknown-source", format!("the case has no source `{source}`"), span)
                .label("cites nothing")
                .help(help)
                .help(format!("a new source is a table `[sources.{source}]`")),
        );
    }
}
