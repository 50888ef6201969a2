//! Problems as text, the way rustc shows them.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Label, Severity};
use crate::{CaseFiles, File, Span, files::floor_char_boundary};

/// How wide a rendering is meant to be.
const WIDTH: usize = 80;

/// How much of one line is shown; a longer line is cut around the place.
const LONGEST_LINE: usize = 2_000;

/// The problem with the lines it is about, as rustc would show it; `styled` adds terminal colours.
#[must_use]
pub fn render(diagnostic: &Diagnostic, files: &CaseFiles, styled: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(clean(&diagnostic.message, 160)).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let mut shown: Vec<&File> = Vec::new();
    for label in &diagnostic.labels {
        if !shown.contains(&&label.file) {
            shown.push(&label.file);
            let here: Vec<_> = diagnostic.labels.iter().filter(|other| other.file == label.file).collect();
            group =
                group.element(snippet(&here, std::ptr::eq(label, &raw const diagnostic.labels[0]), files));
        }
    }
    group = group.elements(diagnostic.help.iter().map(|text| Level::HELP.message(wrapped(text))));
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(WIDTH).render(&[group])
}

/// The lines of one file that `labels` are about.
fn snippet<'a>(
    labels: &[&'a Label],
    holds_primary: bool,
    files: &'a CaseFiles,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let Some(first) = labels.first() else { return Snippet::source("") };
    let text = files.text_of(&first.file);
    let window = window(text, labels);
    let source = text.get(window.start..window.end).unwrap_or_default();
    let line = text.get(..window.start).unwrap_or_default().bytes().filter(|byte| *byte == b'\n').count() + 1;
    let annotations = labels.iter().enumerate().map(|(index, label)| {
        let kind =
            if holds_primary && index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let start =
            floor_char_boundary(text, label.span.start).clamp(window.start, window.end) - window.start;
        let end = floor_char_boundary(text, label.span.end).clamp(window.start, window.end) - window.start;
        let annotation = kind.span(start..end.max(start));
        if label.text.is_empty() { annotation } else { annotation.label(clean(&label.text, 160)) }
    });
    Snippet::source(source).path(files.path_of(&first.file)).line_start(line).annotations(annotations)
}

/// The whole lines from the first to the last place, so that a long file is not searched for each problem.
fn window(text: &str, labels: &[&Label]) -> Span {
    let first = labels.iter().map(|label| label.span.start).min().unwrap_or(0);
    let last = labels.iter().map(|label| label.span.end).max().unwrap_or(0).max(first);
    let (first, last) = (floor_char_boundary(text, first), floor_char_boundary(text, last));
    let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let end =
        text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| last + newline);
    Span {
        start: floor_char_boundary(text, start.max(first.saturating_sub(LONGEST_LINE))),
        end: floor_char_boundary(text, end.min(last.saturating_add(LONGEST_LINE))),
    }
}

/// Text of the file may hold anything; what is printed holds no control characters and does not run on.
fn clean(text: &str, longest: usize) -> String {
    let cut: String = text.chars().take(longest).collect();
    let mut clean = crate::clean(&cut.replace(['\n', '\t'], " ")).into_owned();
    if text.chars().nth(longest).is_some() {
        clean.push('…');
    }
    clean
}

/// Help in lines that leave room for what stands before them.
fn wrapped(text: &str) -> String {
    // What stands in backquotes is typed as it stands: it is not broken.
    let parts = clean(text, 600);
    let parts: Vec<_> = parts
        .split('`')
        .enumerate()
        .map(|(index, part)| {
            if index % 2 == 1 && part.len() < WIDTH / 2 {
                part.replace(' ', "\u{a0}")
            } else {
                part.to_string()
            }
        })
        .collect();
    textwrap::wrap(&parts.join("`"), WIDTH - "99999 = help: ".len()).join("\n").replace('\u{a0}', " ")
}
