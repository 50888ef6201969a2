//! Meetings, who comes to them, and what becomes of them. What is planned is not held, and who cancelled does not attend.

use detente_evidence::{Capacity, Change, Draft, Format, Modality, Role, Said, Status, days};

use super::{Desk, basis, cite, names::Who, note, of_table, when::when};
use crate::{
    digest::one_line,
    edit::{Edit, Key, Value},
    inbox::{Answer, Entry},
};

/// Ordinal words, from the first.
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
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
        let who: Vec<Who> = meeting.participants.iter().filter_map(|name| self.who(name)).collect();
        if meeting.format == Format::Call && who.len() > 1 {
            return self.call(entry, &meeting, &who);
        }
        let name = meeting_name(&entry.draft, &meeting);
        let id = self.known.fresh("meetings", &name);
        let track = self.track(entry, &name, if self.attendances(entry) { &[] } else { &who });
        let mut keys = vec![
            ("name", Value::text(name)),
            ("track", Value::text(track)),
            ("when", when(meeting.when, self.day_of(entry), entry.draft.modality)),
        ];
        keys.extend(meeting.place.map(one_line).filter(|place| !place.is_empty()).map(|place| ("place", Value::text(place))));
        keys.extend(meeting.ordinal.and_then(number).map(|number| ("sequence", Value::Count(number))));
        let announced = entry.draft.modality == Modality::Planned || entry.draft.modality == Modality::Reported;
        let by = entry.draft.actor.as_deref().filter(|_| announced).and_then(|actor| self.who(actor));
        keys.extend(by.map(|by| ("announced_by", Value::text(by.id()))));
        keys.extend(basis(entry));
        let added = self.add(entry, "meetings", &id, keys);
        if let Some(status) = stage(&entry.draft) {
            let mut event = vec![("status", Value::text(status))];
            event.push(cite(entry));
            self.item(entry, "meetings", &id, "history", event);
        }
        // Where the text says who comes, it is that which counts: who is spoken of beside a meeting need not sit in it.
        let counted = self.attendances(entry);
        let seated = |one: &&Who| !counted || matches!(one, Who::Person(_));
        if entry.draft.status != Some(Status::CalledOff) {
            for one in who.iter().filter(seated) {
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
            ("kind", Value::text("call")),
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
    fn delegation(&mut self, entry: &Entry, meeting: &str, party: &str, more: Vec<Key>) {
        self.in_track(meeting, party);
        let same = ("party", Value::text(party));
        let new = self.new_statement("meetings", meeting);
        let seats = new.and_then(|new| new.lists.iter_mut().find(|(list, _)| *list == "delegations"));
        if let Some(seat) = seats.and_then(|(_, seats)| seats.iter_mut().find(|seat| seat.contains(&same))) {
            let place = seat.iter().position(|(key, _)| *key == "cite").unwrap_or(seat.len());
            let more: Vec<_> = more.into_iter().filter(|(key, _)| !seat.iter().any(|(there, _)| there == key)).collect();
            seat.splice(place..place, more);
            return;
        }
        let old = self.case.meetings.get(meeting).into_iter().flat_map(|old| old.delegations.iter().enumerate());
        let mut old = old.filter(|(_, seat)| seat.party.as_str() == party && seat.origin.assumption().is_none());
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
        let new = new.and_then(|new| new.keys.iter().find(|(key, _)| *key == "track")).and_then(|(_, value)| match value {
            Value::Text(track) => Some(track.clone()),
            _ => None,
        });
        let Some(track) = old.or(new) else { return };
        let there = self.case.tracks.get(track.as_str());
        if !there.is_some_and(|track| track.parties.iter().any(|one| one.as_str() == party)) {
            self.member("tracks", &track, "parties", party);
        }
    }

    /// Whether the text says of a meeting who attends it.
    fn attendances(&self, meeting: &Entry) -> bool {
        let attends = |one: &&Entry| {
            matches!(&one.draft.said, Said::Attendance { capacity, .. } if *capacity != Some(Capacity::Host))
                && one.draft.status == Some(Status::Attending)
                && !matches!(one.answer, Answer::Rejected { .. })
        };
        let mut drafts = self.inbox.drafts.iter().filter(attends);
        drafts.any(|one| self.meeting_named(one).as_deref() == Some(meeting.draft.id.as_str()))
    }

    /// The draft of the meeting that a draft speaks of: the one it names, else the last that the text spoke of before.
    fn meeting_named(&self, entry: &Entry) -> Option<String> {
        if let Said::Attendance { meeting: Some(meeting), .. } | Said::MeetingChange { meeting: Some(meeting), .. } =
            &entry.draft.said
        {
            return Some(meeting.clone());
        }
        let here = entry.draft.primary()?.start;
        let meetings = self.inbox.drafts.iter().filter(|one| {
            one.source == entry.source
                && matches!(&one.draft.said, Said::Meeting { format, .. } if *format != Format::Call)
                && !matches!(one.answer, Answer::Rejected { .. })
        });
        let before = meetings.filter(|one| one.draft.primary().is_some_and(|words| words.start <= here));
        before.max_by_key(|one| one.draft.primary().map(|words| words.start)).map(|one| one.draft.id.clone())
    }

    /// The meeting of a draft, in the case.
    fn meeting_of(&mut self, entry: &Entry) -> Option<String> {
        let draft = self.meeting_named(entry)?;
        let statements = self.take(&draft);
        let id = of_table(&statements, "meetings")?.to_owned();
        let there = self.case.meetings.contains_key(id.as_str()) || self.new_statement_ref("meetings", &id).is_some();
        there.then_some(id)
    }

    /// Who comes has a seat; who cancelled had one to expect; of who stays away, was not asked or left there is a deed.
    pub(super) fn attendance(&mut self, entry: &Entry) -> Vec<String> {
        let Said::Attendance { who, capacity, level, .. } = &entry.draft.said else { return Vec::new() };
        let level = level.as_deref().or(Some(who.as_str()));
        let Some(meeting) = self.meeting_of(entry) else {
            return self.deed(entry, who, None);
        };
        let draft = &entry.draft;
        let person = draft.actor.as_deref().or(Some(who.as_str())).and_then(|name| self.who(name));
        if *capacity == Some(Capacity::Host) {
            return self.host(entry, &meeting, person.as_ref(), who);
        }
        let status = draft.status.unwrap_or(if draft.modality == Modality::Negated { Status::Absent } else { Status::Attending });
        let mut parties = self.parties_of(draft);
        if parties.is_empty()
            && let Some(person) = &person
        {
            parties.extend(self.party_of(person));
        }
        let id = match &person {
            Some(Who::Person(id)) if parties.len() < 2 => Some(id.clone()),
            Some(Who::Person(_) | Who::Party(_) | Who::Body(_)) | None => None,
        };
        match status {
            Status::Attending if !parties.is_empty() => {
                for party in &parties {
                    let head = id.clone().map(|id| ("head", Value::text(id)));
                    self.delegation(entry, &meeting, party, head.into_iter().collect());
                }
                vec![format!("meetings.{meeting}")]
            }
            Status::Cancelled if !parties.is_empty() && (id.is_some() || ranks(level).is_some()) => {
                let lead = draft.evidence.iter().find(|one| one.role == Role::Date).map(|one| one_line(&one.text));
                for party in &parties {
                    let mut keys: Vec<Key> = id.clone().map(|id| ("expected", Value::text(id))).into_iter().collect();
                    if keys.is_empty() {
                        keys.extend(ranks(level).map(|ranks| ("expected_rank", Value::texts(ranks))));
                    }
                    keys.extend(lead.clone().map(|lead| ("lead", Value::text(lead))));
                    self.delegation(entry, &meeting, party, keys);
                }
                let mut became = self.deed(entry, who, Some(&meeting));
                became.push(format!("meetings.{meeting}"));
                became
            }
            Status::Attending
            | Status::Cancelled
            | Status::Absent
            | Status::NotInvited
            | Status::Left
            | Status::Planned
            | Status::Held
            | Status::CalledOff
            | Status::Offered
            | Status::Accepted
            | Status::NotAccepted
            | Status::Denied
            | Status::Shelved => self.deed(entry, who, Some(&meeting)),
        }
    }

    /// A host that is not sure is part of the history; one that is stands in the meeting.
    fn host(&mut self, entry: &Entry, meeting: &str, who: Option<&Who>, words: &str) -> Vec<String> {
        let Some(who) = who else { return self.deed(entry, words, Some(meeting)) };
        let name = Value::text(who.id());
        let sure = matches!(entry.draft.modality, Modality::Asserted | Modality::Reported);
        let has_one = self.case.meetings.get(meeting).is_some_and(|meeting| meeting.host.is_some());
        if sure && !has_one {
            self.key("meetings", meeting, "host", name);
            return vec![format!("meetings.{meeting}")];
        }
        let status = if entry.draft.modality == Modality::Planned { "planned" } else { "changed" };
        let mut event = vec![("status", Value::text(status))];
        if entry.draft.modality != Modality::Negated {
            event.push(("host", name));
        }
        event.push(cite(entry));
        event.extend(note(&entry.draft).map(|note| ("note", Value::text(note))));
        self.item(entry, "meetings", meeting, "history", event);
        vec![format!("meetings.{meeting}")]
    }

    /// What happens to a meeting as a whole: a part of its history where the text says so, else a speculation.
    pub(super) fn meeting_change(&mut self, entry: &Entry) -> Vec<String> {
        let Said::MeetingChange { change, .. } = &entry.draft.said else { return Vec::new() };
        let meeting = self.meeting_of(entry);
        let words = entry.draft.primary().map(|one| one_line(&one.text)).unwrap_or_default();
        let certain = matches!(entry.draft.modality, Modality::Asserted | Modality::Reported);
        let Some(meeting) = meeting.clone().filter(|_| certain) else {
            let mut became = Vec::new();
            let claim = self.claim(entry, "speculation", &words, meeting.as_deref());
            let says = format!("the meeting is {}", changed(*change));
            let supports = if entry.draft.modality == Modality::Negated { "inconsistent" } else { "consistent" };
            became.push(self.hypothesis(entry, &says, &claim, supports, None));
            became.push(format!("claims.{claim}"));
            return became;
        };
        let status = if *change == Change::CalledOff { "cancelled" } else { "changed" };
        let mut event = vec![("status", Value::text(status)), cite(entry)];
        event.push(("note", Value::text(changed(*change))));
        self.item(entry, "meetings", &meeting, "history", event);
        vec![format!("meetings.{meeting}")]
    }

    /// That somebody stays away, or came in a way that gives no seat.
    fn deed(&mut self, entry: &Entry, who: &str, meeting: Option<&str>) -> Vec<String> {
        let words = entry.draft.primary().map(|one| one_line(&one.text));
        let words = words.filter(|words| !words.is_empty()).unwrap_or_else(|| one_line(who));
        let kind = if entry.draft.modality == Modality::Speculated { "speculation" } else { "deed" };
        vec![format!("claims.{}", self.claim(entry, kind, &words, meeting))]
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
        (None, [one, other]) => format!("{} between {} and {}", capital(form), one_line(one), one_line(other)),
        (None, _) => draft.primary().map_or_else(|| capital(form), |one| one_line(&one.text)),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where a meeting stands. A meeting that is only spoken of has no history.
fn stage(draft: &Draft) -> Option<&'static str> {
    match (draft.status, draft.modality) {
        (Some(Status::CalledOff | Status::Cancelled), _) => Some("cancelled"),
        (Some(Status::Planned), _) | (None, Modality::Planned) => Some("planned"),
        (Some(Status::Held), Modality::Asserted | Modality::Reported) => Some("held"),
        (Some(_) | None, _) => None,
    }
}

/// What happened to a meeting, as a part of a sentence.
const fn changed(change: Change) -> &'static str {
    match change {
        Change::CalledOff => "called off",
        Change::Postponed => "postponed",
        Change::Downgraded => "downgraded",
        Change::Extended => "extended",
        Change::Suspended => "suspended",
        Change::Resumed => "resumed",
        Change::Moved => "moved",
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

/// The lowest and the highest rank that words for a level can mean.
fn ranks(level: Option<&str>) -> Option<[&'static str; 2]> {
    let level = level?.to_lowercase();
    if level.contains("foreign minister") {
        Some(["foreign-minister", "foreign-minister"])
    } else if level.contains("prime minister") {
        Some(["head-of-government", "head-of-government"])
    } else if level.contains("minister") {
        Some(["minister", "foreign-minister"])
    } else if level.contains("envoy") {
        Some(["envoy", "envoy"])
    } else if level.contains("official") {
        Some(["official", "senior-official"])
    } else {
        None
    }
}
