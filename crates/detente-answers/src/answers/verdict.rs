//! Is there a deal, how sure is that, and what does it rest on? The first lines of every other answer.

use detente_agreement::{Answer, Backing, Deal, Rest, Share, Verdict};
use detente_case::{AssumptionChoice, Case, Quantity, View};
use detente_talks::likelihood::Likelihood;
use serde::Serialize;

use super::at_home;
use crate::{page::Text, question::Question, text::phrase};

/// Whether there is a deal, in one sentence and in numbers.
#[derive(Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictAnswer {
    /// One sentence.
    pub sentence: String,
    /// Whether `best` is a deal, at central values or for all values; where not, it is the package nearest to one.
    pub best_is_deal: bool,
    /// The same in numbers, with the best package.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The verdict that sources alone allow, in one sentence; absent when assumptions are not used anyway.
    pub on_sources_alone: Option<String>,
    /// Party by party, what is not known and on whose word it is filled, one line each.
    pub stands_on: Vec<String>,
}

/// The verdict on the case as the question sees it. Ask [`Question::verdict`]: it is made once.
pub(crate) fn verdict_of(question: &Question) -> VerdictAnswer {
    let verdict = question.negotiation().verdict(question.plan);
    if is_only_a_conflict(&question.case) {
        return VerdictAnswer {
            sentence: NOTHING_NEGOTIATED.to_owned(),
            best_is_deal: false,
            on_sources_alone: None,
            stands_on: Vec::new(),
            verdict,
        };
    }
    let assumes = question.view.assumptions != AssumptionChoice::Nothing && !question.nothing_is_known();
    VerdictAnswer {
        sentence: sentence(question, &verdict),
        best_is_deal: exists(&verdict) && verdict.best.is_some(),
        on_sources_alone: assumes.then(|| sentence(question, &on_sources_alone(question))),
        stands_on: stands_on_lines(question, &verdict),
        verdict,
    }
}

/// Whether a case states a conflict and has no issues: then nothing is negotiated.
#[must_use]
pub fn is_only_a_conflict(case: &Case) -> bool {
    case.conflict.is_stated() && case.issues.is_empty()
}

/// What is said in the place of a verdict where nothing is negotiated.
const NOTHING_NEGOTIATED: &str =
    "Nothing is negotiated: the case has no issues, and asks only which states of its conflict hold.";

/// Whether a deal exists at central values or for all values.
fn exists(verdict: &Verdict) -> bool {
    matches!(verdict.answer, Answer::Certain | Answer::Depends { central: Some(true) })
}

fn on_sources_alone(question: &Question) -> Verdict {
    let view = View { assumptions: AssumptionChoice::Nothing, ..question.view.clone() };
    question.lowered(&question.whole.seen(&view)).verdict(question.plan)
}

/// One sentence that says whether there is a deal and how sure that is.
///
/// Where nothing is held of what a party that must agree wants, or of what no agreement is worth to it, the
/// middle of its intervals is the middle of nothing: then only what holds for all values is said.
#[must_use]
pub fn sentence(question: &Question, verdict: &Verdict) -> String {
    if question.nothing_is_known() {
        return format!(
            "Nothing is known on {}: no source of the case is published by then. Assumptions alone say nothing of a deal.",
            question.case.as_of
        );
    }
    let gaps = gaps(question, verdict);
    if matches!(verdict.answer, Answer::Depends { .. }) && !gaps.is_empty() {
        return format!(
            "Undecided, because the case does not say {}. Some values allow a deal, others do not.",
            gaps.join(", or ")
        );
    }
    let in_draws = in_draws(&verdict.share);
    match verdict.answer {
        Answer::Impossible => {
            "No deal: no package is acceptable to all who must agree, for any values in the intervals."
                .to_owned()
        }
        Answer::Certain => {
            "A deal exists: for all values in the intervals, one package is acceptable to all who must agree."
                .to_owned()
        }
        Answer::Depends { central: Some(false) } => {
            format!("There is no deal at central values. One exists in {in_draws}.")
        }
        Answer::Depends { central: Some(true) } => {
            format!("There is a deal at central values, and in {in_draws}.")
        }
        Answer::Depends { central: None } => {
            format!(
                "Whether there is a deal at central values was not settled within the limits. One exists in \
                {in_draws}."
            )
        }
    }
}

