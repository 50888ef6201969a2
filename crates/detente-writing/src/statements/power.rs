//! What moves whom: levers, threats and their deadlines.

use detente_case::{ClaimKind, LeverKind, LeverStatus};
use detente_evidence::{Evidence, Lever, Modality, Said, Status};

use super::{Desk, basis, cite, issues::words_of, note, of_table, when::when};
use crate::{
    digest::one_line,
    edit::{Key, Value},
    inbox::Entry,
};

impl<'a> Desk<'a> {
    /// A lever, and a threat where its use hangs on something.
    pub(super) fn lever(&mut self, entry: &Entry) -> Vec<String> {
        let Said::Lever { lever, what, target, condition, deadline } = &entry.draft.said else {
            return Vec::new();
        };
        // What was taken back was a lever once; what is denied, or not done, is none.
        if entry.draft.modality == Modality::Negated && entry.draft.status != Some(Status::Shelved) {
            return self.not_so(entry, what);
        }
        if entry.draft.status == Some(Status::Shelved)
            && let Some(became) = self.taken_back(entry, *lever, what)
        {
            return became;
        }
        let deadline =
            deadline.clone().or_else(|| self.within(entry, |said| matches!(said, Said::Deadline { .. })));
        let what = words_of(entry, what);
        let draft = &entry.draft;
        let parties = self.parties_of(draft);
        let owner = parties.first().cloned().unwrap_or_else(|| self.actor_of(draft));
        let targets = self.parties_named(target);
        let id = self.known.fresh("levers", &what);
        let mut keys: Vec<Key> = vec![("name", Value::text(what)), ("owner", Value::text(owner))];
        if let [one] = targets.as_slice() {
            keys.push(("target", Value::text(one.clone())));
        }
        keys.push(("kind", Value::word(kind(*lever))));
        keys.extend(basis(entry));
        let mut became = vec![self.add(entry, "levers", &id, keys)];
        let mut status = vec![("is", Value::word(stage(*lever, draft.modality, draft.status)))];
        status.push(cite(entry));
        status.extend(note(draft).map(|note| ("note", Value::text(note))));
        self.item(entry, "levers", &id, "status", status);
        let issuer = parties.first().cloned();
        let hangs = condition.as_deref().filter(|condition| !condition.trim().is_empty());
        let hangs = hangs.map(|condition| words_of(entry, condition));
        if let Some((issuer, trigger)) = issuer.zip(hangs) {
            let limit = deadline.as_ref().and_then(|draft| self.limit(draft));
            became.extend(self.threat(entry, &id, &issuer, targets, trigger, limit));
            if let Some(draft) = deadline.filter(|draft| self.inbox.entry(draft).is_some_and(Entry::waits)) {
                self.became.entry(draft).or_insert_with(|| became.clone());
            }
        }
        became
    }

    /// A draft whose words stand within those of this one.
    fn within(&self, entry: &Entry, is: fn(&Said) -> bool) -> Option<String> {
        self.near(entry, is, |outer, inner| (outer, inner))
    }

    /// A draft within whose words those of this one stand.
    fn around(&self, entry: &Entry, is: fn(&Said) -> bool) -> Option<String> {
        self.near(entry, is, |inner, outer| (outer, inner))
    }

