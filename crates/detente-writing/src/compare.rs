//! A second text for a case: what it repeats and what it contradicts.

use detente_evidence::{Change, Draft, Modality, Said, Status, Strength};
use serde::Serialize;

use crate::{
    inbox::{Entry, Inbox, Text},
    statements::{alike, measures, plain, says_no},
};

/// From how much of the shorter text on two drafts speak of one thing, in percent.
const ABOUT_THE_SAME: usize = 60;

/// From how many sentences in common on a text is taken for a copy, and from what share of it, in percent.
const COPIED: (usize, usize) = (3, 50);

/// An earlier draft against which a new one stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Against {
    /// The new draft.
    pub new: String,
    /// The earlier one.
    pub earlier: String,
    /// The source of the earlier one.
    pub source: String,
    /// The words of the earlier one.
    pub words: String,
}

/// The source of which a text repeats the sentences, and how many.
#[must_use]
pub fn repeated_from(inbox: &Inbox, text: &Text) -> Option<(String, usize)> {
    let common = |other: &Text| text.sentences.iter().filter(|mark| other.sentences.contains(mark)).count();
    let others = inbox.texts.iter().filter(|other| other.sha256 != text.sha256);
    let (count, other) = others.map(|other| (common(other), other)).max_by_key(|(count, _)| *count)?;
    let (least, share) = COPIED;
    let enough = count >= least && count * 100 >= text.sentences.len() * share;
    // Copies of copies are copies of the first.
    let original = other.derived_from.clone().unwrap_or_else(|| other.source.clone());
    enough.then_some((original, count))
}

/// What the drafts of these names stand against, among those of other texts that nobody has rejected.
#[must_use]
pub fn compare(inbox: &Inbox, new: &[String]) -> Vec<Against> {
    let mut found = Vec::new();
    for entry in new.iter().filter_map(|id| inbox.entry(id)) {
        let earlier = inbox.drafts.iter().filter(|other| {
            other.source != entry.source && !other.is_rejected() && contradicts(entry, other, inbox)
        });
        found.extend(earlier.map(|other| Against {
            new: entry.draft.id.clone(),
            earlier: other.draft.id.clone(),
            source: other.source.clone(),
            words: other.draft.primary().map(|one| one.text.clone()).unwrap_or_default(),
        }));
    }
    found
}

/// Whether two drafts say of one thing what cannot both be so.
fn contradicts(one: &Entry, other: &Entry, inbox: &Inbox) -> bool {
    let (a, b) = (&one.draft, &other.draft);
    match (&a.said, &b.said) {
        (Said::Attendance { meeting: first, .. }, Said::Attendance { meeting: second, .. }) => {
            same_people(a, b)
                && comes(a).zip(comes(b)).is_some_and(|(a, b)| a != b)
                && same_meeting(first.as_ref(), second.as_ref(), inbox)
        }
        (Said::Meeting { place: Some(first), .. }, Said::Meeting { place: Some(second), .. }) => {
            plain(first) == plain(second) && takes_place(a).zip(takes_place(b)).is_some_and(|(a, b)| a != b)
        }
        (Said::ProposalStatus { what: first, .. }, Said::ProposalStatus { what: second, .. }) => {
            reached(a).zip(reached(b)).is_some_and(|(a, b)| a != b) && alike(first, second) >= ABOUT_THE_SAME
        }
        (Said::Position { .. } | Said::RedLine { .. }, Said::Position { .. } | Said::RedLine { .. }) => {
            same_people(a, b)
                && wants(a).zip(wants(b)).is_some_and(|((a, first), (b, second))| {
                    (a != b || a && differ(first, second)) && alike(first, second) >= ABOUT_THE_SAME
                })
        }
        (Said::Statement { content: Some(first), .. }, Said::Statement { content: Some(second), .. }) => {
            let no = |draft: &Draft, content: &str| (draft.modality == Modality::Negated) != says_no(content);
            let same = same_people(a, b) || plain(first) == plain(second);
            same && no(a, first) != no(b, second) && alike(first, second) >= ABOUT_THE_SAME
        }
        (Said::Proposal { what: first, .. }, Said::Proposal { what: second, .. }) => {
            let negated = |draft: &Draft| draft.modality == Modality::Negated;
            let other = negated(a) != negated(b) || !negated(a) && differ(first, second);
            same_people(a, b) && other && alike(first, second) >= ABOUT_THE_SAME
        }
        (Said::Lever { what: first, .. }, Said::Lever { what: second, .. }) => {
            same_people(a, b) && stands(a) != stands(b) && alike(first, second) >= ABOUT_THE_SAME
        }
        (
            Said::MeetingChange { change: Change::CalledOff, meeting, .. },
            Said::Meeting { place: Some(place), .. },
        ) => {
            let off = meeting.as_ref().and_then(|id| inbox.entry(id)).map(|entry| &entry.draft);
            takes_place(b) == Some(true)
                && a.modality != Modality::Negated
                && off.is_some_and(|off| off.id == b.id || at(off) == Some(plain(place)) && same_day(off, b))
        }
        _ => false,
    }
}

