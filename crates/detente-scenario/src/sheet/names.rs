//! Names as they are compared: trimmed, in one normal form, without what nobody sees.

use unicode_normalization::UnicodeNormalization;

/// A name as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    /// Trimmed, in Unicode's composed form (NFC), with one space where white space stood.
    pub(super) name: String,
    /// A character that was left out because it cannot be seen: it turns text around, or controls a screen.
    pub(super) left_out: Option<char>,
}

/// A name without what nobody sees: two that look alike are alike.
pub(super) fn kept(text: &str) -> Kept {
    let mut left_out = None;
    let seen: String = text
        .nfc()
        .filter_map(|letter| match letter {
            _ if letter.is_whitespace() => Some(' '),
            '\u{feff}' | '\u{200b}' | '\u{2060}' | '\u{ad}' => None,
            _ if hides(letter) => {
                left_out.get_or_insert(letter);
                None
            }
            _ => Some(letter),
        })
        .collect();
    let name = seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let name = match name.strip_prefix('\'') {
        Some(rest) if crate::cells::is_formula(rest) => rest.to_owned(),
        Some(_) | None => name,
    };
    Kept { name, left_out }
}

/// Whether a character controls a screen or turns text around.
fn hides(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
}

/// A name for comparing: capitals do not count.
pub(super) fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// A name as it is compared with what somebody typed: without capitals, white space and what nobody sees, and with accents
/// in one form.
#[must_use]
pub fn compared(name: &str) -> String {
    folded(&kept(name).name)
}

/// A name as it looks: two that look the same are the same here.
pub(crate) fn looks(name: &str) -> String {
    kept(name).name
}

/// Whether two names, folded and not alike, are so near that one may be a slip of the pen: one letter in a longer
/// word, and neither a number nor a letter that counts (`A`, `B`).
pub(super) fn near(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 4;
    let (words, others): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    if words.len() != others.len() {
        return words.concat() == others.concat();
    }
    let mut differing = words.iter().zip(&others).filter(|(word, other)| word != other);
    let (Some((word, other)), None) = (differing.next(), differing.next()) else { return false };
    let plain = |word: &str| word.chars().count() >= SHORTEST && !word.chars().any(char::is_numeric);
    plain(word) && plain(other) && strsim::osa_distance(word, other) == 1
}

/// The name nearest to a text, if one is near enough to be meant.
pub(super) fn nearest<'a>(text: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let text = folded(text);
    let most = (text.chars().count() / 3).max(1);
    let distance = |name: &str| strsim::osa_distance(&text, &folded(name));
    names
        .into_iter()
        .map(|name| (distance(name), name))
        .filter(|(far, _)| *far <= most)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_alike() {
        for text in
            ["Café au lait", " Cafe\u{301} au\u{a0}lait ", "\u{feff}Café\tau \n lait", "Ca\u{200b}fé au lait"]
        {
            assert_eq!(kept(text), Kept { name: "Café au lait".to_owned(), left_out: None }, "{text:?}");
        }
        assert_eq!(kept("\u{202e}left").left_out, Some('\u{202e}'));
        assert_eq!(kept("\u{202e}left").name, "left");
        assert_eq!(kept("'=SUM(A1)").name, "=SUM(A1)");
        assert_eq!(kept("'tis").name, "'tis");
    }

    #[test]
    fn slips_are_near_and_numbers_are_not() {
        for (one, other) in [("price", "prices"), ("wage rates", "wage rats"), ("ceasefire", "cease fire")] {
            assert!(near(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("party a", "party b"),
            ("option 1", "option 2"),
            ("year 2025", "year 2026"),
            ("yes", "yet"),
            ("a", "b"),
        ] {
            assert!(!near(one, other), "{one} {other}");
        }
        assert_eq!(nearest("wieght", ["weight", "discount"]), Some("weight"));
        assert_eq!(nearest("federal", ["weight", "discount"]), None);
    }
}
