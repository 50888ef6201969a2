//! One meeting: who of those who must agree is there, at what rank, and what the room can close.

use detente_case::{IssueId, Mandate, MeetingId, MeetingStatus, OptionId, PartyId, Rank, When};
use detente_talks::{
    closable::{self, Closing, IssueInRoom},
    consent,
    rank::{self, AttendanceIndex, Certainty, DelegationRank, KnownRank, Rungs},
};
use serde::Serialize;

use crate::{
    answers::at_home,
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, dates, phrase, wording},
};

/// One meeting in detail.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Room {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its name.
    pub name: String,
    /// When it is.
    pub when: When,
    /// Those who must agree and sit there.
    pub present: Vec<Seat>,
    /// Those who must agree and do not.
    pub missing: Vec<PartyId>,
    /// Those who must agree and of whom nobody says whether they sit there.
    pub not_said: Vec<PartyId>,
    /// The parties of its track: who can be expected where nobody says who came.
    pub expected: Vec<PartyId>,
    /// Who came, and who had been expected.
    pub delegations: Vec<Delegation>,
    /// The ranks that came against those expected; absent when nothing was expected of anybody.
    pub attendance: Option<AttendanceIndex>,
    /// What the room can close.
    pub issues: Vec<Agenda>,
    /// Where the meeting is reported.
    pub said: Reference,
}

/// A party's place in a room.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Seat {
    /// The party.
    pub party: PartyId,
    /// Where its delegation is reported.
    pub said: Reference,
}

/// One delegation.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Delegation {
    /// The party represented.
    pub party: PartyId,
    /// The name of who leads it, where known.
    pub head: Option<String>,
    /// The rank that came.
    pub actual: KnownRank,
    /// The name of who was expected to lead it, where known.
    pub expected_head: Option<String>,
    /// The rank expected; absent when nothing is known to have been expected.
    pub expected: Option<KnownRank>,
    /// How many rungs lower than expected; negative when higher.
    pub drop: Option<Rungs>,
    /// Whether the rank that came is lower than the rank expected.
    pub lower: Option<Certainty>,
    /// What it may decide; absent when no source says.
    pub mandate: Option<Mandate>,
    /// How long before the meeting it changed.
    pub lead: Option<String>,
    /// Where it is reported.
    pub said: Reference,
}

/// One issue in one room.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Agenda {
    /// The issue.
    pub issue: IssueId,
    /// How far the room can close it.
    pub closing: Closing,
    /// Options on which everybody needed sits there with a mandate to agree.
    pub can_be_agreed: Vec<OptionId>,
    /// Who is needed for at least one option and is absent.
    pub absent: Vec<PartyId>,
    /// Who is needed, sits there and may only listen or refer.
    pub cannot_commit: Vec<PartyId>,
    /// Who is needed and sits there with a mandate no source states.
    pub mandate_not_said: Vec<PartyId>,
}

impl Room {
    pub(super) fn build(question: &Question) -> Vec<Self> {
        let case = &question.case;
        let consent = consent::consent(case);
        let attendance = rank::attendance(case);
        let closable = closable::closable(case);
        let parts = consent.rooms.iter().zip(&attendance).zip(&closable).zip(case.meetings.values());
        parts
            .map(|(((consent, attendance), agenda), meeting)| Self {
                meeting: consent.meeting.clone(),
                name: meeting.name.clone(),
                when: meeting.when.clone(),
                present: consent
                    .present
                    .iter()
                    .map(|seat| Seat { party: seat.party.clone(), said: question.reference(seat.said.0) })
                    .collect(),
                missing: phrase::owned(&consent.missing),
                not_said: phrase::owned(&consent.not_said),
                expected: case
                    .tracks
                    .get(&meeting.track)
                    .map(|track| track.parties.clone())
                    .unwrap_or_default(),
                delegations: attendance.delegations.iter().map(|found| delegation(question, found)).collect(),
                attendance: attendance.index,
                issues: agenda.issues.iter().map(agenda_of).collect(),
                said: question.reference(&meeting.origin),
            })
            .collect()
    }

