//! What stands between two blanks, cut into words.

use std::ops::Range;

use super::abbreviations::{is_ending, is_prefix, keeps_its_point};

/// What follows an apostrophe in a contraction.
const CONTRACTED: [&str; 6] = ["s", "m", "d", "ll", "ve", "re"];

/// Two words written as one, and after how many letters the second begins.
const RUN_TOGETHER: [(&str, usize); 13] = [
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wasnt", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("thats", 4),
];

/// What may follow a number without a blank as a word of its own.
const UNITS: [&str; 19] = [
    "am", "bn", "cm", "ft", "g", "k", "kg", "km", "kw", "m", "mb", "mhz", "mm", "mn", "mph", "mw", "pm",
    "tn", "trn",
];

/// Signs that stand together as one word where they follow each other.
const RUNS: [&[char]; 9] = [&['.', '!', '?'], &['-'], &['*'], &['='], &['_'], &['~'], &['+'], &['<'], &['>']];

const FACES: [&str; 7] = [":)", ":(", ";)", ":-)", ";-)", ":-(", "=)"];

/// Characters between two blanks.
pub(super) struct Chunk<'text> {
    text: &'text str,
    /// Each character with its byte in the sentence.
    chars: Vec<(usize, char)>,
    /// The byte of the sentence after the last.
    end: usize,
    /// The byte of the last letter or digit of the sentence.
    last: usize,
}

impl<'text> Chunk<'text> {
    pub(super) fn of(text: &'text str, at: Range<usize>, last: usize) -> Self {
        let chars = text[at.clone()].char_indices().map(|(offset, c)| (at.start + offset, c)).collect();
        Self { text, chars, end: at.end, last }
    }

