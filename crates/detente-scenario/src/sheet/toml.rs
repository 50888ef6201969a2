//! Words and numbers of a case file.

use std::collections::BTreeSet;

use detente_number::Fraction;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A number of a case: a decimal, or one whole number over another.
pub(super) fn decimal(number: Fraction) -> String {
    let exact = number.to_string();
    if exact.contains('/') { quoted(&exact) } else { exact }
}

/// A name of lower-case letters, digits and `-`, unlike those taken.
pub(super) fn identifier(name: &str, otherwise: &str, taken: &mut BTreeSet<String>) -> String {
    let mut id = String::new();
    for letter in name.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            id.push(letter);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = match id.trim_end_matches('-') {
        "" => otherwise,
        id => id,
    };
    let mut names = std::iter::once(id.to_owned()).chain((2..).map(|number: u64| format!("{id}-{number}")));
    let free = names.find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// At most six characters for tables, unlike the others'.
pub(super) fn short(name: &str, taken: &mut BTreeSet<String>) -> String {
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
pub(super) fn quoted(text: &str) -> String {
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
