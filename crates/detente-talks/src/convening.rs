//! Which pairs of parties sit together somewhere, and which nowhere.

use detente_case::{Case, MeetingId, MeetingStatus, PartyId, When};
use serde::Serialize;

use crate::{present, status, takes_place};

/// Parties against meetings, and every pair of parties against both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Convening<'a> {
    /// All who must agree, belong to a track or sit in a meeting, in the order of the file.
    pub parties: Vec<&'a PartyId>,
    /// Every meeting, with who sits in it.
    pub rooms: Vec<Room<'a>>,
    /// Every pair of `parties`.
    pub dyads: Vec<Dyad<'a>>,
    /// How many pairs meet somewhere.
    pub covered: usize,
    /// How many pairs meet nowhere.
    pub uncovered: usize,
}

/// One meeting as a set of pairs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Room<'a> {
    /// The meeting.
    pub meeting: &'a MeetingId,
    /// When it is.
    pub when: &'a When,
    /// Where it stands.
    pub status: Option<MeetingStatus>,
    /// Who sits in it.
    pub present: Vec<&'a PartyId>,
    /// How many pairs it brings together; none when it was called off.
    pub dyads: usize,
    /// How many pairs meet in this meeting and in no other.
    pub only_here: usize,
}

/// A pair of parties and the meetings that bring it together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dyad<'a> {
    /// One party, the earlier in the file.
    pub first: &'a PartyId,
    /// The other.
    pub second: &'a PartyId,
    /// Meetings in which both sit; empty when nobody brings them together.
    pub meetings: Vec<&'a MeetingId>,
}

impl<'a> Convening<'a> {
    /// The pairs that no meeting brings together.
    pub fn nowhere(&self) -> impl Iterator<Item = &Dyad<'a>> {
        self.dyads.iter().filter(|dyad| dyad.meetings.is_empty())
    }

    /// For each party with pairs that meet nowhere, whom it does not meet; each pair stands under one party
    /// only, the one that lacks most, so that the list is short.
    #[must_use]
    pub fn nowhere_by_party(&self) -> Vec<(&'a PartyId, Vec<&'a PartyId>)> {
        let mut left: Vec<_> = self.nowhere().map(|dyad| (dyad.first, dyad.second)).collect();
        let mut groups = Vec::new();
        let lacks = |pairs: &[(&PartyId, &PartyId)], party: &PartyId| {
            pairs.iter().filter(|(first, second)| *first == party || *second == party).count()
        };
        // `max_by_key` keeps the last of equals: reversed, the first in the file wins.
        while let Some(party) = self.parties.iter().rev().max_by_key(|party| lacks(&left, party)) {
            let (own, rest): (Vec<_>, _) =
                left.iter().partition(|(first, second)| first == party || second == party);
            if own.is_empty() {
                break;
            }
            left = rest;
            let others = own.into_iter().map(|(first, second)| if first == *party { second } else { first });
            groups.push((*party, others.collect()));
        }
        groups
    }
}

/// Who meets whom.
#[must_use]
pub fn convening(case: &Case) -> Convening<'_> {
    let parties = concerned(case);
    let seated: Vec<_> = case.meetings.iter().filter(|(_, meeting)| takes_place(meeting)).collect();
    let mut dyads = Vec::new();
    for (index, first) in parties.iter().copied().enumerate() {
        for second in parties.iter().copied().skip(index + 1) {
            let together = seated.iter().filter(|(_, meeting)| {
                let sits =
                    |party: &PartyId| meeting.delegations.iter().any(|delegation| delegation.party == *party);
                sits(first) && sits(second)
            });
            dyads.push(Dyad { first, second, meetings: together.map(|(id, _)| *id).collect() });
        }
    }
    let rooms = case.meetings.iter().map(|(id, meeting)| Room {
        meeting: id,
        when: &meeting.when,
        status: status(meeting),
        present: present(meeting),
        dyads: dyads.iter().filter(|dyad| dyad.meetings.contains(&id)).count(),
        only_here: dyads.iter().filter(|dyad| dyad.meetings == [id]).count(),
    });
    let uncovered = dyads.iter().filter(|dyad| dyad.meetings.is_empty()).count();
    Convening { rooms: rooms.collect(), covered: dyads.len() - uncovered, uncovered, parties, dyads }
}

/// All who must agree, belong to a track or sit in a meeting, in the order of the file.
#[must_use]
pub fn concerned(case: &Case) -> Vec<&PartyId> {
    let takes_part = |id: &&PartyId| {
        case.instrument.consent.contains(id)
            || case.tracks.values().any(|track| track.parties.contains(id))
            || case.meetings.values().any(|meeting| present(meeting).contains(id))
    };
    case.parties.keys().filter(takes_part).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    #[test]
    fn london_covers_ten_of_fifteen_pairs_moscow_one_nobody_four() {
        let case = fixture::london();
        let convening = convening(&case);
        assert_eq!(convening.dyads.len(), 15);
        assert_eq!(convening.rooms.iter().map(|room| room.dyads).collect::<Vec<_>>(), [10, 1]);
        let lacking = convening.nowhere_by_party();
        assert_eq!(lacking.len(), 1);
        let (party, others) = &lacking[0];
        assert_eq!(party.as_str(), "ru");
        let others: Vec<_> = others.iter().map(|other| other.as_str()).collect();
        assert_eq!(others, ["ua", "uk", "fr", "de"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// Oracle: for each ordered pair and meeting, look for both in the list of seats.
        #[test]
        fn pairs_are_those_of_a_double_loop((parties, rooms) in fixture::rooms()) {
            let case = fixture::with_rooms(parties, &rooms);
            let convening = convening(&case);
            let mut expected = 0;
            for first in 0..parties {
                for second in first + 1..parties {
                    let meetings: Vec<_> = rooms
                        .iter()
                        .enumerate()
                        .filter(|(_, room)| room.contains(&first) && room.contains(&second))
                        .map(|(index, _)| format!("m{index}"))
                        .collect();
                    expected += usize::from(!meetings.is_empty());
                    let dyad = convening.dyads.iter().find(|dyad| {
                        dyad.first.as_str() == format!("p{first}") && dyad.second.as_str() == format!("p{second}")
                    });
                    let found: Option<Vec<_>> =
                        dyad.map(|dyad| dyad.meetings.iter().map(ToString::to_string).collect());
                    prop_assert_eq!(found, Some(meetings));
                }
            }
            prop_assert_eq!(convening.covered, expected);
            prop_assert_eq!(convening.covered + convening.uncovered, parties * (parties - 1) / 2);
            let listed: usize = convening.nowhere_by_party().iter().map(|(_, others)| others.len()).sum();
            prop_assert_eq!(listed, convening.uncovered);
        }
    }
}
