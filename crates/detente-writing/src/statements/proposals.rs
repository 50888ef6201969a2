//! Ideas put forward, how they reached whom, and who says otherwise.

use detente_case::{ClaimKind, LeverStatus, TransmissionMode};
use detente_evidence::{Draft, Evidence, Modality, Role, Said, Status};

use super::{Desk, basis, cite, issues::words_of, note, of_table};
use crate::{
    edit::{Key, Value},
    inbox::Entry,
};

impl Desk<'_> {
    /// An idea or an offer, with the term it would set where the text says of which issue it is.
    pub(super) fn proposal(&mut self, entry: &Entry) -> Vec<String> {
        let Said::Proposal { what, to, issue } = &entry.draft.said else { return Vec::new() };
        if entry.draft.modality == Modality::Negated {
            return self.not_so(entry, what);
        }
        let what = words_of(entry, what);
        let by = self.proposer(entry);
        let id = self.known.fresh("proposals", &what);
        let mut keys: Vec<Key> = vec![("name", Value::text(what.clone())), ("by", Value::texts([by]))];
        let mut became = Vec::new();
        if let Some(draft) = issue {
            let statements = self.take(draft);
            if let Some(issue) = of_table(&statements, "issues").map(str::to_owned) {
                let option = self.option_of(entry, &issue, &what);
                keys.push(("terms", Value::Map(vec![(issue, Value::text(option))])));
            }
        }
        keys.extend(basis(entry));
        became.push(self.add_worded(entry, "proposals", &id, keys));
        for name in to {
            if let Some(party) = self.party_named(name) {
                let sent = vec![
                    ("to", Value::text(party)),
                    ("mode", Value::word(TransmissionMode::Reported)),
                    cite(entry),
                ];
                self.item(entry, "proposals", &id, "sent", sent);
            }
        }
        became
    }

    /// Who put it forward: the actor, else the party of somebody without a name.
    fn proposer(&mut self, entry: &Entry) -> String {
        let actor = self.actor_of(&entry.draft);
        if actor != "unnamed" {
            return actor;
        }
        self.parties_of(&entry.draft).into_iter().next().unwrap_or(actor)
    }

    /// How a proposal reached somebody, and what became of it. That it was set aside is a status of the lever that it
    /// proposes, where it proposes one.
    pub(super) fn proposal_status(&mut self, entry: &Entry) -> Vec<String> {
        let Said::ProposalStatus { proposals, what } = &entry.draft.said else { return Vec::new() };
        let what = words_of(entry, what);
        let status = entry.draft.status;
        let denies = matches!(status, Some(Status::Denied));
        let claim =
            self.claim(entry, if denies { ClaimKind::Denial } else { ClaimKind::Statement }, &what, None);
        let mut became = vec![format!("claims.{claim}")];
        // What a text does not tie to a proposal is of none: a yes of years ago is no answer to what is offered today.
        for draft in proposals {
            let statements = self.take(draft);
            if let Some(id) = of_table(&statements, "proposals").map(str::to_owned)
                && self.sent(entry, &id, status)
            {
                became.push(format!("proposals.{id}"));
            }
            if status == Some(Status::Shelved) {
                became.extend(self.shelved(entry, draft));
            }
        }
        became.dedup();
        became
    }

    /// What is said of how a proposal reached the party that speaks.
    fn sent(&mut self, entry: &Entry, id: &str, status: Option<Status>) -> bool {
        let acknowledged = match status {
            Some(Status::Denied) => Some(false),
            Some(Status::Accepted | Status::NotAccepted) => Some(true),
            Some(Status::Offered) => None,
            Some(_) | None => return false,
        };
        let Some(to) = self.parties_of(&entry.draft).into_iter().next() else { return false };
        let there = self.case.proposals.contains_key(id) || self.new_statement_ref("proposals", id).is_some();
        if !there {
            return false;
        }
        let mut sent: Vec<Key> =
            vec![("to", Value::text(to.clone())), ("mode", Value::word(mode(&entry.draft)))];
        sent.extend(acknowledged.map(|yes| ("acknowledged", Value::Flag(yes))));
        let by = entry.draft.actor.as_deref().and_then(|actor| self.who(actor));
        sent.extend(by.map(|by| ("said_by", Value::text(by.id()))));
        sent.push(cite(entry));
        sent.extend(note(&entry.draft).map(|note| ("note", Value::text(note))));
        // What was reported to have reached the same party is said more exactly now.
        if let Some(new) = self.new_statement("proposals", id)
            && let Some((_, items)) = new.lists.iter_mut().find(|(list, _)| *list == "sent")
        {
            items.retain(|keys| !keys.contains(&("to", Value::text(to.clone()))));
        }
        self.item(entry, "proposals", id, "sent", sent);
        true
    }

    /// Levers of which the same words speak as the proposal are set aside with it.
    fn shelved(&mut self, entry: &Entry, proposal: &str) -> Vec<String> {
        let inbox = self.inbox;
        let Some(proposed) = inbox.entry(proposal) else { return Vec::new() };
        let levers = inbox.drafts.iter().filter(|one| {
            matches!(one.draft.said, Said::Lever { .. })
                && one.source == proposed.source
                && !one.is_rejected()
                && overlap(carries(one), carries(proposed))
        });
        let levers: Vec<_> = levers.map(|one| one.draft.id.clone()).collect();
        let mut became = Vec::new();
        for lever in levers {
            let statements = self.take(&lever);
            if let Some(id) = of_table(&statements, "levers").map(str::to_owned) {
                let mut status = vec![("is", Value::word(LeverStatus::Shelved)), cite(entry)];
                status.extend(note(&entry.draft).map(|note| ("note", Value::text(note))));
                self.item(entry, "levers", &id, "status", status);
                became.push(format!("levers.{id}"));
            }
        }
        became
    }
}

/// The words that say what is proposed or threatened: the content, else all that carries the draft.
fn carries(entry: &Entry) -> Option<&Evidence> {
    let content = entry.draft.evidence.iter().find(|one| one.role == Role::Content);
    content.or_else(|| entry.draft.primary())
}

fn overlap(one: Option<&Evidence>, other: Option<&Evidence>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.start < other.end && other.start < one.end)
}

/// In which way a text says that a proposal did or did not arrive: that nothing was formally put to somebody says nothing
/// of another way.
fn mode(draft: &Draft) -> TransmissionMode {
    let words = draft.evidence.iter().flat_map(|one| one.text.split_whitespace());
    let formal = words.into_iter().any(|word| {
        ["formally", "officially"].contains(&word.trim_matches(|one: char| !one.is_alphabetic()))
    });
    if formal { TransmissionMode::Formal } else { TransmissionMode::Reported }
}
