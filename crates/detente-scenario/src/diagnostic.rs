//! Problems in a scenario's files: what is wrong, where, and how to mend it.

use std::fmt;

use crate::Scenario;

/// The names of all problems of tables and of scenarios, in the order of the alphabet.
pub const CODES: &[&str] = &[
    "accepts-nothing",
    "ambiguous-number",
    "bare-ampersand",
    "broken-json",
    "broken-quote",
    "broken-workbook",
    "broken-xml",
    "broken-yaml",
    "cell-too-many",
    "copied-profile",
    "empty-range",
    "few-options",
    "hidden-cells",
    "invisible-character",
    "late-declaration",
    "merged-cells",
    "missing-attribute",
    "mixed-currency",
    "mixed-percent",
    "mixed-rectangle",
    "nameless-party",
    "near-names",
    "needs-a-case",
    "negative-weight",
    "no-discount",
    "no-domain",
    "no-evaluation",
    "no-evaluator",
    "no-index",
    "no-issues",
    "no-items",
    "no-maximum",
    "no-objective",
    "no-parties",
    "no-range",
    "no-result",
    "no-table",
    "no-weight",
    "not-a-number",
    "not-genius",
    "not-geniusweb",
    "not-negmas",
    "not-utf8",
    "not-whole",
    "not-xml",
    "number-too-far",
    "old-results",
    "other-sheets",
    "range-as-list",
    "repeated-issue",
    "repeated-item",
    "repeated-key",
    "repeated-party",
    "repeated-row",
    "second-domain",
    "sum-of-weights",
    "table-too-large",
    "too-deep",
    "too-many-attributes",
    "too-many-options",
    "turned-interval",
    "unknown-aggregation",
    "unknown-function",
    "unknown-issue",
    "unknown-item",
    "unknown-row",
    "unknown-type",
    "unsaid-issue",
    "weight-without-issue",
    "weights-not-one",
];

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something the file says was left out of the scenario.
    Error,
    /// The scenario can be read, and an answer may hang on this.
    Warning,
    /// Worth knowing.
    Note,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its name.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Which file.
    pub file: String,
    /// Line and column from 1, where the format's parser tells.
    pub place: Option<(u32, u32)>,
    /// What is wrong, and what was expected, in a line.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        write!(out, "{severity}[{}]: {}", self.code, self.file)?;
        if let Some((line, column)) = self.place {
            write!(out, ":{line}:{column}")?;
        }
        write!(out, ": {}", self.message)?;
        if self.help.is_empty() { Ok(()) } else { write!(out, "\n  help: {}", self.help) }
    }
}

/// What could be read of a scenario, and every problem in its files.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The scenario; `None` if not even its issues could be read.
    pub scenario: Option<Scenario>,
    /// The problems, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Opened {
    /// Whether something the files say was left out.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// How many problems of one file are told; a damaged file repeats itself.
const MOST_PER_FILE: usize = 50;

/// Collects problems, so many a file.
#[derive(Default)]
pub(crate) struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    pub(crate) fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        file: &str,
        place: Option<(u32, u32)>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic {
            code,
            severity,
            file: file.to_string(),
            place,
            message: clean(&message.into()),
            help: clean(&help.into()),
        });
    }

    /// Whether this file's problems are no longer told; finding the line of a place costs time.
    pub(crate) fn is_full(&self, file: &str) -> bool {
        self.diagnostics.iter().rev().take(MOST_PER_FILE).filter(|told| told.file == file).count()
            == MOST_PER_FILE
    }

    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

/// A file may hold anything; what is printed holds no control characters and does not run on.
fn clean(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut clean: String = text
        .chars()
        .take(LONGEST)
        .map(|character| if character.is_control() { '\u{fffd}' } else { character })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        clean.push('…');
    }
    clean
}
