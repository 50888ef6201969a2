//! Random words for many draws of a party at once.

use std::ops::Range;

use detente_case::Counts;

use crate::{
    draws::Plan,
    negotiation::{Negotiation, Party},
    reading::Names,
    rungs::{BoundRungs, RungWords},
};

/// The random words behind some draws of a party's weights and values: each number's stream is opened once for all.
pub(super) struct DrawnWords<'a> {
    /// The first of the draws.
    pub(super) first: u32,
    /// By issue, then by draw; empty where a weight is one number.
    pub(super) weights: Vec<Vec<u64>>,
    /// By issue.
    pub(super) values: Vec<OfIssue<'a>>,
}

/// The words behind the values of an issue's options.
pub(super) enum OfIssue<'a> {
    /// By option, then by draw; empty where a value is one number.
    Each(Vec<Vec<u64>>),
    /// Of rungs that are drawn together.
    Rungs(&'a BoundRungs, RungWords),
}

impl<'a> DrawnWords<'a> {
    pub(super) fn of(negotiation: &Negotiation, party: &'a Party, plan: Plan, draws: &Range<u32>) -> Self {
        let names = Names { party };
        let issues = || 0..party.values.len();
        let of_weight = |issue: usize| {
            let weight = &party.weights[issue];
            if weight.interval.is_exact() && !weight.by_order {
                return Vec::new();
            }
            names.weight(plan, negotiation, issue).words(draws.clone())
        };
        let of_issue = |issue: usize| {
            if let Some(rungs) = &party.rungs[issue] {
                return OfIssue::Rungs(rungs, names.rung_words(negotiation, issue, plan, draws.clone()));
            }
            let of_value = |option: usize| {
                if party.values[issue][option].input.interval.is_exact() {
                    return Vec::new();
                }
                names.value(plan, negotiation, issue, option).words(draws.clone())
            };
            OfIssue::Each((0..party.values[issue].len()).map(of_value).collect())
        };
        let weights = match party.counts {
            Counts::Sum => Vec::new(),
            Counts::Mean => issues().map(of_weight).collect(),
        };
        Self { first: draws.start, weights, values: issues().map(of_issue).collect() }
    }
}
