//! Where a statement of the case comes from: its place in the file, its citations or its assumption.

use std::fmt;

use jiff::civil::Date;
use serde::Serialize;

use crate::{Grade, SourceId, TrafficLight};

/// A range of bytes in `case.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A reference to one numbered statement of a source, written `npr#13 'consistently dismissed'`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// The number of the statement in the source's digest; absent when the source as a whole is meant.
    pub statement: Option<u32>,
    /// A few words quoted from the source.
    pub words: Option<String>,
    /// Where the citation stands in the case file.
    pub span: Span,
}

/// `npr#13`, or `npr`.
impl fmt::Display for Citation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.statement {
            Some(number) => write!(formatter, "{}#{number}", self.source),
            None => write!(formatter, "{}", self.source),
        }
    }
}

/// Something held to be so without a source, by somebody, for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it may be used.
    pub expires: Option<Date>,
    /// The named set it belongs to; absent means it always holds unless a set says otherwise.
    pub set: Option<String>,
}

/// Why a statement stands in the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It structures the case (a name, a definition) and asserts nothing about the world.
    Definition,
    /// It is reported by these sources.
    Cited(Vec<Citation>),
    /// It is assumed.
    Assumed(Assumption),
}

/// Everything that can be asked about where a statement of the case comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The whole table or value that makes the statement.
    pub span: Span,
    /// Citations or assumption.
    pub basis: Basis,
    /// A grade of its own, where the statement is weaker or stronger than its source.
    pub grade: Option<Grade>,
    /// A remark in the analyst's words.
    pub note: Option<String>,
    /// The day from which it holds, where that is earlier than its publication.
    pub since: Option<Date>,
    /// The last day on which it held.
    pub until: Option<Date>,
    /// How far it may be passed on.
    pub label: Option<TrafficLight>,
    /// The compartment it is confined to; compartments are closed unless a view opens them.
    pub compartment: Option<String>,
}

impl Origin {
    /// The origin of a definition at `span`.
    #[must_use]
    pub fn definition(span: Span) -> Self {
        Self {
            span,
            basis: Basis::Definition,
            grade: None,
            note: None,
            since: None,
            until: None,
            label: None,
            compartment: None,
        }
    }

    /// The citations, none for a definition or an assumption.
    #[must_use]
    pub fn citations(&self) -> &[Citation] {
        match &self.basis {
            Basis::Cited(citations) => citations,
            Basis::Definition | Basis::Assumed(_) => &[],
        }
    }

    /// The assumption, if it is one.
    #[must_use]
    pub fn assumption(&self) -> Option<&Assumption> {
        match &self.basis {
            Basis::Assumed(assumption) => Some(assumption),
            Basis::Definition | Basis::Cited(_) => None,
        }
    }

    /// Whether it is assumed rather than reported or defined.
    #[must_use]
    pub fn is_assumed(&self) -> bool {
        self.assumption().is_some()
    }
}

/// A point or stretch of time as a source words it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct When {
    /// The first day it can be.
    pub from: Date,
    /// The last day it can be.
    pub to: Date,
    /// How the source says it, such as "within days".
    pub words: Option<String>,
}

impl When {
    /// One day.
    #[must_use]
    pub fn on(day: Date) -> Self {
        Self { from: day, to: day, words: None }
    }
}

/// `2025-04-23`, or `2025-04-23 to 2025-04-30 ("within days")`.
impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.from)?;
        if self.from != self.to {
            write!(formatter, " to {}", self.to)?;
        }
        match &self.words {
            Some(words) => write!(formatter, " (\"{words}\")"),
            None => Ok(()),
        }
    }
}
