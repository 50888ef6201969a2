//! From a draft to what it says in a case: each kind in a file of its own.
//!
//! A draft that rests on others brings them along: a red line its party and its issue, a deadline its threat. What was
//! rejected is brought along by nothing. What the text does not say is left out, or told in a remark; weights, no-deal
//! values and grades are never written.

mod attendance;
mod consent;
mod issues;
mod measures;
mod names;
mod power;
mod proposals;
mod said;
mod talks;
mod when;
mod who;
mod withdrawn;

use std::collections::{BTreeMap, BTreeSet};

use detente_case::Case;
use detente_evidence::{Draft, Modality, Role, Said, Status};
use jiff::civil::Date;

use self::names::Known;
pub(crate) use self::{
    attendance::changed,
    measures::{measures, says_no},
    names::{alike, free, plain, slug},
    said::denies,
};
use crate::{
    digest::{citation, one_line, person},
    edit::{Edit, Key, Statement, Value},
    inbox::{Answer, Entry, Inbox},
};

/// Who says yes, and on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    by: String,
    on: Date,
    consent: Vec<String>,
}

impl Hand {
    /// Somebody who says yes or no on a day; nothing where the name is none.
    #[must_use]
    pub fn new(by: &str, on: Date) -> Option<Self> {
        person(by).map(|by| Self { by, on, consent: Vec::new() })
    }

    /// Somebody who says, too, whose yes an agreement takes where the text does not: parties by name.
    #[must_use]
    pub fn with_consent(self, of: &[String]) -> Self {
        Self { consent: of.to_vec(), ..self }
    }

    /// Whose yes an agreement takes, as far as they say.
    pub(crate) fn consent(&self) -> &[String] {
        &self.consent
    }

    /// Who.
    #[must_use]
    pub fn by(&self) -> &str {
        &self.by
    }

    /// The day.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }
}

