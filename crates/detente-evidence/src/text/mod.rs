//! What of a file is the text: the article of a saved page, the paragraphs of a Word document.

mod blocks;
mod docx;
mod html;

use std::fmt;

use jiff::civil::Date;

pub use self::{docx::docx, html::html};

/// The text of a file, with what the file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The text: paragraphs with an empty line between them.
    pub text: String,
    /// Its title.
    pub title: Option<String>,
    /// The day it was published.
    pub date: Option<Date>,
    /// The address of the page.
    pub address: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// How many words the file hides from whoever looks at it: they are no part of the text.
    pub hidden: usize,
    /// Where the pieces of the text stand in the file. Empty where places of the file mean nothing.
    pub(crate) runs: Vec<Run>,
}

/// Bytes of the text that stand in the file one after the other, or one character that the file writes in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// Where it begins in the text.
    pub text: usize,
    /// Where it begins in the file.
    pub given: usize,
    /// How many bytes of the file it takes, where the file writes it in another way.
    pub written: Option<usize>,
}

impl Article {
    /// Where in the file what stands at a byte of the text begins.
    #[must_use]
    pub fn given(&self, at: usize) -> usize {
        self.run(at).map_or(at, |run| match run.written {
            Some(_) => run.given,
            None => run.given + (at - run.text),
        })
    }

    /// Where in the file what ends before a byte of the text ends.
    #[must_use]
    pub fn given_end(&self, end: usize) -> usize {
        let Some(last) = end.checked_sub(1) else { return self.given(end) };
        self.run(last).map_or(end, |run| match run.written {
            Some(length) => run.given + length,
            None => run.given + (end - run.text),
        })
    }

    fn run(&self, at: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.text <= at);
        self.runs.get(after.checked_sub(1)?)
    }
}

/// Kinds of files that somebody may give to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text, Markdown.
    Plain,
    /// A page.
    Html,
    /// A Word document.
    Docx,
    /// A PDF, which is not read.
    Pdf,
}

impl Form {
    /// The kind of a file by its first bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::Docx;
        }
        if is_page(bytes) { Self::Html } else { Self::Plain }
    }
}

/// Whether bytes are a page: by their beginning, or by elements that open and close in them.
fn is_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head: Vec<u8> = bytes.iter().take(64_000).map(u8::to_ascii_lowercase).collect();
    let has = |mark: &[u8]| head.windows(mark.len()).any(|window| window == mark);
    let begins = head.trim_ascii_start().starts_with(b"<");
    let whole = [&b"<!doctype html"[..], b"<html", b"<body", b"<head>"];
    // A text that speaks of `<html>` somewhere is none.
    let first: &[u8] = head.get(..2_000).unwrap_or(&head);
    if whole.iter().any(|mark| first.windows(mark.len()).any(|window| window == *mark)) {
        return true;
    }
    let pairs: [(&[u8], &[u8]); 6] = [
        (b"<p", b"</p>"),
        (b"<div", b"</div>"),
        (b"<article", b"</article>"),
        (b"<section", b"</section>"),
        (b"<body", b"</body>"),
        (b"<html", b"</html>"),
    ];
    let open = pairs.iter().filter(|(opens, closes)| has(opens) && has(closes)).count();
    begins && open > 0 || open > 1
}

/// The lines of what is left out of a text that bear a mark of how far it may be passed on: they count wherever they stand.
fn labels<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        let letters: String =
            line.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_uppercase).collect();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if letters.contains("TLP") && line.len() < 400 && !found.contains(&line) && found.len() < 16 {
            found.push(line);
        }
    }
    found
}

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is a PDF.
    Pdf,
    /// It is no Word document, or a broken one.
    NoDocument,
    /// Its parts are too large when they are unpacked.
    TooLarge,
    /// It has no text.
    NoText,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pdf => "PDFs cannot be read. Save it as text or as a Word document, and read that.",
            Self::NoDocument => {
                "The file is not a Word document, or is damaged. Save it again, or save it as text."
            }
            Self::TooLarge => "The document is too large. Save the part that matters as text.",
            Self::NoText => "The file has no text that could be read.",
        })
    }
}

impl std::error::Error for Refused {}
