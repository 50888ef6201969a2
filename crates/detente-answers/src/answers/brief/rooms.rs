//! Who must agree and who is in which room, and whether anything was put to anybody.

use detente_case::{MeetingId, PartyId};
use detente_talks::{consent, network};
use serde::Serialize;

use crate::{
    answers::talks::offers::{Offers, Told},
    page::{Page, Text},
    question::Question,
    text::{Reference, phrase},
};

/// Who is in which room.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Rooms {
    /// One entry a meeting.
    pub(super) meetings: Vec<Room>,
    /// Parties whose absence would leave others without a room in common.
    pub(super) articulation_points: Vec<PartyId>,
    /// Whether there is an offer on the table.
    pub(super) offer: Offer,
}

/// Who of those who must agree sits in one room.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Room {
    /// The meeting.
    pub(super) meeting: MeetingId,
    /// Its name.
    pub(super) name: String,
    /// Of those who must agree, who is there.
    present: Vec<PartyId>,
    /// Of those who must agree, who is not.
    pub(super) missing: Vec<PartyId>,
    /// Of those who must agree, of whom nobody says whether they are there.
    pub(super) not_said: Vec<PartyId>,
}

/// Whether there is an offer on the table.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Offer {
    /// In one sentence.
    sentence: String,
    /// What was put forward, clause by clause, each with its own sources.
    #[serde(skip)]
    pub(super) told: Vec<Told>,
    /// Who of those who must agree is not known to have what was put forward, in a sentence; absent where nobody is.
    pub(super) not_said: Option<String>,
    /// Where that comes from.
    references: Vec<Reference>,
}

impl Offer {
    /// Clause by clause, each with its sources as this page marks them, and what is not said.
    pub(super) fn text(&self, mut mark: impl FnMut(&Reference) -> Text) -> Text {
        let clause = |text: Text, (place, told): (usize, &Told)| {
            let text = if place == 0 { text } else { text.plain("; ") };
            told.references.iter().fold(text.then(told.text.clone()), |text, one| text.then(mark(one)))
        };
        let text = self.told.iter().enumerate().fold(Text::new(), clause).plain(".");
        match &self.not_said {
            Some(not_said) => text.caution(format!(" {not_said}")),
            None => text,
        }
    }
}

impl Rooms {
    /// Who is in which room; `None` for a case without meetings or proposals.
    pub(super) fn build(question: &Question) -> Option<Self> {
        let rooms = rooms(question);
        let network = network::network(&question.case);
        (!rooms.is_empty() || !question.case.proposals.is_empty()).then(|| Self {
            meetings: rooms,
            articulation_points: network
                .articulation_points
                .iter()
                .map(|point| point.party.clone())
                .collect(),
            offer: offer(question),
        })
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("Who must agree, and who is in the room");
        page.list(self.meetings.iter().map(|room| room.text(question)).collect());
        if !self.articulation_points.is_empty() {
            let points = question.shorts(&self.articulation_points);
            page.paragraph(format!("All contact between the rooms goes through {points}."));
        }
        let lead = Text::from("Is there an offer on the table? ");
        page.paragraph(lead.then(self.offer.text(Reference::in_brackets)));
    }
}

impl Room {
    fn text(&self, question: &Question) -> Text {
        if !self.not_said.is_empty() {
            let who = phrase::parties(question, &self.not_said);
            let text = Text::new().strong(&self.name).plain(": ").caution("who came is not said");
            return text.plain(format!("; to agree, it would take {who}."));
        }
        let required = self.present.len() + self.missing.len();
        let count = format!("{} of the {required} who must agree", self.present.len());
        let missing = match self.missing.as_slice() {
            [] => Text::new().favour("all are there"),
            missing => Text::new().against(format!("{} missing", question.shorts(missing))),
        };
        Text::new().strong(&self.name).plain(format!(": {count}, ")).then(missing)
    }
}

fn rooms(question: &Question) -> Vec<Room> {
    let consent = consent::consent(&question.case);
    let room = |room: &consent::RoomConsent<'_>| Room {
        meeting: room.meeting.clone(),
        name: question
            .case
            .meetings
            .get(room.meeting)
            .map_or_else(String::new, |meeting| meeting.name.clone()),
        present: room.present.iter().map(|seat| seat.party.clone()).collect(),
        missing: room.missing.iter().map(|&party| party.clone()).collect(),
        not_said: room.not_said.iter().map(|&party| party.clone()).collect(),
    };
    consent.rooms.iter().map(room).collect()
}

fn offer(question: &Question) -> Offer {
    let found = Offers::build(question);
    let sentence = found.verdict(question).words();
    let not_said = found.not_said_in_short(question);
    let told = found.told(question);
    let mut references: Vec<Reference> = Vec::new();
    for reference in told.iter().flat_map(|clause| &clause.references) {
        if !references.iter().any(|known| known.cites == reference.cites) {
            references.push(reference.clone());
        }
    }
    Offer { sentence, told, not_said, references }
}
