//! Which sets of changes work, smallest first.

use fixedbitset::FixedBitSet;

use super::change::{Candidate, Edit};
use crate::{
    model::{Model, Problem},
    negotiation::Negotiation,
    reading::{Reading, Slack, slacks},
    reasons::Conflicts,
    search::{Finding, Weights, find_next},
};

/// Sets of changes, each in ascending order, and whether these are all.
pub(super) struct Sets {
    pub(super) working: Vec<Vec<usize>>,
    pub(super) complete: bool,
    /// Up to how many changes these are all.
    pub(super) complete_up_to: usize,
}

/// How many sets are looked at at most, tried or not.
const MOST_SETS: usize = 3_000_000;

/// How many sets that are not tried make a step.
const SETS_A_STEP: usize = 4096;

/// All sets of at most `size` changes that work and contain no smaller set that does.
///
/// A conflict none of whose requirements gets easier stands after the changes, so a set that works eases one
/// of each: no other set need be tried. Working is not monotone, so nothing is concluded from a set that
/// does not work about those that contain it.
pub(super) fn minimal_sets(
    negotiation: &Negotiation,
    reading: Reading,
    found: &Conflicts,
    candidates: &[Candidate],
    size: usize,
    step: &dyn Fn(),
) -> Sets {
    let mut search = Search {
        trial: Trial::of(negotiation, reading),
        candidates,
        eased: candidates.iter().map(|candidate| eased(candidate, found)).collect(),
        conflicts: found.sets.len(),
        working: Vec::new(),
        sets_left: MOST_SETS,
        complete: true,
        step,
    };
    let mut complete_up_to = 0;
    for changes in 1..=size.min(candidates.len()) {
        let none = FixedBitSet::with_capacity(found.sets.len());
        search.extend(&mut Vec::with_capacity(changes), &none, changes);
        if search.complete {
            complete_up_to = changes;
        }
    }
    if search.complete {
        complete_up_to = size;
    }
    Sets { working: search.working, complete: search.complete, complete_up_to }
}

/// The conflicts of which the candidate eases a requirement.
fn eased(candidate: &Candidate, found: &Conflicts) -> FixedBitSet {
    let mut eased = FixedBitSet::with_capacity(found.sets.len());
    for (place, conflict) in found.sets.iter().enumerate() {
        if !conflict.is_disjoint(&candidate.eases) {
            eased.insert(place);
        }
    }
    eased
}

struct Search<'a> {
    trial: Trial<'a>,
    candidates: &'a [Candidate],
    /// By candidate, the conflicts it eases.
    eased: Vec<FixedBitSet>,
    conflicts: usize,
    working: Vec<Vec<usize>>,
    sets_left: usize,
    complete: bool,
    /// Hears of every set.
    step: &'a dyn Fn(),
}

impl Search<'_> {
    fn extend(&mut self, set: &mut Vec<usize>, eased: &FixedBitSet, size: usize) {
        let first = set.last().map_or(0, |last| last + 1);
        for place in first..self.candidates.len() {
            if self.trial.work_left == 0 || self.sets_left == 0 {
                self.complete = false;
                return;
            }
            self.sets_left -= 1;
            if self.sets_left.is_multiple_of(SETS_A_STEP) {
                (self.step)();
            }
            let mut eased = eased.clone();
            eased.union_with(&self.eased[place]);
            set.push(place);
            if set.len() < size {
                self.extend(set, &eased, size);
            } else if eased.count_ones(..) == self.conflicts && self.may_be_minimal(set) {
                (self.step)();
                let candidates = set.iter().map(|&place| &self.candidates[place]);
                match self.trial.works(candidates) {
                    Finding::Found(_) => self.working.push(set.clone()),
                    Finding::None => {}
                    Finding::Unsettled => self.complete = false,
                }
            }
            set.pop();
        }
    }

    /// Whether the set names nothing twice and contains no set that works.
    fn may_be_minimal(&self, set: &[usize]) -> bool {
        let has = |place: &usize| {
            set.contains(place) || set.iter().any(|other| self.candidates[*other].contains.contains(place))
        };
        let twice =
            set.iter().any(|place| set.iter().any(|other| self.candidates[*other].contains.contains(place)));
        !twice && !self.working.iter().any(|smaller| smaller.iter().all(has))
    }
}

/// Tries changes on one copy of the negotiation, and takes them back.
struct Trial<'a> {
    negotiation: &'a Negotiation,
    reading: Reading,
    model: Model<'a>,
    slacks: Vec<Slack>,
    changed: Negotiation,
    changed_slacks: Vec<Slack>,
    /// What proved best in the last trial.
    weights: Weights,
    work_left: u64,
}

/// How much work all trials together do at most: cells read, about. Some seconds.
const MOST_WORK: u64 = 300_000_000;

impl<'a> Trial<'a> {
    fn of(negotiation: &'a Negotiation, reading: Reading) -> Self {
        let (model, slacks) = (Model::of(negotiation), slacks(negotiation, reading));
        Self {
            negotiation,
            reading,
            model,
            changed: negotiation.clone(),
            changed_slacks: slacks.clone(),
            slacks,
            weights: Weights::default(),
            work_left: MOST_WORK,
        }
    }

    /// Whether there is a deal after the changes.
    fn works<'c>(&mut self, candidates: impl Iterator<Item = &'c Candidate>) -> Finding {
        let edits: Vec<_> = candidates.flat_map(|candidate| &candidate.edits).collect();
        for edit in &edits {
            edit.apply(&mut self.changed);
        }
        for party in edits.iter().filter_map(|edit| edit.moves()) {
            self.changed_slacks[party] = Slack::of(&self.changed, &self.changed.parties[party], self.reading);
        }
        let all = self.model.requirements.all();
        let relinked = edits.iter().any(|edit| matches!(edit, Edit::Soften { .. } | Edit::Delink { .. }));
        let finding = if relinked {
            let model = Model::of(&self.changed);
            look(&model.problem(&all, &self.changed_slacks), &mut self.weights, &mut self.work_left)
        } else {
            let problem = self.model.problem(&all, &self.changed_slacks);
            look(&problem, &mut self.weights, &mut self.work_left)
        };
        for edit in &edits {
            edit.take_back(&mut self.changed, self.negotiation);
        }
        for party in edits.iter().filter_map(|edit| edit.moves()) {
            self.changed_slacks[party].clone_from(&self.slacks[party]);
        }
        finding
    }
}

/// How much of the work one trial takes at most.
const MOST_WORK_AT_ONCE: u64 = 20_000_000;

/// What making the changes and taking them back is counted as.
const ONE_TRIAL: u64 = 1_000;

/// Looks for a package; looking once at everything is work too, so that trials end.
fn look(problem: &Problem<'_>, weights: &mut Weights, work_left: &mut u64) -> Finding {
    *work_left = work_left.saturating_sub(2 * problem.cost() + ONE_TRIAL);
    let at_once = (*work_left).min(MOST_WORK_AT_ONCE);
    let mut left = at_once;
    let finding = find_next(problem, weights, &mut left);
    *work_left -= at_once - left;
    finding
}
