//! What the case rests on.

use indexmap::IndexMap;

use super::{digest::Digest, row::Row};
use crate::{Grade, Source, SourceId};

/// A source, with the statements of its digest.
pub(super) fn source(row: Row<'_>, digests: &IndexMap<String, Digest>) -> Option<Source> {
    let digest = row.text("digest");
    let statements = digest.as_ref().and_then(|path| digests.get(path)).map(Digest::texts);
    Some(Source {
        title: row.text("title"),
        publisher: row.text("publisher").unwrap_or_else(|| "unstated".into()),
        date: row.date("date")?,
        url: row.text("url"),
        statements: statements.unwrap_or_default(),
        digest,
        grade: row.text("grade").and_then(|text| text.parse().ok()).unwrap_or(Grade::CANNOT_BE_JUDGED),
        derived_from: row.name("derived_from", "sources", SourceId::new),
        label: row.word("tlp"),
        span: row.span,
    })
}
