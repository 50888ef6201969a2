//! What is negotiated: the instrument, issues with the options that the text names, and who wants what.

use detente_case::{ClaimKind, InstrumentClass, Level, LeverStatus, Word};
use detente_evidence::{InstrumentForm, Kind, Modality, Said, Strength};

use super::{
    Desk, basis, cite,
    measures::measures,
    names::{alike, free, slug},
    note, of_table, text_of,
};
use crate::{
    digest::one_line,
    edit::{Edit, Key, Value},
    inbox::Entry,
};

/// From how much of the shorter text on two of them are of one issue, in percent.
const ONE_ISSUE: usize = 50;

/// From how much on they are one option: to recognise control is not to recognise a title.
const ONE_OPTION: usize = 75;

/// Words before what is wanted that say nothing of it.
const BEFORE: [&str; 8] =
    ["that ", "for ", "to ", "would ", "if ", "unless ", "the notion of ", "the idea of "];

/// How long a short name of an issue and of an option may be.
const SHORT: usize = 24;

impl Desk<'_> {
    /// An issue: left out of the text, or settled as it is named.
    pub(super) fn issue(&mut self, entry: &Entry) -> Vec<String> {
        let Said::Issue { what, .. } = &entry.draft.said else { return Vec::new() };
        let what = words_of(entry, what);
        let mut became = Vec::new();
        became.extend(
            self.instrument.take_if(|by| *by == entry.draft.id).map(|_| "case.instrument".to_owned()),
        );
        let id = self.new_issue(entry, &what);
        became.push(format!("issues.{id}"));
        became
    }

    /// An issue of these words.
    fn new_issue(&mut self, entry: &Entry, what: &str) -> String {
        let id = self.known.fresh("issues", what);
        let mut keys = vec![("name", Value::text(what))];
        keys.extend(short(what).map(|short| ("short", Value::text(short))));
        keys.extend(basis(entry));
        self.add_worded(entry, "issues", &id, keys);
        let silent: Vec<Key> = vec![
            ("id", Value::text("open")),
            ("name", Value::text("the text leaves it open")),
            ("short", Value::text("left open")),
            ("silent", Value::Flag(true)),
        ];
        self.item(entry, "issues", &id, "options", silent);
        self.option_of(entry, &id, what);
        id
    }

    /// The option of an issue that these words name, made where there is none.
    pub(super) fn option_of(&mut self, entry: &Entry, issue: &str, what: &str) -> String {
        let names = self.options_of(issue);
        // Twelve months and eighteen are two options, and so are Monday and Friday.
        let measured = measures(what);
        let same = names.iter().filter(|(_, name)| measures(name) == measured);
        let nearest =
            same.map(|(id, name)| (alike(name, what), id)).filter(|(alike, _)| *alike >= ONE_OPTION);
        if let Some((_, id)) = nearest.max_by_key(|(alike, _)| *alike) {
            return id.clone();
        }
        let stem = slug(what);
        let stem = if stem.is_empty() { "named".to_owned() } else { stem };
        let id = free(&stem, |id| names.iter().any(|(there, _)| there == id));
        let keys = vec![("id", Value::text(id.clone())), ("name", Value::text(what)), cite(entry)];
        self.item(entry, "issues", issue, "options", keys);
        id
    }

    /// The options of an issue by name, but for the one that leaves it open.
    fn options_of(&self, issue: &str) -> Vec<(String, String)> {
        let old = self.case.issues.get(issue).into_iter().flat_map(|issue| &issue.options);
        let mut options: Vec<_> = old
            .filter(|(_, option)| !option.silent)
            .map(|(id, option)| (id.to_string(), option.name.clone()))
            .collect();
        let text = |keys: &[Key], key: &str| text_of(keys, key).map(str::to_owned);
        let loud = |keys: &[Key]| !keys.iter().any(|(key, _)| *key == "silent");
        let new = self.new_statement_ref("issues", issue).into_iter().flat_map(|new| &new.lists);
        let new = new.flat_map(|(_, items)| items.iter());
        options.extend(
            new.filter(|keys| loud(keys)).filter_map(|keys| text(keys, "id").zip(text(keys, "name"))),
        );
        let to_old = self.edits.iter().filter_map(|edit| match edit {
            Edit::Item { table, list: "options", item: Value::Table(keys), .. }
                if *table == ["issues".to_owned(), issue.to_owned()] =>
            {
                text(keys, "id").zip(text(keys, "name"))
            }
            Edit::Item { .. } | Edit::Key { .. } | Edit::Statement(_) => None,
        });
        options.extend(to_old);
        options
    }

    /// The issue of a draft: the one it names, the one that is about the same, or a new one.
    fn issue_of(&mut self, entry: &Entry, named: Option<&String>, what: &str) -> String {
        let named = named.map(|draft| self.take(draft)).unwrap_or_default();
        if let Some(id) = of_table(&named, "issues").filter(|id| self.has_issue(id)) {
            return id.to_owned();
        }
        let old = self.case.issues.iter().map(|(id, issue)| (id.to_string(), issue.name.clone()));
        let new = self
            .statements
            .iter()
            .filter(|one| one.table == "issues")
            .filter_map(|one| one.id.clone().zip(text_of(&one.keys, "name").map(str::to_owned)));
        let all: Vec<_> = old.chain(new).collect();
        let near =
            all.iter().map(|(id, name)| (alike(name, what), id)).filter(|(alike, _)| *alike >= ONE_ISSUE);
        if let Some((_, id)) = near.max_by_key(|(alike, _)| *alike) {
            return id.clone();
        }
        self.new_issue(entry, what)
    }

    fn has_issue(&self, id: &str) -> bool {
        self.case.issues.contains_key(id) || self.new_statement_ref("issues", id).is_some()
    }

    /// A stance, by how strongly it is held.
    pub(super) fn position(&mut self, entry: &Entry) -> Vec<String> {
        let Said::Position { what, strength, issue, .. } = &entry.draft.said else { return Vec::new() };
        let level = match strength {
            Strength::NotRuledOut | Strength::Ready => Level::Tolerate,
            Strength::Supports => Level::Accept,
            Strength::Wants | Strength::Insists => Level::Propose,
            Strength::Opposes => Level::Oppose,
        };
        // Who does not demand something is not against it: no stance is known.
        if entry.draft.modality == Modality::Negated && *strength != Strength::Opposes {
            return self.not_so(entry, what);
        }
        let mut became = self.stance(entry, what, issue.as_ref(), level);
        if level == Level::Propose {
            became.extend(self.sought(entry, what));
        }
        became
    }

    /// A stance with a red line.
    pub(super) fn red_line(&mut self, entry: &Entry) -> Vec<String> {
        let Said::RedLine { what, issue, .. } = &entry.draft.said else { return Vec::new() };
        self.stance(entry, what, issue.as_ref(), Level::RedLine)
    }

    fn stance(&mut self, entry: &Entry, what: &str, issue: Option<&String>, level: Level) -> Vec<String> {
        let what = words_of(entry, what);
        let parties = self.parties_of(&entry.draft);
        if parties.is_empty() {
            // A stance that nobody holds moves nothing: that somebody said so is all that is known.
            return vec![format!("claims.{}", self.claim(entry, ClaimKind::Statement, &what, None))];
        }
        let issue = self.issue_of(entry, issue, &what);
        let option = self.option_of(entry, &issue, &what);
        let speaker = entry.draft.actor.as_deref().and_then(|actor| self.who(actor));
        for party in &parties {
            let mut keys = vec![
                ("party", Value::text(party.clone())),
                ("issue", Value::text(issue.clone())),
                (level.as_str(), Value::texts([option.clone()])),
            ];
            let said_by = speaker.as_ref().filter(|who| who.id() != party);
            keys.extend(said_by.map(|who| ("said_by", Value::text(who.id()))));
            keys.extend(basis(entry));
            self.push(entry, "stances", None, keys, "");
        }
        vec![format!("issues.{issue}"), "stances".to_owned()]
    }

    /// A guarantee or money that somebody looks for, for the party that the words name.
    fn sought(&mut self, entry: &Entry, what: &str) -> Vec<String> {
        let what = words_of(entry, what);
        let lower = what.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let mut became = Vec::new();
        let (guarantee, money) =
            (has(&["guarantee"]), has(&["financial", "reconstruction", "funding", "compensation"]));
        if !guarantee && !money {
            return became;
        }
        let Some(beneficiary) = self.party_in(&what) else { return became };
        let seekers = match entry.draft.actor.as_deref().and_then(|actor| self.who(actor)) {
            Some(who) => vec![who.id().to_owned()],
            None => self.parties_of(&entry.draft),
        };
        let status =
            Value::List(vec![Value::Table(vec![("is", Value::word(LeverStatus::Sought)), cite(entry)])]);
        let rest = |keys: &mut Vec<Key>| {
            keys.extend([
                ("sought_by", Value::texts(seekers.clone())),
                ("beneficiary", Value::text(beneficiary.clone())),
            ]);
            keys.push(("status", status.clone()));
            keys.extend(basis(entry));
        };
        if guarantee && !self.joined("guarantees", &what, &seekers, &mut became) {
            let id = self.known.fresh("guarantees", &what);
            let mut keys = vec![("name", Value::text(what.clone()))];
            rest(&mut keys);
            became.push(self.add_worded(entry, "guarantees", &id, keys));
        }
        if money && !self.joined("funding", &what, &seekers, &mut became) {
            let id = self.known.fresh("funding", &what);
            let mut keys = vec![("purpose", Value::text(what))];
            rest(&mut keys);
            became.push(self.add_worded(entry, "funding", &id, keys));
        }
        became
    }

    /// Adds those who look for something to the others who look for the same, where there are some.
    fn joined(
        &mut self,
        table: &'static str,
        what: &str,
        seekers: &[String],
        became: &mut Vec<String>,
    ) -> bool {
        let same = self
            .statements
            .iter()
            .find(|one| one.table == table && one.keys.iter().any(|(_, value)| *value == Value::text(what)));
        let old = match table {
            "guarantees" => {
                self.case.guarantees.iter().find(|(_, one)| one.name == what).map(|(id, _)| id.to_string())
            }
            _ => self.case.funding.iter().find(|(_, one)| one.purpose == what).map(|(id, _)| id.to_string()),
        };
        let Some(id) = same.and_then(|one| one.id.clone()).or(old) else { return false };
        for seeker in seekers {
            self.member(table, &id, "sought_by", seeker);
        }
        became.push(format!("{table}.{id}"));
        true
    }

    /// The first party that words name, by any of its names.
    pub(super) fn party_in(&mut self, words: &str) -> Option<String> {
        let inbox = self.inbox;
        let plain = format!(" {} ", super::names::plain(&words.replace("’s", "").replace("'s", "")));
        let parties = inbox.drafts.iter().filter(|entry| entry.draft.kind() == Kind::Party);
        let named = parties.filter_map(|entry| {
            let Said::Party { other_names, .. } = &entry.draft.said else { return None };
            let names = entry.draft.name.iter().chain(other_names);
            let at =
                names.filter_map(|name| plain.find(&format!(" {} ", super::names::plain(name)))).min()?;
            Some((at, entry.draft.name.clone()?))
        });
        let (_, name) = named.min()?;
        self.party_named(&name)
    }
}

