//! Why no package meets no-deal values together, as one sum anybody can check.

use detente_case::{PartyId, Quantity};
use fixedbitset::FixedBitSet;
use serde::Serialize;

use crate::{
    model::Model,
    negotiation::Party,
    reading::{Reading, Slack, reach_and_weights},
    requirement::Place,
    search::{Weights, find_next, whole_multipliers},
};

/// Parties weighted so that their no-deal values together ask for more than any package yields.
///
/// With weights `λ` that add up to one, values `v` and no-deal values `d`: `max Σ λ·v < Σ λ·d` over all
/// packages that the conflict's red lines leave. Red lines count as options taken out. It is found by
/// prices and checked in whole numbers: `Σ times · Σ r·(u − d) < 0` for the best option of every issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certificate {
    /// The parties weighted, in the order of the case.
    pub weighted: Vec<Weighted>,
    /// `Σ λ·d`, in points, rounded down to a millionth.
    pub asked: Quantity,
    /// `max Σ λ·v`, in points, rounded up to a millionth.
    pub most: Quantity,
}

/// A party's part in a [`Certificate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Weighted {
    /// The party.
    pub party: PartyId,
    /// Its weight `λ`, from 0 to 1, rounded to a millionth.
    pub weight: Quantity,
    /// By what its sum `Σ r·(u − d)` is multiplied, in whole numbers: `λ` over the sum of its `r`, on a scale
    /// that all parties share.
    pub times: i64,
}

/// How much work prices for one certificate take at most: cells read, about. Where one sum shows a conflict,
/// far less is enough.
const MOST_WORK_AT_ONCE: u64 = 2_000_000;

/// A certificate for a conflict of no-deal values and red lines that bind always; none where rules take part,
/// where consents bind for some packages only, where weights are not one number under the reading, or where
/// one sum does not show it.
pub(super) fn certificate(
    model: &Model<'_>,
    slacks: &[Slack],
    reading: Reading,
    conflict: &FixedBitSet,
    work_left: &mut u64,
) -> Option<Certificate> {
    let negotiation = model.negotiation;
    let problem = model.problem(conflict, slacks);
    if !problem.clauses.is_empty() || problem.sums.iter().any(|sum| sum.when.is_some()) {
        return None;
    }
    let parties: Vec<usize> = conflict
        .ones()
        .filter_map(|requirement| match model.requirements.places[requirement] {
            Place::NoDealValue(party) => Some(party),
            _ => None,
        })
        .collect();
    let is_one_number = |party: &Party| {
        reading == Reading::Central || party.weights.iter().all(|weight| weight.interval.is_exact())
    };
    if parties.len() != problem.sums.len()
        || problem.sums.iter().any(|sum| sum.exact.is_some())
        || !parties.iter().all(|&party| is_one_number(&negotiation.parties[party]))
    {
        return None;
    }
    let mut weights = Weights::default();
    let at_once = (*work_left).min(MOST_WORK_AT_ONCE);
    let mut left = at_once;
    find_next(&problem, &mut weights, &mut left);
    *work_left -= at_once - left;
    let times = whole_multipliers(&problem, &weights);
    let mut most = 0;
    for (issue, domain) in problem.domains.iter().enumerate() {
        let worth = |option: usize| -> i128 {
            let cells = problem.sums.iter().map(|sum| problem.cell(sum.cells, issue, option));
            cells.zip(&times).map(|(cell, &times)| i128::from(cell) * i128::from(times)).sum()
        };
        most += domain.members().map(worth).max()?;
    }
    if most >= 0 {
        return None;
    }
    let numbers = parties.iter().map(|&party| reach_and_weights(&negotiation.parties[party], reading));
    let numbers = numbers.collect::<Option<Vec<_>>>()?;
    let scaled = |((_, weights), &times): (&(i64, Vec<i64>), &i64)| {
        i128::from(weights.iter().sum::<i64>()) * i128::from(times)
    };
    let scaled: Vec<i128> = numbers.iter().zip(&times).map(scaled).collect();
    let total: i128 = scaled.iter().sum();
    let asked: i128 =
        numbers.iter().zip(&scaled).map(|((reach, _), scaled)| scaled * i128::from(*reach)).sum();
    let millionths = |whole: i128| i64::try_from(whole).ok().map(Quantity::from_millionths);
    let asks = millionths(asked.checked_div_euclid(total)?)?;
    let yields = millionths(-(-(asked + most)).checked_div_euclid(total)?)?;
    let weighted = parties.iter().zip(&scaled).zip(&times).filter(|(_, times)| **times > 0);
    let weighted = weighted.map(|((&party, scaled), &times)| {
        let weight = millionths((scaled * 1_000_000 + total / 2).checked_div(total)?)?;
        Some(Weighted { party: negotiation.parties[party].id.clone(), weight, times })
    });
    let weighted = weighted.collect::<Option<Vec<_>>>()?;
    (yields < asks).then_some(Certificate { weighted, asked: asks, most: yields })
}