/// `23% of 1000 draws (95% interval 20 to 26%), unlikely on these numbers`.
#[must_use]
pub fn in_draws(share: &Share) -> String {
    let word = Quantity::from_f64(share.share).map_or("", |chance| Likelihood::of(chance).as_str());
    let interval = format!("{} to {}%", percent(share.low), percent(share.high));
    let unsettled = match share.unsettled {
        0 => String::new(),
        count => format!("; {count} draws were not settled"),
    };
    format!("{}% of {} draws (95% interval {interval}{unsettled}): {word}", percent(share.share), share.draws)
}

/// A share in whole percent; `<1` and `>99` where rounding would claim none or all.
#[must_use]
pub fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        0.0 if share > 0.0 => "<1".to_owned(),
        100.0 if share < 1.0 => ">99".to_owned(),
        rounded => format!("{rounded}"),
    }
}

/// What is neither reported nor assumed of parties that must agree.
fn gaps(question: &Question, verdict: &Verdict) -> Vec<String> {
    let required = || verdict.rests_on.iter().filter(|rest| rest.instrument);
    let names = |rest: &Rest| question.short(&rest.party).to_owned();
    let silent = required().filter(|rest| rest.positions.reported == 0 && rest.positions.assumed == 0);
    let no_value = required().filter(|rest| rest.no_deal == Backing::Unknown);
    let silent: Vec<_> = silent.map(names).collect();
    let no_value: Vec<_> = no_value.map(names).collect();
    let want = if silent.len() == 1 { "wants" } else { "want" };
    let silent = (!silent.is_empty()).then(|| format!("what {} {want}", phrase::list(&silent)));
    let no_value =
        (!no_value.is_empty()).then(|| format!("what no deal is worth to {}", phrase::list(&no_value)));
    silent.into_iter().chain(no_value).collect()
}

fn stands_on_lines(question: &Question, verdict: &Verdict) -> Vec<String> {
    let rests = verdict.rests_on.iter().filter_map(|rest| stands_on(question, rest));
    rests.chain(at_home::uncounted(question)).collect()
}

fn stands_on(question: &Question, rest: &Rest) -> Option<String> {
    let mut parts = Vec::new();
    let positions = rest.positions;
    if rest.has_no_sourced_position() {
        parts.push("no sourced position".to_owned());
    }
    if positions.assumed > 0 {
        parts.push(format!("{} assumed", counted(positions.assumed, "position", "positions")));
    }
    if positions.unknown > 0 {
        parts.push(format!("{} unknown", counted(positions.unknown, "position", "positions")));
    }
    match (rest.weights.assumed, rest.weights.unknown) {
        (0, 0) => {}
        (_, 0) => parts.push("weights assumed".to_owned()),
        (_, unknown) => parts.push(format!("{} not stated", counted(unknown, "weight", "weights"))),
    }
    match rest.no_deal {
        Backing::Reported => {}
        Backing::Assumed => parts.push("no-deal value assumed".to_owned()),
        Backing::Unknown => parts.push("no-deal value unknown".to_owned()),
    }
    (!parts.is_empty()).then(|| format!("{}: {}", question.short(&rest.party), parts.join(", ")))
}

/// `1 draw`, `2 draws`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

impl VerdictAnswer {
    /// The best package where a deal exists at central values or whatever the values.
    #[must_use]
    pub fn best_deal(&self) -> Option<&Deal> {
        self.verdict.best.as_ref().filter(|_| self.best_is_deal)
    }

    /// The sentence with its first clause stressed, for or against.
    #[must_use]
    pub fn text(&self) -> Text {
        let clause_end = self.sentence.find([':', ';', ',']).unwrap_or(self.sentence.len());
        let (clause, rest) = self.sentence.split_at(clause_end);
        let stressed = match self.verdict.answer {
            _ if clause == "Undecided" => Text::new().caution(clause),
            _ if self.sentence == NOTHING_NEGOTIATED => Text::new().strong(clause),
            Answer::Impossible | Answer::Depends { central: Some(false) } => Text::new().against(clause),
            Answer::Certain | Answer::Depends { central: Some(true) } => Text::new().favour(clause),
            Answer::Depends { central: None } => Text::new().caution(clause),
        };
        stressed.plain(rest)
    }
}
