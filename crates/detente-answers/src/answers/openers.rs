//! The answer of `detente openers`: the smallest sets of changes that open a deal.

mod in_short;
mod limits;

use detente_agreement::{Hold, Imposed, NotValued, Opener, Outcome, Reach, Step, StepKind};
use serde::Serialize;

use super::{
    at_home,
    offered::{self, Opposed},
    verdict::{VerdictAnswer, counted, futures, percent},
};
use crate::ask::{Asked, DRAWS, Group, boxed_with_detail};
use crate::described::Described;
use crate::options::{Choice, FULL, Kind};
use crate::{
    answer::Answer,
    page::{Page, Table, Text},
    question::Question,
    text::wording::{self, Said, one_decimal, rounded, signed},
};

/// How many openers have a row of the table.
const IN_TABLE: usize = 12;
/// How many openers are shown with their best package.
const IN_FULL: usize = 1;

/// The smallest changes that open a deal, or make one certain.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::struct_field_names, reason = "the answer to `openers` lists openers")]
pub struct Openers {
    /// Whether there is a deal now.
    verdict: VerdictAnswer,
    /// Under which values there is no deal now and one after each opener; absent when a deal is certain.
    hold: Option<Hold>,
    /// By number of changes, then by cost.
    openers: Vec<Told>,
    /// How many were found beyond those listed.
    more: usize,
    /// How many changes were considered.
    considered: usize,
    /// The largest number of changes in one opener that was looked for.
    size: usize,
    /// Whether every opener up to that size was found.
    complete: bool,
    /// Up to how many changes every opener was found.
    complete_up_to: usize,
    /// Reasons for no deal that no change considered can touch.
    untouchable: Vec<Vec<Said>>,
    /// Levers and guarantees that could not be tried because something about them is not stated.
    not_valued: Vec<NotValued>,
    /// What would be possible without the consent of one party: terms imposed, not openers.
    imposed: Vec<Imposed>,
}

/// An opener with its changes in words.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Told {
    /// The opener.
    #[serde(flatten)]
    opener: Opener,
    /// Its changes, a sentence each.
    says: Vec<String>,
    /// The clauses of its best package that a party is against whose yes it needs, beside those that the changes move.
    opposed: Vec<Opposed>,
}

/// Builds the answer, looking for sets of up to `size` changes.
#[must_use]
pub fn answer(question: &Question, size: usize) -> Openers {
    telling(question, size, &|| ())
}

/// The answer, where `step` hears of every step of the work.
fn telling(question: &Question, size: usize, step: &dyn Fn()) -> Openers {
    let reach = Reach { size, ..Reach::default() };
    let found = question.negotiation().openers_told(&question.case, question.plan, reach, step);
    let verdict = question.verdict().clone();
    let Some(found) = found else {
        return Openers {
            verdict,
            hold: None,
            openers: Vec::new(),
            more: 0,
            considered: 0,
            size,
            complete: true,
            complete_up_to: size,
            untouchable: Vec::new(),
            not_valued: Vec::new(),
            imposed: Vec::new(),
        };
    };
    let may_be_offered = offered::may_be(&verdict);
    let told = |opener: Opener| {
        // Where silence decides, its middle chose the package: nothing to offer.
        let best = opener.best.filter(|_| may_be_offered);
        Told {
            says: opener.steps.iter().map(|step| wording::step(question, step)).collect(),
            opposed: best
                .as_ref()
                .map_or_else(Vec::new, |best| offered::opposed(question, best, &opener.steps)),
            opener: Opener { best, ..opener },
        }
    };
    let said = |conflict: &Vec<detente_agreement::Requirement>| {
        conflict.iter().map(|requirement| wording::requirement(question, requirement)).collect()
    };
    Openers {
        verdict,
        hold: Some(found.hold),
        openers: found.openers.into_iter().map(told).collect(),
        more: found.more,
        considered: found.considered,
        size,
        complete: found.complete,
        complete_up_to: found.complete_up_to,
        untouchable: found.untouchable.iter().map(said).collect(),
        not_valued: found.not_valued,
        imposed: found.imposed,
    }
}