    /// A draft of the same text, by which of the two holds the other's words.
    fn near<'e>(
        &self,
        entry: &'e Entry,
        is: fn(&Said) -> bool,
        nested: fn(&'e Evidence, &'e Evidence) -> (&'e Evidence, &'e Evidence),
    ) -> Option<String>
    where
        'a: 'e,
    {
        let own = entry.draft.primary()?;
        let others =
            self.inbox.drafts.iter().filter(|other| other.source == entry.source && is(&other.draft.said));
        let mut others = others.filter(|other| !other.is_rejected());
        let found = others.find(|other| {
            other.draft.primary().is_some_and(|words| {
                let (outer, inner) = nested(own, words);
                outer.start <= inner.start && inner.end <= outer.end
            })
        });
        found.map(|other| other.draft.id.clone())
    }

    /// The days of the deadline of a draft that was not rejected.
    fn limit(&self, draft: &str) -> Option<Value> {
        let entry = self.inbox.entry(draft)?;
        if entry.is_rejected() {
            return None;
        }
        match &entry.draft.said {
            Said::Deadline { when: limit, .. } => {
                Some(when(Some(limit), self.day_of(entry), Modality::Planned))
            }
            _ => None,
        }
    }

    /// A threat to those whom the text names. Where it names nobody, the case says nothing of that: a threat then may move
    /// all whose yes it takes, and without one of them it is none.
    fn threat(
        &mut self,
        entry: &Entry,
        lever: &str,
        issuer: &str,
        targets: Vec<String>,
        trigger: String,
        limit: Option<Value>,
    ) -> Option<String> {
        let said = !targets.is_empty();
        let mut to = if said { targets } else { self.consenters() };
        to.retain(|party| *party != issuer);
        if to.is_empty() {
            return None;
        }
        let id = self.known.fresh("ultimatums", lever);
        let mut keys: Vec<Key> = vec![("issuer", Value::text(issuer))];
        let speaker = entry.draft.actor.as_deref().and_then(|actor| self.who(actor));
        keys.extend(speaker.filter(|who| who.id() != issuer).map(|who| ("said_by", Value::text(who.id()))));
        if said {
            keys.push(("addressed_to", Value::texts(to)));
        }
        keys.push(("trigger", Value::text(trigger)));
        keys.push(("trigger_defined", Value::Flag(false)));
        keys.extend(limit.map(|limit| ("deadline", limit)));
        keys.push(("consequence", Value::text(lever)));
        keys.push(cite(entry));
        Some(self.add(entry, "ultimatums", &id, keys))
    }

    /// A limit in time: of the threat that follows it, else something that was said.
    pub(super) fn deadline(&mut self, entry: &Entry) -> Vec<String> {
        let Said::Deadline { when: limit, what, consequence } = &entry.draft.said else { return Vec::new() };
        let around = || self.around(entry, |said| matches!(said, Said::Lever { condition: Some(_), .. }));
        let lever = consequence.clone().or_else(around);
        let statements = lever.map(|draft| self.take(&draft)).unwrap_or_default();
        if let Some(id) = of_table(&statements, "ultimatums").map(str::to_owned) {
            let old = self.case.ultimatums.get(id.as_str());
            if old.is_some_and(|old| old.deadline.is_none())
                || self.new_statement_ref("ultimatums", &id).is_some()
            {
                self.key(
                    "ultimatums",
                    &id,
                    "deadline",
                    when(Some(limit), self.day_of(entry), Modality::Planned),
                );
            }
            return vec![format!("ultimatums.{id}")];
        }
        let words = one_line(&limit.words);
        let what = words_of(entry, what);
        let says = if words.is_empty() || what.contains(&words) { what } else { format!("{what}: {words}") };
        vec![format!("claims.{}", self.claim(entry, ClaimKind::Statement, &says, None))]
    }
}

pub(super) const fn kind(lever: Lever) -> LeverKind {
    match lever {
        Lever::WalkAway => LeverKind::Exit,
        Lever::Sanctions | Lever::EndOfAid | Lever::Strike | Lever::Force | Lever::Threat => {
            LeverKind::Pressure
        }
        Lever::Aid => LeverKind::Support,
        Lever::Inducement => LeverKind::Inducement,
    }
}

/// Where a lever stands, by what it is and how the text stands to it: only what is said to be done is in use.
pub(super) const fn stage(lever: Lever, modality: Modality, status: Option<Status>) -> LeverStatus {
    let threatens =
        matches!(lever, Lever::WalkAway | Lever::EndOfAid | Lever::Strike | Lever::Force | Lever::Threat);
    match (status, modality) {
        (_, Modality::Negated) => LeverStatus::Withdrawn,
        (Some(Status::Shelved), _) => LeverStatus::Shelved,
        (Some(Status::Offered), _) => LeverStatus::Offered,
        (_, Modality::Asserted) if !threatens => LeverStatus::InUse,
        _ if threatens => LeverStatus::Threatened,
        _ => LeverStatus::Proposed,
    }
}
