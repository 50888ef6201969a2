//! The answer of `detente ground`: where is common ground, and among whom?

mod implied;
mod ladder;

use detente_agreement::{
    common_ground::{self, Cell, CommonGround, CommonOption, Matrix, Missing, OneShort, Room, Voice},
    grounds::{Grounds, Standing},
    ladders,
    partial_packages::PartialPackages,
};
use detente_case::{Condition, IssueId, Level, MeetingId, OptionId, PartyId};
use indexmap::IndexMap;
use serde::Serialize;

use self::ladder::LadderAnswer;
use super::verdict::{counted, stands_on};
use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::options::Choice;
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, wording},
};

/// Where common ground is: every party on every option, three lists, ladders.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ground {
    /// Issue × option × party.
    matrix: Matrix,
    /// Red lines, with where they are said.
    red_lines: Vec<DrawnLine>,
    /// What nobody said but other rungs of a ladder imply, with the line from which it follows.
    implied: Vec<implied::Implied>,
    /// What is common in the room; absent when no meeting has delegations.
    room: Option<Room>,
    /// What is common to all who must agree; its `one_short` is the third list.
    all_who_must_agree: CommonGround,
    /// Issues whose options are rungs.
    ladders: Vec<LadderAnswer>,
    /// Party by party, what the answers about deals stand on: what is not known, and on whose word it is filled.
    stands_on: Vec<String>,
}

/// Options of one issue behind a red line of one party.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct DrawnLine {
    /// Whose.
    party: PartyId,
    /// On what.
    issue: IssueId,
    /// Which options.
    options: Vec<OptionId>,
    /// The condition under which it does not bind.
    unless: Option<Condition>,
    /// Where it is said.
    reference: Reference,
}

/// Builds the answer. The fullest room is meant unless one is named.
#[must_use]
pub fn answer(question: &Question, room: Option<&MeetingId>) -> Ground {
    let case = &question.case;
    let matrix = common_ground::matrix(case);
    let lists = common_ground::standard_lists(case, room.or_else(|| common_ground::fullest_room(case)));
    let negotiation = question.negotiation();
    let ladder = |ladder| LadderAnswer::build(question, negotiation, ladder);
    Ground {
        red_lines: red_lines(question),
        implied: implied::of(question, &matrix),
        matrix,
        room: lists.room,
        all_who_must_agree: lists.all_who_must_agree,
        ladders: ladders::ladders(case).into_iter().map(ladder).collect(),
        stands_on: stands_on(question),
    }
}

fn red_lines(question: &Question) -> Vec<DrawnLine> {
    let mut lines: Vec<DrawnLine> = Vec::new();
    for party in question.case.parties.keys() {
        for (issue, drawn) in question.case.red_lines(party) {
            for (option, stance) in drawn {
                let reference = question.reference(&stance.origin);
                let same = lines
                    .iter_mut()
                    .find(|line| line.party == *party && line.issue == *issue && line.reference == reference);
                match same {
                    Some(line) => line.options.push(option.clone()),
                    None => lines.push(DrawnLine {
                        party: party.clone(),
                        issue: issue.clone(),
                        options: vec![option.clone()],
                        unless: stance.unless.clone(),
                        reference,
                    }),
                }
            }
        }
    }
    lines
}

/// One meeting instead of all.
const ROOM: Choice = Choice::name("room", "MEETING", "Show only this meeting");

/// `detente ground`.
pub const ASKED: Asked = Asked {
    name: "ground",
    about: "Show who accepts what, and which options all parties can live with",
    group: Group::Deal,
    after_help: "Example:\n  detente ground cases/london-2025 --room london-23-april",
    options: &[&ROOM],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| {
        let room = options.get(&ROOM).map(|name| question.meeting(name)).transpose()?;
        boxed(answer(question, room.as_ref()))
    },
    schema: Described::of::<Ground>(),
};

impl Answer for Ground {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        self.matrix_on(&mut page, question);
        if let Some(room) = &self.room {
            room_on(&mut page, question, room);
        }
        let all = &self.all_who_must_agree;
        page.heading(format!("Common to all who must agree: {}", question.shorts(&all.among)));
        ground_on(&mut page, question, all);
        if !all.one_short.is_empty() {
            page.heading("Acceptable to all who must agree but one");
            page.list(one_short(question, &all.one_short));
        }
        for ladder in &self.ladders {
            ladder.on(&mut page, question);
        }
        if !self.ladders.is_empty() && !self.stands_on.is_empty() {
            page.paragraph(
                "Whether a rung makes a deal possible rests on what the case says about those whose consent is \
                 needed:",
            );
            page.list(self.stands_on.iter().map(|line| Text::new().caution(line)).collect());
        }
        page.next(vec![
            (question.command("openers"), "what would open a deal, and at whose cost".to_owned()),
            (question.command("why"), "which red lines and no-deal values exclude each other".to_owned()),
        ]);
        page
    }
}

