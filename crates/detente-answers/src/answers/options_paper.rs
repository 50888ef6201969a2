//! `detente options`: the options paper. Three or four things that could be done, each with what it gives whom, what it
//! needs, what it risks, its first move, and what is left if it fails.

use detente_agreement::{
    Change, Deal, Opener, Openers, Outcome, Reach, Step, StepKind,
    common_ground::{self, CommonGround},
};
use detente_case::{Actor, LeverId, LeverKind, PartyId, current};
use detente_talks::consent;
use serde::Serialize;

use super::{
    at_home,
    trade::{self, BLANK, Line, Marks, must_agree},
    verdict::percent,
};
use crate::{
    answer::Answer,
    ask::{Asked, DRAWS, Group, boxed},
    described::Described,
    page::{Page, Text},
    question::Question,
    text::{Reference, phrase, wording},
};

/// How many changes one option may take.
const CHANGES: usize = 2;
/// How many openers are weighed.
const OPENERS: usize = 24;
/// How many options a paper has at most.
const MOST: usize = 4;

/// The options paper.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptionsPaper {
    /// Of 100 assumed futures, in how many terms exist that all who must agree prefer to none, as things stand.
    today: f64,
    /// The options, what is nearest to hand first; to wait comes last.
    options: Vec<Course>,
    /// Party by party, what the figures stand on.
    stands_on: Vec<String>,
}

/// One option.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Course {
    /// Its name.
    name: String,
    /// In what share of the draws terms exist with it; absent where that is not asked.
    terms_exist: Option<f64>,
    /// What is done.
    what: Vec<Line>,
    /// What it gives whom, over no deal.
    gives: Vec<Line>,
    /// Whose act it takes, and what that costs them.
    needs: Vec<Line>,
    /// What may go wrong.
    risks: Vec<Line>,
    /// Who moves first, and where.
    first_move: Line,
    /// What is left if it fails.
    fallback: Line,
}

/// Builds the answer; `step` hears of every step of the work.
#[must_use]
pub fn answer(question: &Question, step: &dyn Fn()) -> OptionsPaper {
    let verdict = question.verdict();
    let mut options = Vec::new();
    if !question.case.issues.is_empty() {
        options.extend(verdict.best_deal().map(|deal| best_text(question, deal)));
        let common = common_ground::standard_lists(&question.case, None).all_who_must_agree;
        if options.is_empty() {
            options.extend(common_text(question, &common));
        }
        let reach = Reach { size: CHANGES, detailed: OPENERS };
        let found = question.negotiation().openers_told(&question.case, question.plan, reach, step);
        let room = MOST - 1 - options.len();
        let best = best_by_kind(question, found.as_ref(), room);
        options.extend(best.into_iter().map(|(kind, opener)| change(question, kind, opener)));
        options.push(wait(question));
        fall_back(&mut options);
    }
    OptionsPaper { today: verdict.verdict.share.share, options, stands_on: verdict.stands_on.clone() }
}

/// Of each kind of change, the opener of fewest changes after which terms exist most often. What crosses a red line comes
/// last, the others as often as terms exist.
fn best_by_kind<'o>(question: &Question, found: Option<&'o Openers>, room: usize) -> Vec<(Kind, &'o Opener)> {
    let mut best: Vec<(Kind, &Opener)> = Vec::new();
    for opener in found.iter().flat_map(|openers| &openers.openers) {
        let kind = kind(question, opener);
        match best.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => {
                let fewer = opener.steps.len() < known.steps.len();
                let better =
                    opener.steps.len() == known.steps.len() && opener.works.share > known.works.share;
                if fewer || better {
                    *known = opener;
                }
            }
            None => best.push((kind, opener)),
        }
    }
    best.sort_by(|(one_kind, one), (other_kind, other)| {
        let last = |kind: &Kind| *kind == Kind::RedLine;
        last(one_kind).cmp(&last(other_kind)).then(other.works.share.total_cmp(&one.works.share))
    });
    best.truncate(room);
    best
}

/// What an option asks most of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    RedLine,
    Concession,
    ConcessionAndMore,
    Guarantee,
    Inducement,
    Lever,
    Others,
}