/// Up to how many changes are tried together.
const MAX_CHANGES: Choice = Choice {
    name: "max-changes",
    kind: Kind::Count { called: "N", least: 1, most: 6, default: Some(3) },
    says: "Try sets of up to this many changes",
    heading: None,
};

/// `detente openers`.
pub const ASKED: Asked = Asked {
    name: "openers",
    about: "Find the smallest changes that would make a deal possible, and their cost",
    group: Group::Deal,
    after_help: "Example:\n  detente openers cases/london-2025 --max-changes 2",
    options: &[&MAX_CHANGES, &FULL],
    draws: DRAWS,
    on_threads: false,
    answer: |question, options, watch| {
        let size = options.count(&MAX_CHANGES).unwrap_or(1);
        let size = usize::try_from(size).unwrap_or(1);
        boxed_with_detail(watch.through(|step| telling(question, size, step))?, options)
    },
    schema: Described::of::<Openers>(),
};

impl Answer for Openers {
    fn page(&self, question: &Question) -> Page {
        self.in_short(question)
    }

    fn page_in_full(&self, question: &Question) -> Page {
        let mut page = Page::new(&question.whole.title);
        page.paragraph(self.verdict.text());
        page.list(at_home::uncounted(question).into_iter().map(|line| Text::new().caution(line)).collect());
        let Some(hold) = self.hold else {
            if !question.case.issues.is_empty() {
                page.paragraph("A deal is certain. Nothing needs to change.");
            }
            page.next(vec![(question.command("brief"), "the best package, and who gains what".to_owned())]);
            return page;
        };
        if self.openers.is_empty() {
            self.show_none(question, hold, &mut page);
        } else {
            if !offered::may_be(&self.verdict) {
                page.paragraph(self.nothing_offered(question));
            }
            self.show_table(question, hold, &mut page);
            for (number, told) in self.openers.iter().enumerate().take(IN_FULL) {
                told.show(question, number, hold, &mut page);
            }
        }
        self.show_limits(question, &mut page);
        page.next(next(question));
        page
    }
}

fn next(question: &Question) -> Vec<(String, String)> {
    vec![
        (question.command("why"), "the reasons these openers remove".to_owned()),
        (question.command("levers"), "what each lever does to each party".to_owned()),
    ]
}

impl Openers {
    fn found(&self) -> usize {
        self.openers.len() + self.more
    }

    fn show_table(&self, question: &Question, hold: Hold, page: &mut Page) {
        page.heading(match hold {
            _ if !offered::may_be(&self.verdict) => "What makes terms exist in more futures",
            Hold::Always => "What opens a deal for some values",
            Hold::AtCentralValues => "What opens a deal at central values",
            Hold::AtWorst => "What makes a deal certain",
        });
        let cut = if self.complete {
            String::new()
        } else {
            format!(" at least (a limit was reached{})", self.proven())
        };
        page.paragraph(format!(
            "{}{cut} of up to {}, out of {} possible changes; each needs all its changes. Fewest changes come first.",
            self.counted(),
            self.changes(),
            self.considered
        ));
        let mut table = Table::new(["", "changes", "cost, own scale", "deals", "of 100"]).tight(&[0, 3, 4]);
        for (number, told) in self.openers.iter().enumerate().take(IN_TABLE) {
            table.row(vec![
                (number + 1).to_string().into(),
                told.changes(question),
                told.costs(question),
                Text::new().favour(told.opener.opens.to_string()),
                percent(told.opener.works.share).into(),
            ]);
        }
        page.table(table);
        let unlisted = self.found().saturating_sub(IN_TABLE);
        if unlisted > 0 {
            page.paragraph(format!(
                "{unlisted} more. `--json` has {} of the {}, each with its best package, what each party gains there and what \
                 it rests on.",
                self.openers.len(),
                self.found()
            ));
        }
        page.paragraph(
            "Deals: packages that become deals at central values. Of 100: in how many of 100 assumed futures terms exist \
             then. Costs are points of each owner's own scale: never compare them across parties.",
        );
        if self.openers.iter().take(IN_TABLE).any(|told| told.opener.steps.iter().any(|step| step.assumed)) {
            page.paragraph(Text::new().caution("*").plain(" uses a number that is assumed or unknown."));
        }
        let mut rests_on: Vec<&str> = Vec::new();
        for party in self.openers.iter().take(IN_TABLE).flat_map(|told| &told.opener.rests_on) {
            if !rests_on.contains(&question.short(party)) {
                rests_on.push(question.short(party));
            }
        }
        if !rests_on.is_empty() {
            let parties = rests_on.join(", ");
            page.paragraph(
                Text::new()
                    .caution(format!("No source says what no deal is worth to {parties}: "))
                    .plain("every opener that needs their consent rests on an assumption or a gap."),
            );
        }
    }
}

