//! What of a text may be shown: what is left out is blanked, so that everything else keeps its place.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use toml_parser::{
    Source,
    lexer::{Token, TokenKind},
};

use crate::Span;

/// What becomes of a value and its key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is shown.
    Stays,
    /// It is blanked with its key, its header, and all that stands in it.
    Goes,
}

/// What decides: the place of the key, where there is one, and the value.
type Judge<'a> = &'a dyn Fn(Option<Span>, &Spanned<DeValue<'_>>) -> Fate;

/// The text without its comments. They state nothing: no answer shows one, and no hash counts one.
pub(crate) fn without_comments(text: &str) -> String {
    let comments = Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    let spans = comments.map(|token| Span { start: token.span().start(), end: token.span().end() });
    blanked(text, spans)
}

/// The text without what does not stay. It has no comments.
pub(crate) fn redacted(text: &str, judge: Judge<'_>) -> String {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut redaction = Redaction { text, bytes: text.as_bytes().to_vec(), judge };
    redaction.entries(root.get_ref(), Within::Lines, None);
    String::from_utf8(redaction.bytes).unwrap_or_default()
}

/// The text with these places blanked; lines stay lines.
pub(crate) fn blanked(text: &str, spans: impl Iterator<Item = Span>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    spans.for_each(|span| blank(&mut bytes, span.start, span.end));
    String::from_utf8(bytes).unwrap_or_default()
}

fn blank(bytes: &mut [u8], start: usize, end: usize) {
    let shown = bytes.get_mut(start..end).into_iter().flatten();
    shown.filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
}

/// The bytes of a text that a hash counts: its tokens, one line a line of the text. Spaces, comments, a comma before a
/// closing bracket, the way in which lines end, a byte order mark and empty lines at the end count for nothing.
pub(crate) fn canonical(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = String::with_capacity(text.len());
    let mut comma = false;
    let mut opened = true;
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Eof => {}
            TokenKind::Newline => lines.push('\n'),
            TokenKind::Comma => comma = !opened,
            kind => {
                let closes = matches!(kind, TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket);
                if std::mem::take(&mut comma) && !closes {
                    lines.push(',');
                }
                lines.push_str(&raw(text, &token).replace("\r\n", "\n"));
                opened = matches!(kind, TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket);
            }
        }
    }
    lines.truncate(lines.trim_end_matches('\n').len());
    lines.push('\n');
    lines
}

fn raw<'a>(text: &'a str, token: &Token) -> &'a str {
    text.get(token.span().start()..token.span().end()).unwrap_or_default()
}

/// How what goes is told apart from what stays beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// By lines: a table with a header.
    Lines,
    /// By commas: a table in braces, or a list.
    Commas,
}

struct Redaction<'a> {
    text: &'a str,
    bytes: Vec<u8>,
    judge: Judge<'a>,
}

impl Redaction<'_> {
    /// Looks at every entry of a table; `begun` is where a dotted key in braces begins.
    fn entries(&mut self, table: &DeTable<'_>, within: Within, begun: Option<usize>) {
        for (key, value) in table {
            let key = Span::from(key.span());
            let start = begun.unwrap_or(key.start);
            match (self.judge)(Some(key), value) {
                Fate::Goes => self.take(start, Some(key), value, within),
                Fate::Stays => match value.get_ref() {
                    DeValue::Table(inner) if is_joined(key, value) && !self.has_header(value) => {
                        self.entries(inner, within, (within == Within::Commas).then_some(start));
                    }
                    DeValue::Table(inner) => self.entries(inner, self.within(value), None),
                    DeValue::Array(items) => self.items(items),
                    _ => {}
                },
            }
        }
    }

    fn items(&mut self, items: &[Spanned<DeValue<'_>>]) {
        for item in items {
            match (self.judge)(None, item) {
                Fate::Goes => self.take(item.span().start, None, item, self.within(item)),
                Fate::Stays => match item.get_ref() {
                    DeValue::Table(inner) => self.entries(inner, self.within(item), None),
                    DeValue::Array(items) => self.items(items),
                    _ => {}
                },
            }
        }
    }

    /// Blanks a value that begins, with its key, at `start`.
    fn take(&mut self, start: usize, key: Option<Span>, value: &Spanned<DeValue<'_>>, within: Within) {
        let joined = key.is_some_and(|key| is_joined(key, value));
        match value.get_ref() {
            DeValue::Table(inner) if self.has_header(value) || joined => {
                let within = if self.has_header(value) { Within::Lines } else { within };
                if self.has_header(value) {
                    self.blank_lines(value.span().start, value.span().end);
                }
                for (key, value) in inner {
                    let key = Span::from(key.span());
                    let start = if within == Within::Lines { key.start } else { start };
                    self.take(start, Some(key), value, within);
                }
            }
            DeValue::Array(items) if joined => {
                items.iter().for_each(|item| self.take(item.span().start, None, item, Within::Lines));
            }
            _ if within == Within::Lines => self.blank_lines(start, value.span().end),
            _ => self.blank_item(start, value.span().end),
        }
    }

    fn blank_lines(&mut self, start: usize, end: usize) {
        let newline = |byte: &u8| *byte == b'\n';
        let text = self.text.as_bytes();
        let start = text.iter().take(start).rposition(newline).map_or(0, |newline| newline + 1);
        let rest = text.get(end..).unwrap_or_default().iter().position(newline);
        blank(&mut self.bytes, start, rest.map_or(text.len(), |rest| end + rest));
    }

    /// Blanks an item of a list, or an entry of a table in braces, with the comma after it, or else before it.
    fn blank_item(&mut self, start: usize, end: usize) {
        let says = |byte: &u8| !byte.is_ascii_whitespace();
        let after = self.bytes.get(end..).unwrap_or_default().iter().position(says).map(|next| end + next);
        let before = self.bytes.iter().take(start).rposition(says);
        let is_comma = |at: &usize| self.bytes.get(*at) == Some(&b',');
        let comma = after.filter(is_comma).or(before.filter(is_comma));
        blank(&mut self.bytes, start, end);
        if let Some(comma) = comma {
            blank(&mut self.bytes, comma, comma + 1);
        }
    }

    fn within(&self, value: &Spanned<DeValue<'_>>) -> Within {
        if self.has_header(value) { Within::Lines } else { Within::Commas }
    }

    /// Whether a table begins with `[name]` or `[[name]]`.
    fn has_header(&self, value: &Spanned<DeValue<'_>>) -> bool {
        let is_table = matches!(value.get_ref(), DeValue::Table(_));
        is_table && self.text.as_bytes().get(value.span().start) == Some(&b'[')
    }
}

