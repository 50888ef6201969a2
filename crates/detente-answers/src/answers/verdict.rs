//! Is there a deal, how sure is that, and what does it rest on? The first lines of every other answer.

mod confidence;
pub(crate) mod hangs_on;
mod silence;
#[cfg(test)]
mod tests;

use detente_agreement::{Answer, AskFirst, Backing, Deal, Rest, Share, Tolerance, Verdict};
use detente_case::{AssumptionChoice, Case, View};
use serde::Serialize;

pub(crate) use self::{
    confidence::{Confidence, RULE, footing},
    hangs_on::{HangsOn, What, least_rows, show as show_hangs_on, terms_exist},
    silence::{has_put_a_text, texts_of},
};
use super::at_home;
use crate::{
    page::{Page, Text},
    question::Question,
    text::{phrase, wording},
};

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
    /// What the verdict hangs on: the same question with one thing held, on the same draws.
    pub hangs_on: Vec<HangsOn>,
    /// The error of counting draws alone; what the verdict hangs on is another and larger matter.
    pub sampling: Sampling,
    /// How far the verdict can be relied on; absent where nobody must agree.
    pub confidence: Option<Confidence>,
    /// What to ask first: the smallest sets of answers that would settle a verdict that hangs on what nobody has said;
    /// absent where it does not.
    pub ask_first: Option<AskFirst>,
    /// The verdict that sources alone allow, in one sentence; absent when assumptions are not used anyway.
    pub on_sources_alone: Option<String>,
    /// Party by party, what is not known and on whose word it is filled, one line each.
    pub stands_on: Vec<String>,
}

/// A share of draws with the error of counting them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sampling {
    /// In what share of the draws there is a deal.
    pub share: f64,
    /// The lower end of its 95% interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Sampling {
    fn of(share: &Share) -> Self {
        Self { share: share.share, low: share.low, high: share.high }
    }
}

/// The verdict on the case as the question sees it. Ask [`Question::verdict`]: it is made once.
pub(crate) fn verdict_of(question: &Question) -> VerdictAnswer {
    let held = question.negotiation().held_verdict(question.plan);
    let verdict = held.verdict.clone();
    let sampling = Sampling::of(&verdict.share);
    let nothing = if is_only_a_conflict(&question.case) {
        Some(NOTHING_NEGOTIATED)
    } else {
        (question.has_nothing_to_settle() && !question.nothing_is_known()).then_some(NO_ISSUES)
    };
    if let Some(sentence) = nothing {
        return VerdictAnswer {
            sentence: sentence.to_owned(),
            best_is_deal: false,
            hangs_on: Vec::new(),
            sampling,
            confidence: None,
            ask_first: None,
            on_sources_alone: None,
            stands_on: Vec::new(),
            verdict,
        };
    }
    let assumes = question.view.assumptions != AssumptionChoice::Nothing && !question.nothing_is_known();
    let ask_first = hangs_on_silence(&verdict)
        .then(|| question.negotiation().ask_first(&question.case, MOST_ASKED))
        .filter(|_| !question.nothing_is_known());
    let mut sentence_ = sentence(question, &verdict);
    if let Some(ask_first) = &ask_first {
        sentence_.push_str(&asked_first(question, &verdict, ask_first));
    }
    let hangs_on = if question.nothing_is_known() { Vec::new() } else { hangs_on::rows(question, &held) };
    VerdictAnswer {
        sentence: sentence_,
        best_is_deal: exists(&verdict) && verdict.best.is_some(),
        confidence: Confidence::of(question, &verdict, &hangs_on).filter(|_| !question.nothing_is_known()),
        hangs_on,
        sampling,
        ask_first,
        on_sources_alone: assumes.then(|| sentence(question, &on_sources_alone(question))),
        stands_on: stands_on(question),
        verdict,
    }
}

/// Whether a case states a conflict and has no issues: then nothing is negotiated.
#[must_use]
pub fn is_only_a_conflict(case: &Case) -> bool {
    case.conflict.is_stated() && case.issues.is_empty()
}

/// How a verdict begins that hangs on what nobody has said.
const NOT_KNOWN: &str = "Not known";

/// What is said in the place of a verdict where nothing is negotiated.
const NOTHING_NEGOTIATED: &str =
    "Nothing is negotiated: the case has no issues, and asks only which states of its conflict hold.";

