//! Words against deeds: what was said about a meeting, and what was done.

mod repeats;

use detente_case::{
    Actor, Case, ClaimId, ClaimKind, Contact, ContactId, Meeting, MeetingEvent, MeetingId, MeetingStatus,
    Origin, PersonId, Signal,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    Reference, parties_of, present,
    rank::{Certainty, DelegationRank, delegation_rank},
    reference::actors,
};

/// What was said and what was done, in order of time, and how the two compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ledger<'a> {
    /// The meeting it is about; the whole case when absent.
    pub meeting: Option<&'a MeetingId>,
    /// Words and deeds, earliest first; what has no date comes last.
    pub entries: Vec<Entry<'a>>,
    /// What the words point to.
    pub words: Tally,
    /// What the deeds point to.
    pub deeds: Tally,
    /// How the deeds compare with the words.
    pub verdict: Comparison,
    /// Acts of one kind that the case codes in more than one way: the comparison hangs on that.
    pub uneven: Vec<Uneven>,
}

/// Acts of one kind, coded in more than one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Uneven {
    /// The kind of act.
    pub act: Act,
    /// How many entries of it point towards agreement, neither way, and away from it.
    pub coded: Coded,
}

/// How many entries point where, each counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Coded {
    /// Towards agreement.
    pub warmer: usize,
    /// Neither way.
    pub neutral: usize,
    /// Away from agreement.
    pub cooler: usize,
}

/// A kind of act of which every instance should be coded alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// A meeting is announced.
    MeetingPlanned,
    /// A meeting takes place.
    MeetingHeld,
    /// A meeting is called off.
    MeetingCancelled,
    /// Somebody was asked and said nothing.
    NoComment,
}

/// Said or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Contacts, meetings announced, and claims of every kind but deeds.
    Word,
    /// Meetings changed, held or called off, delegations other than expected, and claims of deeds.
    Deed,
}

/// One word or deed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry<'a> {
    /// Said or done.
    pub side: Side,
    /// The day; of its publication where no source gives its own.
    pub on: Option<Date>,
    /// Whether the day is only that of publication.
    pub day_of_publication: bool,
    /// Who spoke or acted, as the case names them.
    #[serde(serialize_with = "actors")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub by: Vec<&'a Actor>,
    /// What it is.
    pub what: What<'a>,
    /// Whether it points towards agreement.
    pub signal: Signal,
    /// Whether it counts in the sums: a guess that nobody owns is nobody's word, and does not.
    pub counts: bool,
    /// Whether it rests only on statements that an entry above it of the same side and signal rests on; such
    /// an entry does not count again.
    pub repeats: bool,
    /// The source's own reservation, such as "seemingly".
    pub hedge: Option<&'a str>,
    /// Where it is reported.
    pub said: Reference<'a>,
}

/// What an entry records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum What<'a> {
    /// A call, letter or visit.
    Contact(&'a ContactId),
    /// Something said, left unsaid or done.
    Claim(&'a ClaimId),
    /// An event of a meeting: which, and its place in the meeting's history.
    Event(&'a MeetingId, usize),
    /// A delegation led by somebody else, or at another rank, than expected.
    Delegation(&'a MeetingId, Box<DelegationRank<'a>>),
}

/// How many statements point where.
///
/// A statement of a source counts once a side and signal, however many entries of the case rest on it; an
/// entry that cites nothing counts on its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tally {
    /// Towards agreement.
    pub warmer: usize,
    /// Neither way.
    pub neutral: usize,
    /// Away from agreement.
    pub cooler: usize,
    /// Entries that the source itself hedges.
    pub hedged: usize,
}

impl Tally {
    /// Whether some point towards agreement and some away from it.
    #[must_use]
    pub fn is_split(self) -> bool {
        self.warmer > 0 && self.cooler > 0
    }

    fn is_empty(self) -> bool {
        self.warmer + self.neutral + self.cooler == 0
    }
}

/// How deeds compare with words: by whether more statements point towards agreement than away from it, as
/// many, or fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// Both point the same way, and neither has a word or deed that points the other way.
    Agree,
    /// Both lean the same way, and the words, the deeds or both point in two directions.
    Split,
    /// The deeds point further away from agreement than the words.
    DeedsCooler,
    /// The deeds point further towards agreement than the words.
    DeedsWarmer,
    /// Only words, only deeds, or neither.
    OneSided,
}

