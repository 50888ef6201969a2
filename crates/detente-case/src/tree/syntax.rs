//! From text to a tree: what is no TOML.

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::{meant::meant, mend::Mended};
use crate::{Code, Diagnostic, Span, diagnostic::Sink, files::floor_char_boundary};

/// The tree of a case file, and the lines of it that could not be read.
pub(crate) struct Syntax<'a> {
    text: &'a str,
    /// The tree.
    pub(crate) root: DeTable<'a>,
    broken: Vec<Span>,
}

impl<'a> Syntax<'a> {
    /// Reads what can be read of `text`, or of the same text as far as it could be mended.
    pub(crate) fn read(text: &'a str, mended: Option<&'a Mended>, sink: &mut Sink) -> Self {
        let (root, mut errors) = DeTable::parse_recoverable(mended.map_or(text, |mended| &mended.text));
        errors.sort_by_key(|error| error.span().map(|span| span.start));
        let mut syntax = Self { text, root: root.into_inner(), broken: Vec::new() };
        for (lost, problem) in mended.into_iter().flat_map(|mended| &mended.problems) {
            sink.push(problem.clone());
            syntax.broken.push(*lost);
        }
        let mut repeated: Option<Span> = None;
        for error in &errors {
            let whole = syntax.place_of(error);
            if error.message() == "duplicate key" {
                // What stands in a table written twice is repeated too.
                if repeated.is_some_and(|header| syntax.same_table(header, whole)) {
                    continue;
                }
                repeated = Some(whole);
            }
            let span = first_line(text, whole);
            // One slip often trips the parser several times on its line: the first says what is wrong.
            if !syntax
                .broken
                .last()
                .is_some_and(|lines| lines.start <= span.start && syntax.ends_after(*lines, span))
            {
                sink.push(syntax.diagnostic(error, span));
            }
            let span =
                if error.message().contains("unclosed") || error.message().contains("invalid multi-line") {
                    Span { start: span.start, end: text.len() }
                } else {
                    span
                };
            let lines = syntax.lines_of(span);
            if syntax.broken.last().is_none_or(|last| *last != lines) {
                syntax.broken.push(lines);
            }
        }
        syntax.broken.sort_unstable();
        syntax
    }

