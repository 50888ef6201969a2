//! The issues of a case whose options have an order: parties are actors, weights are saliences, stances are positions.

use detente_case::{Case, Interval, Issue, IssueId, IssueKind, Level, PartyId};
use detente_forecast::{
    Capability, Position, Salience,
    draws::{Range, Span},
};

use super::listed::{Ends, Listed};
use crate::question::Question;

/// What a party can put on the scales lies from this share of what another can. A case says nothing of it.
const LEAST_CAPABILITY: f64 = 0.1;

/// Every issue with an order of at least two options, and what was assumed of all of them.
#[must_use]
pub fn listed(question: &Question) -> (Vec<Listed>, Vec<String>) {
    let case = &question.case;
    let ladders =
        case.issues.iter().filter(|(_, issue)| issue.kind == IssueKind::Ladder && issue.options.len() > 1);
    let listed: Vec<Listed> = ladders.map(|(id, issue)| one(question, id, issue)).collect();
    let assumed = if listed.is_empty() {
        Vec::new()
    } else {
        vec![
            "The rungs of an issue stand at equal distances from 0 to 100.".to_owned(),
            format!(
                "A case does not say how much a party can bring to bear: each counts from {LEAST_CAPABILITY} to 1."
            ),
            "Models weigh and average: none of them knows a red line, and none knows whose consent is needed.".to_owned(),
            "A salience is a weight as a share of the greatest weight that the case allows.".to_owned(),
        ]
    };
    (listed, assumed)
}

fn one(question: &Question, id: &IssueId, issue: &Issue) -> Listed {
    let case = &question.case;
    let mut unknown = Vec::new();
    let greatest = case
        .parties
        .keys()
        .flat_map(|party| case.issues.keys().map(move |issue| case.weight(party, issue).0.high.to_f64()))
        .fold(0.0, f64::max);
    let actors: Vec<Range> = case
        .parties
        .keys()
        .map(|party| {
            let name = question.short(party);
            let position = position(case, party, id, issue);
            if position.is_none() {
                unknown.push(format!("where {name} stands"));
            }
            let (weight, said) = case.weight(party, id);
            if said.is_none() {
                unknown.push(format!("how much {name} cares"));
            }
            Range {
                name: name.to_owned(),
                capability: capability(),
                position: position.unwrap_or_else(|| span(0.0, Position::SCALE)),
                salience: salience(weight, greatest),
            }
        })
        .collect();
    let end = |place: usize| {
        issue.options.get_index(place).map(|(_, option)| option.name.clone()).unwrap_or_default()
    };
    Listed {
        name: issue.name.clone(),
        proposal: issue.name.clone(),
        ends: Some(Ends { zero: end(0), hundred: end(issue.options.len().saturating_sub(1)) }),
        actors,
        outcome: None,
        unknown,
    }
    .by_name()
}

fn capability() -> Span<Capability> {
    Span { low: Capability::clamped(LEAST_CAPABILITY), high: Capability::clamped(1.0) }
}

fn span(low: f64, high: f64) -> Span<Position> {
    Span { low: Position::clamped(low), high: Position::clamped(high) }
}

fn salience(weight: Interval, greatest: f64) -> Span<Salience> {
    let share = |of: f64| Salience::clamped(if greatest > 0.0 { of / greatest } else { 0.0 });
    Span { low: share(weight.low.to_f64()), high: share(weight.high.to_f64()) }
}

/// From the first to the last rung that a party proposes; else from the first to the last that may be its best: those which
/// it does not rule out. `None` where it says nothing of the issue.
fn position(case: &Case, party: &PartyId, id: &IssueId, issue: &Issue) -> Option<Span<Position>> {
    let levels: Vec<Option<(Option<Level>, Interval)>> = issue
        .options
        .keys()
        .map(|option| case.position(party, id, option).map(|position| (position.level, position.value)))
        .collect();
    levels.iter().flatten().next()?;
    let proposed = |level: &Option<(Option<Level>, Interval)>| {
        level.is_some_and(|(level, _)| level == Some(Level::Propose))
    };
    // A rung may be the best where its greatest worth reaches the greatest sure worth of any.
    let sure = levels.iter().flatten().map(|(_, value)| value.low).max()?;
    let may_be_best = |level: &Option<(Option<Level>, Interval)>| {
        level.is_none_or(|(level, value)| level != Some(Level::RedLine) && value.high >= sure)
    };
    let all = || levels.iter();
    let asked = all().position(proposed).zip(all().rposition(proposed));
    let (first, last) = asked.or_else(|| all().position(may_be_best).zip(all().rposition(may_be_best)))?;
    let steps = u32::try_from(levels.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let at = |rung: usize| Position::SCALE * f64::from(u32::try_from(rung).unwrap_or(0)) / f64::from(steps);
    Some(span(at(first), at(last)))
}
