//! Whether the lines that are supposed are lines of this case: a case that was edited since may have other statements
//! on them.

use detente_case::{Case, CaseFiles, Check, Diagnostic, File, Label, Located, Severity, Span};

use detente_answers::question::Known;

use super::WhatIf;
use crate::output;

/// What a what-if can have wrong with it, explained like the problems of a case.
pub const CHECKS: [Check; 1] = [Check {
    code: CODE,
    severity: Severity::Warning,
    page: include_str!("../../../../docs/what-if/lines-may-have-moved.md"),
}];

const CODE: &str = "lines-may-have-moved";

/// How many digits of a hash are shown: as many as under an answer.
const SHOWN: usize = 8;

/// How many digits of a hash are kept: too many to meet by chance.
const KEPT: usize = 16;

/// How many lines are told one by one.
const MOST_TOLD: usize = 6;

/// A problem with the text it is in.
#[derive(Debug)]
pub struct Moved {
    diagnostic: Diagnostic,
    text: CaseFiles,
}

impl Moved {
    /// For whoever reads the error stream.
    pub fn complain(&self) {
        output::report(std::slice::from_ref(&self.diagnostic), &self.text);
    }

    /// For machines.
    #[must_use]
    pub fn located(&self) -> Located {
        Located::new(&self.diagnostic, &self.text)
    }

    /// As it is shown, without colours.
    #[cfg(test)]
    fn rendered(&self) -> String {
        detente_case::render(&self.diagnostic, &self.text, false)
    }
}

/// What is wrong when a what-if names lines of another version of the case than the one known on the day, or on any of the
/// other days whose hashes are given.
pub fn moved(what_if: &WhatIf, known: &Known, of_other_days: impl FnOnce() -> Vec<String>) -> Option<Moved> {
    let written = what_if.lines_of.as_deref()?;
    if !is_same(written, &known.file_hash) && of_other_days().iter().any(|hash| is_same(written, hash)) {
        return None;
    }
    let path = what_if.file.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
    let text = what_if.text.as_deref().unwrap_or_default();
    let text = CaseFiles::new(path, text.as_bytes(), none());
    moved_in(what_if, text, &known.whole, &known.files, &known.file_hash)
}

fn moved_in(what_if: &WhatIf, text: CaseFiles, case: &Case, files: &CaseFiles, hash: &str) -> Option<Moved> {
    let written = what_if.lines_of.as_deref()?;
    let lines = what_if.lines();
    if lines.is_empty() || is_same(written, hash) {
        return None;
    }
    let place = text.text().find(written).map(|start| Span { start, end: start + written.len() });
    let label = |span| Label { file: File::Case, span, text: "its lines belong to this version".to_owned() };
    let told = lines.iter().take(MOST_TOLD).map(|line| on_line(*line, case, files));
    // An address is mended on the page.
    let mend =
        place.map(|_| format!("if you mean these lines, write `lines_of = \"{}\"`", first(hash, KEPT)));
    let diagnostic = Diagnostic {
        code: CODE.into(),
        severity: Severity::Warning,
        message: format!(
            "the lines belong to a version of the case with the hash {}, but {} has the hash {}",
            first(written, SHOWN),
            files.path(),
            first(hash, SHOWN)
        ),
        labels: place.map(label).into_iter().collect(),
        help: told.chain(mend).collect(),
    };
    Some(Moved { diagnostic, text })
}

fn none() -> std::collections::BTreeMap<String, String> {
    std::collections::BTreeMap::new()
}

fn first(hash: &str, digits: usize) -> String {
    hash.chars().take(digits).collect()
}

/// A hash may be given by its first digits, by no fewer than are shown under an answer.
fn is_same(written: &str, hash: &str) -> bool {
    written.len() >= SHOWN && hash.starts_with(written)
}

fn on_line(line: usize, case: &Case, files: &CaseFiles) -> String {
    let begins = |span| files.line_and_column(&File::Case, span).0 == line;
    let statements = case.statements();
    let here = statements.iter().find(|statement| begins(statement.origin.span));
    match here {
        Some(statement) => format!("line {line} is now {} {}", statement.kind, statement.name),
        None => format!("no statement begins on line {line} now"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests fail by panicking")]

    use super::*;
    use crate::{view::ViewArgs, what_if::Saved};
    use detente_answers::provenance::hash_of;

    /// The block of this kind below a heading of the page.
    fn block(heading: &str, kind: &str) -> String {
        let page = CHECKS[0].page;
        let section = page.split("\n## ").find(|section| section.starts_with(heading)).unwrap_or_default();
        let (_, text) = section.split_once(&format!("\n```{kind}\n")).unwrap_or_default();
        text.split_once("```").map_or_else(String::new, |(text, _)| text.to_owned())
    }

    fn judged(what_if: &str) -> Option<Moved> {
        let files = CaseFiles::new("mine/case.toml", block("The case", "toml").as_bytes(), none());
        let case = detente_case::read(&files).case;
        let saved: Saved = toml::from_str(what_if).unwrap_or_else(|error| panic!("{error}"));
        let view = saved.added_to(&ViewArgs::default()).unwrap_or_else(|failure| panic!("{failure}"));
        let text = CaseFiles::new("what-if.toml", what_if.as_bytes(), none());
        moved_in(&view.what_if, text, &case, &files, &hash_of(&files, &case))
    }

    #[test]
    fn the_bad_example_is_rendered_as_printed_and_the_good_one_is_good() {
        let bad = judged(&block("Bad", "toml")).map(|moved| moved.rendered() + "\n");
        assert_eq!(bad.as_deref(), Some(block("Bad", "text").as_str()));
        assert!(judged(&block("Good", "toml")).is_none());
    }

    #[test]
    fn what_names_no_line_or_no_version_cannot_have_moved() {
        assert!(judged("[what_if]\nlines_of = \"00000000\"\nuse = [\"sanctions\"]\n").is_none());
        assert!(judged("[what_if]\nwaive = [9]\n").is_none());
    }

    #[test]
    fn a_hash_may_be_cut_but_not_to_nothing() {
        assert!(is_same("0123abcd", "0123abcdef"));
        assert!(!is_same("0123abcd", "0123abce00"));
        assert!(!is_same("", "0123abcdef") && !is_same("0123", "0123abcdef"));
    }
}
