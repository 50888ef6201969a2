//! What waits for a yes or a no, and what was said of what.

mod content;
mod whole;

use std::collections::BTreeMap;

use detente_case::sha256;
use detente_evidence::{Document, Draft, Kind, Read, Said};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use self::content::{call_too, content, names_the_same, references, sentence_mark};
pub(crate) use self::content::{names_of, words_of};
pub use self::whole::{BadInbox, Fault};
use crate::digest::SHORT;

/// The file of a case in which its drafts are kept.
pub const FILE: &str = "inbox.json";

/// How much of a sentence a field may have of a text that may not be kept, in letters: of a question more, since it has
/// two answers.
const PART: (usize, usize) = (80, 120);

/// What was drafted for a case, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Inbox {
    /// The version of the file.
    pub schema: u32,
    /// The texts that were read.
    pub texts: Vec<Text>,
    /// The drafts, in the order in which they were drafted.
    pub drafts: Vec<Entry>,
}

/// The version of the file.
const VERSION: u32 = 1;

/// A text that was read, by what it is cited as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The name of its source in the case.
    pub source: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its title.
    pub title: String,
    /// Who published it, as far as the text says.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub address: Option<String>,
    /// Its day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub date: Date,
    /// Whether its words are kept beside the case, or only their hash.
    pub kept: bool,
    /// How far it may be passed on, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The source whose sentences it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<String>,
    /// A mark for each sentence, to find it again in other texts.
    pub sentences: Vec<String>,
}

/// A draft and what was said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The source of its text.
    pub source: String,
    /// What it says, as a hash: a draft that says the same is not asked about again.
    pub content: String,
    /// Whether it waits.
    pub answer: Answer,
    /// The draft.
    #[serde(flatten)]
    pub draft: Draft,
}

/// What was said of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Answer {
    /// Nothing yet.
    Waiting,
    /// Yes.
    Accepted {
        /// Who said so.
        by: String,
        /// On which day.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        /// The statements of the case that it is in.
        statements: Vec<String>,
    },
    /// No.
    Rejected {
        /// Who said so.
        by: String,
        /// On which day.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
    },
}

/// How the drafts of a text stand to what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Drafts that are new, by their names in the inbox.
    pub new: Vec<String>,
    /// Drafts that say what an earlier one says: the name of that one, and of its source.
    pub repeated: Vec<(String, String)>,
}

impl Inbox {
    /// An inbox without drafts.
    #[must_use]
    pub fn new() -> Self {
        Self { schema: VERSION, ..Self::default() }
    }

