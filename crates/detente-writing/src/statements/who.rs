//! Parties, bodies and people.

use detente_case::{PartyRole, Rank as Office};
use detente_evidence::{Capacity, InstrumentForm, Rank, Said};

use super::{Desk, basis, cite, names::Who};
use crate::{
    digest::one_line,
    edit::{Key, Value},
    inbox::Entry,
};

/// How many letters a short name of a party may have.
const SHORT: usize = 6;

impl Desk<'_> {
    /// A party: its role is what the text makes of it.
    pub(super) fn party(&mut self, entry: &Entry, iso3: Option<&str>) -> Vec<String> {
        let name = name_of(entry);
        if let Some(Who::Party(id)) = self.known.whom(&name) {
            return vec![format!("parties.{id}")];
        }
        let id = self.known.fresh("parties", &name);
        let mut keys = vec![("name", Value::text(name.clone()))];
        let short = iso3.filter(|iso3| iso3.chars().count() <= SHORT && self.is_free_short(iso3));
        keys.extend(short.map(|iso3| ("short", Value::text(iso3))));
        keys.push(("role", Value::word(self.role(&name))));
        keys.push(cite(entry));
        self.known.call(&name, Who::Party(id.clone()));
        vec![self.add(entry, "parties", &id, keys)]
    }

    fn is_free_short(&self, short: &str) -> bool {
        !self.case.parties.values().any(|party| party.short == short)
    }

    /// What a party is in the talks, as the drafts have it: its yes makes the instrument exist, it mediates, it watches,
    /// or it takes part.
    fn role(&self, name: &str) -> PartyRole {
        let drafts = || self.inbox.drafts.iter().filter(|entry| !entry.is_rejected());
        let between = drafts().find_map(|entry| match &entry.draft.said {
            Said::Issue { instrument, between, .. } if between.iter().any(|one| one == name) => {
                Some(*instrument)
            }
            _ => None,
        });
        if let Some(instrument) = between {
            let fights = instrument.is_some_and(|instrument| instrument.form == InstrumentForm::Ceasefire);
            return if fights { PartyRole::Belligerent } else { PartyRole::Principal };
        }
        let capacity = drafts().find_map(|entry| match &entry.draft.said {
            Said::Attendance { capacity, .. } if entry.draft.party.0.iter().any(|one| one == name) => {
                *capacity
            }
            _ => None,
        });
        match capacity {
            Some(Capacity::Mediator) => PartyRole::Mediator,
            Some(Capacity::Guarantor) => PartyRole::Guarantor,
            Some(Capacity::Observer) => PartyRole::Observer,
            Some(Capacity::Party) => PartyRole::Principal,
            Some(Capacity::Host | Capacity::Chair) | None => PartyRole::ThirdParty,
        }
    }

    /// A ministry, office or organisation.
    pub(super) fn body(&mut self, entry: &Entry) -> Vec<String> {
        let name = name_of(entry);
        if let Some(Who::Body(id)) = self.known.whom(&name) {
            return vec![format!("institutions.{id}")];
        }
        let party = self.party_served(entry);
        let id = self.known.fresh("institutions", &name);
        let mut keys = vec![("name", Value::text(name.clone()))];
        keys.extend(party.map(|party| ("party", Value::text(party))));
        keys.push(cite(entry));
        self.known.call(&name, Who::Body(id.clone()));
        vec![self.add(entry, "institutions", &id, keys)]
    }

    /// A person, with an office where party and rank are known.
    pub(super) fn delegate(&mut self, entry: &Entry, title: Option<&str>, rank: Option<Rank>) -> Vec<String> {
        let name = name_of(entry);
        if let Some(Who::Person(id)) = self.known.whom(&name) {
            return vec![format!("people.{id}")];
        }
        let party = self.party_served(entry);
        let stem = name.rsplit(' ').next().unwrap_or(&name).to_owned();
        let id = self.known.fresh("people", &stem);
        let mut keys = vec![("name", Value::text(name.clone()))];
        let title = title.map(one_line).filter(|title| !title.is_empty());
        if let Some((party, rank)) = party.zip(rank) {
            let word = rank_word(rank, title.as_deref().unwrap_or_default());
            let office: Vec<Key> = vec![
                ("party", Value::text(party)),
                ("title", Value::text(title.unwrap_or_else(|| "title not said".to_owned()))),
                ("rank", Value::word(word)),
            ];
            keys.push(("offices", Value::List(vec![Value::Table(office)])));
        }
        keys.extend(basis(entry));
        self.known.call(&name, Who::Person(id.clone()));
        vec![self.add(entry, "people", &id, keys)]
    }

    fn party_served(&mut self, entry: &Entry) -> Option<String> {
        let named = entry.draft.party.0.first()?.clone();
        match self.who(&named)? {
            Who::Party(id) => Some(id),
            Who::Person(_) | Who::Body(_) => None,
        }
    }
}

/// The name of whom a draft is about.
fn name_of(entry: &Entry) -> String {
    let draft = &entry.draft;
    let words = || draft.primary().map(|one| one.text.clone()).unwrap_or_default();
    let name = one_line(&draft.name.clone().unwrap_or_else(words));
    if name.is_empty() { "not named".to_owned() } else { name }
}

/// The rank of the format that a rank of a text is. A title says which of two.
fn rank_word(rank: Rank, title: &str) -> Office {
    let title = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    match rank {
        Rank::Head if says(&["prime minister", "premier", "chancellor", "taoiseach"]) => {
            Office::HeadOfGovernment
        }
        Rank::Head => Office::HeadOfState,
        Rank::Minister if says(&["foreign", "secretary of state", "external affairs"]) => {
            Office::ForeignMinister
        }
        Rank::Minister => Office::Minister,
        Rank::SpecialEnvoy => Office::Envoy,
        Rank::DeputyMinister | Rank::Ambassador | Rank::SeniorOfficial => Office::SeniorOfficial,
        Rank::Official => Office::Official,
    }
}
