//! A text, where its sentences are, and from which day it is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is known of a text as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Its title, where it has one.
    pub title: Option<String>,
    /// The day it is from. Without one, "today" is no day.
    pub date: Option<DocumentDate>,
    /// How many bytes it has.
    pub bytes: usize,
    /// Its sentences, in order. The first has the number 1.
    pub sentences: Vec<Sentence>,
}

/// The day a text is from, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentDate {
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub day: Date,
    /// How it is known.
    pub from: DateFrom,
}

/// How the day of a text is known, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DateFrom {
    /// Whoever reads the text said so.
    Given,
    /// The page says so in its metadata.
    Metadata,
    /// The dateline or a line of its own says so.
    Dateline,
    /// The address of the page has it.
    Address,
}

/// Where a sentence stands: bytes of the document as given, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sentence {
    /// Where it begins.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
}
