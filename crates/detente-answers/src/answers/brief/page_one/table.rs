//! Who must say yes, what is on the table, what is common, and what to ask.

use detente_case::{Delegation, Meeting, MeetingId, MeetingStatus, Origin, PartyId, PersonId};
use indexmap::IndexSet;

use super::{
    super::{Brief, rooms::Room},
    LONGEST,
    cites::Cites,
    short, some,
};
use crate::{
    answers::verdict::counted,
    page::{Page, Text},
    question::Question,
    text::{consents, phrase},
};

/// How many columns the full names of all who must agree may take: a short name that stands nowhere in full says nothing.
const LONGEST_OF_NAMES: usize = 4 * LONGEST;

/// Who must agree, who is where, and whether anything was put to anybody.
pub(super) fn who(brief: &Brief, question: &Question, most: usize, cites: &mut Cites<'_>, page: &mut Page) {
    let must = brief.verdict.verdict.rests_on.iter().filter(|rest| rest.instrument);
    let must: Vec<&PartyId> = must.map(|rest| &rest.party).collect();
    if must.is_empty() {
        return;
    }
    let name = |party: &&PartyId| {
        let name = question.whole.parties.get(*party).map_or(party.as_str(), |party| &party.name);
        let short = question.short(party);
        if name == short { name.to_owned() } else { format!("{name} ({short})") }
    };
    let names: Vec<_> = must.iter().map(name).collect();
    let rooms = brief.rooms.as_ref();
    let rooms_of = rooms.map_or(&[][..], |rooms| rooms.meetings.as_slice());
    let all_meet = rooms_of.iter().any(|room| room.missing.is_empty() && room.not_said.is_empty());
    let none = if rooms_of.is_empty() || all_meet { "" } else { "; in no one room" };
    let named = format!("{}{none}.", phrase::list(&names));
    let named = if named.chars().count() <= LONGEST_OF_NAMES {
        named
    } else {
        let shorts: Vec<_> = must.iter().map(|party| question.short(party)).collect();
        format!("{}{none}.", phrase::list(&shorts))
    };
    page.run_in("who must say yes", format!("{named}{}", consents::clauses_also_need(question)));
    let mut room = |room: &Room| {
        let text = attending(question, room).then(sent(question, &room.meeting, cites));
        (short(&room.name), text)
    };
    // A line that says there is one more takes as much room as the one.
    let most = if rooms_of.len() == most + 1 { most + 1 } else { most };
    let mut meetings: Vec<_> = rooms_of.iter().take(most).map(&mut room).collect();
    let more = rooms_of.len().saturating_sub(most);
    if more > 0 {
        meetings.push(("and".to_owned(), Text::from(counted(more, "other meeting", "other meetings"))));
    }
    page.facts(meetings);
    if let Some(rooms) = rooms {
        let points = &rooms.articulation_points;
        let links = if points.is_empty() {
            String::new()
        } else {
            let link = if points.len() == 1 { "links" } else { "link" };
            format!(" Only {} {link} the rooms.", phrase::parties(question, points))
        };
        let offer = rooms.offer.text(|reference| cites.mark(Some(reference)));
        page.run_in("on the table", offer.plain(format!("{}{links}", texts(brief))));
    }
}

/// Who of those who must agree is there, who else, and whether anything can be closed there.
fn attending(question: &Question, room: &Room) -> Text {
    let meeting = question.case.meetings.get(&room.meeting);
    let there = meeting.into_iter().flat_map(|meeting| &meeting.delegations);
    let there: IndexSet<_> = there.map(|delegation| question.short(&delegation.party)).collect();
    let named = there.iter().copied().collect::<Vec<_>>().join(", ");
    match (room.missing.as_slice(), room.not_said.as_slice()) {
        ([], []) => Text::from(named).favour("; all who must agree"),
        (missing, []) => {
            let missing = phrase::parties(question, missing);
            let class = question.case.instrument.class;
            Text::from(named).against(format!("; without {missing}: can close no {class}"))
        }
        (_, not_said) => {
            let who = phrase::parties(question, not_said);
            let named = if named.is_empty() { String::new() } else { format!("{named}; ") };
            Text::from(named).caution(format!("who comes is not said (it takes {who})"))
        }
    }
}

/// `4th`.
fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `; 4th planned [7]; US sends Keith Kellogg [2], Marco Rubio expected (assumed)`: of a series which meeting, and
/// who leads a delegation in the place of whom; nothing where no meeting is numbered and nobody else was expected.
fn sent(question: &Question, id: &MeetingId, cites: &mut Cites<'_>) -> Text {
    let case = &question.case;
    let Some(meeting) = case.meetings.get(id) else { return Text::new() };
    let name =
        |person: &PersonId| case.people.get(person).map_or(person.as_str(), |one| &one.name).to_owned();
    let planned = meeting.history.last().filter(|event| event.status == MeetingStatus::Planned);
    let text = match (meeting.sequence, planned) {
        (Some(number), Some(event)) => Text::from(format!("; {} planned", ordinal(number)))
            .then(cites.mark(Some(&question.reference(&event.origin)))),
        (Some(_) | None, _) => Text::new(),
    };
    let seats = meeting.delegations.iter().filter_map(|seat| replaced(meeting, seat));
    seats.fold(text, |text, (came, led_by, head, expected)| {
        text.plain(format!("; {} sends {}", question.short(&came.party), name(led_by)))
            .then(cites.mark(Some(&question.reference(&came.origin))))
            .plain(format!(", {} expected", name(head)))
            .then(cites.mark(Some(&question.reference(expected))))
    })
}

