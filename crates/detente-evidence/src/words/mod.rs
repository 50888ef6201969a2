//! The words of a sentence, and what each may be.

mod forms;
mod lists;
mod present;
mod verbs;

pub(crate) use self::{
    forms::{Tense, verb_form},
    lists::{
        ADJUNCTS, ADVERBS, AT_A_PLACE, CALENDAR, CLAUSAL, COMMON, COMPANIES, DETERMINERS, GENERIC, GROUPS,
        OF_PEOPLE, OFFICIALS, ORGANISED, PREPOSITIONS,
    },
    verbs::{IS, Modal, Standing, Verb, is_verb, verbs},
};

/// A word, a number or a mark.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Where it begins: bytes of the text.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// In lower case, with straight apostrophes and without the dots of an abbreviation.
    pub lower: String,
    /// Whether it begins with a capital letter.
    pub capital: bool,
    /// Whether it is a word or a number, rather than a mark.
    #[allow(clippy::struct_field_names, reason = "a mark is a word of the list too")]
    pub is_word: bool,
}

impl Word {
    pub(crate) fn is(&self, one: &str) -> bool {
        self.lower == one
    }

    pub(crate) fn any(&self, of: &[&str]) -> bool {
        of.contains(&self.lower.as_str())
    }

    pub(crate) fn is_number(&self) -> bool {
        self.lower.starts_with(|one: char| one.is_ascii_digit())
    }
}

/// The words and marks of `text[start..end]`.
pub(crate) fn words(text: &str, start: usize, end: usize) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut at = start;
    while let Some(one) = text[at..end].chars().next() {
        let next = at + one.len_utf8();
        if one.is_whitespace() {
            at = next;
            continue;
        }
        let stop = if text[at..end].starts_with("http://") || text[at..end].starts_with("https://") {
            text[at..end].find(char::is_whitespace).map_or(end, |length| at + length)
        } else if one.is_alphanumeric() {
            end_of_word(text, at, end)
        } else {
            next
        };
        push(text, at, stop, &mut found);
        at = stop;
    }
    found
}

fn end_of_word(text: &str, start: usize, end: usize) -> usize {
    let mut at = start;
    let mut rest = text[start..end].chars().peekable();
    while let Some(one) = rest.next() {
        let after = rest.peek().copied();
        let joins = after.is_some_and(char::is_alphanumeric);
        let in_word = match one {
            '-' | '’' | '\'' | '\u{2010}' | '\u{2011}' => joins,
            '.' => joins && (is_dotted(&text[start..at]) || ends_in_digit(&text[start..at])),
            ',' | ':' => ends_in_digit(&text[start..at]) && after.is_some_and(|after| after.is_ascii_digit()),
            '%' => ends_in_digit(&text[start..at]),
            _ => one.is_alphanumeric() || is_mark_of_letter(one),
        };
        if !in_word {
            // The last dot of "U.S." and the dot of "Lt." belong to the word.
            if one == '.'
                && (is_dotted(&text[start..at]) && text[start..at].contains('.')
                    || is_title(&text[start..at]))
            {
                at += 1;
            }
            break;
        }
        at += one.len_utf8();
    }
    at
}

fn is_mark_of_letter(one: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&one)
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|one: char| one.is_ascii_digit())
}

fn is_dotted(text: &str) -> bool {
    text.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

fn is_title(text: &str) -> bool {
    [
        "Mr", "Mrs", "Ms", "Dr", "Lt", "Gen", "Col", "Maj", "Capt", "Adm", "Brig", "Sen", "Rep", "Gov",
        "Prof", "Sgt", "Sept", "Jan", "Feb", "Aug", "Oct", "Nov", "Dec", "St", "No", "Rev", "Amb", "Cmdr",
        "Messrs", "Shri", "Smt",
    ]
    .contains(&text)
        || text.chars().count() == 1 && text.chars().all(char::is_uppercase)
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<Word>) {
    let piece = &text[start..end];
    let is_word = piece.starts_with(char::is_alphanumeric);
    let lower = piece
        .to_lowercase()
        .replace('’', "'")
        .replace(['\u{2010}', '\u{2011}'], "-")
        .replace('.', if is_word { "" } else { "." });
    // The possessive is a word of its own.
    if is_word && lower.len() > 2 && lower.ends_with("'s") {
        let cut = piece.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        push(text, start, start + cut, found);
        found.push(Word { start: start + cut, end, lower: "'s".to_owned(), capital: false, is_word: false });
        return;
    }
    let capital = piece.starts_with(char::is_uppercase);
    found.push(Word { start, end, lower, capital, is_word });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_stay_whole_and_possessives_do_not() {
        let text = "Lt. Gen. Ito’s U.S. envoy won't go at 10:30 on Sept. 5, he said.";
        let found = words(text, 0, text.len());
        let found: Vec<_> = found.iter().map(|one| &text[one.start..one.end]).collect();
        assert_eq!(
            found,
            [
                "Lt.", "Gen.", "Ito", "’s", "U.S.", "envoy", "won't", "go", "at", "10:30", "on", "Sept.",
                "5", ",", "he", "said", "."
            ]
        );
    }
}
