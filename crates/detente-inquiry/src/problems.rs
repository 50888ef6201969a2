//! Every problem of a case at once.

use std::path::Path;

use detente_answers::answer::SchemaVersion;
use detente_case::{CaseFiles, Located, Reading, Severity};
use detente_machine::{failure::Failure, load};
use serde::Serialize;

/// The problems of a case, for machines.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The version of this JSON.
    pub schema: SchemaVersion,
    /// The case file.
    pub file: String,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
    /// The problems, in the order of the file.
    pub problems: Vec<Located>,
}

/// Every problem of a case as its author sees it, as JSON.
pub fn problems_of(case: &Path) -> Result<String, Failure> {
    let files = load::load(case)?;
    let report = report(&detente_case::read(&files), &files);
    serde_json::to_string_pretty(&report).map_err(|error| Failure::Internal(error.to_string()))
}

/// The problems of a case that was read, with their places.
#[must_use]
pub fn report(reading: &Reading, files: &CaseFiles) -> Report {
    Report {
        schema: SchemaVersion,
        file: files.path().to_owned(),
        errors: reading.count(Severity::Error),
        warnings: reading.count(Severity::Warning),
        notes: reading.count(Severity::Note),
        problems: reading.diagnostics.iter().map(|problem| Located::new(problem, files)).collect(),
    }
}