    pub(super) fn show(&self, page: &mut Page, question: &Question) {
        page.heading(format!("{}, {}", self.name, self.days(question)));
        let mut facts = vec![("must agree".to_owned(), self.coverage(question))];
        if let Some(index) = &self.attendance {
            facts.push(("attendance".to_owned(), attendance(index).then(self.expectations())));
        }
        if !self.delegations.is_empty()
            && self.delegations.iter().all(|delegation| delegation.mandate.is_none())
        {
            facts.push(("mandates".to_owned(), Text::new().caution("not said")));
        }
        page.facts(facts);
        if !self.delegations.is_empty() {
            self.show_delegations(page, question);
        }
        page.list(self.closing(question));
    }

    /// When it is, as its source says it.
    fn days(&self, question: &Question) -> String {
        let meeting = question.case.meetings.get(&self.meeting);
        let said_by: Vec<_> = meeting.iter().map(|meeting| &meeting.origin).collect();
        dates::when(question, &self.when, &said_by)
    }

    /// Who of those who must agree is there, at what rank, and whether anything can be closed.
    pub(super) fn in_a_line(&self, question: &Question) -> (String, Text) {
        // Whose reading an assumed day is stands with the day.
        let said = if self.said.cites.is_empty() { Text::new() } else { self.said.in_brackets() };
        let days = Text::from(self.days(question)).then(said);
        let text = days.plain(": ").then(self.coverage_in_short(question));
        let text = match &self.attendance {
            Some(index) => text.plain("; ").then(attendance(index)).then(self.expectations()),
            None => text,
        };
        let closes = |closing: Closing| self.issues.iter().filter(|agenda| agenda.closing == closing).count();
        let (all, class) = (self.issues.len(), question.case.instrument.class);
        let could = closes(Closing::Fully) + closes(Closing::SomeOptions);
        let text = match (could, closes(Closing::MandateNotSaid), closes(Closing::AttendanceNotSaid)) {
            _ if all == 0 => text,
            (0, 0, 0) => text.against(format!("; no {class} can be closed there")),
            (0, 0, _) => text.caution("; what it can close is not known"),
            (0, maybe, _) => {
                text.caution(format!("; it could close {maybe} of {all} issues, if mandates allow it"))
            }
            (could, ..) => text.favour(format!("; it can close {could} of {all} issues")),
        };
        (self.name.clone(), text.plain("."))
    }

    /// Whose word it is that anybody was expected, where it is nobody's but an assumption's.
    fn expectations(&self) -> Text {
        let expected: Vec<_> = self.delegations.iter().filter(|one| one.expected.is_some()).collect();
        let assumed = expected.iter().filter(|one| one.said.assumed_by.is_some()).count();
        match assumed {
            0 => Text::new(),
            all if all == expected.len() => Text::new().caution(" (all that was expected is assumed)"),
            some => Text::new().caution(format!(" ({some} of {} expectations assumed)", expected.len())),
        }
    }

    fn coverage_in_short(&self, question: &Question) -> Text {
        if self.delegations.is_empty() {
            return Text::new().caution("who is to come is not said");
        }
        let present: Vec<_> = self.present.iter().map(|seat| question.short(&seat.party)).collect();
        let of = present.len() + self.missing.len();
        let text = Text::from(format!("{} of {of} who must agree named", present.len()));
        let text = if present.is_empty() {
            text
        } else {
            // Seats of one sentence cite it once.
            let named = text.plain(format!(" ({})", phrase::list(&present)));
            let keys = |said: &Reference| said.cites.iter().map(|cite| cite.key.clone()).collect::<Vec<_>>();
            let mut cited: Vec<&Reference> = Vec::new();
            for said in self.present.iter().map(|seat| &seat.said) {
                if [&self.said].iter().chain(&cited).all(|known| keys(known) != keys(said)) {
                    cited.push(said);
                }
            }
            cited.into_iter().fold(named, |text, said| text.then(said.in_brackets()))
        };
        if self.missing.is_empty() {
            return text;
        }
        text.against(format!(", without {}", phrase::parties(question, &self.missing)))
    }