impl Kind {
    /// What an option of this kind is called.
    const fn name(self) -> &'static str {
        match self {
            Self::RedLine => "A red line moves",
            Self::Concession => "A party moves",
            Self::ConcessionAndMore => "A party moves, and others with it",
            Self::Guarantee => "A guarantee",
            Self::Inducement => "Make agreement worth more",
            Self::Lever => "Change what no agreement is worth",
            Self::Others => "Others help",
        }
    }
}

fn kind(question: &Question, opener: &Opener) -> Kind {
    let has = |kind: StepKind| opener.steps.iter().any(|step| step.kind == kind);
    let induces = |step: &Step| match &step.change {
        Change::UseLever { lever, .. } => {
            question.case.levers.get(lever).is_some_and(|lever| lever.kind == LeverKind::Inducement)
        }
        Change::SoftenRedLine { .. }
        | Change::MoveStance { .. }
        | Change::Accept { .. }
        | Change::WithdrawLever { .. }
        | Change::GiveGuarantee { .. }
        | Change::GiveCredibly { .. }
        | Change::Delink { .. } => false,
    };
    if opener.steps.iter().any(|step| matches!(step.change, Change::SoftenRedLine { .. })) {
        Kind::RedLine
    } else if has(StepKind::Concession) {
        let alone = opener.steps.iter().all(|step| step.kind == StepKind::Concession);
        if alone { Kind::Concession } else { Kind::ConcessionAndMore }
    } else if has(StepKind::Guarantee) {
        Kind::Guarantee
    } else if opener.steps.iter().any(induces) {
        Kind::Inducement
    } else if has(StepKind::Lever) {
        Kind::Lever
    } else {
        Kind::Others
    }
}

/// The best text where a deal exists: table it.
fn best_text(question: &Question, deal: &Deal) -> Course {
    let share = question.verdict().verdict.share.share;
    let tied = question.verdict().verdict.tied.len();
    let ties = (tied > 0).then(|| Line::computed(format!("one of {} that tie", tied + 1)));
    Course {
        name: "Table the best text".to_owned(),
        terms_exist: Some(share),
        what: terms(question, deal).into_iter().chain(ties).collect(),
        gives: gives(question, &deal.outcomes),
        needs: consents(question, deal),
        risks: failing(share).into_iter().collect(),
        first_move: first_move(question, &[]),
        fallback: Line::blank(BLANK),
    }
}

/// A first text of what all who must agree are known to live with.
fn common_text(question: &Question, common: &CommonGround) -> Option<Course> {
    let combination = common.packages.combinations.first().filter(|terms| !terms.is_empty())?;
    let line = |(issue, option): (&detente_case::IssueId, &detente_case::OptionId)| {
        let says = format!(
            "{}: {}",
            wording::issue_name(question, issue),
            wording::option_name(question, issue, option)
        );
        let voices = question.case.instrument.consent.iter();
        let voices = voices.filter_map(|party| question.case.position(party, issue, option));
        let mut line = Line::computed(says);
        for position in voices {
            if !line.references.contains(&question.reference(&position.stance.origin)) {
                line = line.and(question, &position.stance.origin);
            }
        }
        line
    };
    let open = common.packages.issues.saturating_sub(combination.len());
    let ties = common.packages.count.saturating_sub(1);
    let mut what: Vec<Line> = combination.iter().map(line).collect();
    if ties > 0 {
        what.push(Line::computed(format!("one of {} that tie", ties + 1)));
    }
    what.push(Line::computed(format!("{} left open", phrase::count(open, "clause"))));
    Some(Course {
        name: "A first text: what all can live with".to_owned(),
        terms_exist: None,
        what,
        gives: vec![Line::blank(format!("its worth hangs on the clauses left open {BLANK}"))],
        needs: vec![Line::computed(format!("the yes of {} to a text in part", must_agree(question)))],
        risks: vec![Line::computed(
            "what is hard comes later, and what is given first cannot be traded for it",
        )],
        first_move: first_move(question, &[]),
        fallback: Line::blank(BLANK),
    })
}

