//! Who meets whom.

use super::row::Row;
use crate::{Contact, Delegation, Meeting, MeetingEvent, Origin, PersonId, Signal, Track, TrackId};

pub(super) fn track(id: &str, row: Row<'_>) -> Track {
    Track {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        parties: row.parties("parties"),
        origin: row.origin(),
    }
}

pub(super) fn meeting(id: &str, row: Row<'_>) -> Option<Meeting> {
    let origin = row.origin();
    Some(Meeting {
        name: row.text("name").unwrap_or_else(|| id.to_string()),
        track: row.name("track", "tracks", TrackId::new)?,
        when: row.when("when")?,
        place: row.text("place"),
        host: row.actor("host"),
        sequence: row.count("sequence"),
        announced_by: row.actor("announced_by"),
        history: row.parts("history").into_iter().filter_map(|row| event(row, &origin)).collect(),
        delegations: row
            .parts("delegations")
            .into_iter()
            .filter_map(|row| delegation(row, &origin))
            .collect(),
        origin,
    })
}

fn event(row: Row<'_>, around: &Origin) -> Option<MeetingEvent> {
    Some(MeetingEvent {
        status: row.word("status")?,
        note: row.text("note"),
        host: row.actor("host"),
        lead: row.text("lead"),
        signal: row.word("signal").unwrap_or(Signal::Neutral),
        origin: row.origin_within(around),
    })
}

fn delegation(row: Row<'_>, around: &Origin) -> Option<Delegation> {
    Some(Delegation {
        party: row.party("party")?,
        head: row.name("head", "people", PersonId::new),
        rank: row.ranks("rank"),
        expected: row.name("expected", "people", PersonId::new),
        expected_rank: row.ranks("expected_rank"),
        mandate: row.word("mandate"),
        lead: row.text("lead"),
        origin: row.origin_within(around),
    })
}

pub(super) fn contact(_: &str, row: Row<'_>) -> Option<Contact> {
    Some(Contact {
        kind: row.word("kind")?,
        between: row.actors("between"),
        when: row.when("when")?,
        signal: row.word("signal").unwrap_or(Signal::Neutral),
        hedge: row.text("hedge"),
        origin: row.origin(),
    })
}
