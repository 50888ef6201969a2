//! What is printed for machines.

use detente_answers::answer::SchemaVersion;
use detente_evidence::{Document, Draft, Read};
use serde::Serialize;

use crate::{
    compare::Against,
    inbox::{Answer, Entry, Inbox, Taken, Text},
    second::Second,
};

/// What was read from a text, for machines.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadReport {
    /// The version of this JSON.
    pub schema: SchemaVersion,
    /// The command that answers.
    pub command: &'static str,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// The text as a whole.
    pub document: Document,
    /// What it says, in the order of the text.
    pub drafts: Vec<Draft>,
    /// What whoever reads it should know.
    pub notes: Vec<String>,
    /// What a second reader said; absent where none was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<Second>,
    /// How it stands to the case that it was read for; absent where it was read for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Meets>,
}

/// How a text stands to a case.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meets {
    /// The name of its source in the case.
    pub source: String,
    /// Drafts that are new, by their names in the inbox of the case.
    pub new: Vec<String>,
    /// Drafts of other texts that it repeats: a copy corroborates nothing.
    pub repeated: Vec<Repeated>,
    /// New drafts that stand against earlier ones.
    pub against: Vec<Against>,
    /// The source that it repeats, where it has many of its sentences.
    pub derived_from: Option<String>,
}

/// A draft of an earlier text that is said again.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Repeated {
    /// The earlier draft.
    pub draft: String,
    /// Its source.
    pub source: String,
}

/// What waits, for machines.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InboxReport {
    /// The version of this JSON.
    pub schema: SchemaVersion,
    /// The command that answers.
    pub command: &'static str,
    /// The texts that were read.
    pub texts: Vec<Text>,
    /// How many drafts were accepted.
    pub accepted: usize,
    /// How many were rejected.
    pub rejected: usize,
    /// The drafts that wait, in the order of their texts.
    pub waiting: Vec<Entry>,
}

impl ReadReport {
    /// What was read.
    #[must_use]
    pub fn of(read: Read, sha256: String, second: Option<Second>, case: Option<Meets>) -> Self {
        let Read { document, drafts, notes } = read;
        Self { schema: SchemaVersion, command: "read", sha256, document, drafts, notes, second, case }
    }
}

impl Meets {
    /// What was taken into an inbox, and what it stands against.
    #[must_use]
    pub fn of(text: &Text, taken: &Taken, against: Vec<Against>) -> Self {
        let repeated = taken.repeated.iter();
        let repeated =
            repeated.map(|(draft, source)| Repeated { draft: draft.clone(), source: source.clone() });
        Self {
            source: text.source.clone(),
            new: taken.new.clone(),
            repeated: repeated.collect(),
            against,
            derived_from: text.derived_from.clone(),
        }
    }
}

impl InboxReport {
    /// What waits.
    #[must_use]
    pub fn of(inbox: Inbox) -> Self {
        let number = |is: fn(&Answer) -> bool| inbox.drafts.iter().filter(|entry| is(&entry.answer)).count();
        Self {
            schema: SchemaVersion,
            command: "inbox",
            accepted: number(|answer| matches!(answer, Answer::Accepted { .. })),
            rejected: number(|answer| matches!(answer, Answer::Rejected { .. })),
            waiting: inbox.drafts.iter().filter(|entry| entry.waits()).cloned().collect(),
            texts: inbox.texts,
        }
    }
}
