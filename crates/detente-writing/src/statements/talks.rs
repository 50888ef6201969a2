//! Meetings and calls, with who sits where. What is planned is not held.

use detente_case::{ContactKind, MeetingStatus};
use detente_evidence::{Draft, Format, Modality, Role, Said, Status, days};

use super::{Desk, basis, cite, names::Who, text_of, when::when};
use crate::{
    digest::one_line,
    edit::{Edit, Key, Value},
    inbox::Entry,
};

/// Ordinal words, from the first.
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// What is known of a meeting.
struct Meeting<'d> {
    place: Option<&'d str>,
    when: Option<&'d days::When>,
    format: Format,
    participants: &'d [String],
    ordinal: Option<&'d str>,
}

impl Desk<'_> {
    /// A meeting with its track and who comes, or a call.
    pub(super) fn meeting(&mut self, entry: &Entry) -> Vec<String> {
        let Said::Meeting { place, when: on, format, participants, ordinal } = &entry.draft.said else {
            return Vec::new();
        };
        let meeting = Meeting {
            place: place.as_deref(),
            when: on.as_ref(),
            format: *format,
            participants,
            ordinal: ordinal.as_deref(),
        };
        let mut who: Vec<Who> = meeting.participants.iter().filter_map(|name| self.who(name)).collect();
        if meeting.format == Format::Call && who.len() > 1 {
            return self.call(entry, &meeting, &who);
        }
        let name = meeting_name(&entry.draft, &meeting);
        let id = self.known.fresh("meetings", &name);
        // Whom the sentence names sits there, and whoever else is said to come; but for whom the text says otherwise.
        who.retain(|one| !self.has_no_seat(entry, one));
        let track = self.track(entry, &name, &who);
        let mut keys = vec![
            ("name", Value::text(name)),
            ("track", Value::text(track)),
            ("when", when(meeting.when, self.day_of(entry), entry.draft.modality)),
        ];
        keys.extend(
            meeting
                .place
                .map(one_line)
                .filter(|place| !place.is_empty())
                .map(|place| ("place", Value::text(place))),
        );
        keys.extend(meeting.ordinal.and_then(number).map(|number| ("sequence", Value::Count(number))));
        let announced =
            entry.draft.modality == Modality::Planned || entry.draft.modality == Modality::Reported;
        let by = entry.draft.actor.as_deref().filter(|_| announced).and_then(|actor| self.who(actor));
        keys.extend(by.map(|by| ("announced_by", Value::text(by.id()))));
        keys.extend(basis(entry));
        let added = self.add(entry, "meetings", &id, keys);
        if let Some(status) = stage(&entry.draft) {
            let mut event = vec![("status", Value::word(status))];
            event.push(cite(entry));
            self.item(entry, "meetings", &id, "history", event);
        }
        if entry.draft.status != Some(Status::CalledOff) {
            for one in &who {
                self.seat(entry, &id, one);
            }
        }
        vec![added]
    }

    fn call(&mut self, entry: &Entry, meeting: &Meeting<'_>, who: &[Who]) -> Vec<String> {
        let names: Vec<_> = who.iter().map(Who::id).collect();
        let id = self.known.fresh("contacts", &names.join(" "));
        let hedge = entry.draft.evidence.iter().find(|one| one.role == Role::Hedge);
        let mut keys = vec![
            ("kind", Value::word(ContactKind::Call)),
            ("between", Value::texts(names)),
            ("when", when(meeting.when, self.day_of(entry), entry.draft.modality)),
        ];
        keys.extend(hedge.map(|hedge| ("hedge", Value::text(one_line(&hedge.text)))));
        keys.extend(basis(entry));
        vec![self.add(entry, "contacts", &id, keys)]
    }

    /// The series of meetings that a meeting belongs to: its own, since a text seldom says of which it is one.
    fn track(&mut self, entry: &Entry, name: &str, who: &[Who]) -> String {
        let mut parties: Vec<String> = Vec::new();
        for one in who {
            let party = self.party_of(one);
            parties.extend(party.filter(|party| !parties.contains(party)).into_iter().collect::<Vec<_>>());
        }
        let id = self.known.fresh("tracks", name);
        let keys = vec![("name", Value::text(name)), ("parties", Value::texts(parties)), cite(entry)];
        self.add(entry, "tracks", &id, keys);
        id
    }

    /// The day of the text of a draft.
    pub(super) fn day_of(&self, entry: &Entry) -> jiff::civil::Date {
        self.inbox.text(&entry.source).map_or(self.hand.on, |text| text.date)
    }

    /// Gives somebody a seat, with what else is known of it.
    fn seat(&mut self, entry: &Entry, meeting: &str, who: &Who) {
        let Some(party) = self.party_of(who) else { return };
        let head = match who {
            Who::Person(id) => vec![("head", Value::text(id.clone()))],
            Who::Party(_) | Who::Body(_) => Vec::new(),
        };
        self.delegation(entry, meeting, &party, head);
    }

    /// One delegation of each party: what is new of it is added to what is known.
    pub(super) fn delegation(&mut self, entry: &Entry, meeting: &str, party: &str, more: Vec<Key>) {
        self.in_track(meeting, party);
        let same = ("party", Value::text(party));
        let new = self.new_statement("meetings", meeting);
        let seats = new.and_then(|new| new.lists.iter_mut().find(|(list, _)| *list == "delegations"));
        if let Some(seat) = seats.and_then(|(_, seats)| seats.iter_mut().find(|seat| seat.contains(&same))) {
            let place = seat.iter().position(|(key, _)| *key == "cite").unwrap_or(seat.len());
            let more: Vec<_> =
                more.into_iter().filter(|(key, _)| !seat.iter().any(|(there, _)| there == key)).collect();
            seat.splice(place..place, more);
            return;
        }
        let old =
            self.case.meetings.get(meeting).into_iter().flat_map(|old| old.delegations.iter().enumerate());
        let mut old =
            old.filter(|(_, seat)| seat.party.as_str() == party && seat.origin.assumption().is_none());
        if let Some((number, seat)) = old.next() {
            let free = |key: &str| match key {
                "head" => seat.head.is_none(),
                "expected" => seat.expected.is_none(),
                "expected_rank" => seat.expected_rank.is_none(),
                "lead" => seat.lead.is_none(),
                _ => false,
            };
            for (key, value) in more.into_iter().filter(|(key, _)| free(key)) {
                self.entry_key(meeting, number, key, value);
            }
            return;
        }
        let mut seat = vec![same];
        seat.extend(more);
        seat.extend(basis(entry));
        self.item(entry, "meetings", meeting, "delegations", seat);
    }

    fn entry_key(&mut self, meeting: &str, number: usize, key: &'static str, value: Value) {
        let table = vec!["meetings".to_owned(), meeting.to_owned()];
        let entry = Some(("delegations", number));
        let given = |edit: &Edit| matches!(edit, Edit::Key { table: there, entry: of, key: name, .. } if *there == table && *of == entry && *name == key);
        if !self.edits.iter().any(given) {
            self.edits.push(Edit::Key { table, entry, key, value });
        }
    }

    /// Whoever sits in a meeting takes part in its track.
    fn in_track(&mut self, meeting: &str, party: &str) {
        let old = self.case.meetings.get(meeting).map(|meeting| meeting.track.to_string());
        let new = self.new_statement_ref("meetings", meeting);
        let new = new.and_then(|new| text_of(&new.keys, "track")).map(str::to_owned);
        let Some(track) = old.or(new) else { return };
        let there = self.case.tracks.get(track.as_str());
        if !there.is_some_and(|track| track.parties.iter().any(|one| one.as_str() == party)) {
            self.member("tracks", &track, "parties", party);
        }
    }
}

