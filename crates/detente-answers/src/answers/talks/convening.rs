//! Who must agree, who meets whom, and who connects whom.

use detente_case::{ItemKind, MeetingId, MeetingStatus, PartyId, When};
use detente_talks::{consent, convening, network};
use serde::Serialize;

use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, phrase},
};

/// Above so many parties the matrix would not fit on a screen; rooms are then listed.
const WIDEST_MATRIX: usize = 8;

/// Who must agree, who meets whom, and who connects whom.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Convening {
    /// The parties without whose yes the instrument does not exist.
    pub required: Vec<PartyId>,
    /// Where that is said.
    pub said: Reference,
    /// Meetings that hold all who must agree.
    pub rooms_with_all_required: Vec<MeetingId>,
    /// The parties that fight.
    pub belligerents: Vec<PartyId>,
    /// Meetings that hold all belligerents.
    pub rooms_with_all_belligerents: Vec<MeetingId>,
    /// All who must agree, belong to a track or sit in a meeting.
    pub parties: Vec<PartyId>,
    /// How many pairs these make.
    pub pairs: usize,
    /// How many pairs meet somewhere.
    pub pairs_covered: usize,
    /// Pairs that meet nowhere, each under one of its parties.
    pub nowhere: Vec<Apart>,
    /// Every meeting.
    pub rooms: Vec<Line>,
    /// Groups of parties connected through meetings, the largest first.
    pub groups: Vec<Vec<PartyId>>,
    /// Parties whose absence would disconnect others.
    pub articulation_points: Vec<ArticulationPoint>,
    /// Parties that meet nobody.
    pub cut_off: Vec<PartyId>,
}

/// A party and those it does not meet.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Apart {
    /// The party.
    pub party: PartyId,
    /// Whom it meets nowhere.
    pub others: Vec<PartyId>,
}

/// One meeting in the matrix.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Line {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its name.
    pub name: String,
    /// When it is.
    pub when: When,
    /// Where it stands; absent when no source says.
    pub status: Option<MeetingStatus>,
    /// Who sits in it.
    pub present: Vec<PartyId>,
    /// How many pairs it brings together.
    pub pairs: usize,
    /// How many pairs meet in this meeting and in no other.
    pub only_here: usize,
}

/// A party whose absence would disconnect others.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct ArticulationPoint {
    /// The party.
    pub party: PartyId,
    /// The groups the others fall into without it.
    pub separates: Vec<Vec<PartyId>>,
}

impl Convening {
    pub(super) fn build(question: &Question) -> Self {
        let case = &question.case;
        let consent = consent::consent(case);
        let convening = convening::convening(case);
        let network = network::network(case);
        let groups = |groups: &[Vec<&PartyId>]| groups.iter().map(|group| phrase::owned(group)).collect();
        let nowhere = convening.nowhere_by_party();
        Self {
            required: phrase::owned(&consent.required),
            said: question.reference(consent.said.0),
            rooms_with_all_required: phrase::owned(&consent.rooms_with_all_required),
            belligerents: phrase::owned(&consent.belligerents),
            rooms_with_all_belligerents: phrase::owned(&consent.rooms_with_all_belligerents),
            parties: phrase::owned(&convening.parties),
            pairs: convening.dyads.len(),
            pairs_covered: convening.covered,
            nowhere: nowhere
                .into_iter()
                .map(|(party, others)| Apart { party: party.clone(), others: phrase::owned(&others) })
                .collect(),
            rooms: convening.rooms.iter().map(|room| line(question, room)).collect(),
            groups: groups(&network.components),
            articulation_points: network
                .articulation_points
                .iter()
                .map(|point| ArticulationPoint {
                    party: point.party.clone(),
                    separates: groups(&point.separates),
                })
                .collect(),
            cut_off: phrase::owned(&network.cut_off),
        }
    }

    pub(super) fn show(&self, page: &mut Page, question: &Question) {
        page.heading("Who meets whom");
        page.paragraph(self.who_must_agree(question));
        self.show_rooms(page, question);
        if !self.rooms.is_empty() {
            page.list(self.observations(question));
        }
    }

