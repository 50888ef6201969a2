//! The files of a case as a reader may see them: the one place that drops what is closed.
//!
//! Whatever is made of a case is made of what comes out of here. What is closed is not in the case, and blanked in the
//! texts, so that no message, no line shown and no hash can tell of it. Everything else keeps its place.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Reader;
use crate::{
    Case, CaseFiles, Code, Diagnostic, File, Reading, SourceId, Span, TrafficLight, Word, read,
    tree::{Digest, Fate, blanked, redacted, without_comments},
};

/// How often names that lead nowhere are looked for: a reading keeps so many problems at a time.
const ROUNDS: usize = 100;

/// A case as far as a reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The texts without what is closed, and without comments.
    pub files: CaseFiles,
    /// The case without what is closed.
    pub case: Case,
    /// The problems of what is open.
    pub diagnostics: Vec<Diagnostic>,
    /// Compartments of the reader that the case does not have.
    pub missing: Vec<String>,
}

/// Reads a case as far as a reader may see it.
#[must_use]
pub fn open(files: &CaseFiles, reader: &Reader) -> Opened {
    let Reading { case, diagnostics } = read(files);
    let compartments = case.compartments();
    let missing = reader.compartments.iter().filter(|name| !compartments.contains(name.as_str()));
    let missing = missing.cloned().collect();
    let text = without_comments(files.text());
    if tells_not_what_is_closed(&text) {
        return unreadable(files, case, missing);
    }
    let mut visible = case.open_to(reader);
    let cited = |case: &Case| -> BTreeSet<Cited> { cited_by(case) };
    let (before, after) = (cited(&case), cited(&visible));
    let source_of = |(source, _): &Cited| source.clone();
    let (of_all, of_open): (BTreeSet<_>, BTreeSet<_>) =
        (before.iter().map(source_of).collect(), after.iter().map(source_of).collect());
    // What only closed statements rest on is closed with them.
    visible.sources.retain(|id, _| of_open.contains(id) || !of_all.contains(id));
    for (id, number) in before.difference(&after) {
        if let (Some(source), Some(number)) = (visible.sources.get_mut(id), number) {
            source.statements.shift_remove(number);
        }
    }
    let visible = visible.without_dangling();
    let mut gone = dropped(&case, &visible);
    gone.extend(closed_tables(&text, reader));
    if gone.is_empty() {
        let files = files.showing(text, digests_of(files, &visible));
        return Opened { files, case: visible, diagnostics, missing };
    }
    let (files, left) = showing(files, &text, &visible, &gone, &diagnostics);
    // What is wrong in what is closed is not told, and what is told names nothing closed.
    let told: BTreeSet<_> = diagnostics.iter().map(identity).collect();
    let diagnostics = left.into_iter().filter(|problem| told.contains(&identity(problem))).collect();
    Opened { files, case: visible, diagnostics, missing }
}

/// The texts and the case as far as anything of them is known on a day. The texts have no comments.
#[must_use]
pub fn known_on(files: &CaseFiles, case: &Case, as_of: Date) -> (CaseFiles, Case) {
    let known = case.known_on(as_of);
    let gone = dropped(case, &known);
    if gone.is_empty() {
        return (files.clone(), known);
    }
    let (files, _) = showing(files, files.text(), &known, &gone, &[]);
    (files, known)
}

/// What a statement rests on: a sentence of a source, or the source as a whole.
type Cited = (SourceId, Option<u32>);

fn cited_by(case: &Case) -> BTreeSet<Cited> {
    let statements = case.statement_refs();
    let citations = statements.iter().flat_map(|statement| statement.origin().citations());
    citations.map(|citation| (citation.source.clone(), citation.statement)).collect()
}

/// Where the statements and the sources of a case stand.
fn places(case: &Case) -> BTreeSet<Span> {
    let statements = case.statement_refs().into_iter().map(|statement| statement.origin().span);
    statements.chain(case.sources.values().map(|source| source.span)).collect()
}

/// The places of what is in the one case and not in the other.
fn dropped(whole: &Case, left: &Case) -> BTreeSet<Span> {
    let left = places(left);
    places(whole).into_iter().filter(|span| !left.contains(span) && *span != Span::default()).collect()
}

/// The places of tables that say themselves that they are closed, whether or not they could be read.
fn closed_tables(text: &str, reader: &Reader) -> BTreeSet<Span> {
    let (root, _) = DeTable::parse_recoverable(text);
    let mut found = BTreeSet::new();
    for (key, value) in root.get_ref() {
        // The label of the case is the highest that it allows, and closes nothing.
        let within = if key.get_ref() == "case" { value.get_ref().get("instrument") } else { Some(value) };
        within.into_iter().for_each(|value| close(value, reader, &mut found));
    }
    found
}

