//! `detente list`: everything a case states, where each statement comes from, and what can be supposed against it.

mod lanes;
mod numbers;

use std::collections::BTreeSet;

use detente_case::{
    AssumptionChoice, Grade, IssueKind, LeverStatus, Located, Origin, Statement, TrafficLight, current,
};
use jiff::civil::Date;
use serde::Serialize;

use self::{lanes::Lane, numbers::Number};
use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, wording},
};

/// The answer of `detente list`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct List {
    /// What the case is asked.
    question: Option<String>,
    /// SHA-256 over the files as they are on disk: of which version lines are lines.
    file_hash: String,
    /// What is wrong with what is supposed.
    problems: Vec<Located>,
    /// The day at which the file itself is read.
    as_of: Date,
    /// The days at which the case is meant to be read.
    snapshots: Vec<Date>,
    /// The parties, in the order of the case.
    parties: Vec<Named>,
    /// Issues and their options.
    issues: Vec<Issue>,
    /// Levers that can be supposed used.
    levers: Vec<Lever>,
    /// Named sets of assumptions.
    assumption_sets: Vec<String>,
    /// Sets that this view uses; absent when it uses no assumptions at all.
    assumed: Option<Vec<String>>,
    /// Who holds a theory of what moves whom.
    holders: Vec<Named>,
    /// Meetings.
    rooms: Vec<Named>,
    /// Texts put forward that the view sees, by which `compare` can be asked.
    proposals: Vec<Named>,
    /// Grades that statements have, the best first.
    grades: Vec<Grade>,
    /// Series of meetings and what happened to each, planned and actual.
    lanes: Vec<Lane>,
    /// Numbers that can be changed for a what-if.
    numbers: Vec<Number>,
    /// How many statements that the view sees stand on an assumption.
    assumptions: usize,
    /// What the case rests on.
    sources: Vec<Source>,
    /// Every statement of the file, in its order.
    statements: Vec<Stated>,
}

/// Something with a name.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Named {
    /// The name in the file.
    id: String,
    /// The short name of a party; otherwise the same as `name`.
    short: String,
    /// The name in words.
    name: String,
}

/// An issue.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Issue {
    /// The name in the file.
    id: String,
    /// The name in words.
    name: String,
    /// Whether its options are rungs in order.
    ladder: bool,
    /// Its options.
    options: Vec<Named>,
}

/// A lever.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Lever {
    /// The name in the file.
    id: String,
    /// The name in words.
    name: String,
    /// Who can use it, as the file names it.
    owner: String,
    /// The same as a name.
    owner_name: String,
    /// Where it stands in the file.
    status: Option<LeverStatus>,
    /// Whether this view supposes it used.
    supposed: bool,
    /// Where it is said.
    reference: Reference,
}

/// A source.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Source {
    /// The name in the file.
    id: String,
    /// Its title.
    title: Option<String>,
    /// Who published it.
    publisher: String,
    /// The day of publication.
    date: Date,
    /// Where it can be read.
    url: Option<String>,
    /// How good it is.
    grade: Grade,
    /// The source it copies or rewrites: the two corroborate nothing between them.
    derived_from: Option<String>,
    /// Whether it is known on the day of the view.
    seen: bool,
}

/// A statement.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Stated {
    /// The table it stands in.
    kind: String,
    /// What names it in the file.
    name: String,
    /// Its identifier as a reader knows it: by names.
    title: String,
    /// What it says.
    says: String,
    /// Where it comes from.
    reference: Reference,
    /// The byte of the case file at which it begins, by which other answers name it.
    at: usize,
    /// The first day on which it could be known from its sources.
    known_from: Option<Date>,
    /// The set of assumptions it belongs to.
    set: Option<String>,
    /// A remark of the analyst.
    note: Option<String>,
    /// The day from which it holds.
    since: Option<Date>,
    /// The last day on which it held.
    until: Option<Date>,
    /// How far it may be passed on.
    label: Option<TrafficLight>,
    /// Whether the view sees it.
    seen: bool,
}

