//! Who comes, stays away, cancels or is host, and what becomes of a meeting as a whole. Who cancelled does not attend, and
//! a host who was meant is none.

use detente_case::{Bearing, ClaimKind, MeetingStatus, Rank};
use detente_evidence::{Capacity, Change, Format, Modality, Role, Said, Status};

use super::{Desk, cite, names::Who, note, of_table, words_below};
use crate::{
    digest::one_line,
    edit::{Key, Value},
    inbox::Entry,
};

impl Desk<'_> {
    /// Whether the text says of somebody that he has no seat in a meeting: he watches, stays away, was not asked, or was
    /// asked and no more is said.
    pub(super) fn has_no_seat(&mut self, meeting: &Entry, one: &Who) -> bool {
        let inbox = self.inbox;
        let drafts = inbox.drafts.iter().filter(|draft| !draft.is_rejected());
        let of_it: Vec<_> = drafts
            .filter(|draft| self.meeting_named(draft).as_deref() == Some(meeting.draft.id.as_str()))
            .collect();
        of_it.into_iter().any(|entry| {
            let Said::Attendance { who, capacity, .. } = &entry.draft.said else { return false };
            let name = entry.draft.actor.as_deref().unwrap_or(who);
            !seats(entry, *capacity) && self.who(name).as_ref() == Some(one)
        })
    }

    /// The draft of the meeting that a draft speaks of: the one it names, else the last that the text spoke of before.
    fn meeting_named(&self, entry: &Entry) -> Option<String> {
        if let Said::Attendance { meeting: Some(meeting), .. }
        | Said::MeetingChange { meeting: Some(meeting), .. } = &entry.draft.said
        {
            return Some(meeting.clone());
        }
        let here = entry.draft.primary()?.start;
        let meetings = self.inbox.drafts.iter().filter(|one| {
            one.source == entry.source
                && matches!(&one.draft.said, Said::Meeting { format, .. } if *format != Format::Call)
                && !one.is_rejected()
        });
        let before = meetings.filter(|one| one.draft.primary().is_some_and(|words| words.start <= here));
        before.max_by_key(|one| one.draft.primary().map(|words| words.start)).map(|one| one.draft.id.clone())
    }

    /// The meeting of a draft, in the case.
    fn meeting_of(&mut self, entry: &Entry) -> Option<String> {
        let draft = self.meeting_named(entry)?;
        let statements = self.take(&draft);
        let id = of_table(&statements, "meetings")?.to_owned();
        let there =
            self.case.meetings.contains_key(id.as_str()) || self.new_statement_ref("meetings", &id).is_some();
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
        let status = standing(entry);
        if status == Status::Attending && !seats(entry, *capacity) {
            return self.deed(entry, who, Some(&meeting));
        }
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
                let lead =
                    draft.evidence.iter().find(|one| one.role == Role::Date).map(|one| one_line(&one.text));
                for party in &parties {
                    let mut keys: Vec<Key> =
                        id.clone().map(|id| ("expected", Value::text(id))).into_iter().collect();
                    if keys.is_empty() {
                        keys.extend(
                            ranks(level)
                                .map(|ranks| ("expected_rank", Value::List(ranks.map(Value::word).to_vec()))),
                        );
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
        // A history is in order, and what was meant at first comes before what became of it: that can be told of a
        // meeting that is new, and not of one that has a history.
        if self.case.meetings.contains_key(meeting) {
            return self.deed(entry, words, Some(meeting));
        }
        let status = if entry.draft.modality == Modality::Planned {
            MeetingStatus::Planned
        } else {
            MeetingStatus::Changed
        };
        let mut event = vec![("status", Value::word(status))];
        if entry.draft.modality != Modality::Negated {
            event.push(("host", name));
        }
        event.push(cite(entry));
        event.extend(note(&entry.draft).map(|note| ("note", Value::text(note))));
        let history = self.new_statement("meetings", meeting).map(|new| &mut new.lists);
        match history.and_then(|lists| lists.iter_mut().find(|(list, _)| *list == "history")) {
            Some((_, events)) => events.insert(0, event),
            None => self.item(entry, "meetings", meeting, "history", event),
        }
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
            let claim = self.claim(entry, ClaimKind::Speculation, &words, meeting.as_deref());
            let says = format!("the meeting is {}", changed(*change));
            let supports = if entry.draft.modality == Modality::Negated {
                Bearing::Inconsistent
            } else {
                Bearing::Consistent
            };
            became.push(self.hypothesis(entry, &says, &claim, supports, None));
            became.push(format!("claims.{claim}"));
            return became;
        };
        let status =
            if *change == Change::CalledOff { MeetingStatus::Cancelled } else { MeetingStatus::Changed };
        let mut event = vec![("status", Value::word(status)), cite(entry)];
        event.push(("note", Value::text(changed(*change))));
        self.item(entry, "meetings", &meeting, "history", event);
        vec![format!("meetings.{meeting}")]
    }

    /// That somebody stays away, or came in a way that gives no seat.
    fn deed(&mut self, entry: &Entry, who: &str, meeting: Option<&str>) -> Vec<String> {
        let words = words_below(entry, who);
        let kind = if entry.draft.modality == Modality::Speculated {
            ClaimKind::Speculation
        } else {
            ClaimKind::Deed
        };
        vec![format!("claims.{}", self.claim(entry, kind, &words, meeting))]
    }
}

/// How somebody stands to a meeting: who is said not to come is absent, whatever else is not said.
fn standing(entry: &Entry) -> Status {
    let negated = entry.draft.modality == Modality::Negated;
    entry.draft.status.unwrap_or(if negated { Status::Absent } else { Status::Attending })
}

/// Whether an attendance gives a seat. Who watches has none, and who is asked to come has not come yet.
fn seats(entry: &Entry, capacity: Option<Capacity>) -> bool {
    let words = entry.draft.primary().map(|one| one.text.to_lowercase()).unwrap_or_default();
    let has =
        |stems: &[&str]| words.split(|one: char| !one.is_alphabetic()).any(|word| stems.contains(&word));
    let only_asked = has(&["invited"]) && !has(&["accepted", "attended", "came", "joined", "took"]);
    let watches = capacity == Some(Capacity::Observer) || has(&["observer", "observers"]);
    match standing(entry) {
        Status::Absent | Status::Cancelled | Status::NotInvited => false,
        Status::Attending
        | Status::Left
        | Status::Planned
        | Status::Held
        | Status::CalledOff
        | Status::Offered
        | Status::Accepted
        | Status::NotAccepted
        | Status::Denied
        | Status::Shelved => !watches && !only_asked,
    }
}

/// What happened to a meeting, as a part of a sentence.
pub(crate) const fn changed(change: Change) -> &'static str {
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

/// The lowest and the highest rank that words for a level can mean.
fn ranks(level: Option<&str>) -> Option<[Rank; 2]> {
    let level = level?.to_lowercase();
    if level.contains("foreign minister") {
        Some([Rank::ForeignMinister, Rank::ForeignMinister])
    } else if level.contains("prime minister") {
        Some([Rank::HeadOfGovernment, Rank::HeadOfGovernment])
    } else if level.contains("minister") {
        Some([Rank::Minister, Rank::ForeignMinister])
    } else if level.contains("envoy") {
        Some([Rank::Envoy, Rank::Envoy])
    } else if level.contains("official") {
        Some([Rank::Official, Rank::SeniorOfficial])
    } else {
        None
    }
}