/// Words and deeds of the whole case.
#[must_use]
pub fn ledger_of_case(case: &Case) -> Ledger<'_> {
    let contacts = case.contacts.keys().filter_map(|id| contact_entry(case, id));
    let deeds = case.meetings.iter().flat_map(|(id, meeting)| deeds_of(case, id, meeting));
    let claims = case.claims.keys().filter_map(|id| claim_entry(case, id));
    evenly(case, balance(case, None, contacts.chain(deeds).chain(claims).collect()))
}

/// Words and deeds about one meeting; `None` when the case has no such meeting.
///
/// Claims belong to it when they name it. A contact belongs to it when everybody in contact speaks for a
/// party that sits there, and the contact falls no later than the meeting's last day and after the last day
/// of the track's meeting before it.
#[must_use]
pub fn ledger_of_meeting<'a>(case: &'a Case, meeting: &MeetingId) -> Option<Ledger<'a>> {
    let (id, meeting) = case.meetings.get_key_value(meeting)?;
    let about = case.claims.iter().filter(|(_, claim)| claim.meeting.as_ref() == Some(id));
    let claims = about.filter_map(|(claim, _)| claim_entry(case, claim));
    let around = case.contacts.iter().filter(|(_, contact)| is_around(case, contact, meeting));
    let contacts = around.filter_map(|(contact, _)| contact_entry(case, contact));
    let entries = contacts.chain(deeds_of(case, id, meeting)).chain(claims).collect();
    Some(evenly(case, balance(case, Some(id), entries)))
}

/// The ledger, with what it codes unevenly.
fn evenly<'a>(case: &Case, ledger: Ledger<'a>) -> Ledger<'a> {
    Ledger { uneven: uneven(case, &ledger.entries), ..ledger }
}

fn is_around(case: &Case, contact: &Contact, meeting: &Meeting) -> bool {
    let there = present(meeting);
    let in_room = |actor| {
        let parties = parties_of(case, actor);
        !parties.is_empty() && parties.iter().all(|party| there.contains(party))
    };
    let before = case.meetings.values().filter(|other| other.track == meeting.track);
    let before = before.map(|other| other.when.to).filter(|day| *day < meeting.when.from).max();
    contact.between.iter().all(in_room)
        && contact.when.from <= meeting.when.to
        && before.is_none_or(|day| day < contact.when.from)
}

fn contact_entry<'a>(case: &'a Case, id: &ContactId) -> Option<Entry<'a>> {
    let (id, contact) = case.contacts.get_key_value(id)?;
    Some(Entry {
        side: Side::Word,
        on: Some(contact.when.from),
        day_of_publication: false,
        by: contact.between.iter().collect(),
        what: What::Contact(id),
        signal: contact.signal,
        counts: true,
        repeats: false,
        hedge: contact.hedge.as_deref(),
        said: Reference(&contact.origin),
    })
}

fn claim_entry<'a>(case: &'a Case, id: &ClaimId) -> Option<Entry<'a>> {
    let (id, claim) = case.claims.get_key_value(id)?;
    let on = claim.on.or(claim.origin.since);
    Some(Entry {
        side: if claim.kind == ClaimKind::Deed { Side::Deed } else { Side::Word },
        on: on.or_else(|| case.known_from(&claim.origin)),
        day_of_publication: on.is_none(),
        by: vec![&claim.by],
        what: What::Claim(id),
        signal: claim.signal,
        counts: claim.kind != ClaimKind::Speculation,
        repeats: false,
        hedge: None,
        said: Reference(&claim.origin),
    })
}

fn deeds_of<'a>(case: &'a Case, id: &'a MeetingId, meeting: &'a Meeting) -> Vec<Entry<'a>> {
    let deed = |origin: &'a Origin, what, signal, by| Entry {
        side: Side::Deed,
        on: origin.since.or_else(|| case.known_from(origin)),
        day_of_publication: origin.since.is_none(),
        by,
        what,
        signal,
        counts: true,
        repeats: false,
        hedge: None,
        said: Reference(origin),
    };
    // A meeting that is announced has not yet been done: the announcement is a word, as a claim of that kind is.
    let event = |(place, event): (usize, &'a MeetingEvent)| Entry {
        side: if event.status == MeetingStatus::Planned { Side::Word } else { Side::Deed },
        ..deed(&event.origin, What::Event(id, place), event.signal, event.host.iter().collect())
    };
    let events = meeting.history.iter().enumerate().map(event);
    let delegations = meeting.delegations.iter().filter_map(|delegation| {
        let ranks = delegation_rank(case, delegation);
        let signal = signal_of(&ranks)?;
        Some(deed(&delegation.origin, What::Delegation(id, Box::new(ranks)), signal, Vec::new()))
    });
    events.chain(delegations).collect()
}

