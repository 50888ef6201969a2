//! From tokens to a tree: the one grammar, whatever a course looks like.

use super::Formula;
use std::{fmt, iter::Peekable, ops::Range, vec::IntoIter};

/// The most brackets and negations within one another that a text may have.
///
/// The limit keeps the parser, and whoever follows the tree, from running out of stack.
pub const MOST_NESTED: usize = 128;

/// Why a text is no formula, and which part of it is to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The bytes of the text that are to blame; empty at the end of the text.
    pub at: Range<usize>,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a text that should be a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A course, `not` or an opening bracket should stand here.
    CourseExpected,
    /// The text should end here, or go on with `and`, `or`, `if` or `iff`.
    EndExpected,
    /// The brackets should be closed here, or the text go on with `and`, `or`, `if` or `iff`.
    CloseExpected,
    /// This bracket is never closed.
    NeverClosed,
    /// This bracket closes none that was opened.
    NeverOpened,
    /// A second `if` or `iff` can be read in two ways.
    Ambiguous,
    /// There are more than [`MOST_NESTED`] brackets and negations within one another.
    TooDeep,
    /// No course has this number or name.
    NoSuchCourse(String),
    /// The name that begins here has no closing quote.
    NoClosingQuote,
    /// This letter means nothing in a formula.
    UnknownLetter(char),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CourseExpected => write!(f, "expected the name of a course, `not` or `(`"),
            Self::EndExpected => write!(f, "expected `and`, `or`, `if`, `iff` or the end"),
            Self::CloseExpected => write!(f, "expected `and`, `or`, `if`, `iff` or `)`"),
            Self::NeverClosed => write!(f, "expected a closing bracket for this one"),
            Self::NeverOpened => write!(f, "expected no closing bracket that none opened"),
            Self::Ambiguous => {
                write!(f, "expected brackets around one of the two: a second `if` or `iff` is ambiguous")
            }
            Self::TooDeep => write!(f, "expected fewer brackets within brackets"),
            Self::NoSuchCourse(course) => write!(f, "there is no course {course}"),
            Self::NoClosingQuote => write!(f, "expected a closing quote for this name"),
            Self::UnknownLetter(letter) => write!(f, "{letter:?} has no meaning here"),
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.problem, self.at.start)
    }
}

impl std::error::Error for SyntaxError {}

/// A word or sign of a text with the bytes where it stands.
pub(super) struct Token<Course> {
    pub(super) at: Range<usize>,
    pub(super) kind: Kind<Course>,
}

/// What a token means.
pub(super) enum Kind<Course> {
    Course(Course),
    Not,
    And,
    Or,
    If,
    Iff,
    Open,
    Close,
    /// It means nothing in any place.
    Nothing,
}

impl<Course> Kind<Course> {
    /// What a bracket or a word in small letters joins, if it joins anything.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        match word {
            "not" => Some(Self::Not),
            "and" => Some(Self::And),
            "or" => Some(Self::Or),
            "if" => Some(Self::If),
            "iff" => Some(Self::Iff),
            "(" => Some(Self::Open),
            ")" => Some(Self::Close),
            _ => None,
        }
    }
}

/// The formula that all tokens of a text make; `end` is the length of the text.
pub(super) fn parse<Course>(tokens: Vec<Token<Course>>, end: usize) -> Result<Formula<Course>, SyntaxError> {
    let mut parser = Parser { tokens: tokens.into_iter().peekable(), end };
    let formula = parser.condition(0)?;
    match parser.tokens.peek().map(|token| &token.kind) {
        None => Ok(formula),
        Some(Kind::Close) => Err(parser.error(Problem::NeverOpened)),
        Some(kind) => {
            let problem = after_a_condition(kind, Problem::EndExpected);
            Err(parser.error(problem))
        }
    }
}

