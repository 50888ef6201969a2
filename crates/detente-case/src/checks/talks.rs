//! Whether those who sit in a meeting belong there.

use indexmap::IndexMap;

use super::Ground;
use crate::{Code, Delegation, Diagnostic, Meeting, PartyId, PersonId, diagnostic::Sink};

pub(super) fn check(ground: &Ground<'_>, sink: &mut Sink) {
    for meeting in ground.case.meetings.values() {
        // What a source says of a delegation and what somebody adds to it as an assumption are two entries.
        let mut seated: IndexMap<(&PartyId, bool), &Delegation> = IndexMap::new();
        for delegation in &meeting.delegations {
            outside_track(ground, meeting, delegation, sink);
            head(ground, delegation, delegation.head.as_ref(), "head", sink);
            head(ground, delegation, delegation.expected.as_ref(), "expected", sink);
            let seat = (&delegation.party, delegation.origin.assumption().is_some());
            match seated.get(&seat) {
                Some(earlier) => seated_twice(ground, delegation, earlier, sink),
                None => drop(seated.insert(seat, delegation)),
            }
        }
    }
    for contact in ground.case.contacts.values().filter(|contact| contact.between.len() < 2) {
        sink.push(
            Diagnostic::new(
                Code::ContactOfOne,
                "a contact needs two or more parties",
                ground.key(&contact.origin, "between"),
            )
            .label("nobody on the other side")
            .help("name both sides; `\"unnamed\"` stands for one that no source names"),
        );
    }
}

fn outside_track(ground: &Ground<'_>, meeting: &Meeting, delegation: &Delegation, sink: &mut Sink) {
    let Some(track) = ground.case.tracks.get(&meeting.track) else { return };
    if !track.parties.contains(&delegation.party) {
        let message = format!("`{}` is not in the track `{}`", delegation.party, meeting.track);
        sink.push(
            Diagnostic::new(Code::OutsideTrack, message, ground.key(&delegation.origin, "party"))
                .label("this meeting belongs to a track in which it takes no part")
                .also(ground.key(&track.origin, "parties"), "those who take part in it")
                .help("add the party to the track, or move the meeting to another track"),
        );
    }
}

fn head(ground: &Ground<'_>, delegation: &Delegation, person: Option<&PersonId>, key: &str, sink: &mut Sink) {
    let Some((id, person)) = person.and_then(|id| Some((id, ground.case.people.get(id)?))) else {
        return;
    };
    if !person.offices.iter().any(|office| office.party == delegation.party) {
        let serves: Vec<_> = person.offices.iter().map(|office| PartyId::as_str(&office.party)).collect();
        let label = if serves.is_empty() {
            "holds no office in the case".to_string()
        } else {
            format!("holds office for {}", super::ground::named(&serves))
        };
        let message = format!("`{id}` holds no office for `{}`", delegation.party);
        sink.push(
            Diagnostic::new(Code::ForeignHead, message, ground.key(&delegation.origin, key))
                .label(label)
                .also(ground.key(&person.origin, "offices"), "the offices held")
                .help("add the office, or name another person; it sets the rank of the delegation"),
        );
    }
}

fn seated_twice(ground: &Ground<'_>, delegation: &Delegation, earlier: &Delegation, sink: &mut Sink) {
    let message = format!("`{}` has two delegations in one meeting", delegation.party);
    sink.push(
        Diagnostic::new(Code::SeatedTwice, message, ground.key(&delegation.origin, "party"))
            .label("the second")
            .also(ground.key(&earlier.origin, "party"), "the first")
            .help("merge them; changes belong in `history`"),
    );
}
