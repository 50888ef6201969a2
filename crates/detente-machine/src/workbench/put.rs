//! A question put to a case as it is, or as it would be.

use detente_answers::{
    ask::{Asked, plan},
    question::{Question, Read},
    registry,
};
use detente_case::{CaseFiles, Opened, Reader, Severity, View};

/// The question of which the verdict is told.
const VERDICT: &str = "why";

/// A question put to a case as a reader may see it, from where the case stands.
pub(super) fn question(opened: Opened, reader: &Reader, called: &str, asked: &Asked) -> Question {
    let read = Read::new(opened.files, opened.case, None, called);
    let view = View { compartments: reader.compartments.iter().cloned().collect(), ..View::default() };
    Question::of(read.known_for(read.as_of(), false), view, None, plan(asked.draws))
}

/// The verdict on a case in a sentence; nothing where it has errors.
pub(super) fn verdict(files: &CaseFiles, reader: &Reader) -> Option<String> {
    let opened = detente_case::open(files, reader);
    if opened.diagnostics.iter().any(|problem| problem.severity == Severity::Error) {
        return None;
    }
    let asked = registry::question(VERDICT)?;
    Some(question(opened, reader, files.path(), asked).verdict().sentence.clone())
}
