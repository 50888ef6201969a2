//! Names: of what is in the case, of what drafts call it, and new ones.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::Case;
use detente_evidence::Draft;
use unicode_normalization::UnicodeNormalization;

use super::Desk;
use crate::inbox::{Answer, Entry, names_of};

/// How long a new name may be.
const LONGEST: usize = 32;

/// Words that name nothing.
const SMALL: [&str; 26] = [
    "a", "an", "the", "of", "to", "in", "on", "at", "for", "and", "or", "by", "with", "from", "that", "this",
    "its", "his", "her", "their", "be", "is", "are", "was", "will", "would",
];

/// Whoever acts: its name in the case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// A party.
    Party(String),
    /// A person.
    Person(String),
    /// An institution.
    Body(String),
}

impl Who {
    /// The name in the case.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Party(id) | Self::Person(id) | Self::Body(id) => id,
        }
    }
}

/// What names stand for, and which are taken.
pub(super) struct Known {
    who: BTreeMap<String, Who>,
    taken: BTreeSet<(&'static str, String)>,
}

/// Parties, blocs, people and institutions share one set of names.
const ACTORS: [&str; 4] = ["parties", "blocs", "people", "institutions"];

impl Known {
    /// What the case has.
    pub(super) fn of(case: &Case) -> Self {
        let mut known = Self { who: BTreeMap::new(), taken: BTreeSet::new() };
        for (id, party) in &case.parties {
            known.call(&party.name, Who::Party(id.to_string()));
        }
        for (id, person) in &case.people {
            known.call(&person.name, Who::Person(id.to_string()));
        }
        for (id, body) in &case.institutions {
            known.call(&body.name, Who::Body(id.to_string()));
        }
        let mut take = |table: &'static str, ids: Vec<String>| {
            known.taken.extend(ids.into_iter().map(|id| (shared(table), id)));
        };
        take("parties", case.parties.keys().map(ToString::to_string).collect());
        take("blocs", case.blocs.keys().map(ToString::to_string).collect());
        take("people", case.people.keys().map(ToString::to_string).collect());
        take("institutions", case.institutions.keys().map(ToString::to_string).collect());
        take("tracks", case.tracks.keys().map(ToString::to_string).collect());
        take("meetings", case.meetings.keys().map(ToString::to_string).collect());
        take("contacts", case.contacts.keys().map(ToString::to_string).collect());
        take("issues", case.issues.keys().map(ToString::to_string).collect());
        take("levers", case.levers.keys().map(ToString::to_string).collect());
        take("ultimatums", case.ultimatums.keys().map(ToString::to_string).collect());
        take("guarantees", case.guarantees.keys().map(ToString::to_string).collect());
        take("funding", case.funding.keys().map(ToString::to_string).collect());
        take("claims", case.claims.keys().map(ToString::to_string).collect());
        take("hypotheses", case.hypotheses.keys().map(ToString::to_string).collect());
        take("proposals", case.proposals.keys().map(ToString::to_string).collect());
        known
    }

    /// Lets a name stand for somebody; the first to bear it keeps it.
    pub(super) fn call(&mut self, name: &str, who: Who) {
        let plain = plain(name);
        if !plain.is_empty() {
            self.who.entry(plain).or_insert(who);
        }
    }

    /// For whom a name stands already.
    pub(super) fn whom(&self, name: &str) -> Option<&Who> {
        self.who.get(&plain(name))
    }

    /// A new name in a table, made of these words.
    pub(super) fn fresh(&mut self, table: &'static str, words: &str) -> String {
        let stem = slug(words);
        let stem = if stem.is_empty() { table.trim_end_matches('s').to_owned() } else { stem };
        free(&stem, |name| !self.taken.insert((shared(table), name.to_owned())))
    }
}

