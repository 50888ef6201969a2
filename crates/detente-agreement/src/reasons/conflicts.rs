//! All minimal conflicts: sets of requirements that no package satisfies together, and that any one of them
//! left out makes satisfiable.
//!
//! A minimal conflict meets every *correction*, a set of requirements whose removal leaves something
//! satisfiable, and conflicts are exactly the minimal sets that meet all minimal corrections (Reiter 1987,
//! Artif. Intell. 32:57). So: take a smallest set that meets the corrections known; if nothing satisfies it,
//! it is a minimal conflict; if something does, what that leaves out, shrunk to a minimal correction, is a
//! new one (dualize and advance; Gunopulos, Khardon, Mannila & Toivonen 1997, PODS).

use fixedbitset::FixedBitSet;

use crate::{
    model::Model,
    package::Package,
    reading::Slack,
    search::{Finding, find, find_within},
};

/// Minimal conflicts, smallest first, and whether these are all.
pub(crate) struct Conflicts {
    pub(crate) sets: Vec<FixedBitSet>,
    pub(crate) complete: bool,
}

/// How much work is done at most: cells read, about. Some tenths of a second.
const MOST_WORK: u64 = 60_000_000;
/// How many candidates are kept at most.
const MOST_CANDIDATES: usize = 2_000;
/// How many conflicts are listed at most: more than anybody reads.
const MOST_CONFLICTS: usize = 200;

/// All minimal conflicts under one reading; none when there is a deal.
pub(crate) fn conflicts(model: &Model<'_>, slacks: &[Slack]) -> Conflicts {
    let mut oracle = Oracle { model, slacks, seen: Vec::new(), work_left: MOST_WORK, cut: false };
    let all = model.requirements.all();
    if !matches!(oracle.ask(&all), Asked::Conflict) {
        let complete = find(&model.problem(&all, slacks)) != Finding::Unsettled;
        return Conflicts { sets: Vec::new(), complete };
    }
    // Found for the case that the enumeration below is cut short: then there is at least this one.
    let first = oracle.shrink(&all);
    let mut candidates = vec![Candidate::of(FixedBitSet::with_capacity(all.len()))];
    let mut conflicts: Vec<FixedBitSet> = Vec::new();
    while let Some(place) = smallest(&candidates) {
        let candidate = candidates.swap_remove(place).set;
        match oracle.ask(&candidate) {
            Asked::Satisfiable(package) => {
                let correction = oracle.correction(&candidate, package);
                let mut unmet = vec![candidate];
                candidates.retain(|other| {
                    let met = !other.set.is_disjoint(&correction);
                    if !met {
                        unmet.push(other.set.clone());
                    }
                    met
                });
                for set in unmet {
                    for requirement in correction.ones() {
                        let mut extended = set.clone();
                        extended.insert(requirement);
                        let has_smaller = candidates
                            .iter()
                            .map(|other| &other.set)
                            .chain(&conflicts)
                            .any(|other| other.contains(requirement) && other.is_subset(&extended));
                        if !has_smaller {
                            candidates.push(Candidate::of(extended));
                        }
                    }
                }
            }
            Asked::Conflict => conflicts.push(candidate),
            Asked::Unsettled => oracle.cut = true,
        }
        let full = candidates.len() > MOST_CANDIDATES || conflicts.len() >= MOST_CONFLICTS;
        if oracle.work_left == 0 || (full && !candidates.is_empty()) {
            oracle.cut = true;
            break;
        }
    }
    if let Some(first) = first.filter(|first| oracle.cut && !conflicts.contains(first)) {
        conflicts.push(first);
    }
    conflicts.sort_by_key(|conflict| {
        let is_consent = |requirement: &usize| model.requirements.is_consent(*requirement);
        let core = conflict.ones().filter(|requirement| !is_consent(requirement)).count();
        (core, conflict.count_ones(..), conflict.ones().collect::<Vec<_>>())
    });
    Conflicts { sets: conflicts, complete: !oracle.cut }
}

/// A set that meets every correction known.
struct Candidate {
    set: FixedBitSet,
    /// The same in order, to compare.
    members: Vec<usize>,
}

impl Candidate {
    fn of(set: FixedBitSet) -> Self {
        Self { members: set.ones().collect(), set }
    }
}

fn smallest(candidates: &[Candidate]) -> Option<usize> {
    let mut places = 0..candidates.len();
    let first = places.next()?;
    Some(places.fold(first, |least, place| {
        let (one, other) = (&candidates[least].members, &candidates[place].members);
        if (other.len(), other) < (one.len(), one) { place } else { least }
    }))
}

enum Asked {
    Satisfiable(usize),
    Conflict,
    Unsettled,
}

/// Answers whether some package satisfies a set of requirements, from packages seen before if it can.
struct Oracle<'m> {
    model: &'m Model<'m>,
    slacks: &'m [Slack],
    /// By package seen, the sets of requirements that exclude it.
    seen: Vec<Vec<Vec<usize>>>,
    work_left: u64,
    cut: bool,
}

impl Oracle<'_> {
    fn ask(&mut self, standing: &FixedBitSet) -> Asked {
        let admits = |excluding: &Vec<Vec<usize>>| {
            !excluding.iter().any(|force| force.iter().all(|&requirement| standing.contains(requirement)))
        };
        if let Some(package) = self.seen.iter().position(admits) {
            return Asked::Satisfiable(package);
        }
        let problem = self.model.problem(standing, self.slacks);
        // Looking once at everything is work too, so that the enumeration ends.
        self.work_left = self.work_left.saturating_sub(problem.cost());
        if self.work_left == 0 {
            return Asked::Unsettled;
        }
        match find_within(&problem, &mut self.work_left) {
            Finding::Found(package) => {
                self.seen.push(self.excluding(&package));
                Asked::Satisfiable(self.seen.len() - 1)
            }
            Finding::None => Asked::Conflict,
            Finding::Unsettled => Asked::Unsettled,
        }
    }

    fn excluding(&self, package: &Package) -> Vec<Vec<usize>> {
        self.model.excluding(package, self.slacks)
    }

    /// A minimal correction: what remains when as much as possible is added to a satisfiable set.
    fn correction(&mut self, satisfiable: &FixedBitSet, package: usize) -> FixedBitSet {
        let mut standing = satisfiable.clone();
        standing.grow(self.model.requirements.len());
        let mut package = package;
        let mut left_out = FixedBitSet::with_capacity(self.model.requirements.len());
        for requirement in 0..self.model.requirements.len() {
            if standing.contains(requirement) {
                continue;
            }
            standing.insert(requirement);
            let stays = self.seen.get(package).is_some_and(|excluding| {
                !excluding.iter().any(|force| force.iter().all(|&other| standing.contains(other)))
            });
            if stays {
                continue;
            }
            match self.ask(&standing) {
                Asked::Satisfiable(other) => package = other,
                Asked::Conflict => {
                    standing.remove(requirement);
                    left_out.insert(requirement);
                }
                Asked::Unsettled => {
                    self.cut = true;
                    standing.remove(requirement);
                    left_out.insert(requirement);
                }
            }
        }
        left_out
    }

    /// One minimal conflict within a conflict; `None` when a search on the way is not settled.
    fn shrink(&mut self, conflict: &FixedBitSet) -> Option<FixedBitSet> {
        let mut shrunk = conflict.clone();
        for requirement in conflict.ones() {
            shrunk.remove(requirement);
            match self.ask(&shrunk) {
                Asked::Conflict => {}
                Asked::Satisfiable(_) => shrunk.insert(requirement),
                Asked::Unsettled => return None,
            }
        }
        Some(shrunk)
    }
}
