//! What every answer is: a value that can be serialised, and a page.

use detente_case::Located;
use serde::Serialize;

use crate::{described::Describable, page::Page, provenance::Provenance, question::Question, stop::Stop};

/// An answer that can be shown as a page or serialised.
pub trait Answer: Serialize + Describable + Send + Sync {
    /// How it looks: the answer first.
    fn page(&self, question: &Question) -> Page;

    /// The page with all detail, where [`Self::page`] has no room for it.
    fn page_in_full(&self, question: &Question) -> Page {
        self.page(question)
    }
}

/// The version of the JSON that answers are made of; a change that could break a reader adds one.
///
/// A new field or a new value of an open list adds nothing: readers pass over what they do not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SchemaVersion;

impl SchemaVersion {
    /// The version.
    pub const NOW: u32 = 2;
}

impl Serialize for SchemaVersion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(Self::NOW)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for SchemaVersion {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SchemaVersion".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The version of the JSON; a change that could break a reader adds one.",
            "type": "integer",
            "const": Self::NOW
        })
    }
}

/// What a JSON answer is wrapped in, so that it can be made again.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Envelope<A> {
    /// The version of this JSON.
    pub schema: SchemaVersion,
    /// The command that answers.
    pub command: String,
    /// What the answer was made from.
    pub provenance: Provenance,
    /// What the reader of a scenario's files says of them, the same as on the error stream; absent where it says nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub remarks: Vec<Remark>,
    /// The answer.
    pub answer: A,
}

impl<A: Serialize> Envelope<A> {
    /// An answer in its envelope.
    #[must_use]
    pub fn new(command: &str, provenance: Provenance, answer: A) -> Self {
        Self { schema: SchemaVersion, command: command.to_owned(), provenance, remarks: Vec::new(), answer }
    }

    /// The same answer, about files of which their reader said this.
    #[must_use]
    pub fn remarking(self, remarks: Vec<Remark>) -> Self {
        Self { remarks, ..self }
    }

    /// As indented JSON.
    pub fn json(&self) -> Result<String, Stop> {
        let text = crate::json::written(self);
        text.map(|text| text + "\n").map_err(|error| Stop::Internal(format!("an answer is no JSON: {error}")))
    }
}

/// Something the reader of a scenario's files says of them, though they can be read: an answer may hang on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remark {
    /// Its name.
    code: &'static str,
    /// Whether an answer may hang on it.
    severity: RemarkSeverity,
    /// Which file.
    file: String,
    /// The line, from 1; absent where the format's parser does not tell.
    line: Option<u32>,
    /// The column, from 1; absent where the format's parser does not tell.
    column: Option<u32>,
    /// What was found, in a line.
    message: String,
    /// How to mend it; empty where nobody knows.
    help: String,
}

/// Whether an answer may hang on a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum RemarkSeverity {
    /// Part of a file was left out.
    Error,
    /// An answer may hang on it.
    Warning,
    /// Worth knowing.
    Note,
}

impl Remark {
    /// What a reader says, for machines.
    #[must_use]
    pub fn of(said: &detente_scenario::Diagnostic) -> Self {
        Self {
            code: said.code,
            severity: match said.severity {
                detente_scenario::Severity::Error => RemarkSeverity::Error,
                detente_scenario::Severity::Warning => RemarkSeverity::Warning,
                detente_scenario::Severity::Note => RemarkSeverity::Note,
            },
            file: said.file.clone(),
            line: said.place.map(|(line, _)| line),
            column: said.place.map(|(_, column)| column),
            message: said.message.clone(),
            help: said.help.clone(),
        }
    }
}

/// What stands in the place of an answer where none is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refused {
    /// The version of this JSON.
    pub schema: SchemaVersion,
    /// The command that was asked.
    pub command: String,
    /// Why it gives no answer.
    pub refusal: Refusal,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refusal {
    /// Whose doing it is.
    pub kind: RefusalKind,
    /// Why, in a sentence.
    pub message: String,
    /// How to mend it, a sentence each; empty where nobody knows.
    pub help: Vec<String>,
    /// What is wrong with the case; empty unless the case has errors.
    pub problems: Vec<Located>,
}

/// Whose doing it is that there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RefusalKind {
    /// The case, or the scenario, has errors: exit code 1.
    InputHasErrors,
    /// What was asked cannot be meant: exit code 2.
    Usage,
    /// A file, a disk or a pipe failed: exit code 3.
    Machine,
    /// A result of ours did not pass its own check: exit code 3.
    Internal,
}
