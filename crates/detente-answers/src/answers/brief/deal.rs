//! Why there is no deal, and what would open one: the smallest of each.

use detente_agreement::{
    Conflict, Cost, Count, Hold, Negotiation, Openers, Reach, ReasonsOfDraws, Share, Step,
};
use serde::Serialize;

use crate::{
    answers::{
        verdict::{counted, futures},
        why::{
            Explained,
            nested::{self, Nest, Way},
        },
    },
    page::{Page, Text},
    question::Question,
    text::wording::{self, Said},
};

/// How many reasons and openers a page has room for; commands that list all follow.
const SHOWN: usize = 5;

/// The first reasons why there is no deal.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct WhyNot {
    /// Under which values they hold.
    hold: Hold,
    /// The first: where there is no deal whatever the values, the smallest; else those of most draws.
    pub(super) reasons: Vec<Reason>,
    /// How many more there are.
    more: usize,
    /// How many of the draws without a deal all reasons together explain; absent where they hold whatever the values.
    explained: Option<Explained>,
    /// Each requirement with the share of the draws without a deal in which it is in the way, the largest first; empty where
    /// the reasons hold whatever the values.
    pub(super) in_the_way: Vec<InTheWay>,
    /// The reasons in lines: those that contain each other are one.
    #[serde(skip)]
    told: Vec<Text>,
}

/// A requirement, and in what share of the draws without a deal it is in the way.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct InTheWay {
    /// The requirement.
    #[serde(flatten)]
    pub(super) requirement: Said,
    /// In what share.
    pub(super) of_failing: Share,
}

/// One reason for no deal.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Reason {
    /// Red lines, thresholds and rules that exclude each other.
    pub(super) requirements: Vec<Said>,
    /// In how many draws it is a reason; absent when it is one whatever the values.
    in_draws: Option<Share>,
    /// The same as a share of the draws without a deal.
    pub(super) of_failing: Option<Share>,
}

/// The smallest sets of changes that open a deal.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct WhatOpens {
    /// The smallest, cheapest first.
    pub(super) openers: Vec<Opener>,
    /// How many more there are.
    pub(super) more: usize,
    /// Why nothing considered opens a deal, where that is so.
    pub(super) none: Option<String>,
}

/// One opener.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Opener {
    /// What would have to change.
    pub(super) steps: Vec<Change>,
    /// How many packages become deals.
    opens: Count,
    /// In how many draws a deal exists after the changes.
    pub(super) works: Share,
    /// Whether any number it rests on is assumed or unknown.
    assumed: bool,
}

/// One change of an opener.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Change {
    /// In a sentence.
    says: String,
    /// The same in as few words as tell it.
    #[serde(skip)]
    pub(super) in_short: String,
    /// Whether somebody gives up a red line.
    pub(super) crosses_a_red_line: bool,
    /// What it costs whom, each on its own scale; empty where nobody says.
    pub(super) cost: Vec<Cost>,
    /// Who takes it.
    #[serde(skip)]
    pub(super) owners: Vec<String>,
}

impl WhyNot {
    /// The reasons; `None` when a deal is certain.
    pub(super) fn build(question: &Question, negotiation: &Negotiation) -> Option<Self> {
        let reasons = negotiation.reasons(question.plan)?;
        let told = reasons.told();
        let reason = |conflict: &Conflict| Reason {
            requirements: conflict.core.iter().map(|one| wording::requirement(question, one)).collect(),
            in_draws: conflict.in_draws,
            of_failing: conflict.of_failing,
        };
        Some(Self {
            hold: reasons.hold,
            reasons: told.iter().take(SHOWN).map(reason).collect(),
            more: told.len().saturating_sub(SHOWN),
            explained: reasons.in_draws.as_ref().map(Explained::of),
            in_the_way: in_the_way(question, reasons.in_draws.as_ref()),
            told: told_in_nests(question, told),
        })
    }

    pub(super) fn show(&self, page: &mut Page) {
        page.heading(match self.hold {
            Hold::Always => "Why not, for any values",
            Hold::AtCentralValues => "Why not",
            Hold::AtWorst => "What could still prevent a deal",
        });
        if let Some(explained) = &self.explained {
            page.paragraph(explained.says.as_str());
        }
        page.paragraph("Requirements that no package meets together:");
        page.list(self.told.iter().take(SHOWN).cloned().collect());
        let more = self.told.len().saturating_sub(SHOWN);
        if more > 0 {
            page.paragraph(format!("and {}", counted(more, "more reason", "more reasons")));
        }
    }
}

