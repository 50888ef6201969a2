//! Formulas whose courses stand as words of their own: `accept and not (delay or abandon)`.

use super::grammar::{Kind, Token, parse};
use super::{Formula, SyntaxError};
use std::ops::Range;

/// The words that join others, so that no course can be called so.
pub const RESERVED: [&str; 5] = ["not", "and", "or", "if", "iff"];

/// Reads a formula in which every course is one word, between spaces or brackets.
///
/// `course` says which course a word names, given the bytes at which the word stands. It gives `None` for a word that
/// no course could be called by. Reserved words are not shown to it.
pub fn read_words<Course>(
    text: &str,
    mut course: impl FnMut(&str, Range<usize>) -> Option<Course>,
) -> Result<Formula<Course>, SyntaxError> {
    let token = |(start, word): (usize, &str)| {
        let at = start..start + word.len();
        let named = || course(word, at.clone()).map_or(Kind::Nothing, Kind::Course);
        let kind = Kind::of_word(word).unwrap_or_else(named);
        Token { at, kind }
    };
    parse(words(text).into_iter().map(token).collect(), text.len())
}

/// The words and brackets of a text with the place where each begins.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        let alone = matches!(letter, '(' | ')');
        if alone || letter.is_whitespace() {
            found.extend(start.take().map(|from| (from, &text[from..at])));
        }
        if alone {
            found.push((at, &text[at..=at]));
        } else if !letter.is_whitespace() && start.is_none() {
            start = Some(at);
        }
    }
    found.extend(start.map(|from| (from, &text[from..])));
    found
}
