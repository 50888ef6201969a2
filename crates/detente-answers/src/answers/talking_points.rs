//! `detente talking-points`: what to ask one party, what it may fear, and what it cannot say yes to.

mod fears;
mod meets;

use std::collections::BTreeMap;

use detente_agreement::common_ground::Cells;
use detente_case::{IssueId, Level, OptionId, Origin, PartyId};
use detente_talks::transmission;
use serde::Serialize;

use super::{
    at_home,
    trade::{BLANK, Line, Marks, list_on, name},
    verdict::What,
};
use crate::{
    answer::Answer,
    ask::{Asked, DRAWS, Group, boxed},
    described::Described,
    options::{Choice, Kind},
    page::{Page, Text},
    question::Question,
    stop::{Stop, unknown},
    text::{phrase, scale, wording},
};

/// What to say to one party.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TalkingPoints {
    /// The party.
    party: PartyId,
    /// Who speaks for it, and where it can be met.
    met: Vec<Line>,
    /// What sources say of it, in the words of the source: whether they are its own words, no case says.
    words: Vec<Line>,
    /// What to ask it.
    ask: Vec<Line>,
    /// What the reader alone should know, and not say: what no deal is worth to it, and what it gains by.
    alone: Vec<Line>,
    /// What it may fear.
    fears: Vec<Line>,
    /// What it cannot say yes to: its red lines, and approvals that it needs.
    cannot: Vec<Line>,
    /// What it is against, and could say yes to at a price.
    against: Vec<Line>,
    /// What it could say yes to.
    could: Vec<Line>,
}

/// How many items of a list a page has room for.
const IN_LIST: usize = 5;

/// The party to talk to.
const PARTY: Choice =
    Choice { name: "party", kind: Kind::Subject, says: "The party to talk to", heading: None };

/// Builds the answer; `Err` where there is no such party.
pub fn answer(question: &Question, party: &str) -> Result<TalkingPoints, Stop> {
    let party = &found(question, party)?;
    let cells = Cells::of(&question.case);
    let Positions { cannot, against, could } = positions(question, &cells, party);
    Ok(TalkingPoints {
        met: meets::met(question, party),
        words: meets::words(question, party),
        ask: ask(question, &cells, party),
        alone: alone(question, party),
        fears: fears::fears(question, party),
        cannot,
        against,
        could,
        party: party.clone(),
    })
}

/// The party of a name, as the file or a screen has it: its identifier, its short or full name, or a bloc of one.
fn found(question: &Question, typed: &str) -> Result<PartyId, Stop> {
    let case = &question.case;
    let is = |name: &str| name.eq_ignore_ascii_case(typed.trim());
    let by_id = case.parties.keys().find(|id| id.as_str() == typed);
    let named =
        || case.parties.iter().find(|(_, party)| is(&party.short) || is(&party.name)).map(|(id, _)| id);
    if let Some(party) = by_id.or_else(named) {
        return Ok(party.clone());
    }
    let Some((_, bloc)) = case.blocs.iter().find(|(id, bloc)| is(id.as_str()) || is(&bloc.name)) else {
        return Err(unknown("party", typed, case.parties.keys().map(PartyId::as_str)));
    };
    match bloc.members.as_slice() {
        [only] => Ok(only.clone()),
        members => {
            let commands: Vec<_> =
                members.iter().map(|member| question.command(&format!("talking-points {member}"))).collect();
            let stands_for = phrase::parties(question, members);
            Err(Stop::refused(format!(
                "{} stands for {stands_for}, and no party talks for them all",
                bloc.name
            ))
            .with_help(format!("ask about each: {}", commands.join("; "))))
        }
    }
}

fn ask(question: &Question, cells: &Cells<'_>, party: &PartyId) -> Vec<Line> {
    let case = &question.case;
    let mut lines = first(question, party);
    lines.extend(hangs_on(question, party));
    let negotiation = question.negotiation();
    let place = negotiation.party(party);
    let needed =
        place.is_some_and(|place| negotiation.is_needed(place) || negotiation.parties()[place].consents);
    if needed {
        lines.extend(unsaid(question, cells, party));
    }
    for (_, ultimatum) in case.standing_ultimatums().filter(|(_, ultimatum)| ultimatum.issuer == *party) {
        if !ultimatum.trigger_defined {
            lines.push(Line::said(
                question,
                format!("What counts as \u{201c}{}\u{201d}?", ultimatum.trigger),
                &ultimatum.origin,
            ));
        }
        if ultimatum.deadline.is_none() {
            lines.push(Line::said(
                question,
                format!("By when, before \u{201c}{}\u{201d} has its consequence?", ultimatum.trigger),
                &ultimatum.origin,
            ));
        }
    }
    for state in transmission::offers(case).proposals.iter().filter(|state| state.not_said.contains(&party)) {
        let name = case.proposals.get(state.proposal).map_or("", |proposal| proposal.name.as_str());
        lines.push(Line::said(question, format!("Have you got this: {name}?"), state.said.0));
    }
    for guarantee in case.guarantees.values().filter(|guarantee| guarantee.guarantors.is_empty()) {
        if guarantee.sought_by.iter().any(|actor| detente_talks::speaks_for(case, actor, party))
            || guarantee.beneficiary == *party
        {
            lines.push(Line::said(
                question,
                format!("Who should give it, and for how long: {}?", guarantee.name),
                &guarantee.origin,
            ));
        }
    }
    for funding in case.funding.values().filter(|funding| funding.payers.is_empty()) {
        if funding.sought_by.iter().any(|actor| detente_talks::speaks_for(case, actor, party))
            || funding.beneficiary == *party
        {
            lines.push(Line::said(
                question,
                format!("Who should pay, and how much: {}?", funding.purpose),
                &funding.origin,
            ));
        }
    }
    lines
}

