//! `detente options`: the options paper. Three or four things that could be done, each with what it gives whom, what it
//! needs, what it risks, its first move, and what is left if it fails.

mod kinds;
mod put_forward;
mod steps;

use detente_agreement::{
    Deal, Opener, Outcome, Reach, Step,
    common_ground::{self, CommonGround},
};
use detente_case::{LeverId, PartyId, Ultimatum};
use indexmap::IndexMap;
use serde::Serialize;

use self::{
    kinds::{Kind, best_by_kind},
    steps::{costs, dangers, does, first_move},
};
use super::{
    at_home, offered,
    trade::{self, BLANK, Line, Marks, must_agree},
    verdict::{footing, percent},
};
use crate::{
    answer::Answer,
    ask::{Asked, DRAWS, Group, boxed},
    by_name,
    described::Described,
    page::{Page, Text},
    question::Question,
    text::{Reference, dates, phrase, scale, threats::by_consequence, wording},
};

/// How many changes one option may take.
const CHANGES: usize = 2;
/// Openers that are weighed.
const OPENERS: usize = 24;
/// How many options a paper has at most.
const MOST: usize = 4;

/// The options paper.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OptionsPaper {
    /// Of 100 assumed futures, in how many terms exist that all who must agree prefer to none, as things stand.
    today: f64,
    /// Dated texts that somebody put forward, the latest first.
    put_forward: Vec<Line>,
    /// The options, what is nearest to hand first; to wait comes last.
    options: Vec<Course>,
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
    /// The clauses of the text that is tabled after that; empty where none is.
    text: Vec<String>,
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
        tell_texts(&mut options);
    }
    OptionsPaper { today: verdict.verdict.share.share, put_forward: put_forward::texts(question), options }
}

/// The best text where a deal exists: table it.
fn best_text(question: &Question, deal: &Deal) -> Course {
    let share = question.verdict().verdict.share.share;
    let tied = question.verdict().verdict.tied.len();
    let ties = (tied > 0).then(|| Line::computed(format!("one of {} that tie", tied + 1)));
    Course {
        name: "Table the best text".to_owned(),
        terms_exist: Some(share),
        text: Vec::new(),
        what: terms(question, deal).into_iter().chain(ties).collect(),
        gives: gives(question, &deal.outcomes),
        needs: consents(question, deal),
        risks: failing(share).into_iter().chain(against(question, deal, &[])).collect(),
        first_move: first_move(question, &[]),
        fallback: Line::blank(BLANK),
    }
}

/// A first text of what all who must agree are known to live with.
fn common_text(question: &Question, common: &CommonGround) -> Option<Course> {
    let named = |terms: &&detente_agreement::Terms| {
        let names = terms.iter().map(|(issue, option)| (issue.clone(), option.clone()));
        by_name::in_order(names, Clone::clone)
    };
    let combination =
        by_name::most(&common.packages.combinations, |_| (), named).filter(|terms| !terms.is_empty())?;
    let line = |(issue, option): (&detente_case::IssueId, &detente_case::OptionId)| {
        let says = wording::term(question, issue, option);
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
        text: Vec::new(),
        gives: vec![Line::blank(format!("its worth hangs on the clauses left open {BLANK}"))],
        needs: vec![Line::computed(format!("the yes of {} to a text in part", must_agree(question)))],
        risks: vec![Line::computed("what is hard comes later; what is given now cannot be traded then")],
        first_move: first_move(question, &[]),
        fallback: Line::blank(BLANK),
    })
}

