//! From a case to a table: what a spreadsheet can hold of it, and what it cannot.

use std::collections::{BTreeMap, BTreeSet};

use crate::question::Question;
use detente_case::{Counts, Interval, IssueId, ItemKind, OptionId, Origin, PartyId, Scale, Weight};
use detente_scenario::sheet::{Cell, Choice, Importance, Issue, Level, Party, Table, Value};

/// A table, and what of the case is not in it.
pub struct Made {
    /// The table.
    pub table: Table,
    /// What of the case is not in it, a line each.
    pub lost: Vec<String>,
}

/// The table of a case as a view sees it.
#[must_use]
pub fn table(question: &Question, name: &str) -> Made {
    let mut lost = Lost::default();
    let parties = parties(question, &mut lost);
    let case = &question.case;
    let issues = case.issues.iter().map(|(id, issue)| {
        let choice = |(option, of): (&OptionId, &detente_case::IssueOption)| Choice {
            name: of.name.clone(),
            place: (1, 1),
            cells: parties.iter().map(|party| stance(question, party, id, option, &mut lost)).collect(),
        };
        let options = issue.options.iter().map(choice).collect();
        Issue { name: issue.name.clone(), place: (1, 1), weights: weights(question, &parties, id), options }
    });
    let issues = issues.collect();
    let no_deal = parties.iter().map(|party| match case.no_deal_of(party) {
        Some(no_deal) => cell(interval(no_deal.value), &no_deal.origin),
        None => Cell::default(),
    });
    let named = |party: &PartyId| {
        let name = case.parties.get(party).map_or_else(|| party.to_string(), |party| party.name.clone());
        Party { name, place: (1, 1) }
    };
    let mut table = Table {
        name: name.to_owned(),
        no_deal: no_deal.collect(),
        discounts: parties.iter().map(|_| Cell::default()).collect(),
        parties: parties.iter().map(named).collect(),
        issues,
    };
    for (place, party) in parties.iter().enumerate() {
        if !adds_up(question, party) {
            table.share_weights(place);
        }
    }
    orders(question, &parties, &mut lost);
    others(question, &mut lost);
    Made { table, lost: lost.lines.into_iter().collect() }
}

/// What is lost, each once.
#[derive(Default)]
struct Lost {
    lines: BTreeSet<String>,
}

impl Lost {
    fn tell(&mut self, line: impl Into<String>) {
        self.lines.insert(line.into());
    }
}

/// The parties of whom a table says something: those who must agree, and those who want something.
fn parties(question: &Question, lost: &mut Lost) -> Vec<PartyId> {
    let case = &question.case;
    let consent = &case.instrument.consent;
    let mut kept = Vec::new();
    for (id, party) in &case.parties {
        let wants =
            case.stances.iter().any(|stance| stance.parties.contains(id)) || case.no_deal_of(id).is_some();
        if consent.contains(id) {
            kept.push(id.clone());
        } else if wants {
            lost.tell(format!("{} need not agree in the case; in a table every party must", party.name));
            kept.push(id.clone());
        } else {
            lost.tell(format!("{} is left out: it wants nothing, and need not agree", party.name));
        }
    }
    kept
}

fn stance(
    question: &Question,
    party: &PartyId,
    issue: &IssueId,
    option: &OptionId,
    lost: &mut Lost,
) -> Cell<Level> {
    let case = &question.case;
    let Some(position) = case.position(party, issue, option) else { return Cell::default() };
    let said = position.stance.positions.get(option);
    let value = said.and_then(|said| said.value);
    let level = position.level.map(|level| match level {
        detente_case::Level::Propose => Level::Propose,
        detente_case::Level::Accept => Level::Accept,
        detente_case::Level::Tolerate => Level::Tolerate,
        detente_case::Level::Oppose => Level::Oppose,
        detente_case::Level::RedLine => Level::RedLine,
    });
    if let Some(unless) = position.stance.unless.as_ref().filter(|_| level == Some(Level::RedLine)) {
        lost.tell(format!(
            "{party} on {issue}: its red lines do not bind where {unless}; in the table they always do"
        ));
    }
    let value = match (level, value) {
        (Some(level), Some(_)) if level == Level::RedLine => {
            lost.tell(format!("{party} on {issue}: what options behind red lines are worth"));
            Value::Word(level)
        }
        (_, Some(value)) => interval(value),
        (Some(level), None) => Value::Word(level),
        (None, None) => Value::Unsaid,
    };
    cell(value, &position.stance.origin)
}