fn change(question: &Question, kind: Kind, opener: &Opener) -> Course {
    let does: Vec<_> = opener.steps.iter().map(|step| does(question, step)).collect();
    let mut risks: Vec<_> = failing(opener.works.share).into_iter().collect();
    risks.extend(opener.steps.iter().flat_map(|step| dangers(question, step)));
    let owners: Vec<&str> = opener.steps.iter().flat_map(|step| &step.owners).map(String::as_str).collect();
    Course {
        name: kind.name().to_owned(),
        terms_exist: Some(opener.works.share),
        what: does,
        gives: opener.best.as_ref().map(|deal| gives(question, &deal.outcomes)).unwrap_or_default(),
        needs: opener
            .steps
            .iter()
            .map(|step| costs(question, step))
            .chain(opener.best.iter().flat_map(|deal| consents(question, deal)))
            .collect(),
        risks,
        first_move: first_move(question, &owners),
        fallback: Line::blank(BLANK),
    }
}

/// To wait: what no agreement is worth, and what may happen meanwhile.
fn wait(question: &Question) -> Course {
    let case = &question.case;
    let worth = |party: &PartyId| match case.no_deal_of(party) {
        Some(said) => Line::said(
            question,
            format!("{} {}", question.short(party), wording::rounded(said.value)),
            &said.origin,
        ),
        None => Line::blank(format!("{} {BLANK}", question.short(party))),
    };
    let threat = |ultimatum: &detente_case::Ultimatum| {
        let lever = case.levers.get(&ultimatum.consequence).map_or("", |lever| lever.name.as_str());
        let by =
            ultimatum.deadline.as_ref().map_or(" (no date)".to_owned(), |when| format!(" (by {})", when.to));
        let says = format!("{}, if {}{by}: {lever}", question.short(&ultimatum.issuer), ultimatum.trigger);
        Line::said(question, says, &ultimatum.origin)
    };
    Course {
        name: "Wait: no agreement for now".to_owned(),
        terms_exist: None,
        what: vec![Line::computed("nobody moves; each lives on what no agreement is worth to it")],
        gives: case.instrument.consent.iter().map(worth).collect(),
        needs: vec![Line::computed("nothing of anybody")],
        risks: case.ultimatums.values().map(threat).collect(),
        first_move: Line::blank(format!("who says that the talks go on, and when they meet: {BLANK}")),
        fallback: Line::computed("any option above, as far as it is then still open"),
    }
}

/// Each option falls back on the next; the last but one on waiting.
fn fall_back(options: &mut [Course]) {
    let names: Vec<String> = options.iter().map(|option| option.name.clone()).collect();
    for (place, option) in options.iter_mut().enumerate() {
        if let Some(next) = names.get(place + 1) {
            option.fallback = Line::computed(format!("option {}: {}", place + 2, next.to_lowercase()));
        }
    }
}

/// In how many futures no terms exist even so, as what is left of the number shown; nothing where they always do.
fn failing(share: f64) -> Option<Line> {
    let shown = (share * 100.0).round() / 100.0;
    let left = if shown <= 0.0 || shown >= 1.0 { 1.0 - share } else { 1.0 - shown };
    (left > 0.0).then(|| Line::computed(format!("even so no terms exist in {} of 100", percent(left))))
}

fn terms(question: &Question, deal: &Deal) -> Vec<Line> {
    let line = |(issue, option): (&detente_case::IssueId, &detente_case::OptionId)| {
        Line::computed(format!(
            "{}: {}",
            wording::issue_name(question, issue),
            wording::option_name(question, issue, option)
        ))
    };
    deal.terms.iter().map(line).collect()
}

/// `UA +8 (-3 to +20)`.
fn gives(question: &Question, outcomes: &[Outcome]) -> Vec<Line> {
    let line = |outcome: &Outcome| {
        let middle = wording::signed(detente_case::Interval::exactly(outcome.central_gain));
        let says = format!("{} {middle} ({})", question.short(&outcome.party), wording::signed(outcome.gain));
        match question.case.no_deal_of(&outcome.party) {
            Some(said) => Line::said(question, says, &said.origin),
            None => Line::blank(format!("{} {BLANK} (no deal not known)", question.short(&outcome.party))),
        }
    };
    outcomes.iter().map(line).collect()
}

