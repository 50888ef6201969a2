//! What is supposed against what the case says: levers used, statements left out, requirements dropped, numbers changed.
//!
//! Each is named by what a reader sees: a lever by its name, a statement by the line it begins on.

mod file;
mod lines;
mod set;

use std::path::PathBuf;

use clap::Args;
use detente_case::{Case, CaseFiles, File, LeverId, Span};

pub(crate) use self::{
    file::Saved,
    lines::{CHECKS, Moved, moved},
    set::Setting,
};
use crate::{failure::Failure, place};
use detente_answers::stop::unknown;

/// What is supposed against what the case says, as typed.
#[derive(Args, Clone, Default, Debug, PartialEq)]
#[command(next_help_heading = "What if")]
pub(crate) struct WhatIf {
    /// Suppose that this lever is used from now on (repeatable)
    #[arg(long = "use", value_name = "LEVER")]
    pub(crate) using: Vec<String>,

    /// Leave out the statements on this line of the case (repeatable)
    #[arg(long, value_name = "LINE")]
    pub(crate) without: Vec<usize>,

    /// Drop the requirement on this line: a red line, a no-deal value, a rule (repeatable)
    #[arg(long, value_name = "LINE")]
    pub(crate) waive: Vec<usize>,

    /// Change a value in the table on this line: `1043 value = [30, 45]` (repeatable)
    #[arg(long, value_name = "CHANGE", value_parser = Setting::parse)]
    pub(crate) set: Vec<Setting>,

    /// The hash of the case to which the lines belong; if the case has changed since, the answer warns
    #[arg(long, value_name = "HASH", hide = true)]
    pub(crate) lines_of: Option<String>,

    /// Read what to suppose from a file that the page wrote
    #[arg(long = "what-if", value_name = "FILE.toml")]
    pub(crate) file: Option<PathBuf>,

    /// The text of that file, once it was read.
    #[arg(skip)]
    pub(crate) text: Option<String>,
}

impl WhatIf {
    /// The lines that are named.
    pub(crate) fn lines(&self) -> Vec<usize> {
        let set = self.set.iter().map(Setting::line);
        self.without.iter().chain(&self.waive).copied().chain(set).collect()
    }

    /// The place of a word in the file; nothing where no file was read, or the word is not of the file.
    pub(crate) fn place(&self, word: &str) -> Option<String> {
        let (file, text) = self.file.as_deref().zip(self.text.as_deref())?;
        text.contains(word).then(|| place::of_word(file, text, word))
    }

    /// The same, as it would be typed.
    pub(crate) fn typed(&self) -> Vec<String> {
        let mut typed: Vec<String> = self.using.iter().map(|lever| format!("--use {lever}")).collect();
        typed.extend(self.without.iter().map(|line| format!("--without {line}")));
        typed.extend(self.waive.iter().map(|line| format!("--waive {line}")));
        typed.extend(self.set.iter().map(|setting| format!("--set \"{setting}\"")));
        typed.extend(self.file.iter().map(|file| format!("--what-if {}", file.display())));
        typed
    }

    /// The same in words, for the line under an answer.
    pub(crate) fn parts(&self) -> Vec<String> {
        let mut parts: Vec<String> =
            self.using.iter().map(|lever| format!("supposing {lever} used")).collect();
        parts.extend(self.without.iter().map(|line| format!("without line {line}")));
        parts.extend(self.waive.iter().map(|line| format!("line {line} waived")));
        parts.extend(self.set.iter().map(|setting| format!("line {setting}")));
        parts
    }

    /// The levers supposed used.
    pub(crate) fn levers(&self, case: &Case) -> Result<Vec<LeverId>, Failure> {
        let known = || case.levers.keys();
        let find = |name: &String| {
            let found = known().find(|id| id.as_str() == name).cloned();
            let unknown = || Failure::from(unknown("lever", name, known().map(LeverId::as_str)));
            found.ok_or_else(|| unknown().in_file(self.place(name)))
        };
        self.using.iter().map(find).collect()
    }
}

/// Where the statements on these lines stand that pass.
pub(crate) fn on_lines(
    what_if: &WhatIf,
    lines: &[usize],
    files: &CaseFiles,
    case: &Case,
    what: &str,
    passes: impl Fn(&str) -> bool,
) -> Result<Vec<Span>, Failure> {
    let statements = case.statements();
    let places: Vec<(usize, Span)> = statements
        .iter()
        .filter(|statement| passes(statement.kind))
        .map(|statement| statement.origin.span)
        .map(|span| (files.line_and_column(&File::Case, span).0, span))
        .collect();
    let mut spans = Vec::new();
    for line in lines {
        let before = spans.len();
        spans.extend(places.iter().filter(|(begins, _)| begins == line).map(|(_, span)| *span));
        if spans.len() == before {
            let nearest =
                places.iter().map(|(begins, _)| *begins).min_by_key(|begins| begins.abs_diff(*line));
            let refused = Failure::usage(format!("no {what} begins on line {line} of the case"));
            let refused = match nearest {
                Some(nearest) => refused.with_help(format!("the nearest is on line {nearest}")),
                None => refused,
            };
            return Err(refused.in_file(what_if.place(&line.to_string())));
        }
    }
    Ok(spans)
}

/// Whether a statement of this kind makes a requirement that can be waived.
pub(crate) fn makes_requirements(kind: &str) -> bool {
    matches!(kind, "stance" | "no-deal value" | "rule")
}
