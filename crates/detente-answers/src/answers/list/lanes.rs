//! Series of meetings, and what happened to each.

use detente_case::{Meeting, MeetingStatus, PartyId, RankRange, Signal};
use jiff::civil::Date;
use serde::Serialize;

use crate::{question::Question, text::Reference};

/// A track: one lane of the timeline.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Lane {
    /// The track.
    track: String,
    /// Its name.
    name: String,
    /// Who takes part in it.
    parties: Vec<PartyId>,
    /// Its meetings.
    meetings: Vec<Held>,
}

/// A meeting.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Held {
    /// The meeting.
    meeting: String,
    /// Its name.
    name: String,
    /// The first day it can be.
    from: Date,
    /// The last day it can be.
    to: Date,
    /// The day in the words of the source.
    words: Option<String>,
    /// Its number in a series.
    sequence: Option<u32>,
    /// Who sits there as planned, and who in the end.
    seats: Vec<Seat>,
    /// What was planned and what became of it, in order.
    events: Vec<Event>,
    /// Where it is said.
    reference: Reference,
}

/// A seat as planned and in the end.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Seat {
    /// The party.
    party: PartyId,
    /// Who was expected to lead; absent when not said.
    planned: Option<String>,
    /// Who leads; absent when not said.
    actual: Option<String>,
}

/// Something that happened to a meeting.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Event {
    /// What.
    status: MeetingStatus,
    /// What exactly.
    note: Option<String>,
    /// Whether it points towards agreement.
    signal: Signal,
    /// Where it is said.
    reference: Reference,
}

/// Every track that the view sees.
pub(super) fn build(question: &Question) -> Vec<Lane> {
    let case = &question.case;
    let lane = |(id, track): (&detente_case::TrackId, &detente_case::Track)| Lane {
        track: id.to_string(),
        name: track.name.clone(),
        parties: track.parties.clone(),
        meetings: case
            .meetings
            .iter()
            .filter(|(_, meeting)| meeting.track == *id)
            .map(|(id, meeting)| held(question, id.as_str(), meeting))
            .collect(),
    };
    case.tracks.iter().map(lane).collect()
}

fn held(question: &Question, id: &str, meeting: &Meeting) -> Held {
    let person = |id: &detente_case::PersonId| {
        question.whole.people.get(id).map_or_else(|| id.to_string(), |person| person.name.clone())
    };
    let rank = |rank: RankRange| {
        if rank.low == rank.high { rank.low.to_string() } else { format!("{} to {}", rank.low, rank.high) }
    };
    Held {
        meeting: id.to_owned(),
        name: meeting.name.clone(),
        from: meeting.when.from,
        to: meeting.when.to,
        words: meeting.when.words.clone(),
        sequence: meeting.sequence,
        seats: meeting
            .delegations
            .iter()
            .map(|delegation| Seat {
                party: delegation.party.clone(),
                planned: delegation
                    .expected
                    .as_ref()
                    .map(person)
                    .or_else(|| delegation.expected_rank.map(rank)),
                actual: delegation.head.as_ref().map(person).or_else(|| delegation.rank.map(rank)),
            })
            .collect(),
        events: meeting
            .history
            .iter()
            .map(|event| Event {
                status: event.status,
                note: event.note.clone(),
                signal: event.signal,
                reference: question.reference(&event.origin),
            })
            .collect(),
        reference: question.reference(&meeting.origin),
    }
}
