//! Why a command gave no answer, and the exit code that says so.

use std::{fmt, path::PathBuf, process::ExitCode};

use detente_answers::stop::Stop;
use detente_outcomes::Unsuitable;

/// Why a command gave no answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The case has errors; they have been printed. Exit code 1.
    Case,
    /// What was typed cannot be meant. Exit code 2.
    Usage(String),
    /// The machine failed us: a file, a disk, a pipe. Exit code 3.
    Machine { doing: String, cause: std::io::Error },
    /// A result of ours that did not pass its own check: nothing is concluded from it. Exit code 3.
    Internal(String),
}

impl Failure {
    /// A failure to read or write `path`.
    pub(crate) fn at(doing: &str, path: impl Into<PathBuf>, cause: std::io::Error) -> Self {
        Self::Machine { doing: format!("{doing} {}", path.into().display()), cause }
    }

    /// That a case or a scenario makes no space of packages.
    #[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
    pub(crate) fn unsuitable(why: Unsuitable) -> Self {
        Self::Usage(why.to_string())
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Case => 1,
            Self::Usage(_) => 2,
            Self::Machine { .. } | Self::Internal(_) => 3,
        })
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(why) => Self::Usage(why),
            Stop::Internal(what) => Self::Internal(what),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case => formatter.write_str("the case has errors"),
            Self::Usage(message) => formatter.write_str(message),
            Self::Machine { doing, cause } => write!(formatter, "cannot {doing}: {cause}"),
            Self::Internal(message) => write!(formatter, "internal: {message}"),
        }
    }
}