/// What is wrong with a token that stands where a condition is complete.
fn after_a_condition<Course>(kind: &Kind<Course>, otherwise: Problem) -> Problem {
    match kind {
        // A first `if` or `iff` belongs to the condition: this is a second one.
        Kind::If | Kind::Iff => Problem::Ambiguous,
        Kind::Course(_) | Kind::Not | Kind::And | Kind::Or | Kind::Open | Kind::Close | Kind::Nothing => {
            otherwise
        }
    }
}

struct Parser<Course> {
    tokens: Peekable<IntoIter<Token<Course>>>,
    end: usize,
}

type Parsed<Course> = Result<Formula<Course>, SyntaxError>;

impl<Course> Parser<Course> {
    /// Goes past the next token if it is as wanted.
    fn take(&mut self, wanted: impl Fn(&Kind<Course>) -> bool) -> bool {
        self.tokens.next_if(|token| wanted(&token.kind)).is_some()
    }

    /// Where the next token stands; nothing of the text at its end.
    fn place(&mut self) -> Range<usize> {
        self.tokens.peek().map_or(self.end..self.end, |token| token.at.clone())
    }

    fn error(&mut self, problem: Problem) -> SyntaxError {
        SyntaxError { at: self.place(), problem }
    }

    /// Alternatives, with at most one `if` or `iff` between them.
    fn condition(&mut self, depth: usize) -> Parsed<Course> {
        let first = self.any(depth)?;
        let join = if self.take(|kind| matches!(kind, Kind::If)) {
            Formula::If
        } else if self.take(|kind| matches!(kind, Kind::Iff)) {
            Formula::Iff
        } else {
            return Ok(first);
        };
        Ok(join(Box::new(first), Box::new(self.any(depth)?)))
    }

    fn any(&mut self, depth: usize) -> Parsed<Course> {
        let mut parts = vec![self.all(depth)?];
        while self.take(|kind| matches!(kind, Kind::Or)) {
            parts.push(self.all(depth)?);
        }
        Ok(joined(parts, Formula::Any))
    }

    fn all(&mut self, depth: usize) -> Parsed<Course> {
        let mut parts = vec![self.part(depth)?];
        while self.take(|kind| matches!(kind, Kind::And)) {
            parts.push(self.part(depth)?);
        }
        Ok(joined(parts, Formula::All))
    }

    /// A course, a negation or something in brackets; `depth` counts those around it.
    fn part(&mut self, depth: usize) -> Parsed<Course> {
        if depth > MOST_NESTED {
            return Err(self.error(Problem::TooDeep));
        }
        let starts_part = |token: &Token<Course>| match token.kind {
            Kind::Course(_) | Kind::Not | Kind::Open => true,
            Kind::And | Kind::Or | Kind::If | Kind::Iff | Kind::Close | Kind::Nothing => false,
        };
        match self.tokens.next_if(starts_part) {
            Some(Token { kind: Kind::Course(course), .. }) => Ok(Formula::Taken(course)),
            Some(Token { kind: Kind::Not, .. }) => Ok(Formula::Not(Box::new(self.part(depth + 1)?))),
            Some(opening) => self.in_brackets(&opening.at, depth + 1),
            None => Err(self.error(Problem::CourseExpected)),
        }
    }

    fn in_brackets(&mut self, opening: &Range<usize>, depth: usize) -> Parsed<Course> {
        let inner = self.condition(depth)?;
        if self.take(|kind| matches!(kind, Kind::Close)) {
            return Ok(inner);
        }
        match self.tokens.peek().map(|token| &token.kind) {
            None => Err(SyntaxError { at: opening.clone(), problem: Problem::NeverClosed }),
            Some(kind) => {
                let problem = after_a_condition(kind, Problem::CloseExpected);
                Err(self.error(problem))
            }
        }
    }
}

/// A single part as it is, several parts joined.
fn joined<Course>(
    mut parts: Vec<Formula<Course>>,
    join: fn(Vec<Formula<Course>>) -> Formula<Course>,
) -> Formula<Course> {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}
