//! The zone of agreement: whether there is a deal, how often, how many, and how far the nearest one is.

use serde::Serialize;

use crate::{
    Answer, Best, Deal, Deals, Negotiation, Package, Plan, Reading, Share,
    best::{best, tied},
    model::{Model, Problem},
    reading::{Slack, slacks},
    requirement::Place,
};

/// What a what-if changes about agreement, in one line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Zone {
    /// How sure it is that there is a deal.
    pub answer: Answer,
    /// In what share of the draws there is one.
    pub share: Share,
    /// How many packages are deals, by reading.
    pub deals: Deals,
    /// The package nearest to a deal at central values: it keeps every rule and crosses no red line that
    /// binds, and the least gain of those whose consent it needs is largest. A negative least gain is the
    /// shortfall. Absent when red lines and rules leave no package.
    pub nearest: Option<Deal>,
    /// Whether no nearer package exists; false when the search for one reached its limit.
    pub nearest_proven: bool,
}

/// The zone of agreement of a negotiation.
#[must_use]
pub fn zone(negotiation: &Negotiation, plan: Plan) -> Zone {
    let verdict = negotiation.verdict(plan);
    let nearest = nearest(negotiation);
    Zone {
        answer: verdict.answer,
        share: verdict.share,
        deals: verdict.deals,
        nearest_proven: nearest.as_ref().is_none_or(|best| best.proven),
        nearest: nearest.map(|best| negotiation.deal(&best.package)),
    }
}

/// The package nearest to a deal at central values: see [`Zone::nearest`].
#[must_use]
pub fn nearest(negotiation: &Negotiation) -> Option<Best> {
    let model = Model::of(negotiation);
    best(&model, &without_no_deal_values(&model, &slacks(negotiation, Reading::Central)))
}

/// The packages that are nearest to a deal, or the best deals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// All that are as good as each other, the first by name first; never empty.
    pub packages: Vec<Package>,
    /// Whether no better one exists and these are all.
    pub proven: bool,
}

/// All packages that are nearest to a deal at central values and as good as each other.
#[must_use]
pub fn all_nearest(negotiation: &Negotiation) -> Option<Nearest> {
    let model = Model::of(negotiation);
    let slacks = slacks(negotiation, Reading::Central);
    all_best(&model, &without_no_deal_values(&model, &slacks))
}

/// All deals under a reading whose least gain at central values is largest, and that are as good as each other.
#[must_use]
pub fn best_deals(negotiation: &Negotiation, reading: Reading) -> Option<Nearest> {
    let model = Model::of(negotiation);
    let slacks = slacks(negotiation, reading);
    all_best(&model, &model.problem(&model.requirements.all(), &slacks))
}

fn all_best(model: &Model<'_>, problem: &Problem<'_>) -> Option<Nearest> {
    let Best { package, proven } = best(model, problem)?;
    let (mut packages, complete) = if proven { tied(model, problem, &package) } else { (Vec::new(), false) };
    packages.push(package);
    packages.sort_by(|one, other| model.negotiation.by_name.compare(one, other));
    Some(Nearest { packages, proven: proven && complete })
}

/// Every requirement but no-deal values.
fn without_no_deal_values<'m>(model: &'m Model<'_>, slacks: &'m [Slack]) -> Problem<'m> {
    let mut standing = model.requirements.all();
    for (index, place) in model.requirements.places.iter().enumerate() {
        if matches!(place, Place::NoDealValue(_)) {
            standing.remove(index);
        }
    }
    model.problem(&standing, slacks)
}
