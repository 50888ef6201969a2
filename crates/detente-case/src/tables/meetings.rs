//! Meetings, with everything that was planned and changed, and who sits there for whom.

use super::table::{Entry, Part, Table, has_origin};
use crate::{
    Actor, ItemKind, Mandate, MeetingStatus, Origin, PartyId, PersonId, RankRange, Signal, TrackId, When,
    item::Mentions,
    known::Known,
    shape::{Kind, PARTY, Shape, optional, required, words},
    tree::Row,
};

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

const EVENT: Shape = Shape::part(
    "history",
    "something that happened to a meeting",
    &[
        required("status", Kind::Word(words::<MeetingStatus>), "what happened"),
        optional("host", Kind::Actor, "the host from then on, or the host intended"),
        optional("lead", Kind::Text, "how long before the meeting, in words of the source"),
        optional(
            "signal",
            Kind::Word(words::<Signal>),
            "whether it points towards agreement (default `neutral`)",
        ),
    ],
);

const DELEGATION: Shape = Shape::part(
    "delegations",
    "who sits in a meeting for a party",
    &[
        required("party", PARTY, "the party"),
        optional("head", Kind::Name(ItemKind::Person), "who leads it"),
        optional("rank", Kind::Ranks, "the rank of its head (default: the head's office)"),
        optional("expected", Kind::Name(ItemKind::Person), "who was expected to lead it"),
        optional("expected_rank", Kind::Ranks, "the rank expected (default: the expected person's office)"),
        optional("mandate", Kind::Word(words::<Mandate>), "what it may decide without asking home"),
        optional("lead", Kind::Text, "how long before the meeting it changed, in words of the source"),
    ],
);

impl Table for Meeting {
    const SHAPE: &'static Shape = &Shape::asserting(
        ItemKind::Meeting,
        "One meeting, with everything that was planned and changed.",
        &[
            required("name", Kind::Text, "its name"),
            required("track", Kind::Name(ItemKind::Track), "the track it belongs to"),
            required("when", Kind::When, "when"),
            optional("place", Kind::Text, "where"),
            optional("host", Kind::Actor, "who hosts it in the end"),
            optional("sequence", Kind::Count, "its number in a series: 4 for the fourth visit"),
            optional("announced_by", Kind::Actor, "who announced it"),
            optional("history", Kind::List(&Kind::Table(&EVENT)), "planned, changed, held; in order"),
            optional("delegations", Kind::List(&Kind::Table(&DELEGATION)), "who sits there for whom"),
        ],
    );

    fn read(row: Row<'_>) -> Option<Self> {
        let origin = row.origin();
        let history = row.parts("history").into_iter();
        let delegations = row.parts("delegations").into_iter();
        Some(Self {
            name: row.title(),
            track: row.name("track")?,
            when: row.when("when")?,
            place: row.text("place"),
            host: row.actor("host"),
            sequence: row.count("sequence"),
            announced_by: row.actor("announced_by"),
            history: history.filter_map(|part| MeetingEvent::read(part, &origin)).collect(),
            delegations: delegations.filter_map(|part| Delegation::read(part, &origin)).collect(),
            origin,
        })
    }

    fn says(&self) -> String {
        format!("{}, {}", self.name, self.when)
    }
}

impl Entry for Meeting {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.track);
        mentions.actors(self.host.iter().chain(&self.announced_by));
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget_actor(&mut self.host);
        known.forget_actor(&mut self.announced_by);
        known.has(&self.track)
    }
}

impl MeetingEvent {
    fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        Some(Self {
            status: row.word("status")?,
            note: row.text("note"),
            host: row.actor("host"),
            lead: row.text("lead"),
            signal: row.word("signal").unwrap_or(Signal::Neutral),
            origin: row.origin_within(around),
        })
    }
}

impl Part<Meeting> for MeetingEvent {
    fn title(&self, whole: &str, own: &str) -> String {
        format!("{whole} {own}")
    }

    fn says(&self, _: &Meeting) -> String {
        let note = self.note.as_ref().map_or(String::new(), |note| format!(": {note}"));
        format!("{}{note}", self.status)
    }
}

impl Entry for MeetingEvent {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.actors(&self.host);
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget_actor(&mut self.host);
        true
    }
}

impl Delegation {
    fn read(row: Row<'_>, around: &Origin) -> Option<Self> {
        Some(Self {
            party: row.name("party")?,
            head: row.name("head"),
            rank: row.ranks("rank"),
            expected: row.name("expected"),
            expected_rank: row.ranks("expected_rank"),
            mandate: row.word("mandate"),
            lead: row.text("lead"),
            origin: row.origin_within(around),
        })
    }
}

impl Part<Meeting> for Delegation {
    fn title(&self, whole: &str, _: &str) -> String {
        format!("{} at {whole}", self.party)
    }

    fn says(&self, _: &Meeting) -> String {
        match &self.head {
            Some(head) => format!("{} sends a delegation led by {head}", self.party),
            None => format!("{} sends a delegation; no source says who leads it", self.party),
        }
    }
}

impl Entry for Delegation {
    has_origin!();

    fn mention<'a>(&'a self, mentions: &mut Mentions<'a>) {
        mentions.id(&self.party);
        mentions.ids(self.head.iter().chain(&self.expected));
    }

    fn keep(&mut self, known: &Known) -> bool {
        known.forget(&mut self.head);
        known.forget(&mut self.expected);
        known.has(&self.party)
    }
}
