//! All minimal conflicts: sets of requirements that no package satisfies together, and that any one of them
//! left out makes satisfiable.
//!
//! A map keeps what is known of all sets of requirements: those within a satisfiable set are satisfiable,
//! those around a conflict are conflicts. Take a largest set of which nothing is known. If some package
//! satisfies it, everything within it is known; if none does, a minimal conflict is found within it, and
//! everything around that is known. When nothing is unknown any more, these are all (MARCO; Liffiton, Previti,
//! Malik & Marques-Silva 2016, Constraints 21:223). The proof that no package satisfies a set rests on some of
//! it only, and the search for a minimal conflict goes on from those.

use fixedbitset::FixedBitSet;

use super::map::{Map, Unexplored};
use crate::{
    model::Model,
    reading::Slack,
    requirement::Place,
    search::{Finding, Weights, find_or_refute},
};

/// Minimal conflicts, those with the smallest core first, and what is known beyond them.
pub(crate) struct Conflicts {
    pub(crate) sets: Vec<FixedBitSet>,
    /// By conflict, whether it is shown that every requirement of it is needed.
    pub(crate) minimal: Vec<bool>,
    /// Whether these are all conflicts.
    pub(crate) complete: bool,
    /// How many largest satisfiable sets were found.
    pub(crate) satisfiable: usize,
    /// How many sets could not be shown satisfiable or not; conflicts within them may be missing.
    pub(crate) unsettled: usize,
}

/// How much work is done at most: cells read, about. Some seconds.
const MOST_WORK: u64 = 250_000_000;
/// How much of it one search takes at most.
const MOST_WORK_AT_ONCE: u64 = 60_000_000;
/// How many conflicts are listed at most: more than anybody reads.
const MOST_CONFLICTS: usize = 500;

/// All minimal conflicts under one reading; none when there is a deal.
///
/// `step` hears of every set that is asked about.
pub(crate) fn conflicts(model: &Model<'_>, slacks: &[Slack], step: &dyn Fn()) -> Conflicts {
    let mut oracle = Oracle::of(model, slacks);
    let mut map = Map::of(model.requirements.len());
    // Consents that always stand are no question: they belong to every set and to none.
    let mut found: Vec<(FixedBitSet, bool)> = Vec::new();
    let (mut satisfiable, mut unsettled, mut complete) = (0, 0, true);
    loop {
        if found.len() >= MOST_CONFLICTS || oracle.work_left == 0 {
            complete = false;
            break;
        }
        let seed = match map.unexplored() {
            Unexplored::Set(seed) => seed,
            Unexplored::None => break,
            Unexplored::Unsettled => {
                complete = false;
                break;
            }
        };
        step();
        match oracle.ask(&seed) {
            Asked::Satisfiable => {
                satisfiable += 1;
                map.is_satisfiable(&seed);
            }
            Asked::Conflict(core) => {
                let (conflict, minimal) = oracle.shrink(core);
                map.is_conflict(conflict.clone());
                oracle.known.push(conflict.clone());
                found.push((conflict, minimal));
            }
            Asked::Unsettled => {
                unsettled += 1;
                map.is_satisfiable(&seed);
            }
        }
    }
    complete &= unsettled == 0 && found.iter().all(|(_, minimal)| *minimal);
    for (set, _) in &mut found {
        oracle.with_consents(set);
    }
    found.sort_by_cached_key(|(conflict, _)| {
        let is_consent = |requirement: &usize| model.requirements.is_consent(*requirement);
        let core = conflict.ones().filter(|requirement| !is_consent(requirement)).count();
        (core, conflict.count_ones(..), conflict.ones().collect::<Vec<_>>())
    });
    let (sets, minimal) = found.into_iter().unzip();
    Conflicts { sets, minimal, complete, satisfiable, unsettled }
}

/// One minimal conflict under one reading, with the consents that give it force, and whether it is shown to be minimal;
/// none when there is a deal, or when the work was not enough.
pub(super) fn one_conflict(
    model: &Model<'_>,
    slacks: &[Slack],
    work_left: &mut u64,
) -> Option<(FixedBitSet, bool)> {
    let mut oracle = Oracle::of(model, slacks);
    let before = (*work_left).min(MOST_WORK_AT_ONCE);
    oracle.work_left = before;
    let all = model.requirements.all();
    let found = match oracle.ask(&all) {
        Asked::Conflict(_) => {
            // By name, and not by what a proof happens to rest on: so the order of the file decides nothing.
            let mut open: Vec<usize> = all.ones().collect();
            open.sort_by_cached_key(|&index| model.requirements.named(model.negotiation, index).to_string());
            let (mut conflict, minimal) = oracle.spared(all, open, Shrunk::ToWhatWasAsked);
            oracle.with_consents(&mut conflict);
            Some((conflict, minimal))
        }
        Asked::Satisfiable | Asked::Unsettled => None,
    };
    *work_left -= before - oracle.work_left;
    found
}

/// What a set of requirements that is a conflict is narrowed to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shrunk {
    /// To those on which the proof rests.
    ToTheProof,
    /// To those that were asked about.
    ToWhatWasAsked,
}

enum Asked {
    Satisfiable,
    /// No package satisfies these of them.
    Conflict(FixedBitSet),
    Unsettled,
}

