//! A case on disk, read once: whatever is asked of it speaks of one version under one hash.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use detente_answers::{
    draws::Wanted,
    question::{Question, Read},
    stop::{Stop, unknown},
};
use detente_case::{
    Actor, AssumptionChoice, Case, CaseFiles, Diagnostic, Opened, Reader, Severity, TrafficLight, View,
};

use crate::{
    failure::Failure,
    load::{self, Reach},
    sheet_file::Sheet,
    view::ViewArgs,
    what_if::{At, Moved, Named, Setting, cells, moved, on_lines},
};

/// How many readers a case is kept open for: as many as there are sets of compartments that somebody asks with.
const READERS_KEPT: usize = 16;

/// A case as it stood on disk when it was read. Only `opened` looks into its files, and takes out what is closed
/// to the reader before anything is made of them.
pub struct Source {
    on_disk: CaseFiles,
    /// The spreadsheet that it is made of, if it is made of one.
    sheet: Option<Sheet>,
    argument: String,
    /// The digests that it names, whether or not they are there.
    digests: Vec<String>,
    /// The case with nothing supposed changed in it, as readers may see it.
    plain: Mutex<Vec<(Reader, Arc<Read>)>>,
    /// Whether it is one of several cases for which the same compartments are open: it need not have them.
    among_others: bool,
}

impl Source {
    /// Reads the files of a case.
    pub fn at(path: &Path) -> Result<Self, Failure> {
        Ok(Self::of(load::loaded(path, Reach::Anywhere)?, path.display().to_string()))
    }

    /// Reads the files of a case for whoever asks over the network: none outside its folder, and by its name alone.
    pub fn served(path: &Path, name: &str) -> Result<Self, Failure> {
        let source = Self::of(load::loaded(path, Reach::Folder { name })?, name.to_owned());
        Ok(Self { among_others: true, ..source })
    }

    fn of((on_disk, sheet): (CaseFiles, Option<Sheet>), argument: String) -> Self {
        let digests = load::digests_named(&on_disk);
        Self { on_disk, sheet, argument, digests, plain: Mutex::default(), among_others: false }
    }

    /// Whether anything in it is confined to this compartment.
    pub fn has_compartment(&self, name: &str) -> bool {
        let reader = Reader { compartments: BTreeSet::from([name.to_owned()]), ..Reader::default() };
        detente_case::open(&self.on_disk, &reader).missing.is_empty()
    }

    /// The digests that it names, by their paths in its folder, whether or not they are there.
    pub fn digests_named(&self) -> &[String] {
        &self.digests
    }

    /// SHA-256 over what the view may see of the files as they are on disk, in hexadecimal.
    pub fn file_hash(&self, typed: &ViewArgs) -> Result<String, Failure> {
        let typed = typed.with_its_file()?;
        let read = self.read(&typed)?;
        Ok(read.known_for(typed.as_of.unwrap_or_else(|| read.as_of()), typed.looking_back).hash.clone())
    }

    /// The case as it is on disk, without what is closed to the reader. Fails with its diagnostics when it has errors.
    pub fn read(&self, typed: &ViewArgs) -> Result<Arc<Read>, Failure> {
        self.plain(&typed.reader())
    }

    /// A question seen as typed, and what is wrong with the lines that are supposed. Refuses an answer that would bear a
    /// higher label than it may.
    pub fn question(
        &self,
        typed: &ViewArgs,
        draws: impl Into<Wanted>,
    ) -> Result<(Question, Option<Moved>), Failure> {
        let typed = &typed.with_its_file()?;
        let what_if = &typed.what_if;
        let plain = self.plain(&typed.reader())?;
        let (read, by_lines) = self.in_cells(&plain, typed)?;
        let read = match by_lines.what_if.set.as_slice() {
            [] => read,
            changes => self.changed(&plain, changes, typed)?,
        };
        let day = typed.as_of.unwrap_or_else(|| read.as_of());
        let known = read.known_for(day, typed.looking_back);
        // The lines of a version are the same on whatever day it is looked at, but its hash is not.
        let of_other_days = || {
            let days = plain.snapshots().iter().copied().chain([plain.as_of()]);
            days.map(|day| plain.known_on(day).hash.clone()).collect()
        };
        let moved = moved(what_if, &known, of_other_days);
        let view = meant(&by_lines, &known.whole, &known.files)?;
        let given = typed.given.as_ref().map(|given| given.of(&known.whole)).transpose()?;
        let mut question = Question::of(known, view, given, draws);
        waives_what_counts(&question)?;
        question.what_if = what_if.parts();
        question.problems = moved.iter().map(Moved::located).collect();
        question.typed = typed.typed();
        may_be_passed_on(typed.max_label, question.label())?;
        Ok((question, moved))
    }

