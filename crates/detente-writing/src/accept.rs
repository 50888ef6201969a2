//! A yes or a no to drafts: what the case and the inbox are then.

use std::{collections::BTreeMap, fmt};

use detente_case::{CaseFiles, Diagnostic, Severity};
use detente_evidence::Kind;
use jiff::civil::Date;

use crate::{
    edit::{NoPlace, applied, set},
    inbox::{Answer, Inbox},
    statements::{Desk, Hand},
};

/// Which drafts are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// These, by name.
    Named(Vec<String>),
    /// All that wait of one kind.
    OfKind(Kind),
    /// All that wait.
    All,
}

/// Why nothing was said of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaid {
    /// No drafts have these names.
    Unknown(Vec<String>),
    /// These are answered already, as told.
    Answered(Vec<(String, Answer)>),
    /// None of those that are meant waits.
    NoneWaits,
    /// Nobody says whose yes the agreement takes, and these drafts can be written only where it is said.
    NoConsent(Vec<String>),
    /// Whose yes the agreement takes was told, and the case says it already.
    Settled,
    /// Nobody in the case or in the drafts has these names, whose yes the agreement would take.
    Nobody(Vec<String>),
    /// What these drafts name was accepted, and somebody has taken it out of the case since: each with the statement.
    Gone(BTreeMap<String, String>),
    /// The case has no place for what they say.
    NoPlace(NoPlace),
    /// The case would have errors that it does not have now.
    Wrong(Box<(Vec<Diagnostic>, CaseFiles)>),
}

impl fmt::Display for NotSaid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(names) => write!(formatter, "no draft is called {}", names.join(", ")),
            Self::Answered(answered) => {
                let told = answered.iter().map(|(id, answer)| match answer {
                    Answer::Rejected { by, on } => format!("{id} was rejected by {by} on {on}"),
                    Answer::Accepted { by, on, .. } => format!("{id} was accepted by {by} on {on}"),
                    Answer::Waiting => format!("{id} waits"),
                });
                formatter.write_str(&told.collect::<Vec<_>>().join("; "))
            }
            Self::NoneWaits => formatter.write_str("no such draft is waiting"),
            Self::NoConsent(names) => {
                write!(
                    formatter,
                    "the text does not say whose yes the agreement takes, and {} cannot be written without that",
                    names.join(", ")
                )
            }
            Self::Settled => formatter.write_str("the case already says whose yes the agreement takes"),
            Self::Nobody(names) => write!(formatter, "no party is called {}", names.join(", ")),
            Self::Gone(gone) => {
                let told = gone.iter().map(|(id, name)| format!("{id} names `{name}`"));
                let told = told.collect::<Vec<_>>().join("; ");
                write!(formatter, "{told}: it was accepted, and has since been taken out of the case")
            }
            Self::NoPlace(why) => why.fmt(formatter),
            Self::Wrong(_) => formatter.write_str("the case would have errors, so nothing was written"),
        }
    }
}

/// A case after a yes.
#[derive(Clone, Debug)]
pub struct Yes {
    /// The text of `case.toml`.
    pub case: String,
    /// What waits, and what was said of it.
    pub inbox: Inbox,
    /// The statements that each draft is in, by its name.
    pub statements: BTreeMap<String, Vec<String>>,
    /// Drafts that were brought along because others rest on them.
    pub brought: Vec<String>,
    /// Drafts that still wait, since nobody says whose yes the agreement takes.
    pub left: Vec<String>,
    /// Drafts that still wait, since whom they name was taken out of the case; with the statement that is gone.
    pub gone: BTreeMap<String, String>,
    /// The day on which the case is read now, where a later text moved it on.
    pub as_of: Option<Date>,
}

/// The names of the drafts that are meant, all of which wait.
fn meant(inbox: &Inbox, which: &Which) -> Result<Vec<String>, NotSaid> {
    let waiting = || inbox.drafts.iter().filter(|entry| entry.waits());
    let names: Vec<String> = match which {
        Which::Named(names) => {
            let unknown: Vec<_> = names.iter().filter(|name| inbox.entry(name).is_none()).cloned().collect();
            if !unknown.is_empty() {
                return Err(NotSaid::Unknown(unknown));
            }
            let answered = names.iter().filter_map(|name| inbox.entry(name)).filter(|entry| !entry.waits());
            let answered: Vec<_> =
                answered.map(|entry| (entry.draft.id.clone(), entry.answer.clone())).collect();
            if !answered.is_empty() {
                return Err(NotSaid::Answered(answered));
            }
            names.clone()
        }
        Which::OfKind(kind) => waiting()
            .filter(|entry| entry.draft.kind() == *kind)
            .map(|entry| entry.draft.id.clone())
            .collect(),
        Which::All => waiting().map(|entry| entry.draft.id.clone()).collect(),
    };
    if names.is_empty() { Err(NotSaid::NoneWaits) } else { Ok(names) }
}