    fn who_must_agree(&self, question: &Question) -> Text {
        let required = phrase::parties(question, &self.required);
        let together = match self.rooms_with_all_required.as_slice() {
            _ if self.required.is_empty() => {
                return Text::from("The case names no party that must agree.").then(self.said.in_brackets());
            }
            [] if self.rooms.is_empty() => {
                let unseen = question.later.iter().any(|later| later.kind == ItemKind::Meeting);
                let none =
                    if unseen { "No meeting is seen on this day" } else { "The case names no meeting" };
                Text::new().caution(none)
            }
            [] if self.rooms.iter().any(|room| room.present.is_empty()) => {
                Text::new().caution("No meeting is known to have them all in the room")
            }
            [] => Text::new().against("No meeting in the case names them all"),
            rooms => Text::new().favour(format!("They all sit in {}", names(question, rooms))),
        };
        let fighting = match self.rooms_with_all_belligerents.as_slice() {
            _ if self.belligerents.len() < 2
                || self.belligerents == self.required
                || self.rooms.is_empty() =>
            {
                Text::new()
            }
            [] => Text::from("; none names all belligerents"),
            rooms => Text::from(format!("; all belligerents sit in {}", names(question, rooms))),
        };
        Text::from(format!("The {} needs {required}", question.case.instrument.class))
            .then(self.said.in_brackets())
            .plain(". ")
            .then(together)
            .then(fighting)
            .plain(".")
    }

    fn show_rooms(&self, page: &mut Page, question: &Question) {
        let matrix = self.parties.len() <= WIDEST_MATRIX;
        let mut table = Table::new(["meeting", "status", "pairs"]);
        let inserted =
            if matrix { self.parties.iter().map(|id| question.short(id)).collect() } else { vec!["present"] };
        table.header.splice(1..1, inserted.into_iter().map(str::to_owned));
        for room in &self.rooms {
            let status = room.status.map_or_else(|| "not said".to_owned(), |status| status.to_string());
            let mut cells = vec![
                Text::from(&room.name),
                Text::from(status),
                Text::from(format!("{} of {}", room.pairs, self.pairs)),
            ];
            let seats: Vec<_> = if matrix {
                let mark = |id| match room.present.as_slice() {
                    [] => "?",
                    present if present.contains(id) => "●",
                    _ => "·",
                };
                self.parties.iter().map(|id| Text::from(mark(id))).collect()
            } else {
                vec![Text::from(phrase::parties(question, &room.present))]
            };
            cells.splice(1..1, seats);
            table.row(cells);
        }
        let columns = table.header.len();
        let tight: Vec<_> = if matrix { (1..columns).collect() } else { vec![columns - 1] };
        page.table(table.tight(&tight));
    }

    fn observations(&self, question: &Question) -> Vec<Text> {
        let mut list = Vec::new();
        let apart = self.pairs - self.pairs_covered;
        if self.nowhere.is_empty() {
            list.push(Text::from(format!("All {} of {} pairs meet somewhere.", self.pairs, self.pairs)));
        } else {
            let groups: Vec<_> = self
                .nowhere
                .iter()
                .map(|apart| {
                    format!(
                        "{} with {}",
                        question.short(&apart.party),
                        phrase::parties(question, &apart.others)
                    )
                })
                .collect();
            let head = format!("{apart} of {} pairs of parties have no meeting in the case", self.pairs);
            list.push(Text::new().against(head).plain(format!(": {}.", groups.join("; "))));
        }
        for point in &self.articulation_points {
            let groups: Vec<_> =
                point.separates.iter().map(|group| phrase::parties(question, group)).collect();
            let text = Text::from("Only ").strong(question.short(&point.party));
            list.push(text.plain(format!(" connects {}.", groups.join(" with "))));
        }
        if !self.cut_off.is_empty() {
            let who = phrase::parties(question, &self.cut_off);
            list.push(Text::from("No meeting in the case names: ").against(who).plain("."));
        }
        list
    }
}

fn line(question: &Question, room: &convening::Room<'_>) -> Line {
    Line {
        meeting: room.meeting.clone(),
        name: name(question, room.meeting),
        when: room.when.clone(),
        status: room.status,
        present: phrase::owned(&room.present),
        pairs: room.dyads,
        only_here: room.only_here,
    }
}

pub(super) fn name(question: &Question, meeting: &MeetingId) -> String {
    question.case.meetings.get(meeting).map_or_else(|| meeting.to_string(), |meeting| meeting.name.clone())
}

fn names(question: &Question, meetings: &[MeetingId]) -> String {
    phrase::list(&meetings.iter().map(|id| name(question, id)).collect::<Vec<_>>())
}