impl Ground {
    fn matrix_on(&self, page: &mut Page, question: &Question) {
        page.heading("What each party thinks of each option");
        page.paragraph(
            Text::new()
                .favour("++")
                .plain(" asks for it  ")
                .favour("+")
                .plain(" accepts it  ")
                .favour("~")
                .plain(" can live with it  ")
                .plain("- is against it  ")
                .against("X")
                .plain(" red line  +/- for or against  · nothing known  ( ) assumed")
                .plain(if self.implied.is_empty() { "" } else { "  [ ] implied by other rungs" }),
        );
        let columns = self.columns(question);
        let mut table = Table::new(["issue", "option"]);
        table.header.extend(columns.iter().map(|(_, party)| question.short(party).to_owned()));
        table.tight = (2..table.header.len()).collect();
        for row in &self.matrix.issues {
            for (number, option) in row.options.iter().enumerate() {
                let issue = if number == 0 { wording::issue_in_full(question, &row.issue) } else { "" };
                let name = wording::option_in_full(question, &row.issue, &option.option);
                let mut cells = vec![Text::from(issue), Text::from(name)];
                let shown = columns.iter().filter_map(|(column, _)| option.cells.get(*column));
                cells.extend(shown.map(mark));
                table.row(cells);
            }
        }
        page.table(table);
        let line = |line: &DrawnLine| {
            let options = wording::named_options(question, &line.issue, &line.options);
            let unless = line
                .unless
                .as_ref()
                .map_or(String::new(), |unless| format!(", unless {}", wording::condition(question, unless)));
            Text::new()
                .against(format!("{} draws a red line", question.short(&line.party)))
                .plain(format!(": {options}{unless}"))
                .then(line.reference.in_brackets())
        };
        page.list(self.red_lines.iter().map(line).collect());
        let shown = |implied: &&implied::Implied| columns.iter().any(|(_, party)| *party == implied.party);
        page.list(self.implied.iter().filter(shown).map(|implied| implied.text(question)).collect());
    }

    /// Parties of whom something is known, or who must agree, or who are in the room.
    fn columns(&self, question: &Question) -> Vec<(usize, PartyId)> {
        let present = self.room.as_ref().map_or(&[][..], |room| &room.ground.among);
        let shown = self.matrix.parties.iter().enumerate().filter(|(_, voice)| {
            voice.standing != Standing::NotStated
                || question.case.instrument.consent.contains(&voice.party)
                || present.contains(&voice.party)
        });
        shown.map(|(column, voice)| (column, voice.party.clone())).collect()
    }
}

fn mark(cell: &Cell) -> Text {
    let mark = match cell.level {
        Some(Level::Propose) => "++",
        Some(Level::Accept) => "+",
        Some(Level::Tolerate) => "~",
        Some(Level::Oppose) => "-",
        Some(Level::RedLine) => "X",
        None if cell.value.is_some() => "+/-",
        None => "·",
    };
    let mark = match cell.grounds.standing {
        Standing::Assumed => format!("({mark})"),
        Standing::Implied => format!("[{mark}]"),
        Standing::Sourced | Standing::Defined | Standing::NotStated => mark.to_owned(),
    };
    match cell.level {
        Some(Level::RedLine) => Text::new().against(mark),
        Some(Level::Tolerate | Level::Accept | Level::Propose) => Text::new().favour(mark),
        Some(Level::Oppose) | None => Text::from(mark),
    }
}

fn room_on(page: &mut Page, question: &Question, room: &Room) {
    let name =
        question.case.meetings.get(&room.meeting).map_or(room.meeting.as_str(), |meeting| &meeting.name);
    page.heading(format!("Common in the room: {name} ({})", question.shorts(&room.ground.among)));
    if !room.required_but_absent.is_empty() {
        let absent = question.shorts(&room.required_but_absent);
        page.paragraph(Text::new().caution(format!("Must agree but is not in the room: {absent}.")));
    }
    ground_on(page, question, &room.ground);
}

fn ground_on(page: &mut Page, question: &Question, ground: &CommonGround) {
    for voice in ground.voices.iter().filter(|voice| voice.standing != Standing::Sourced) {
        page.paragraph(Text::new().caution(unheard(question, voice)));
    }
    if ground.common.is_empty() {
        page.paragraph("No option is known to be common.");
    }
    page.list(ground.common.iter().map(|option| common(question, option)).collect());
    if !ground.common.is_empty() {
        page.paragraph(together(question, &ground.packages, &ground.packages_on_sources));
    }
}

