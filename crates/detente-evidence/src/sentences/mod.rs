//! Where sentences begin and end: at a mark that ends one, unless what stands before it is an abbreviation.

use crate::document::Sentence;

/// A sentence that is longer than this is read in pieces, so that the time of reading grows with the text alone.
const LONGEST: usize = 1_200;
/// A line that is shorter and ends without a mark is a title or a line of its own.
const SHORT_LINE: usize = 60;

/// Never at the end of a sentence: a name, a number or a month's day follows.
const BEFORE_MORE: &[&str] = &[
    "mr", "shri", "smt", "mrs", "ms", "messrs", "dr", "prof", "lt", "gen", "col", "sgt", "maj", "capt",
    "cmdr", "cdr", "adm", "brig", "cpl", "pvt", "rev", "fr", "sen", "rep", "gov", "hon", "pres", "amb", "st",
    "mt", "ft", "vs", "dept", "cf", "e.g", "i.e", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept",
    "sep", "oct", "nov", "dec", "approx", "ret", "supt", "insp", "msgr", "sr", "viz",
];
/// Only before a number.
const BEFORE_NUMBERS: &[&str] = &["no", "nos", "art", "arts", "para", "paras", "sec", "fig", "res"];
/// May end a sentence: it does where the next word begins one.
const MAY_END: &[&str] = &["jr", "inc", "corp", "co", "ltd", "etc", "al", "bros", "a.m", "p.m"];
/// Words that begin a sentence more often than they follow an abbreviation.
const BEGINNERS: &[&str] = &[
    "the",
    "a",
    "an",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "this",
    "that",
    "these",
    "those",
    "in",
    "on",
    "at",
    "but",
    "and",
    "for",
    "if",
    "after",
    "before",
    "when",
    "while",
    "there",
    "his",
    "her",
    "its",
    "their",
    "both",
    "officials",
    "however",
    "as",
    "no",
    "some",
    "many",
    "under",
    "with",
    "since",
    "meanwhile",
    "neither",
    "another",
    "asked",
];

/// Where the sentences of a text stand, in order. Every sentence has a letter or a number in it.
pub(crate) fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, one)) = rest.next() {
        let end = at + one.len_utf8();
        let breaks = match one {
            '\n' => start <= at && breaks_line(text, start, at),
            '.' | '!' | '?' | '…' => {
                let end = after_closing(text, end);
                while rest.peek().is_some_and(|(next, _)| *next < end) {
                    rest.next();
                }
                if ends_sentence(text, start, at, one, end) {
                    push(text, start, end, &mut found);
                    start = end;
                }
                false
            }
            _ => one.is_whitespace() && end.saturating_sub(start) > LONGEST,
        };
        if breaks || end.saturating_sub(start) > 2 * LONGEST {
            push(text, start, end, &mut found);
            start = end;
        }
    }
    push(text, start, text.len(), &mut found);
    found
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<Sentence>) {
    let piece = &text[start..end];
    let start = start + piece.len() - piece.trim_start().len();
    let end = start + piece.trim().len();
    if text[start..end].chars().any(char::is_alphanumeric) {
        found.push(Sentence { start, end });
    }
}

/// The end of marks, quotation marks and brackets that close with a sentence.
fn after_closing(text: &str, end: usize) -> usize {
    let closing = |one: char| "\"'”’»)]!?.…".contains(one);
    let marks: usize = text[end..].chars().take_while(|one| closing(*one)).take(8).map(char::len_utf8).sum();
    end + marks
}

