//! Formulas as analysts write them: `2 and not (3 or 4) if -5`.

use super::grammar::{Kind, Problem, Token, parse};
use super::{Formula, SyntaxError};

/// Reads a formula about the courses with these names, and gives their places in `names`.
///
/// A course is its number, counted from 1 as the field does, or its name in double quotes. Beside the words, in small
/// or large letters, `-` and `!` mean `not`, `&` means `and`, `|` means `or`.
pub fn read_numbered(text: &str, names: &[&str]) -> Result<Formula<usize>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(letter) = text[start..].chars().next() {
        let (kind, length) = token(text, start, letter, names)?;
        let at = start..start + length;
        start = at.end;
        tokens.extend(kind.map(|kind| Token { at, kind }));
    }
    parse(tokens, text.len())
}

/// What the token means that begins with `letter` at `start`, and how many bytes it has; a space means nothing.
fn token(
    text: &str,
    start: usize,
    letter: char,
    names: &[&str],
) -> Result<(Option<Kind<usize>>, usize), SyntaxError> {
    let rest = &text[start..];
    let refused = |length: usize, problem: Problem| SyntaxError { at: start..start + length, problem };
    let kind = match letter {
        ' ' | '\t' | '\n' | '\r' => return Ok((None, 1)),
        '-' | '!' => Kind::Not,
        '&' => Kind::And,
        '|' => Kind::Or,
        '(' => Kind::Open,
        ')' => Kind::Close,
        '"' => {
            let Some(length) = rest[1..].find('"') else {
                return Err(refused(rest.len(), Problem::NoClosingQuote));
            };
            let (name, length) = (&rest[1..=length], length + 2);
            let place = names.iter().position(|known| *known == name);
            let place = place.ok_or_else(|| refused(length, Problem::NoSuchCourse(name.to_owned())))?;
            return Ok((Some(Kind::Course(place)), length));
        }
        _ => {
            let length = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
            if length == 0 {
                return Err(refused(letter.len_utf8(), Problem::UnknownLetter(letter)));
            }
            let word = &rest[..length];
            let kind = Kind::of_word(&word.to_ascii_lowercase()).or_else(|| numbered(word, names.len()));
            let unknown = || refused(length, Problem::NoSuchCourse(word.to_owned()));
            return Ok((Some(kind.ok_or_else(unknown)?), length));
        }
    };
    Ok((Some(kind), 1))
}

/// The course with a number from 1 to `count`.
fn numbered(word: &str, count: usize) -> Option<Kind<usize>> {
    let place = word.parse::<usize>().ok()?.checked_sub(1)?;
    (place < count).then_some(Kind::Course(place))
}