/// Where drafts are turned into statements.
pub(crate) struct Desk<'a> {
    case: &'a Case,
    inbox: &'a Inbox,
    hand: &'a Hand,
    known: Known,
    /// New tables, in the order in which they came.
    statements: Vec<Statement>,
    /// Changes of tables that are there.
    edits: Vec<Edit>,
    /// The statements that drafts are in, those accepted before among them.
    became: BTreeMap<String, Vec<String>>,
    /// Drafts that are being turned into statements: one that leads back to them stops there.
    going: BTreeSet<String>,
    /// Drafts that wait for somebody to say whose yes it takes.
    lacking: BTreeSet<String>,
    /// Drafts that wait since somebody they name was accepted, and is no longer in the case: what that one became.
    gone: BTreeMap<String, String>,
    /// The issue whose instrument was written.
    instrument: Option<String>,
    /// Sources that are written.
    sources: BTreeSet<String>,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(case: &'a Case, inbox: &'a Inbox, hand: &'a Hand) -> Self {
        Self {
            case,
            inbox,
            hand,
            known: Known::of(case),
            statements: Vec::new(),
            edits: Vec::new(),
            became: BTreeMap::new(),
            going: BTreeSet::new(),
            lacking: BTreeSet::new(),
            gone: BTreeMap::new(),
            instrument: None,
            sources: case.sources.keys().map(ToString::to_string).collect(),
        }
    }

    /// Drafts that wait for somebody to say whose yes it takes.
    pub(crate) fn lacking(&self) -> &BTreeSet<String> {
        &self.lacking
    }

    /// Drafts that wait since somebody they name was taken out of the case, with the statement that is gone.
    pub(crate) fn gone(&self) -> &BTreeMap<String, String> {
        &self.gone
    }

    /// Names of parties whose yes it takes, as whoever accepts says, that no party has.
    pub(crate) fn nobody(&mut self) -> Vec<String> {
        let names = self.hand.consent.clone();
        names.into_iter().filter(|name| self.party_named(name).is_none()).collect()
    }

    /// The changes, those of tables that are there last; and what every draft became that was taken or brought along.
    pub(crate) fn into_edits(self) -> (Vec<Edit>, BTreeMap<String, Vec<String>>) {
        let inbox = self.inbox;
        let waited = |id: &String| inbox.entry(id).is_some_and(Entry::waits);
        let became = self.became.into_iter().filter(|(id, _)| waited(id)).collect();
        (self.statements.into_iter().map(Edit::Statement).chain(self.edits).collect(), became)
    }

    /// Turns a draft into statements, and answers with their names; none where it was rejected.
    pub(crate) fn take(&mut self, id: &str) -> Vec<String> {
        if let Some(known) = self.became.get(id) {
            return known.clone();
        }
        let inbox = self.inbox;
        let Some(entry) = inbox.entry(id) else { return Vec::new() };
        let statements = match &entry.answer {
            Answer::Rejected { .. } => return Vec::new(),
            Answer::Accepted { statements, .. } => statements.clone(),
            Answer::Waiting => {
                if !self.going.insert(id.to_owned()) {
                    return Vec::new();
                }
                if let Some(gone) = self.names_somebody_gone(entry) {
                    self.going.remove(id);
                    self.gone.insert(id.to_owned(), gone);
                    return Vec::new();
                }
                if self.lacks_consent(entry) {
                    self.going.remove(id);
                    self.lacking.insert(id.to_owned());
                    return Vec::new();
                }
                self.source(&entry.source);
                let made = self.made(entry);
                self.going.remove(id);
                made
            }
        };
        self.became.insert(id.to_owned(), statements.clone());
        statements
    }

    /// What a draft becomes, by its kind.
    fn made(&mut self, entry: &Entry) -> Vec<String> {
        match &entry.draft.said {
            Said::Source { .. } => vec![format!("sources.{}", entry.source)],
            Said::Party { iso3, .. } => self.party(entry, iso3.as_deref()),
            Said::Body { .. } => self.body(entry),
            Said::Delegate { title, rank, .. } => self.delegate(entry, title.as_deref(), *rank),
            Said::Issue { .. } => self.issue(entry),
            Said::Meeting { .. } => self.meeting(entry),
            Said::Attendance { .. } => self.attendance(entry),
            Said::MeetingChange { .. } => self.meeting_change(entry),
            Said::Statement { .. } => self.statement_made(entry),
            Said::Position { .. } => self.position(entry),
            Said::RedLine { .. } => self.red_line(entry),
            Said::Proposal { .. } => self.proposal(entry),
            Said::ProposalStatus { .. } => self.proposal_status(entry),
            Said::Lever { .. } => self.lever(entry),
            Said::Deadline { .. } => self.deadline(entry),
            Said::Prediction { what } => self.prediction(entry, what),
            Said::OpenQuestion { what } => self.open_question(entry, what),
        }
    }

    /// The source of a text, where the case does not have it yet.
    fn source(&mut self, source: &str) {
        if !self.sources.insert(source.to_owned()) {
            return;
        }
        let inbox = self.inbox;
        if let Some(text) = inbox.text(source) {
            self.statements.push(crate::begin::source(text));
        }
    }

    /// Adds a table and answers with its name.
    fn add(&mut self, entry: &Entry, table: &'static str, id: &str, keys: Vec<Key>) -> String {
        self.push(entry, table, Some(id.to_owned()), keys, "");
        format!("{table}.{id}")
    }

    /// Adds a table of which the words are the text's and should be made one's own.
    fn add_worded(&mut self, entry: &Entry, table: &'static str, id: &str, keys: Vec<Key>) -> String {
        self.push(entry, table, Some(id.to_owned()), keys, "; reword");
        format!("{table}.{id}")
    }

    fn push(&mut self, entry: &Entry, table: &'static str, id: Option<String>, keys: Vec<Key>, more: &str) {
        let remark = self.remark(entry) + more;
        self.statements.push(Statement { table, id, keys, lists: Vec::new(), remark });
    }

    /// What stands above a statement: the draft, who accepted it, and when.
    fn remark(&self, entry: &Entry) -> String {
        format!("{}: accepted by {} on {}", entry.draft.id, self.hand.by, self.hand.on)
    }

    /// Puts something more into a list of a table, whether that is new or there.
    fn item(&mut self, entry: &Entry, table: &'static str, id: &str, list: &'static str, item: Vec<Key>) {
        let remark = self.remark(entry);
        if let Some(new) = self.new_statement(table, id) {
            match new.lists.iter_mut().find(|(key, _)| *key == list) {
                Some((_, items)) => items.push(item),
                None => new.lists.push((list, vec![item])),
            }
            return;
        }
        let table = vec![table.to_owned(), id.to_owned()];
        self.edits.push(Edit::Item { table, list, item: Value::Table(item), remark });
    }

    /// Puts one more name into a list of names, unless it has it.
    fn member(&mut self, table: &'static str, id: &str, list: &'static str, name: &str) {
        let name = Value::text(name);
        if let Some(new) = self.new_statement(table, id) {
            match new.keys.iter_mut().find(|(key, _)| *key == list) {
                Some((_, Value::List(names))) if !names.contains(&name) => names.push(name),
                Some(_) => {}
                None => new.keys.push((list, Value::List(vec![name]))),
            }
            return;
        }
        let edit = Edit::Item {
            table: vec![table.to_owned(), id.to_owned()],
            list,
            item: name,
            remark: String::new(),
        };
        if !self.edits.contains(&edit) {
            self.edits.push(edit);
        }
    }

    /// Gives a table a key, unless one of that name was given to it before.
    fn key(&mut self, table: &'static str, id: &str, key: &'static str, value: Value) {
        if let Some(new) = self.new_statement(table, id) {
            if !new.keys.iter().any(|(there, _)| *there == key) {
                new.keys.push((key, value));
            }
            return;
        }
        let names = vec![table.to_owned(), id.to_owned()];
        let given = |edit: &Edit| matches!(edit, Edit::Key { table, key: there, entry: None, .. } if *table == names && *there == key);
        if !self.edits.iter().any(given) {
            self.edits.push(Edit::Key { table: names, entry: None, key, value });
        }
    }

    fn new_statement(&mut self, table: &str, id: &str) -> Option<&mut Statement> {
        self.statements.iter_mut().find(|one| one.table == table && one.id.as_deref() == Some(id))
    }

    fn new_statement_ref(&self, table: &str, id: &str) -> Option<&Statement> {
        self.statements.iter().find(|one| one.table == table && one.id.as_deref() == Some(id))
    }
}