/// What a meeting is called: its form and its place, or who meets.
fn meeting_name(draft: &Draft, meeting: &Meeting<'_>) -> String {
    let form = match meeting.format {
        Format::Talks => "talks",
        Format::Call => "call",
        Format::Visit => "visit",
        Format::Summit => "summit",
    };
    match (meeting.place.map(one_line).filter(|place| !place.is_empty()), meeting.participants) {
        (Some(place), _) => format!("{place} {form}"),
        (None, [one, other]) => {
            format!("{} between {} and {}", capital(form), one_line(one), one_line(other))
        }
        (None, _) => draft.primary().map_or_else(|| capital(form), |one| one_line(&one.text)),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where a meeting stands. A meeting that is only spoken of has no history.
fn stage(draft: &Draft) -> Option<MeetingStatus> {
    match (draft.status, draft.modality) {
        (Some(Status::CalledOff | Status::Cancelled), _) => Some(MeetingStatus::Cancelled),
        (Some(Status::Planned), _) | (None, Modality::Planned) => Some(MeetingStatus::Planned),
        (Some(Status::Held), Modality::Asserted | Modality::Reported) => Some(MeetingStatus::Held),
        (Some(_) | None, _) => None,
    }
}

/// `fourth` and `4th` as numbers.
fn number(words: &str) -> Option<u32> {
    let words = words.to_lowercase();
    let mut each = words.split(|one: char| !one.is_alphanumeric());
    each.find_map(|word| {
        let place = ORDINALS.iter().position(|ordinal| *ordinal == word);
        let digits = word.trim_end_matches(|one: char| one.is_ascii_alphabetic()).parse().ok();
        place.and_then(|place| u32::try_from(place + 1).ok()).or(digits.filter(|number| *number > 0))
    })
}
