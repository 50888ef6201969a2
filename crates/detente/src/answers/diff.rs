//! The answer of `detente diff`: which verdicts flipped, and because of which statement.

use std::collections::BTreeSet;

use detente_case::{Case, Origin, Span, View};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Answer, Question, Reference,
    facts::{Facts, facts},
    verdict::{VerdictAnswer, counted, verdict},
};
use crate::{
    failure::Failure,
    page::{Page, Table, Text},
};

/// What changed from one view of a case to another.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Diff {
    /// How the first side is seen.
    from: String,
    /// How the second side is seen.
    to: String,
    /// Whether there is a deal, on the first side.
    verdict_before: VerdictAnswer,
    /// Whether there is a deal, on the second side.
    verdict_after: VerdictAnswer,
    /// Verdicts that differ, in the order in which users ask.
    flipped: Vec<Flip>,
    /// Statements only the second side has.
    added: Vec<Changed>,
    /// Statements only the first side has.
    withdrawn: Vec<Changed>,
}

/// A verdict that differs.
#[derive(Serialize, JsonSchema)]
struct Flip {
    /// What is asked.
    verdict: String,
    /// The answer on the first side; absent when it could not be asked there.
    before: Option<String>,
    /// The answer on the second side; absent when it cannot be asked there.
    after: Option<String>,
    /// The statements that make the difference.
    because: Vec<Changed>,
    /// How they make it.
    how: Cause,
}

/// How statements make the difference.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Cause {
    /// Without any one of them the verdict would not be what it is.
    EachNecessary,
    /// No single statement makes the difference: several do together, or several would each do.
    NoSingleStatement,
    /// Only withdrawn statements can have made it.
    Withdrawal,
}

/// A statement that one side has and the other has not.
#[derive(Clone, Serialize, JsonSchema)]
struct Changed {
    /// The table it stands in.
    kind: String,
    /// What names it.
    name: String,
    /// What it says.
    says: String,
    /// Where it comes from.
    reference: Reference,
    #[serde(skip)]
    span: Span,
}

/// Builds the answer.
pub(crate) fn answer(before: &Question, after: &Question) -> Result<Diff, Failure> {
    let added = only_in(after, before);
    let withdrawn = only_in(before, after);
    let flipped = flips(before, after, &added);
    Ok(Diff {
        from: seen_from(before),
        to: seen_from(after),
        verdict_before: verdict(before),
        verdict_after: verdict(after),
        flipped,
        added,
        withdrawn,
    })
}

/// `2025-04-23`, with whatever else makes the view another than the plain one.
fn seen_from(question: &Question) -> String {
    let parts = crate::provenance::view_parts(question);
    let view: String = parts.iter().map(|part| format!(", {part}")).collect();
    format!("{} as of {}{view}", question.case_argument, question.case.as_of)
}

/// What a statement says, apart from where it stands in the file.
type Said = (&'static str, String, String, Vec<String>);

fn said(case: &Case) -> IndexMap<Said, &Origin> {
    let key = |statement: detente_case::Statement<'_>| {
        let cites = statement.origin.citations().iter().map(ToString::to_string).collect();
        (statement.kind, statement.name, statement.says, cites)
    };
    case.statements()
        .into_iter()
        .map(|statement| (statement.origin, key(statement)))
        .map(|(origin, key)| (key, origin))
        .collect()
}

fn only_in(one: &Question, other: &Question) -> Vec<Changed> {
    let elsewhere = said(&other.case);
    let here = said(&one.case);
    let new = here.into_iter().filter(|(key, _)| !elsewhere.contains_key(key));
    new.map(|((kind, name, says, _), origin)| Changed {
        kind: kind.to_owned(),
        name,
        says,
        reference: one.reference(origin),
        span: origin.span,
    })
    .collect()
}

