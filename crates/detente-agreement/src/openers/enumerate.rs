//! Which sets of changes work, smallest first.

use fixedbitset::FixedBitSet;

use super::{change::Candidate, trial::Trial};
use crate::{negotiation::Negotiation, reading::Reading, reasons::Conflicts, search::Finding};

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
        trial: Trial::of(negotiation, reading, candidates),
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
        for place in first..self.trial.candidates.len() {
            if self.trial.is_spent() || self.sets_left == 0 {
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
                match self.trial.works(set) {
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
            set.contains(place)
                || set.iter().any(|other| self.trial.candidates[*other].contains.contains(place))
        };
        let twice = set
            .iter()
            .any(|place| set.iter().any(|other| self.trial.candidates[*other].contains.contains(place)));
        !twice && !self.working.iter().any(|smaller| smaller.iter().all(has))
    }
}