/// Who leads a delegation in the place of somebody who had been expected: the delegation, its leader, who was expected, and
/// where that is said; nothing where nobody else was, or nobody says who leads it.
fn replaced<'m>(
    meeting: &'m Meeting,
    expected: &'m Delegation,
) -> Option<(&'m Delegation, &'m PersonId, &'m PersonId, &'m Origin)> {
    let head = expected.expected.as_ref()?;
    let came = meeting.delegations.iter().find(|came| came.party == expected.party && came.head.is_some())?;
    let led_by = came.head.as_ref().filter(|led_by| *led_by != head)?;
    Some((came, led_by, head, &expected.origin))
}

/// ` None of 2 texts or ideas is a deal at central values.`: of those that hang on what nobody has said, that this is so.
fn texts(brief: &Brief) -> String {
    let count = |wanted: Option<bool>| brief.texts.iter().filter(|text| text.is_deal() == wanted).count();
    let (deals, not_known) = (count(Some(true)), count(None));
    let all = brief.texts.len();
    let of = counted(all, "text or idea", "texts or ideas");
    let told = match (all - not_known, deals) {
        (0, _) => String::new(),
        (1, 0) if all == 1 => " The one text or idea is no deal at central values.".to_owned(),
        (1, _) if all == 1 => " The one text or idea can be a deal at central values.".to_owned(),
        (known, 0) if known == all => format!(" None of {of} is a deal at central values."),
        (known, 0) => format!(" {known} of {of} {} no deal at central values", is_or_are(known)),
        (_, deals) => format!(" {deals} of {of} can be a deal at central values"),
    };
    let ended = |told: String| if told.is_empty() || told.ends_with('.') { told } else { format!("{told}.") };
    match not_known {
        0 => ended(told),
        1 if all == 1 => " Whether the one text or idea is a deal hangs on what nobody has said.".to_owned(),
        one if one == all => format!(" Whether any of {of} is a deal hangs on what nobody has said."),
        some => format!("{told}; {some} {} on silence.", if some == 1 { "hangs" } else { "hang" }),
    }
}

fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// What is common among whom.
pub(super) fn common_ground(brief: &Brief, question: &Question, most: usize, page: &mut Page) {
    let lists: Vec<_> = brief.common_ground.iter().filter(|list| !list.parties.is_empty()).collect();
    if lists.is_empty() || question.case.issues.is_empty() {
        return;
    }
    page.run_in("common ground", Text::new());
    let told = |list: &&super::super::common::CommonList| {
        let options = list.options_in_short(question);
        let text =
            if options.is_empty() { Text::new().caution("none") } else { Text::from(some(&options, most)) };
        let text = text.then(list.sourced());
        let text = match (options.is_empty(), list.aside_in_short(question)) {
            (_, None) => text,
            (true, Some(aside)) => Text::from(aside),
            (false, Some(aside)) => text.plain(format!("; {aside}")),
        };
        (list.label(), text)
    };
    page.facts(lists.iter().map(told).collect());
    if let Some(text) = &brief.may_be_tabled {
        page.paragraph(text.in_a_line(question));
    }
}

/// Those who are asked the same, on one line.
fn alike(by: Vec<(String, Vec<String>)>) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (whom, asked) in by {
        match all.iter_mut().find(|(_, known)| *known == asked) {
            Some((names, _)) => names.push(whom),
            None => all.push((vec![whom], asked)),
        }
    }
    all.into_iter().map(|(names, asked)| (names.join(", "), asked)).collect()
}

/// Whom to ask what.
pub(super) fn ask(brief: &Brief, question: &Question, most: usize, page: &mut Page) {
    if brief.ask.is_empty() {
        return;
    }
    let mut by: Vec<(String, Vec<String>)> = Vec::new();
    for one in &brief.ask {
        let whom =
            one.party.as_ref().map_or_else(|| "anybody".to_owned(), |party| question.short(party).to_owned());
        match by.iter_mut().find(|(known, _)| *known == whom) {
            Some((_, asked)) => asked.push(short(&one.what)),
            None => by.push((whom, vec![short(&one.what)])),
        }
    }
    let first = super::super::ask::number(question);
    let first = first.map_or_else(Text::new, |first| Text::from(format!("First of all numbers: {first}. ")));
    let by = alike(by);
    let shown = most + 1;
    let more = by.len().saturating_sub(shown);
    let text = by.iter().take(shown).fold(first, |text, (whom, asked)| {
        text.strong(whom.as_str()).plain(format!(": {}. ", some(asked, most)))
    });
    page.run_in("ask", if more > 0 { text.plain(format!("And {more} more to ask.")) } else { text });
}
