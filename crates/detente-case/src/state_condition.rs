//! Conditions over the states of a conflict: `accept and not (delay or abandon)`, `insist if not modify`.
//!
//! From the tightest to the loosest: `not`, `and`, `or`, then one `if` or `iff`; more than one needs brackets.

use std::fmt;

use indexmap::IndexMap;

use crate::{CourseId, is_name};

/// The most brackets and negations within one another.
const DEEPEST: usize = 64;

/// The words that are no names of courses.
pub(crate) const RESERVED: [&str; 5] = ["not", "and", "or", "if", "iff"];

/// A Boolean condition on which courses are taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StateCondition {
    /// The course is taken.
    Taken(CourseId),
    /// It does not hold.
    Not(Box<StateCondition>),
    /// All hold; true if there is none.
    All(Vec<StateCondition>),
    /// At least one holds; false if there is none.
    Any(Vec<StateCondition>),
    /// The first holds whenever the second does; true where the second does not hold.
    If(Box<StateCondition>, Box<StateCondition>),
    /// Both hold or neither does.
    Iff(Box<StateCondition>, Box<StateCondition>),
}

/// Why a text is no condition over states, and which bytes of it are to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAStateCondition {
    /// What was expected there.
    pub expected: &'static str,
    /// The offending bytes of the text; empty at its end.
    pub at: std::ops::Range<usize>,
}

impl fmt::Display for NotAStateCondition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {}, as in `accept and not (delay or abandon)`", self.expected)
    }
}

impl std::error::Error for NotAStateCondition {}

impl StateCondition {
    /// Reads `accept and not (delay or abandon)`.
    pub fn parse(text: &str) -> Result<Self, NotAStateCondition> {
        let mut parser = Parser { words: words(text), next: 0, end: text.len(), depth: 0 };
        let condition = parser.whole()?;
        match parser.peek() {
            None => Ok(condition),
            Some(")") => Err(parser.wrong("no closing bracket that none opened")),
            Some("if" | "iff") => {
                Err(parser.wrong("brackets around one of the two: a second `if` or `iff` is ambiguous"))
            }
            Some(_) => Err(parser.wrong("`and`, `or`, `if`, `iff` or the end")),
        }
    }

    /// Whether it holds in the state in which exactly the courses that `taken` affirms are taken.
    pub fn holds(&self, taken: &impl Fn(&CourseId) -> bool) -> bool {
        self.decided(&|course| Some(taken(course))).unwrap_or(false)
    }

    /// Whether it holds, where `taken` may leave courses open; `None` while that is not decided.
    pub(crate) fn decided(&self, taken: &impl Fn(&CourseId) -> Option<bool>) -> Option<bool> {
        match self {
            Self::Taken(course) => taken(course),
            Self::Not(inner) => inner.decided(taken).map(|holds| !holds),
            Self::All(parts) => {
                any(parts.iter().map(|part| part.decided(taken).map(|holds| !holds))).map(|fails| !fails)
            }
            Self::Any(parts) => any(parts.iter().map(|part| part.decided(taken))),
            Self::If(then, given) => {
                any([then.decided(taken), given.decided(taken).map(|holds| !holds)].into_iter())
            }
            Self::Iff(one, other) => Some(one.decided(taken)? == other.decided(taken)?),
        }
    }

