//! The lines of the case file that make some requirements, as the reader's own diagnostics show lines; of a spreadsheet,
//! the cells.

use detente_agreement::Requirement;
use detente_case::{Diagnostic, File, Label, Severity, Span, render};

use super::wording;
use crate::page::{Block, Text};
use crate::question::Question;

/// How the owner of what a spreadsheet's cells say begins.
const OF_CELLS: &str = "the spreadsheet ";

/// The lines under a title; nothing when no line makes any of the requirements.
pub fn snippet<'a>(
    question: &Question,
    code: &'static str,
    title: &str,
    requirements: impl Iterator<Item = &'a Requirement>,
) -> Option<Block> {
    let requirements: Vec<_> = requirements.collect();
    let labels = requirements.iter().filter_map(|requirement| label(question, requirement));
    // A spreadsheet's case is made in memory: its lines are in no file.
    let cells: Vec<Text> = requirements
        .iter()
        .filter_map(|requirement| {
            let says = label(question, requirement)?.text;
            let cell = wording::origin(question, requirement)?.assumption()?.owner.strip_prefix(OF_CELLS)?;
            Some(Text::new().source(format!("{cell}: ")).plain(says))
        })
        .collect();
    if !cells.is_empty() {
        return Some(Block::List(cells));
    }
    let labels: Vec<_> = labels.collect();
    if labels.is_empty() {
        return None;
    }
    let diagnostic = Diagnostic {
        code: code.into(),
        severity: Severity::Note,
        message: title.to_owned(),
        labels,
        help: Vec::new(),
    };
    Some(Block::Verbatim {
        plain: render(&diagnostic, &question.files, false),
        styled: render(&diagnostic, &question.files, true),
    })
}

/// The bytes of the case file that make a requirement, with what to write beside them.
fn label(question: &Question, requirement: &Requirement) -> Option<Label> {
    let origin = wording::origin(question, requirement)?;
    let line_of = |key: &str| line_of(question.files.text(), origin.span, key);
    let short = |party| question.short(party);
    let (span, text) = match requirement {
        Requirement::RedLine { party, options, stance, .. } => {
            let stance = question.case.stances.get(*stance)?;
            let named = options.iter().find_map(|option| stance.positions.get(option))?;
            (named.span, format!("{} rules this out", short(party)))
        }
        Requirement::NoDealValue { party } => {
            (line_of("value"), format!("what no agreement is worth to {}", short(party)))
        }
        Requirement::Rule { .. } => (line_of("if"), "if this holds, `then` must hold".to_owned()),
        Requirement::Consent { party, .. } => (line_of("needs"), format!("needs {}", short(party))),
    };
    Some(Label { file: File::Case, span, text })
}

/// The line that sets `key` in the table that begins at `span`; the span itself where none does.
fn line_of(text: &str, span: Span, key: &str) -> Span {
    let mut start = span.start;
    for (number, line) in text.get(span.start..).unwrap_or_default().split_inclusive('\n').enumerate() {
        let trimmed = line.trim_start();
        if number > 0 && trimmed.starts_with('[') {
            break;
        }
        if trimmed.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            let indent = line.len() - trimmed.len();
            return Span { start: start + indent, end: start + line.trim_end().len().max(indent) };
        }
        start += line.len();
    }
    span
}
