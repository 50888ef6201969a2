//! Who meets whom: tracks, meetings, delegations and contacts.

use crate::{
    Actor, ContactKind, Mandate, MeetingStatus, Origin, PartyId, PersonId, Rank, Signal, TrackId, When,
};

/// A series of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Its name.
    pub name: String,
    /// Who takes part in it.
    pub parties: Vec<PartyId>,
    /// Where this is said.
    pub origin: Origin,
}

/// One meeting, with everything that was planned and changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Its name.
    pub name: String,
    /// The track it belongs to.
    pub track: TrackId,
    /// When.
    pub when: When,
    /// Where.
    pub place: Option<String>,
    /// Who hosts it in the end, where known.
    pub host: Option<Actor>,
    /// Its number in a series, such as the fourth visit.
    pub sequence: Option<u32>,
    /// Who announced it.
    pub announced_by: Option<Actor>,
    /// Planned, changed, held; in order.
    pub history: Vec<MeetingEvent>,
    /// Who sits there for whom.
    pub delegations: Vec<Delegation>,
    /// Where this is said.
    pub origin: Origin,
}

/// Something that happened to a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingEvent {
    /// What.
    pub status: MeetingStatus,
    /// What exactly, in our words.
    pub note: Option<String>,
    /// The host from then on, or the host intended.
    pub host: Option<Actor>,
    /// How long before the meeting, in words of the source.
    pub lead: Option<String>,
    /// Whether it points towards agreement.
    pub signal: Signal,
    /// Where this is said.
    pub origin: Origin,
}

/// Who sits in a meeting for a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// The party.
    pub party: PartyId,
    /// Who leads it, where known.
    pub head: Option<PersonId>,
    /// The rank of its head as far as known; the head's office unless given.
    pub rank: Option<RankRange>,
    /// Who was expected to lead it.
    pub expected: Option<PersonId>,
    /// The rank expected; the expected person's office unless given.
    pub expected_rank: Option<RankRange>,
    /// What it may decide; `None` when no source says.
    pub mandate: Option<Mandate>,
    /// How long before the meeting it changed.
    pub lead: Option<String>,
    /// Where this is said.
    pub origin: Origin,
}

/// A rank known only within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct RankRange {
    /// The lowest it can be.
    pub low: Rank,
    /// The highest it can be.
    pub high: Rank,
}

/// A contact outside the meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// How.
    pub kind: ContactKind,
    /// Between whom.
    pub between: Vec<Actor>,
    /// When.
    pub when: When,
    /// How it went.
    pub signal: Signal,
    /// The source's own reservation about that, such as "seemingly".
    pub hedge: Option<String>,
    /// Where this is said.
    pub origin: Origin,
}
