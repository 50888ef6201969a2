//! What a treebank says of words by themselves.

#![allow(clippy::cast_possible_truncation, reason = "numbers of rules and lengths of words")]

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Lesson, Treebank};
use crate::{
    Feature, Features, Relation, Tag,
    hash::{self, high},
    lexicon::{FineTag, Lexicon, Rule, Seen, endings, pair},
    tagger::MOST_CLASSES,
};

/// How often a class must be seen to be one.
const LEAST_OF_A_CLASS: usize = 10;
/// How often a word must be seen to be known to its neighbours.
const LEAST_OF_A_WORD: usize = 3;
/// How often a word must be seen to be nothing but what it was seen as.
const OFTEN: usize = 20;

/// Pairs of a tag and its finer scheme, by number.
pub(super) struct Classes {
    pairs: BTreeMap<(Tag, String), usize>,
    /// The most common class of a tag.
    common: BTreeMap<Tag, usize>,
    fine: Vec<FineTag>,
}

impl Classes {
    pub(super) fn of(bank: &Treebank) -> Self {
        let mut counts: BTreeMap<(Tag, String), usize> = BTreeMap::new();
        for entry in bank.sentences.iter().flatten() {
            *counts.entry((entry.tag, entry.fine.clone())).or_default() += 1;
        }
        let mut ranked: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= LEAST_OF_A_CLASS).collect();
        ranked.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        ranked.truncate(MOST_CLASSES - 1);
        let fine =
            ranked.iter().map(|((tag, fine), _)| FineTag { tag: *tag, features: features(fine) }).collect();
        let mut common = BTreeMap::new();
        for (class, ((tag, _), _)) in ranked.iter().enumerate() {
            common.entry(*tag).or_insert(class);
        }
        let pairs = ranked.into_iter().enumerate().map(|(class, (pair, _))| (pair, class)).collect();
        Self { pairs, common, fine }
    }

    pub(super) fn class(&self, entry: &Entry) -> usize {
        let pair = (entry.tag, entry.fine.clone());
        self.pairs.get(&pair).or_else(|| self.common.get(&entry.tag)).copied().unwrap_or_default()
    }
}

/// What the finer scheme says of a form.
fn features(fine: &str) -> Features {
    let says: &[Feature] = match fine {
        "VBD" => &[Feature::Past],
        "VBP" | "VBZ" => &[Feature::Present],
        "VBN" => &[Feature::Participle],
        "VBG" => &[Feature::Gerund],
        "VB" => &[Feature::Base],
        "MD" => &[Feature::Modal],
        "NNS" | "NNPS" => &[Feature::Plural],
        "POS" => &[Feature::Possessive],
        "PRP" => &[Feature::Personal],
        "PRP$" => &[Feature::Personal, Feature::Possessive],
        "WP$" => &[Feature::Question, Feature::Possessive],
        "WDT" | "WP" | "WRB" => &[Feature::Question],
        "JJR" | "RBR" => &[Feature::Comparative],
        "JJS" | "RBS" => &[Feature::Superlative],
        _ => &[],
    };
    says.iter().fold(Features::NONE, |all, &feature| all.with(feature))
}

/// Collects what sentences say.
pub(super) fn build<'bank>(sentences: impl Iterator<Item = &'bank Vec<Entry>>, classes: &Classes) -> Lexicon {
    let mut words: BTreeMap<u32, BTreeMap<usize, usize>> = BTreeMap::new();
    let mut lemmas: BTreeMap<(String, usize), BTreeMap<Rule, usize>> = BTreeMap::new();
    for sentence in sentences {
        for entry in sentence {
            let class = classes.class(entry);
            let word = high(hash::of_text(&entry.form.to_lowercase()));
            *words.entry(word).or_default().entry(class).or_default() += 1;
            *lemmas
                .entry((entry.form.clone(), class))
                .or_default()
                .entry(rule(&entry.form, &entry.lemma))
                .or_default() += 1;
        }
    }
    let mut rare: BTreeMap<usize, usize> = BTreeMap::new();
    for seen in words.values().filter(|seen| seen.values().sum::<usize>() < LEAST_OF_A_WORD) {
        for (class, count) in seen {
            *rare.entry(*class).or_default() += count;
        }
    }
    let open = rare.iter().filter(|(_, count)| **count >= 5).fold(0, |set, (class, _)| set | 1 << class);
    let known: Vec<(u32, Seen)> =
        words.iter().filter_map(|(word, seen)| Some((*word, known(seen)?))).collect();
    let sets: Vec<Seen> = known.iter().map(|(_, seen)| *seen).collect::<BTreeSet<_>>().into_iter().collect();
    let words = known.into_iter().map(|(word, seen)| (word, number_of(&sets, &seen))).collect();
    let (rules, endings) = decide(&lemmas);
    Lexicon { fine: classes.fine.clone(), open, sets, words, rules, endings, pairs: Vec::new() }
}