fn close(value: &Spanned<DeValue<'_>>, reader: &Reader, found: &mut BTreeSet<Span>) {
    match value.get_ref() {
        DeValue::Table(table) => {
            let text = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str());
            let label = text("tlp").and_then(TrafficLight::from_text);
            if !reader.may_see(label, text("compartment").map(str::to_owned).as_ref()) {
                found.insert(value.span().into());
            }
            table.values().for_each(|value| close(value, reader, found));
        }
        DeValue::Array(items) => items.iter().for_each(|item| close(item, reader, found)),
        _ => {}
    }
}

/// The texts without what is gone and without names of it, and what is then wrong with them.
fn showing(
    files: &CaseFiles,
    text: &str,
    left: &Case,
    gone: &BTreeSet<Span>,
    told: &[Diagnostic],
) -> (CaseFiles, Vec<Diagnostic>) {
    let digests = digests_of(files, left);
    let place = |value: &Spanned<DeValue<'_>>| Span::from(value.span());
    let mut text = redacted(text, &|key, value| {
        let goes = gone.contains(&place(value)) || key.is_some_and(|key| gone.contains(&key));
        if goes { Fate::Goes } else { Fate::Stays }
    });
    let told: BTreeSet<_> = told.iter().map(identity).collect();
    let kept = places(left);
    let mut problems = Vec::new();
    for _ in 0..ROUNDS {
        problems = read(&files.showing(text.clone(), digests.clone())).diagnostics;
        // What became wrong names what is gone.
        let new = problems.iter().filter(|problem| problem.severity == crate::Severity::Error);
        let new = new.filter(|problem| !told.contains(&identity(problem)));
        let places: BTreeSet<Span> = new.filter_map(Diagnostic::place).map(|label| label.span).collect();
        let names_it = |value: &Spanned<DeValue<'_>>| places.iter().any(|at| within(*at, place(value)));
        let shown = redacted(&text, &|key, value| match value.get_ref() {
            _ if key.is_some_and(|key| places.contains(&key)) => Fate::Goes,
            // An item of a list that is no statement of its own goes with what it names.
            DeValue::Table(item) if key.is_none() && !kept.contains(&place(value)) => {
                if item.values().any(|value| is_said(value) && names_it(value)) {
                    Fate::Goes
                } else {
                    Fate::Stays
                }
            }
            _ if is_said(value) && names_it(value) => Fate::Goes,
            _ => Fate::Stays,
        });
        if shown == text {
            break;
        }
        text = shown;
    }
    (files.showing(text, digests), problems)
}

/// Whether a value is a text, and not a table or a list.
fn is_said(value: &Spanned<DeValue<'_>>) -> bool {
    matches!(value.get_ref(), DeValue::String(_))
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The digests that the case names, without the sentences that it does not have.
fn digests_of(files: &CaseFiles, case: &Case) -> BTreeMap<String, String> {
    let mut digests = BTreeMap::new();
    for source in case.sources.values() {
        let named = source.digest.as_ref().and_then(|path| files.digests().get_key_value(path));
        let Some((path, text)) = named else { continue };
        let hidden = Digest::read(text).statements.into_iter();
        let hidden = hidden.filter(|(number, _)| !source.statements.contains_key(number));
        digests.insert(path.clone(), blanked(text, hidden.map(|(_, statement)| statement.span)));
    }
    digests
}

/// What makes two problems the same: what is wrong, and where.
fn identity(problem: &Diagnostic) -> (&'static str, Option<(File, Span)>) {
    (problem.code.as_str(), problem.place().map(|label| (label.file.clone(), label.span)))
}

/// Whether the text cannot be read although it may say that something in it is closed.
fn tells_not_what_is_closed(text: &str) -> bool {
    (text.contains("compartment") || text.contains("tlp")) && DeTable::parse(text).is_err()
}

/// Nothing of a text is shown of which nobody can say what is closed in it.
fn unreadable(files: &CaseFiles, case: Case, missing: Vec<String>) -> Opened {
    let mut problem =
        Diagnostic::new(Code::Syntax, "this is not TOML, and parts of it may be closed", Span::default())
            .help("whoever may read all of it finds the place with `detente check`");
    problem.labels.clear();
    let files = files.showing(String::new(), BTreeMap::new());
    let nothing = Case::about("", case.instrument.clone(), case.as_of);
    Opened {
        files,
        case: Case { instrument: crate::Instrument::read(None), ..nothing },
        diagnostics: vec![problem],
        missing,
    }
}
