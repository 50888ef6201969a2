//! What every question about a case has in common: load, check, look from the view, answer, print.

use std::{collections::BTreeSet, path::Path};

use detente_agreement::robust::Watch;
use detente_case::{
    Actor, AssumptionChoice, Case, CaseFiles, Condition, IssueId, MeetingId, OptionId, Reading, Severity,
    View,
};

use crate::{
    cli::{Ask, Format, PlanArgs, ShowArgs, ViewArgs},
    failure::Failure,
    load, output,
    progress::Working,
    what_if::{Moved, Saved, makes_requirements, moved, on_lines},
};
use detente_agreement::Plan;
use detente_answers::stop::{Stop, unknown};
use detente_answers::{
    answer::{Answer, Envelope},
    page::{markdown, terminal},
    provenance::{Provenance, hash_of_files},
    question::Question,
};

/// Answers one question about a case, and prints the answer.
pub(crate) fn answer<A: Answer>(
    name: &'static str,
    ask: &Ask,
    build: impl FnOnce(&Question) -> Result<A, Stop>,
) -> Result<(), Failure> {
    watched(name, ask, |question, _| build(question))
}

/// The same for an answer that tells how far it is.
pub(crate) fn watched<A: Answer>(
    name: &'static str,
    ask: &Ask,
    build: impl FnOnce(&Question, Watch<'_>) -> Result<A, Stop>,
) -> Result<(), Failure> {
    let question = question(&ask.case, &ask.view, &ask.plan)?;
    let working = Working::on(name);
    let answer = build(&question, &|progress| working.show(progress))?;
    drop(working);
    print(name, &question, &answer, &ask.show)
}

/// Loads a case and looks at it as typed. Prints its diagnostics and fails when it has errors.
pub(crate) fn question(path: &Path, view: &ViewArgs, plan: &PlanArgs) -> Result<Question, Failure> {
    let view = &resolved(view)?;
    let on_disk = load::load(path)?;
    let file_hash = hash_of_files(&on_disk);
    let files = view.what_if.changed(on_disk)?;
    let Reading { case: whole, diagnostics } = detente_case::read(&files);
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        output::report(&diagnostics, &files);
        return Err(Failure::Case);
    }
    let moved = moved(&view.what_if, &whole, &files, &file_hash)?;
    moved.iter().for_each(Moved::complain);
    let problems = moved.iter().map(Moved::located).collect();
    let parts = view.what_if.parts();
    let (view, given) = meant(view, &whole, &files)?;
    let plan = Plan { draws: plan.draws.unwrap_or(Plan::default().draws), seed: plan.seed };
    let question = Question::about(files, whole, view, given, plan, &path.display().to_string());
    Ok(Question { what_if: parts, problems, file_hash, ..question })
}

/// The view as typed, with what a what-if file says.
fn resolved(typed: &ViewArgs) -> Result<ViewArgs, Failure> {
    match &typed.what_if.file {
        Some(file) => Saved::read(file)?.added_to(typed),
        None => Ok(typed.clone()),
    }
}

/// What the typed view means for this case.
fn meant(typed: &ViewArgs, case: &Case, files: &CaseFiles) -> Result<(View, Option<Condition>), Failure> {
    let assumptions = if typed.sources_only {
        AssumptionChoice::Nothing
    } else if typed.assume.is_empty() {
        AssumptionChoice::Standing
    } else {
        AssumptionChoice::With(known_sets(typed, case)?)
    };
    let view = View {
        as_of: typed.as_of,
        min_grade: typed.min_grade,
        assumptions,
        believed_by: typed.believed_by.as_deref().map(|name| actor(name, case)).transpose()?,
        compartments: typed.compartment.iter().cloned().collect(),
        without: on_lines(&typed.what_if.without, files, case, "statement", |_| true)?.into_iter().collect(),
        using: typed.what_if.levers(case)?.into_iter().collect(),
        waiving: on_lines(&typed.what_if.waive, files, case, "requirement", makes_requirements)?
            .into_iter()
            .collect(),
    };
    if let Some(given) = &typed.given {
        check_terms(given, case)?;
    }
    Ok((view, typed.given.clone()))
}

fn known_sets(typed: &ViewArgs, case: &Case) -> Result<BTreeSet<String>, Stop> {
    let statements = case.statements();
    let sets: BTreeSet<&str> =
        statements.iter().filter_map(|statement| statement.origin.assumption()?.set.as_deref()).collect();
    for set in &typed.assume {
        if !sets.contains(set.as_str()) {
            return Err(unknown("assumption set", set, sets.iter().copied()));
        }
    }
    Ok(typed.assume.iter().cloned().collect())
}

fn actor(name: &str, case: &Case) -> Result<Actor, Stop> {
    let parties = case.parties.keys().map(|id| Actor::Party(id.clone()));
    let blocs = case.blocs.keys().map(|id| Actor::Bloc(id.clone()));
    let people = case.people.keys().map(|id| Actor::Person(id.clone()));
    let institutions = case.institutions.keys().map(|id| Actor::Institution(id.clone()));
    let actors: Vec<_> = parties.chain(blocs).chain(people).chain(institutions).collect();
    let names: Vec<_> = actors.iter().map(Actor::to_string).collect();
    let found = actors.into_iter().find(|actor| actor.to_string() == name);
    found.ok_or_else(|| unknown("actor", name, names.iter().map(String::as_str)))
}

fn check_terms(given: &Condition, case: &Case) -> Result<(), Stop> {
    for term in &given.terms {
        let Some(issue) = case.issues.get(&term.issue) else {
            return Err(unknown("issue", term.issue.as_str(), case.issues.keys().map(IssueId::as_str)));
        };
        for option in &term.options {
            if !issue.options.contains_key(option) {
                let what = format!("option of {}", term.issue);
                return Err(unknown(&what, option.as_str(), issue.options.keys().map(OptionId::as_str)));
            }
        }
    }
    Ok(())
}

pub(crate) fn print<A: Answer>(
    name: &'static str,
    question: &Question,
    answer: &A,
    show: &ShowArgs,
) -> Result<(), Failure> {
    let provenance = Provenance::of(question);
    match show.format() {
        Format::Json => output::json(&Envelope::new(name, provenance, answer)),
        Format::Md => {
            let line = format!("\n---\n\n{}\n", provenance.line());
            output::write(&(markdown::render(&answer.page(question)) + &line))
        }
        Format::Text => {
            let line = format!("\n{}\n", terminal::faint(&provenance.line()));
            output::write(&(terminal::render(&answer.page(question)) + &line))
        }
    }
}

/// The meeting called `name`.
pub(crate) fn room(name: &str, question: &Question) -> Result<MeetingId, Stop> {
    let known = || question.case.meetings.keys();
    let found = known().find(|id| id.as_str() == name).cloned();
    found.ok_or_else(|| unknown("meeting", name, known().map(MeetingId::as_str)))
}
