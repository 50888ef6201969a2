//! The smallest sets of changes that open a deal.

mod ask_first;
mod catalogue;
mod change;
mod cost;
mod enumerate;
mod means;
mod trial;

use std::cmp::Reverse;

use detente_case::{Case, PartyId, Quantity};
use fixedbitset::FixedBitSet;
use serde::Serialize;

pub use self::{
    ask_first::{AskFirst, Tolerance},
    catalogue::NotValued,
    change::{Change, Cost, Step, StepKind},
};
use self::{catalogue::Catalogue, change::Candidate, enumerate::minimal_sets};
use crate::{
    best::best,
    counting::{Count, count},
    deal::Deal,
    draws::{Plan, Share},
    model::Model,
    negotiation::{Backing, Negotiation},
    reading::slacks,
    reasons::{Conflicts, Hold, conflicts},
    requirement::{Place, Requirement},
    verdict::Draws,
};

/// How much work the share of draws of one opener takes at most: cells read, about.
const SHARE_WORK: u64 = 10_000_000;

/// How far to look for openers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reach {
    /// The largest number of changes in one opener.
    pub size: usize,
    /// For how many openers, in order, packages are counted and draws taken.
    pub detailed: usize,
}

impl Default for Reach {
    /// Up to three changes, the first 24 openers in detail.
    fn default() -> Self {
        Self { size: 3, detailed: 24 }
    }
}

/// The smallest sets of changes that open a deal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Openers {
    /// Under which values there is no deal now, and under which each opener makes one.
    pub hold: Hold,
    /// By number of changes, then by cost; of equals those first that work in more draws, then by name.
    pub openers: Vec<Opener>,
    /// Openers found beyond those listed.
    pub more: usize,
    /// How many changes were considered.
    pub considered: usize,
    /// The largest number of changes in one opener that was looked for.
    pub size: usize,
    /// Whether every opener up to that size was found. When false, a limit was reached.
    pub complete: bool,
    /// Up to how many changes every opener was found: all sets of so many were tried.
    pub complete_up_to: usize,
    /// Conflicts that no change considered can touch: while they stand, nothing here opens a deal.
    pub untouchable: Vec<Vec<Requirement>>,
    /// Levers and guarantees whose effect is not stated, so that they could not be tried.
    pub not_valued: Vec<NotValued>,
    /// What would be possible without the consent of one party: not an opener, but terms imposed on it.
    pub imposed: Vec<Imposed>,
}

/// A smallest set of changes that makes some package a deal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opener {
    /// The changes; without any one of them there is no deal.
    pub steps: Vec<Step>,
    /// How many packages become deals.
    pub opens: Count,
    /// The best of them: its least gain at central values is largest.
    pub best: Option<Deal>,
    /// Whether no better one exists.
    pub best_proven: bool,
    /// In what share of the draws there is a deal after the changes.
    pub works: Share,
    /// Parties of the best package whose no-deal value nobody reports, and owners of assumed steps.
    pub rests_on: Vec<PartyId>,
    /// Whether any change, or any no-deal value met by the best package, is assumed or unknown.
    pub assumed: bool,
}

/// What would be possible without one party's consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Imposed {
    /// The party whose consent would be bypassed.
    pub on: PartyId,
    /// How many packages all the others would accept.
    pub opens: Count,
}

impl Negotiation {
    /// The smallest sets of changes that make some package a deal under the reading of the reasons; `None`
    /// when a deal is certain. `case` must be the one the negotiation was made from.
    ///
    /// A set works when there is a deal after all its changes. Works is not monotone (a lever that moves one
    /// party towards agreement may move another away), so an opener is a set that works while no set made
    /// of some of its changes, or of smaller ones that they contain, does.
    #[must_use]
    pub fn openers(&self, case: &Case, plan: Plan, reach: Reach) -> Option<Openers> {
        self.openers_told(case, plan, reach, &|| ())
    }

    /// [`Negotiation::openers`], where `step` hears of every step of the work, and may unwind to give it up.
    #[must_use]
    pub fn openers_told(&self, case: &Case, plan: Plan, reach: Reach, step: &dyn Fn()) -> Option<Openers> {
        let hold = self.hold()?;
        let model = Model::of(self);
        let slacks = slacks(self, hold.reading());
        let found = conflicts(&model, &slacks, step);
        let catalogue = Catalogue::of(case, &model, &found);
        let candidates = &catalogue.candidates;
        let sets = minimal_sets(self, hold.reading(), &found, candidates, reach.size, step);

        let mut working = sets.working;
        working.sort_by_cached_key(|set| (set.len(), cost_order(candidates, set), names(candidates, set)));
        let draws = Draws::of(self, plan);
        let detailed = working.iter().take(reach.detailed).map(|set| {
            step();
            (set, self.opener(hold, &draws, candidates, set))
        });
        let mut detailed: Vec<_> = detailed.collect();
        detailed.sort_by_key(|(set, opener)| {
            (set.len(), cost_order(candidates, set), Reverse(opener.works.holds))
        });
        let openers = detailed.into_iter().map(|(_, opener)| opener).collect();
        Some(Openers {
            hold,
            openers,
            more: working.len().saturating_sub(reach.detailed),
            considered: candidates.len(),
            size: reach.size,
            complete: sets.complete,
            complete_up_to: sets.complete_up_to,
            untouchable: untouchable(&model, &found, candidates),
            imposed: self.imposed(&model, hold),
            not_valued: catalogue.not_valued,
        })
    }

