//! The text a case is read from.

use std::{borrow::Cow, collections::BTreeMap};

use crate::Span;

/// How many bytes a case file may have.
pub const SIZE_LIMIT: usize = 8 * 1024 * 1024;

/// Which text a place is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// `case.toml`.
    Case,
    /// A digest, by its path relative to the case's folder.
    Digest(String),
}

/// A case file and the digests beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFiles {
    path: String,
    text: String,
    size: usize,
    not_utf8: Option<usize>,
    digests: BTreeMap<String, String>,
}

impl CaseFiles {
    /// The bytes of a case file, the path by which to show it, and the texts of digests by their path relative
    /// to the case's folder.
    ///
    /// What is beyond [`SIZE_LIMIT`] is not kept; each byte that is not UTF-8 is read as `?`, so that places
    /// keep their numbers.
    #[must_use]
    pub fn new(path: impl Into<String>, bytes: &[u8], digests: BTreeMap<String, String>) -> Self {
        let kept = if bytes.len() > SIZE_LIMIT { &[] } else { bytes };
        let not_utf8 = std::str::from_utf8(kept).err().map(|error| error.valid_up_to());
        let mut text = String::with_capacity(kept.len());
        for chunk in kept.utf8_chunks() {
            text.push_str(chunk.valid());
            chunk.invalid().iter().for_each(|_| text.push('?'));
        }
        Self { path: path.into(), text, size: bytes.len(), not_utf8, digests }
    }

    /// The bytes of the case file that a hash counts: tokens, one line a line of the file. Comments, spaces, the way in
    /// which lines end and a byte order mark count for nothing.
    #[must_use]
    pub fn canonical(&self) -> String {
        crate::tree::canonical(&self.text)
    }

    /// The same files with other texts, in which everything keeps its place.
    pub(crate) fn showing(&self, text: String, digests: BTreeMap<String, String>) -> Self {
        Self { path: self.path.clone(), text, size: self.size, not_utf8: self.not_utf8, digests }
    }

    /// The path by which to show the case file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text of the case file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The texts of digests by path.
    #[must_use]
    pub fn digests(&self) -> &BTreeMap<String, String> {
        &self.digests
    }

    /// How many bytes the case file has.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// The first byte that is not UTF-8.
    pub(crate) fn not_utf8(&self) -> Option<usize> {
        self.not_utf8
    }

    /// The text of `file`; empty when there is none.
    #[must_use]
    pub fn text_of(&self, file: &File) -> &str {
        match file {
            File::Case => &self.text,
            File::Digest(path) => self.digests.get(path).map_or("", String::as_str),
        }
    }

    /// The path by which to show `file`: a digest stands beside the case file.
    #[must_use]
    pub fn path_of<'a>(&'a self, file: &'a File) -> Cow<'a, str> {
        match (file, self.path.rfind('/')) {
            (File::Case, _) => Cow::Borrowed(&self.path),
            (File::Digest(path), None) => Cow::Borrowed(path),
            (File::Digest(path), Some(slash)) => {
                Cow::Owned(format!("{}/{path}", self.path.get(..slash).unwrap_or_default()))
            }
        }
    }

    /// Line and column of the first byte of `span` in `file`, both counted from one; columns count characters.
    #[must_use]
    pub fn line_and_column(&self, file: &File, span: Span) -> (usize, usize) {
        let text = self.text_of(file);
        let before = text.get(..floor_char_boundary(text, span.start)).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        (line, before.get(line_start..).unwrap_or_default().chars().count() + 1)
    }
}

/// The last place at or before `at` where a character begins.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0)
}