/// Who must say yes to the terms, and who approves at home.
fn consents(question: &Question, deal: &Deal) -> Vec<Line> {
    let parties: Vec<_> = deal.outcomes.iter().map(|outcome| question.short(&outcome.party)).collect();
    let yes = Line::computed(format!("the yes of {}", phrase::list(&parties)));
    let at_home = deal.outcomes.iter().flat_map(|outcome| at_home::of_party(question, &outcome.party));
    std::iter::once(yes).chain(at_home).collect()
}

/// A change in names, with where what it changes is said.
fn does(question: &Question, step: &Step) -> Line {
    let case = &question.case;
    let who = |verb: &str, verbs: &str| {
        let names: Vec<_> = step.owners.iter().map(|owner| wording::short_name(question, owner)).collect();
        match names.len() {
            0 => format!("{BLANK} {verb}"),
            1 => format!("{} {verb}", phrase::list(&names)),
            _ => format!("{} {verbs}", phrase::list(&names)),
        }
    };
    let options = |issue, options: &[detente_case::OptionId]| {
        let names: Vec<_> =
            options.iter().map(|option| wording::option_name(question, issue, option)).collect();
        format!("{} ({})", names.join("; "), wording::issue_name(question, issue))
    };
    match &step.change {
        Change::SoftenRedLine { party, issue, options: to } => {
            let says = format!("{} no longer rules out: {}", question.short(party), options(issue, to));
            let line = to.first().and_then(|option| case.position(party, issue, option));
            line.map_or_else(
                || Line::computed(says.clone()),
                |position| Line::said(question, says.clone(), &position.stance.origin),
            )
        }
        Change::MoveStance { party, issue, option, to, .. } => {
            let what = options(issue, std::slice::from_ref(option));
            let says = format!("{} comes to {}: {what}", question.short(party), wording::level(*to));
            let line = case.position(party, issue, option);
            line.map_or_else(
                || Line::computed(says.clone()),
                |position| Line::said(question, says.clone(), &position.stance.origin),
            )
        }
        Change::Accept { party, issue, option } => Line::computed(format!(
            "{} agrees to: {}",
            question.short(party),
            options(issue, std::slice::from_ref(option))
        )),
        Change::UseLever { lever, status } => {
            let status = status.map_or(String::new(), |status| format!(" (today: {status})"));
            of_lever(question, lever, |name| format!("{}: {name}{status}", who("uses", "use")))
        }
        Change::WithdrawLever { lever } => {
            of_lever(question, lever, |name| format!("{}: {name}", who("ends", "end")))
        }
        Change::GiveGuarantee { guarantee } | Change::GiveCredibly { guarantee } => {
            let sure =
                if matches!(step.change, Change::GiveCredibly { .. }) { ", sure to be honoured" } else { "" };
            match case.guarantees.get(guarantee) {
                Some(found) => Line::said(
                    question,
                    format!("{}: {}{sure}", who("gives", "give"), found.name),
                    &found.origin,
                ),
                None => Line::blank(BLANK),
            }
        }
        Change::Delink { rule } => match case.rules.get(rule) {
            Some(found) => {
                let name = found.name.clone().unwrap_or_else(|| {
                    format!(
                        "if {} then {}",
                        trade::condition(question, &found.if_),
                        trade::condition(question, &found.then)
                    )
                });
                Line::said(question, format!("the parties take apart: {name}"), &found.origin)
            }
            None => Line::blank(BLANK),
        },
    }
}

fn of_lever(question: &Question, lever: &LeverId, says: impl Fn(&str) -> String) -> Line {
    match question.case.levers.get(lever) {
        Some(found) => Line::said(question, says(&found.name), &found.origin),
        None => Line::blank(BLANK),
    }
}

fn costs(question: &Question, step: &Step) -> Line {
    if step.cost.is_empty() {
        return Line::blank(format!("its cost {BLANK}"));
    }
    let says = format!("costs {} points", wording::cost(question, &step.cost));
    match effects_origin(question, step) {
        Some(origin) => Line::said(question, says, origin),
        None => Line::computed(says),
    }
}

