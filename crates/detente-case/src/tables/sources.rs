//! What the case rests on: publications and documents. They state nothing of their own; statements cite them.

use indexmap::IndexMap;
use jiff::civil::Date;

use crate::{
    Grade, ItemKind, SourceId, Span, TrafficLight,
    known::Known,
    shape::{BasisRule, Kind, Shape, optional, required, words},
    tree::{Digest, Row},
};

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
    /// The compartment it is confined to, with whatever rests on it alone.
    pub compartment: Option<String>,
    /// Where it stands in the case file.
    pub span: Span,
}

/// How the file writes a source.
pub(crate) const SOURCES: Shape = Shape::asserting(
    ItemKind::Source,
    "A publication or document the case rests on.",
    &[
        optional("title", Kind::Text, "its title"),
        required("publisher", Kind::Text, "who published it"),
        required("date", Kind::Date, "the day of publication: from then on its statements are known"),
        optional("url", Kind::Text, "where it can be read"),
        optional("digest", Kind::Text, "the file of its statements, such as `sources/npr.md`"),
        required("grade", Kind::Grade, "its Admiralty grade, such as `\"C2\"`"),
        optional(
            "derived_from",
            Kind::Name(ItemKind::Source),
            "the source it copies or rewrites: the two corroborate nothing between them",
        ),
        optional("tlp", Kind::Word(words::<TrafficLight>), "how far it may be passed on"),
        optional(
            "compartment",
            Kind::Text,
            "the compartment it is confined to, with whatever rests on it alone",
        ),
        optional("note", Kind::Text, "a remark"),
    ],
)
.with_basis(BasisRule::Never);

impl Source {
    /// The source as the file has it, with the statements of its digest.
    pub(crate) fn read(row: Row<'_>) -> Option<Self> {
        let digest = row.text("digest");
        let statements = digest.as_ref().and_then(|path| row.book.digests.get(path)).map(Digest::texts);
        Some(Self {
            title: row.text("title"),
            publisher: row.text("publisher").unwrap_or_else(|| "unstated".into()),
            date: row.date("date")?,
            url: row.text("url"),
            statements: statements.unwrap_or_default(),
            digest,
            grade: row.text("grade").and_then(|text| text.parse().ok()).unwrap_or(Grade::CANNOT_BE_JUDGED),
            derived_from: row.name("derived_from"),
            label: row.word("tlp"),
            compartment: row.text("compartment"),
            span: row.span,
        })
    }

    /// Forgets what it was copied from if that is not known.
    pub(crate) fn keep(&mut self, known: &Known) {
        known.forget(&mut self.derived_from);
    }
}
