//! Where the tables of a case file stand: headers, and where what belongs to them ends.

use toml::de::DeTable;
use toml_parser::{
    Source,
    parser::{Event, EventKind, parse_document},
};

/// A header with what stands below it up to the next one; the first has no header.
#[derive(Debug)]
pub(super) struct Section {
    /// The names in the header.
    pub(super) path: Vec<String>,
    /// Whether the header is in double brackets.
    pub(super) listed: bool,
    /// Where the header begins.
    pub(super) start: usize,
    /// Behind the line on which the last of its values ends, remarks on that line included.
    pub(super) end: usize,
}

/// The sections of a file, in order.
pub(super) fn sections(text: &str) -> Vec<Section> {
    let tokens = Source::new(text).lex().into_vec();
    let mut found = vec![Section { path: Vec::new(), listed: false, start: 0, end: 0 }];
    let mut header: Option<(usize, bool)> = None;
    let mut errors = ();
    let mut receiver = |event: Event| {
        let span = event.span();
        match event.kind() {
            EventKind::StdTableOpen => header = Some((span.start(), false)),
            EventKind::ArrayTableOpen => header = Some((span.start(), true)),
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                if let Some((start, listed)) = header.take() {
                    let path = text.get(start..span.end()).map(path_of).unwrap_or_default();
                    found.push(Section { path, listed, start, end: line_end(text, span.end()) });
                }
            }
            EventKind::Scalar | EventKind::ArrayClose | EventKind::InlineTableClose => {
                if let Some(section) = found.last_mut() {
                    section.end = section.end.max(line_end(text, span.end()));
                }
            }
            EventKind::InlineTableOpen
            | EventKind::ArrayOpen
            | EventKind::SimpleKey
            | EventKind::KeySep
            | EventKind::KeyValSep
            | EventKind::ValueSep
            | EventKind::Whitespace
            | EventKind::Comment
            | EventKind::Newline
            | EventKind::Error => {}
        }
    };
    parse_document(&tokens, &mut receiver, &mut errors);
    found
}

/// The names of a header, as TOML reads them.
fn path_of(header: &str) -> Vec<String> {
    let Ok(root) = DeTable::parse(header) else { return Vec::new() };
    let mut path = Vec::new();
    let mut table = root.get_ref();
    while let Some((key, value)) = table.iter().next() {
        path.push(key.get_ref().to_string());
        let inner = value.get_ref();
        let inner = inner.as_array().and_then(|items| items.iter().next()).map_or(inner, |one| one.get_ref());
        let Some(next) = inner.as_table() else { break };
        table = next;
    }
    path
}

/// Behind the line break after a place, or the end of the text.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    rest.iter().position(|byte| *byte == b'\n').map_or(text.len(), |newline| at + newline + 1)
}
