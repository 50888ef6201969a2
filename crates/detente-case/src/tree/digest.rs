//! Digests: numbered statements in our own words, beside the case file.

use indexmap::IndexMap;

use crate::Span;

/// The statements of a digest.
#[derive(Default)]
pub(crate) struct Digest {
    /// By number; where a number stands twice, the first.
    pub(crate) statements: IndexMap<u32, Statement>,
    /// Numbers that stand a second time, and where.
    pub(crate) repeated: Vec<(u32, Span)>,
}

/// A numbered statement.
pub(crate) struct Statement {
    /// Its text on one line.
    pub(crate) text: String,
    /// The bytes of the digest.
    pub(crate) span: Span,
}

impl Digest {
    /// Reads the lines that begin with a number and a full stop, each with the lines that continue it up to
    /// the next blank line, heading or number.
    pub(crate) fn read(text: &str) -> Self {
        let mut digest = Self::default();
        let mut open: Option<(u32, Statement)> = None;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            // A byte order mark at the beginning is no letter.
            let content = line.trim_start_matches('\u{feff}').trim();
            let end = start + line.trim_end().len();
            if let Some((number, first)) = numbered(content) {
                digest.add(open.take());
                let span = Span { start: start + (line.len() - line.trim_start().len()), end };
                open = Some((number, Statement { text: first.to_string(), span }));
            } else if content.is_empty() || content.starts_with('#') {
                digest.add(open.take());
            } else if let Some((_, statement)) = &mut open {
                statement.text.push(' ');
                statement.text.push_str(content);
                statement.span.end = end;
            }
            start += line.len();
        }
        digest.add(open);
        digest
    }

    fn add(&mut self, statement: Option<(u32, Statement)>) {
        let Some((number, statement)) = statement else { return };
        if self.statements.contains_key(&number) {
            self.repeated.push((number, statement.span));
        } else {
            self.statements.insert(number, statement);
        }
    }

    /// The statements as text.
    pub(crate) fn texts(&self) -> IndexMap<u32, String> {
        self.statements.iter().map(|(number, statement)| (*number, statement.text.clone())).collect()
    }
}

/// Whether a path leads out of the folder of the case.
pub(crate) fn leads_out(path: &str) -> bool {
    path.starts_with('/') || path.contains(['\\', ':']) || path.split('/').any(|part| part == "..")
}

/// `13. text` as number and text.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let (number, text) = line.split_once(". ")?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Some((number.parse().ok()?, text.trim()))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_go_on_until_a_blank_line_a_heading_or_a_number() {
        let digest = Digest::read(
            "# Title\n\n1. one\n   goes on\n2. two\n\nnot this\n3. three\n# nor this\n2. again\n",
        );
        let texts: Vec<_> = digest.texts().into_iter().collect();
        assert_eq!(texts, [(1, "one goes on".to_string()), (2, "two".into()), (3, "three".into())]);
        assert_eq!(digest.repeated.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2]);
    }
}
