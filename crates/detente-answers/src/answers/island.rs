//! `detente island`: the island of agreement, and what lies under each position.
//!
//! After the Field Manual on Frontline Humanitarian Negotiation of the Centre of Competence on Humanitarian Negotiation
//! (CCHN, 2nd edition 2019): facts that are agreed or contested, norms that are shared or not; positions with the
//! reasoning and the values under them; red lines beside bottom lines.

use detente_agreement::common_ground::{self, Cells};
use detente_case::{Claim, ClaimId, ClaimKind, Level, PartyId, TransmissionMode};
use serde::Serialize;

use super::trade::{self, BLANK, Line, Marks, list_on, must_agree, name, speaker, verb};
use crate::{
    answer::Answer,
    ask::{Asked, Group, boxed},
    by_name,
    described::Described,
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, phrase, scale, wording},
};

/// The island of agreement.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Island {
    /// Facts that each of those who must agree states.
    agreed: Vec<Line>,
    /// Facts that somebody says and another contradicts, and proposals of which somebody denies that they reached it.
    contested: Vec<Line>,
    /// Facts that some say, not all who must agree, and nobody contradicts: this is not yet agreement.
    one_sided: Vec<Line>,
    /// Terms that all who must agree are known to live with.
    shared: Vec<Line>,
    /// Issues on which all of them are known to live with a text that is silent: this is no norm.
    silent: Vec<Line>,
    /// Terms that one of them asks for or agrees to, and another is against.
    not_shared: Vec<Line>,
    /// Terms on which somebody who must agree has not been heard.
    not_known: usize,
    /// Party by party, of those who must agree.
    parties: Vec<Under>,
}

/// What lies under the position of one party.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Under {
    /// The party.
    party: PartyId,
    /// What it asks for.
    position: Vec<Line>,
    /// Why, so it says: what it holds to move whom.
    reasoning: Vec<Line>,
    /// What it will not go beyond.
    red_lines: Vec<Line>,
    /// The worst it is known to live with, and what no agreement is worth to it.
    bottom_lines: Vec<Line>,
}

/// One of the lists of a party.
type Of = fn(&Under) -> &Vec<Line>;

/// Builds the answer.
#[must_use]
pub fn answer(question: &Question) -> Island {
    let case = &question.case;
    let common = common_ground::standard_lists(case, None).all_who_must_agree;
    let is_silent = |one: &common_ground::CommonOption| {
        let option = case.issues.get(&one.issue).and_then(|issue| issue.options.get(&one.option));
        option.is_some_and(|option| option.silent)
    };
    let (silent, shared): (Vec<_>, Vec<_>) = common.common.iter().partition(|one| is_silent(one));
    let line = |one: &common_ground::CommonOption| {
        let says = wording::term(question, &one.issue, &one.option);
        let voices =
            case.instrument.consent.iter().filter_map(|party| case.position(party, &one.issue, &one.option));
        voices.fold(Line::computed(says), |line, position| distinct(line, question, &position.stance.origin))
    };
    let (contested, agreed, one_sided) = facts(question);
    let (not_shared, not_known) = norms(question);
    Island {
        agreed,
        contested,
        one_sided,
        shared: shared.into_iter().map(line).collect(),
        silent: silent.into_iter().map(line).collect(),
        not_shared,
        not_known,
        parties: case.instrument.consent.iter().map(|party| under(question, party)).collect(),
    }
}

/// The line with one more reference, unless it has it already.
fn distinct(line: Line, question: &Question, origin: &detente_case::Origin) -> Line {
    let reference = question.reference(origin);
    if line.references.contains(&reference) { line } else { line.and(question, origin) }
}

/// Whether the claim says that something is or was so, rather than that it may come.
fn is_fact(claim: &Claim) -> bool {
    match claim.kind {
        ClaimKind::Statement | ClaimKind::Denial | ClaimKind::Deed | ClaimKind::Announcement => true,
        ClaimKind::Forecast | ClaimKind::Warning | ClaimKind::NoComment | ClaimKind::Speculation => false,
    }
}

