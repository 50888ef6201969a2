//! Words against deeds.

use detente_case::{Actor, Case, ClaimId, MeetingId, MeetingStatus, PersonId, Signal};
use detente_talks::{
    ledger::{self, Act, Comparison, Side, Tally, Uneven, What},
    rank::KnownRank,
};
use jiff::civil::Date;
use serde::Serialize;

use super::room::in_words;
use crate::{
    page::{Page, Table, Text},
    question::Question,
    stop::Stop,
    text::{Reference, phrase},
};

/// What was said and what was done, and how the two compare.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Ledger {
    /// The meeting it is about; the whole case when absent.
    pub meeting: Option<MeetingId>,
    /// Words and deeds, earliest first; what has no date comes last.
    pub entries: Vec<Entry>,
    /// What the words point to.
    pub words: Tally,
    /// What the deeds point to.
    pub deeds: Tally,
    /// How the deeds compare with the words.
    pub verdict: Comparison,
    /// Acts of one kind that the case codes in more than one way.
    pub uneven: Vec<Uneven>,
}

/// One word or deed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Entry {
    /// Said or done.
    pub side: Side,
    /// The day; of its publication where no source gives its own.
    pub on: Option<Date>,
    /// Whether the day is only that of publication.
    pub day_of_publication: bool,
    /// What it is, in a line.
    pub says: String,
    /// Whether it points towards agreement.
    pub signal: Signal,
    /// Whether it counts in the sums; a guess that nobody owns does not.
    pub counts: bool,
    /// Whether it repeats statements that an entry above it rests on, and does not count again.
    pub repeats: bool,
    /// The source's own reservation.
    pub hedge: Option<String>,
    /// Where it is reported.
    pub said: Reference,
}

impl Ledger {
    pub(super) fn build(question: &Question, room: Option<&MeetingId>) -> Result<Self, Stop> {
        let case = &question.case;
        let ledger = match room {
            None => ledger::ledger_of_case(case),
            Some(room) => ledger::ledger_of_meeting(case, room)
                .ok_or_else(|| Stop::refused(format!("this view sees no meeting `{room}`")))?,
        };
        let entries = ledger.entries.iter().map(|entry| Entry {
            side: entry.side,
            on: entry.on,
            day_of_publication: entry.day_of_publication,
            says: says(question, entry),
            signal: entry.signal,
            counts: entry.counts,
            repeats: entry.repeats,
            hedge: entry.hedge.map(str::to_owned),
            said: question.reference(entry.said.0),
        });
        Ok(Self {
            meeting: ledger.meeting.cloned(),
            entries: entries.collect(),
            words: ledger.words,
            deeds: ledger.deeds,
            verdict: ledger.verdict,
            uneven: ledger.uneven,
        })
    }

    /// What the words and the deeds say together, and how many of each point where.
    fn compared(&self) -> Text {
        let verdict = match self.verdict {
            Comparison::Agree => Text::new().favour("Words and deeds point the same way"),
            Comparison::Split => {
                let side = match (self.words.is_split(), self.deeds.is_split()) {
                    (true, true) => "Words and deeds are split",
                    (false, true) => "Deeds are split",
                    (_, false) => "Words are split",
                };
                Text::new().caution(side)
            }
            Comparison::DeedsCooler => Text::new().against(
                "The deeds point further away from agreement than \
                the words",
            ),
            Comparison::DeedsWarmer => {
                Text::new().favour("The deeds point more towards agreement than the words")
            }
            Comparison::OneSided => Text::new().caution("There are no words and deeds to compare"),
        };
        let sums = format!(
            ": words {}; deeds {}.",
            tally(self.words, self.assumed(Side::Word)),
            tally(self.deeds, self.assumed(Side::Deed))
        );
        verdict.plain(sums)
    }

    /// How many of those that count as warmer, and as cooler, nobody reports.
    fn assumed(&self, side: Side) -> [usize; 2] {
        [Signal::Warmer, Signal::Cooler].map(|signal| {
            let own =
                self.entries.iter().filter(|entry| entry.side == side && entry.counts && !entry.repeats);
            own.filter(|entry| entry.signal == signal && entry.said.assumed_by.is_some()).count()
        })
    }

    /// What they say together, with a warning where acts of one kind are coded unlike.
    pub(super) fn in_a_line(&self) -> Text {
        if self.entries.is_empty() {
            return Text::from("The case has neither.");
        }
        let uneven = self.uneven.iter().map(unevenly);
        uneven.fold(self.compared(), |text, one| text.plain(" ").then(one))
    }