    /// Which courses are taken (`true`) and which left, if it only says that; `None` for anything else, and
    /// where it says both of one course.
    pub(crate) fn as_pattern(&self) -> Option<IndexMap<CourseId, bool>> {
        let parts = match self {
            Self::All(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut pattern = IndexMap::new();
        for part in parts {
            let (course, taken) = match part {
                Self::Taken(course) => (course, true),
                Self::Not(inner) => match &**inner {
                    Self::Taken(course) => (course, false),
                    _ => return None,
                },
                _ => return None,
            };
            if *pattern.entry(course.clone()).or_insert(taken) != taken {
                return None;
            }
        }
        Some(pattern)
    }

    /// The courses it speaks of, in the order written, as often as written.
    #[must_use]
    pub fn courses(&self) -> Vec<&CourseId> {
        match self {
            Self::Taken(course) => vec![course],
            Self::Not(inner) => inner.courses(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::courses).collect(),
            Self::If(one, other) | Self::Iff(one, other) => {
                let mut courses = one.courses();
                courses.extend(other.courses());
                courses
            }
        }
    }

    /// This condition where the courses that `known` denies are never taken; `Err` with its truth when it then says
    /// the same of every state.
    pub(crate) fn without(&self, known: &impl Fn(&CourseId) -> bool) -> Result<Self, bool> {
        let boxed = |part: Self| Box::new(part);
        match self {
            Self::Taken(course) if known(course) => Ok(self.clone()),
            Self::Taken(_) => Err(false),
            Self::Not(inner) => match inner.without(known) {
                Ok(inner) => Ok(Self::Not(boxed(inner))),
                Err(truth) => Err(!truth),
            },
            Self::All(parts) => left_of(parts, known, true).map(Self::All),
            Self::Any(parts) => left_of(parts, known, false).map(Self::Any),
            Self::If(then, given) => match (then.without(known), given.without(known)) {
                (Ok(then), Ok(given)) => Ok(Self::If(boxed(then), boxed(given))),
                (Err(true), _) | (_, Err(false)) => Err(true),
                (Ok(then), Err(true)) => Ok(then),
                (Err(false), Ok(given)) => Ok(Self::Not(boxed(given))),
                (Err(false), Err(true)) => Err(false),
            },
            Self::Iff(one, other) => match (one.without(known), other.without(known)) {
                (Ok(one), Ok(other)) => Ok(Self::Iff(boxed(one), boxed(other))),
                (Ok(part), Err(true)) | (Err(true), Ok(part)) => Ok(part),
                (Ok(part), Err(false)) | (Err(false), Ok(part)) => Ok(Self::Not(boxed(part))),
                (Err(one), Err(other)) => Err(one == other),
            },
        }
    }
}

/// Whether one of them holds; `None` while that is open.
fn any(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut open = false;
    for part in parts {
        match part {
            Some(true) => return Some(true),
            Some(false) => {}
            None => open = true,
        }
    }
    (!open).then_some(false)
}

/// The parts still open of a conjunction (`neutral` is true) or a disjunction (false).
fn left_of(
    parts: &[StateCondition],
    known: &impl Fn(&CourseId) -> bool,
    neutral: bool,
) -> Result<Vec<StateCondition>, bool> {
    let mut left = Vec::new();
    for part in parts {
        match part.without(known) {
            Ok(part) => left.push(part),
            Err(truth) if truth == neutral => {}
            Err(truth) => return Err(truth),
        }
    }
    if left.is_empty() { Err(neutral) } else { Ok(left) }
}

/// The words and brackets of a text with the place where each begins.
pub(crate) fn words(text: &str) -> Vec<(usize, &str)> {
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

struct Parser<'a> {
    words: Vec<(usize, &'a str)>,
    next: usize,
    end: usize,
    depth: usize,
}

type Parsed = Result<StateCondition, NotAStateCondition>;

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.words.get(self.next).map(|(_, word)| *word)
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.peek() == Some(wanted);
        self.next += usize::from(found);
        found
    }

    fn wrong(&self, expected: &'static str) -> NotAStateCondition {
        let at = self.words.get(self.next).map_or(self.end..self.end, |(at, word)| *at..at + word.len());
        NotAStateCondition { expected, at }
    }

    fn whole(&mut self) -> Parsed {
        let first = self.any()?;
        if self.take("if") {
            Ok(StateCondition::If(Box::new(first), Box::new(self.any()?)))
        } else if self.take("iff") {
            Ok(StateCondition::Iff(Box::new(first), Box::new(self.any()?)))
        } else {
            Ok(first)
        }
    }

    fn any(&mut self) -> Parsed {
        let mut parts = vec![self.all()?];
        while self.take("or") {
            parts.push(self.all()?);
        }
        Ok(alone(parts, StateCondition::Any))
    }

    fn all(&mut self) -> Parsed {
        let mut parts = vec![self.one()?];
        while self.take("and") {
            parts.push(self.one()?);
        }
        Ok(alone(parts, StateCondition::All))
    }

    fn one(&mut self) -> Parsed {
        if self.depth > DEEPEST {
            return Err(self.wrong("fewer brackets within brackets"));
        }
        let opened = self.wrong("a closing bracket for this one");
        if self.take("not") {
            self.depth += 1;
            let inner = self.one()?;
            self.depth -= 1;
            return Ok(StateCondition::Not(Box::new(inner)));
        }
        if self.take("(") {
            self.depth += 1;
            let inner = self.whole()?;
            self.depth -= 1;
            return match self.peek() {
                Some(")") => {
                    self.next += 1;
                    Ok(inner)
                }
                None => Err(opened),
                Some("if" | "iff") => {
                    Err(self.wrong("brackets around one of the two: a second `if` or `iff` is ambiguous"))
                }
                Some(_) => Err(self.wrong("`and`, `or`, `if`, `iff` or `)`")),
            };
        }
        match self.peek().filter(|word| is_name(word) && !RESERVED.contains(word)) {
            Some(word) => {
                self.next += 1;
                Ok(StateCondition::Taken(CourseId::new(word)))
            }
            None => Err(self.wrong("the name of a course, `not` or `(`")),
        }
    }
}

/// The one part by itself, several joined.
fn alone(mut parts: Vec<StateCondition>, join: fn(Vec<StateCondition>) -> StateCondition) -> StateCondition {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            join(parts)
        }
    }
}