/// The questions to this party that alone, or with one more, would settle the verdict.
fn first(question: &Question, party: &PartyId) -> Vec<Line> {
    let sets = question.verdict().ask_first.as_ref().map(|first| first.sets.as_slice()).unwrap_or_default();
    let mut by_issue: BTreeMap<&IssueId, Vec<&OptionId>> = BTreeMap::new();
    for tolerance in sets.iter().flatten().filter(|tolerance| tolerance.party == *party) {
        let options = by_issue.entry(&tolerance.issue).or_default();
        if !options.contains(&&tolerance.option) {
            options.push(&tolerance.option);
        }
    }
    let line = |(issue, options): (&IssueId, Vec<&OptionId>)| {
        let names: Vec<_> =
            options.iter().map(|option| wording::in_its_clause(question, issue, option)).collect();
        Line::blank(format!(
            "First, for the answer hangs on it: could you live with {} ({})? {BLANK}",
            names.join("; or "),
            wording::issue_name(question, issue)
        ))
    };
    by_issue.into_iter().map(line).collect()
}

/// What sets of assumptions that the answer hangs on say of this party: it alone can say whether that is so.
fn hangs_on(question: &Question, party: &PartyId) -> Vec<Line> {
    let verdict = question.verdict();
    let is_row =
        |set: &str| verdict.hangs_on.iter().any(|row| matches!(row.what, What::Set) && row.name == set);
    let stances = question.whole.stances.iter().filter(|stance| {
        let set = stance.origin.assumption().and_then(|assumed| assumed.set.as_deref());
        stance.parties.contains(party) && set.is_some_and(is_row)
    });
    let asked = stances.flat_map(|stance| {
        stance.positions.iter().filter_map(move |(option, position)| {
            let issue = wording::issue_name(question, &stance.issue);
            let what = format!("{} ({issue})", wording::in_its_clause(question, &stance.issue, option));
            Some(match position.level? {
                Level::Propose | Level::Accept | Level::Tolerate => format!("could you live with {what}?"),
                Level::Oppose => format!("are you against {what}?"),
                Level::RedLine => format!("would you refuse {what}, whatever else is in the text?"),
            })
        })
    });
    asked.map(|asked| Line::blank(format!("The answer hangs on it: {asked} {BLANK}"))).collect()
}

/// What it takes to know of a party, and would harm to say: its no-deal value, and the threats by which it gains.
fn alone(question: &Question, party: &PartyId) -> Vec<Line> {
    let negotiation = question.negotiation();
    let needed = negotiation.party(party).is_some_and(|place| {
        negotiation.is_needed(place) || negotiation.parties().get(place).is_some_and(|party| party.consents)
    });
    let worth = if needed { no_deal(question, party) } else { Vec::new() };
    worth.into_iter().chain(fears::threats(question, party).1).collect()
}

fn no_deal(question: &Question, party: &PartyId) -> Vec<Line> {
    match question.case.no_deal_of(party) {
        Some(said) if said.origin.is_assumed() => {
            let worth = scale::on_its_scale(question, party, wording::rounded(said.value));
            vec![Line::said(
                question,
                format!("No agreement is worth {worth} to it, so we assume"),
                &said.origin,
            )]
        }
        Some(_) => Vec::new(),
        None => vec![Line::blank(format!("What no agreement is worth to it: {BLANK}"))],
    }
}