fn effects_origin<'q>(question: &'q Question, step: &Step) -> Option<&'q detente_case::Origin> {
    match &step.change {
        Change::UseLever { lever, .. } | Change::WithdrawLever { lever } => {
            question.case.levers.get(lever).map(|lever| &lever.effects_origin)
        }
        Change::GiveGuarantee { guarantee } | Change::GiveCredibly { guarantee } => {
            question.case.guarantees.get(guarantee).map(|guarantee| &guarantee.effects_origin)
        }
        Change::SoftenRedLine { .. }
        | Change::MoveStance { .. }
        | Change::Accept { .. }
        | Change::Delink { .. } => None,
    }
}

/// What is dangerous about a step: a red line, time, no way back, whom it hurts beside its target.
fn dangers(question: &Question, step: &Step) -> Vec<Line> {
    match &step.change {
        Change::SoftenRedLine { party, issue, options } => {
            let line = options.first().and_then(|option| question.case.position(party, issue, option));
            let says = format!("crosses what is a red line of {} today", question.short(party));
            line.into_iter()
                .map(|position| Line::said(question, says.clone(), &position.stance.origin))
                .collect()
        }
        Change::UseLever { lever, .. } => {
            let Some(found) = question.case.levers.get(lever) else { return Vec::new() };
            let mut lines = Vec::new();
            lines.extend(
                found
                    .lag
                    .as_ref()
                    .map(|lag| Line::said(question, format!("takes {lag} to work"), &found.effects_origin)),
            );
            lines.push(Line::computed("terms hold only while it is used, unless they pay without it"));
            if found.reversible == Some(false) {
                lines.push(Line::said(question, "cannot be undone", &found.effects_origin));
            }
            if current(&found.status).is_some_and(|status| status == detente_case::LeverStatus::Shelved) {
                lines.push(Line::said(question, "its owner has set it aside", &found.origin));
            }
            lines
        }
        Change::GiveGuarantee { guarantee } | Change::GiveCredibly { guarantee } => {
            let open = question.case.guarantees.get(guarantee).filter(|found| found.guarantors.is_empty());
            open.into_iter()
                .map(|found| Line::said(question, format!("who would give it {BLANK}"), &found.origin))
                .collect()
        }
        Change::MoveStance { .. }
        | Change::Accept { .. }
        | Change::WithdrawLever { .. }
        | Change::Delink { .. } => Vec::new(),
    }
}

/// Who speaks to whom first: in the room that holds most of those who must agree and of those who must act.
fn first_move(question: &Question, owners: &[&str]) -> Line {
    let case = &question.case;
    let acts = |party: &PartyId| {
        owners.contains(&party.as_str()) || owners.iter().any(|owner| belongs(question, owner, party))
    };
    let wanted: Vec<&PartyId> =
        case.parties.keys().filter(|party| case.instrument.consent.contains(party) || acts(party)).collect();
    let found = consent::consent(case);
    let seated = |room: &consent::RoomConsent<'_>| {
        let meeting = case.meetings.get(room.meeting);
        let seats = meeting.map(|meeting| detente_talks::present(meeting)).unwrap_or_default();
        wanted.iter().filter(|party| seats.contains(party)).count()
    };
    let mut best: Option<(&consent::RoomConsent<'_>, usize)> = None;
    for room in found.rooms.iter().filter(|room| room.takes_place) {
        let here = seated(room);
        if here > 0 && best.is_none_or(|(_, most)| here > most) {
            best = Some((room, here));
        }
    }
    let who = if owners.is_empty() {
        "the mediator puts it to them".to_owned()
    } else {
        let mut names: Vec<_> = owners.iter().map(|owner| wording::short_name(question, owner)).collect();
        names.dedup();
        format!("ask {}", phrase::list(&names))
    };
    match best.and_then(|(room, _)| Some((room, case.meetings.get(room.meeting)?))) {
        Some((room, meeting)) => {
            let missing = match room.missing.as_slice() {
                [] => String::new(),
                missing => format!(
                    "; {} not there",
                    phrase::list(&missing.iter().map(|party| question.short(party)).collect::<Vec<_>>())
                ),
            };
            Line::said(question, format!("{who}: {}{missing}", meeting.name), &meeting.origin)
        }
        None => Line::blank(format!("{who}; where and when: {BLANK}")),
    }
}

