//! Why a question has no answer.

use std::fmt;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// What was asked cannot be meant; the sentence says why, and what to ask instead.
    Refused(String),
    /// A result of ours that did not pass its own check: nothing is concluded from it.
    Internal(String),
    /// Nobody waits for the answer any more.
    GivenUp,
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(message) => formatter.write_str(message),
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
    Stop::Refused(format!("no {what} is called `{name}`; {mend}"))
}