    pub(super) fn show(&self, page: &mut Page, _: &Question) {
        page.heading("Words against deeds");
        if self.entries.is_empty() {
            page.paragraph("The case has neither words nor deeds here.");
            return;
        }
        page.paragraph(self.compared());
        page.list(self.uneven.iter().map(unevenly).collect());
        let mut table = Table::new(["day", "", "what", "points", "source"]);
        for entry in self.entries.iter().filter(|entry| self.is_listed(entry)) {
            let day = entry.on.map_or_else(|| "not said".to_owned(), |day| day.to_string());
            let day = if entry.day_of_publication { format!("≤ {day}") } else { day };
            let side = if entry.side == Side::Word { "said" } else { "done" };
            let hedge = entry.hedge.as_ref().map_or(String::new(), |hedge| format!(" (\"{hedge}\")"));
            let signal = match entry.signal {
                _ if !entry.counts => Text::new().caution("not counted"),
                Signal::Warmer => Text::new().favour("warmer"),
                Signal::Neutral => Text::from("neutral"),
                Signal::Cooler => Text::new().against("cooler"),
            };
            table.row(vec![
                Text::from(day),
                Text::from(side),
                Text::from(format!("{}{hedge}", entry.says)),
                signal,
                entry.said.text(),
            ]);
        }
        page.table(table.tight(&[0, 1, 3]));
        let unlisted = self.entries.iter().filter(|entry| !self.is_listed(entry));
        let (repeats, neutral): (Vec<_>, Vec<_>) = unlisted.partition(|entry| entry.repeats);
        let left_out = [
            left_out(neutral.len(), "that is neutral", "that are neutral"),
            left_out(repeats.len(), "already counted above", "already counted above"),
        ];
        let left_out: Vec<_> = left_out.into_iter().flatten().collect();
        if !left_out.is_empty() {
            page.paragraph(format!("Left out here: {}; --json lists all.", phrase::list(&left_out)));
        }
    }

    /// Repetitions are left out; about a whole case, so is what points neither way.
    fn is_listed(&self, entry: &Entry) -> bool {
        !entry.repeats && (self.meeting.is_some() || entry.signal != Signal::Neutral)
    }
}

fn left_out(number: usize, one: &str, many: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 entry {one}")),
        _ => Some(format!("{number} entries {many}")),
    }
}

fn tally(tally: Tally, [warmer, cooler]: [usize; 2]) -> String {
    let hedged = if tally.hedged == 0 { String::new() } else { format!(" ({} hedged)", tally.hedged) };
    let assumed = |count: usize| if count == 0 { String::new() } else { format!(" ({count} assumed)") };
    format!(
        "{} warmer{hedged}{}, {} neutral, {} cooler{}",
        tally.warmer,
        assumed(warmer),
        tally.neutral,
        tally.cooler,
        assumed(cooler)
    )
}

fn says(question: &Question, entry: &ledger::Entry<'_>) -> String {
    let case = &question.case;
    let names = || phrase::list(&entry.by.iter().map(|by| phrase::actor(question, by)).collect::<Vec<_>>());
    match &entry.what {
        What::Contact(id) => {
            let kind = case
                .contacts
                .get(*id)
                .map_or_else(|| "contact".to_owned(), |contact| contact.kind.to_string());
            format!("{kind} between {}", names())
        }
        What::Claim(id) => claim(case, id, entry.by.as_slice(), &names()),
        What::Event(id, place) => {
            let event = case.meetings.get(*id).and_then(|meeting| meeting.history.get(*place));
            let status = event.map_or_else(|| "event".to_owned(), |event| event.status.to_string());
            let note = event.and_then(|event| event.note.as_ref());
            format!("{}: {}", super::convening::name(question, id), note.unwrap_or(&status))
        }
        What::Delegation(id, ranks) => {
            let person = |id: Option<&PersonId>, rank: Option<KnownRank>| {
                let name = id.and_then(|id| case.people.get(id)).map(|person| person.name.clone());
                let said = rank.filter(|rank| rank.said).map(|rank| rank.range);
                let rank = || said.map(|range| format!("rank {}", in_words(range.low, range.high)));
                name.or_else(rank).unwrap_or_else(|| "somebody whose rank is not said".to_owned())
            };
            let held = case
                .meetings
                .get(*id)
                .is_some_and(|meeting| detente_talks::status(meeting) == Some(MeetingStatus::Held));
            format!(
                "{}: {} {} {}; expected: {}",
                super::convening::name(question, id),
                question.short(ranks.party),
                if held { "sent" } else { "is to send" },
                person(ranks.head, Some(ranks.actual)),
                person(ranks.expected_head, ranks.expected),
            )
        }
    }
}

fn claim(case: &Case, id: &ClaimId, by: &[&Actor], names: &str) -> String {
    let Some(claim) = case.claims.get(id) else { return id.to_string() };
    if by == [&Actor::Unnamed] { claim.says.clone() } else { format!("{names}: {}", claim.says) }
}

/// Acts of one kind that are coded in more than one way, in a sentence.
fn unevenly(uneven: &Uneven) -> Text {
    let act = match uneven.act {
        Act::MeetingPlanned => "an announced meeting",
        Act::MeetingHeld => "a meeting held",
        Act::MeetingCancelled => "a meeting called off",
        Act::NoComment => "a silence",
    };
    let counts =
        [(uneven.coded.warmer, "warmer"), (uneven.coded.neutral, "neutral"), (uneven.coded.cooler, "cooler")];
    let ways: Vec<_> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(
            |(count, how)| {
                if count == 1 { format!("once as {how}") } else { format!("{count} times as {how}") }
            },
        )
        .collect();
    Text::new().caution(format!(
        "In this case {act} counts {}: read the comparison with that in mind.",
        phrase::list(&ways)
    ))
}
