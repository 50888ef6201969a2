//! A treebank in the format CoNLL-U.

use crate::{Relation, Tag};

/// A word of a treebank.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As written.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Its part of speech.
    pub tag: Tag,
    /// Its part of speech in the older and finer scheme of the Penn Treebank.
    pub fine: String,
    /// The number of its head in the sentence.
    pub head: Option<usize>,
    /// How it depends on it.
    pub relation: Relation,
}

/// Sentences with their words.
#[derive(Clone, Debug, Default)]
pub struct Treebank {
    /// Each sentence's words.
    pub sentences: Vec<Vec<Entry>>,
    /// Each sentence as it was written.
    pub texts: Vec<String>,
}

impl Treebank {
    /// Reads a treebank; words that stand in no text are left out.
    ///
    /// # Errors
    ///
    /// The first line that is not as the format asks.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut bank = Self::default();
        let mut sentence = Vec::new();
        let mut written = String::new();
        for line in text.lines().chain([""]) {
            if let Some(text) = line.strip_prefix("# text = ") {
                text.clone_into(&mut written);
            } else if line.is_empty() {
                if !sentence.is_empty() {
                    bank.sentences.push(std::mem::take(&mut sentence));
                    bank.texts.push(std::mem::take(&mut written));
                }
            } else if !line.starts_with('#') {
                let fields: Vec<_> = line.split('\t').collect();
                if fields.first().is_some_and(|number| number.parse::<usize>().is_ok()) {
                    sentence.push(entry(&fields).ok_or_else(|| format!("not a word: {line}"))?);
                }
            }
        }
        Ok(bank)
    }
}

fn entry(fields: &[&str]) -> Option<Entry> {
    Some(Entry {
        form: (*fields.get(1)?).to_owned(),
        lemma: (*fields.get(2)?).to_owned(),
        tag: Tag::from_name(fields.get(3)?)?,
        fine: (*fields.get(4)?).to_owned(),
        head: fields.get(6)?.parse::<usize>().ok()?.checked_sub(1),
        relation: Relation::from_name(fields.get(7)?)?,
    })
}

/// Heads without crossing arcs: where two cross, the shorter one's dependent moves up to the head of its head
/// (Nivre and Nilsson 2005).
pub(super) fn without_crossings(heads: &[usize]) -> Vec<usize> {
    let mut heads = heads.to_vec();
    let root = heads.len();
    let is_above = |heads: &[usize], above: usize, mut below: usize| {
        while below != above && below != root {
            below = heads[below];
        }
        below == above
    };
    while let Some(crossing) = (0..root)
        .filter(|&at| {
            let (from, to) = (at.min(heads[at]), at.max(heads[at]));
            (from + 1..to).any(|between| !is_above(&heads, heads[at], between))
        })
        .min_by_key(|&at| at.abs_diff(heads[at]))
    {
        let head = heads[crossing];
        if head == root {
            break;
        }
        heads[crossing] = heads[head];
    }
    heads
}