/// Whether two texts measure something otherwise: both name numbers or days, and not the same.
fn differ(one: &str, other: &str) -> bool {
    let (one, other) = (measures(one), measures(other));
    !one.is_empty() && !other.is_empty() && one != other
}

/// Whether a lever is one still: neither denied nor taken back.
fn stands(draft: &Draft) -> bool {
    draft.modality != Modality::Negated && draft.status != Some(Status::Shelved)
}

/// Where a meeting is.
fn at(draft: &Draft) -> Option<String> {
    match &draft.said {
        Said::Meeting { place, .. } => place.as_deref().map(plain),
        _ => None,
    }
}

/// Whether two meetings can be on one day, as far as the texts say.
fn same_day(one: &Draft, other: &Draft) -> bool {
    let days = |draft: &Draft| match &draft.said {
        Said::Meeting { when: Some(when), .. } => when.from.zip(when.to.or(when.from)),
        _ => None,
    };
    days(one).zip(days(other)).is_none_or(|(one, other)| one.0 <= other.1 && other.0 <= one.1)
}

fn same_people(one: &Draft, other: &Draft) -> bool {
    match (&one.actor, &other.actor) {
        (Some(one), Some(other)) => plain(one) == plain(other),
        _ => !one.party.0.is_empty() && one.party.0.iter().any(|party| other.party.0.contains(party)),
    }
}

/// Whether two attendances are of one meeting, as far as the texts say: both say the place, and it is the same.
fn same_meeting(one: Option<&String>, other: Option<&String>, inbox: &Inbox) -> bool {
    let place =
        |draft: Option<&String>| match draft.and_then(|id| inbox.entry(id)).map(|entry| &entry.draft.said) {
            Some(Said::Meeting { place, .. }) => place.as_deref().map(plain),
            Some(_) | None => None,
        };
    match (place(one), place(other)) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => false,
    }
}

fn comes(draft: &Draft) -> Option<bool> {
    match draft.status? {
        Status::Attending => Some(true),
        Status::Absent | Status::Cancelled | Status::NotInvited => Some(false),
        Status::Left
        | Status::Planned
        | Status::Held
        | Status::CalledOff
        | Status::Offered
        | Status::Accepted
        | Status::NotAccepted
        | Status::Denied
        | Status::Shelved => None,
    }
}

fn takes_place(draft: &Draft) -> Option<bool> {
    match draft.status? {
        Status::Planned | Status::Held => Some(true),
        Status::CalledOff | Status::Cancelled => Some(false),
        Status::Attending
        | Status::Absent
        | Status::NotInvited
        | Status::Left
        | Status::Offered
        | Status::Accepted
        | Status::NotAccepted
        | Status::Denied
        | Status::Shelved => None,
    }
}

fn reached(draft: &Draft) -> Option<bool> {
    match draft.status? {
        Status::Offered | Status::Accepted => Some(true),
        Status::Denied | Status::NotAccepted => Some(false),
        Status::Attending
        | Status::Absent
        | Status::Cancelled
        | Status::NotInvited
        | Status::Left
        | Status::Planned
        | Status::Held
        | Status::CalledOff
        | Status::Shelved => None,
    }
}

/// Whether a party is for something, and for what.
fn wants(draft: &Draft) -> Option<(bool, &str)> {
    let negated = draft.modality == Modality::Negated;
    match &draft.said {
        Said::Position { what, strength, .. } => Some(((*strength != Strength::Opposes) != negated, what)),
        Said::RedLine { what, .. } => Some((negated, what)),
        _ => None,
    }
}