    fn coverage(&self, question: &Question) -> Text {
        if self.delegations.is_empty() {
            let expected = phrase::parties(question, &self.expected);
            let track = Text::new().caution("not said who is to come");
            return track.plain(format!("; its track is one of {expected}"));
        }
        let of = self.present.len() + self.missing.len();
        let mut text = Text::from(format!("{} of {of} named", self.present.len()));
        for (index, seat) in self.present.iter().enumerate() {
            let lead = if index == 0 { ": " } else { ", " };
            text = text.plain(lead).favour(question.short(&seat.party)).then(seat.said.in_brackets());
        }
        if self.missing.is_empty() {
            text
        } else {
            text.plain("; not named: ").against(phrase::parties(question, &self.missing))
        }
    }

    fn show_delegations(&self, page: &mut Page, question: &Question) {
        let expected = self.delegations.iter().any(|delegation| delegation.expected.is_some());
        let mandates = self.delegations.iter().any(|delegation| delegation.mandate.is_some());
        let meeting = question.case.meetings.get(&self.meeting);
        let held = meeting.is_some_and(|meeting| detente_talks::status(meeting) == Some(MeetingStatus::Held));
        let columns = [
            ("party", true),
            (if held { "came" } else { "to come" }, true),
            ("expected", expected),
            ("lower by", expected),
            ("mandate", mandates),
            ("source", true),
        ];
        let keep = |cells: [Text; 6]| -> Vec<Text> {
            cells.into_iter().zip(columns).filter(|(_, (_, shown))| *shown).map(|(cell, _)| cell).collect()
        };
        let mut table = Table::new([]);
        table.header =
            columns.iter().filter(|(_, shown)| *shown).map(|(header, _)| (*header).to_owned()).collect();
        for delegation in &self.delegations {
            let expected = delegation.expected.map_or_else(
                || Text::from("–"),
                |rank| person_and_rank(delegation.expected_head.as_deref(), rank),
            );
            let mandate = delegation
                .mandate
                .map_or_else(|| Text::new().caution("not said"), |mandate| Text::from(mandate.to_string()));
            table.row(keep([
                Text::from(question.short(&delegation.party)),
                person_and_rank(delegation.head.as_deref(), delegation.actual),
                expected,
                delegation.drop.map_or_else(|| Text::from("–"), rungs),
                mandate,
                delegation.said.text(),
            ]));
        }
        page.table(table.tight(if expected { &[0, 3] } else { &[0] }));
    }

    /// Issues that can be closed alike, for the same reasons, stand in one line.
    fn closing(&self, question: &Question) -> Vec<Text> {
        let mut groups: Vec<Vec<&Agenda>> = Vec::new();
        for issue in &self.issues {
            match groups.iter_mut().find(|group| group.first().is_some_and(|first| first.is_like(issue))) {
                Some(group) => group.push(issue),
                None => groups.push(vec![issue]),
            }
        }
        let line = |group: &Vec<&Agenda>| {
            let first = group.first()?;
            let issues: Vec<_> =
                group.iter().map(|agenda| wording::issue_name(question, &agenda.issue)).collect();
            let head = match first.closing {
                Closing::Fully => Text::new().favour("Can close"),
                Closing::SomeOptions => Text::new().favour("Can settle, but only with some options"),
                Closing::MandateNotSaid => Text::new().caution("Could settle, if the mandates allow it"),
                Closing::AttendanceNotSaid => {
                    Text::new().caution("Whether it can close is not known, as nobody says who is to come")
                }
                Closing::No => Text::new()
                    .against(format!("No {} can be closed there", question.case.instrument.class))
                    .plain(" on"),
                Closing::NobodyDecides => Text::new().caution("The case names nobody who decides"),
            };
            Some(head.plain(format!(": {}", issues.join("; "))).then(first.reasons(question)).plain("."))
        };
        let mut lines: Vec<Text> = groups.iter().filter_map(line).collect();
        let closes = self.issues.iter().any(|agenda| {
            matches!(agenda.closing, Closing::Fully | Closing::SomeOptions | Closing::MandateNotSaid)
        });
        if closes {
            // What a room closes is not yet approved at home.
            lines.extend(
                at_home::uncounted(question).into_iter().map(|line| Text::new().caution(format!("{line}."))),
            );
        }
        lines
    }
}