/// Whether a value stands under headers or dotted keys: it does not follow its key.
fn is_joined(key: Span, value: &Spanned<DeValue<'_>>) -> bool {
    value.span().start <= key.start
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text without every value whose text is `gone`.
    fn without(text: &str, gone: &str) -> String {
        redacted(text, &|_, value| {
            if text.get(value.span()) == Some(gone) { Fate::Goes } else { Fate::Stays }
        })
    }

    fn squeezed(text: &str) -> String {
        text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_table_goes_with_its_header_and_the_tables_in_it() {
        let text =
            "[a]\nx = 1\n\n[b.c]\ny = [\n 2,\n]\nz.w = 3\n[b.c.d]\nv = 4\n[e]\nu = 5\n[[b.c.l]]\nt = 6\n";
        let left = without(text, "[b.c]");
        assert_eq!(left.len(), text.len());
        assert_eq!(squeezed(&left), "[a]\nx = 1\n[e]\nu = 5");
    }

    #[test]
    fn an_item_goes_with_one_comma_wherever_it_stands() {
        for (gone, left) in [
            ("\"p\"", "l = [      \"q\", \"r\"]\nt = { a.b = 1, c = 2 }"),
            ("\"q\"", "l = [ \"p\",      \"r\"]\nt = { a.b = 1, c = 2 }"),
            ("\"r\"", "l = [ \"p\", \"q\"     ]\nt = { a.b = 1, c = 2 }"),
            ("1", "l = [ \"p\", \"q\", \"r\"]\nt = {          c = 2 }"),
            ("2", "l = [ \"p\", \"q\", \"r\"]\nt = { a.b = 1        }"),
        ] {
            let without = without("l = [ \"p\", \"q\", \"r\"]\nt = { a.b = 1, c = 2 }", gone);
            assert_eq!(squeezed(&without), left, "{gone}");
            assert!(DeTable::parse(&without).is_ok(), "{without}");
        }
        let both = redacted("l = [1, 2, 3]", &|_, value| match value.get_ref() {
            DeValue::Integer(number) if number.as_str() != "1" => Fate::Goes,
            _ => Fate::Stays,
        });
        assert!(DeTable::parse(&both).is_ok() && canonical(&both) == canonical("l = [1]"), "{both}");
    }

    #[test]
    fn what_states_nothing_is_not_counted() {
        let plain = "[a]\nx = [1, 2]\ny = \"#1\"\n";
        for alike in [
            "\u{feff}[a]\r\nx = [1, 2]\r\ny = \"#1\"\r\n",
            "[ a ] # remark\nx=[ 1,2, ]\n  y = \"#1\"\n\n# end\n\n",
        ] {
            assert_eq!(canonical(alike), canonical(plain), "{alike:?}");
        }
        for other in
            ["[a]\nx = [1, 2]\n\ny = \"#1\"\n", "[a]\nx = [12]\ny = \"#1\"\n", "[a]\nx = [1, 2]\ny = \"\"\n"]
        {
            assert_ne!(canonical(other), canonical(plain), "{other:?}");
        }
    }

    #[test]
    fn comments_are_blanked_and_what_looks_like_one_stays() {
        let text = "# é\nx = \"# no\" # yes\n";
        assert_eq!(without_comments(text), "    \nx = \"# no\"      \n");
    }
}