/// The case with these drafts in it. Refused where it would have errors that it does not have now.
pub fn accept(files: &CaseFiles, inbox: &Inbox, which: &Which, hand: &Hand) -> Result<Yes, NotSaid> {
    let names = meant(inbox, which)?;
    let before = detente_case::read(files);
    if !hand.consent().is_empty() && !before.case.instrument.consent.is_empty() {
        return Err(NotSaid::Settled);
    }
    let mut desk = Desk::new(&before.case, inbox, hand);
    for kind in Kind::ALL {
        let of_kind =
            names.iter().filter(|name| inbox.entry(name).is_some_and(|entry| entry.draft.kind() == kind));
        of_kind.for_each(|name| drop(desk.take(name)));
    }
    let nobody = desk.nobody();
    if !nobody.is_empty() {
        return Err(NotSaid::Nobody(nobody));
    }
    let left: Vec<_> = names.iter().filter(|name| desk.lacking().contains(*name)).cloned().collect();
    let gone: BTreeMap<_, _> = desk
        .gone()
        .iter()
        .filter(|(id, _)| names.contains(id))
        .map(|(id, name)| (id.clone(), name.clone()))
        .collect();
    let (edits, statements) = desk.into_edits();
    if !gone.is_empty() && (statements.is_empty() || matches!(which, Which::Named(_))) {
        return Err(NotSaid::Gone(gone));
    }
    if statements.is_empty() || (matches!(which, Which::Named(_)) && !left.is_empty()) {
        return Err(NotSaid::NoConsent(left));
    }
    let mut case = applied(files.text(), &edits).map_err(NotSaid::NoPlace)?;
    // What a later text says counts from its day on: the case is read on that day then, or nobody would see it.
    let days =
        statements.keys().filter_map(|id| inbox.entry(id)).filter_map(|entry| inbox.text(&entry.source));
    let as_of = days.map(|text| text.date).max().filter(|day| *day > before.case.as_of);
    if let Some(day) = as_of {
        case = set(&case, &["case".to_owned()], "as_of", &day.to_string()).map_err(NotSaid::NoPlace)?;
    }
    let after = files.with_text(&case);
    let new = new_errors(&before.diagnostics, &after);
    if !new.is_empty() {
        return Err(NotSaid::Wrong(Box::new((new, after))));
    }
    let mut inbox = inbox.clone();
    for entry in &mut inbox.drafts {
        if let Some(statements) = statements.get(&entry.draft.id) {
            entry.answer =
                Answer::Accepted { by: hand.by().to_owned(), on: hand.on(), statements: statements.clone() };
        }
    }
    let brought = statements.keys().filter(|id| !names.contains(id)).cloned().collect();
    Ok(Yes { case, inbox, statements, brought, left, gone, as_of })
}

/// The inbox with a no to these drafts: they are not asked about again.
pub fn reject(inbox: &Inbox, which: &Which, hand: &Hand) -> Result<(Inbox, Vec<String>), NotSaid> {
    let names = meant(inbox, which)?;
    let mut inbox = inbox.clone();
    for entry in inbox.drafts.iter_mut().filter(|entry| names.contains(&entry.draft.id)) {
        entry.answer = Answer::Rejected { by: hand.by().to_owned(), on: hand.on() };
    }
    Ok((inbox, names))
}

/// Errors that a case has after a change and that are not among those known before, wherever they stand: one that stands
/// twice now and stood once is new.
#[must_use]
pub fn new_errors(known: &[Diagnostic], after: &CaseFiles) -> Vec<Diagnostic> {
    let error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    let mut old: Vec<_> =
        known.iter().filter(error).map(|problem| (problem.code, problem.message.clone())).collect();
    let read = detente_case::read(after);
    let mut new = Vec::new();
    for problem in read.diagnostics.into_iter().filter(|problem| problem.severity == Severity::Error) {
        let same = (problem.code, problem.message.clone());
        match old.iter().position(|one| *one == same) {
            Some(at) => drop(old.swap_remove(at)),
            None => new.push(problem),
        }
    }
    new
}
