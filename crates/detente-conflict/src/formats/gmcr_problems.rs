//! What is wrong with a `.gmcr` file: where, whose it is, and how to mend it.

use std::fmt;

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether an answer can be given all the same.
    pub severity: Severity,
    /// Where in the file: `decisionMakers[1].preferences[0]`, the root where that is empty.
    pub place: String,
    /// The name of the decision maker that it belongs to, if it belongs to one.
    pub maker: Option<String>,
    /// What is wrong, in a sentence without a full stop.
    pub says: String,
    /// How to mend it.
    pub mend: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be read.
    Error,
    /// It can, and means something that its author may not mean.
    Warning,
}

/// `decision maker "US", decisionMakers[1].options[0]: option 7 is not there; …`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(maker) = &self.maker {
            write!(f, "decision maker {maker:?}, ")?;
        }
        let place = if self.place.is_empty() { "the file" } else { &self.place };
        write!(f, "{place}: {}; {}", self.says, self.mend)
    }
}

/// The problems of a file as they are found.
#[derive(Debug, Default)]
pub(super) struct Problems {
    found: Vec<Problem>,
    /// The decision maker that is being read.
    pub(super) maker: Option<String>,
}

/// More problems than these are not listed.
const MOST: usize = 64;

impl Problems {
    /// Notes that the file cannot be read so.
    pub(super) fn error(&mut self, place: &str, says: impl Into<String>, mend: impl Into<String>) {
        self.push(Severity::Error, place, says.into(), mend.into());
    }

    /// Notes that the file may not mean what it says.
    pub(super) fn warning(&mut self, place: &str, says: impl Into<String>, mend: impl Into<String>) {
        self.push(Severity::Warning, place, says.into(), mend.into());
    }

    fn push(&mut self, severity: Severity, place: &str, says: String, mend: String) {
        if self.found.len() < MOST {
            self.found.push(Problem {
                severity,
                place: place.to_owned(),
                maker: self.maker.clone(),
                says,
                mend,
            });
        }
    }

    /// Whether there are errors.
    pub(super) fn any_error(&self) -> bool {
        self.found.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// All that were found.
    pub(super) fn into_all(self) -> Vec<Problem> {
        self.found
    }
}