/// Contested, agreed and one-sided facts.
fn facts(question: &Question) -> (Vec<Line>, Vec<Line>, Vec<Line>) {
    let claims = &question.case.claims;
    let by = |claim: &Claim| speaker(question, &claim.by);
    let mut contested = denials(question);
    let (mut agreed, mut one_sided) = (Vec::new(), Vec::new());
    let denied = contested.clone();
    let contradicts = |one: &Claim, id: &ClaimId| one.contradicts.contains(id);
    let mut told: Vec<&ClaimId> = Vec::new();
    // Of claims that say the same one speaks for all.
    for (id, claim) in by_name::in_order(claims.iter().filter(|(_, claim)| is_fact(claim)), |(id, _)| *id) {
        for other in claim.contradicts.iter().filter_map(|other| claims.get(other)) {
            let says = format!("{}: {}; but {}: {}", by(claim), claim.says, by(other), other.says);
            contested.push(Line::said(question, says, &claim.origin).and(question, &other.origin));
        }
        let disputed = !claim.contradicts.is_empty() || claims.values().any(|other| contradicts(other, id));
        let is_denial = claim.kind == ClaimKind::Denial
            && denied.iter().any(|line| line.references.contains(&question.reference(&claim.origin)));
        if disputed || is_denial || told.contains(&id) {
            continue;
        }
        let backs = |(other, one): &(&ClaimId, &Claim)| {
            is_fact(one) && (one.supports.contains(id) || claim.supports.contains(*other))
        };
        let mut others: Vec<_> = claims.iter().filter(backs).collect();
        others.sort_by_key(|(other, _)| *other);
        let alike: Vec<_> = std::iter::once((id, claim)).chain(others).collect();
        let states = |party: &PartyId| {
            alike.iter().any(|(_, one)| detente_talks::speaks_for(&question.case, &one.by, party))
        };
        let must = &question.case.instrument.consent;
        if !must.is_empty() && must.iter().all(states) {
            let mut names: Vec<String> = Vec::new();
            for (_, one) in &alike {
                if !names.contains(&by(one)) {
                    names.push(by(one));
                }
            }
            let says = format!("{} ({})", claim.says, phrase::list(&names));
            let line = Line::said(question, says, &claim.origin);
            agreed.push(
                alike.iter().skip(1).fold(line, |line, (_, one)| distinct(line, question, &one.origin)),
            );
            told.extend(alike.iter().map(|(other, _)| *other));
        } else {
            one_sided.push(Line::said(question, format!("{}: {}", by(claim), claim.says), &claim.origin));
        }
    }
    (contested, agreed, one_sided)
}

/// Proposals of which whoever is said to have got them denies it: whether there is an offer is disputed.
fn denials(question: &Question) -> Vec<Line> {
    let mut lines = Vec::new();
    for proposal in question.case.proposals.values() {
        for sent in proposal.sent.iter().filter(|sent| sent.acknowledged == Some(false)) {
            let party = question.short(&sent.to);
            let who =
                sent.said_by.as_ref().map_or_else(|| party.to_owned(), |actor| speaker(question, actor));
            let how = match sent.mode {
                TransmissionMode::Formal => "formally put",
                TransmissionMode::Oral => "put by word of mouth",
                TransmissionMode::Published | TransmissionMode::Reported => "put",
            };
            let says = format!("{}: {who} denies that it was {how} to {party}", proposal.name);
            lines.push(Line::said(question, says, &sent.origin));
        }
    }
    lines
}

