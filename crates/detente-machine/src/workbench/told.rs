//! What is told of a case that may be written: as JSON, and in words.

use detente_answers::{
    answer::{Refusal, RefusalKind, Refused, SchemaVersion},
    text::wording,
};
use detente_case::{CaseFiles, Located};
use detente_writing::{
    Done, Operation,
    edit::{Ground, Position},
    heading,
    inbox::{Entry, Inbox, Text},
    log::{Change, Deed},
    own_words, summary,
};
use serde_json::{Value, json};

use super::Said;
use crate::{
    desk::Desk,
    failure::Failure,
    read::{is_there, read_bounded},
};

/// A draft with what was said of it, with what it says in a line, and in which words where it can have others.
pub(super) fn entry_told(entry: &Entry) -> Value {
    let mut told = json!(entry);
    told["says"] = json!(summary(&entry.draft));
    told["heading"] = json!(heading(entry.draft.kind()));
    told["words"] = json!(own_words(&entry.draft));
    told
}

/// A text with its words, where they are kept, and where its sentences stand in them.
pub(super) fn shown(desk: &Desk, text: &Text) -> Result<Value, Failure> {
    let path = desk.folder().join(text.copy());
    let words = if text.kept && is_there(&path)? { Some(read_bounded(&path)?) } else { None };
    let words = words.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let sentences = words.as_deref().map(|words| {
        let read = detente_evidence::read(words, &detente_evidence::Options { date: Some(text.date) });
        read.document.sentences
    });
    Ok(json!({
        "source": text.source,
        "title": text.title,
        "publisher": text.publisher,
        "date": text.date.to_string(),
        "label": text.label,
        "derived_from": text.derived_from,
        "kept": text.kept,
        "text": words,
        "sentences": sentences,
    }))
}

/// A change without the words that it moved.
pub(super) fn told(change: &Change) -> Value {
    json!({
        "number": change.number,
        "when": change.when,
        "who": change.who,
        "why": change.why,
        "deed": change.deed,
        "in_words": in_words(&change.deed),
        "before": change.before,
        "after": change.after,
        "verdict": change.verdict,
    })
}

/// What was done to a case, a line a change. A log that does not lead to the files is told of.
pub fn log_lines(desk: &Desk) -> Result<String, Failure> {
    let changes = desk.log().changes();
    let mut lines: String = changes
        .iter()
        .map(|change| {
            format!("{:>4}  {}  {}: {}\n", change.number, change.when, change.who, in_words(&change.deed))
        })
        .collect();
    if changes.is_empty() {
        return Ok("nothing was written down yet\n".to_owned());
    }
    desk.log()
        .replayed()
        .map_err(|why| Failure::input(format!("the log: line {}: {}", why.line, why.why)))?;
    if changes.last().is_some_and(|last| last.after != desk.revision()) {
        lines.push_str("      since then the files were changed by something that writes no log\n");
    }
    Ok(lines)
}

/// What was done, in words.
#[must_use]
pub fn in_words(deed: &Deed) -> String {
    match deed {
        Deed::Begin => "the log begins".to_owned(),
        Deed::Outside => "changed in the file itself".to_owned(),
        Deed::Read { source } => format!("read {source}"),
        Deed::Undo { of } => format!("undid change {of}"),
        Deed::Redo { of } => format!("did change {of} again"),
        Deed::Do { operations } => {
            let step = |operation: &Operation| match operation {
                Operation::AcceptDraft { drafts, .. } => format!("accepted {}", drafts.join(", ")),
                Operation::RejectDraft { drafts } => format!("rejected {}", drafts.join(", ")),
                Operation::RewordDraft { draft, .. } => format!("reworded {draft}"),
                Operation::Set { table, key, .. } => format!("set {}.{key}", table.join(".")),
                Operation::Add { table, id, .. } => {
                    format!("added {table}{}", id.as_ref().map(|id| format!(".{id}")).unwrap_or_default())
                }
                Operation::AddTo { list, .. } => format!("added to {}", list.join(".")),
                Operation::Unset { table, key } => format!("took {key} out of {}", table.join(".")),
                Operation::Remove { table } => format!("removed {}", table.join(".")),
                Operation::Rename { table, from, to } => format!("renamed {table}.{from} to {to}"),
                Operation::Cite { table, ground } => {
                    let ground = match ground {
                        Ground::Cited { cite, .. } => format!("{cite} says it"),
                        Ground::Assumed { owner, .. } => format!("{owner} assumes it"),
                    };
                    format!("{}: {ground}", table.join("."))
                }
                Operation::Position(cell) => position_in_words(cell),
                Operation::Write { .. } => "changed the text of the case".to_owned(),
            };
            operations.iter().map(step).collect::<Vec<_>>().join("; ")
        }
    }
}

/// A cell of the position map in words.
fn position_in_words(cell: &Position) -> String {
    let level = cell.level.map(wording::level);
    let value = cell.value.as_ref().map(|value| format!("worth {value}"));
    let says: Vec<_> = level.map(str::to_owned).into_iter().chain(value).collect();
    let says = if says.is_empty() { "nobody said".to_owned() } else { says.join(", ") };
    format!("{} on {} = {}: {says}", cell.party, cell.issue, cell.option)
}

pub(super) fn problems(files: &CaseFiles) -> Vec<Located> {
    detente_case::read(files).diagnostics.iter().map(|problem| Located::new(problem, files)).collect()
}

pub(super) fn told_of(body: &mut Value, made: &Done) {
    body["statements"] = json!(made.statements);
    body["brought"] = json!(made.brought);
    body["left"] = json!(made.left);
    body["gone"] = json!(made.gone);
    body["as_of"] = json!(made.as_of.map(|day| day.to_string()));
    body["waiting"] = json!(waiting(&made.inbox));
}

fn waiting(inbox: &Inbox) -> usize {
    inbox.drafts.iter().filter(|entry| entry.waits()).count()
}

pub(super) fn refusal(kind: RefusalKind, message: &str, help: Vec<String>, problems: Vec<Located>) -> Value {
    let refusal = Refusal { kind, message: message.to_owned(), help, problems };
    json!(Refused { schema: SchemaVersion, command: "serve".to_owned(), refusal })
}

/// A refusal without more to tell.
#[must_use]
pub fn no(status: u16, message: &str, help: &str) -> Said {
    Said { status, body: refusal(RefusalKind::Usage, message, vec![help.to_owned()], Vec::new()) }
}