/// Whether a party counts in points of its own, which are added up without weights.
fn adds_up(question: &Question, party: &PartyId) -> bool {
    question.case.parties.get(party).is_some_and(|party| party.counts == Counts::Sum)
}

fn weights(question: &Question, parties: &[PartyId], issue: &IssueId) -> Option<Vec<Cell<Importance>>> {
    let case = &question.case;
    if case.weights.is_empty() {
        return None;
    }
    let of = |party: &PartyId| {
        if adds_up(question, party) {
            // Its points are added as they are.
            return Cell { value: Value::said("1", "1"), place: Some((1, 1)), source: None };
        }
        let (range, Some(origin)) = case.weight(party, issue) else { return Cell::default() };
        let word = case.weights.iter().find_map(|weights| match weights.by_issue.get(issue) {
            Some(Weight::Word(word)) if std::ptr::eq(&raw const weights.origin, origin) => Some(*word),
            Some(Weight::Word(_) | Weight::Range(_)) | None => None,
        });
        let value = match word {
            Some(detente_case::Importance::None) => Value::Word(Importance::None),
            Some(detente_case::Importance::Low) => Value::Word(Importance::Low),
            Some(detente_case::Importance::Medium) => Value::Word(Importance::Medium),
            Some(detente_case::Importance::High) => Value::Word(Importance::High),
            Some(detente_case::Importance::Vital) => Value::Word(Importance::Vital),
            None => interval(range),
        };
        cell(value, origin)
    };
    Some(parties.iter().map(of).collect())
}

fn interval<Word>(interval: Interval) -> Value<Word> {
    Value::said(&interval.low.to_string(), &interval.high.to_string())
}

fn cell<Word>(value: Value<Word>, origin: &Origin) -> Cell<Word> {
    let source = match origin.assumption() {
        Some(assumption) => format!("assumed by {}", assumption.owner),
        None => origin.citations().iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    };
    Cell { value, place: Some((1, 1)), source: Some(source).filter(|source| !source.is_empty()) }
}

/// Orders, which a table has no cells for.
fn orders(question: &Question, parties: &[PartyId], lost: &mut Lost) {
    let case = &question.case;
    for party in parties {
        for issue in case.issues.keys() {
            if !case.option_order(party, issue).is_empty() {
                lost.tell(format!(
                    "{party} on {issue}: options that are known by their order alone are empty cells"
                ));
            }
        }
        if case.weight_order(party).is_some() {
            lost.tell(format!("{party}: weights that are known by their order alone are empty cells"));
        }
    }
}

/// Statements of tables that a spreadsheet has no place for.
fn others(question: &Question, lost: &mut Lost) {
    let case = &question.case;
    let held = [
        ItemKind::Party,
        ItemKind::Issue,
        ItemKind::IssueOption,
        ItemKind::Stance,
        ItemKind::Weights,
        ItemKind::NoDeal,
        ItemKind::Instrument,
    ];
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in case.statements() {
        if !held.contains(&statement.stated.kind()) {
            *counts.entry(statement.kind).or_default() += 1;
        }
    }
    for (kind, count) in counts {
        lost.tell(format!("statements of the kind {kind}: {count}"));
    }
    if !case.sources.is_empty() {
        lost.tell("sources: their names stand in the column `source`, without title, date and grade");
    }
    if case.scale != Scale::default() {
        lost.tell("the case's own scale: words are read by the usual one");
    }
}