    /// Every change that [`Negotiation::openers`] considers; none when a deal is certain.
    #[must_use]
    pub fn catalogue(&self, case: &Case) -> Vec<Step> {
        let Some(hold) = self.hold() else { return Vec::new() };
        let model = Model::of(self);
        let found = conflicts(&model, &slacks(self, hold.reading()), &|| ());
        Catalogue::of(case, &model, &found).candidates.into_iter().map(|candidate| candidate.step).collect()
    }

    fn opener(&self, hold: Hold, draws: &Draws<'_>, candidates: &[Candidate], set: &[usize]) -> Opener {
        let changed = changed(self, candidates, set);
        let model = Model::of(&changed);
        let slacks = slacks(&changed, hold.reading());
        let problem = model.problem(&model.requirements.all(), &slacks);
        let best = best(&model, &problem);
        let moved: Vec<_> =
            set.iter().flat_map(|&place| &candidates[place].edits).filter_map(change::Edit::moves).collect();
        let steps: Vec<_> = set.iter().map(|&place| candidates[place].step.clone()).collect();
        let deal = best.as_ref().map(|best| changed.deal(&best.package));
        let met = best.as_ref().map(|best| changed.needed_for(&best.package)).unwrap_or_default();
        let rests_on: Vec<_> = met
            .into_iter()
            .map(|party| &changed.parties[party])
            .filter(|party| party.no_deal.backing != Backing::Reported)
            .map(|party| party.id.clone())
            .collect();
        Opener {
            assumed: !rests_on.is_empty() || steps.iter().any(|step| step.assumed),
            steps,
            opens: count(&problem),
            best: deal,
            best_proven: best.is_some_and(|best| best.proven),
            works: draws.after(&changed, &moved).share_within(&model, None, SHARE_WORK),
            rests_on,
        }
    }

    fn imposed(&self, model: &Model<'_>, hold: Hold) -> Vec<Imposed> {
        let slacks = slacks(self, hold.reading());
        let imposed = self.consenters().filter_map(|party| {
            let index = self.party(&party.id)?;
            let mut standing = model.requirements.all();
            for (requirement, place) in model.requirements.places.iter().enumerate() {
                match *place {
                    Place::Consent(of) | Place::ConsentTo { party: of, .. } if of == index => {
                        standing.remove(requirement);
                    }
                    _ => {}
                }
            }
            let opens = count(&model.problem(&standing, &slacks));
            (opens.packages > 0).then(|| Imposed { on: party.id.clone(), opens })
        });
        imposed.collect()
    }
}

/// The negotiation after some of the changes.
fn changed(negotiation: &Negotiation, candidates: &[Candidate], set: &[usize]) -> Negotiation {
    let mut changed = negotiation.clone();
    for edit in set.iter().flat_map(|&place| &candidates[place].edits) {
        edit.apply(&mut changed);
    }
    changed
}

/// Sets whose every change has a stated cost first, then by the sum of costs at central values.
/// The sum adds points of different parties' scales: an order for a list, not a comparison of sacrifices.
fn cost_order(candidates: &[Candidate], set: &[usize]) -> (bool, Quantity) {
    let costs = set.iter().map(|&place| &candidates[place].step.cost);
    let unstated = costs.clone().any(Vec::is_empty);
    let sum = costs.flatten().fold(Quantity::ZERO, |sum, cost| sum + cost.central);
    (unstated, sum)
}

/// The changes of a set by their names, in an order that no file decides.
fn names(candidates: &[Candidate], set: &[usize]) -> Vec<Change> {
    let mut names: Vec<_> = set.iter().map(|&place| candidates[place].step.change.by_name()).collect();
    names.sort();
    names
}

fn untouchable(model: &Model<'_>, found: &Conflicts, candidates: &[Candidate]) -> Vec<Vec<Requirement>> {
    let mut touched = FixedBitSet::with_capacity(model.requirements.len());
    for candidate in candidates {
        touched.union_with(&candidate.eases);
    }
    let untouched = found.sets.iter().filter(|set| set.is_disjoint(&touched));
    untouched
        .map(|set| {
            set.ones().map(|requirement| model.requirements.named(model.negotiation, requirement)).collect()
        })
        .collect()
}
