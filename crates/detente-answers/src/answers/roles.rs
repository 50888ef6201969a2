//! The answer of `detente roles`: does it matter whether the mediator facilitates or imposes?

mod evidence;
mod in_short;
mod played;

use detente_agreement::{
    Terms,
    robust::Watch,
    roles::{self, Below, Preferences, RoleOutcome, Walking},
};
use detente_case::{IssueId, OptionId, PartyId, PartyRole};
use detente_simulation::{
    mediators::{Played, play_watched},
    pace::Habits,
};
use serde::Serialize;

use self::evidence::Band;
use super::offered;
use super::talks::procedures::Procedure;
use super::verdict::stands_on;
use crate::ask::{Asked, DRAWS, Group, boxed_with_detail};
use crate::described::Described;
use crate::habits::{self, MARGIN, PACE};
use crate::options::FULL;
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::wording,
};

/// What each mediator would bring about in each role, and which role the evidence speaks for.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Roles {
    /// Mediators, each with its four roles: parties of that role, and parties about whose role the case has
    /// hypotheses.
    mediators: Vec<roles::Roles>,
    /// The same roles played in the worlds of the plan: whether it is agreed, and whether it holds.
    played: Vec<Played>,
    /// By mediator, the roles for which something speaks.
    bands: Vec<Band>,
    /// Who writes, who may change, who approves in which order.
    procedures: Vec<Procedure>,
    /// Party by party, what the answers about deals stand on: what is not known, and on whose word it is filled.
    stands_on: Vec<String>,
}

/// Builds the answer.
#[must_use]
pub fn answer(question: &Question, habits: Habits, watch: Watch<'_>) -> Roles {
    let case = &question.case;
    let bands = evidence::bands(question);
    let mut mediators: Vec<&PartyId> = case
        .parties
        .iter()
        .filter(|(_, party)| party.role == PartyRole::Mediator)
        .map(|(id, _)| id)
        .collect();
    for band in &bands {
        if !mediators.contains(&&band.party) {
            mediators.push(&band.party);
        }
    }
    let negotiation = question.negotiation();
    let found = mediators.iter().filter_map(|id| roles::roles(case, negotiation, id, question.plan));
    let played =
        mediators.iter().filter_map(|id| play_watched(case, negotiation, id, question.plan, habits, watch));
    Roles {
        mediators: found.collect(),
        played: played.collect(),
        bands,
        procedures: Procedure::build(question),
        stands_on: stands_on(question),
    }
}

