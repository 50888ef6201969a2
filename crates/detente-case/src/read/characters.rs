//! Whether a text holds characters that nobody sees and that do something: control characters, and those that turn the
//! order of letters round.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{CaseFiles, Code, Diagnostic, File, Span, clean::reorders, diagnostic::Sink};

/// Keys whose text is shown on one line.
const ON_ONE_LINE: [&str; 5] = ["name", "title", "short", "publisher", "owner"];

/// Reports them in the case, whether they are written as they are or as `\u001b`, and in the digests.
pub(super) fn check(files: &CaseFiles, root: &DeTable<'_>, sink: &mut Sink) {
    table(root, files.text(), sink);
    raw(files.text(), &File::Case, reorders, sink);
    for (path, text) in files.digests() {
        let does_something = |character: char| {
            reorders(character) || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
        };
        raw(text, &File::Digest(path.clone()), does_something, sink);
    }
}

/// Those that stand in the text itself, each line once.
fn raw(text: &str, file: &File, found: impl Fn(char) -> bool, sink: &mut Sink) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((at, character)) = line.char_indices().find(|(_, character)| found(*character)) {
            let span = Span { start: start + at, end: start + at + character.len_utf8() };
            sink.push(problem(character, span).in_file(file.clone()));
        }
        start += line.len();
    }
}

fn table(table: &DeTable<'_>, text: &str, sink: &mut Sink) {
    for (key, value) in table {
        let key_text = key.get_ref().as_ref();
        // A name that is none is told of as such.
        look(key_text, key.span().into(), text, true, sink);
        entry(value, text, ON_ONE_LINE.contains(&key_text), sink);
    }
}

fn entry(value: &Spanned<DeValue<'_>>, text: &str, one_line: bool, sink: &mut Sink) {
    match value.get_ref() {
        DeValue::Table(inner) => table(inner, text, sink),
        DeValue::Array(items) => items.iter().for_each(|item| entry(item, text, one_line, sink)),
        DeValue::String(said) => look(said, value.span().into(), text, one_line, sink),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

/// What an escape in quotes stands for; what stands there as it is was found in the text itself.
fn look(said: &str, span: Span, text: &str, one_line: bool, sink: &mut Sink) {
    let does_something = |character: &char| {
        let breaks = !one_line && matches!(character, '\n' | '\t');
        reorders(*character) || (character.is_control() && !breaks && *character != '\r')
    };
    let Some(character) = said.chars().find(does_something) else { return };
    let written = text.get(span.start..span.end).unwrap_or_default();
    if !(reorders(character) && written.contains(character)) {
        sink.push(problem(character, span));
    }
}

fn problem(character: char, span: Span) -> Diagnostic {
    let what = match character {
        '\n' => "a line break",
        '\t' => "a tab",
        _ if reorders(character) => "a character that turns the order of letters round",
        _ => "a control character",
    };
    let code = u32::from(character);
    Diagnostic::new(Code::HiddenCharacter, format!("this text holds {what}, U+{code:04X}"), span)
        .label("not seen, and it changes what is shown")
        .help("delete the character; letters of every script may stay")
}
