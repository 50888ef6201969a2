//! Whether a citation is one, and of a source of the case.

use super::conform::Conform;
use crate::{
    Code, Diagnostic, ItemKind, Span,
    tree::{parse_citation, suggestion},
};

/// Reports what is no citation and what cites no source of the case.
pub(super) fn check(check: &mut Conform<'_>, text: &str, span: Span) {
    let Some(citation) = parse_citation(text, span) else {
        return check.report(
            Diagnostic::new(Code::BadCitation, "this is not a citation", span)
                .label("expected `SOURCE#NUMBER` or `SOURCE#NUMBER 'words'`")
                .help("such as `\"npr#13\"`, `\"npr#13 'consistently dismissed'\"`, or `\"npr\"` for the source as a whole"),
        );
    };
    let source = citation.source.as_str();
    let names = check.names;
    if !names.has(ItemKind::Source, source) && !check.syntax.may_be_hidden(source) {
        let help = if check.sink.is_full() {
            String::new()
        } else {
            suggestion(source, names.of(ItemKind::Source), "the case has no sources yet")
        };
        check.report(
            Diagnostic::new(Code::UnknownSource, format!("the case has no source `{source}`"), span)
                .label("this cites nothing")
                .help(help)
                .help(format!("a new source is a table `[sources.{source}]`")),
        );
    }
    check.citations.push(citation);
}
