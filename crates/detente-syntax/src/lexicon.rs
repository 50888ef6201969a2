//! What is known of words by themselves: which parts of speech they may be, and what they come from.

use crate::{
    Features, Relation, Tag,
    hash::{self, high, mix},
    parse::Token,
};

/// A part of speech with what the form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FineTag {
    pub(crate) tag: Tag,
    pub(crate) features: Features,
}

/// How a form becomes a lemma.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rule {
    /// Whether capitals become small.
    pub(crate) lower: bool,
    /// How many characters fall off the end.
    pub(crate) strip: u8,
    /// What is put there.
    pub(crate) add: String,
}

impl Rule {
    pub(crate) fn apply(&self, form: &str) -> String {
        let mut lemma = if self.lower { form.to_lowercase() } else { form.to_owned() };
        for _ in 0..self.strip {
            lemma.pop();
        }
        lemma.push_str(&self.add);
        if lemma.is_empty() { form.to_owned() } else { lemma }
    }
}

/// How long an ending may be that decides on a lemma.
pub(crate) const LONGEST_ENDING: usize = 7;

/// As which classes a word was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Seen {
    /// A set of classes.
    pub(crate) classes: u128,
    /// So often that it will be no other.
    pub(crate) is_all: bool,
}

/// What is known of words, tags and relations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lexicon {
    /// Each class of the decision between parts of speech.
    pub(crate) fine: Vec<FineTag>,
    /// The classes that an unknown word may have, as a set.
    pub(crate) open: u128,
    /// What common words may be, by its number.
    pub(crate) sets: Vec<Seen>,
    /// Common words by the number of their small letters, in order, with the number of their set.
    pub(crate) words: Vec<(u32, u16)>,
    /// How forms become lemmas.
    pub(crate) rules: Vec<Rule>,
    /// Endings with their class, by their number, in order, with the number of their rule.
    pub(crate) endings: Vec<(u32, u16)>,
    /// Which relations a pair may have, as a set, by its number; in order.
    pub(crate) pairs: Vec<(u16, u64)>,
}

impl Lexicon {
    /// What a common word may be.
    pub(crate) fn seen(&self, lower: u64) -> Option<Seen> {
        let at = self.words.binary_search_by_key(&high(lower), |&(word, _)| word).ok()?;
        self.sets.get(usize::from(self.words[at].1)).copied()
    }

    /// The lemma of a form that is of a class.
    pub(crate) fn lemma(&self, form: &str, class: usize) -> String {
        endings(form, class)
            .find_map(|ending| self.rule(ending))
            .map_or_else(|| form.to_lowercase(), |rule| rule.apply(form))
    }

    /// The rule of an ending.
    pub(crate) fn rule(&self, ending: u32) -> Option<&Rule> {
        let at = self.endings.binary_search_by_key(&ending, |&(ending, _)| ending).ok()?;
        self.rules.get(usize::from(self.endings[at].1))
    }

    /// The relations that a word may have to its head.
    pub(crate) fn relations(&self, head: &Token, dependent: &Token, is_before: bool) -> u64 {
        let key = pair(head, dependent, is_before);
        match self.pairs.binary_search_by_key(&key, |&(pair, _)| pair) {
            Ok(at) => self.pairs[at].1,
            Err(_) => ANY_RELATION,
        }
    }
}

/// Every relation but that of the root.
pub(crate) const ANY_RELATION: u64 = ((1 << Relation::ALL.len()) - 1) & !(1 << Relation::Root as u64);

/// The number of a pair of classes and of which stands first.
pub(crate) fn pair(head: &Token, dependent: &Token, is_before: bool) -> u16 {
    let [head, dependent] = [head, dependent].map(|word| u16::try_from(word.class).unwrap_or(u16::MAX) & 127);
    (head << 8) | (dependent << 1) | u16::from(is_before)
}

/// The numbers of a form as a whole and of its endings, with a class, longest first.
pub(crate) fn endings(form: &str, class: usize) -> impl Iterator<Item = u32> {
    let seed = mix(class as u64, 0x1e44a);
    let is_capital = form.starts_with(char::is_uppercase);
    let lower = form.to_lowercase();
    let whole = mix(mix(seed, hash::of_text(form)), 1);
    let whole_lower = mix(mix(seed, hash::of_text(&lower)), 2);
    let mut ends = vec![lower.len()];
    ends.extend(lower.char_indices().rev().take(LONGEST_ENDING).map(|(at, _)| at));
    let ends = ends
        .into_iter()
        .rev()
        .map(move |at| high(mix(mix(seed, hash::of_text(&lower[at..])), 3 + u64::from(is_capital))));
    [high(whole), high(whole_lower)].into_iter().chain(ends)
}
