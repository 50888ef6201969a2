//! Which packages are compared?

use std::collections::BTreeMap;

use detente_case::{Case, Condition, IssueId, OptionId, Proposal, Term};

use super::Entry;
use crate::{
    Negotiation, Package, Plan, Reading,
    best::best_in_draw,
    model::Model,
    reading::{Gains, weights_in_draws},
    verdict::Draws,
};

/// How many different packages the draws may bring in.
const MOST_PACKAGES: usize = 200;

/// How much work the searches of all draws do at most: cells read, about.
const MOST_WORK: u64 = 100_000_000;

/// Packages to compare and the draws to compare them on.
pub(super) struct Pool {
    /// In package order, each with how it came in.
    pub(super) candidates: Vec<(Package, Vec<Entry>)>,
    /// The draws, of everyone whose consent something needs.
    pub(super) draws: Draws,
    /// By party, by draw: what the weights add up to. Empty for those whose consent nothing needs.
    pub(super) weights: Vec<Vec<i64>>,
    /// How many draws choices are made on; the others are fresh.
    pub(super) first_half: usize,
    /// In how many of them the best package was looked for.
    pub(super) searched: u32,
    /// Whether that is all of them, and every best is proven.
    pub(super) complete: bool,
}

impl Pool {
    pub(super) fn of(negotiation: &Negotiation, case: &Case, plan: Plan) -> Self {
        let weights = negotiation.parties.iter().enumerate().map(|(place, party)| {
            let asked = party.consents || negotiation.is_needed(place);
            if asked { weights_in_draws(negotiation, party, plan) } else { Vec::new() }
        });
        let mut pool = Self {
            candidates: Vec::new(),
            draws: Draws::of(negotiation, plan),
            weights: weights.collect(),
            first_half: plan.draws.div_ceil(2) as usize,
            searched: 0,
            complete: true,
        };
        let mut found: BTreeMap<Package, Vec<Entry>> = BTreeMap::new();
        for (package, draws) in pool.best_of_draws(negotiation) {
            found.insert(package, vec![Entry::Draws { draws }]);
        }
        if let Some(best) = negotiation.best(Reading::Central) {
            found.entry(best.package).or_default().push(Entry::CentralBest);
        }
        for (id, proposal) in &case.proposals {
            if let Some((package, complete)) = completed(negotiation, proposal) {
                let from = Entry::Proposal { proposal: id.clone(), complete };
                found.entry(package).or_default().push(from);
            }
        }
        pool.candidates = found
            .into_iter()
            .map(|(package, mut from)| {
                from.sort();
                (package, from)
            })
            .collect();
        pool
    }

    /// The best packages of the draws of the first half, each with in how many it is.
    fn best_of_draws(&mut self, negotiation: &Negotiation) -> BTreeMap<Package, u32> {
        let model = Model::of(negotiation);
        let all = model.requirements.all();
        let mut found: BTreeMap<Package, u32> = BTreeMap::new();
        let mut work_left = MOST_WORK;
        for (draw, slacks) in self.draws.slacks.iter().take(self.first_half).enumerate() {
            if found.len() >= MOST_PACKAGES {
                self.complete = false;
                break;
            }
            let problem = model.problem(&all, slacks);
            let gains = |party: usize| Gains {
                cells: slacks[party].cells.iter().map(|&cell| i128::from(cell)).collect(),
                total: i128::from(self.weights[party].get(draw).copied().unwrap_or(1)),
            };
            // As for shares: hard draws leave something to the others.
            let mut for_this = work_left / 50;
            let before = for_this;
            let (best, proven) = best_in_draw(&model, &problem, gains, &mut for_this);
            work_left -= before - for_this;
            self.complete &= proven;
            self.searched += 1;
            if let Some(package) = best {
                *found.entry(package).or_default() += 1;
            }
        }
        found
    }
}

/// The package that a proposal is, or becomes when what it leaves open is settled for the best; and whether
/// it leaves nothing open. `None` when it has no terms or no completion is a deal for any values.
fn completed(negotiation: &Negotiation, proposal: &Proposal) -> Option<(Package, bool)> {
    let single = |(issue, options): (&IssueId, &Vec<OptionId>)| match options.as_slice() {
        [option] => Some((issue.clone(), option.clone())),
        _ => None,
    };
    let exact = proposal.terms.iter().map(single).collect::<Option<_>>();
    if let Some(package) = exact.and_then(|terms| negotiation.package(&terms)) {
        return Some((package, true));
    }
    if proposal.terms.is_empty() {
        return None;
    }
    let term = |(issue, options): (&IssueId, &Vec<OptionId>)| Term {
        issue: issue.clone(),
        among: true,
        options: options.clone(),
    };
    let given = negotiation.given(&Condition { terms: proposal.terms.iter().map(term).collect() });
    given.best(Reading::Favourable).map(|best| (best.package, false))
}
