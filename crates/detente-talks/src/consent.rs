//! Who must agree, and who of them sits in which room.

use detente_case::{Case, MeetingId, PartyId, PartyRole};
use serde::Serialize;

use crate::{Reference, attendance_is_said, present, takes_place, who::distinct};

/// Whose consent makes the instrument exist, room by room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent<'a> {
    /// The parties without whose yes the instrument does not exist.
    pub required: Vec<&'a PartyId>,
    /// Where that is said.
    pub said: Reference<'a>,
    /// The parties that fight.
    pub belligerents: Vec<&'a PartyId>,
    /// Every meeting of the case.
    pub rooms: Vec<RoomConsent<'a>>,
    /// Meetings that take place and hold all who must agree; always empty when nobody is required.
    pub rooms_with_all_required: Vec<&'a MeetingId>,
    /// Meetings that take place and hold all belligerents; always empty when nobody fights.
    pub rooms_with_all_belligerents: Vec<&'a MeetingId>,
}

/// Who of those who must agree sits in one room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoomConsent<'a> {
    /// The room.
    pub meeting: &'a MeetingId,
    /// Whether it was not called off.
    pub takes_place: bool,
    /// Required parties that sit in it.
    pub present: Vec<Seat<'a>>,
    /// Required parties that do not.
    pub missing: Vec<&'a PartyId>,
    /// Required parties of which nobody says whether they do: all of them where no delegation is listed.
    pub not_said: Vec<&'a PartyId>,
}

/// A party's place in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Seat<'a> {
    /// The party.
    pub party: &'a PartyId,
    /// Where its delegation is reported.
    pub said: Reference<'a>,
}

/// Who must agree and where they meet.
#[must_use]
pub fn consent(case: &Case) -> Consent<'_> {
    let required = distinct(&case.instrument.consent);
    let fights =
        |id: &&PartyId| case.parties.get(*id).is_some_and(|party| party.role == PartyRole::Belligerent);
    let belligerents: Vec<_> = case.parties.keys().filter(fights).collect();
    let rooms = case.meetings.iter().map(|(id, meeting)| {
        let seat =
            |party: &&'_ PartyId| meeting.delegations.iter().find(|delegation| delegation.party == **party);
        RoomConsent {
            meeting: id,
            takes_place: takes_place(meeting),
            present: (required.iter())
                .filter_map(|party| seat(party).map(|found| Seat { party, said: Reference(&found.origin) }))
                .collect(),
            missing: (required.iter().copied())
                .filter(|party| attendance_is_said(meeting) && seat(party).is_none())
                .collect(),
            not_said: if attendance_is_said(meeting) { Vec::new() } else { required.clone() },
        }
    });
    Consent {
        said: Reference(&case.instrument.origin),
        rooms: rooms.collect(),
        rooms_with_all_required: rooms_that_hold(case, &required),
        rooms_with_all_belligerents: rooms_that_hold(case, &belligerents),
        required,
        belligerents,
    }
}

/// The meetings that take place and in which every one of `parties` sits; none when `parties` is empty.
fn rooms_that_hold<'a>(case: &'a Case, parties: &[&PartyId]) -> Vec<&'a MeetingId> {
    let holds = |meeting| {
        let there = present(meeting);
        parties.iter().all(|party| there.contains(party))
    };
    let rooms = case.meetings.iter().filter(|(_, meeting)| takes_place(meeting) && holds(meeting));
    if parties.is_empty() { Vec::new() } else { rooms.map(|(id, _)| id).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn london_holds_one_of_the_two_who_must_agree() {
        let case = fixture::london();
        let consent = consent(&case);
        let london = &consent.rooms[0];
        assert_eq!(london.present.iter().map(|seat| seat.party.as_str()).collect::<Vec<_>>(), ["ua"]);
        assert_eq!(london.missing.iter().map(|party| party.as_str()).collect::<Vec<_>>(), ["ru"]);
        assert_eq!(consent.said.keys(), ["npr#1"]);
    }

    #[test]
    fn no_room_holds_both_belligerents_until_one_does() {
        let mut case = fixture::london();
        assert!(consent(&case).rooms_with_all_belligerents.is_empty());
        fixture::meeting_mut(&mut case, "moscow").delegations.push(fixture::delegation("ua", 7));
        assert_eq!(consent(&case).rooms_with_all_belligerents, [&MeetingId::new("moscow")]);
        assert_eq!(consent(&case).rooms_with_all_required, [&MeetingId::new("moscow")]);
    }

    #[test]
    fn where_no_delegation_is_listed_nobody_is_missing() {
        let mut case = fixture::london();
        fixture::meeting_mut(&mut case, "moscow").delegations.clear();
        let consent = consent(&case);
        let moscow = consent.rooms.iter().find(|room| room.meeting.as_str() == "moscow").expect("the room");
        assert!(moscow.present.is_empty() && moscow.missing.is_empty());
        assert_eq!(moscow.not_said, consent.required);
    }

    #[test]
    fn a_room_called_off_holds_nobody() {
        let mut case = fixture::london();
        let moscow = fixture::meeting_mut(&mut case, "moscow");
        moscow.delegations.push(fixture::delegation("ua", 7));
        moscow.history.push(fixture::event(
            detente_case::MeetingStatus::Cancelled,
            detente_case::Signal::Cooler,
            7,
        ));
        assert!(consent(&case).rooms_with_all_required.is_empty());
    }

    #[test]
    fn where_nobody_must_agree_no_room_is_complete() {
        let mut case = fixture::london();
        case.instrument.consent.clear();
        assert!(consent(&case).rooms_with_all_required.is_empty());
    }
}
