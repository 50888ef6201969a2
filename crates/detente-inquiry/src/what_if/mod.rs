//! What is supposed against what the case says: levers used, statements left out, requirements dropped, numbers changed.
//!
//! Each is named by what a reader sees: a lever by its name, a statement by the line it begins on.

pub mod cells;
mod file;
mod lines;
mod set;

use std::path::PathBuf;

use clap::Args;
use detente_case::{
    Case, CaseFiles, File, ItemKind, Level, LeverId, Span, Statement, StatementRef, header_above,
};

pub use self::{
    file::Saved,
    lines::{CHECKS, Moved, moved},
    set::Setting,
};
use crate::{failure::Failure, place};
use detente_answers::stop::unknown;
pub use detente_scenario::sheet::At;
use detente_scenario::sheet::Spot;

/// What is supposed against what the case says, as typed.
#[derive(Args, Clone, Default, Debug, PartialEq)]
#[command(next_help_heading = "What if")]
pub struct WhatIf {
    /// Suppose that this lever is used from now on (repeatable)
    #[arg(long = "use", value_name = "LEVER")]
    pub using: Vec<String>,

    /// Leave out the statements on this line of the case, or what this cell of a spreadsheet says (repeatable)
    #[arg(long, value_name = "LINE", value_parser = At::parse)]
    pub without: Vec<At>,

    /// Drop the requirement on this line or in this cell: a red line, a no-deal value, a rule (repeatable)
    #[arg(long, value_name = "LINE", value_parser = At::parse)]
    pub waive: Vec<At>,

    /// Change a value in the table on this line: `1043 value = [30, 45]`; or in a cell: `C5 = 20` (repeatable)
    #[arg(long, value_name = "CHANGE", value_parser = Setting::parse)]
    pub set: Vec<Setting>,

    /// The hash of the case to which the lines belong; if the case has changed since, the answer warns
    #[arg(long, value_name = "HASH", hide = true)]
    pub lines_of: Option<String>,

    /// Read what to suppose from a file that the page wrote
    #[arg(long = "what-if", value_name = "FILE.toml")]
    pub file: Option<PathBuf>,

    /// The text of that file, once it was read.
    #[arg(skip)]
    pub text: Option<String>,
}

impl WhatIf {
    /// The cells that it names.
    pub fn cells(&self) -> Vec<&Spot> {
        let set = self.set.iter().filter_map(|setting| match setting {
            Setting::Cell { spot, .. } => Some(spot),
            Setting::Line(_) => None,
        });
        self.without.iter().chain(&self.waive).filter_map(At::cell).chain(set).collect()
    }

    /// The lines that are named.
    pub fn lines(&self) -> Vec<usize> {
        let set = self.set.iter().filter_map(Setting::line);
        self.without.iter().chain(&self.waive).filter_map(At::line).chain(set).collect()
    }

    /// The place of a word in the file; nothing where no file was read, or the word is not of the file.
    #[must_use]
    pub fn place(&self, word: &str) -> Option<String> {
        let (file, text) = self.file.as_deref().zip(self.text.as_deref())?;
        text.contains(word).then(|| place::of_word(file, text, word))
    }

    /// What is supposed, as it would be typed.
    #[must_use]
    pub fn typed(&self) -> Vec<String> {
        let mut typed: Vec<String> = self.using.iter().map(|lever| format!("--use {lever}")).collect();
        typed.extend(self.without.iter().map(|at| format!("--without {at}")));
        typed.extend(self.waive.iter().map(|at| format!("--waive {at}")));
        typed.extend(self.set.iter().map(|setting| format!("--set \"{setting}\"")));
        typed.extend(self.file.iter().map(|file| format!("--what-if {}", file.display())));
        typed
    }

    /// What is supposed, in words, for the line under an answer.
    pub fn parts(&self) -> Vec<String> {
        let mut parts: Vec<String> =
            self.using.iter().map(|lever| format!("supposing {lever} used")).collect();
        parts.extend(self.without.iter().map(|at| format!("without {}", at.says())));
        parts.extend(self.waive.iter().map(|at| format!("{} waived", at.says())));
        parts.extend(self.set.iter().map(Setting::says));
        parts
    }

    /// The levers supposed used.
    pub fn levers(&self, case: &Case) -> Result<Vec<LeverId>, Failure> {
        let known = || case.levers.keys();
        let find = |name: &String| {
            let found = known().find(|id| id.as_str() == name).cloned();
            let unknown = || Failure::from(unknown("lever", name, known().map(LeverId::as_str)));
            found.ok_or_else(|| unknown().in_file(self.place(name)))
        };
        self.using.iter().map(find).collect()
    }
}

/// What the lines of a what-if must name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Any statement.
    Statement,
    /// A requirement that can be waived: a red line, a no-deal value, a rule.
    Requirement,
}

impl Named {
    fn word(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Requirement => "requirement",
        }
    }

    fn is(self, stated: &StatementRef<'_>) -> bool {
        match self {
            Self::Statement => true,
            Self::Requirement => makes_requirement(stated),
        }
    }
}

fn makes_requirement(stated: &StatementRef<'_>) -> bool {
    if let StatementRef::Stance(_, stance) = stated {
        return stance.positions.values().any(|position| position.level == Some(Level::RedLine));
    }
    matches!(stated.kind(), ItemKind::NoDeal | ItemKind::Rule)
}

/// Where the statements stand that these lines name: each by the line it begins on, or by any other of its own.
pub fn on_lines(
    what_if: &WhatIf,
    lines: &[usize],
    files: &CaseFiles,
    case: &Case,
    named: Named,
) -> Result<Vec<Span>, Failure> {
    let statements = case.statements();
    let begins = |span: Span| files.line_and_column(&File::Case, span).0;
    let places: Vec<_> = statements.iter().map(|one| (begins(one.origin.span), one)).collect();
    let mut spans = Vec::new();
    for &line in lines {
        // A line of a table that no statement begins on belongs to the table.
        let own = [line, header_above(files.text(), line)];
        let own = own.iter().find(|own| places.iter().any(|(begins, _)| begins == *own));
        let here: Vec<_> =
            places.iter().filter(|(begins, _)| Some(begins) == own).map(|(_, one)| *one).collect();
        let fit: Vec<_> =
            here.iter().filter(|one| named.is(&one.stated)).map(|one| one.origin.span).collect();
        if fit.is_empty() {
            let refused = refused(line, named, &here, &places);
            return Err(refused.in_file(what_if.place(&line.to_string())));
        }
        spans.extend(fit);
    }
    Ok(spans)
}

fn refused(
    line: usize,
    named: Named,
    here: &[&Statement<'_>],
    places: &[(usize, &Statement<'_>)],
) -> Failure {
    if let Some(one) = here.first() {
        let message = format!("line {line} belongs to {} {}, which makes no requirement", one.kind, one.name);
        return Failure::usage(message).with_help(
            "red lines, no-deal values and rules can be waived; `--without` leaves out any statement",
        );
    }
    let fitting = places.iter().filter(|(_, one)| named.is(&one.stated)).map(|(begins, _)| *begins);
    let refused = Failure::usage(format!("no {} stands on line {line} of the case", named.word()));
    match fitting.min_by_key(|begins| begins.abs_diff(line)) {
        Some(nearest) => refused.with_help(format!("the nearest begins on line {nearest}")),
        None => refused,
    }
}
