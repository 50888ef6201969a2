//! The answer of `detente brief`: one page for whoever has five minutes.

mod ask;
mod closing;
mod common;
mod deal;
mod fair;
mod holds;
mod page_one;
mod rooms;
mod single;
mod talking;
#[cfg(test)]
pub(super) mod tests;
mod texts;
mod threats;

use serde::Serialize;

use self::{
    ask::Asked as Ask,
    closing::Closer,
    common::CommonList,
    deal::{WhatOpens, WhyNot},
    fair::Fair,
    holds::Holds,
    rooms::Rooms,
    single::ToTable,
    talking::Talking,
    texts::Tabled,
    threats::Threat,
};
use super::levers::rivals::Rivals;
use super::verdict::{RULE, VerdictAnswer, counted, is_only_a_conflict};
use crate::ask::{Asked, DRAWS, Group, boxed};
use crate::described::Described;
use crate::options::FULL;
use crate::{
    answer::Answer,
    page::{Page, Text},
    question::Question,
    text::{Terms, wording},
};
use detente_agreement::Outcome;
use detente_case::Interval;

/// One page: is there a deal, why not, what would open one, and what is not known.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Brief {
    /// What the case is asked.
    question: Option<String>,
    /// Whether there is a deal.
    verdict: VerdictAnswer,
    /// The smallest reasons why not; absent when a deal is certain.
    why_not: Option<WhyNot>,
    /// The smallest changes that open one; absent when a deal is certain.
    what_opens: Option<WhatOpens>,
    /// Levers that would leave terms in fewer draws, those that leave fewest first.
    what_closes: Vec<Closer>,
    /// Rival theories: each one's own remedy if it is right and if another is; absent where no two are rivals.
    theories: Option<Rivals>,
    /// Efficient and fair packages, and how sure they are; absent where they take longer than a page may.
    efficient_and_fair: Option<Fair>,
    /// Whether the package nearest to a deal would hold, or why that is not said.
    would_it_hold: Option<Holds>,
    /// Common ground in the room, among all who must agree, and one party short of that.
    common_ground: Vec<CommonList>,
    /// Who must agree and who is in which room; absent in a case without meetings or proposals.
    rooms: Option<Rooms>,
    /// What may be tabled: clauses, a trade, and what stays open; absent where nothing is asked of anybody.
    may_be_tabled: Option<ToTable>,
    /// Texts and ideas put forward: would they be accepted?
    texts: Vec<Tabled>,
    /// Threats: what carrying them out would do to whom.
    threats: Vec<Threat>,
    /// What mediators in their roles and threats do to the talks; absent where there are none, or where playing them
    /// takes longer than a page may.
    talking: Option<Talking>,
    /// What is not on the page although the case has it, and why, a sentence each.
    left_off: Vec<String>,
    /// What nobody has said.
    unknown: Vec<String>,
    /// What to ask, and whom.
    ask: Vec<Ask>,
    /// Whether page two follows page one.
    #[serde(skip)]
    full: bool,
}

/// Builds the page.
#[must_use]
pub fn answer(question: &Question) -> Brief {
    if is_only_a_conflict(&question.case) {
        return of_conflict(question);
    }
    let negotiation = question.negotiation();
    if question.nothing_is_known() || question.has_nothing_to_settle() {
        return Brief::of_nothing(question);
    }
    let efficient_and_fair = Fair::build(question, negotiation);
    let asked = !question.case.instrument.consent.is_empty() && !question.case.issues.is_empty();
    let unfair = efficient_and_fair.is_none() && asked;
    let left_off = Talking::left_off(question, negotiation).into_iter();
    let left_off = left_off.chain(unfair.then(|| Fair::left_off(question))).collect();
    Brief {
        question: question.case.question.clone(),
        verdict: question.verdict().clone(),
        why_not: WhyNot::build(question, negotiation),
        what_opens: WhatOpens::build(question, negotiation),
        what_closes: closing::closers(question, negotiation),
        theories: closing::theories(question, negotiation),
        efficient_and_fair,
        would_it_hold: Some(Holds::build(question)),
        common_ground: common::common(question),
        rooms: Rooms::build(question),
        may_be_tabled: ToTable::build(question, negotiation),
        texts: texts::build(question, negotiation),
        threats: threats::build(question),
        talking: Talking::build(question, negotiation),
        left_off,
        unknown: unknown(question),
        ask: ask::ask(question),
        full: false,
    }
}