    /// The case without what is closed to the reader.
    fn plain(&self, reader: &Reader) -> Result<Arc<Read>, Failure> {
        let kept = || self.plain.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plain)) = kept().iter().find(|(of, _)| of == reader) {
            return Ok(Arc::clone(plain));
        }
        let Opened { files, case, .. } = self.opened(&self.on_disk, reader)?;
        let plain = Arc::new(Read::new(files, case, None, &self.argument));
        let mut all = kept();
        if all.len() >= READERS_KEPT {
            all.clear();
        }
        all.push((reader.clone(), Arc::clone(&plain)));
        Ok(plain)
    }

    /// The case with values changed that the reader may see on the day of the view.
    fn changed(
        &self,
        plain: &Arc<Read>,
        changes: &[Setting],
        typed: &ViewArgs,
    ) -> Result<Arc<Read>, Failure> {
        let seen = plain.known_on(typed.as_of.unwrap_or_else(|| plain.as_of()));
        let mut shown = seen.files.text().to_owned();
        let mut whole = self.on_disk.text().to_owned();
        for change in changes {
            let Setting::Line(change) = change else { continue };
            // Found in what the reader may see, made in the file: both have everything in the same place.
            let (place, value) = change.change(&shown).map_err(Failure::usage)?;
            for text in [&mut shown, &mut whole] {
                if text.get(place.clone()).is_some() {
                    text.replace_range(place.clone(), &value);
                }
            }
        }
        names_nothing_closed(&seen.files, &shown)?;
        let files = CaseFiles::new(self.on_disk.path(), whole.as_bytes(), self.on_disk.digests().clone());
        let Opened { files, case, .. } = self.opened(&files, &typed.reader())?;
        Ok(Arc::new(Read::new(files, case, Some(Arc::clone(plain)), &self.argument)))
    }

    /// The case with what is typed into cells of its spreadsheet, and the view with lines where it names cells.
    fn in_cells(&self, plain: &Arc<Read>, typed: &ViewArgs) -> Result<(Arc<Read>, ViewArgs), Failure> {
        let what_if = &typed.what_if;
        let Some(first) = what_if.cells().first().copied() else {
            return Ok((Arc::clone(plain), typed.clone()));
        };
        let Some(sheet) = &self.sheet else {
            let refused = Failure::usage(format!("`{first}` names a cell, and this is no spreadsheet"));
            return Err(refused.with_help("name the line of the case; `detente list` shows the lines"));
        };
        let typed_in = cells::typed_in(what_if, &sheet.plain())?;
        let made = sheet.case_with(&typed_in)?;
        let by_lines = ViewArgs { what_if: cells::by_lines(what_if, &made)?, ..typed.clone() };
        if typed_in.is_empty() {
            return Ok((Arc::clone(plain), by_lines));
        }
        let Opened { files, case, .. } = self.opened(&made.files, &typed.reader())?;
        Ok((Arc::new(Read::new(files, case, Some(Arc::clone(plain)), &self.argument)), by_lines))
    }

    /// Takes out what is closed. Fails with the diagnostics of the rest, and where a compartment is asked for that the
    /// case does not have.
    fn opened(&self, files: &CaseFiles, reader: &Reader) -> Result<Opened, Failure> {
        let opened = detente_case::open(files, reader);
        if opened.diagnostics.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(Failure::case(opened.diagnostics, opened.files));
        }
        match opened.missing.first().filter(|_| !self.among_others) {
            // Which there are is not said: whoever may not open one does not learn of it.
            Some(name) => Err(Failure::usage(format!("no compartment is called `{name}`"))),
            None => Ok(opened),
        }
    }
}

/// Refuses to drop a requirement that the view does not make.
fn waives_what_counts(question: &Question) -> Result<(), Failure> {
    if question.view.waiving.is_empty() {
        return Ok(());
    }
    // A rule that is waived is gone: what counts is what the view sees before it waives.
    let view = View { waiving: BTreeSet::new(), ..question.view.clone() };
    let seen = question.whole.seen(&view);
    let counts: BTreeSet<_> = seen.statement_refs().iter().map(|one| one.origin().span).collect();
    for statement in question.whole.statement_refs() {
        let origin = statement.origin();
        if !question.view.waiving.contains(&origin.span) || counts.contains(&origin.span) {
            continue;
        }
        let (line, _) = question.files.line_and_column(&detente_case::File::Case, origin.span);
        let message = format!(
            "the requirement on line {line} does not count in this view, so there is nothing to waive"
        );
        let set = origin.assumption().and_then(|assumption| assumption.set.as_deref());
        let help = match set {
            Some(set) => format!("it belongs to the set `{set}`: use the set with `--assume {set}`"),
            None => "look at it with `detente list`, or ask with another view".to_owned(),
        };
        return Err(Failure::usage(message).with_help(help));
    }
    Ok(())
}

/// Refuses a change that names what the reader may not see, with the words in which it refuses a name that does not exist.
fn names_nothing_closed(plain: &CaseFiles, shown: &str) -> Result<(), Failure> {
    let files = CaseFiles::new(plain.path(), shown.as_bytes(), plain.digests().clone());
    let errors = |files: &CaseFiles| {
        let problems = detente_case::read(files).diagnostics.into_iter();
        problems.filter(|problem| problem.severity == Severity::Error)
    };
    // Names of what is closed are blank in what is shown: what is wrong because of that was wrong before.
    let before: BTreeSet<_> = errors(plain).map(|problem| (problem.code.as_str(), problem.message)).collect();
    let is_new = |problem: &Diagnostic| !before.contains(&(problem.code.as_str(), problem.message.clone()));
    let new: Vec<_> = errors(&files).filter(is_new).collect();
    if new.is_empty() { Ok(()) } else { Err(Failure::case(new, files)) }
}

/// Refuses an answer that would bear a higher label than it may.
fn may_be_passed_on(highest: Option<TrafficLight>, label: TrafficLight) -> Result<(), Failure> {
    match highest.filter(|highest| label > *highest) {
        Some(highest) => Err(Failure::usage(format!(
            "the answer would bear {label}, and `--max-label` allows {highest}; `--reader-label` leaves out what bears \
             a higher label"
        ))),
        None => Ok(()),
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
    let believed_by =
        |name: &str| actor(name, case).map_err(|stop| Failure::from(stop).in_file(what_if.place(name)));
    let lines = |at: &[At]| at.iter().filter_map(At::line).collect::<Vec<_>>();
    let without = on_lines(what_if, &lines(&what_if.without), files, case, Named::Statement)?;
    let waiving = on_lines(what_if, &lines(&what_if.waive), files, case, Named::Requirement)?;
    Ok(View {
        as_of: typed.as_of,
        looking_back: typed.looking_back,
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