/// Terms that one who must agree wants and another is against, and on how many terms one has not been heard.
fn norms(question: &Question) -> (Vec<Line>, usize) {
    let case = &question.case;
    let cells = Cells::of(case);
    let (mut lines, mut unheard) = (Vec::new(), 0);
    // Of several who want a term, or are against it, one is told.
    let must = by_name::in_order(&case.instrument.consent, |party| *party);
    for (id, issue) in &case.issues {
        for option in issue.options.keys() {
            let voices: Vec<_> = must.iter().map(|party| (*party, cells.cell(party, id, option))).collect();
            unheard +=
                usize::from(voices.iter().any(|(_, cell)| cell.level.is_none() && cell.value.is_none()));
            let of =
                |wanted: fn(Level) -> bool| voices.iter().find(|(_, cell)| cell.level.is_some_and(wanted));
            let wants = of(|level| matches!(level, Level::Propose | Level::Accept));
            let against = of(|level| matches!(level, Level::Oppose | Level::RedLine));
            let (Some((one, yes)), Some((other, no))) = (wants, against) else { continue };
            let says = |party: &PartyId, cell: &common_ground::Cell| {
                format!("{} {} it", question.short(party), cell.level.map_or("", |level| verb(level, 1)))
            };
            let what = wording::term(question, id, option);
            let line = Line::computed(format!("{what}: {}, {}", says(one, yes), says(other, no)));
            let origins = [yes, no].into_iter().filter_map(|cell| cell.grounds.origin.as_ref());
            lines.push(origins.fold(line, |line, origin| distinct(line, question, origin)));
        }
    }
    (lines, unheard)
}

fn under(question: &Question, party: &PartyId) -> Under {
    let case = &question.case;
    let cells = Cells::of(case);
    let (mut position, mut red_lines, mut bottom_lines) = (Vec::new(), Vec::new(), Vec::new());
    for (id, issue) in &case.issues {
        let mut worst: Option<(Level, Line)> = None;
        // Of options that it takes equally one is told.
        for option in by_name::in_order(issue.options.keys(), |option| *option) {
            let cell = cells.cell(party, id, option);
            let (Some(level), Some(origin)) = (cell.level, &cell.grounds.origin) else { continue };
            let line = Line::said(question, wording::term(question, id, option), origin);
            match level {
                Level::Propose => position.push(line),
                Level::RedLine => red_lines.push(line),
                Level::Accept | Level::Tolerate => {
                    if worst.as_ref().is_none_or(|(known, _)| level < *known) {
                        worst = Some((level, line));
                    }
                }
                Level::Oppose => {}
            }
        }
        bottom_lines.extend(worst.map(|(_, line)| line));
    }
    if let Some(said) = case.no_deal_of(party) {
        let worth = scale::on_its_scale(question, party, wording::rounded(said.value));
        let says = format!("no agreement is worth {worth}");
        bottom_lines.insert(0, Line::said(question, says, &said.origin));
    }
    let held = case.beliefs.values().filter(|belief| detente_talks::speaks_for(case, &belief.holder, party));
    Under {
        party: party.clone(),
        position,
        reasoning: held.map(|belief| Line::said(question, belief.says.as_str(), &belief.origin)).collect(),
        red_lines,
        bottom_lines,
    }
}

/// `detente island`.
pub const ASKED: Asked = Asked {
    name: "island",
    about: "Draw the island of agreement: facts, norms, and what lies under positions",
    group: Group::Table,
    after_help: "Example:\n  detente island cases/london-2025 --out island.docx",
    options: &[],
    draws: None,
    on_threads: false,
    answer: |question, _, _| boxed(answer(question)),
    schema: Described::of::<Island>(),
};

/// How many items of a list a page has room for.
const IN_LIST: usize = 3;

/// How many items of a cell a page has room for.
const IN_CELL: usize = 3;

impl Island {
    fn references(&self) -> impl Iterator<Item = &Reference> {
        let lists =
            [&self.agreed, &self.contested, &self.one_sided, &self.shared, &self.silent, &self.not_shared];
        let under = self
            .parties
            .iter()
            .flat_map(|party| [&party.position, &party.reasoning, &party.red_lines, &party.bottom_lines]);
        lists.into_iter().chain(under).flatten().flat_map(|line| &line.references)
    }
}