    /// Where the error is. The parser does not say where keys are joined by too many dots.
    fn place_of(&self, error: &Error) -> Span {
        if error.message() != "recursion limit" {
            return error.span().unwrap_or(0..0).into();
        }
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            if line.bytes().filter(|byte| *byte == b'.').count() > 60 {
                let end = start + line.trim_end().len().min(40);
                return Span { start, end: floor_char_boundary(self.text, end) };
            }
            start += line.len();
        }
        Span::default()
    }

    /// Whether `header` is the header of the table in which `span` stands.
    fn same_table(&self, header: Span, span: Span) -> bool {
        let line = self.lines_of(header);
        let is_header =
            self.text.get(line.start..header.start).is_some_and(|text| text.trim_start().starts_with('['));
        is_header && self.text.get(header.end..span.start).is_some_and(|between| !between.contains("\n["))
    }

    /// How many stretches that could not be read are looked at for a place.
    const NEAR: usize = 8;

    /// Whether `span` is on a line that could not be read: what else seems wrong there follows from that.
    pub(crate) fn is_broken(&self, span: Span) -> bool {
        let before = self.broken.partition_point(|lines| lines.start <= span.start);
        // What could not be read may go over many lines: the one that begins last need not end last.
        let near = self.broken.get(before.saturating_sub(Self::NEAR)..before).into_iter().flatten();
        near.into_iter().any(|lines| self.ends_after(*lines, span))
    }

    fn ends_after(&self, lines: Span, span: Span) -> bool {
        span.start < lines.end || lines.end == self.text.len()
    }

    /// Whether `word` stands on a line that could not be read, so that it may not be missing after all.
    pub(crate) fn may_be_hidden(&self, word: &str) -> bool {
        self.broken
            .iter()
            .any(|lines| self.text.get(lines.start..lines.end).is_some_and(|text| text.contains(word)))
    }

    fn lines_of(&self, span: Span) -> Span {
        let bytes = self.text.as_bytes();
        let start =
            bytes.iter().take(span.start).rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let rest = bytes.get(span.end..).unwrap_or_default();
        let end =
            rest.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |newline| span.end + newline + 1);
        Span { start, end }
    }

    /// The whole value at the place of an error: up to what ends a value in a table, a list or on a line.
    fn value_at(&self, span: Span) -> &str {
        let lines = self.lines_of(Span { start: span.start, end: span.start });
        let line = self.text.get(lines.start..lines.end).unwrap_or_default();
        let start = line
            .get(..span.start.saturating_sub(lines.start))
            .unwrap_or_default()
            .rfind(['=', '[', ',', '{'])
            .map_or(0, |place| place + 1);
        let value = line.get(start..).unwrap_or_default();
        value.split(['#', ',', ']', '}', '\n', '\r']).next().unwrap_or_default()
    }

    fn diagnostic(&self, error: &Error, span: Span) -> Diagnostic {
        let message = error.message();
        let what = self.text.get(span.start..span.end).unwrap_or_default();
        if message == "duplicate key" {
            return self.duplicate(what, span);
        }
        if message.contains("recurs") {
            return Diagnostic::new(Code::NestedTooDeep, "tables or lists are nested too deeply", span)
                .label("deeper than a case can need")
                .help("no key of the case format is more than four levels deep");
        }
        if let Some(meant) = meant(self.value_at(span)) {
            return Diagnostic::new(
                Code::Syntax,
                "this is not TOML: a value in another way of writing",
                span,
            )
            .label("not written as a case writes it")
            .help(meant);
        }
        if message.starts_with("invalid date") || message.starts_with("invalid time") {
            return Diagnostic::new(Code::BadDate, format!("`{what}` is not a day in the calendar"), span)
                .label(message.split_once(", ").map_or(message, |(_, expected)| expected))
                .help("a date is year, month and day without quotes, such as `2025-04-23`");
        }
        if message.contains("must be quoted") {
            return Diagnostic::new(Code::Syntax, "this is not TOML: text without quotes", span)
                .label(if what.is_empty() { "no value" } else { "not in quotes" })
                .help(match what {
                    "yes" | "no" | "True" | "False" => "write `true` or `false`",
                    curly if curly.contains(['“', '”', '„']) => {
                        "use straight quotes: `name = \"Ukraine\"`"
                    }
                    _ => remedy(message),
                });
        }
        let (problem, expected) = message.split_once(", expected ").unwrap_or((message, ""));
        let label = if expected.is_empty() || expected == "nothing" {
            String::new()
        } else {
            format!("expected {expected}")
        };
        Diagnostic::new(Code::Syntax, format!("this is not TOML: {problem}"), span)
            .label(label)
            .help(remedy(message))
    }

    fn duplicate(&self, key: &str, span: Span) -> Diagnostic {
        let in_header = |span: Span| {
            let line = self.lines_of(span);
            self.text.get(line.start..span.start).is_some_and(|before| before.trim_start().starts_with('['))
        };
        let mut first = None;
        visit_keys(&self.root, &mut |name, at| {
            let nearer = at.start < span.start && first.is_none_or(|first: Span| first.start < at.start);
            if name == key.trim_matches(['"', '\'']) && nearer && in_header(at) == in_header(span) {
                first = Some(at);
            }
        });
        let diagnostic =
            Diagnostic::new(Code::DuplicateKey, format!("`{key}` stands here a second time"), span)
                .label("the second one is not read")
                .help("keep one of the two, or give one another name");
        match first {
            Some(first) => diagnostic.also(first, "the first is here"),
            None => diagnostic,
        }
    }
}

fn first_line(text: &str, span: Span) -> Span {
    let newline = text.get(span.start..span.end).and_then(|text| text.find('\n'));
    Span { start: span.start, end: newline.map_or(span.end, |newline| span.start + newline) }
}

fn visit_keys(table: &DeTable<'_>, visit: &mut impl FnMut(&str, Span)) {
    for (key, value) in table {
        visit(key.get_ref(), key.span().into());
        visit_value(value, visit);
    }
}

fn visit_value(value: &Spanned<DeValue<'_>>, visit: &mut impl FnMut(&str, Span)) {
    match value.get_ref() {
        DeValue::Table(table) => visit_keys(table, visit),
        DeValue::Array(items) => items.iter().for_each(|item| visit_value(item, visit)),
        _ => {}
    }
}

/// What usually mends a syntax error with this message.
fn remedy(message: &str) -> &'static str {
    if message.contains("unquoted key") {
        "keys are letters, digits, `-` and `_`; each line is `key = value` or a header"
    } else if message.contains("must be quoted") {
        "put text in double quotes: `name = \"Ukraine\"`"
    } else if message.contains("unexpected key or value") {
        "one `key = value` a line, without a comma after it; decimals have a point: `30.5`"
    } else if message.contains("escape") {
        "a backslash is written `\\\\` in double quotes, or as it is in single quotes"
    } else if message.contains("extra `=`") {
        "a key and its value are separated by one `=`"
    } else if message.contains("with no value") || message.contains("no `=`") {
        "write a key, `=` and a value: `name = \"Ukraine\"`"
    } else if message.contains("unclosed table") || message.contains("unclosed array of tables") {
        "close the header: `[parties.ua]` or `[[stances]]`"
    } else if message.contains("unclosed array") {
        "close the list with `]`"
    } else if message.contains("unclosed inline table") {
        "close the table with `}`"
    } else if message.contains("string") || message.contains("quote") {
        "text stands between two double quotes on one line"
    } else {
        "each line is `key = value`, `[table.name]`, `[[table]]` or a `# remark`"
    }
}
