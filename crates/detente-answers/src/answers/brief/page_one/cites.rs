//! Sources in as few characters as a line has room for: `[13]`, with a key at the foot of the page.

use std::collections::BTreeSet;

use indexmap::IndexSet;

use crate::{
    page::{Text, shortened},
    question::Question,
    text::Reference,
};

/// How many columns of a source's name the key has room for.
const LONGEST_NAME: usize = 32;

/// What the page has cited so far.
pub(super) struct Cites<'q> {
    question: &'q Question,
    sources: IndexSet<String>,
    owners: BTreeSet<String>,
    letters: bool,
}

impl<'q> Cites<'q> {
    pub(super) fn of(question: &'q Question) -> Self {
        Self { question, sources: IndexSet::new(), owners: BTreeSet::new(), letters: true }
    }

    /// These citations where one source is cited: its sentences need no letter.
    pub(super) fn without_letters(self) -> Self {
        Self { letters: false, ..self }
    }

    /// Whether all that was cited is of one source.
    pub(super) fn are_of_one_source(&self) -> bool {
        self.sources.len() == 1
    }

    /// ` [13]`, ` [b4]` where several sources are cited, ` (assumed)`; nothing for a definition.
    pub(super) fn mark(&mut self, reference: Option<&Reference>) -> Text {
        let Some(reference) = reference else { return Text::new().caution(" (nobody says)") };
        if let Some(owner) = &reference.assumed_by {
            self.owners.insert(owner.clone());
            return Text::new().caution(" (assumed)");
        }
        let mut marks: Vec<String> = Vec::new();
        for cite in &reference.cites {
            let (source, sentence) = cite.key.split_once('#').unwrap_or((&cite.key, ""));
            let (place, _) = self.sources.insert_full(source.to_owned());
            let mark = format!("{}{sentence}", self.letter(place));
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        if marks.is_empty() { Text::new() } else { Text::new().source(format!(" [{}]", marks.join(", "))) }
    }

    /// A letter for each source, where the page cites several.
    fn letter(&self, place: usize) -> String {
        if !self.letters {
            return String::new();
        }
        let letter = u32::try_from(place).ok().and_then(|place| char::from_digit(10 + place, 36));
        letter.map_or_else(|| format!("{}:", place + 1), |letter| letter.to_string())
    }

    /// What the marks mean.
    pub(super) fn key(&self) -> Text {
        let source = |(place, id): (usize, &String)| {
            let source = self.question.whole.sources.get(id.as_str());
            let name =
                source.map_or(id.as_str(), |source| source.title.as_deref().unwrap_or(&source.publisher));
            let date = source.map_or(String::new(), |source| format!(", {}", source.date));
            format!("[{}n] = sentence n of {}{date}. ", self.letter(place), shortened(name, LONGEST_NAME))
        };
        let sources: String = self.sources.iter().enumerate().map(source).collect();
        let owners: Vec<_> = self.owners.iter().map(String::as_str).collect();
        let assumed =
            if owners.is_empty() { String::new() } else { format!("Assumed by {}. ", owners.join(", ")) };
        Text::from(sources + &assumed)
    }
}