/// What is said in the place of a verdict where no issue is seen.
const NO_ISSUES: &str = "Not known: no issue is seen from here, so there is nothing to agree on.";

/// Whether a deal exists for all values, or at central values whatever silence means.
fn exists(verdict: &Verdict) -> bool {
    match verdict.answer {
        Answer::Certain => true,
        Answer::Depends { central: Some(true) } => !hangs_on_silence(verdict),
        Answer::Depends { central: Some(false) | None } | Answer::Impossible => false,
    }
}

/// Whether there is a deal if silence means yes and none if it means no, so that nobody can say which.
fn hangs_on_silence(verdict: &Verdict) -> bool {
    matches!(verdict.answer, Answer::Depends { .. }) && verdict.unsaid.decides()
}

/// How many answers a question that is asked first may have at most.
const MOST_ASKED: usize = 2;
/// How many questions are told at most.
const MOST_TOLD: usize = 3;

/// A sentence on what sources alone say, without its figures: where so much is unsaid, a share counts how silence was
/// filled.
pub(crate) fn in_a_clause(sentence: &str) -> String {
    let first = sentence.split_once(". ").map_or(sentence, |(first, _)| first);
    let first = first.split_once(" (").map_or(first, |(first, _)| first);
    format!("{}.", first.trim_end_matches('.'))
}

fn on_sources_alone(question: &Question) -> Verdict {
    let view = View { assumptions: AssumptionChoice::Nothing, ..question.view.clone() };
    question.lowered(&question.whole.seen(&view)).verdict(question.plan)
}

/// One sentence that says whether there is a deal and how sure that is.
///
/// What nobody has said is taken as no and as yes. Where the two differ, nobody can say whether there is a deal: no middle
/// of what is unsaid decides it.
#[must_use]
pub fn sentence(question: &Question, verdict: &Verdict) -> String {
    if question.nothing_is_known() {
        return format!(
            "Nothing is known on {}: no source of the case is published by then. Assumptions alone say nothing of a deal.",
            question.case.as_of
        );
    }
    let exist = terms_exist(&verdict.share);
    let silent = silence::unheard(question, verdict);
    if hangs_on_silence(verdict) {
        let unsaid = silence::unsaid(question, &verdict.unsaid, true);
        return format!("{NOT_KNOWN}: it hangs on what nobody has said ({unsaid}).{silent} {exist}");
    }
    let silence = silence::either_way(&verdict.unsaid);
    match verdict.answer {
        Answer::Impossible => {
            format!(
                "No deal: no package is acceptable to all who must agree, for any values in the intervals.{}",
                single_numbers(question, verdict)
            )
        }
        Answer::Certain => {
            format!(
                "A deal exists: for all values in the intervals, one package is acceptable to all who must agree.{}",
                single_numbers(question, verdict)
            )
        }
        Answer::Depends { central: Some(false) } => {
            format!("No deal at central values{silence}.{silent} {exist}")
        }
        Answer::Depends { central: Some(true) } => {
            format!("A deal exists at central values{silence}.{silent} {exist}")
        }
        Answer::Depends { central: None } => {
            format!(
                "Whether there is a deal at central values was not settled within the limits.{silent} {exist}"
            )
        }
    }
}

/// ` But what no deal is worth to IL and EG is one assumed number each.`: where an interval is a point, "for any values" says
/// little; nothing where no such number is assumed.
fn single_numbers(question: &Question, verdict: &Verdict) -> String {
    let must = verdict.rests_on.iter().filter(|rest| rest.instrument && rest.no_deal == Backing::Assumed);
    let is_point =
        |rest: &&Rest| question.case.no_deal_value(&rest.party).is_some_and(|value| value.low == value.high);
    let names: Vec<_> = must.filter(is_point).map(|rest| question.short(&rest.party)).collect();
    match names.len() {
        0 => String::new(),
        1 => format!(" But what no deal is worth to {} is one assumed number.", phrase::list(&names)),
        _ => format!(" But what no deal is worth to {} is one assumed number each.", phrase::list(&names)),
    }
}

