//! Who is in a room, and for whom somebody speaks.

use detente_case::{Actor, Case, Meeting, MeetingStatus, PartyId};
use jiff::civil::Date;

/// Whether an actor speaks for the party.
#[must_use]
pub fn speaks_for(case: &Case, actor: &Actor, party: &PartyId) -> bool {
    parties_of(case, actor).contains(&party)
}

/// The parties an actor speaks for: itself, the members of a bloc, the party of a person's first office, the
/// party of an institution; none for `unnamed`.
#[must_use]
pub fn parties_of<'a>(case: &'a Case, actor: &'a Actor) -> Vec<&'a PartyId> {
    match actor {
        Actor::Party(id) => vec![id],
        Actor::Bloc(id) => case.blocs.get(id).map(|bloc| bloc.members.iter().collect()).unwrap_or_default(),
        Actor::Person(id) => {
            let office = case.people.get(id).and_then(|person| person.offices.first());
            office.map(|office| &office.party).into_iter().collect()
        }
        Actor::Institution(id) => {
            case.institutions.get(id).and_then(|institution| institution.party.as_ref()).into_iter().collect()
        }
        Actor::Unnamed => Vec::new(),
    }
}

/// The parties that sit in a meeting through a delegation, each once, in the order of the file.
#[must_use]
pub fn present(meeting: &Meeting) -> Vec<&PartyId> {
    distinct(meeting.delegations.iter().map(|delegation| &delegation.party))
}

/// Whether anybody says who sits in a meeting. Where no delegation is listed, nobody is known to be there, or to be missing.
#[must_use]
pub fn attendance_is_said(meeting: &Meeting) -> bool {
    !meeting.delegations.is_empty()
}

/// Where a meeting stands: its last event that is not a mere change; `None` when its history has no other.
#[must_use]
pub fn status(meeting: &Meeting) -> Option<MeetingStatus> {
    let statuses = meeting.history.iter().rev().map(|event| event.status);
    statuses.into_iter().find(|status| *status != MeetingStatus::Changed)
}

/// Whether a meeting brings anybody together: every one that was not called off.
#[must_use]
pub fn takes_place(meeting: &Meeting) -> bool {
    status(meeting) != Some(MeetingStatus::Cancelled)
}

/// Whether a meeting lies behind: it was held, or its last day has passed.
#[must_use]
pub fn is_over(meeting: &Meeting, today: Date) -> bool {
    status(meeting) == Some(MeetingStatus::Held) || meeting.when.to < today
}

/// The items without repetitions, in their order.
pub(crate) fn distinct<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use detente_case::{Actor, PersonId};

    use super::*;
    use crate::fixture;

    #[test]
    fn a_person_speaks_for_the_party_of_the_first_office() {
        let case = fixture::london();
        let spoken_for = parties_of(&case, &Actor::Person(PersonId::new("lammy")))
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>();
        assert_eq!(spoken_for, ["uk"]);
        assert!(parties_of(&case, &Actor::Unnamed).is_empty());
    }

    #[test]
    fn a_change_does_not_call_a_meeting_off() {
        let mut case = fixture::london();
        let london = fixture::meeting_mut(&mut case, "london-23");
        assert_eq!(status(london), Some(MeetingStatus::Planned));
        assert!(takes_place(london));
        london.history.push(fixture::event(MeetingStatus::Cancelled, detente_case::Signal::Cooler, 5));
        assert!(!takes_place(london));
    }
}
