//! How well a treebank is read.

use std::fmt;

use super::{Entry, Treebank};
use crate::{Parser, Word, words};

/// How much of a treebank was read as its makers did. Shares are in hundredths of a per cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Words.
    pub words: usize,
    /// Words with the right part of speech.
    pub tags: usize,
    /// Words with the right lemma.
    pub lemmas: usize,
    /// Words with the right head.
    pub heads: usize,
    /// Words with the right head and relation.
    pub labelled: usize,
    /// The same without punctuation: words, heads, heads with relations.
    pub plain: [usize; 3],
}

impl Scores {
    /// Reads sentences whose words are given.
    #[must_use]
    pub fn of(parser: &Parser, bank: &Treebank) -> Self {
        let mut scores = Self::default();
        for sentence in &bank.sentences {
            let forms: Vec<&str> = sentence.iter().map(|entry| entry.form.as_str()).collect();
            for (word, entry) in parser.read_words(&forms).iter().zip(sentence) {
                scores.words += 1;
                scores.tags += usize::from(word.tag == entry.tag);
                scores.lemmas += usize::from(word.lemma == entry.lemma);
                let is_head = word.head == entry.head;
                let is_both = is_head && word.relation == entry.relation;
                scores.heads += usize::from(is_head);
                scores.labelled += usize::from(is_both);
                if entry.relation != crate::Relation::Punct {
                    scores.plain[0] += 1;
                    scores.plain[1] += usize::from(is_head);
                    scores.plain[2] += usize::from(is_both);
                }
            }
        }
        scores
    }

    /// A share of all words, in hundredths of a per cent.
    #[must_use]
    pub const fn share(&self, part: usize) -> usize {
        part * 10_000 / if self.words == 0 { 1 } else { self.words }
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, of: usize| {
            let share = part * 10_000 / of.max(1);
            format!("{}.{:02}", share / 100, share % 100)
        };
        write!(
            to,
            "tags {}, lemmas {}, UAS {}, LAS {} (without punctuation {}, {})",
            share(self.tags, self.words),
            share(self.lemmas, self.words),
            share(self.heads, self.words),
            share(self.labelled, self.words),
            share(self.plain[1], self.plain[0]),
            share(self.plain[2], self.plain[0]),
        )
    }
}

/// How well sentences are read whose words are not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RawScores {
    /// Words of the treebank.
    pub gold: usize,
    /// Words that were found.
    pub found: usize,
    /// Words that stand where a word of the treebank stands.
    pub aligned: usize,
    /// Of these, those with the right head.
    pub heads: usize,
    /// Of these, those with the right head and relation.
    pub labelled: usize,
}

impl RawScores {
    /// Reads sentences as they were written.
    #[must_use]
    pub fn of(parser: &Parser, bank: &Treebank) -> Self {
        let mut scores = Self::default();
        for (sentence, text) in bank.sentences.iter().zip(&bank.texts) {
            let Some(places) = places(sentence, text) else { continue };
            let read = parser.read(text);
            scores.gold += sentence.len();
            scores.found += read.len();
            let at = |word: &Word| (word.start, word.end);
            for (entry, place) in sentence.iter().zip(&places) {
                let Some(word) = read.iter().find(|word| at(word) == *place) else { continue };
                scores.aligned += 1;
                let head = word.head.map(|head| at(&read[head]));
                if head == entry.head.map(|head| places[head]) {
                    scores.heads += 1;
                    scores.labelled += usize::from(word.relation == entry.relation);
                }
            }
        }
        scores
    }

    /// The harmonic mean of what was found of the treebank and of what was right of the found, in hundredths of a per
    /// cent.
    #[must_use]
    pub const fn share(&self, part: usize) -> usize {
        let both = self.gold + self.found;
        part * 20_000 / if both == 0 { 1 } else { both }
    }
}

impl fmt::Display for RawScores {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize| format!("{}.{:02}", self.share(part) / 100, self.share(part) % 100);
        write!(
            to,
            "own words: F1 {}, UAS {}, LAS {}",
            share(self.aligned),
            share(self.heads),
            share(self.labelled)
        )
    }
}

/// Where the words of a sentence stand in it; `None` where they do not.
fn places(sentence: &[Entry], text: &str) -> Option<Vec<(usize, usize)>> {
    let mut at = 0;
    sentence
        .iter()
        .map(|entry| {
            let start = at + text.get(at..)?.find(&entry.form)?;
            at = start + entry.form.len();
            Some((start, at))
        })
        .collect()
}

/// Sentences that are cut otherwise than in the treebank: what stands there, what was found.
#[must_use]
pub fn cut_otherwise(bank: &Treebank) -> Vec<(String, String)> {
    let pairs = bank.sentences.iter().zip(&bank.texts).filter_map(|(sentence, text)| {
        let gold: Vec<&str> = sentence.iter().map(|entry| entry.form.as_str()).collect();
        let found: Vec<&str> = words(text).into_iter().map(|at| &text[at]).collect();
        let same = gold.iter().zip(&found).take_while(|(one, other)| one == other).count();
        let near = |list: &[&str]| list[same.saturating_sub(1)..list.len().min(same + 3)].join(" ");
        (gold != found).then(|| (near(&gold), near(&found)))
    });
    pairs.collect()
}