/// Whether whoever is called so speaks for the party.
fn belongs(question: &Question, owner: &str, party: &PartyId) -> bool {
    let case = &question.case;
    let actors = case.blocs.keys().map(|id| (id.as_str(), Actor::Bloc(id.clone())));
    let people = case.people.keys().map(|id| (id.as_str(), Actor::Person(id.clone())));
    let institutions = case.institutions.keys().map(|id| (id.as_str(), Actor::Institution(id.clone())));
    let mut all = actors.chain(people).chain(institutions);
    all.any(|(name, actor)| name == owner && trade::speaks_for(case, &actor, party))
}

/// `detente options`.
pub const ASKED: Asked = Asked {
    name: "options",
    about: "Write the options paper: what each option gives whom, needs, risks",
    group: Group::Table,
    after_help: "Examples:\n  detente options cases/london-2025\n  detente options cases/london-2025 --out options.docx",
    options: &[],
    draws: DRAWS,
    on_threads: false,
    answer: |question, _, watch| boxed(watch.through(|step| answer(question, step))?),
    schema: Described::of::<OptionsPaper>(),
};

impl OptionsPaper {
    fn references(&self) -> impl Iterator<Item = &Reference> {
        self.options
            .iter()
            .flat_map(|option| {
                let lists = [&option.what, &option.gives, &option.needs, &option.risks];
                lists.into_iter().flatten().chain([&option.first_move, &option.fallback])
            })
            .flat_map(|line| &line.references)
    }
}

impl Answer for OptionsPaper {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(format!("Options: {}", question.whole.title));
        if self.options.is_empty() {
            page.paragraph(trade::NOTHING_NEGOTIATED);
            return page;
        }
        let marks = Marks::of(question, self.references());
        page.paragraph(
            Text::new().strong(format!("As things stand, terms that {} prefer to none exist in {} of 100", must_agree(question), percent(self.today))).plain(" assumed futures (no likelihood). Gains are over no deal, each on its own scale of 100: the middle, and all the numbers allow."),
        );
        for (place, option) in self.options.iter().enumerate() {
            let share = option
                .terms_exist
                .map_or(String::new(), |share| format!(" (terms exist in {} of 100)", percent(share)));
            page.heading(format!("{}. {}{share}", place + 1, option.name));
            page.facts(option.facts(&marks));
        }
        if !self.stands_on.is_empty() {
            page.paragraph(
                Text::new().caution(format!("The figures stand on: {}.", self.stands_on.join("; "))),
            );
        }
        marks.legend_on(&mut page, None);
        page
    }
}

/// Each line once, in their order.
fn once(lines: &[Line]) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        if !kept.iter().any(|known| known.says == line.says) {
            kept.push(line.clone());
        }
    }
    kept
}