/// The words of a draft on one line; those it rests on where it has none of its own.
pub(super) fn words_of(entry: &Entry, what: &str) -> String {
    let what = one_line(what);
    let mut bare = what.as_str();
    while let Some(rest) = BEFORE.iter().find_map(|before| bare.strip_prefix(before)) {
        bare = rest;
    }
    if !bare.is_empty() {
        return bare.to_owned();
    }
    let words = entry.draft.primary().map(|one| one_line(&one.text)).unwrap_or_default();
    if words.is_empty() { note(&entry.draft).unwrap_or_else(|| "not said".to_owned()) } else { words }
}

/// A short name for tables: nothing where the name is short, else its first words.
fn short(name: &str) -> Option<String> {
    if name.chars().count() <= SHORT {
        return None;
    }
    let mut short = String::new();
    let name = ["a ", "an ", "the "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    for word in name.split(' ') {
        if short.chars().count() + word.chars().count() + 1 > SHORT {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    (!short.is_empty()).then_some(short)
}

pub(super) const fn class(form: InstrumentForm) -> InstrumentClass {
    match form {
        InstrumentForm::Ceasefire => InstrumentClass::Ceasefire,
        InstrumentForm::Treaty => InstrumentClass::Treaty,
        InstrumentForm::Contract => InstrumentClass::Contract,
        InstrumentForm::Framework => InstrumentClass::Framework,
    }
}