/// Answers whether some package satisfies a set of requirements, from what was seen before if it can.
struct Oracle<'m> {
    model: &'m Model<'m>,
    slacks: &'m [Slack],
    /// Consents without which a party would not be asked at all: whoever's requirements stand, so does it.
    only_consents: FixedBitSet,
    /// By requirement, the only consent that gives it force.
    consent_of: Vec<Option<usize>>,
    /// By package seen, the sets of requirements that exclude it.
    seen: Vec<Vec<Vec<usize>>>,
    /// Conflicts found.
    known: Vec<FixedBitSet>,
    work_left: u64,
}

impl<'m> Oracle<'m> {
    fn of(model: &'m Model<'m>, slacks: &'m [Slack]) -> Self {
        let requirements = &model.requirements;
        let party_of = |place: &Place| match *place {
            Place::Consent(party) | Place::ConsentTo { party, .. } | Place::NoDealValue(party) => Some(party),
            Place::RedLine(line) => Some(model.negotiation.red_lines[line].party),
            Place::Rule(_) => None,
        };
        let mut consents = vec![Vec::new(); model.negotiation.parties.len()];
        for (index, place) in requirements.places.iter().enumerate() {
            if let Some(party) = party_of(place).filter(|_| requirements.is_consent(index)) {
                consents[party].push(index);
            }
        }
        let only = |party: usize| match consents[party].as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let mut only_consents = requirements.none();
        only_consents.extend((0..consents.len()).filter_map(only));
        let consent_of = requirements.places.iter().map(|place| party_of(place).and_then(only)).collect();
        Self {
            model,
            slacks,
            only_consents,
            consent_of,
            seen: Vec::new(),
            known: Vec::new(),
            work_left: MOST_WORK,
        }
    }

    /// Adds the only consents of the parties whose requirements are in the set.
    fn with_consents(&self, set: &mut FixedBitSet) {
        let consents: Vec<_> = set.ones().filter_map(|requirement| self.consent_of[requirement]).collect();
        set.extend(consents);
    }

    /// Asks of the set with all only consents; a conflict is answered without them.
    fn ask(&mut self, set: &FixedBitSet) -> Asked {
        let mut standing = set.clone();
        standing.union_with(&self.only_consents);
        let admits = |excluding: &Vec<Vec<usize>>| {
            !excluding.iter().any(|force| force.iter().all(|&requirement| standing.contains(requirement)))
        };
        if self.seen.iter().rev().any(admits) {
            return Asked::Satisfiable;
        }
        if let Some(known) = self.known.iter().find(|known| known.is_subset(&standing)) {
            return Asked::Conflict(known.clone());
        }
        let problem = self.model.problem(&standing, self.slacks);
        // Looking once at everything is work too, so that the enumeration ends.
        self.work_left = self.work_left.saturating_sub(problem.cost());
        let at_once = self.work_left.min(MOST_WORK_AT_ONCE);
        let mut left = at_once;
        let considered = &self.model.negotiation.considered;
        let (finding, used) = find_or_refute(&problem, considered, &mut Weights::default(), &mut left);
        self.work_left -= at_once - left;
        match finding {
            Finding::Found(package) => {
                self.seen.push(self.model.excluding(&package, self.slacks));
                Asked::Satisfiable
            }
            Finding::None => {
                let mut core = used.map_or(standing.clone(), |used| self.model.behind(&used, &standing));
                core.difference_with(&self.only_consents);
                Asked::Conflict(core)
            }
            Finding::Unsettled => Asked::Unsettled,
        }
    }

    /// A minimal conflict within a conflict, and whether all of it is shown to be needed.
    fn shrink(&mut self, conflict: FixedBitSet) -> (FixedBitSet, bool) {
        let open = conflict.ones().collect();
        self.spared(conflict, open, Shrunk::ToTheProof)
    }

    /// The same, where requirements are left out in an order from the last.
    ///
    /// Red lines and rules, of which most matter to few conflicts, are left out all at once, then half as many
    /// and so on, as long as what remains is a conflict; no-deal values last.
    fn spared(&mut self, conflict: FixedBitSet, mut open: Vec<usize>, to: Shrunk) -> (FixedBitSet, bool) {
        let mut shrunk = conflict;
        let last = |requirement: &usize| match self.model.requirements.places[*requirement] {
            Place::NoDealValue(_) => 0,
            Place::Consent(_) | Place::ConsentTo { .. } => 1,
            Place::Rule(_) | Place::RedLine(_) => 2,
        };
        open.sort_by_key(last);
        let mut at_once = open.iter().filter(|requirement| last(requirement) == 2).count().max(1);
        let mut minimal = true;
        while !open.is_empty() {
            let from = open.len().saturating_sub(at_once);
            let mut fewer = shrunk.clone();
            open[from..].iter().for_each(|&requirement| fewer.remove(requirement));
            match self.ask(&fewer) {
                Asked::Conflict(core) => {
                    shrunk = match to {
                        Shrunk::ToTheProof => core,
                        Shrunk::ToWhatWasAsked => fewer,
                    };
                    open.truncate(from);
                    open.retain(|&requirement| shrunk.contains(requirement));
                    at_once = at_once.min(open.len().div_ceil(2)).max(1);
                }
                // Half of one is none: it is needed, or not shown not to be.
                asked if at_once == 1 => {
                    minimal &= matches!(asked, Asked::Satisfiable);
                    open.pop();
                }
                _ => at_once = at_once.div_ceil(2),
            }
        }
        (shrunk, minimal)
    }
}
