//! Why a command gave no answer, and the exit code that says so.

use std::{fmt, path::PathBuf};

use detente_answers::{
    answer::{Refusal, RefusalKind},
    page::terminal,
    stop::{Advice, Stop},
};
use detente_case::{CaseFiles, Diagnostic, Located};
use detente_outcomes::Unsuitable;

use crate::{output, target::ReadOnly};

/// Why a command gave no answer.
#[derive(Debug)]
pub enum Failure {
    /// The case has errors. Exit code 1.
    Case(Box<Wrong>),
    /// A scenario of another format has errors, one a line. Exit code 1.
    Scenario(Vec<String>),
    /// A file that was given is not what it should be. Exit code 1.
    Input(Advice),
    /// Everything was said in the answer itself: the input has errors. Exit code 1.
    Answered,
    /// What was typed cannot be meant. Exit code 2.
    Usage(Advice),
    /// The machine failed us: a file, a disk, a pipe. Exit code 3.
    Machine {
        /// What it was asked to do, as in "cannot …".
        doing: String,
        /// What it says.
        cause: std::io::Error,
    },
    /// A result of ours that did not pass its own check: nothing is concluded from it. Exit code 3.
    Internal(String),
}

/// What is wrong with a case.
#[derive(Debug)]
pub struct Wrong {
    diagnostics: Vec<Diagnostic>,
    files: CaseFiles,
}

impl Wrong {
    /// The problems as text, on request with the colours of a terminal.
    #[must_use]
    pub fn rendered(&self, coloured: bool) -> String {
        let problems = self.diagnostics.iter();
        problems.map(|problem| detente_case::render(problem, &self.files, coloured) + "\n").collect()
    }
}

impl Failure {
    /// What was typed cannot be meant.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(Advice::new(message))
    }

    /// A file that was given is not what it should be; the message names the file and the place.
    pub fn input(message: impl Into<String>) -> Self {
        Self::Input(Advice::new(message))
    }

    /// A refusal with one more way to mend what is wrong; any other failure as it is.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        match self {
            Self::Usage(advice) => Self::Usage(advice.with_help(help)),
            Self::Input(advice) => Self::Input(advice.with_help(help)),
            Self::Case(_) | Self::Scenario(_) | Self::Answered | Self::Machine { .. } | Self::Internal(_) => {
                self
            }
        }
    }

    /// What was given in a file cannot be meant: the message begins with the place.
    #[must_use]
    pub fn in_file(self, place: Option<String>) -> Self {
        match (self, place) {
            (Self::Usage(advice), Some(place)) => {
                Self::Input(Advice { message: format!("{place}: {}", advice.message), ..advice })
            }
            (failure, _) => failure,
        }
    }

    /// A failure to read or write `path`.
    pub fn at(doing: &str, path: impl Into<PathBuf>, cause: std::io::Error) -> Self {
        Self::Machine { doing: format!("{doing} {}", path.into().display()), cause }
    }

    /// A case with errors.
    #[must_use]
    pub fn case(diagnostics: Vec<Diagnostic>, files: CaseFiles) -> Self {
        Self::Case(Box::new(Wrong { diagnostics, files }))
    }

    /// That a case or a scenario makes no space of packages.
    #[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
    #[must_use]
    pub fn unsuitable(why: Unsuitable) -> Self {
        Self::usage(why.to_string())
    }

    /// The exit code that says so.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Case(_) | Self::Scenario(_) | Self::Input(_) | Self::Answered => 1,
            Self::Usage(_) => 2,
            Self::Machine { .. } | Self::Internal(_) => 3,
        }
    }

    /// Tells whoever reads the error stream.
    pub fn complain(&self) {
        match self {
            Self::Case(wrong) => output::complain(wrong.rendered(true).trim_end_matches('\n')),
            Self::Scenario(lines) => lines.iter().for_each(|line| output::tell(line)),
            Self::Answered => {}
            Self::Usage(advice) | Self::Input(advice) => {
                output::complain(&terminal::wrap(&format!("error: {}", advice.message), "", "       "));
                for help in &advice.help {
                    output::complain(&terminal::wrap(&format!("help: {help}"), "", "      "));
                }
            }
            Self::Machine { .. } | Self::Internal(_) => {
                output::complain(&terminal::wrap(&format!("error: {self}"), "", "       "));
                for help in self.help_of_machine() {
                    output::complain(&terminal::wrap(&format!("help: {help}"), "", "      "));
                }
            }
        }
    }

    /// How what the machine refused is mended, where we know.
    fn help_of_machine(&self) -> Vec<String> {
        let Self::Machine { cause, .. } = self else { return Vec::new() };
        let read_only = cause.get_ref().and_then(|inner| inner.downcast_ref::<ReadOnly>());
        read_only.map(ReadOnly::help).into_iter().collect()
    }

    /// The failure for machines; nothing where the answer said everything.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let whole =
            |kind| Refusal { kind, message: self.to_string(), help: Vec::new(), problems: Vec::new() };
        Some(match self {
            Self::Case(wrong) => {
                let problems = wrong.diagnostics.iter();
                let problems: Vec<_> = problems.map(|problem| Located::new(problem, &wrong.files)).collect();
                Refusal { problems, ..whole(RefusalKind::InputHasErrors) }
            }
            Self::Scenario(_) => whole(RefusalKind::InputHasErrors),
            Self::Answered => return None,
            Self::Usage(Advice { message, help }) => {
                Refusal { message: message.clone(), help: help.clone(), ..whole(RefusalKind::Usage) }
            }
            Self::Input(Advice { message, help }) => {
                Refusal { message: message.clone(), help: help.clone(), ..whole(RefusalKind::InputHasErrors) }
            }
            Self::Machine { .. } => Refusal { help: self.help_of_machine(), ..whole(RefusalKind::Machine) },
            Self::Internal(_) => whole(RefusalKind::Internal),
        })
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(why) => Self::Usage(why),
            Stop::Internal(what) => Self::Internal(what),
            Stop::GivenUp => Self::Internal(stop.to_string()),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(_) | Self::Answered => formatter.write_str("the case has errors; mend them first"),
            Self::Scenario(lines) => formatter.write_str(&lines.join("; ")),
            Self::Usage(advice) | Self::Input(advice) => advice.fmt(formatter),
            Self::Machine { doing, cause } => write!(formatter, "cannot {doing}: {cause}"),
            Self::Internal(message) => write!(formatter, "internal: {message}"),
        }
    }
}
