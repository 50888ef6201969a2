//! The `.gmcr` files of GMCR+: what they hold, and how they are written.

use super::gmcr_problems::Problem;
use crate::{
    model::{Choices, Direction, Pattern},
    preference::Condition,
};
use serde_json::{Value, json};
use std::fmt;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Parties, courses of action and infeasible patterns.
    pub choices: Choices,
    /// What each party prefers, in their order.
    pub makers: Vec<Maker>,
    /// Whether rankings count, rather than statements.
    pub by_ranking: bool,
    /// Coalitions that move as one, if the file says so.
    pub coalitions: Option<Vec<Vec<usize>>>,
}

/// What one party prefers and does not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// Statements, the most important first.
    pub statements: Vec<Condition>,
    /// States by place, the best first, ties together.
    pub ranking: Option<Vec<Vec<usize>>>,
    /// States that the party takes to be infeasible.
    pub misperceived: Vec<Condition>,
}

/// Why a file cannot be read, or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GmcrError {
    /// It cannot be read, for all these reasons.
    Problems(Vec<Problem>),
    /// A condition has more alternatives than this crate writes out.
    TooManyAlternatives,
}

impl fmt::Display for GmcrError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problems(problems) => {
                let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
                f.write_str(&lines.join("\n"))
            }
            Self::TooManyAlternatives => {
                write!(f, "a condition has more than {MOST} alternatives when written as OR of ANDs")
            }
        }
    }
}

impl std::error::Error for GmcrError {}

/// The most alternatives a condition is written out into.
const MOST: usize = 1024;

/// Writes a file that GMCR+ can open.
pub fn write(file: &File) -> Result<String, GmcrError> {
    let choices = &file.choices;
    let makers = choices.parties().iter().zip(&file.makers).enumerate().map(|(party, (name, maker))| {
        let owned: Vec<usize> =
            (0..choices.courses().len()).filter(|&course| choices.courses()[course].owner == party).collect();
        let mut written = json!({
            "name": name,
            "options": owned,
            "preferences": maker.statements.iter().map(condition).collect::<Result<Vec<_>, _>>()?,
        });
        if !maker.misperceived.is_empty() {
            let misperceived = maker.misperceived.iter().map(condition).collect::<Result<Vec<_>, _>>()?;
            written["misperceptions"] = Value::from(misperceived);
        }
        if let Some(ranking) = &maker.ranking {
            written["preferenceRanking"] = ranking.iter().map(|class| ranked(class)).collect();
        }
        Ok(written)
    });
    let options = choices.courses().iter().map(|course| {
        let direction = match course.direction {
            Direction::Both => "both",
            Direction::Forward => "fwd",
            Direction::Back => "back",
        };
        json!({ "name": course.name, "permittedDirection": direction })
    });
    let mut root = json!({
        "decisionMakers": makers.collect::<Result<Vec<_>, _>>()?,
        "options": options.collect::<Vec<_>>(),
        "infeasibles": choices.patterns().iter().map(|pattern| simple(*pattern)).collect::<Vec<_>>(),
        "useManualPreferenceRanking": file.by_ranking,
        "program": "gmcr-py",
        "version": "0.3.12",
    });
    if let Some(coalitions) = &file.coalitions {
        root["coalitions"] = coalitions.iter().map(|members| alone(members)).collect();
    }
    Ok(format!("{root:#}\n"))
}

fn ranked(class: &[usize]) -> Value {
    alone(&class.iter().map(|state| state + 1).collect::<Vec<_>>())
}

/// One number as itself, several as a list.
fn alone(numbers: &[usize]) -> Value {
    match numbers {
        [only] => Value::from(*only),
        _ => Value::from(numbers.to_vec()),
    }
}

fn simple(pattern: Pattern) -> Value {
    let literals = (0..64_usize).filter(|course| pattern.speaks_of >> course & 1 == 1);
    literals.map(|course| json!([course, if pattern.taken >> course & 1 == 1 { "Y" } else { "N" }])).collect()
}

fn condition(condition: &Condition) -> Result<Value, GmcrError> {
    let alternatives = alternatives(condition, true).ok_or(GmcrError::TooManyAlternatives)?;
    Ok(match alternatives.as_slice() {
        [only] if !matches!(condition, Condition::Any(_)) => simple(*only),
        _ => json!({ "compound": true, "members": alternatives.into_iter().map(simple).collect::<Vec<_>>() }),
    })
}

/// The patterns one of which holds exactly when the condition does, or does not.
fn alternatives(condition: &Condition, holds: bool) -> Option<Vec<Pattern>> {
    match condition {
        Condition::Taken(course) => {
            let bit = u32::try_from(*course).ok().and_then(|course| 1_u64.checked_shl(course))?;
            Some(vec![Pattern { speaks_of: bit, taken: if holds { bit } else { 0 } }])
        }
        Condition::Not(inner) => alternatives(inner, !holds),
        Condition::All(parts) if holds => every(parts, true),
        Condition::Any(parts) if !holds => every(parts, false),
        Condition::All(parts) | Condition::Any(parts) => {
            some(parts.iter().map(|part| alternatives(part, holds)))
        }
        Condition::If(then, given) if holds => some([alternatives(then, true), alternatives(given, false)]),
        Condition::If(then, given) => both(&alternatives(then, false)?, &alternatives(given, true)?),
        Condition::Iff(one, other) => some(
            [true, false]
                .map(|value| both(&alternatives(one, value)?, &alternatives(other, value == holds)?)),
        ),
    }
}

fn every(parts: &[Condition], holds: bool) -> Option<Vec<Pattern>> {
    let any = vec![Pattern { speaks_of: 0, taken: 0 }];
    parts.iter().try_fold(any, |so_far, part| both(&so_far, &alternatives(part, holds)?))
}

fn some(parts: impl IntoIterator<Item = Option<Vec<Pattern>>>) -> Option<Vec<Pattern>> {
    let all = parts.into_iter().try_fold(Vec::new(), |mut all, part| {
        all.extend(part?);
        Some(all)
    })?;
    (all.len() <= MOST).then_some(all)
}

fn both(one: &[Pattern], other: &[Pattern]) -> Option<Vec<Pattern>> {
    let joined = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
    let compatible =
        joined.filter(|(one, other)| (one.taken ^ other.taken) & one.speaks_of & other.speaks_of == 0);
    let patterns = compatible.map(|(one, other)| Pattern {
        speaks_of: one.speaks_of | other.speaks_of,
        taken: one.taken | other.taken,
    });
    let patterns: Vec<Pattern> = patterns.take(MOST + 1).collect();
    (patterns.len() <= MOST).then_some(patterns)
}
