//! How far an answer can be relied on, by a rule that is printed with its reasons; never a likelihood.

use std::collections::BTreeSet;

use detente_agreement::{Answer, Backing, Rest, Verdict};
use detente_case::{Grade, Origin, PartyId};
use detente_talks::corroboration::roots;
use serde::Serialize;

use super::hangs_on::{HangsOn, turning};
use crate::{answers::at_home, page::Text, question::Question, text::phrase};

/// How far an answer can be relied on, and why. It says nothing of how likely a deal is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Confidence {
    /// Low, moderate or high, by [`RULE`].
    pub word: Degree,
    /// Positions of those who must agree that a source reports.
    pub sourced: usize,
    /// Positions that somebody assumes.
    pub assumed: usize,
    /// Positions that follow from what is said of other rungs.
    pub implied: usize,
    /// Positions that nobody has said.
    pub unsaid: usize,
    /// How many reports stand behind what is sourced, copies of one counted once.
    pub reports: usize,
    /// The best grade among them; absent where nothing is sourced.
    pub best_grade: Option<Grade>,
    /// Why it is no higher, or what makes it high: a sentence each.
    pub because: Vec<String>,
    /// How many rows of what the answer hangs on turn it: where there are several, a page has them just above.
    #[serde(skip)]
    turning: usize,
}

/// A degree of confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Degree {
    /// A party that must agree has no sourced position, or something held turns the answer at central values.
    Low,
    /// Neither low nor high.
    Moderate,
    /// All who must agree have a sourced no-deal value and half their positions sourced, from two reports, and nothing
    /// turns the answer.
    High,
}

/// The rule, as it is printed.
pub(crate) const RULE: &str = "Confidence is low if a party that must agree has no sourced position, or if a set, a half or \
    silence turns the answer at central values. It is high if nothing does, and all who must agree have a sourced no-deal \
    value and half their positions sourced, from two reports of which neither copies the other. Else it is moderate.";

impl Degree {
    fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

impl Confidence {
    /// `None` where nobody must agree.
    pub(super) fn of(question: &Question, verdict: &Verdict, hangs_on: &[HangsOn]) -> Option<Self> {
        let must: Vec<&Rest> = verdict.rests_on.iter().filter(|rest| rest.instrument).collect();
        if must.is_empty() {
            return None;
        }
        let sum = |count: fn(&Rest) -> usize| must.iter().map(|rest| count(rest)).sum();
        let behind = cited(question, &must);
        let reports: BTreeSet<_> = behind.iter().flat_map(|origin| roots(&question.case, origin)).collect();
        let grades = behind.iter().filter_map(|origin| question.case.grade_of(origin));
        let best_grade = grades.min_by_key(ToString::to_string);
        let central = match verdict.answer {
            Answer::Impossible => Some(false),
            Answer::Certain => Some(true),
            Answer::Depends { central } => central,
        };
        let turning = turning(hangs_on, central);
        let silent: Vec<_> = must.iter().filter(|rest| rest.has_no_sourced_position()).collect();
        let is_backed = |rest: &&Rest| {
            let of = rest.positions;
            let all = of.reported + of.assumed + of.implied + of.unknown;
            rest.no_deal == Backing::Reported && 2 * of.reported >= all
        };
        let word = if !silent.is_empty() || !turning.is_empty() {
            Degree::Low
        } else if must.iter().all(is_backed) && reports.len() >= 2 {
            Degree::High
        } else {
            Degree::Moderate
        };
        let mut because = vec![sourced(question, &must)];
        because.extend(no_deal_values(question, &must));
        because.push(match (reports.len(), best_grade) {
            (0, _) => "no report stands behind any of these".to_owned(),
            (1, Some(grade)) => format!("one report, {grade}"),
            (1, None) => "one report".to_owned(),
            (count, Some(grade)) => format!("{count} reports, the best {grade}"),
            (count, None) => format!("{count} reports"),
        });
        if !turning.is_empty() {
            let names: Vec<_> = turning.iter().map(|row| row.in_short()).collect();
            let verb = if names.len() == 1 { "turns" } else { "turn" };
            because.push(format!("{} {verb} the answer at central values", phrase::list(&names)));
        }
        Some(Self {
            word,
            sourced: sum(|rest| rest.positions.reported),
            assumed: sum(|rest| rest.positions.assumed),
            implied: sum(|rest| rest.positions.implied),
            unsaid: sum(|rest| rest.positions.unknown),
            reports: reports.len(),
            best_grade,
            because,
            turning: turning.len(),
        })
    }