impl Course {
    fn facts(&self, marks: &Marks<'_>) -> Vec<(String, Text)> {
        let lists =
            [("do", &self.what), ("gives", &self.gives), ("needs", &self.needs), ("risks", &self.risks)];
        let mut facts: Vec<(String, Text)> = lists
            .into_iter()
            .map(|(label, lines)| {
                let lines = &once(lines);
                let text = if lines.is_empty() { Text::new().caution(BLANK) } else { marks.lines(lines) };
                (label.to_owned(), text)
            })
            .collect();
        facts.push(("first move".to_owned(), marks.line(&self.first_move)));
        facts.push(("if it fails".to_owned(), marks.line(&self.fallback)));
        facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{answers::trade::about_a_text, page::markdown};

    const CASE: &str = r#"
[case]
title = "A strike"
as_of = 2026-03-02
instrument = { class = "contract", consent = ["crew", "owner"] }
[sources.notes]
publisher = "Mediator"
date = 2026-03-01
grade = "B2"
[parties]
crew = { name = "Crew", role = "principal" }
owner = { name = "Owner", role = "principal" }
state = { name = "State", role = "third-party" }
[issues.pay]
name = "Pay rise"
options = [{ id = "p2", name = "two in a hundred" }, { id = "p5", name = "five in a hundred" }]
[[stances]]
party = "crew"
issue = "pay"
values = { p5 = 90 }
red_line = ["p2"]
cite = "notes"
[[stances]]
party = "owner"
issue = "pay"
values = { p2 = 80, p5 = 20 }
cite = "notes"
[[no_deal]]
party = "crew"
value = 40
cite = "notes"
[[no_deal]]
party = "owner"
value = 45
cite = "notes"
[levers.fine]
name = "a fine for idle ships"
owner = "state"
target = "owner"
kind = "pressure"
lag = "weeks"
status = [{ is = "shelved", on = 2026-03-01, cite = "notes" }]
cost = { state = 3 }
moves_no_deal = { owner = -40 }
cite = "notes"
[ratifiers.ballot]
name = "a ballot"
party = "crew"
cite = "notes"
"#;

    #[test]
    fn what_crosses_a_red_line_comes_after_what_does_not_and_to_wait_comes_last() {
        let question = about_a_text(CASE);
        let paper = answer(&question, &|| ());
        let names: Vec<_> = paper.options.iter().map(|option| option.name.as_str()).collect();
        assert_eq!(names.first(), Some(&"Change what no agreement is worth"), "{names:?}");
        assert_eq!(names.last(), Some(&"Wait: no agreement for now"));
        let line = names.iter().position(|name| *name == "A red line moves");
        assert!(line.is_some_and(|place| place + 2 == names.len()), "{names:?}");
        // Each falls back on the next.
        for (place, option) in paper.options.iter().enumerate().take(names.len() - 1) {
            assert!(
                option.fallback.says.starts_with(&format!("option {}:", place + 2)),
                "{}",
                option.fallback.says
            );
        }
    }

    #[test]
    fn an_option_tells_what_it_gives_needs_and_risks_in_numbers_of_the_case() {
        let question = about_a_text(CASE);
        let paper = answer(&question, &|| ());
        let fine = &paper.options[0];
        let says = |lines: &[Line]| lines.iter().map(|line| line.says.clone()).collect::<Vec<_>>();
        assert_eq!(says(&fine.what), ["STATE uses: a fine for idle ships (today: shelved)"]);
        // 90 - 40, and 20 - (45 - 40).
        assert_eq!(says(&fine.gives), ["CREW +50 (+50)", "OWNER +15 (+15)"]);
        assert!(says(&fine.needs).contains(&"costs STATE 3 points".to_owned()), "{:?}", says(&fine.needs));
        assert!(says(&fine.needs).iter().any(|need| need.contains("approval of a ballot")));
        for risk in ["takes weeks to work", "its owner has set it aside"] {
            assert!(says(&fine.risks).contains(&risk.to_owned()), "{risk}: {:?}", says(&fine.risks));
        }
        let wait = paper.options.last().expect("to wait");
        assert_eq!(says(&wait.gives), ["CREW 40", "OWNER 45"]);
        assert!(wait.risks.is_empty() && wait.first_move.says.contains(BLANK));
        let page = markdown::render(&paper.page(&question));
        assert!(!page.contains("p5") && !page.contains("fine)"), "{page}");
    }

    #[test]
    fn where_nothing_is_negotiated_no_option_is_made_up() {
        let text = CASE.split("[issues.pay]").next().expect("the head");
        let paper = answer(&about_a_text(text), &|| ());
        assert!(paper.options.is_empty());
    }

    #[test]
    fn what_fails_is_what_is_left_of_the_share_shown() {
        let says = |share| failing(share).map(|line| line.says);
        assert_eq!(says(0.945), Some("even so no terms exist in 5 of 100".to_owned()));
        assert_eq!(says(1.0), None);
        assert_eq!(says(0.999), Some("even so no terms exist in <1 of 100".to_owned()));
    }
}