fn unheard(question: &Question, voice: &Voice) -> String {
    let rest = if voice.standing == Standing::Assumed { "; all its positions are assumed" } else { "" };
    format!("{}: no sourced position{rest}.", question.short(&voice.party))
}

fn common(question: &Question, option: &CommonOption) -> Text {
    let least = match option.least {
        Level::Propose => "all ask for it",
        Level::Accept => "all accept it",
        _ => "all can live with it",
    };
    let mut text = Text::new()
        .strong(wording::term(question, &option.issue, &option.option))
        .plain(format!(": {least}"));
    if !option.assumed_for.is_empty() {
        text = text.caution(format!("; assumed of {}", question.shorts(&option.assumed_for)));
    }
    for holdout in &option.still_needs {
        let party = question.short(&holdout.party);
        text = text.caution(format!("; needs {party} too, {}", missing(holdout.why)));
    }
    text
}

fn missing(why: Missing) -> &'static str {
    match why {
        Missing::Unknown => "whose position on it is unknown",
        Missing::Opposes => "which is against it",
        Missing::RedLine => "which draws a red line",
    }
}

fn together(question: &Question, all: &PartialPackages, on_sources: &PartialPackages) -> String {
    if all.rules_contradict {
        return "The rules contradict each other: no package keeps all of them.".to_owned();
    }
    let settles = |packages: &PartialPackages| {
        let bound = if packages.cut { "at least " } else { "" };
        let settled = if packages.settled == 0 { "none".to_owned() } else { packages.settled.to_string() };
        format!("{bound}{settled} of {}", counted(packages.issues, "issue", "issues"))
    };
    let first = all.combinations.first().map(|terms| {
        let terms: Vec<_> =
            terms.iter().map(|(issue, option)| wording::term_in_short(question, issue, option)).collect();
        let ways = match all.count {
            1 => String::new(),
            count => format!("one of {count} ways: "),
        };
        format!(" ({ways}{})", terms.join("; "))
    });
    format!(
        "Together, within the rules, these options settle {}{}; without assumptions {}.",
        settles(all),
        first.unwrap_or_default(),
        settles(on_sources)
    )
}

/// Whether anything is said of what the party thinks of the option, if only that it may be for or against it.
pub(super) fn is_stated(question: &Question, party: &PartyId, issue: &IssueId, option: &OptionId) -> bool {
    question.case.position(party, issue, option).is_some()
}

/// Whether somebody assumes it: what nobody says is assumed of nobody.
fn is_assumed(grounds: &Grounds) -> bool {
    match grounds.standing {
        Standing::Assumed => true,
        Standing::Implied => grounds.owner.is_some(),
        Standing::Sourced | Standing::Defined | Standing::NotStated => false,
    }
}

/// One line a party and reason, with all the options that lack only it.
fn one_short(question: &Question, options: &[OneShort]) -> Vec<Text> {
    let mut by_party: IndexMap<(&PartyId, Missing, bool), Vec<&OneShort>> = IndexMap::new();
    for short in options {
        let party = &short.holdout.party;
        let stated = is_stated(question, party, &short.issue, &short.option);
        by_party.entry((party, short.holdout.why, stated)).or_default().push(short);
    }
    let line = |((party, why, stated), options): ((&PartyId, Missing, bool), Vec<&OneShort>)| {
        let term = |short: &&OneShort| wording::term_in_short(question, &short.issue, &short.option);
        let names: Vec<_> = options.iter().map(term).collect();
        // Who is sourced on an option is not told to be assumed because another is.
        let mut assumed_of: IndexMap<&str, usize> = IndexMap::new();
        let holdouts = options.iter().filter(|short| is_assumed(&short.holdout.grounds));
        let own = holdouts.map(|short| &short.holdout.party);
        for assumed in own.chain(options.iter().flat_map(|short| &short.assumed_for)) {
            *assumed_of.entry(question.short(assumed)).or_default() += 1;
        }
        let of = |(party, count): (&&str, &usize)| match *count {
            all if all == options.len() => (*party).to_owned(),
            some => format!("{party} on {some} of {}", options.len()),
        };
        let assumed: Vec<_> = assumed_of.iter().map(of).collect();
        let assumed =
            if assumed.is_empty() { String::new() } else { format!(" (assumed of {})", assumed.join(", ")) };
        let party = question.short(party);
        let lacks = match why {
            Missing::Unknown if stated => {
                Text::new().caution(format!("What {party} has said may be for or against"))
            }
            Missing::Unknown => Text::new().caution(format!("{party} has no known position on")),
            Missing::Opposes => Text::new().strong(format!("{party} is against")),
            Missing::RedLine => Text::new().against(format!("{party} draws a red line on")),
        };
        lacks.plain(format!(": {}", names.join("; "))).caution(assumed)
    };
    by_party.into_iter().map(line).collect()
}
