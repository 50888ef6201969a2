//! The text a case is read from.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{Span, landmarks::Landmarks};

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
    landmarks: Landmarks,
    size: usize,
    not_utf8: Option<usize>,
    digests: BTreeMap<String, String>,
    digest_landmarks: BTreeMap<String, Landmarks>,
    digests_not_utf8: BTreeMap<String, usize>,
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
        let (text, not_utf8) = legible(kept);
        Self {
            path: path.into(),
            landmarks: Landmarks::of(&text),
            text,
            size: bytes.len(),
            not_utf8,
            digest_landmarks: landmarks(&digests),
            digests,
            digests_not_utf8: BTreeMap::new(),
        }
    }

    /// These files and a digest, by its path relative to the case's folder and its bytes; each byte that is not UTF-8
    /// is read as `?`, and told.
    #[must_use]
    pub fn with_digest(mut self, path: impl Into<String>, bytes: &[u8]) -> Self {
        let (path, (text, not_utf8)) = (path.into(), legible(bytes));
        if let Some(at) = not_utf8 {
            self.digests_not_utf8.insert(path.clone(), at);
        }
        self.digest_landmarks.insert(path.clone(), Landmarks::of(&text));
        self.digests.insert(path, text);
        self
    }

    /// These files with another text of the case file, beside the digests that they have.
    #[must_use]
    pub fn with_text(&self, text: &str) -> Self {
        Self {
            digests_not_utf8: self.digests_not_utf8.clone(),
            ..Self::new(self.path.clone(), text.as_bytes(), self.digests.clone())
        }
    }

    /// The bytes of the case file that a hash counts: tokens, one line a line of the file. Comments, spaces, the way in
    /// which lines end and a byte order mark count for nothing.
    #[must_use]
    pub fn canonical(&self) -> String {
        crate::tree::canonical(&self.text)
    }

    /// These files with other texts, in which everything keeps its place.
    pub(crate) fn showing(&self, text: String, digests: BTreeMap<String, String>) -> Self {
        let shown = self.digests_not_utf8.iter().filter(|(path, _)| digests.contains_key(*path));
        Self {
            path: self.path.clone(),
            landmarks: Landmarks::of(&text),
            text,
            size: self.size,
            not_utf8: self.not_utf8,
            digest_landmarks: landmarks(&digests),
            digests_not_utf8: shown.map(|(path, at)| (path.clone(), *at)).collect(),
            digests,
        }
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

    /// The digests that are not UTF-8, each with its first byte that is not.
    pub(crate) fn digests_not_utf8(&self) -> impl Iterator<Item = (&String, usize)> {
        self.digests_not_utf8.iter().map(|(path, at)| (path, *at))
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
        let landmarks = match file {
            File::Case => Some(&self.landmarks),
            File::Digest(path) => self.digest_landmarks.get(path),
        };
        landmarks.map_or((1, 1), |landmarks| landmarks.line_and_column(self.text_of(file), span.start))
    }
}

fn landmarks(texts: &BTreeMap<String, String>) -> BTreeMap<String, Landmarks> {
    texts.iter().map(|(path, text)| (path.clone(), Landmarks::of(text))).collect()
}

/// A text in which places keep their numbers, and the first byte that is not UTF-8.
fn legible(bytes: &[u8]) -> (String, Option<usize>) {
    let not_utf8 = std::str::from_utf8(bytes).err().map(|error| error.valid_up_to());
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|_| text.push('?'));
    }
    (text, not_utf8)
}

/// The last place at or before `at` where a character begins.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|index| text.is_char_boundary(*index)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_that_is_not_utf8_is_told_with_its_place() {
        let text = b"[case]\ntitle = \"T\"\nas_of = 2026-01-01\ninstrument = { class = \"contract\", consent = [\"a\"] }\n[parties]\na = { name = \"A\", role = \"principal\" }\n[sources.s]\npublisher = \"P\"\ndate = 2025-12-01\ngrade = \"B2\"\ndigest = \"sources/s.md\"\n";
        let files = CaseFiles::new("case.toml", text, BTreeMap::new())
            .with_digest("sources/s.md", b"1. One.\n\n2. Z\xfcrich.\n");
        let told = crate::read(&files).diagnostics;
        let digest = File::Digest("sources/s.md".to_owned());
        let places: Vec<_> =
            told.iter().filter(|told| told.code == "not-utf8").flat_map(|told| &told.labels).collect();
        assert_eq!(places.len(), 1, "{told:?}");
        assert_eq!((&places[0].file, files.line_and_column(&digest, places[0].span)), (&digest, (3, 5)));
        assert!(!files.text_of(&digest).contains('\u{fffd}'));
        let plain = CaseFiles::new("case.toml", text, BTreeMap::new())
            .with_digest("sources/s.md", "1. Zürich.\n".as_bytes());
        assert!(!crate::read(&plain).diagnostics.iter().any(|told| told.code == "not-utf8"));
    }
}
