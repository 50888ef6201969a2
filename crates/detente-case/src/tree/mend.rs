//! Slips that would hide the rest of the file from the parser: a bracket that is not closed, a line without `=`.
//!
//! The lines concerned are reported and blanked, so that all others keep their places and can be read.

use toml::de::DeTable;
use toml_parser::{
    Source,
    lexer::{Token, TokenKind},
};

use crate::{Code, Diagnostic, Span};

/// A text that the parser gets to the end of.
pub(crate) struct Mended {
    /// The text, blanked where it could not be read.
    pub(super) text: String,
    /// What was blanked, and why.
    pub(super) problems: Vec<(Span, Diagnostic)>,
}

/// Blanks the lines of `text` that would hide others; `None` when there are none.
pub(crate) fn mend(text: &str) -> Option<Mended> {
    if DeTable::parse(text).is_ok() {
        return None;
    }
    let mut lines = Lines { open: Vec::new(), last: None, problems: Vec::new() };
    let tokens: Vec<_> = Source::new(text).lex().collect();
    for line in tokens.split_inclusive(|token| token.kind() == TokenKind::Newline) {
        lines.line(text, line);
    }
    if let Some((opened, at)) = lines.open.first().copied() {
        lines.unclosed(opened, at, Span { start: at.start, end: text.len() });
    }
    let mut bytes = text.as_bytes().to_vec();
    for (span, _) in &lines.problems {
        let blanked = bytes.get_mut(span.start..span.end).into_iter().flatten();
        blanked.filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    }
    let text = String::from_utf8(bytes).ok()?;
    (!lines.problems.is_empty()).then_some(Mended { text, problems: lines.problems })
}

struct Lines {
    /// Brackets opened in values and not yet closed, each with its whole line.
    open: Vec<(Span, Span)>,
    /// The last token before this line that says something.
    last: Option<TokenKind>,
    problems: Vec<(Span, Diagnostic)>,
}

impl Lines {
    fn line(&mut self, text: &str, tokens: &[Token]) {
        let says = |token: &&Token| {
            !matches!(
                token.kind(),
                TokenKind::Whitespace | TokenKind::Comment | TokenKind::Newline | TokenKind::Eof
            )
        };
        let said: Vec<_> = tokens.iter().filter(says).collect();
        let (Some(first), Some(end)) = (said.first(), tokens.last()) else { return };
        let start = tokens.first().map_or(0, |token| token.span().start());
        let line = Span { start, end: end.span().end() };
        if let Some((opened, at)) = self.open.first().copied()
            && self.begins_anew(text, &said, first.span().start() == start)
        {
            self.unclosed(opened, at, Span { start: at.start, end: start });
            self.open.clear();
        }
        if self.open.is_empty() && is_header(text, &said) {
            return self.last = None;
        }
        if self.open.is_empty() && !said.iter().any(|token| token.kind() == TokenKind::Equals) {
            self.no_equals(&said, line);
            return;
        }
        for token in &said {
            match token.kind() {
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                    let bracket = Span { start: token.span().start(), end: token.span().end() };
                    self.open.push((bracket, line));
                }
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => drop(self.open.pop()),
                _ => {}
            }
        }
        self.last = said.last().map(|token| token.kind());
    }

    /// Whether this line cannot be part of the list or table that is open.
    fn begins_anew(&self, text: &str, said: &[&Token], at_margin: bool) -> bool {
        let in_list = self.open.last().is_some_and(|(at, _)| text.get(at.start..at.end) == Some("["));
        let goes_on = matches!(self.last, Some(TokenKind::Comma | TokenKind::LeftCurlyBracket));
        is_header(text, said) || (is_pair(said) && (in_list || (at_margin && !goes_on)))
    }

    fn unclosed(&mut self, bracket: Span, line: Span, lost: Span) {
        let lost = Span { start: line.start, end: lost.end };
        let diagnostic =
            Diagnostic::new(Code::Syntax, "this is not TOML: a list or table is not closed", bracket)
                .label("opened here")
                .help("close a list with `]` and a table with `}`");
        self.problems.push((lost, diagnostic));
    }

    fn no_equals(&mut self, said: &[&Token], line: Span) {
        let start = said.first().map_or(line.start, |token| token.span().start());
        let end = said.last().map_or(line.end, |token| token.span().end());
        let diagnostic =
            Diagnostic::new(Code::Syntax, "this is not TOML: a line without `=`", Span { start, end })
                .help("write a key, `=` and a value: `name = \"Ukraine\"`");
        self.problems.push((line, diagnostic));
    }
}

/// `[table.name]` or `[[table]]`, and nothing else.
fn is_header(text: &str, said: &[&Token]) -> bool {
    let name = said.iter().find(|token| token.kind() != TokenKind::LeftSquareBracket);
    let begins_with_letter = name.is_some_and(|token| {
        let name = text.get(token.span().start()..token.span().end()).unwrap_or_default();
        name.starts_with(|letter: char| letter.is_alphabetic())
            && !matches!(name, "true" | "false" | "nan" | "inf")
    });
    let kinds = || said.iter().map(|token| token.kind());
    begins_with_letter
        && kinds().next() == Some(TokenKind::LeftSquareBracket)
        && kinds().all(|kind| {
            !matches!(
                kind,
                TokenKind::Equals
                    | TokenKind::Comma
                    | TokenKind::LeftCurlyBracket
                    | TokenKind::RightCurlyBracket
            )
        })
}

/// `key = …`.
fn is_pair(said: &[&Token]) -> bool {
    let mut kinds = said.iter().map(|token| token.kind());
    kinds.next() == Some(TokenKind::Atom)
        && kinds.find(|kind| !matches!(kind, TokenKind::Dot | TokenKind::Atom)) == Some(TokenKind::Equals)
}
