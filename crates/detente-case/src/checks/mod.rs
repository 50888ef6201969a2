//! What can be wrong with a case that is written as the format asks.

use indexmap::IndexMap;

use crate::{
    Case, CaseFiles,
    read::{Digest, Sink, Syntax},
};

/// What checks look at.
pub(crate) struct Ground<'a> {
    pub(crate) case: &'a Case,
    pub(crate) files: &'a CaseFiles,
    pub(crate) digests: &'a IndexMap<String, Digest>,
    pub(crate) syntax: &'a Syntax<'a>,
}

/// Runs every check.
pub(crate) fn run(ground: &Ground<'_>, sink: &mut Sink) {
    let _ = (ground, sink);
}
