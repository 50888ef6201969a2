//! Whether a text would be accepted, and what stands in the way.

use detente_agreement::{Hold, Plan};
use detente_case::{Condition, Term};
use detente_outcomes::{Issue, Space};
use serde::Serialize;

use super::Behind;
use crate::{
    answers::tabled::Tabled,
    text::wording::{self, Said},
};

/// Whether a text would be accepted.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Accepted {
    /// In words.
    pub(super) verdict: String,
    /// Whether every needed consent can be had at central values for some completion.
    pub(super) at_central_values: bool,
    /// Every smallest set of requirements that no completion keeps together. Of a text that settles everything,
    /// each set is one red line, no-deal value or rule that it breaks.
    pub(super) because: Vec<Vec<Said>>,
}

impl Accepted {
    pub(super) fn of(space: &Space, text: &Tabled, behind: Option<&Behind<'_>>) -> Self {
        match behind {
            Some(behind) => Self::of_case(space, text, behind),
            None => Self::of_scenario(space, text),
        }
    }

    fn of_case(space: &Space, text: &Tabled, behind: &Behind<'_>) -> Self {
        let term = |(Issue { name, options }, kept): (&Issue, &Vec<usize>)| Term {
            issue: detente_case::IssueId::new(name.as_str()),
            among: true,
            options: kept
                .iter()
                .filter_map(|&option| options.get(option))
                .map(|option| detente_case::OptionId::new(option.as_str()))
                .collect(),
        };
        let terms = Condition { terms: space.issues.iter().zip(&text.among).map(term).collect() };
        // Which reading holds is exact: no draws are needed.
        let plan = Plan { draws: 0, ..behind.question.plan };
        let reasons = behind.negotiation.given(&terms).reasons(plan);
        let hold = reasons.as_ref().map(|reasons| reasons.hold);
        let conflicts = reasons.into_iter().flat_map(|reasons| reasons.conflicts);
        let said = |one: &detente_agreement::Requirement| wording::requirement(behind.question, one);
        let whole = text.among.iter().all(|kept| kept.len() == 1);
        Self {
            verdict: match (whole, hold) {
                (true, None) => "a deal for all values",
                (true, Some(Hold::AtWorst)) => {
                    "a deal at central values, but not at the least favourable ones"
                }
                (true, Some(Hold::AtCentralValues)) => "no deal at central values",
                (true, Some(Hold::Always)) => "no deal for any values",
                (false, None) => "some package with its terms is a deal for all values",
                (false, Some(Hold::AtWorst)) => {
                    "some package with its terms is a deal at central values, but none is at the least \
                     favourable ones"
                }
                (false, Some(Hold::AtCentralValues)) => {
                    "no package with its terms is a deal at central values"
                }
                (false, Some(Hold::Always)) => "no package with its terms is a deal for any values",
            }
            .to_owned(),
            at_central_values: matches!(hold, None | Some(Hold::AtWorst)),
            because: conflicts.map(|conflict| conflict.core.iter().map(said).collect()).collect(),
        }
    }

    /// Each party's no-deal value against the best and the worst completion for it.
    fn of_scenario(space: &Space, text: &Tabled) -> Self {
        let range = space.range(&text.among);
        let mut because = Vec::new();
        let mut open = false;
        for ((party, floor), (least, most)) in space.parties.iter().zip(space.floors()).zip(range) {
            let Some(floor) = floor else { continue };
            open |= least < floor && floor <= most;
            if floor == f64::INFINITY {
                because.push(vec![Said::unsourced(format!("{party} accepts nothing"))]);
            } else if most < floor {
                let text =
                    format!("{party} gets less than no deal is worth to it ({floor:.*})", space.decimals);
                because.push(vec![Said::unsourced(text)]);
            }
        }
        let verdict = match (because.is_empty(), open) {
            (false, _) => "no deal",
            (true, true) => "whether it is a deal depends on what it leaves open",
            (true, false) => "a deal",
        };
        Self { verdict: verdict.to_owned(), at_central_values: because.is_empty() && !open, because }
    }
}