impl Told {
    fn changes(&self, question: &Question) -> Text {
        let mut text = Text::new();
        for (number, step) in self.opener.steps.iter().enumerate() {
            let joined = if number == 0 { "" } else { " + " };
            text = text.strong(joined).plain(wording::step_in_short(question, step));
            if step.assumed {
                text = text.caution("*");
            }
        }
        match offered::counted(question, &self.opposed) {
            Some(against) => text.plain("; ").caution(against),
            None => text,
        }
    }

    fn costs(&self, question: &Question) -> Text {
        let costs: Vec<_> = self.opener.steps.iter().map(|step| cost(question, step)).collect();
        Text::from(costs.join(" + "))
    }

    fn show(&self, question: &Question, number: usize, hold: Hold, page: &mut Page) {
        page.heading(format!("Opener {}: {}", number + 1, counted(self.says.len(), "change", "changes")));
        let steps = self.opener.steps.iter().zip(&self.says);
        page.list(
            steps
                .map(|(step, says)| {
                    let text = Text::new().strong(says.as_str()).plain(format!(", {}", kind(step.kind)));
                    let text = text.plain(format!("; cost {}", cost(question, step)));
                    if step.assumed { text.caution(" (assumed)") } else { text }
                })
                .collect(),
        );
        page.paragraph(format!("With it, a deal exists in {}.", futures(&self.opener.works)));
        let Some(best) = &self.opener.best else { return };
        let gains = match hold {
            Hold::AtCentralValues => "",
            Hold::Always | Hold::AtWorst => " at central values",
        };
        let proven = if self.opener.best_proven { "" } else { ", as far as the search went" };
        page.paragraph(format!(
            "The best package that becomes a deal: the party that gains least gains most there{gains}{proven}."
        ));
        page.facts(wording::terms(question, &best.terms));
        if !self.opposed.is_empty() {
            page.paragraph(Text::from("But not all like it.").then(offered::told(question, &self.opposed)));
        }
        let mut table =
            Table::new(["party", "value", "no deal", "gain", "central gain"]).tight(&[0, 1, 2, 3, 4]);
        for outcome in &best.outcomes {
            table.row(row(question, outcome));
        }
        page.table(table);
    }
}

fn row(question: &Question, outcome: &Outcome) -> Vec<Text> {
    let gain = one_decimal(outcome.central_gain);
    let central = if outcome.central_gain < detente_case::Quantity::ZERO {
        Text::new().against(gain)
    } else {
        Text::new().favour(format!("+{gain}"))
    };
    vec![
        question.short(&outcome.party).into(),
        rounded(outcome.value).into(),
        rounded(outcome.no_deal).into(),
        signed(outcome.gain).into(),
        central,
    ]
}

fn cost(question: &Question, step: &Step) -> String {
    match step.kind {
        StepKind::Delinking => "none stated".to_owned(),
        _ => wording::cost(question, &step.cost),
    }
}

fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Concession => "a concession by a party that must agree",
        StepKind::ThirdParty => "a step by a third party",
        StepKind::Lever => "a lever",
        StepKind::Guarantee => "a guarantee",
        StepKind::Delinking => "a link undone",
    }
}