    /// Reads the file, whole or not at all.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadInbox> {
        whole::parse(bytes)
    }

    /// The bytes of the file: the same for the same drafts.
    pub fn bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The draft of this name.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.drafts.iter().find(|entry| entry.draft.id == id)
    }

    /// The text of this source.
    #[must_use]
    pub fn text(&self, source: &str) -> Option<&Text> {
        self.texts.iter().find(|text| text.source == source)
    }

    /// The text with these bytes, where it was read.
    #[must_use]
    pub fn text_of(&self, sha256: &str) -> Option<&Text> {
        self.texts.iter().find(|text| text.sha256 == sha256)
    }

    /// The drafts that wait, kind by kind.
    #[must_use]
    pub fn waiting(&self) -> BTreeMap<Kind, Vec<&Entry>> {
        let mut kinds: BTreeMap<Kind, Vec<&Entry>> = BTreeMap::new();
        for entry in self.drafts.iter().filter(|entry| entry.waits()) {
            kinds.entry(entry.draft.kind()).or_default().push(entry);
        }
        kinds
    }

    /// Puts in what was drafted from a text. What says the same as an earlier draft is not put in again: whom the text
    /// calls by other names is then called so too.
    pub fn take(&mut self, text: Text, read: &Read) -> Taken {
        let contents = contents_of(&read.drafts);
        let mut known = self.known();
        let mut taken = Taken::default();
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        let mut new = Vec::new();
        let mut number = self.drafts.iter().filter_map(Entry::number).max().unwrap_or(0);
        for (draft, content) in read.drafts.iter().zip(contents) {
            if let Some(earlier) = known.get(&content).cloned().or_else(|| self.bears_its_name(draft)) {
                let there = self.drafts.iter_mut().find(|entry| entry.draft.id == earlier);
                if let Some(entry) = there.filter(|entry| entry.source != text.source) {
                    call_too(&mut entry.draft, draft);
                    taken.repeated.push((entry.draft.id.clone(), entry.source.clone()));
                }
                names.insert(&draft.id, earlier);
                continue;
            }
            number += 1;
            let id = format!("d{number}");
            known.insert(content.clone(), id.clone());
            names.insert(&draft.id, id.clone());
            taken.new.push(id.clone());
            let draft = Draft { id, ..draft.clone() };
            new.push(Entry { source: text.source.clone(), content, answer: Answer::Waiting, draft });
        }
        for entry in &mut new {
            for reference in references(&mut entry.draft.said) {
                if let Some(name) = names.get(reference.as_str()) {
                    reference.clone_from(name);
                }
            }
            if !text.kept {
                entry.draft.evidence.iter_mut().for_each(|words| shorten(&mut words.text, SHORT));
                let part = if entry.draft.kind() == Kind::OpenQuestion { PART.1 } else { PART.0 };
                words_of(&mut entry.draft.said).into_iter().for_each(|words| shorten(words, part));
            }
        }
        self.drafts.extend(new);
        if self.text(&text.source).is_none() {
            self.texts.push(text);
        }
        taken
    }

    /// What is there, by what it says: as it was marked when it was read, and as it would be marked now.
    fn known(&self) -> BTreeMap<String, String> {
        let drafts: Vec<_> = self.drafts.iter().map(|entry| entry.draft.clone()).collect();
        let marks =
            contents_of(&drafts).into_iter().chain(self.drafts.iter().map(|entry| entry.content.clone()));
        let ids = drafts.iter().chain(&drafts).map(|draft| draft.id.clone());
        marks.zip(ids).collect()
    }

    /// The draft that names whom this one names, if by other words.
    fn bears_its_name(&self, draft: &Draft) -> Option<String> {
        let same = self.drafts.iter().find(|entry| names_the_same(&entry.draft, draft));
        same.map(|entry| entry.draft.id.clone())
    }
}

impl Entry {
    /// Whether nothing was said of it yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.answer == Answer::Waiting
    }

    /// Whether it was left out of the case.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        matches!(self.answer, Answer::Rejected { .. })
    }

    /// The number in its name.
    fn number(&self) -> Option<usize> {
        self.draft.id.strip_prefix('d')?.parse().ok()
    }
}

impl Text {
    /// The file of its sentences, from the folder of the case.
    #[must_use]
    pub fn digest(&self) -> String {
        format!("sources/{}.md", self.source)
    }

    /// The file of its words where they are kept, from the folder of the case.
    #[must_use]
    pub fn copy(&self) -> String {
        format!("sources/{}.txt", self.source)
    }

    /// What is kept of a text, cited as `source`.
    #[must_use]
    pub fn of(
        source: &str,
        bytes: &[u8],
        text: &str,
        document: &Document,
        drafts: &[Draft],
        date: Date,
    ) -> Self {
        let sources = || {
            drafts.iter().filter_map(|draft| match &draft.said {
                Said::Source { address, publisher, .. } => Some((address.clone(), publisher.clone())),
                _ => None,
            })
        };
        let address = sources().find_map(|(address, _)| address);
        let publisher = sources().find_map(|(_, publisher)| publisher);
        let sentences = document.sentences.iter();
        let sentences = sentences
            .map(|sentence| sentence_mark(text.get(sentence.start..sentence.end).unwrap_or_default()));
        Self {
            source: source.to_owned(),
            sha256: sha256(bytes),
            title: document.title.clone().unwrap_or_else(|| "A text without a title".to_owned()),
            publisher,
            address,
            date,
            kept: true,
            label: None,
            derived_from: None,
            sentences: sentences.collect(),
        }
    }
}

/// What each draft of a text says, as hashes: what a draft refers to counts by what it says itself.
fn contents_of(drafts: &[Draft]) -> Vec<String> {
    drafts.iter().map(|draft| content(draft, drafts)).collect()
}

/// Leaves the first few words of a text that may not be kept.
fn shorten(text: &mut String, most: usize) {
    let end = text.char_indices().nth(most).map(|(at, _)| at);
    if let Some(end) = end {
        let whole = text.get(..end).unwrap_or_default();
        let cut = whole.rfind(' ').unwrap_or(end);
        text.truncate(cut);
        text.push('…');
    }
}
