//! Names, texts and numbers as a case file has them: for whoever writes one.

use std::collections::BTreeSet;

use detente_number::Fraction;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A number of a case: a decimal, or one whole number over another.
#[must_use]
pub fn decimal(number: Fraction) -> String {
    let exact = number.to_string();
    if exact.contains('/') { quoted(&exact) } else { exact }
}

/// A name of lower-case letters, digits and `-`, unlike those taken; `otherwise` where no letter is left.
///
/// ```
/// let mut taken = std::collections::BTreeSet::new();
/// let mut name = |text| detente_scenario::case_words::identifier(text, "party", &mut taken);
/// assert_eq!([name("Müller & Co"), name("Muller Co"), name("+")], ["muller-co", "muller-co-2", "party"]);
/// assert_eq!([name("2%"), name("2"), name("-5"), name("+5")], ["2-percent", "2", "minus-5", "plus-5"]);
/// ```
#[must_use]
pub fn identifier(name: &str, otherwise: &str, taken: &mut BTreeSet<String>) -> String {
    free(&plain(name, otherwise), taken)
}

/// A name of lower-case letters, digits and `-`; `otherwise` where no letter is left.
#[must_use]
pub fn plain(name: &str, otherwise: &str) -> String {
    let mut id = String::new();
    // A sign before a number and a percentage keep their meaning.
    let trimmed = name.trim();
    let (sign, rest) = match trimmed.chars().next() {
        Some('+') => ("plus-", trimmed.get(1..).unwrap_or_default()),
        Some(minus @ ('-' | '\u{2212}')) => ("minus-", trimmed.get(minus.len_utf8()..).unwrap_or_default()),
        Some(_) | None => ("", trimmed),
    };
    let rest = rest.trim_start();
    let sign =
        if rest.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') { sign } else { "" };
    let rest = rest.replace('%', " percent ");
    for letter in rest.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    match id.trim_end_matches('-') {
        "" => otherwise.to_owned(),
        id => format!("{sign}{id}"),
    }
}

/// The name, or with a number behind it the first that is not taken; takes it.
#[must_use]
pub fn free(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut names = std::iter::once(id.to_owned()).chain((2..).map(|number: u64| format!("{id}-{number}")));
    let free = names.find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// At most six characters for tables, unlike the others'.
#[must_use]
pub fn short(name: &str, taken: &mut BTreeSet<String>) -> String {
    const LONGEST: usize = 6;
    let letters: String =
        name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let first = |count: usize| letters.chars().take(count).collect::<String>();
    let whole = if letters.is_empty() { "P".to_owned() } else { first(LONGEST) };
    let numbered = (2..1_000_000_u64).map(|number| {
        let digits = number.to_string();
        first(LONGEST.saturating_sub(digits.len())) + &digits
    });
    let free =
        std::iter::once(whole).chain(numbered).find(|short| !taken.contains(short)).unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// A text as TOML writes it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            _ if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}
