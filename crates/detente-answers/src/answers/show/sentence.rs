//! A sentence of a source, and everything that rests on it.

use detente_case::{Grade, Source, SourceId};
use jiff::civil::Date;
use serde::Serialize;

use super::Line;
use crate::{
    page::{Page, Text},
    question::Question,
    stop::{Stop, unknown},
    text::phrase,
};

/// A sentence of a source.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Sentence {
    /// How it is cited, such as `npr#13`.
    pub key: String,
    /// What the digest says, in the digest's words; absent when the digest has no such sentence.
    pub digest: Option<String>,
    /// Words of the source that citations quote.
    pub quoted: Vec<String>,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub date: Date,
    /// The grade of the source.
    pub grade: Grade,
    /// The source it goes back to, where it is a copy.
    pub copy_of: Option<SourceId>,
    /// Everything in the case that cites it.
    pub carries: Vec<Line>,
}

impl Sentence {
    pub(super) fn find(question: &Question, source: &str, number: &str) -> Result<Self, Stop> {
        let case = &question.case;
        let Some((id, found)) = case.sources.get_key_value(source) else {
            return Err(unknown("source", source, case.sources.keys().map(SourceId::as_str)));
        };
        let read: Option<u32> = number.parse().ok();
        let sentence = read.map(|number| Self::of(question, id, found, number));
        match sentence.filter(|sentence| sentence.digest.is_some() || !sentence.carries.is_empty()) {
            Some(sentence) => Ok(sentence),
            None => {
                Err(Stop::refused(format!("`{source}` has no sentence {number}")).with_help(known(found)))
            }
        }
    }

    /// Every sentence of a source's digest.
    pub(super) fn all(question: &Question, source: &str) -> Vec<Self> {
        let Some((id, found)) = question.case.sources.get_key_value(source) else { return Vec::new() };
        found.statements.keys().map(|number| Self::of(question, id, found, *number)).collect()
    }

    fn of(question: &Question, id: &SourceId, source: &Source, number: u32) -> Self {
        let resting = question.case.resting_on(id, Some(number));
        let mut quoted: Vec<String> = Vec::new();
        for citation in resting.iter().flat_map(|statement| statement.origin.citations()) {
            let here = citation.source == *id && citation.statement == Some(number);
            if let Some(words) = citation.words.as_ref().filter(|words| here && !quoted.contains(words)) {
                quoted.push(words.clone());
            }
        }
        Self {
            key: format!("{id}#{number}"),
            digest: source.statements.get(&number).cloned(),
            quoted,
            publisher: source.publisher.clone(),
            date: source.date,
            grade: source.grade,
            copy_of: source.derived_from.clone(),
            carries: resting.iter().map(|statement| super::line(question, statement)).collect(),
        }
    }

    pub(super) fn show(&self, page: &mut Page) {
        page.heading(&self.key);
        match &self.digest {
            Some(digest) => page.paragraph(digest.as_str()),
            None => {
                page.paragraph(Text::new().caution("The digest of the source does not have this sentence."));
            }
        }
        let copy = self.copy_of.as_ref().map_or(String::new(), |source| {
            format!("; it repeats {source}, and the two count as one source")
        });
        let mut facts = vec![
            ("published".to_owned(), Text::from(format!("{}, {}{copy}", self.publisher, self.date))),
            ("grade".to_owned(), Text::from(format!("{}: {}", self.grade, self.grade.in_words()))),
        ];
        if !self.quoted.is_empty() {
            let quoted: Vec<_> = self.quoted.iter().map(|words| format!("\"{words}\"")).collect();
            facts.push(("quoted".to_owned(), Text::from(quoted.join(", "))));
        }
        page.facts(facts);
        page.heading("What rests on it");
        if self.carries.is_empty() {
            page.paragraph("No statement of the case cites it.");
        }
        page.table(super::table(&self.carries));
    }

    /// The sentence in a list of all.
    pub(super) fn line(&self) -> Text {
        let digest = self.digest.as_deref().unwrap_or_default();
        let resting = match self.carries.len() {
            0 => Text::new().caution(" (nothing rests on it)"),
            number => Text::new().source(format!(" ({} on it)", phrase::count(number, "statement"))),
        };
        Text::new().source(format!("{} ", self.key)).plain(digest).then(resting)
    }
}

fn known(source: &Source) -> String {
    let mut numbers: Vec<u32> = source.statements.keys().copied().collect();
    numbers.sort_unstable();
    // What a reader may not see is a gap like any other.
    let runs = numbers.chunk_by(|one, next| one.checked_add(1) == Some(*next));
    let runs: Vec<String> = runs
        .filter_map(|run| match (run.first()?, run.last()?) {
            (first, last) if first == last => Some(first.to_string()),
            (first, last) => Some(format!("{first} to {last}")),
        })
        .collect();
    if runs.is_empty() {
        "it has no digest".to_owned()
    } else {
        format!("its digest has {}", phrase::list(&runs))
    }
}
