//! Conditions over packages: `line = freeze`, `crimea = none | silent and line != freeze`.

use std::fmt;

use serde::Serialize;

use crate::{IssueId, OptionId, item::Mentions};

/// One requirement on one issue: its option is, or is not, among these.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Term {
    /// The issue.
    pub issue: IssueId,
    /// Whether the option must be among `options` (`=`) or must not be (`!=`).
    pub among: bool,
    /// The options, in the order written.
    pub options: Vec<OptionId>,
}

/// Terms that must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Condition {
    /// The terms; none means the condition always holds.
    pub terms: Vec<Term>,
}

/// Why a text is no condition, and which bytes of it are to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotACondition {
    /// What was expected there.
    pub expected: &'static str,
    /// The offending bytes of the text.
    pub at: std::ops::Range<usize>,
}

impl fmt::Display for NotACondition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {}, as in `line = freeze and crimea = none | silent`", self.expected)
    }
}

impl std::error::Error for NotACondition {}

impl Condition {
    /// Whether a package that settles each issue as `chosen` says satisfies every term.
    ///
    /// An issue that `chosen` leaves open satisfies no term about it.
    pub fn holds<'a>(&self, chosen: impl Fn(&IssueId) -> Option<&'a OptionId>) -> bool {
        self.terms
            .iter()
            .all(|term| chosen(&term.issue).is_some_and(|option| term.options.contains(option) == term.among))
    }

    /// Names the issues and options it speaks of.
    pub(crate) fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        for term in &self.terms {
            mentions.id(&term.issue);
            term.options.iter().for_each(|option| mentions.option(&term.issue, option));
        }
    }

    /// Reads `issue = option | option and issue != option`. A comma stands for `and`: so terms are printed.
    pub fn parse(text: &str) -> Result<Self, NotACondition> {
        let mut terms = Vec::new();
        let mut rest = text;
        loop {
            let start = text.len() - rest.len();
            let ends = [" and ", ","].into_iter().filter_map(|end| Some((rest.find(end)?, end.len())));
            let Some((at, length)) = ends.min() else {
                terms.push(parse_term(rest, start)?);
                return Ok(Self { terms });
            };
            terms.push(parse_term(&rest[..at], start)?);
            rest = &rest[at + length..];
        }
    }
}

fn parse_term(part: &str, start: usize) -> Result<Term, NotACondition> {
    let whole = start..start + part.len();
    let (left, right, among) = match (part.split_once("!="), part.split_once('=')) {
        (Some((left, right)), _) => (left, right, false),
        (None, Some((left, right))) => (left, right, true),
        (None, None) => {
            return Err(NotACondition {
                expected: "`=` or `!=` between an issue and its options",
                at: whole,
            });
        }
    };
    let issue = left.trim();
    if !is_name(issue) {
        return Err(NotACondition { expected: "the name of an issue", at: start..start + left.len() });
    }
    let options: Vec<_> = right.split('|').map(str::trim).collect();
    if !options.iter().all(|option| is_name(option)) {
        return Err(NotACondition {
            expected: "names of options separated by `|`",
            at: whole.end - right.len()..whole.end,
        });
    }
    Ok(Term { issue: IssueId::new(issue), among, options: options.into_iter().map(OptionId::new).collect() })
}

/// Names are lower-case letters, digits, `-` and `_`.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
}

impl fmt::Display for Term {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let options: Vec<_> = self.options.iter().map(OptionId::as_str).collect();
        write!(formatter, "{} {} {}", self.issue, if self.among { "=" } else { "!=" }, options.join(" | "))
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let terms: Vec<_> = self.terms.iter().map(Term::to_string).collect();
        formatter.write_str(&terms.join(" and "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_print_as_they_are_read() {
        let text = "line = freeze and crimea != none | silent";
        assert_eq!(Condition::parse(text).map(|condition| condition.to_string()).as_deref(), Ok(text));
    }

    #[test]
    fn terms_are_read_as_they_are_printed() {
        let joined = Condition::parse("line = freeze and crimea = none and aid = yes");
        assert_eq!(Condition::parse("line = freeze, crimea = none and aid = yes"), joined);
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        for (text, at) in
            [("line", 0..4), ("a = b, c", 6..8), ("a = b and Line = c", 10..15), ("a = b |", 3..7)]
        {
            assert_eq!(Condition::parse(text).map_err(|error| error.at), Err(at), "{text}");
        }
    }
}