impl Answer for Island {
    fn page(&self, question: &Question) -> Page {
        let mut page = Page::new(format!("Island of agreement: {}", question.whole.title));
        let marks = Marks::of(question, self.references());
        page.paragraph(format!(
            "Begin where both stand: facts nobody disputes, then terms all can live with. Must agree: {}.",
            must_agree(question)
        ));
        for (heading, lines, none) in [
            (
                "Facts agreed (each who must agree says so)",
                &self.agreed,
                "No fact is known to be stated by each who must agree",
            ),
            (
                "Facts contested (clarify with evidence)",
                &self.contested,
                "No contradiction and no denial is known",
            ),
            ("Said by some, not contradicted (ask the others)", &self.one_sided, "Nobody states a fact"),
            (
                "Norms shared (all who must agree can live with it)",
                &self.shared,
                "No term is known to suit all who must agree",
            ),
            (
                "Can be left out (all can live with a text that is silent)",
                &self.silent,
                "No silence is known to suit all who must agree",
            ),
            ("Norms not shared (negotiate)", &self.not_shared, "No term is known to divide them"),
        ] {
            page.heading(heading);
            list_on(&mut page, &marks, lines, IN_LIST, none);
        }
        if self.not_known > 0 {
            let terms = phrase::count(self.not_known, "term");
            page.list(vec![
                Text::new()
                    .caution(format!("on {terms} somebody who must agree has not been heard: {BLANK}")),
            ]);
        }
        if !self.parties.is_empty() {
            page.heading("Under each position");
            if self.parties.iter().any(|under| !under.bottom_lines.is_empty()) {
                page.paragraph(Text::new().caution(trade::NOT_TO_BE_HANDED_OVER));
            }
            self.parties_on(&mut page, question, &marks);
        }
        marks.legend_on(
            &mut page,
            Some("after CCHN, Field Manual on Frontline Humanitarian Negotiation (2019)"),
        );
        page
    }
}

/// Above so many parties the columns would be narrower than words; each party then has a list of its own.
const COLUMNS: usize = 3;

impl Island {
    fn parties_on(&self, page: &mut Page, question: &Question, marks: &Marks<'_>) {
        if self.parties.len() <= COLUMNS {
            page.table(self.table(question, marks));
            return;
        }
        for under in &self.parties {
            page.paragraph(Text::new().strong(name(question, &under.party)));
            let blank = || Text::new().caution(BLANK);
            let facts = [
                ("position", cell(marks, &under.position)),
                ("reasoning", cell(marks, &under.reasoning)),
                ("values", blank()),
                ("red lines", cell(marks, &under.red_lines)),
                ("bottom lines", cell(marks, &under.bottom_lines)),
            ];
            page.facts(facts.map(|(label, text)| (label.to_owned(), text)).into());
        }
    }

    fn table(&self, question: &Question, marks: &Marks<'_>) -> Table {
        let mut table = Table::new([""]);
        table.header.extend(self.parties.iter().map(|under| name(question, &under.party).to_owned()));
        let rows: [(&str, Of); 4] = [
            ("position", |under| &under.position),
            ("reasoning", |under| &under.reasoning),
            ("red lines", |under| &under.red_lines),
            ("bottom lines", |under| &under.bottom_lines),
        ];
        for (label, of) in rows {
            let cells = self.parties.iter().map(|under| cell(marks, of(under)));
            table.row(std::iter::once(Text::new().strong(label)).chain(cells).collect());
            if label == "reasoning" {
                // No table of a case holds values and motives: they are for whoever knows the people.
                let blanks = self.parties.iter().map(|_| Text::new().caution(BLANK));
                table.row(std::iter::once(Text::new().strong("values")).chain(blanks).collect());
            }
        }
        table
    }
}

fn cell(marks: &Marks<'_>, lines: &[Line]) -> Text {
    if lines.is_empty() {
        return Text::new().caution(BLANK);
    }
    let shown: Vec<_> = lines.iter().take(IN_CELL).cloned().collect();
    let text = marks.lines(&shown);
    if lines.len() > IN_CELL { text.plain(format!("; and {} more", lines.len() - IN_CELL)) } else { text }
}

#[cfg(test)]
mod tests;