fn ends_sentence(text: &str, start: usize, at: usize, mark: char, end: usize) -> bool {
    let mut after = text[end..].chars();
    if !after.next().is_none_or(char::is_whitespace) {
        return false;
    }
    let next =
        text[end..].trim_start_matches([' ', '\t', '\u{a0}', '\r', '"', '“', '‘', '\'', '(', '[', '«']);
    let Some(first) = next.chars().next() else { return true };
    if first == '\n' {
        return true;
    }
    if first.is_lowercase() {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let before = text[start..at].rsplit(|one: char| one.is_whitespace() || "(“‘\"'’—–-".contains(one)).next();
    let before = before.unwrap_or_default().to_lowercase();
    let next_word: String =
        next.chars().take_while(|one| one.is_alphabetic()).collect::<String>().to_lowercase();
    let begins = BEGINNERS.contains(&next_word.as_str());
    if BEFORE_NUMBERS.contains(&before.as_str()) && first.is_ascii_digit() {
        return false;
    }
    if BEFORE_MORE.contains(&before.as_str()) {
        return false;
    }
    // An initial or letters with dots: "J.", "U.S."
    let letters = before.split('.').all(|part| part.chars().count() == 1);
    if letters || MAY_END.contains(&before.as_str()) {
        let is_item = before.chars().all(|one| one.is_ascii_digit());
        return !is_item && begins;
    }
    // "1." at the beginning of a line numbers what follows.
    !(before.chars().all(|one| one.is_ascii_digit()) && text[start..at].trim() == before)
}

fn last_line_of(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or_default().trim()
}

/// Whether a line break also ends a sentence: between paragraphs, after a title, before an item of a list.
fn breaks_line(text: &str, start: usize, at: usize) -> bool {
    let last_line = last_line_of(&text[start..at]);
    let next = text[at + 1..].split('\n').next().unwrap_or_default().trim();
    crate::steps::step(last_line.len() + next.len());
    if next.is_empty() || text[start..at].trim_start().is_empty() {
        return true;
    }
    let bullet = next.starts_with(['-', '*', '•', '–', '·', '#', '|'])
        || next.split_once(['.', ')']).is_some_and(|(number, _)| {
            let number = number.trim_start_matches('(');
            !number.is_empty()
                && number.len() <= 3
                && number.chars().all(|one| one.is_ascii_alphanumeric())
                && (number.len() == 1
                    || number.chars().all(|one| one.is_ascii_digit() || "ivxIVX".contains(one)))
        });
    let goes_on = next.chars().next().is_some_and(char::is_lowercase) && !next.contains("://");
    let dated = next.split_whitespace().count() <= 6
        && next.split_whitespace().any(|word| {
            word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|one| one.is_ascii_digit())
        });
    // "GENEVA, 3 March": a dateline begins.
    let first: String = next.chars().take_while(|one| one.is_alphabetic()).collect();
    let place = first.chars().count() > 2
        && first.chars().all(char::is_uppercase)
        && next[first.len()..].starts_with([',', '(', ' '])
        && next.chars().take(60).any(|one| one.is_ascii_digit());
    let closed = last_line.ends_with(['.', '!', '?', '”', '"', ':']);
    bullet
        || last_line.contains(" | ")
        || (dated || place) && !closed
        || (!goes_on && last_line.chars().count() < SHORT_LINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|one| &text[one.start..one.end]).collect()
    }

    #[test]
    fn titles_initials_and_countries_do_not_end_a_sentence() {
        let text = "Mr. Ito met Lt. Gen. J. P. Moor in the U.S. Senate. It was late. They left the U.S. The talks go on.";
        assert_eq!(
            split(text),
            [
                "Mr. Ito met Lt. Gen. J. P. Moor in the U.S. Senate.",
                "It was late.",
                "They left the U.S.",
                "The talks go on."
            ]
        );
    }

    #[test]
    fn quotation_marks_close_with_their_sentence() {
        assert_eq!(
            split("“We will not go.” She left. ‘Why?’ he asked. \"No.\" Then silence!"),
            ["“We will not go.”", "She left.", "‘Why?’ he asked.", "\"No.\"", "Then silence!"]
        );
    }

    #[test]
    fn days_times_and_numbers_stay_whole() {
        assert_eq!(
            split("On Sept. 15 at 10.30 a.m. Monday they signed No. 7 of 3.5 pages. Done."),
            ["On Sept. 15 at 10.30 a.m. Monday they signed No. 7 of 3.5 pages.", "Done."]
        );
    }

    #[test]
    fn lines_that_are_wrapped_go_on_and_items_of_a_list_do_not() {
        let wrapped =
            "The ministers who had come to the town on the river agreed that the talks\nwould go on. Good.";
        assert_eq!(split(wrapped).len(), 2);
        let listed =
            "JOINT STATEMENT\n\n1. The parties agree to meet.\n2. The parties regret\n(a) delay\n(b) haste\n";
        let items = [
            "JOINT STATEMENT",
            "1. The parties agree to meet.",
            "2. The parties regret",
            "(a) delay",
            "(b) haste",
        ];
        assert_eq!(split(listed), items);
    }

    #[test]
    fn a_text_without_sentences_is_cut_in_linear_time() {
        let text = "word ".repeat(400_000);
        assert!(sentences(&text).iter().all(|one| one.end - one.start <= 2 * LONGEST));
        assert!(sentences(&"…".repeat(100_000)).is_empty());
        assert!(sentences(&"x".repeat(1_000_000)).len() > 100);
    }
}