/// What a word may be that was seen often enough: all that it was, or all but slips where it was seen very often.
fn known(seen: &BTreeMap<usize, usize>) -> Option<Seen> {
    let all: usize = seen.values().sum();
    let classes =
        seen.iter().filter(|(_, count)| **count * 200 >= all).fold(0, |set, (class, _)| set | 1 << class);
    (all >= LEAST_OF_A_WORD).then_some(Seen { classes, is_all: all >= OFTEN })
}

/// The relations of each pair of classes that was seen often enough; others may have any.
pub(super) fn pairs(lessons: &[Lesson]) -> Vec<(u16, u64)> {
    let mut pairs: BTreeMap<u16, (usize, u64)> = BTreeMap::new();
    for lesson in lessons {
        for (at, (&head, &relation)) in lesson.heads.iter().zip(&lesson.relations).enumerate() {
            if relation != Relation::Root {
                let [above, below] = [head, at].map(|at| &lesson.tokens[at]);
                let seen = pairs.entry(pair(above, below, at < head)).or_default();
                seen.0 += 1;
                seen.1 |= 1 << relation as u8;
            }
        }
    }
    pairs.into_iter().filter(|(_, seen)| seen.0 >= 5).map(|(pair, seen)| (pair, seen.1)).collect()
}

fn number_of<T: Ord>(list: &[T], value: &T) -> u16 {
    list.binary_search(value).unwrap_or_default() as u16
}

/// How a form becomes a lemma.
fn rule(form: &str, lemma: &str) -> Rule {
    let rule = |lower: bool| {
        let from: Vec<char> = if lower { form.to_lowercase() } else { form.to_owned() }.chars().collect();
        let to: Vec<char> = lemma.chars().collect();
        let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        Rule { lower, strip: (from.len() - same) as u8, add: to[same..].iter().collect() }
    };
    let (lower, kept) = (rule(true), rule(false));
    if kept.strip < lower.strip { kept } else { lower }
}

/// A decision list: the longest known ending says which rule; an ending is known where it says better than the shorter.
fn decide(lemmas: &BTreeMap<(String, usize), BTreeMap<Rule, usize>>) -> (Vec<Rule>, Vec<(u32, u16)>) {
    let mut votes: BTreeMap<u32, BTreeMap<Rule, usize>> = BTreeMap::new();
    let mut chains: Vec<(Vec<u32>, Rule, usize)> = Vec::new();
    for ((form, class), rules) in lemmas {
        let chain: Vec<u32> = endings(form, *class).collect();
        for (rule, &count) in rules {
            for (at, ending) in chain.iter().enumerate() {
                // An ending that is shared counts forms; a form as a whole counts how often it stands.
                let weight = if at < 2 { count } else { 1 };
                *votes.entry(*ending).or_default().entry(rule.clone()).or_default() += weight;
            }
        }
        let most = rules.iter().max_by_key(|(_, count)| **count);
        chains.extend(most.map(|(rule, &count)| (chain, rule.clone(), count)));
    }
    let wholes: BTreeSet<u32> = chains.iter().flat_map(|(chain, ..)| chain[..2].to_vec()).collect();
    let mut chosen: BTreeMap<u32, Rule> = BTreeMap::new();
    let longest = chains.iter().map(|(chain, ..)| chain.len()).max().unwrap_or_default();
    // From the shortest to the whole form: keep what the shorter ones would get wrong.
    for length in 1..=longest {
        let mut wanted: BTreeMap<u32, (usize, Rule)> = BTreeMap::new();
        for (chain, rule, _) in &chains {
            let Some(at) = chain.len().checked_sub(length) else { continue };
            let shorter = chain[at + 1..].iter().find_map(|ending| chosen.get(ending));
            let majority =
                votes[&chain[at]].iter().max_by_key(|(_, count)| **count).map(|(rule, _)| rule.clone());
            if let Some(majority) = majority.filter(|majority| Some(majority) != shorter && majority == rule)
            {
                wanted.entry(chain[at]).or_insert((0, majority)).0 += 1;
            }
        }
        for (ending, (count, rule)) in wanted {
            if count >= 2 || wholes.contains(&ending) {
                chosen.insert(ending, rule);
            }
        }
    }
    let rules: Vec<Rule> = chosen.values().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    let endings = chosen.into_iter().map(|(ending, rule)| (ending, number_of(&rules, &rule))).collect();
    (rules, endings)
}