/// `33 of 100 assumed futures`: a share of draws, which is no likelihood.
#[must_use]
pub fn futures(share: &Share) -> String {
    let unsettled = match share.unsettled {
        0 => String::new(),
        count => format!(" (of {} made, {count} were not settled)", share.draws),
    };
    let of = match percent(share.share).as_str() {
        "<1" => "fewer than 1".to_owned(),
        ">99" => "more than 99".to_owned(),
        whole => whole.to_owned(),
    };
    format!("{of} of 100 assumed futures{unsettled}")
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

/// ` Ask first: …`, with how many other questions would do as well.
fn asked_first(question: &Question, verdict: &Verdict, found: &AskFirst) -> String {
    let tolerance = |tolerance: &Tolerance| {
        let party = question.short(&tolerance.party);
        format!("{party} tolerates {}", wording::term(question, &tolerance.issue, &tolerance.option))
    };
    let set = |set: &Vec<Tolerance>| {
        let answers: Vec<_> = set.iter().map(tolerance).collect();
        format!("whether {}", phrase::list(&answers))
    };
    let mut asked: Vec<_> = found.sets.iter().take(MOST_TOLD).map(set).collect();
    if let Some(more) = found.sets.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        asked.push(counted(more, "other such question", "other such questions"));
    }
    if !verdict.unsaid.no_deal.is_empty() {
        let names: Vec<_> = verdict.unsaid.no_deal.iter().map(|party| question.short(party)).collect();
        asked.insert(0, format!("what no deal is worth to {}", phrase::list(&names)));
    }
    match asked.as_slice() {
        [] if !found.complete => format!(
            " The case is large: not every {MOST_ASKED} answers were tried. Those that were tried would not settle it alone."
        ),
        [] => format!(" No {MOST_ASKED} answers alone would settle it."),
        asked => format!(" Ask first: {}.", asked.join("; or ")),
    }
}

/// Party by party, what is not known and on whose word it is filled, one line each. It makes no draw.
pub(crate) fn stands_on(question: &Question) -> Vec<String> {
    let rests = question.negotiation().rests_on();
    let rests = rests.iter().filter_map(|rest| stands_on_line(question, rest));
    rests.chain(at_home::uncounted(question)).collect()
}

fn stands_on_line(question: &Question, rest: &Rest) -> Option<String> {
    let mut parts = Vec::new();
    let positions = rest.positions;
    if rest.has_no_sourced_position() {
        parts.push("no sourced position".to_owned());
    }
    if positions.assumed > 0 {
        parts.push(format!("{} assumed", counted(positions.assumed, "position", "positions")));
    }
    if positions.implied > 0 {
        let implied = counted(positions.implied, "position", "positions");
        parts.push(format!("{implied} implied by other rungs"));
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
        Backing::Implied | Backing::Unknown => parts.push("no-deal value unknown".to_owned()),
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

    /// What the verdict hangs on, at most so many rows and where the others are, and how far it can be relied on.
    pub(crate) fn show_hangs_on(&self, most: usize, others: &str, page: &mut Page) {
        show_hangs_on(&self.hangs_on, &self.verdict.share, (most, others), page);
        if let Some(confidence) = &self.confidence {
            page.paragraph(confidence.below_rows());
        }
    }

    /// What sources alone say: of the same answer, that it is the same; nothing where no assumption is used anyway.
    pub(crate) fn what_sources_alone_say(&self) -> Option<Text> {
        let sentence = self.on_sources_alone.as_ref()?;
        Some(if *sentence == self.sentence {
            Text::from("From sources alone the answer is the same.")
        } else {
            Text::new().caution("From sources alone: ").plain(in_a_clause(sentence))
        })
    }

    /// The sentence with its first clause stressed, for or against.
    #[must_use]
    pub fn text(&self) -> Text {
        let clause_end = self.sentence.find([':', ';', ',', '.']).unwrap_or(self.sentence.len());
        let (clause, rest) = self.sentence.split_at(clause_end);
        let stressed = match self.verdict.answer {
            _ if clause == NOT_KNOWN => Text::new().caution(clause),
            _ if self.sentence == NOTHING_NEGOTIATED => Text::new().strong(clause),
            Answer::Impossible | Answer::Depends { central: Some(false) } => Text::new().against(clause),
            Answer::Certain | Answer::Depends { central: Some(true) } => Text::new().favour(clause),
            Answer::Depends { central: None } => Text::new().caution(clause),
        };
        stressed.plain(rest)
    }
}
