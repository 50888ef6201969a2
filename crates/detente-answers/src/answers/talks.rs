//! `detente talks`: who meets whom, what was said and done, and what reached whom.

mod convening;
pub(super) mod explanations;
mod in_short;
pub(super) mod offers;
pub(super) mod procedures;
mod room;
mod words;

use detente_case::MeetingId;
use serde::Serialize;

use self::{
    convening::Convening, explanations::Explanations, offers::Offers, procedures::Procedure, room::Room,
    words::Ledger,
};
use crate::ask::{Asked, DRAWS, Group, boxed_with_detail};
use crate::described::Described;
use crate::options::{Choice, FULL};
use crate::{answer::Answer, page::Page, question::Question, stop::Stop};

/// The answer of `detente talks`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Talks {
    /// The meeting asked about; all of them when absent.
    room: Option<MeetingId>,
    /// Who must agree, who meets whom, and who connects whom.
    convening: Convening,
    /// The meetings in detail.
    rooms: Vec<Room>,
    /// Words against deeds, about the meeting or the whole case.
    ledger: Ledger,
    /// What reached whom; absent when one meeting is asked about.
    offers: Option<Offers>,
    /// Explanations and what bears on them; absent when one meeting is asked about.
    explanations: Option<Explanations>,
    /// Who writes the text and who may change it; absent when one meeting is asked about.
    procedures: Option<Vec<Procedure>>,
}

/// Builds the answer.
pub fn answer(question: &Question, room: Option<&MeetingId>) -> Result<Talks, Stop> {
    let wanted = |id: &MeetingId| room.is_none_or(|room| room == id);
    let whole = room.is_none();
    Ok(Talks {
        room: room.cloned(),
        convening: Convening::build(question),
        rooms: Room::build(question).into_iter().filter(|room| wanted(&room.meeting)).collect(),
        ledger: Ledger::build(question, room)?,
        offers: whole.then(|| Offers::build(question)),
        explanations: whole.then(|| Explanations::build(question)),
        procedures: whole.then(|| Procedure::build(question)),
    })
}

/// One meeting instead of all.
const ROOM: Choice = Choice::name("room", "MEETING", "Show only this meeting");

/// `detente talks`.
pub const ASKED: Asked = Asked {
    name: "talks",
    about: "Show who meets whom, at what rank, and whether there is an offer",
    group: Group::Talks,
    after_help: "Example:\n  detente talks cases/london-2025 --room london-23-april",
    options: &[&ROOM, &FULL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| {
        let room = options.get(&ROOM).map(|name| question.meeting(name)).transpose()?;
        boxed_with_detail(answer(question, room.as_ref())?, options)
    },
    schema: Described::of::<Talks>(),
};

impl Answer for Talks {
    /// One meeting is shown in full; all of them and what else is talked of, in a few lines each.
    fn page(&self, question: &Question) -> Page {
        if self.room.is_some() { self.page_in_full(question) } else { self.in_short(question) }
    }

    fn page_in_full(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        self.convening.show(&mut page, question);
        for room in &self.rooms {
            room.show(&mut page, question);
        }
        self.ledger.show(&mut page, question);
        if let Some(offers) = &self.offers {
            offers.show(&mut page, question);
        }
        if let Some(explanations) = &self.explanations {
            explanations.show(&mut page);
        }
        for (index, procedure) in self.procedures.iter().flatten().enumerate() {
            procedure.show(&mut page, question, index == 0);
        }
        page.next(next(self, question));
        page
    }
}

fn next(talks: &Talks, question: &Question) -> Vec<(String, String)> {
    let mut commands = Vec::new();
    match (&talks.room, talks.rooms.first()) {
        (None, Some(room)) => {
            let command = question.command(&format!("talks --room {}", room.meeting));
            commands.push((command, format!("only {}", room.name)));
            let command = question.command(&format!("ground --room {}", room.meeting));
            commands.push((command, "what the parties in that room have in common".to_owned()));
        }
        (Some(room), _) => {
            let command = question.command(&format!("ground --room {room}"));
            commands.push((command, "what the parties in this room have in common".to_owned()));
            commands.push((question.command("talks"), "all rooms, offers and explanations".to_owned()));
        }
        (None, None) => {}
    }
    if let Some(hypothesis) = question.case.hypotheses.keys().next() {
        let command = question.command(&format!("show {hypothesis}"));
        commands.push((command, "the evidence for and against an explanation".to_owned()));
    }
    commands
}
