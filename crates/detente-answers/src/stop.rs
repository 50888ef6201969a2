//! Why a question has no answer.

use std::fmt;

/// What is wrong, and how to mend it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// What is wrong, in a sentence.
    pub message: String,
    /// How to mend it, a sentence each; empty where nobody knows.
    pub help: Vec<String>,
}

impl Advice {
    /// What is wrong, with no word yet on how to mend it.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: Vec::new() }
    }

    /// The advice with one more way to mend what is wrong.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// In one line, for messages that have no room for two.
impl fmt::Display for Advice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        self.help.iter().try_for_each(|help| write!(formatter, "; {help}"))
    }
}

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// What was asked cannot be meant; the sentence says why, and what to ask instead.
    Refused(Advice),
    /// A result of ours that did not pass its own check: nothing is concluded from it.
    Internal(String),
    /// Nobody waits for the answer any more.
    GivenUp,
}

impl Stop {
    /// What was asked cannot be meant.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::Refused(Advice::new(message))
    }

    /// A refusal with one more way to mend what is wrong; any other stop as it is.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        match self {
            Self::Refused(advice) => Self::Refused(advice.with_help(help)),
            Self::Internal(_) | Self::GivenUp => self,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(advice) => advice.fmt(formatter),
            Self::Internal(message) => write!(formatter, "internal: {message}"),
            Self::GivenUp => formatter.write_str("the work was given up"),
        }
    }
}

impl std::error::Error for Stop {}

/// A refusal that names the nearest known name, or all of them when none is near.
pub fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Stop {
    let mut known: Vec<_> = known.collect();
    known.sort_by_cached_key(|candidate| strsim::damerau_levenshtein(name, candidate));
    let mend = match known.first() {
        Some(nearest) if strsim::damerau_levenshtein(name, nearest) <= 3 => {
            format!("did you mean `{nearest}`?")
        }
        Some(_) => {
            known.sort_unstable();
            format!("there are: {}", known.join(", "))
        }
        None => "there are none".to_owned(),
    };
    Stop::refused(format!("no {what} is called `{name}`")).with_help(mend)
}