/// Issues on which nobody has said what it thinks of some option, those that matter most to it first.
fn unsaid(question: &Question, cells: &Cells<'_>, party: &PartyId) -> Vec<Line> {
    let case = &question.case;
    let unsaid = |issue: &IssueId, option: &OptionId| {
        let cell = cells.cell(party, issue, option);
        cell.level.is_none() && cell.value.is_none()
    };
    let mut open: Vec<_> = case
        .issues
        .iter()
        .filter_map(|(id, issue)| {
            let options: Vec<_> = issue
                .options
                .keys()
                .filter(|option| unsaid(id, option))
                .map(|option| wording::in_its_clause(question, id, option))
                .collect();
            (!options.is_empty()).then(|| (case.weight(party, id).0, id, options))
        })
        .collect();
    open.sort_by_key(|(weight, ..)| std::cmp::Reverse(weight.high));
    let line = |(_, id, options): (detente_case::Interval, &IssueId, Vec<&str>)| {
        Line::blank(format!("{}: what of {}? {BLANK}", wording::issue_name(question, id), options.join("; ")))
    };
    open.into_iter().map(line).collect()
}

/// What it cannot say yes to, what it is against, and what it could say yes to.
struct Positions {
    cannot: Vec<Line>,
    against: Vec<Line>,
    could: Vec<Line>,
}

/// Where it stands: what stands alike on an issue, in one line.
fn positions(question: &Question, cells: &Cells<'_>, party: &PartyId) -> Positions {
    let (mut lines, mut against, mut asks) = (Vec::new(), Vec::new(), Vec::new());
    let (mut lives_with, mut agrees) = (Vec::new(), Vec::new());
    for (id, issue) in &question.case.issues {
        let mut groups: Vec<(Level, Origin, Vec<&str>)> = Vec::new();
        for option in issue.options.keys() {
            let cell = cells.cell(party, id, option);
            let (Some(level), Some(origin)) = (cell.level, cell.grounds.origin) else { continue };
            let name = wording::in_its_clause(question, id, option);
            match groups.iter_mut().find(|group| group.0 == level && group.1 == origin) {
                Some(group) => group.2.push(name),
                None => groups.push((level, origin, vec![name])),
            }
        }
        for (level, origin, names) in groups {
            let what = format!("{}: {}", wording::issue_name(question, id), names.join("; "));
            match level {
                Level::RedLine => lines.push(Line::said(question, format!("Red line. {what}"), &origin)),
                Level::Oppose => against.push(Line::said(question, what, &origin)),
                Level::Propose => asks.push(Line::said(question, format!("Asks for. {what}"), &origin)),
                Level::Accept => agrees.push(Line::said(question, what, &origin)),
                Level::Tolerate => lives_with.push(Line::said(question, what, &origin)),
            }
        }
    }
    lines.extend(at_home::of_party(question, party));
    // What it could concede comes first; what it asks for anyway, last.
    lives_with.extend(agrees);
    lives_with.extend(asks);
    Positions { cannot: lines, against, could: lives_with }
}

/// `detente talking-points`.
pub const ASKED: Asked = Asked {
    name: "talking-points",
    about: "Say what to ask one party, what it may fear, what it cannot say yes to",
    group: Group::Table,
    after_help: "Example:\n  detente talking-points cases/london-2025 ru --out moscow.docx",
    options: &[&PARTY],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| boxed(answer(question, options.get(&PARTY).unwrap_or_default())?),
    schema: Described::of::<TalkingPoints>(),
};

impl Answer for TalkingPoints {
    fn page(&self, question: &Question) -> Page {
        let named = name(question, &self.party);
        let mut page = Page::new(format!("Talking points for {named}: {}", question.whole.title));
        let all = [
            &self.met,
            &self.words,
            &self.ask,
            &self.alone,
            &self.fears,
            &self.cannot,
            &self.against,
            &self.could,
        ];
        let marks = Marks::of(question, all.into_iter().flatten().flat_map(|line| &line.references));
        let must = question.case.instrument.consent.contains(&self.party);
        let standing = if must {
            "Its yes makes the agreement exist."
        } else {
            "The agreement can exist without its yes."
        };
        let standing = Text::new().strong(standing);
        let heard = if question.case.has_sourced_position(&self.party) {
            standing
        } else {
            standing.caution(" No source gives a position of it: what follows is assumed, or a blank.")
        };
        page.paragraph(heard);
        page.facts(vec![(
            "meet".to_owned(),
            if self.met.is_empty() { Text::new().caution(BLANK) } else { marks.lines(&self.met) },
        )]);
        for (heading, lines, none) in [
            ("Ask", &self.ask, "Nothing is open that the case knows of"),
            ("What it may fear", &self.fears, "What it fears"),
            ("What it cannot say yes to", &self.cannot, "Its limits"),
            ("What it is against, and may take at a price", &self.against, "What it is against"),
            ("What it could say yes to", &self.could, "What it would accept"),
            ("As the sources put it", &self.words, "No source is quoted on it"),
            ("For you alone, not to be said", &self.alone, "Nothing"),
        ] {
            page.heading(heading);
            list_on(&mut page, &marks, lines, IN_LIST, none);
        }
        marks.legend_on(&mut page, None);
        page
    }
}

#[cfg(test)]
mod tests;
