//! What the case rests on.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{Grade, Origin, SourceId, Span, TrafficLight};

/// A publication or document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: String,
    /// The day of publication; from this day its statements are known.
    pub date: Date,
    /// Where it can be read.
    pub url: Option<String>,
    /// The file of numbered statements in our own words, relative to the case's folder.
    pub digest: Option<String>,
    /// The statements of the digest by number; empty when there is no digest.
    pub statements: IndexMap<u32, String>,
    /// How good it is, unless a statement is graded on its own.
    pub grade: Grade,
    /// The source it copies or rewrites: the two corroborate nothing between them.
    pub derived_from: Option<SourceId>,
    /// How far it may be passed on.
    pub label: Option<TrafficLight>,
    /// Where it stands in the case file.
    pub span: Span,
}

/// One item of a dated history: nothing is overwritten, the last known item holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T> {
    /// What held from then on.
    pub is: T,
    /// The day, where the source gives one.
    pub on: Option<Date>,
    /// Where this is said.
    pub origin: Origin,
}