impl Agenda {
    fn is_like(&self, other: &Self) -> bool {
        let reasons = |agenda: &Self| {
            let Self { absent, cannot_commit, mandate_not_said, .. } = agenda;
            (agenda.closing, absent.clone(), cannot_commit.clone(), mandate_not_said.clone())
        };
        reasons(self) == reasons(other) && self.can_be_agreed.is_empty() == other.can_be_agreed.is_empty()
    }

    fn reasons(&self, question: &Question) -> Text {
        let mut reasons = Vec::new();
        let mut add = |parties: &[PartyId], one: &str, many: &str| {
            if !parties.is_empty() {
                let verb = if parties.len() == 1 { one } else { many };
                reasons.push(format!("{} {verb}", phrase::parties(question, parties)));
            }
        };
        add(&self.absent, "is not named", "are not named");
        add(&self.cannot_commit, "may only listen or refer", "may only listen or refer");
        add(&self.mandate_not_said, "has an unknown mandate", "have unknown mandates");
        if reasons.is_empty() { Text::new() } else { Text::from(format!(" ({})", reasons.join("; "))) }
    }
}

fn delegation(question: &Question, found: &DelegationRank<'_>) -> Delegation {
    let name = |person: Option<&detente_case::PersonId>| {
        person.and_then(|id| question.case.people.get(id)).map(|person| person.name.clone())
    };
    Delegation {
        party: found.party.clone(),
        head: name(found.head),
        actual: found.actual,
        expected_head: name(found.expected_head),
        expected: found.expected,
        drop: found.drop,
        lower: found.lower,
        mandate: found.mandate,
        lead: found.lead.map(str::to_owned),
        said: question.reference(found.said.0),
    }
}

fn agenda_of(found: &IssueInRoom<'_>) -> Agenda {
    let agreed = found.options.iter().filter(|option| option.can_be_agreed());
    Agenda {
        issue: found.issue.clone(),
        closing: found.closing,
        can_be_agreed: agreed.map(|option| option.option.clone()).collect(),
        absent: phrase::owned(&found.absent),
        cannot_commit: phrase::owned(&found.cannot_commit),
        mandate_not_said: phrase::owned(&found.mandate_not_said),
    }
}

fn person_and_rank(person: Option<&str>, rank: KnownRank) -> Text {
    let person = person.map_or(String::new(), |name| format!("{name}, "));
    if rank.said {
        Text::from(format!("{person}{}", in_words(rank.range.low, rank.range.high)))
    } else {
        Text::from(person).caution("rank not said")
    }
}

pub(super) fn in_words(low: Rank, high: Rank) -> String {
    let word = |rank: Rank| rank.to_string().replace('-', " ");
    if low == high { word(low) } else { format!("{} to {}", word(low), word(high)) }
}

fn rungs(drop: Rungs) -> Text {
    let Rungs { low, high } = drop;
    let span = match (low, high) {
        (1, 1) => "1 rung".to_owned(),
        _ if low == high => format!("{low} rungs"),
        // Negative is higher: nobody reads "lower by -3".
        _ if high <= 0 => format!("{} to {} higher", -high, -low),
        _ if low < 0 => format!("{} higher to {high} lower", -low),
        _ => format!("{low} to {high}"),
    };
    if low > 0 { Text::new().against(span) } else { Text::from(span) }
}

fn attendance(index: &AttendanceIndex) -> Text {
    // A share above all that was expected tells no more than that nobody is lower.
    let most = index.most_percent().min(100);
    let least = index.least_percent().min(most);
    let text = if least == most {
        Text::from(format!("{most}% of the expected rank"))
    } else {
        Text::from(format!("{least} to {most}% of the expected rank"))
    };
    let text = match index.downgraded {
        Certainty::Certain => text.plain(", ").against("certainly below it"),
        Certainty::Possible => text.plain("; ").caution("perhaps below it"),
        Certainty::Excluded => text.plain(", ").favour("not below it"),
    };
    match index.not_said {
        0 => text,
        not_said => text.plain(format!(": {not_said} of {} ranks are unknown", index.counted)),
    }
}
