//! From a request to an answer: a query becomes the words that would be typed, and is answered as if it had been.

use std::path::Path;

use crate::{
    cli::{Command, ViewArgs, parsed},
    commands,
    failure::Failure,
    output::{self, Captured},
};

/// Options of every question about a case.
const VIEW: [&str; 12] = [
    "as-of",
    "min-grade",
    "assume",
    "sources-only",
    "believed-by",
    "compartment",
    "given",
    "use",
    "without",
    "waive",
    "set",
    "lines-of",
];

/// Options that stand alone.
const FLAGS: [&str; 4] = ["sources-only", "without-floors", "to-sources-only", "coalitions"];

/// What can be asked, and the options of each beyond those of every question.
pub(super) const COMMANDS: [(&str, &[&str]); 18] = [
    ("brief", &["draws", "seed"]),
    ("compare", &[]),
    ("deadline", &["draws", "seed", "deadline", "days"]),
    (
        "diff",
        &["draws", "seed", "from", "to", "to-min-grade", "to-assume", "to-sources-only", "to-believed-by"],
    ),
    ("frontier", &["without-floors"]),
    ("ground", &["draws", "seed", "room"]),
    ("hypergame", &["draws", "seed", "proposal"]),
    ("learn", &["draws", "seed"]),
    ("levers", &["draws", "seed"]),
    ("list", &[]),
    ("openers", &["draws", "seed", "max-changes"]),
    ("outlook", &["draws", "seed"]),
    ("path", &["draws", "seed", "proposal"]),
    ("robust", &["draws", "seed"]),
    ("roles", &["draws", "seed"]),
    ("stability", &["draws", "seed", "proposal", "coalitions"]),
    ("talks", &["draws", "seed", "room"]),
    ("why", &["draws", "seed"]),
];

/// The most draws a request may ask for: more is for the command line.
const MOST_DRAWS: u32 = 20_000;

/// What a request may be answered as.
const FORMATS: [&str; 3] = ["json", "md", "text"];

/// An answer, or why there is none.
#[derive(Clone)]
pub(super) struct Reply {
    /// The status of the response.
    pub(super) status: u16,
    /// What the body is.
    pub(super) kind: &'static str,
    /// The body.
    pub(super) body: bytes::Bytes,
}

impl Reply {
    /// A refusal that says why.
    pub(super) fn refused(status: u16, why: &str) -> Self {
        let body = serde_json::json!({ "error": why.trim_end() }).to_string();
        Self { status, kind: JSON, body: body.into() }
    }
}

pub(super) const JSON: &str = "application/json";

/// The options of a command: those of every question and its own.
pub(super) fn options(command: &str) -> Option<impl Iterator<Item = &'static str>> {
    let (_, own) = COMMANDS.iter().find(|(name, _)| *name == command)?;
    Some(VIEW.into_iter().chain(own.iter().copied()))
}

/// The words that would be typed for a request; `Err` says what is wrong with it.
pub(super) fn argument_line(
    command: &str,
    case: &Path,
    query: &[(String, String)],
) -> Result<Vec<String>, String> {
    let known: Vec<_> =
        options(command).ok_or_else(|| format!("there is no question `{command}`"))?.collect();
    let mut words = vec!["detente".to_owned(), command.to_owned()];
    let mut format = "json";
    for (key, value) in query {
        if key == "format" {
            format = FORMATS
                .into_iter()
                .find(|format| format == value)
                .ok_or_else(|| format!("`format` is one of {}", FORMATS.join(", ")))?;
            continue;
        }
        if !known.contains(&key.as_str()) {
            return Err(format!("`{command}` does not know `{key}`; it knows format, {}", known.join(", ")));
        }
        if key == "draws" && value.parse::<u32>().is_ok_and(|draws| draws > MOST_DRAWS) {
            return Err(format!("at most {MOST_DRAWS} draws here; the command line takes more"));
        }
        if FLAGS.contains(&key.as_str()) {
            words.push(format!("--{key}"));
        } else {
            words.push(format!("--{key}={value}"));
        }
    }
    words.extend(["--format".to_owned(), format.to_owned(), "--".to_owned(), case.display().to_string()]);
    Ok(words)
}

/// Answers as the command line would.
pub(super) fn answer(words: &[String]) -> Reply {
    let command = match parsed(words) {
        Ok(command) => command,
        Err(why) => return Reply::refused(400, &why),
    };
    let (result, Captured { answer, beside }) = output::captured(|| commands::run(command));
    let markup = words.iter().any(|word| word == "md");
    match result {
        Ok(()) if answer.starts_with('{') => Reply { status: 200, kind: JSON, body: answer.into() },
        Ok(()) => {
            let kind = if markup { "text/markdown; charset=utf-8" } else { "text/plain; charset=utf-8" };
            Reply { status: 200, kind, body: answer.into() }
        }
        Err(Failure::Case) => Reply::refused(422, &format!("the case has errors\n{beside}")),
        Err(failure @ Failure::Usage(_)) => Reply::refused(400, &failure.to_string()),
        Err(failure) => Reply::refused(500, &failure.to_string()),
    }
}

/// The view that a query means.
pub(super) fn view(case: &Path, query: &[(String, String)]) -> Result<ViewArgs, String> {
    let words = argument_line("brief", case, query)?;
    match parsed(&words)? {
        Command::Brief(brief) => Ok(brief.view().clone()),
        _ => Err("only a question has a view".to_owned()),
    }
}
