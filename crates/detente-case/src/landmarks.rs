//! Where lines begin in a long text, so that the line of a place is found without reading the text from its start.

use crate::files::floor_char_boundary;

/// How many bytes lie between two landmarks: no search reads more of a text.
const APART: usize = 1 << 10;

/// Line and column of places in a text that are [`APART`] bytes from each other.
///
/// A case of many statements asks for as many places. Were each counted from the start of the text, or of a line that
/// holds all of it, the time would grow with the square of its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Landmarks(Vec<Place>);

/// A place in a text, both numbers counted from 0; columns count characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    /// The place after some text.
    fn after(self, text: &str) -> Self {
        match text.rfind('\n') {
            None => Self { column: self.column + text.chars().count(), ..self },
            Some(newline) => Self {
                line: self.line + text.bytes().filter(|byte| *byte == b'\n').count(),
                column: text.get(newline + 1..).unwrap_or_default().chars().count(),
            },
        }
    }
}

impl Landmarks {
    /// The landmarks of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut landmarks = vec![Place::default()];
        let (mut place, mut from) = (Place::default(), 0);
        for at in (APART..=text.len()).step_by(APART) {
            let at = floor_char_boundary(text, at);
            place = place.after(text.get(from..at).unwrap_or_default());
            landmarks.push(place);
            from = at;
        }
        Self(landmarks)
    }

    /// Line and column of a byte of the same text, both counted from one; columns count characters.
    pub(crate) fn line_and_column(&self, text: &str, at: usize) -> (usize, usize) {
        let at = floor_char_boundary(text, at);
        let number = (at / APART).min(self.0.len().saturating_sub(1));
        let from = floor_char_boundary(text, number * APART);
        let known = self.0.get(number).copied().unwrap_or_default();
        let place = known.after(text.get(from..at).unwrap_or_default());
        (place.line + 1, place.column + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and column by counting from the start.
    fn counted(text: &str, at: usize) -> (usize, usize) {
        let before = &text[..floor_char_boundary(text, at)];
        let begins = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[begins..].chars().count() + 1)
    }

    #[test]
    fn every_place_is_where_counting_from_the_start_finds_it() {
        let texts = [
            String::new(),
            "a\nb".to_owned(),
            "ö".repeat(APART),
            "one line\n".repeat(700),
            "єднання 🕊\r\n\n".repeat(400),
            format!("{}\n{}", "x".repeat(3 * APART), "я".repeat(2 * APART)),
        ];
        for text in &texts {
            let landmarks = Landmarks::of(text);
            for at in (0..=text.len() + 3).rev() {
                assert_eq!(landmarks.line_and_column(text, at), counted(text, at), "byte {at} of {text:.20}");
            }
        }
    }
}