/// `detente roles`.
pub const ASKED: Asked = Asked {
    name: "roles",
    about: "Compare four roles of the mediator: would the parties agree, would it hold",
    group: Group::Simulation,
    after_help: "Example:\n  detente roles cases/london-2025\n  detente roles cases/london-2025 --pace 1..4 \
        --margin 2..8\n\nWould the parties agree, and would it hold: these are two questions, so do not \
        multiply the numbers. The roles follow Touval & Zartman (1985) and Beardsley et al. (2006). For \
        comparison the answer says how often crises ended in agreement under each role (ICB data, version 14). \
        See docs/mediation.md.",
    options: &[&PACE, &MARGIN, &FULL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, watch| {
        question.is_negotiated()?;
        boxed_with_detail(watch.during(|tell| answer(question, habits::of(options), tell))?, options)
    },
    schema: Described::of::<Roles>(),
};

impl Answer for Roles {
    fn page(&self, question: &Question) -> Page {
        self.in_short(question)
    }

    fn page_in_full(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        if self.mediators.is_empty() {
            page.paragraph(NO_MEDIATOR);
        }
        if !self.mediators.is_empty() {
            page.paragraph("All of this rests on what the case says about those whose consent is needed:");
            page.list(self.stands_on.iter().map(|line| Text::new().caution(line)).collect());
        }
        for (mediator, played) in self.mediators.iter().zip(&self.played) {
            mediator_on(&mut page, question, mediator, played);
        }
        if !self.mediators.is_empty() {
            played::reference_class_on(&mut page);
        }
        evidence::bands_on(&mut page, question, &self.bands);
        for (number, procedure) in self.procedures.iter().enumerate() {
            procedure.show(&mut page, question, number == 0);
        }
        page.next(next(question));
        page
    }
}

/// What is said where nobody mediates.
const NO_MEDIATOR: &str = "No party of the case is a mediator, and no hypothesis says that one is.";

fn next(question: &Question) -> Vec<(String, String)> {
    vec![
        (question.command("levers"), "what the mediator's levers do to each party".to_owned()),
        (question.command("talks"), "whether there is an offer at all, and who has it".to_owned()),
    ]
}

fn mediator_on(page: &mut Page, question: &Question, roles: &roles::Roles, played: &Played) {
    let mediator = question.short(&roles.mediator);
    page.heading(format!("If {mediator} mediates: would it be agreed, and would it hold?"));
    page.paragraph(preferences(mediator, roles.preferences));
    played::played_on(page, question, roles, played);
    if played::wants_nothing_known(roles) {
        return;
    }
    if !offered::may_be(question.verdict()) {
        page.paragraph(
            Text::new()
                .caution("No terms are shown: whether any package is a deal hangs on what nobody has said."),
        );
        return;
    }
    let outcomes = outcomes(roles);
    page.heading("At central values");
    page.table(central(question, roles, &outcomes));
    page.paragraph(
        "Values, and gains over no deal, in points of each party's own scale. – means that there are \
        no terms.",
    );
    page.list(vec![rent(question, roles)]);
    terms_on(page, question, &outcomes);
    let lines: Vec<_> = outcomes
        .iter()
        .filter(|outcome| outcome.terms.is_some())
        .map(|outcome| holding(question, outcome))
        .collect();
    if !lines.is_empty() {
        page.heading("Who would prefer no agreement to these terms?");
        page.list(lines);
    }
}

fn central(question: &Question, roles: &roles::Roles, outcomes: &[&RoleOutcome]) -> Table {
    let consenters = &question.case.instrument.consent;
    let mut table = Table::new(["role"]);
    table.header.push(format!("{} value", question.short(&roles.mediator)));
    table.header.extend(consenters.iter().map(|party| format!("{} gain", question.short(party))));
    table.tight = (0..table.header.len()).collect();
    for outcome in outcomes {
        let value = outcome
            .mediator_value
            .map_or_else(|| Text::from("–"), |value| wording::one_decimal(value).into());
        let mut cells = vec![Text::new().strong(label(question, outcome)), value];
        cells.extend(consenters.iter().map(|party| gain(outcome, party)));
        table.row(cells);
    }
    table
}

fn outcomes(roles: &roles::Roles) -> Vec<&RoleOutcome> {
    [&roles.facilitate, &roles.formulate, &roles.manipulate].into_iter().chain(&roles.impose).collect()
}

fn preferences(mediator: &str, known: Preferences) -> Text {
    let all = known.reported + known.assumed + known.unknown;
    let text = Text::from(format!(
        "There are {all} options. {mediator}'s own position is reported on {} of them, assumed on {}",
        known.reported, known.assumed
    ));
    match known.unknown {
        0 => text.plain("."),
        unknown => text
            .caution(format!(" and not known on {unknown}"))
            .plain(", where détente takes 50 of 0 to 100."),
    }
}

fn label(question: &Question, outcome: &RoleOutcome) -> String {
    match &outcome.without_consent_of {
        Some(party) => format!("{} on {}", outcome.role, question.short(party)),
        None => outcome.role.to_string(),
    }
}

fn gain(outcome: &RoleOutcome, party: &PartyId) -> Text {
    match outcome.outcomes.iter().find(|one| one.party == *party) {
        Some(one) => {
            let text = wording::signed(detente_case::Interval::exactly(one.central_gain));
            if one.central_gain < detente_case::Quantity::ZERO {
                Text::new().against(text)
            } else {
                text.into()
            }
        }
        None => Text::from("–"),
    }
}

fn rent(question: &Question, roles: &roles::Roles) -> Text {
    let mediator = question.short(&roles.mediator);
    let name = Text::new().strong("Rent of the agenda setter");
    match roles.rent {
        Some(rent) => name.plain(format!(
            ": to formulate instead of facilitate is worth {} points to {mediator}.",
            wording::one_decimal(rent)
        )),
        None => name.caution(": unknown, because there are no terms to compare at central values."),
    }
}

/// The terms side by side where they differ, and those that all roles share.
fn terms_on(page: &mut Page, question: &Question, outcomes: &[&RoleOutcome]) {
    let mut texts: Vec<(&Terms, Vec<String>)> = Vec::new();
    for outcome in outcomes {
        let Some(deal) = &outcome.terms else { continue };
        match texts.iter_mut().find(|(terms, _)| **terms == deal.terms) {
            Some((_, roles)) => roles.push(label(question, outcome)),
            None => texts.push((&deal.terms, vec![label(question, outcome)])),
        }
    }
    if texts.is_empty() {
        return;
    }
    page.heading("The terms");
    let letters = ('A'..='Z').map(String::from);
    let roles =
        letters.clone().zip(&texts).map(|(letter, (_, roles))| (letter, Text::from(roles.join(", "))));
    page.facts(roles.collect());
    let chosen = |issue: &IssueId| -> Vec<&OptionId> {
        texts.iter().filter_map(|(terms, _)| terms.get(issue)).collect()
    };
    let (same, differing): (Vec<_>, Vec<_>) = question
        .case
        .issues
        .keys()
        .partition(|issue| chosen(issue).windows(2).all(|pair| pair.first() == pair.last()));
    let mut table = Table::new(["issue"]);
    table.header.extend(letters.take(texts.len()));
    for issue in differing {
        let options = chosen(issue).into_iter();
        let options = options.map(|option| Text::from(wording::option_name(question, issue, option)));
        let name = wording::issue_name(question, issue);
        table.row(std::iter::once(Text::new().strong(name)).chain(options).collect());
    }
    page.table(table);
    if !same.is_empty() {
        let terms =
            same.iter().filter_map(|issue| Some(wording::term(question, issue, chosen(issue).first()?)));
        let all = if texts.len() > 1 { "The same in all" } else { "Terms" };
        page.paragraph(format!("{all}: {}.", terms.collect::<Vec<_>>().join("; ")));
    }
    page.list(outcomes.iter().filter_map(|outcome| imposed(question, outcome)).collect());
}

/// The flag of terms that were set without a consent they need.
fn imposed(question: &Question, outcome: &RoleOutcome) -> Option<Text> {
    let party = question.short(outcome.without_consent_of.as_ref()?);
    outcome.terms.as_ref()?;
    let acts = if outcome.needs_its_act.is_empty() {
        String::new()
    } else {
        format!(
            " Only {party} itself can do what they say: {}.",
            named_terms(question, &outcome.needs_its_act)
        )
    };
    let text = format!("{}: imposed without the consent of {party}", label(question, outcome));
    Some(Text::new().against(text).plain(", so they are no deal.").caution(acts))
}

/// Terms by their names.
fn named_terms(question: &Question, terms: &Terms) -> String {
    let name = |(issue, option): (&IssueId, &OptionId)| wording::term(question, issue, option);
    terms.iter().map(name).collect::<Vec<_>>().join("; ")
}

fn holding(question: &Question, outcome: &RoleOutcome) -> Text {
    let concerns: Vec<_> = outcome.walking.iter().filter_map(|walking| concern(question, walking)).collect();
    let text = Text::new().strong(label(question, outcome)).plain(": ");
    match concerns.as_slice() {
        [] => text.plain(
            "nobody whose consent is needed would prefer no agreement, for any values in the intervals.",
        ),
        concerns => text.plain(format!("{}.", concerns.join(". "))),
    }
}

/// `RU, not asked: crosses its red line (Crimea: no recognition); worth less to it than no deal for some values`.
fn concern(question: &Question, walking: &Walking) -> Option<String> {
    let party = question.short(&walking.party);
    let asked = if walking.asked { "" } else { ", not asked" };
    let lines = (!walking.crosses.is_empty())
        .then(|| format!("crosses its red line ({})", named_terms(question, &walking.crosses)));
    let below = match walking.below_no_deal {
        Below::Certainly => Some("for all values worth less to it than no deal"),
        Below::AtCentralValues => Some("at central values worth less to it than no deal"),
        Below::Possibly => Some("for some values worth less to it than no deal"),
        Below::Never => None,
    };
    let concerns: Vec<_> = lines.into_iter().chain(below.map(str::to_owned)).collect();
    (!concerns.is_empty()).then(|| format!("{party}{asked}: {}", concerns.join("; ")))
}