fn flips(before: &Question, after: &Question, added: &[Changed]) -> Vec<Flip> {
    let (facts_before, facts_after) = (facts(&before.case), facts(&after.case));
    let names: BTreeSet<_> = facts_before.keys().chain(facts_after.keys()).collect();
    let differs = |name: &&&String| facts_before.get(**name) != facts_after.get(**name);
    if !names.iter().any(|name| differs(&name)) {
        return Vec::new();
    }
    let without_each: Vec<Facts> = added.iter().map(|changed| facts_without(after, changed.span)).collect();
    let in_order =
        facts_after.keys().chain(facts_before.keys().filter(|name| !facts_after.contains_key(*name)));
    in_order
        .filter(|name| differs(&name))
        .map(|name| {
            let now = facts_after.get(name);
            let necessary = added.iter().zip(&without_each).filter(|(_, facts)| facts.get(name) != now);
            let because: Vec<_> = necessary.map(|(changed, _)| changed.clone()).collect();
            let how = match (because.is_empty(), added.is_empty()) {
                (false, _) => Cause::EachNecessary,
                (true, false) => Cause::NoSingleStatement,
                (true, true) => Cause::Withdrawal,
            };
            Flip {
                verdict: name.clone(),
                before: facts_before.get(name).cloned(),
                after: now.cloned(),
                because: outermost(because),
                how,
            }
        })
        .collect()
}

/// The verdicts of the second side if one statement had not been made.
fn facts_without(question: &Question, span: Span) -> Facts {
    let view = View { without: BTreeSet::from([span]), ..question.view.clone() };
    facts(&question.whole.seen(&view))
}

/// An issue and its options, or a meeting and its delegations, go together: the first stands for all that
/// share its place.
fn outermost(mut because: Vec<Changed>) -> Vec<Changed> {
    let mut seen = BTreeSet::new();
    because.retain(|changed| seen.insert(changed.span));
    because
}

impl Answer for Diff {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(format!("What changed: {}", question.whole.title));
        page.facts(vec![
            ("from".to_owned(), Text::from(self.from.as_str())),
            ("to".to_owned(), Text::from(self.to.as_str())),
        ]);
        page.heading("Is there a deal?");
        page.facts(vec![
            ("before".to_owned(), self.verdict_before.text()),
            ("after".to_owned(), self.verdict_after.text()),
        ]);
        self.flips_on(&mut page);
        statements_on(&mut page, "Statements added", &self.added);
        statements_on(&mut page, "Statements withdrawn or replaced", &self.withdrawn);
        page.next(vec![
            (question.command("brief"), "one page on the first side".to_owned()),
            (question.command("show ID"), "everything said of one name".to_owned()),
        ]);
        page
    }
}

impl Diff {
    fn flips_on(&self, page: &mut Page) {
        page.heading("Verdicts that flipped");
        if self.flipped.is_empty() {
            page.paragraph("None.");
        }
        let line = |flip: &Flip| {
            let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "no".to_owned());
            let mut text = Text::new().strong(&flip.verdict).plain(format!(
                " {} → {}. ",
                side(&flip.before),
                side(&flip.after)
            ));
            text = match flip.how {
                Cause::Withdrawal => text.plain("Because statements were withdrawn."),
                Cause::NoSingleStatement => text.plain("No single statement makes the difference."),
                Cause::EachNecessary => text.plain("Because of "),
            };
            for (number, changed) in flip.because.iter().enumerate() {
                let comma = if number == 0 { "" } else { "; " };
                text = text.plain(format!("{comma}{} {}", changed.kind, changed.name));
                text = text.then(changed.reference.in_brackets());
            }
            text
        };
        page.list(self.flipped.iter().map(line).collect());
    }
}

fn statements_on(page: &mut Page, heading: &str, statements: &[Changed]) {
    if statements.is_empty() {
        return;
    }
    page.heading(format!("{heading} ({})", counted(statements.len(), "statement", "statements")));
    let mut table = Table::new(["", "what", "says", "source"]).tight(&[0]);
    for changed in statements {
        table.row(vec![
            Text::from(changed.kind.as_str()),
            Text::from(changed.name.as_str()),
            Text::from(changed.says.as_str()),
            changed.reference.text(),
        ]);
    }
    page.table(table);
}
