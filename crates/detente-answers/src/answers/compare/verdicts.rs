//! Whether a text would be accepted, and what stands in the way.

use detente_agreement::Hold;
use detente_case::{Condition, Term};
use detente_outcomes::{Issue, Space};
use serde::Serialize;

use super::Behind;
use crate::{
    answers::{acceptable::Acceptable, tabled::Tabled},
    text::{number::Points, phrase, wording::Said},
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
        let found = Acceptable::of(behind.question, behind.negotiation, &terms);
        Self {
            verdict: found.verdict.to_owned(),
            at_central_values: matches!(found.hold, None | Some(Hold::AtWorst)),
            because: found.because,
        }
    }

    /// Each party's no-deal value against the best and the worst completion for it.
    fn of_scenario(space: &Space, text: &Tabled) -> Self {
        let range = space.range(&text.among);
        let mut because = Vec::new();
        let mut open = false;
        let points = Points { decimals: space.decimals };
        let floors = space.floors();
        let unsaid = space.parties.iter().zip(&floors).filter(|(_, floor)| floor.is_none());
        let unsaid: Vec<_> = unsaid.map(|(party, _)| party.as_str()).collect();
        for ((party, floor), (least, most)) in space.parties.iter().zip(floors.iter().copied()).zip(range) {
            let Some(floor) = floor else { continue };
            open |= least < floor && floor <= most;
            if floor == f64::INFINITY {
                because.push(vec![Said::unsourced(format!("{party} accepts nothing"))]);
            } else if most < floor {
                let text = format!("{party} gets less than no deal is worth to it ({})", points.of(floor));
                because.push(vec![Said::unsourced(text)]);
            }
        }
        let verdict = match (because.is_empty(), open) {
            (false, _) => "no deal",
            (true, true) => "whether it is a deal depends on what it leaves open",
            (true, false) if !unsaid.is_empty() => "not known",
            (true, false) => "a deal",
        };
        let accepted = because.is_empty() && !open && unsaid.is_empty();
        if because.is_empty() && !unsaid.is_empty() {
            let text = format!("nobody says what no deal is worth to {}", phrase::list(&unsaid));
            because.push(vec![Said::unsourced(text)]);
        }
        Self { verdict: verdict.to_owned(), at_central_values: accepted, because }
    }
}