/// The keys that say on what a statement rests: the sentence, and how far the text itself stands to it.
fn basis(entry: &Entry) -> Vec<Key> {
    let mut keys = vec![cite(entry)];
    keys.extend(note(&entry.draft).map(|note| ("note", Value::text(note))));
    keys
}

/// The citation alone.
fn cite(entry: &Entry) -> Key {
    ("cite", Value::text(citation(&entry.source, &entry.draft)))
}

/// How the text itself stands to what it says, where that is less than saying so.
fn note(draft: &Draft) -> Option<String> {
    let words =
        |role: Role| draft.evidence.iter().find(|one| one.role == role).map(|one| one_line(&one.text));
    let with =
        |said: &str, role: Role| words(role).map_or(said.to_owned(), |words| format!("{said}: {words}"));
    match draft.modality {
        // That something was taken back is its status.
        Modality::Negated if draft.status == Some(Status::Shelved) => None,
        Modality::Negated => Some("the text says that it is not so".to_owned()),
        Modality::Conditional => Some(with("hangs on a condition", Role::Condition)),
        Modality::Speculated => Some(with("the text hedges", Role::Hedge)),
        Modality::Planned => Some("announced or expected".to_owned()),
        Modality::Reported | Modality::Asserted => None,
    }
}

/// The words of the text that a draft rests on, on one line; others where there are none.
fn words_below(entry: &Entry, others: &str) -> String {
    let words = entry.draft.primary().map(|one| one_line(&one.text));
    words.filter(|words| !words.is_empty()).unwrap_or_else(|| one_line(others))
}

/// The text that a key of a statement has.
fn text_of<'k>(keys: &'k [Key], key: &str) -> Option<&'k str> {
    keys.iter().find(|(there, _)| *there == key).and_then(|(_, value)| value.as_text())
}

/// The name of a statement without its table, where it is of this table.
fn of_table<'s>(statements: &'s [String], table: &str) -> Option<&'s str> {
    statements.iter().find_map(|name| name.strip_prefix(table)?.strip_prefix('.'))
}
