//! What does a text say? A dispatch becomes drafts: parties, meetings, stances, red lines, levers, deadlines, denials,
//! each with the words it rests on. Nothing is drafted that the text does not say, and nothing is drafted twice.

mod cues;
pub mod days;
mod document;
mod draft;
mod links;
mod modality;
mod names;
mod reading;
mod reality;
mod sentences;
mod steps;
mod text;
mod verify;
mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    document::{DateFrom, Document, DocumentDate, Sentence},
    draft::{
        Capacity, Change, Confidence, Draft, Evidence, Format, Instrument, InstrumentForm, InstrumentState,
        Kind, Lever, Modality, Parties, Rank, Role, Said, Status, Strength,
    },
    text::{Article, Form, Refused, docx, html},
    verify::{Dropped, verify},
};

/// What was read from a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Read {
    /// The text as a whole.
    pub document: Document,
    /// What it says, in the order of the text.
    pub drafts: Vec<Draft>,
    /// What whoever reads it should know: no day, another language, drafts that were dropped.
    pub notes: Vec<String>,
}

/// What whoever reads a text knows of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The day it is from.
    pub date: Option<Date>,
}

/// Reads a text. The same text gives the same drafts, byte for byte.
#[must_use]
pub fn read(text: &str, options: &Options) -> Read {
    reading::read(text, options)
}

/// Reads the text of a page or a document. Places are bytes of the file where the file has them.
#[must_use]
pub fn read_article(article: &Article, options: &Options) -> Read {
    let date = options.date.map(|day| DocumentDate { day, from: DateFrom::Given });
    let date = date.or_else(|| article.date.map(|day| DocumentDate { day, from: DateFrom::Metadata }));
    let mut read = reading::read_from(&article.text, date);
    if article.title.is_some() {
        read.document.title.clone_from(&article.title);
    }
    if article.hidden > 0 {
        read.notes.push(format!(
            "Words that the file hides were left out: {}. Look at them in the file.",
            article.hidden
        ));
    }
    for sentence in &mut read.document.sentences {
        *sentence = Sentence { start: article.given(sentence.start), end: article.given_end(sentence.end) };
    }
    for evidence in read.drafts.iter_mut().flat_map(|draft| &mut draft.evidence) {
        (evidence.start, evidence.end) = (article.given(evidence.start), article.given_end(evidence.end));
    }
    read
}