/// The table under which names of a table are told apart.
fn shared(table: &'static str) -> &'static str {
    if ACTORS.contains(&table) { "actors" } else { table }
}

/// A name without case, dots, marks and article.
pub(crate) fn plain(name: &str) -> String {
    let spaced: String = name
        .chars()
        .filter(|one| *one != '.')
        .map(|one| if one.is_alphanumeric() { one } else { ' ' })
        .collect();
    let words: Vec<_> = spaced.split_whitespace().map(str::to_lowercase).collect();
    let words = words.strip_prefix(&["the".to_owned()][..]).unwrap_or(&words);
    words.join(" ")
}

/// The words of a text that say something, in small letters.
pub(super) fn content_words(text: &str) -> Vec<String> {
    let words = plain(text);
    words.split(' ').filter(|word| !word.is_empty() && !SMALL.contains(word)).map(stem).collect()
}

/// A word without the endings that grammar gives it, roughly: to compare, never to show.
fn stem(word: &str) -> String {
    let cut = |ending: &str| word.strip_suffix(ending).filter(|rest| rest.chars().count() > 3);
    let endings =
        ["ising", "izing", "ised", "ized", "ise", "ize", "ition", "ing", "ies", "ed", "es", "s", "y", "e"];
    let stem = endings.into_iter().find_map(cut);
    stem.unwrap_or(word).to_owned()
}

/// How much of the shorter of two texts is in the other, by the words that say something: from 0 to 100.
pub(crate) fn alike(one: &str, other: &str) -> usize {
    let (one, other): (BTreeSet<_>, BTreeSet<_>) =
        (content_words(one).into_iter().collect(), content_words(other).into_iter().collect());
    let least = one.len().min(other.len());
    (one.intersection(&other).count() * 100).checked_div(least).unwrap_or(0)
}

/// A name that is not taken: this one, else this one with the first number, from 2 on, that makes it such a name.
pub(crate) fn free(stem: &str, mut is_taken: impl FnMut(&str) -> bool) -> String {
    let mut name = stem.to_owned();
    let mut number = 1_usize;
    while is_taken(&name) {
        number += 1;
        name = format!("{stem}-{number}");
    }
    name
}

/// A name as the format allows it: small letters, digits and hyphens, of the first words that say something.
pub(crate) fn slug(words: &str) -> String {
    let letters: String = words
        .replace(['’', '\'', '.'], "")
        .nfkd()
        .filter(|one| !('\u{300}'..='\u{36f}').contains(one))
        .map(|one| if one.is_ascii_alphanumeric() { one.to_ascii_lowercase() } else { ' ' })
        .collect();
    let mut name = String::new();
    for word in letters.split_whitespace().filter(|word| !SMALL.contains(word)) {
        if !name.is_empty() && name.len() + word.len() + 1 > LONGEST {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().take(LONGEST));
    }
    name
}

impl Desk<'_> {
    /// Whoever bears a name: in the case, or in a draft, which is then brought along.
    pub(super) fn who(&mut self, name: &str) -> Option<Who> {
        let plain = plain(name);
        if let Some(known) = self.known.who.get(&plain) {
            return Some(known.clone());
        }
        let inbox = self.inbox;
        let entry = inbox.drafts.iter().find(|entry| {
            !entry.is_rejected() && names_of(&entry.draft).any(|one| self::plain(one) == plain)
        })?;
        let statements = self.take(&entry.draft.id);
        let who = who_of(&statements).filter(|who| self.is_there(who))?;
        for name in names_of(&entry.draft) {
            self.known.call(name, who.clone());
        }
        Some(who)
    }

    /// Whether whoever was accepted is still in the case, or is new in it.
    fn is_there(&self, who: &Who) -> bool {
        match who {
            Who::Party(id) => {
                self.case.parties.contains_key(id.as_str()) || self.new_statement_ref("parties", id).is_some()
            }
            Who::Person(id) => {
                self.case.people.contains_key(id.as_str()) || self.new_statement_ref("people", id).is_some()
            }
            Who::Body(id) => {
                self.case.institutions.contains_key(id.as_str())
                    || self.new_statement_ref("institutions", id).is_some()
            }
        }
    }

    /// What somebody became whom a draft names, where he was accepted and somebody has taken him out of the case since: what
    /// rests on him would be of nobody.
    pub(super) fn names_somebody_gone(&self, entry: &Entry) -> Option<String> {
        let inbox = self.inbox;
        let names = entry.draft.party.0.iter().chain(&entry.draft.actor);
        let plain: BTreeSet<_> = names.map(|name| self::plain(name)).collect();
        let unknown = |name: &String| !self.known.who.contains_key(name);
        let lost: Vec<_> = plain.into_iter().filter(unknown).collect();
        let accepted = inbox.drafts.iter().filter(|one| matches!(one.answer, Answer::Accepted { .. }));
        let mut named =
            accepted.filter(|one| names_of(&one.draft).any(|name| lost.contains(&self::plain(name))));
        named.find_map(|one| {
            let Answer::Accepted { statements, .. } = &one.answer else { return None };
            let who = who_of(statements).filter(|who| !self.is_there(who))?;
            statements.iter().find(|name| name.ends_with(who.id())).cloned()
        })
    }

    /// The parties that these names stand for, each once.
    pub(super) fn parties_named(&mut self, names: &[String]) -> Vec<String> {
        let mut parties: Vec<String> = Vec::new();
        for name in names {
            if let Some(party) = self.party_named(name)
                && !parties.contains(&party)
            {
                parties.push(party);
            }
        }
        parties
    }

    /// The parties of a draft, by their names in the case.
    pub(super) fn parties_of(&mut self, draft: &Draft) -> Vec<String> {
        let mut parties = self.parties_named(&draft.party.0);
        if parties.is_empty()
            && let Some(who) = draft.actor.as_deref().and_then(|actor| self.who(actor))
        {
            parties.extend(self.party_of(&who));
        }
        parties
    }

    /// The party of this name, or the one that a person or body of this name serves.
    pub(super) fn party_named(&mut self, name: &str) -> Option<String> {
        let who = self.who(name)?;
        self.party_of(&who)
    }

    /// The party that somebody is or serves.
    pub(super) fn party_of(&mut self, who: &Who) -> Option<String> {
        match who {
            Who::Party(id) => Some(id.clone()),
            Who::Person(id) => {
                let office = self.case.people.get(id.as_str()).and_then(|person| person.offices.first());
                office.map(|office| office.party.to_string()).or_else(|| self.serves("people", id))
            }
            Who::Body(id) => {
                let party = self.case.institutions.get(id.as_str()).and_then(|body| body.party.as_ref());
                party.map(ToString::to_string).or_else(|| self.serves("institutions", id))
            }
        }
    }

    /// The party that somebody new serves: that of the draft.
    fn serves(&mut self, table: &str, id: &str) -> Option<String> {
        let name = format!("{table}.{id}");
        let (draft, _) = self.became.iter().find(|(_, statements)| statements.contains(&name))?;
        let inbox = self.inbox;
        let party = inbox.entry(draft)?.draft.party.0.first()?.clone();
        match self.who(&party)? {
            Who::Party(party) => Some(party),
            Who::Person(_) | Who::Body(_) => None,
        }
    }

    /// Who speaks or acts in a draft, as a case names him: the actor, else the party, else `unnamed`.
    pub(super) fn actor_of(&mut self, draft: &Draft) -> String {
        let actor = draft.actor.as_deref().and_then(|actor| self.who(actor));
        let party = || draft.party.0.first().cloned();
        match actor {
            Some(who) => who.id().to_owned(),
            // "U.S. officials" are nobody by name: they are not their party.
            None if draft.actor.is_some() => "unnamed".to_owned(),
            None => party()
                .and_then(|party| self.who(&party))
                .map_or("unnamed".to_owned(), |who| who.id().to_owned()),
        }
    }
}

/// Whoever a statement is about.
fn who_of(statements: &[String]) -> Option<Who> {
    let of = |table: &str| super::of_table(statements, table).map(str::to_owned);
    of("parties")
        .map(Who::Party)
        .or_else(|| of("people").map(Who::Person))
        .or_else(|| of("institutions").map(Who::Body))
}
