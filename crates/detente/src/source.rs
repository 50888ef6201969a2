//! A case on disk, read once: whatever is asked of it speaks of one version under one hash.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, OnceLock},
};

use detente_agreement::Plan;
use detente_answers::{
    provenance::hash_of_files,
    question::{Question, Read},
    stop::{Stop, unknown},
};
use detente_case::{Actor, AssumptionChoice, Case, CaseFiles, Condition, IssueId, OptionId, Reading, View};

use crate::{
    cli::ViewArgs,
    failure::Failure,
    load::{self, Reach},
    what_if::{Moved, makes_requirements, moved, on_lines},
};

/// A case as it stood on disk when it was read.
pub(crate) struct Source {
    on_disk: CaseFiles,
    file_hash: String,
    argument: String,
    /// The digests that it names, whether or not they are there.
    digests: Vec<String>,
    /// The case with nothing supposed changed in it.
    plain: OnceLock<Arc<Read>>,
}

impl Source {
    /// Reads the files of a case.
    pub(crate) fn at(path: &Path) -> Result<Self, Failure> {
        Ok(Self::of(load::load(path)?, path.display().to_string()))
    }

    /// Reads the files of a case for whoever asks over the network: none outside its folder, and by its name alone.
    pub(crate) fn served(path: &Path, name: &str) -> Result<Self, Failure> {
        Ok(Self::of(load::load_within(path, Reach::Folder { name })?, name.to_owned()))
    }

    fn of(on_disk: CaseFiles, argument: String) -> Self {
        let (file_hash, digests) = (hash_of_files(&on_disk), load::digests_named(&on_disk));
        Self { on_disk, file_hash, argument, digests, plain: OnceLock::new() }
    }

    /// The digests that it names, by their paths in its folder, whether or not they are there.
    pub(crate) fn digests_named(&self) -> &[String] {
        &self.digests
    }

    /// SHA-256 over the files as they are on disk, in hexadecimal.
    pub(crate) fn file_hash(&self) -> &str {
        &self.file_hash
    }

    /// The case as the file says it. Fails with its diagnostics when it has errors.
    pub(crate) fn plain(&self) -> Result<&Arc<Read>, Failure> {
        if let Some(read) = self.plain.get() {
            return Ok(read);
        }
        let read = self.read(self.on_disk.clone())?;
        Ok(self.plain.get_or_init(|| read))
    }

    /// A question seen as typed, and what is wrong with the lines that are supposed.
    pub(crate) fn question(
        &self,
        typed: &ViewArgs,
        plan: Plan,
    ) -> Result<(Question, Option<Moved>), Failure> {
        let typed = &typed.with_its_file()?;
        let what_if = &typed.what_if;
        let read = match what_if.changed(&self.on_disk)? {
            Some(files) => self.read(files)?,
            None => Arc::clone(self.plain()?),
        };
        let moved = moved(what_if, &read.whole, &read.files, &self.file_hash);
        let view = meant(typed, &read.whole, &read.files)?;
        let mut question = Question::of(read, view, typed.given.clone(), plan);
        question.what_if = what_if.parts();
        question.problems = moved.iter().map(Moved::located).collect();
        question.typed = typed.typed();
        Ok((question, moved))
    }

    fn read(&self, files: CaseFiles) -> Result<Arc<Read>, Failure> {
        let reading = detente_case::read(&files);
        if reading.has_errors() {
            return Err(Failure::case(reading.diagnostics, files));
        }
        let Reading { case, .. } = reading;
        Ok(Arc::new(Read::new(files, case, Some(self.file_hash.clone()), &self.argument)))
    }
}

/// What the typed view means for this case.
fn meant(typed: &ViewArgs, case: &Case, files: &CaseFiles) -> Result<View, Failure> {
    let what_if = &typed.what_if;
    let assumptions = if typed.sources_only {
        AssumptionChoice::Nothing
    } else if typed.assume.is_empty() {
        AssumptionChoice::Standing
    } else {
        let word = |set: &String| what_if.place(set);
        let place = typed.assume.iter().find_map(word);
        AssumptionChoice::With(known_sets(typed, case).map_err(|stop| Failure::from(stop).in_file(place))?)
    };
    if let Some(given) = &typed.given {
        check_terms(given, case)?;
    }
    let believed_by =
        |name: &str| actor(name, case).map_err(|stop| Failure::from(stop).in_file(what_if.place(name)));
    let without = on_lines(what_if, &what_if.without, files, case, "statement", |_| true)?;
    let waiving = on_lines(what_if, &what_if.waive, files, case, "requirement", makes_requirements)?;
    Ok(View {
        as_of: typed.as_of,
        min_grade: typed.min_grade,
        assumptions,
        believed_by: typed.believed_by.as_deref().map(believed_by).transpose()?,
        compartments: typed.compartment.iter().cloned().collect(),
        without: without.into_iter().collect(),
        using: what_if.levers(case)?.into_iter().collect(),
        waiving: waiving.into_iter().collect(),
    })
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