/// Where a delegation points: certainly lower than expected cools, certainly higher warms; `None` when it is
/// as expected, or when nothing was expected.
fn signal_of(ranks: &DelegationRank<'_>) -> Option<Signal> {
    let drop = ranks.drop?;
    let other_head = ranks.expected_head.is_some() && ranks.expected_head != ranks.head;
    match ranks.lower {
        Some(Certainty::Certain) => Some(Signal::Cooler),
        _ if drop.high < 0 => Some(Signal::Warmer),
        _ if other_head || drop.low != 0 || drop.high != 0 => Some(Signal::Neutral),
        _ => None,
    }
}

fn balance<'a>(case: &Case, meeting: Option<&'a MeetingId>, mut entries: Vec<Entry<'a>>) -> Ledger<'a> {
    // Words before deeds on the same day, and the order of the file within each.
    entries.sort_by_key(|entry| (entry.on.is_none(), entry.on, entry.side == Side::Deed));
    repeats::mark(&mut entries);
    mark_absences(case, &mut entries);
    let words = tally(&entries, Side::Word);
    let deeds = tally(&entries, Side::Deed);
    let verdict = if words.is_empty() || deeds.is_empty() {
        Comparison::OneSided
    } else {
        match deeds.warmer.cmp(&deeds.cooler).cmp(&words.warmer.cmp(&words.cooler)) {
            std::cmp::Ordering::Less => Comparison::DeedsCooler,
            std::cmp::Ordering::Equal if words.is_split() || deeds.is_split() => Comparison::Split,
            std::cmp::Ordering::Equal => Comparison::Agree,
            std::cmp::Ordering::Greater => Comparison::DeedsWarmer,
        }
    };
    Ledger { meeting, entries, words, deeds, verdict, uneven: Vec::new() }
}

/// The kinds of act that the entries code in more than one way.
fn uneven(case: &Case, entries: &[Entry<'_>]) -> Vec<Uneven> {
    let act = |entry: &Entry<'_>| match &entry.what {
        What::Event(meeting, place) => {
            let event = case.meetings.get(*meeting).and_then(|meeting| meeting.history.get(*place))?;
            match event.status {
                MeetingStatus::Planned => Some(Act::MeetingPlanned),
                MeetingStatus::Held => Some(Act::MeetingHeld),
                MeetingStatus::Cancelled => Some(Act::MeetingCancelled),
                // What was changed may be anything.
                MeetingStatus::Changed => None,
            }
        }
        What::Claim(id) => {
            let claim = case.claims.get(*id)?;
            (claim.kind == ClaimKind::NoComment).then_some(Act::NoComment)
        }
        What::Contact(_) | What::Delegation(..) => None,
    };
    let of = |kind: Act| {
        let mut coded = Coded::default();
        for entry in entries.iter().filter(|entry| act(entry) == Some(kind)) {
            match entry.signal {
                Signal::Warmer => coded.warmer += 1,
                Signal::Neutral => coded.neutral += 1,
                Signal::Cooler => coded.cooler += 1,
            }
        }
        let ways = [coded.warmer, coded.neutral, coded.cooler].into_iter().filter(|count| *count > 0).count();
        (ways > 1).then_some(Uneven { act: kind, coded })
    };
    let kinds = [Act::MeetingPlanned, Act::MeetingHeld, Act::MeetingCancelled, Act::NoComment];
    kinds.into_iter().filter_map(of).collect()
}

/// Marks a delegation that only repeats a deed: whoever was expected is said to stay away from that meeting.
fn mark_absences(case: &Case, entries: &mut [Entry<'_>]) {
    let stays_away = |meeting: &MeetingId, person: &PersonId| {
        case.claims.values().any(|claim| {
            claim.kind == ClaimKind::Deed
                && claim.meeting.as_ref() == Some(meeting)
                && claim.by == Actor::Person(person.clone())
        })
    };
    for entry in entries {
        if let What::Delegation(meeting, ranks) = &entry.what {
            entry.repeats |= ranks.expected_head.is_some_and(|person| stays_away(meeting, person));
        }
    }
}

fn tally(entries: &[Entry<'_>], side: Side) -> Tally {
    let counted = entries.iter().filter(|entry| entry.side == side && entry.counts && !entry.repeats);
    let mut tally = Tally::default();
    for entry in counted {
        tally.hedged += usize::from(entry.hedge.is_some());
        match entry.signal {
            Signal::Warmer => tally.warmer += 1,
            Signal::Neutral => tally.neutral += 1,
            Signal::Cooler => tally.cooler += 1,
        }
    }
    tally
}

#[cfg(test)]
mod tests;
