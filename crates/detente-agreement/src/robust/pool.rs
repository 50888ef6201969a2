//! Which packages are compared?

use std::{collections::BTreeMap, ops::Range};

use detente_case::{Case, Condition, IssueId, OptionId, Proposal, Term};

use super::{
    Entry,
    progress::{Progress, Stage, Watch},
};
use crate::{
    Negotiation, Package, Plan, Reading, best::best_in_draw, model::Model, reading::Columns, worth::Gains,
};

/// How many different packages the draws may bring in.
const MOST_PACKAGES: usize = 200;

/// How much work the searches of all draws do at most: cells read, about.
const MOST_WORK: u64 = 100_000_000;

/// How many draws are made in one go.
const AT_ONCE: u32 = 64;

/// In which draws the best package is looked for.
pub(super) struct Searching {
    /// In these, one after the other.
    pub(super) draws: Range<u32>,
    /// In so many of them at least.
    pub(super) least: u32,
    /// And no further once so many of them have one.
    pub(super) enough: u32,
}

/// Packages to compare and the draws to compare them on.
pub(super) struct Pool {
    /// What suits who gains least first, equals by name; each with how it came in.
    pub(super) candidates: Vec<(Package, Vec<Entry>)>,
    /// The draws.
    pub(super) plan: Plan,
    /// Those whose consent something needs, by place.
    pub(super) asked: Vec<usize>,
    /// In how many draws the best package was looked for.
    pub(super) searched: u32,
    /// Whether that is all that were to be searched, and every best is proven.
    pub(super) complete: bool,
}

impl Pool {
    /// Packages for the draws of a plan, from the best of the draws of `searching`.
    pub(super) fn of(
        negotiation: &Negotiation,
        case: &Case,
        plan: Plan,
        searching: Searching,
        watch: Watch<'_>,
    ) -> Self {
        let asked = asked(negotiation).collect();
        let mut pool = Self { candidates: Vec::new(), plan, asked, searched: 0, complete: true };
        let mut found: BTreeMap<Package, Vec<Entry>> = BTreeMap::new();
        for (package, draws) in pool.best_of_draws(negotiation, searching, watch) {
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
        let in_order = negotiation.in_order(found.keys().cloned().collect());
        let with_entries = in_order.into_iter().map(|package| {
            let mut from = found.remove(&package).unwrap_or_default();
            from.sort();
            (package, from)
        });
        pool.candidates = with_entries.collect();
        pool
    }

    /// How many draws choices are made on; the others are fresh.
    pub(super) fn first_half(&self) -> usize {
        self.plan.draws.div_ceil(2) as usize
    }

    /// The best packages of some draws, each with in how many it is.
    fn best_of_draws(
        &mut self,
        negotiation: &Negotiation,
        Searching { draws: searching, least, enough }: Searching,
        watch: Watch<'_>,
    ) -> BTreeMap<Package, u32> {
        let model = Model::of(negotiation);
        let all = model.requirements.all();
        let mut found: BTreeMap<Package, u32> = BTreeMap::new();
        let mut work_left = MOST_WORK;
        let mut columns: Vec<Columns> = Vec::new();
        for draw in searching.clone() {
            if found.len() >= MOST_PACKAGES {
                self.complete = false;
                break;
            }
            if self.searched >= least && found.values().sum::<u32>() >= enough {
                break;
            }
            let place = (draw - searching.start) % AT_ONCE;
            if place == 0 {
                let next = draw..searching.end.min(draw.saturating_add(AT_ONCE));
                let of = |party| {
                    let asked = self.asked.binary_search(&party).is_ok();
                    let columns = |party| Columns::of(negotiation, party, self.plan, next.clone());
                    if asked { columns(&negotiation.parties[party]) } else { Columns::default() }
                };
                columns = (0..negotiation.parties.len()).map(of).collect();
                let done = (draw - searching.start) as usize;
                watch(Progress { stage: Stage::Search, done, all: searching.len() });
            }
            let slacks: Vec<_> = columns.iter().map(|columns| columns.slack(place as usize)).collect();
            let problem = model.problem(&all, &slacks);
            let gains = |party: usize| Gains {
                cells: slacks[party].cells.iter().map(|&cell| i128::from(cell)).collect(),
                total: i128::from(columns[party].weights.get(place as usize).copied().unwrap_or(1)),
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

/// Those whose consent something needs, by place.
fn asked(negotiation: &Negotiation) -> impl Iterator<Item = usize> {
    let all = negotiation.parties.iter().enumerate();
    all.filter(|(place, party)| party.consents || negotiation.is_needed(*place)).map(|(place, _)| place)
}

/// How many bytes of answers are held at most: one bit for every package, draw and party asked, and one for all.
const MOST_BYTES: usize = 1 << 30;

impl Negotiation {
    /// How many draws [`Negotiation::robustness`] and [`Negotiation::learning`] look at most at in this case, so
    /// that what they hold stays below a gigabyte (2^30 bytes); plans of more draws are cut to it.
    #[must_use]
    pub fn most_draws(&self, case: &Case) -> u32 {
        let packages = MOST_PACKAGES + 1 + case.proposals.len();
        let bits = packages * (asked(self).count() + 1);
        u32::try_from(MOST_BYTES / bits * 8).unwrap_or(u32::MAX)
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