impl Stated {
    /// The table and the name: only once where a table has no other name than its own.
    fn heading(&self) -> String {
        if self.kind == self.name { self.kind.clone() } else { format!("{} {}", self.kind, self.name) }
    }
}

/// Builds the answer.
pub fn answer(question: &Question) -> List {
    let whole = &question.whole;
    let seen: BTreeSet<_> = question.case.statements().iter().map(key).collect();
    let statements: Vec<_> = whole.statements();
    let mut grades: Vec<Grade> =
        statements.iter().filter_map(|statement| whole.grade_of(statement.origin)).collect();
    grades.sort_by_key(ToString::to_string);
    grades.dedup();
    let named =
        |id: &str, name: &str| Named { id: id.to_owned(), short: name.to_owned(), name: name.to_owned() };
    let mut holders: Vec<String> = whole.beliefs.values().map(|belief| belief.holder.to_string()).collect();
    holders.sort();
    holders.dedup();
    let listed: Vec<Stated> = statements
        .iter()
        .map(|statement| stated(question, statement, seen.contains(&key(statement))))
        .collect();
    List {
        question: whole.question.clone(),
        file_hash: question.file_hash.clone(),
        problems: question.problems.clone(),
        as_of: whole.as_of,
        snapshots: whole.snapshots.clone(),
        parties: whole
            .parties
            .iter()
            .map(|(id, party)| Named {
                id: id.to_string(),
                short: party.short.clone(),
                name: party.name.clone(),
            })
            .collect(),
        issues: whole
            .issues
            .iter()
            .map(|(id, issue)| Issue {
                id: id.to_string(),
                name: issue.name.clone(),
                ladder: issue.kind == IssueKind::Ladder,
                options: issue.options.iter().map(|(id, option)| named(id.as_str(), &option.name)).collect(),
            })
            .collect(),
        levers: levers(question),
        assumption_sets: assumption_sets(&statements),
        assumed: match &question.view.assumptions {
            AssumptionChoice::Standing => Some(Vec::new()),
            AssumptionChoice::With(sets) => Some(sets.iter().cloned().collect()),
            AssumptionChoice::Nothing => None,
        },
        holders: holders.iter().map(|id| named(id, &wording::short_name(question, id))).collect(),
        rooms: whole.meetings.iter().map(|(id, meeting)| named(id.as_str(), &meeting.name)).collect(),
        proposals: question
            .case
            .proposals
            .iter()
            .filter(|(_, proposal)| !proposal.terms.is_empty())
            .map(|(id, proposal)| named(id.as_str(), &proposal.name))
            .collect(),
        grades,
        lanes: lanes::build(question),
        numbers: numbers::build(question),
        assumptions: listed.iter().filter(|one| one.seen && one.reference.assumed_by.is_some()).count(),
        sources: sources(question),
        statements: listed,
    }
}

/// Two statements at one place are told apart by what they are about.
fn key(statement: &Statement<'_>) -> (usize, usize, &'static str, String) {
    let Origin { span, .. } = statement.origin;
    (span.start, span.end, statement.kind, statement.name.clone())
}

fn levers(question: &Question) -> Vec<Lever> {
    let levers = question.whole.levers.iter();
    levers
        .map(|(id, lever)| Lever {
            id: id.to_string(),
            name: lever.name.clone(),
            owner: lever.owner.to_string(),
            owner_name: wording::short_name(question, &lever.owner.to_string()),
            status: current(&lever.status),
            supposed: question.case.supposed.contains(id),
            reference: question.reference(&lever.origin),
        })
        .collect()
}

