//! The part of speech of each word, from left to right.
//!
//! An averaged perceptron (Collins 2002) over the word, its neighbours, its ends and the parts of speech before it.

#![allow(clippy::cast_possible_truncation, reason = "the two halves of a set")]

use crate::{
    hash::{self, mix},
    lexicon::Lexicon,
    table::{Block, OfTags, Weight, best},
};

/// How many parts of speech there may be.
pub(crate) const MOST_CLASSES: usize = OfTags::CLASSES;

/// What is seen of a form.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// As written.
    pub(crate) exact: u64,
    /// In small letters.
    pub(crate) lower: u64,
    /// Its kinds of characters, each run once.
    shape: u64,
    /// Its first one to four characters, in small letters.
    beginnings: [u64; 4],
    /// Its last one to five characters, in small letters.
    endings: [u64; 5],
    /// Which classes it may have.
    candidates: u128,
    /// What its classes look like to its neighbours.
    ambiguity: u64,
}

const BOUNDARY: Form =
    Form { exact: 1, lower: 1, shape: 1, beginnings: [1; 4], endings: [1; 5], candidates: 0, ambiguity: 1 };

impl Form {
    pub(crate) fn of(text: &str, lexicon: &Lexicon) -> Self {
        let small = text.to_lowercase();
        let lower = hash::of_text(&small);
        let ends: Vec<usize> = small.char_indices().map(|(at, _)| at).chain([small.len()]).collect();
        let characters = ends.len() - 1;
        let beginning = |length: usize| hash::of_text(&small[..ends[length.min(characters)]]);
        let ending = |length: usize| hash::of_text(&small[ends[characters.saturating_sub(length)]..]);
        let shape = shape(text);
        let seen = lexicon.seen(lower);
        Self {
            exact: hash::of_text(text),
            lower,
            shape,
            beginnings: [beginning(1), beginning(2), beginning(3), beginning(4)],
            endings: [ending(1), ending(2), ending(3), ending(4), ending(5)],
            candidates: seen.map_or(lexicon.open, |seen| {
                if seen.is_all { seen.classes } else { seen.classes | lexicon.open }
            }),
            ambiguity: seen.map_or_else(
                || mix(shape, ending(2)),
                |seen| mix(mix(7, (seen.classes >> 64) as u64), seen.classes as u64),
            ),
        }
    }
}

/// Upper, lower, digit, other: each run once, and whether it is a single character.
fn shape(text: &str) -> u64 {
    let mut shape = 17;
    let mut before = 0;
    for c in text.chars() {
        let kind = if c.is_uppercase() {
            1
        } else if c.is_alphabetic() {
            2
        } else if c.is_numeric() {
            3
        } else {
            4 + c as u64
        };
        if kind != before {
            shape = mix(shape, kind);
        }
        before = kind;
    }
    mix(shape, u64::from(text.chars().nth(1).is_none()))
}

/// The class of each form.
pub(crate) fn classes<W: Weight>(forms: &[Form], table: &[W]) -> Vec<usize> {
    let mut classes = Vec::with_capacity(forms.len());
    let mut bases = Vec::new();
    for at in 0..forms.len() {
        let set = forms[at].candidates;
        if set.is_power_of_two() {
            classes.push(set.trailing_zeros() as usize);
            continue;
        }
        look(forms, &classes, at, table.len(), &mut bases);
        classes.push(best(table, &bases, set).0);
    }
    classes
}

/// Which classes a form may have, as a set.
pub(crate) fn candidates(form: &Form) -> u128 {
    form.candidates
}

/// What the decision at a word looks at: the bases of its features in a table of so many weights.
pub(crate) fn look(forms: &[Form], classes: &[usize], at: usize, table: usize, bases: &mut Vec<usize>) {
    let near =
        |offset: isize| at.checked_add_signed(offset).and_then(|at| forms.get(at)).unwrap_or(&BOUNDARY);
    let class = |offset: usize| at.checked_sub(offset).map_or(127, |at| classes[at] as u64);
    let (word, before, after) = (near(0), near(-1), near(1));
    let (second_before, second_after) = (near(-2), near(2));
    let (first, second) = (class(1), class(2));
    let is_first = u64::from(at == 0);
    bases.clear();
    let mut template = 0;
    let mut add = |atoms: &[u64]| {
        template += 1;
        let feature = atoms.iter().fold(mix(0x7a65, template), |seed, &atom| mix(seed, atom));
        bases.push(OfTags::base(feature, table));
    };
    add(&[]);
    add(&[word.lower]);
    add(&[word.exact, is_first]);
    add(&[word.shape, is_first]);
    for ending in word.endings {
        add(&[ending]);
    }
    for beginning in word.beginnings {
        add(&[beginning]);
    }
    add(&[word.shape, word.endings[2]]);
    add(&[first]);
    add(&[first, second]);
    add(&[first, word.lower]);
    add(&[first, second, word.ambiguity]);
    add(&[first, word.ambiguity, after.ambiguity]);
    add(&[first, after.ambiguity]);
    add(&[first, after.lower]);
    add(&[first, word.endings[2]]);
    add(&[first, word.shape, after.shape]);
    add(&[before.lower]);
    add(&[after.lower]);
    add(&[second_before.lower]);
    add(&[second_after.lower]);
    add(&[before.lower, word.lower]);
    add(&[word.lower, after.lower]);
    add(&[before.lower, after.lower]);
    add(&[word.ambiguity, after.ambiguity]);
    add(&[word.ambiguity, after.ambiguity, second_after.ambiguity]);
    add(&[before.ambiguity, word.ambiguity, after.ambiguity]);
    add(&[after.ambiguity]);
    add(&[second_after.ambiguity]);
    add(&[after.endings[2]]);
    add(&[before.endings[2]]);
    add(&[after.shape, word.shape]);
    add(&[before.shape, word.shape]);
    add(&[after.shape, before.shape, word.shape]);
}