/// The page of a case in which nothing is negotiated: what holds, and who would leave today's state.
fn of_conflict(question: &Question) -> Brief {
    Brief {
        question: question.case.question.clone(),
        verdict: question.verdict().clone(),
        why_not: None,
        what_opens: None,
        what_closes: Vec::new(),
        theories: None,
        efficient_and_fair: None,
        would_it_hold: Some(Holds::build(question)),
        common_ground: Vec::new(),
        rooms: Rooms::build(question),
        may_be_tabled: None,
        texts: Vec::new(),
        threats: threats::build(question),
        talking: None,
        left_off: Vec::new(),
        unknown: Vec::new(),
        ask: ask::ask(question),
        full: false,
    }
}

fn unknown(question: &Question) -> Vec<String> {
    let case = &question.case;
    let silent = case.instrument.consent.iter().filter(|party| !case.has_sourced_position(party));
    let mut unknown: Vec<_> =
        silent.map(|party| format!("{}: no sourced position", question.short(party))).collect();
    let no_giver = case.guarantees.values().filter(|guarantee| guarantee.guarantors.is_empty());
    unknown.extend(no_giver.map(|guarantee| format!("who would give: {}", guarantee.name)));
    let no_payer = case.funding.values().filter(|funding| funding.payers.is_empty());
    unknown.extend(no_payer.map(|funding| format!("who would pay: {}", funding.purpose)));
    let undefined = case.standing_ultimatums().filter(|(_, ultimatum)| !ultimatum.trigger_defined);
    unknown.extend(undefined.map(|(_, ultimatum)| format!("what would count as {}", ultimatum.trigger)));
    unknown
}

