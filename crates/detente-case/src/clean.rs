//! Text that goes out: nothing in it moves a cursor, changes a colour or turns the order of letters round.

use std::borrow::Cow;

/// Whether a character reorders the text around it without being seen: the embeddings, overrides and isolates of the
/// Unicode bidirectional algorithm (UAX 9, section 2).
pub(crate) fn reorders(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is not seen and does nothing to tell one name from another: spaces of no width, soft hyphens, marks
/// of direction, and what steers how others are shown (Unicode's default ignorable format characters).
#[must_use]
pub fn is_invisible(character: char) -> bool {
    reorders(character)
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        )
}

/// The text with every character that steers a terminal or reorders the line written out, as `\u{202e}`. Line breaks
/// and tabs stay: whoever prints the text on one line takes them out.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    let steers = |character: char| {
        reorders(character) || (character.is_control() && !matches!(character, '\n' | '\t'))
    };
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if steers(character) { out.extend(character.escape_unicode()) } else { out.push(character) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_written_out_and_letters_stay() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\u{9b}\r"), "a\\u{1b}[31mb\\u{202e}c\\u{9b}\\u{d}");
        for plain in ["Ґанок, עִבְרִית, العربية\u{200f}", "two\nlines\tand a tab"] {
            assert_eq!(clean(plain), plain);
        }
    }
}
