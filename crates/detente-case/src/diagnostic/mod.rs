//! Problems in a case: what is wrong, where, and how to mend it.

mod registry;
mod render;
mod report;
mod sink;

use serde::Serialize;

pub(crate) use self::sink::Sink;
pub use self::{
    registry::{ALL, Check, Code},
    render::render,
    report::Located,
};
use crate::{File, Span};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The file does not say what it means to say; something was left out of the case.
    Error,
    /// The case can be read, and an answer may hang on this.
    Warning,
    /// Worth knowing.
    Note,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its name, explained by `detente explain CODE`.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a line.
    pub message: String,
    /// Where; the first label is the place to look at, and there is always one unless the problem is the file
    /// as a whole.
    pub labels: Vec<Label>,
    /// How to mend it.
    pub help: Vec<String>,
}

/// A place that has to do with a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Which text it is in.
    pub file: File,
    /// The bytes.
    pub span: Span,
    /// What there is to say of the place; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A problem of this kind at `span` of the case file.
    pub(crate) fn new(code: Code, message: impl Into<String>, span: Span) -> Self {
        let place = Label { file: File::Case, span, text: String::new() };
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            labels: vec![place],
            help: Vec::new(),
        }
    }

    /// Says something of the place itself.
    #[must_use]
    pub(crate) fn label(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Points at another place of the case file.
    #[must_use]
    pub(crate) fn also(self, span: Span, text: impl Into<String>) -> Self {
        self.also_in(File::Case, span, text)
    }

    /// Points at another place.
    #[must_use]
    pub(crate) fn also_in(mut self, file: File, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { file, span, text: text.into() });
        self
    }

    /// Says that the place is in another file than the case file.
    #[must_use]
    pub(crate) fn in_file(mut self, file: File) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.file = file;
        }
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub(crate) fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Says how to mend it, if there is anything to say.
    #[must_use]
    pub(crate) fn help_if(self, text: Option<String>) -> Self {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }

    /// The place to look at.
    #[must_use]
    pub fn place(&self) -> Option<&Label> {
        self.labels.first()
    }

    pub(crate) fn order(&self) -> impl Ord + use<> {
        let place = self.place().map(|label| (label.file.clone(), label.span));
        (place, self.severity, self.code.as_str(), self.message.clone())
    }
}