fn change(question: &Question, kind: Kind, opener: &Opener) -> Course {
    let does: Vec<_> = opener.steps.iter().map(|step| does(question, step)).collect();
    let mut risks: Vec<_> = opener.steps.iter().flat_map(|step| dangers(question, step)).collect();
    let deal = opener.best.as_ref().filter(|_| offered::may_be(question.verdict()));
    risks.extend(deal.into_iter().flat_map(|deal| against(question, deal, &opener.steps)));
    let yes = match deal {
        Some(deal) => consents(question, deal),
        None => vec![Line::computed(format!("the yes of {}", must_agree(question)))],
    };
    let owners: Vec<&str> = opener.steps.iter().flat_map(|step| &step.owners).map(String::as_str).collect();
    Course {
        name: kind.name().to_owned(),
        terms_exist: Some(opener.works.share),
        what: does,
        text: deal.map_or_else(Vec::new, |deal| text(question, deal)),
        gives: match deal {
            Some(deal) => gives(question, &deal.outcomes),
            None => vec![Line::blank(format!("what it gives hangs on what nobody has said {BLANK}"))],
        },
        needs: opener.steps.iter().map(|step| costs(question, step)).chain(yes).collect(),
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
    let threat = |((issuer, id), all): ((&PartyId, &LeverId), Vec<&Ultimatum>)| {
        let lever = case.levers.get(id).map_or("", |lever| lever.name.as_str());
        let triggers: Vec<_> = all
            .iter()
            .map(|one| {
                let by =
                    dates::deadline(question, one).map_or(String::new(), |when| format!(" (by: {when})"));
                format!("{}{by}", one.trigger)
            })
            .collect();
        let says = format!("{}, if {}: {lever}", question.short(issuer), triggers.join("; or if "));
        Line::resting_on(says, all.iter().map(|one| question.reference(&one.origin)).collect())
    };
    Course {
        name: "Wait: no agreement for now".to_owned(),
        terms_exist: None,
        what: vec![Line::computed("nobody moves; each lives on what no agreement is worth to it")],
        text: Vec::new(),
        gives: case.instrument.consent.iter().map(worth).collect(),
        needs: vec![Line::computed("nothing of anybody")],
        risks: by_consequence(case.standing_ultimatums().map(|(_, threat)| threat))
            .into_iter()
            .map(threat)
            .collect(),
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

/// What is gained is gained by a text: it is named, and written out once. Where two options table nearly the same, the
/// later says what differs.
fn tell_texts(options: &mut [Course]) {
    let mut told: Option<(usize, Vec<String>)> = None;
    for (number, option) in (1..).zip(options.iter_mut()).filter(|(_, option)| !option.text.is_empty()) {
        let says = match &told {
            None => option.text.join(", "),
            Some((first, text)) => {
                let other: Vec<_> = option.text.iter().filter(|term| !text.contains(term)).cloned().collect();
                match other.len() {
                    0 => format!("the text of option {first}"),
                    some if some * 2 <= option.text.len() => {
                        format!("the text of option {first}, but {}", other.join(", "))
                    }
                    _ => option.text.join(", "),
                }
            }
        };
        option.what.push(Line::computed(format!("then table: {says}")));
        told.get_or_insert_with(|| (number, option.text.clone()));
    }
}

/// The clauses of a text, each in few words.
fn text(question: &Question, deal: &Deal) -> Vec<String> {
    deal.terms.iter().map(|(issue, option)| wording::term_in_short(question, issue, option)).collect()
}

/// In how many futures no terms exist even so, as what is left of the number shown; nothing where they always do.
fn failing(share: f64) -> Option<Line> {
    let shown = (share * 100.0).round() / 100.0;
    let left = if shown <= 0.0 || shown >= 1.0 { 1.0 - share } else { 1.0 - shown };
    (left > 0.0).then(|| Line::computed(format!("even so no terms exist in {} of 100", percent(left))))
}

fn terms(question: &Question, deal: &Deal) -> Vec<Line> {
    let line = |(issue, option): (&detente_case::IssueId, &detente_case::OptionId)| {
        Line::computed(wording::term(question, issue, option))
    };
    deal.terms.iter().map(line).collect()
}

/// `UA is against Crimea: no recognition; Oblasts: left`: a line for each whose yes the text needs, with all clauses it is
/// against.
fn against(question: &Question, deal: &Deal, steps: &[Step]) -> Vec<Line> {
    let mut by_party: IndexMap<PartyId, Vec<offered::Opposed>> = IndexMap::new();
    for one in offered::opposed(question, deal, steps) {
        by_party.entry(one.party.clone()).or_default().push(one);
    }
    let line = |(party, all): (PartyId, Vec<offered::Opposed>)| {
        let terms: Vec<_> =
            all.iter().map(|one| wording::term_in_short(question, &one.issue, &one.option)).collect();
        let says = format!("{} is against {}", question.short(&party), terms.join("; "));
        let said = all.iter().filter_map(|one| question.case.position(&party, &one.issue, &one.option));
        let mut references: Vec<Reference> = Vec::new();
        for reference in said.map(|position| question.reference(&position.stance.origin)) {
            if !references.contains(&reference) {
                references.push(reference);
            }
        }
        if references.is_empty() { Line::computed(says) } else { Line::resting_on(says, references) }
    };
    by_party.into_iter().map(line).collect()
}

/// `UA -3 to +20 (either way)`, `UA +3 to +20`: all that the numbers allow, never a middle alone.
fn gives(question: &Question, outcomes: &[Outcome]) -> Vec<Line> {
    let line = |outcome: &Outcome| {
        let zero = detente_case::Quantity::ZERO;
        let either = if outcome.gain.low < zero && outcome.gain.high > zero { " (either way)" } else { "" };
        let says = format!("{} {}{either}", question.short(&outcome.party), wording::signed(outcome.gain));
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
            .chain(&self.put_forward)
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
            Text::new()
                .caution(trade::NOT_TO_BE_HANDED_OVER)
                .plain(" ")
                .strong(format!(
                    "As things stand, terms that {} prefer to none exist in {} of 100",
                    must_agree(question),
                    percent(self.today)
                ))
                .plain(format!(
                    " assumed futures (no likelihood). Gains are over no deal, each on {}: all that the numbers allow.",
                    scale::own_scale(question)
                )),
        );
        for (place, option) in self.options.iter().enumerate() {
            let share = option
                .terms_exist
                .map_or(String::new(), |share| format!(" (terms exist in {} of 100)", percent(share)));
            page.heading(format!("{}. {}{share}", place + 1, option.name));
            page.facts(option.facts(&marks));
        }
        put_forward::on(&mut page, &marks, &self.put_forward);
        if let Some(sourced) = footing(question) {
            page.paragraph(sourced);
        }
        marks.legend_on(&mut page, None);
        page
    }
}

impl Course {
    fn facts(&self, marks: &Marks<'_>) -> Vec<(String, Text)> {
        let lists =
            [("do", &self.what), ("gives", &self.gives), ("needs", &self.needs), ("risks", &self.risks)];
        let mut facts: Vec<(String, Text)> = lists
            .into_iter()
            .map(|(label, lines)| {
                let lines = &trade::once(lines);
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
mod tests;