/// `detente brief`.
pub const ASKED: Asked = Asked {
    name: "brief",
    about: "Show the main answers on one page: is there a deal, why not, what would help",
    group: Group::Deal,
    after_help: "Example:\n  detente brief cases/london-2025",
    options: &[&FULL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, _| boxed(answer(question).in_full(options.has(&FULL))),
    schema: Described::of::<Brief>(),
};

impl Answer for Brief {
    fn page(&self, question: &Question) -> Page {
        let mut page = page_one::page(self, question);
        if self.full {
            self.page_two(question, &mut page);
        }
        page
    }
}

impl Brief {
    /// This brief, to be shown with page two or without.
    #[must_use]
    fn in_full(self, full: bool) -> Self {
        Self { full, ..self }
    }

    /// Everything that page one has no room for.
    fn page_two(&self, question: &Question, page: &mut Page) {
        let nothing = question.nothing_is_known() || question.has_nothing_to_settle();
        if is_only_a_conflict(&question.case) || nothing {
            page.next(self.next(question));
            return;
        }
        page.heading("What the answer stands on");
        page.list(self.verdict.stands_on.iter().map(|line| Text::new().caution(line)).collect());
        page.paragraph(RULE);
        self.packages_on(question, page);
        if let Some(why_not) = &self.why_not {
            why_not.show(page);
        }
        if let Some(what_opens) = &self.what_opens {
            what_opens.show(question, page);
        }
        if let Some(fair) = &self.efficient_and_fair {
            fair.show(question, page);
        }
        if let Some(holds) = &self.would_it_hold {
            holds.show(question, page);
        }
        common::show(question, &self.common_ground, page);
        if let Some(rooms) = &self.rooms {
            rooms.show(question, page);
        }
        self.table_on(question, page);
        threats::show(question, &self.threats, page);
        if let Some(talking) = &self.talking {
            talking.show(question, page);
        }
        if !self.left_off.is_empty() {
            page.heading("Not on this page");
            page.list(self.left_off.iter().map(|line| Text::new().caution(line)).collect());
        }
        page.next(self.next(question));
    }

    /// The page on a day on which nothing is known: assumptions alone answer nothing.
    fn of_nothing(question: &Question) -> Self {
        Self {
            question: question.case.question.clone(),
            verdict: question.verdict().clone(),
            why_not: None,
            what_opens: None,
            what_closes: Vec::new(),
            theories: None,
            efficient_and_fair: None,
            would_it_hold: None,
            common_ground: Vec::new(),
            rooms: None,
            may_be_tabled: None,
            texts: Vec::new(),
            threats: Vec::new(),
            talking: None,
            left_off: Vec::new(),
            unknown: Vec::new(),
            ask: Vec::new(),
            full: false,
        }
    }

    /// What may be tabled, and the texts put forward. `None` where there is neither.
    #[must_use]
    pub fn to_table(&self, question: &Question) -> Option<Page> {
        let mut page = Page::default();
        self.table_on(question, &mut page);
        (!page.blocks.is_empty()).then_some(page)
    }

    fn table_on(&self, question: &Question, page: &mut Page) {
        if let Some(text) = &self.may_be_tabled {
            text.show(question, page);
        }
        texts::show(&self.texts, page);
    }

    /// The best deal, those that tie with it, and one that is a deal whatever the values.
    fn packages_on(&self, question: &Question, page: &mut Page) {
        if let Some(best) = self.verdict.best_deal() {
            let proven =
                if self.verdict.verdict.best_proven { "" } else { " found (there may be a better one)" };
            let gain = |outcome: &Outcome| {
                let by = Interval::exactly(outcome.central_gain);
                let said = question.case.no_deal_of(&outcome.party).is_some();
                let unknown = if said { "" } else { " (no deal not known)" };
                format!("{} {}{unknown}", question.short(&outcome.party), wording::signed(by))
            };
            let gains: Vec<_> = best.outcomes.iter().map(gain).collect();
            page.paragraph(
                Text::from(format!(
                    "The best deal{proven}, in which the party that gains least gains most: "
                ))
                .strong(wording::clauses_in_a_line(question, &Terms::from(&best.terms)))
                .plain(format!(". Gains over no deal: {}.", gains.join(", "))),
            );
            self.ties_on(question, page);
        }
        if let Some(witness) = &self.verdict.verdict.witness {
            page.paragraph(
                Text::from("A package that is acceptable for all values in the intervals: ")
                    .strong(wording::clauses_in_a_line(question, &Terms::from(&witness.terms)))
                    .plain("."),
            );
        }
    }

    /// The packages that tie with the best, so that none is singled out by its place in the file.
    fn ties_on(&self, question: &Question, page: &mut Page) {
        let tied = &self.verdict.verdict.tied;
        if tied.is_empty() {
            return;
        }
        let more = if self.verdict.verdict.tied_complete { "" } else { "at least " };
        let count = counted(tied.len(), "other package is", "other packages are");
        page.paragraph(format!("As good by this measure: {more}{count}:"));
        let tied = tied.iter().map(|terms| wording::clauses_in_a_line(question, &Terms::from(terms)));
        page.list(tied.map(Text::from).collect());
    }

    fn next(&self, question: &Question) -> Vec<(String, String)> {
        let mut next = Vec::new();
        let mut add = |command: &str, answers: &str| {
            next.push((question.command_from_here(command, ""), answers.to_owned()));
        };
        if is_only_a_conflict(&question.case) {
            add("stability", "which states hold, and why");
            add("path", "the steps from today to states that hold");
            add("inverse", "what would have to be preferred for a state to hold");
            return next;
        }
        if self.why_not.is_some() {
            add("why", "all reasons, with their lines in the file");
            add("openers", "all smallest sets of changes that open a deal");
        }
        if question.case.proposals.values().any(|proposal| !proposal.terms.is_empty()) {
            add("compare", "the texts side by side, and what would be better for all");
        }
        add("ground", "who accepts what");
        add("levers", "what moves whom");
        let later = question.whole.snapshots.iter().find(|date| **date > question.case.as_of);
        if let Some(later) = later {
            let days = format!("diff --from {} --to {later}", question.case.as_of);
            next.push((question.command(&days), "what changed next".to_owned()));
        }
        next
    }
}