fn assumption_sets(statements: &[Statement<'_>]) -> Vec<String> {
    let sets = statements.iter().filter_map(|statement| statement.origin.assumption()?.set.clone());
    sets.collect::<BTreeSet<_>>().into_iter().collect()
}

fn sources(question: &Question) -> Vec<Source> {
    let sources = question.whole.sources.iter();
    sources
        .map(|(id, source)| Source {
            id: id.to_string(),
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            date: source.date,
            url: source.url.clone(),
            grade: source.grade,
            derived_from: source.derived_from.as_ref().map(ToString::to_string),
            seen: question.case.sources.contains_key(id),
        })
        .collect()
}

fn stated(question: &Question, statement: &Statement<'_>, seen: bool) -> Stated {
    let origin = statement.origin;
    Stated {
        kind: statement.kind.to_owned(),
        name: statement.name.clone(),
        title: wording::statement_name(question, &statement.name),
        says: statement.says.clone(),
        reference: question.reference(origin),
        at: origin.span.start,
        known_from: question.whole.known_from(origin),
        set: origin.assumption().and_then(|assumption| assumption.set.clone()),
        note: origin.note.clone(),
        since: origin.since,
        until: origin.until,
        label: origin.label,
        seen,
    }
}

impl List {
    /// The statements for a spreadsheet: one a row.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut rows = csv::Writer::from_writer(Vec::new());
        rows.write_record([
            "line",
            "kind",
            "name",
            "says",
            "cites",
            "quote",
            "grade",
            "known_from",
            "assumed_by",
            "expires",
            "set",
            "seen",
        ])?;
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        for stated in &self.statements {
            let Reference { cites, grade, assumed_by, expires, known_later: _, line } = &stated.reference;
            let joined = |part: fn(&crate::text::Cite) -> Option<&str>| {
                cites.iter().filter_map(part).collect::<Vec<_>>().join("; ")
            };
            let cells = [
                line.to_string(),
                stated.kind.clone(),
                stated.name.clone(),
                stated.says.clone(),
                joined(|cite| Some(&cite.key)),
                joined(|cite| cite.words.as_deref()),
                grade.map(|grade| grade.to_string()).unwrap_or_default(),
                date(stated.known_from),
                assumed_by.clone().unwrap_or_default(),
                date(*expires),
                stated.set.clone().unwrap_or_default(),
                stated.seen.to_string(),
            ];
            rows.write_record(cells.map(|cell| detente_scenario::text_cell(&cell).into_owned()))?;
        }
        rows.into_inner().map_err(|error| error.into_error().into())
    }
}

/// `detente list`.
pub const ASKED: Asked = Asked {
    name: "list",
    about: "List every statement with its source, grade and line",
    group: Group::Knowledge,
    after_help: "Examples:\n  detente list cases/london-2025\n  detente list cases/london-2025 --csv > london.csv",
    options: &[],
    draws: DRAWS,
    on_threads: false,
    answer: |question, _, _| boxed(answer(question)),
    schema: Described::of::<List>(),
};

impl Answer for List {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(format!("All statements: {}", question.whole.title));
        page.heading("Sources");
        let source = |source: &Source| {
            let title = source.title.as_deref().unwrap_or("untitled");
            let copied = source.derived_from.as_ref().map_or(String::new(), |of| format!(", after {of}"));
            let unseen = if source.seen { "" } else { "; not yet published on the day of the view" };
            Text::new().strong(&source.id).plain(format!(
                " {}: {title}, {}, grade {}{copied}{unseen}",
                source.publisher, source.date, source.grade
            ))
        };
        page.list(self.sources.iter().map(source).collect());
        page.heading("Statements");
        let mut table = Table::new(["line", "what", "says", "from"]);
        table.tight = vec![0];
        for stated in self.statements.iter().filter(|stated| stated.seen) {
            table.row(vec![
                stated.reference.line.to_string().into(),
                stated.heading().into(),
                stated.says.as_str().into(),
                stated.reference.text(),
            ]);
        }
        page.table(table);
        let unseen = self.statements.iter().filter(|stated| !stated.seen).count();
        if unseen > 0 {
            page.paragraph(format!("This view leaves out {unseen} more."));
        }
        page.next(vec![
            (question.command("list --csv"), "the same statements for a spreadsheet".to_owned()),
            (question.command("show ID"), "everything said of one name".to_owned()),
        ]);
        page
    }
}
