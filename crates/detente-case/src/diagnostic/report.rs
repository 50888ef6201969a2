//! Problems as data, for machines.

use serde::Serialize;

use super::{Diagnostic, Label, Severity};
use crate::CaseFiles;

/// A problem with its places as lines and columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Located {
    /// Its name.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a line.
    pub message: String,
    /// Where; the first is the place to look at.
    pub places: Vec<Place>,
    /// How to mend it.
    pub help: Vec<String>,
}

/// A place in a file; lines and columns count from one, columns count characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of what follows the last character.
    pub end_line: usize,
    /// The column of what follows the last character.
    pub end_column: usize,
    /// What there is to say of the place.
    pub text: String,
}

impl Located {
    /// The problem with its places in `files`.
    #[must_use]
    pub fn new(diagnostic: &Diagnostic, files: &CaseFiles) -> Self {
        Self {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            places: diagnostic.labels.iter().map(|label| place(label, files)).collect(),
            help: diagnostic.help.clone(),
        }
    }
}

fn place(label: &Label, files: &CaseFiles) -> Place {
    let (line, column) = files.line_and_column(&label.file, label.span);
    let last = crate::Span { start: label.span.end, end: label.span.end };
    let (end_line, end_column) = files.line_and_column(&label.file, last);
    Place {
        file: files.path_of(&label.file).into_owned(),
        line,
        column,
        end_line,
        end_column,
        text: label.text.clone(),
    }
}
