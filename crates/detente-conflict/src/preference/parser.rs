//! Reads statements as analysts write them: `2 and not (3 or 4) if -5`.
//!
//! Courses are numbered from 1, as the field does, or named in double quotes. From the tightest to the loosest:
//! `not` (`-`, `!`), `and` (`&`), `or` (`|`), then one `if` or `iff`; more than one needs brackets.

use super::Condition;
use std::fmt;

/// The most brackets and negations within one another.
const DEEPEST: usize = 128;

/// Why a text is no statement, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementError {
    /// Where in the text, in bytes from its start; its length at the end.
    pub position: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A course, `not` or an opening bracket should stand here.
    CourseExpected,
    /// The statement should end or go on with `and`, `or`, `if`, `iff` or a closing bracket here.
    EndExpected,
    /// The bracket that opened at this place is never closed.
    NeverClosed(usize),
    /// No course has this number or name.
    NoSuchCourse(String),
    /// It could be read in two ways: brackets are needed.
    Ambiguous,
    /// The brackets go deeper than can be held.
    TooDeep,
    /// A name has no closing quote.
    NoClosingQuote,
    /// A letter with no meaning here.
    UnknownLetter(char),
}

impl fmt::Display for StatementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::CourseExpected => write!(f, "a course, `not` or `(` is expected"),
            Problem::EndExpected => write!(f, "`and`, `or`, `if`, `iff`, `)` or the end is expected"),
            Problem::NeverClosed(opened) => write!(f, "the bracket opened at {opened} is never closed"),
            Problem::NoSuchCourse(course) => write!(f, "there is no course {course}"),
            Problem::Ambiguous => write!(f, "a second `if` or `iff` needs brackets"),
            Problem::TooDeep => write!(f, "brackets go deeper than {DEEPEST}"),
            Problem::NoClosingQuote => write!(f, "the name has no closing quote"),
            Problem::UnknownLetter(letter) => write!(f, "{letter:?} has no meaning here"),
        }?;
        write!(f, " (at {})", self.position)
    }
}

impl std::error::Error for StatementError {}

/// Reads a statement about the courses with these names.
pub fn read(text: &str, names: &[&str]) -> Result<Condition, StatementError> {
    let tokens = tokens(text, names)?;
    let mut parser = Parser { tokens: &tokens, next: 0, end: text.len() };
    let condition = parser.condition(0)?;
    match parser.peek() {
        None => Ok(condition),
        Some(_) => Err(parser.error(Problem::EndExpected)),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Course(usize),
    Not,
    And,
    Or,
    If,
    Iff,
    Open,
    Close,
}

fn tokens(text: &str, names: &[&str]) -> Result<Vec<(usize, Token)>, StatementError> {
    let mut tokens = Vec::new();
    let mut position = 0;
    while let Some(letter) = text[position..].chars().next() {
        let rest = &text[position..];
        let (token, length) = match letter {
            ' ' | '\t' | '\n' | '\r' => (None, 1),
            '-' | '!' => (Some(Token::Not), 1),
            '&' => (Some(Token::And), 1),
            '|' => (Some(Token::Or), 1),
            '(' => (Some(Token::Open), 1),
            ')' => (Some(Token::Close), 1),
            '"' => {
                let Some(length) = rest[1..].find('"') else {
                    return Err(StatementError { position, problem: Problem::NoClosingQuote });
                };
                let name = &rest[1..=length];
                (Some(named(name, names).ok_or_else(|| no_such_course(position, name))?), length + 2)
            }
            _ => {
                let length = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
                if length == 0 {
                    return Err(StatementError { position, problem: Problem::UnknownLetter(letter) });
                }
                (Some(word(position, &rest[..length], names)?), length)
            }
        };
        tokens.extend(token.map(|token| (position, token)));
        position += length;
    }
    Ok(tokens)
}

fn named(name: &str, names: &[&str]) -> Option<Token> {
    names.iter().position(|known| *known == name).map(Token::Course)
}

fn no_such_course(position: usize, name: &str) -> StatementError {
    StatementError { position, problem: Problem::NoSuchCourse(name.to_owned()) }
}

fn word(position: usize, word: &str, names: &[&str]) -> Result<Token, StatementError> {
    let token = match word.to_ascii_lowercase().as_str() {
        "not" => Token::Not,
        "and" => Token::And,
        "or" => Token::Or,
        "if" => Token::If,
        "iff" => Token::Iff,
        number => {
            let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            match place.filter(|place| *place < names.len()) {
                Some(place) => Token::Course(place),
                None => return Err(no_such_course(position, word)),
            }
        }
    };
    Ok(token)
}

struct Parser<'a> {
    tokens: &'a [(usize, Token)],
    next: usize,
    end: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.next).map(|(_, token)| *token)
    }

    fn take(&mut self, wanted: Token) -> bool {
        let found = self.peek() == Some(wanted);
        self.next += usize::from(found);
        found
    }

    fn position(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(position, _)| *position)
    }

    fn error(&self, problem: Problem) -> StatementError {
        StatementError { position: self.position(), problem }
    }

    fn condition(&mut self, depth: usize) -> Result<Condition, StatementError> {
        let first = self.any(depth)?;
        let made = if self.take(Token::If) {
            Condition::If(Box::new(first), Box::new(self.any(depth)?))
        } else if self.take(Token::Iff) {
            Condition::Iff(Box::new(first), Box::new(self.any(depth)?))
        } else {
            return Ok(first);
        };
        match self.peek() {
            Some(Token::If | Token::Iff) => Err(self.error(Problem::Ambiguous)),
            _ => Ok(made),
        }
    }

    fn any(&mut self, depth: usize) -> Result<Condition, StatementError> {
        let mut parts = vec![self.all(depth)?];
        while self.take(Token::Or) {
            parts.push(self.all(depth)?);
        }
        Ok(single(parts, Condition::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Condition, StatementError> {
        let mut parts = vec![self.part(depth)?];
        while self.take(Token::And) {
            parts.push(self.part(depth)?);
        }
        Ok(single(parts, Condition::All))
    }

    fn part(&mut self, depth: usize) -> Result<Condition, StatementError> {
        if depth == DEEPEST {
            return Err(self.error(Problem::TooDeep));
        }
        let position = self.position();
        let token = self.peek();
        match token {
            Some(Token::Course(course)) => {
                self.next += 1;
                Ok(Condition::Taken(course))
            }
            Some(Token::Not) => {
                self.next += 1;
                Ok(Condition::Not(Box::new(self.part(depth + 1)?)))
            }
            Some(Token::Open) => {
                self.next += 1;
                let inner = self.condition(depth + 1)?;
                if self.take(Token::Close) {
                    Ok(inner)
                } else if self.peek().is_none() {
                    Err(self.error(Problem::NeverClosed(position)))
                } else {
                    Err(self.error(Problem::EndExpected))
                }
            }
            _ => Err(self.error(Problem::CourseExpected)),
        }
    }
}

fn single(mut parts: Vec<Condition>, many: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            many(parts)
        }
    }
}
