//! Which sets of changes work, smallest first.

use fixedbitset::FixedBitSet;

use super::change::{Candidate, Edit};
use crate::{
    model::Model,
    negotiation::Negotiation,
    reading::{Reading, Slack, slacks},
    reasons::{Conflicts, Hold},
    search::{Finding, find},
};

/// Sets of changes, each in ascending order, and whether these are all.
pub(super) struct Sets {
    pub(super) working: Vec<Vec<usize>>,
    pub(super) complete: bool,
}

/// How many sets are tried at most.
const MOST_TRIALS: usize = 50_000;
/// How many sets are looked at at most, tried or not.
const MOST_SETS: usize = 3_000_000;

/// All sets of at most `size` changes that work and contain no smaller set that does.
///
/// A conflict none of whose requirements gets easier stands after the changes, so a set that works eases one
/// of each: no other set need be tried. Working is not monotone, so nothing is concluded from a set that
/// does not work about those that contain it.
pub(super) fn minimal_sets(
    negotiation: &Negotiation,
    hold: Hold,
    found: &Conflicts,
    candidates: &[Candidate],
    size: usize,
) -> Sets {
    let reading = hold.reading();
    let mut search = Search {
        trial: Trial::of(negotiation, reading),
        candidates,
        eased: candidates.iter().map(|candidate| eased(candidate, found)).collect(),
        conflicts: found.sets.len(),
        working: Vec::new(),
        trials_left: MOST_TRIALS,
        sets_left: MOST_SETS,
        complete: true,
    };
    for size in 1..=size.min(candidates.len()) {
        let none = FixedBitSet::with_capacity(found.sets.len());
        search.extend(&mut Vec::with_capacity(size), &none, size);
    }
    Sets { working: search.working, complete: search.complete }
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
    trials_left: usize,
    sets_left: usize,
    complete: bool,
}

impl Search<'_> {
    fn extend(&mut self, set: &mut Vec<usize>, eased: &FixedBitSet, size: usize) {
        let first = set.last().map_or(0, |last| last + 1);
        for place in first..self.candidates.len() {
            if self.trials_left == 0 || self.sets_left == 0 {
                self.complete = false;
                return;
            }
            self.sets_left -= 1;
            let mut eased = eased.clone();
            eased.union_with(&self.eased[place]);
            set.push(place);
            if set.len() < size {
                self.extend(set, &eased, size);
            } else if eased.count_ones(..) == self.conflicts && self.may_be_minimal(set) {
                self.trials_left -= 1;
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

/// Tries changes without building more than they change.
struct Trial<'a> {
    negotiation: &'a Negotiation,
    reading: Reading,
    model: Model<'a>,
    slacks: Vec<Slack>,
}

impl<'a> Trial<'a> {
    fn of(negotiation: &'a Negotiation, reading: Reading) -> Self {
        let (model, slacks) = (Model::of(negotiation), slacks(negotiation, reading));
        Self { negotiation, reading, model, slacks }
    }

    /// Whether there is a deal after the changes.
    fn works<'c>(&self, candidates: impl Iterator<Item = &'c Candidate>) -> Finding {
        let mut changed = self.negotiation.clone();
        let mut moved: Vec<usize> = Vec::new();
        let mut relinked = false;
        for edit in candidates.flat_map(|candidate| &candidate.edits) {
            edit.apply(&mut changed);
            relinked |= matches!(edit, Edit::Soften { .. } | Edit::Delink { .. });
            moved.extend(edit.moves());
        }
        let mut slacks = self.slacks.clone();
        for &party in &moved {
            slacks[party] = Slack::of(&changed, &changed.parties[party], self.reading);
        }
        let all = self.model.requirements.all();
        if relinked {
            let model = Model::of(&changed);
            find(&model.problem(&all, &slacks))
        } else {
            find(&self.model.problem(&all, &slacks))
        }
    }
}