    /// `Confidence: low. Sourced: …; both no-deal values assumed; one report, C2.`, below the rows of what the answer hangs on:
    /// several that turn it are counted, and one is named.
    pub(crate) fn below_rows(&self) -> Text {
        let word = self.word.as_str();
        let text = Text::from("Confidence: ");
        let text = match self.word {
            Degree::Low => text.caution(word),
            Degree::Moderate | Degree::High => text.strong(word),
        };
        let counted = format!("{} of these rows turn the answer", self.turning);
        let because = match self.because.split_last() {
            Some((_, because)) if self.turning > 1 => [because, &[counted]].concat(),
            Some(_) | None => self.because.clone(),
        };
        text.plain(format!(". {}.", because.join("; ")))
    }
}

/// How much of what those who must agree want is sourced, for a screen that asks something else: `Sourced: UA 1 of 20
/// positions, RU 0 of 20; both no-deal values assumed.` Then whose approval parties need at home. It makes no draw, and
/// says nothing where nobody must agree.
pub(crate) fn footing(question: &Question) -> Option<Text> {
    let rests = question.negotiation().rests_on();
    let must: Vec<&Rest> = rests.iter().filter(|rest| rest.instrument).collect();
    if must.is_empty() {
        return None;
    }
    let parts: Vec<_> =
        [sourced(question, &must)].into_iter().chain(no_deal_values(question, &must)).collect();
    let sourced = Text::new().caution(format!("{}.", parts.join("; ")));
    Some(sourced.then(at_home::in_short(question).unwrap_or_default()))
}

/// What is cited of those who must agree: positions and no-deal values.
fn cited<'q>(question: &'q Question, must: &[&Rest]) -> Vec<&'q Origin> {
    let is_asked = |party: &PartyId| must.iter().any(|rest| rest.party == *party);
    let stances = question.case.stances.iter();
    let stances = stances.filter(|stance| stance.parties.iter().any(is_asked)).map(|stance| &stance.origin);
    let no_deal = question.case.no_deal.iter().filter(|no_deal| is_asked(&no_deal.party));
    let all = stances.chain(no_deal.map(|no_deal| &no_deal.origin));
    all.filter(|origin| !origin.citations().is_empty()).collect()
}

/// `Sourced: UA 1 of 20 positions, RU 0 of 20`.
fn sourced(question: &Question, must: &[&Rest]) -> String {
    let one = |(place, rest): (usize, &&Rest)| {
        let of = rest.positions;
        let all = of.reported + of.assumed + of.implied + of.unknown;
        let noun = if place == 0 { " positions" } else { "" };
        format!("{} {} of {all}{noun}", question.short(&rest.party), of.reported)
    };
    let each: Vec<_> = must.iter().enumerate().map(one).collect();
    format!("Sourced: {}", each.join(", "))
}

/// `both no-deal values assumed`; nothing where all are sourced.
fn no_deal_values(question: &Question, must: &[&Rest]) -> Option<String> {
    let with = |backing: fn(Backing) -> bool| -> Vec<_> {
        let those = must.iter().filter(|rest| backing(rest.no_deal));
        those.map(|rest| question.short(&rest.party)).collect()
    };
    let told = |names: Vec<&str>, what: &str| match names.len() {
        0 => None,
        2 if must.len() == 2 => Some(format!("both no-deal values {what}")),
        count if count == must.len() && count > 2 => Some(format!("all no-deal values {what}")),
        1 => Some(format!("no-deal value of {} {what}", phrase::list(&names))),
        _ => Some(format!("no-deal values of {} {what}", phrase::list(&names))),
    };
    let assumed = told(with(|backing| matches!(backing, Backing::Assumed | Backing::Implied)), "assumed");
    let unknown = told(with(|backing| backing == Backing::Unknown), "not known");
    let both: Vec<_> = assumed.into_iter().chain(unknown).collect();
    (!both.is_empty()).then(|| both.join("; "))
}