fn in_the_way(question: &Question, reasons: Option<&ReasonsOfDraws>) -> Vec<InTheWay> {
    let all = reasons.into_iter().flat_map(|reasons| &reasons.in_the_way);
    let all = all.filter(|one| one.of_failing.holds > 0);
    let one = |one: &detente_agreement::InTheWay| InTheWay {
        requirement: wording::requirement(question, &one.requirement),
        of_failing: one.of_failing,
    };
    all.map(one).collect()
}

/// A line for each reason, with those that are nested with it.
fn told_in_nests(question: &Question, told: &[Conflict]) -> Vec<Text> {
    let ways: Vec<_> = told.iter().map(|one| Way::of(one.core.iter(), one.of_failing)).collect();
    Nest::all(&ways).iter().map(|nest| nested::in_a_line(question, nest, &ways)).collect()
}

impl WhatOpens {
    /// The openers; `None` when a deal is certain.
    pub(super) fn build(question: &Question, negotiation: &Negotiation) -> Option<Self> {
        let reach = Reach { size: 2, detailed: SHOWN };
        let found = negotiation.openers(&question.case, question.plan, reach)?;
        let opener = |opener: &detente_agreement::Opener| Opener {
            steps: opener.steps.iter().map(|step| Change::of(question, step)).collect(),
            opens: opener.opens,
            works: opener.works,
            assumed: opener.assumed,
        };
        Some(Self {
            openers: found.openers.iter().take(SHOWN).map(opener).collect(),
            more: (found.openers.len() + found.more).saturating_sub(SHOWN),
            none: found.openers.is_empty().then(|| no_opener(&found)),
        })
    }

    pub(super) fn show(&self, question: &Question, page: &mut Page) {
        page.heading("What would open one");
        if let Some(why) = &self.none {
            page.paragraph(why.as_str());
        }
        page.list(self.openers.iter().map(|opener| opener.text(question)).collect());
        if self.more > 0 {
            page.paragraph(format!("and {}", counted(self.more, "more opener", "more openers")));
        }
    }
}

impl Change {
    fn of(question: &Question, step: &Step) -> Self {
        Self {
            says: wording::step(question, step),
            in_short: wording::step_in_short(question, step),
            crosses_a_red_line: matches!(step.change, detente_agreement::Change::SoftenRedLine { .. }),
            cost: step.cost.clone(),
            owners: step.owners.clone(),
        }
    }
}

impl Opener {
    fn text(&self, question: &Question) -> Text {
        let count = if self.opens.exact { "" } else { "at least " };
        let packages = usize::try_from(self.opens.packages).unwrap_or(usize::MAX);
        let says: Vec<_> = self.steps.iter().map(|step| step.says.as_str()).collect();
        let costs: Vec<_> = self.steps.iter().map(|step| wording::cost(question, &step.cost)).collect();
        let opens = counted(packages, "package", "packages");
        Text::new()
            .strong(says.join(", and "))
            .plain(format!(". Cost: {}. It makes {count}{opens} acceptable to all; ", costs.join("; ")))
            .plain(format!("a deal in {}", futures(&self.works)))
            .caution(if self.assumed { " (rests on assumptions)" } else { "" })
    }
}

fn no_opener(found: &Openers) -> String {
    let size = counted(found.size, "change", "changes");
    let opens = match found.hold {
        Hold::Always | Hold::AtCentralValues => "opens a deal",
        Hold::AtWorst => "makes the deal certain",
    };
    if found.considered == 0 {
        return format!(
            "The case states no change that could do it: no lever, guarantee or position that might move, so none {opens}."
        );
    }
    let stands = "what stands in the way";
    match (found.untouchable.is_empty(), found.considered) {
        (true, 1) => format!("The case states one change, and it is not enough: none {opens}."),
        (true, all) => format!("No set of up to {size}, out of the {all} that détente considers, {opens}."),
        (false, 1) => {
            format!("The case states one change, and it does not affect {stands}: none {opens}.")
        }
        (false, all) => {
            format!("None of the {all} changes that détente considers affects {stands}, so none {opens}.")
        }
    }
}