impl fmt::Display for StateCondition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let within = |part: &Self| match part {
            Self::Taken(_) | Self::Not(_) => part.to_string(),
            _ => format!("({part})"),
        };
        let joined = |parts: &[Self], word: &str| parts.iter().map(within).collect::<Vec<_>>().join(word);
        match self {
            Self::Taken(course) => write!(formatter, "{course}"),
            Self::Not(inner) => write!(formatter, "not {}", within(inner)),
            Self::All(parts) => formatter.write_str(&joined(parts, " and ")),
            Self::Any(parts) => formatter.write_str(&joined(parts, " or ")),
            Self::If(then, given) => write!(formatter, "{} if {}", within(then), within(given)),
            Self::Iff(one, other) => write!(formatter, "{} iff {}", within(one), within(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_print_as_they_are_read() {
        for text in ["a and not (b or c)", "(a and b) if not c", "not not a iff b", "(a if b) or c"] {
            assert_eq!(StateCondition::parse(text).map(|read| read.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        for (text, at) in [
            ("", 0..0),
            ("a and", 5..5),
            ("a b", 2..3),
            ("a and (b or c", 6..7),
            ("a if b iff c", 7..10),
            ("a & b", 2..3),
            ("ä or b", 0..2),
            ("a) or b", 1..2),
        ] {
            assert_eq!(StateCondition::parse(text).map_err(|error| error.at), Err(at), "{text}");
        }
        assert!(StateCondition::parse(&"(".repeat(100_000)).is_err());
        assert!(StateCondition::parse(&"not ".repeat(100_000)).is_err());
    }

    #[test]
    fn what_is_left_says_the_same_where_absent_courses_are_never_taken() {
        let texts =
            ["a if b", "b if a", "a iff b", "not (a and b) or c", "(a or b) and not c", "b iff (b if a)"];
        for text in texts {
            let condition = StateCondition::parse(text).unwrap_or(StateCondition::Any(Vec::new()));
            assert_eq!(condition.to_string(), text);
            let left = condition.without(&|course| course.as_str() != "b");
            for state in 0..4 {
                let taken = |course: &CourseId| match course.as_str() {
                    "a" => state & 1 == 1,
                    "c" => state & 2 == 2,
                    _ => false,
                };
                let now = left.as_ref().map_or_else(|truth| *truth, |left| left.holds(&taken));
                assert_eq!(now, condition.holds(&taken), "{text}");
            }
        }
    }
}