    pub(super) fn cut(&self, found: &mut Vec<Range<usize>>) {
        let mut at = 0;
        let address = self.address();
        while at < self.chars.len() {
            let next = match &address {
                Some(address) if address.contains(&at) => address.end,
                _ if self.is_letter(at) => {
                    self.core(at, found);
                    let end = found.last().map_or(self.end, |word| word.end);
                    at = self.index_of(end);
                    continue;
                }
                _ => self.sign(at),
            };
            found.push(self.byte(at)..self.byte(next));
            at = next;
        }
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.end, |&(byte, _)| byte)
    }

    fn index_of(&self, byte: usize) -> usize {
        self.chars.partition_point(|&(at, _)| at < byte)
    }

    fn slice(&self, at: Range<usize>) -> &'text str {
        &self.text[self.byte(at.start)..self.byte(at.end)]
    }

    fn is_letter(&self, at: usize) -> bool {
        self.char(at).is_some_and(is_part_of_a_word)
    }

    fn is_digit(&self, at: usize) -> bool {
        self.char(at).is_some_and(|c| c.is_ascii_digit())
    }

    /// Where an address (of a page or a person) stands in it.
    fn address(&self) -> Option<Range<usize>> {
        let text = self.slice(0..self.chars.len());
        let is_mail = text.split_once('@').is_some_and(|(name, host)| {
            name.ends_with(|c: char| c.is_alphanumeric() || c == '.') && host.contains('.')
        });
        if !(text.contains("://") || text.starts_with("www.") || is_mail) {
            return None;
        }
        let opening = |c: char| "(<[\"“‘'".contains(c);
        let closing = |c: char| ".,;:!?)>]\"”’'".contains(c);
        let begin = self.chars.iter().position(|&(_, c)| !opening(c))?;
        let end = self.chars.iter().rposition(|&(_, c)| !closing(c))? + 1;
        (begin < end).then_some(begin..end)
    }

    /// After the sign at a place: signs of a run stand together.
    fn sign(&self, at: usize) -> usize {
        let c = self.chars[at].1;
        let rest = &self.chars[at..];
        for face in FACES {
            let length = face.chars().count();
            if rest.len() == length && face.chars().eq(rest.iter().map(|&(_, c)| c)) {
                return at + length;
            }
        }
        if is_apostrophe(c) {
            return self.apostrophe(at);
        }
        if c == '`' && self.char(at + 1) == Some('`') {
            return at + 2;
        }
        let run = RUNS.iter().find(|run| run.contains(&c));
        run.map_or(at + 1, |run| at + rest.iter().position(|(_, c)| !run.contains(c)).unwrap_or(rest.len()))
    }

    /// After a word that begins with an apostrophe: *'70s*, *'em*, *'n'*, *''*, or the apostrophe alone.
    fn apostrophe(&self, at: usize) -> usize {
        if self.char(at + 1).is_some_and(is_apostrophe) {
            return at + 2;
        }
        let end = self.letters(at + 1);
        let word = self.slice(at + 1..end).to_lowercase();
        let is_decade = word.len() >= 2
            && word.as_bytes()[..2].iter().all(u8::is_ascii_digit)
            && ["", "s"].contains(&&word[2..]);
        if is_decade || ["em", "til", "tis", "twas"].contains(&word.as_str()) {
            end
        } else if word == "n" {
            end + usize::from(self.char(end).is_some_and(is_apostrophe))
        } else if CONTRACTED.contains(&word.as_str()) {
            end
        } else {
            at + 1
        }
    }

    /// After the letters and digits from a place on.
    fn letters(&self, at: usize) -> usize {
        (at..self.chars.len()).find(|&at| !self.is_letter(at)).unwrap_or(self.chars.len().max(at))
    }

    /// A word that begins with a letter or a digit, and what contracts with it.
    fn core(&self, from: usize, found: &mut Vec<Range<usize>>) {
        let mut end = self.letters(from);
        let mut part = from;
        let mut points = 0;
        while let Some(next) = self.joined(from, part, end) {
            points += usize::from(self.char(end) == Some('.'));
            part = next;
            end = self.letters(next);
        }
        let is_before_a_number = self.text[self.byte(end)..]
            .trim_start_matches('.')
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit());
        let is_dotted =
            points > 0 && self.chars[from..end].split(|&(_, c)| c == '.').all(|part| part.len() == 1);
        let word = self.slice(from..end);
        if self.char(end) == Some('.')
            && self.char(end + 1) != Some('.')
            && self.byte(end) < self.last
            && (is_dotted && !self.is_digit(from) || keeps_its_point(word, is_before_a_number))
        {
            found.push(self.byte(from)..self.byte(end + 1));
            return;
        }
        self.contracted(from, end, found);
    }

    /// Where a word goes on after the sign at its end; `None` where the sign parts it.
    fn joined(&self, from: usize, part: usize, end: usize) -> Option<usize> {
        let next = end + 1;
        if !self.is_letter(next) {
            return None;
        }
        let digits = |at: Range<usize>| !at.is_empty() && at.clone().all(|at| self.is_digit(at));
        let after = self.letters_up_to(next, 6);
        let are_numbers = digits(part..end) && self.is_digit(next);
        let joins = match self.chars[end].1 {
            '.' => {
                let is_short = end - part == 1 && !self.is_digit(part) && after - next <= 3;
                are_numbers || is_short || is_ending(self.slice(next..after))
            }
            ',' => are_numbers && after - next == 3,
            ':' => are_numbers && after - next == 2,
            '/' => {
                are_numbers
                    || end - part == 1
                        && from == part
                        && ["c", "o", "out", "a", "t", "s"]
                            .contains(&self.slice(next..after).to_lowercase().as_str())
            }
            '-' => {
                are_numbers && self.is_chain_of_numbers(from)
                    || from == part && !self.is_digit(from) && is_prefix(self.slice(from..end))
            }
            '&' => end - part <= 3 && after - next <= 3,
            '@' | '_' => true,
            c if is_apostrophe(c) => !self.is_digit(part) && !self.contracts(end),
            _ => false,
        };
        joins.then_some(next)
    }

    fn letters_up_to(&self, at: usize, most: usize) -> usize {
        (at..at + most).find(|&at| !self.is_letter(at)).unwrap_or(at + most)
    }

    /// Digits with hyphens that are one number or day: *713-853-3989*, *11-20-2000*, no span of years or pages.
    fn is_chain_of_numbers(&self, from: usize) -> bool {
        let mut groups = Vec::new();
        let mut at = from;
        while groups.len() < 5 {
            let end = (at..at + 8).find(|&at| !self.is_digit(at)).unwrap_or(at + 8);
            groups.push(end - at);
            if self.char(end) != Some('-') || !self.is_digit(end + 1) {
                break;
            }
            at = end + 1;
        }
        groups.len() > 2 || groups == [3, 4]
    }

    /// Does a contraction, such as *'s*, begin with this apostrophe?
    fn contracts(&self, at: usize) -> bool {
        let after = self.letters_up_to(at + 1, 3);
        let word = self.slice(at + 1..after).to_lowercase();
        CONTRACTED.contains(&word.as_str()) || word == "t" && self.chars[at - 1].1.eq_ignore_ascii_case(&'n')
    }

    /// A word and what it contracts with.
    fn contracted(&self, from: usize, end: usize, found: &mut Vec<Range<usize>>) {
        let mut push = |at: Range<usize>| found.push(self.byte(at.start)..self.byte(at.end));
        let word = self.slice(from..end);
        let lower = word.to_lowercase();
        if let Some((_, first)) = RUN_TOGETHER.iter().find(|(whole, _)| *whole == lower) {
            push(from..from + first);
            push(from + first..end);
            return;
        }
        if self.char(end).is_some_and(is_apostrophe) && self.contracts(end) && self.is_letter(end + 1) {
            let after = self.letters(end + 1);
            let is_not = self.slice(end + 1..after).eq_ignore_ascii_case("t");
            let at = if is_not && end - from > 1 { end - 1 } else { end };
            push(from..at);
            push(at..after);
            return;
        }
        let number =
            (from..end).find(|&at| !self.is_digit(at) && !matches!(self.char(at), Some('.' | ',' | ':')));
        let unit = number.map(|at| self.slice(at..end).to_lowercase());
        match (number, unit) {
            (Some(at), Some(unit)) if at > from && UNITS.binary_search(&unit.as_str()).is_ok() => {
                push(from..at);
                push(at..end);
            }
            _ if self.char(end) == Some('$') && self.is_digit(end + 1) && end - from <= 3 => {
                push(from..end + 1);
            }
            _ => push(from..end),
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | '‘')
}

/// Letters and digits, and the marks that are written over them.
fn is_part_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}' | '\u{2060}')
}
