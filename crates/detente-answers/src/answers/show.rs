//! `detente show`: everything the case says of one name or one sentence of a source.

mod details;
mod find;
mod hypothesis;
mod implications;
mod issue;
mod mentions;
mod sentence;

use serde::Serialize;

use self::{details::Fact, find::Name, hypothesis::Weighing, issue::IssueDetail, sentence::Sentence};
use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::options::{Choice, Kind};
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    stop::Stop,
    text::Reference,
};

/// The answer of `detente show`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Show {
    /// What was asked for, as typed.
    asked: String,
    /// The sentence of a source; absent when a name was asked for.
    sentence: Option<Sentence>,
    /// Everything that bears the name: several when tables of different kinds share it.
    things: Vec<Thing>,
}

/// One thing of the case.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Thing {
    /// The table it stands in, in the singular.
    kind: String,
    /// Its name in the file.
    id: String,
    /// What it says, in a line.
    says: String,
    /// Where it is said; for a source, nothing cites it.
    said: Option<Reference>,
    /// What its table holds.
    facts: Vec<Fact>,
    /// Options, positions and implications, where it is an issue.
    issue: Option<IssueDetail>,
    /// Evidence with and without low grades, where it is a hypothesis.
    weighing: Option<Weighing>,
    /// Sentences of the digest, where it is a source.
    sentences: Vec<Sentence>,
    /// Every other statement of the case that names it.
    named_in: Vec<Line>,
}

/// One statement of the case.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Line {
    /// The table it stands in, in the singular.
    kind: String,
    /// What names it.
    name: String,
    /// What it says, in a line.
    says: String,
    /// Where it is said.
    said: Reference,
}

/// Builds the answer.
pub fn answer(question: &Question, id: &str) -> Result<Show, Stop> {
    let asked = id.to_owned();
    if let Some((source, number)) = id.split_once('#') {
        let sentence = Some(Sentence::find(question, source, number)?);
        return Ok(Show { asked, sentence, things: Vec::new() });
    }
    let names = find::named(question, id)?;
    let things = names.iter().map(|name| Thing::of(question, name)).collect();
    Ok(Show { asked, sentence: None, things })
}

impl Thing {
    fn of(question: &Question, name: &Name) -> Self {
        let case = &question.case;
        let issue = case.issues.get(name.id.as_str()).filter(|_| name.kind == "issue");
        Self {
            kind: name.kind.to_owned(),
            id: name.id.clone(),
            says: name.says.clone(),
            said: name.origin.map(|origin| question.reference(origin)),
            facts: details::facts(question, name),
            issue: issue.and_then(|_| IssueDetail::build(question, &name.id)),
            weighing: (name.kind == "hypothesis").then(|| Weighing::build(question, &name.id)).flatten(),
            sentences: if name.kind == "source" { Sentence::all(question, &name.id) } else { Vec::new() },
            named_in: mentions::of(case, name).iter().map(|statement| line(question, statement)).collect(),
        }
    }

    fn show(&self, page: &mut Page, question: &Question) {
        page.heading(format!("{} {}", self.kind, self.id));
        let source = self.said.as_ref().map_or_else(Text::new, Reference::in_brackets);
        page.paragraph(Text::new().strong(&self.says).then(source));
        page.facts(self.facts.iter().map(Fact::row).collect());
        if let Some(issue) = &self.issue {
            issue.show(page, question);
        }
        if let Some(weighing) = &self.weighing {
            weighing.show(page);
        }
        page.list(self.sentences.iter().map(Sentence::line).collect());
        if !self.named_in.is_empty() {
            page.heading(format!("Where {} is named", self.id));
            page.table(table(&self.named_in));
        }
    }
}

/// What is asked for.
const SUBJECT: Choice = Choice {
    name: "id",
    kind: Kind::Subject,
    says: "A name in the case, `kind:name` where a name is used twice, or a statement such as npr#13",
    heading: None,
};

/// `detente show`.
pub const ASKED: Asked = Asked {
    name: "show",
    about: "Show everything that a case says about a name or a sentence",
    group: Group::Knowledge,
    after_help: "Examples:\n  detente show cases/london-2025 crimea\n  detente show cases/london-2025 npr#13",
    options: &[&SUBJECT],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| boxed(answer(question, options.get(&SUBJECT).unwrap_or_default())?),
    schema: Described::of::<Show>(),
};

impl Answer for Show {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        if let Some(sentence) = &self.sentence {
            sentence.show(&mut page);
        }
        for thing in &self.things {
            thing.show(&mut page, question);
        }
        page.next(next(self, question));
        page
    }
}

fn line(question: &Question, statement: &detente_case::Statement<'_>) -> Line {
    Line {
        kind: statement.kind.to_owned(),
        name: statement.name.clone(),
        says: statement.says.clone(),
        said: question.reference(statement.origin),
    }
}

/// Statements in a table, each kind written once.
fn table(lines: &[Line]) -> Table {
    let mut table = Table::new(["", "statement", "source"]);
    let mut before = "";
    for line in lines {
        let kind = if line.kind == before { "" } else { &line.kind };
        before = &line.kind;
        let statement = Text::new().strong(&line.name).plain(format!(": {}", line.says));
        table.row(vec![Text::from(kind), statement, line.said.text()]);
    }
    table.tight(&[0])
}

fn next(show: &Show, question: &Question) -> Vec<(String, String)> {
    let mut commands = Vec::new();
    for thing in &show.things {
        let (verb, answers) = match thing.kind.as_str() {
            "meeting" => {
                (format!("talks --room {}", thing.id), "who sits there, and what that room can settle")
            }
            "issue" => ("ground".to_owned(), "where the parties stand on every issue"),
            "lever" | "guarantee" | "belief" => {
                ("levers".to_owned(), "what it does to each party, compared with other levers")
            }
            "hypothesis" => ("talks".to_owned(), "all explanations side by side"),
            "scenario" | "forecast" | "ultimatum" | "factor" => ("outlook".to_owned(), "where it may go"),
            _ => continue,
        };
        let command = (question.command(&verb), answers.to_owned());
        if !commands.contains(&command) {
            commands.push(command);
        }
    }
    let key = show.things.iter().find_map(|thing| Some(thing.said.as_ref()?.cites.first()?.key.clone()));
    if let Some(key) = key.filter(|key| key.contains('#')) {
        let command = question.command(&format!("show {key}"));
        commands.push((command, "the sentence, and everything that rests on it".to_owned()));
    }
    commands
}
