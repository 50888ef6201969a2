//! Which minimal conflicts explain the draws without a deal?
//!
//! What excludes every package is another matter in another draw: two no-deal values that one package meets together at
//! central values may be too high together elsewhere. So each draw without a deal gets a minimal conflict of its own:
//! one that is known and is minimal there, else a new one, found by leaving out what can be left out.

use fixedbitset::FixedBitSet;

use super::conflicts::one_conflict;
use crate::{
    draws::Share,
    model::Model,
    package::Package,
    reading::Slack,
    search::{Finding, Weights, find_next},
    verdict::Draws,
};

/// How much work looking for the draws without a deal takes at most: cells read, about.
const WORK_OF_FAILING: u64 = 100_000_000;
/// How much work the draws of one conflict take at most.
const WORK_OF_ONE: u64 = 8_000_000;
/// How much work finding new conflicts takes at most, all together.
const WORK_OF_NEW: u64 = 200_000_000;
/// How many new conflicts are found at most: more than anybody reads.
const MOST_NEW: usize = 40;

/// The draws of a plan that contain no deal.
pub(super) struct Failing<'a> {
    draws: &'a Draws<'a>,
    model: &'a Model<'a>,
    /// Which.
    pub(super) without: FixedBitSet,
    /// How many could not be settled within the limits.
    pub(super) unsettled: u32,
}

/// In which draws a conflict is a minimal one.
#[derive(Clone, Debug)]
pub(super) struct Explained {
    pub(super) draws: FixedBitSet,
    /// In how many more that was not settled within the limits.
    pub(super) unsettled: u32,
}

/// A conflict found in a draw.
pub(super) struct New {
    pub(super) set: FixedBitSet,
    /// Whether it is shown that every requirement of it is needed there.
    pub(super) minimal: bool,
    pub(super) explained: Explained,
}

impl Explained {
    /// Takes in another way in which the same requirements have force.
    pub(super) fn join(&mut self, other: &Self) {
        self.draws.union_with(&other.draws);
        self.unsettled += other.unsettled;
    }

    /// In how many of so many draws.
    pub(super) fn share(&self, draws: u32) -> Share {
        Share::of(count(&self.draws), self.unsettled.min(draws - count(&self.draws).min(draws)), draws)
    }
}

pub(super) fn count(draws: &FixedBitSet) -> u32 {
    u32::try_from(draws.count_ones(..)).unwrap_or(u32::MAX)
}

impl<'a> Failing<'a> {
    pub(super) fn of(draws: &'a Draws<'a>, model: &'a Model<'a>) -> Self {
        let mut failing =
            Self { draws, model, without: FixedBitSet::with_capacity(draws.count()), unsettled: 0 };
        let mut looking = Looking::at(model.requirements.all());
        let mut work_left = WORK_OF_FAILING;
        let mut draw = 0;
        for block in draws.blocks() {
            for slacks in block.iter() {
                match looking.look(model, slacks, &mut work_left) {
                    Looked::Satisfied => {}
                    Looked::Excluded => failing.without.insert(draw),
                    Looked::Unsettled => failing.unsettled += 1,
                }
                draw += 1;
            }
        }
        failing
    }

    /// The draws in which no package satisfies the set, and without any one of its requirements (consents aside) some
    /// package does.
    pub(super) fn explained_by(&self, set: &FixedBitSet) -> Explained {
        let core = set.ones().filter(|&requirement| !self.model.requirements.is_consent(requirement));
        let mut without: Vec<Looking> = core
            .map(|requirement| {
                let mut others = set.clone();
                others.remove(requirement);
                Looking::at(others)
            })
            .collect();
        let mut whole = Looking::at(set.clone());
        let mut work_left = WORK_OF_ONE;
        let mut explained = Explained { draws: FixedBitSet::with_capacity(self.draws.count()), unsettled: 0 };
        let mut first = 0;
        for block in self.draws.blocks() {
            for draw in self.without.ones().filter(|draw| (first..first + block.len()).contains(draw)) {
                let slacks = &block[draw - first];
                let mut is_one = whole.look(self.model, slacks, &mut work_left).is_excluded();
                for others in &mut without {
                    if is_one != Some(true) {
                        break;
                    }
                    is_one = others.look(self.model, slacks, &mut work_left).is_satisfied();
                }
                match is_one {
                    Some(true) => explained.draws.insert(draw),
                    Some(false) => {}
                    None => explained.unsettled += 1,
                }
            }
            first += block.len();
        }
        explained
    }

    /// New conflicts, so that every draw without a deal has one as far as the limits allow.
    pub(super) fn others(&self, known: &FixedBitSet, step: &dyn Fn()) -> Vec<New> {
        let mut uncovered = self.without.clone();
        uncovered.difference_with(known);
        let mut found: Vec<New> = Vec::new();
        let mut work_left = WORK_OF_NEW;
        while let Some(draw) = uncovered.ones().next() {
            if found.len() >= MOST_NEW || work_left == 0 {
                break;
            }
            step();
            uncovered.remove(draw);
            let slacks = self.draws.at(draw);
            let Some((set, minimal)) = one_conflict(self.model, &slacks, &mut work_left) else { continue };
            let mut explained = self.explained_by(&set);
            explained.draws.insert(draw);
            uncovered.difference_with(&explained.draws);
            found.push(New { set, minimal, explained });
        }
        found
    }
}

/// Asks of one set of requirements in draw after draw: what was found in one is tried first in the next.
struct Looking {
    standing: FixedBitSet,
    found: Vec<Package>,
    weights: Weights,
}

enum Looked {
    Satisfied,
    Excluded,
    Unsettled,
}

impl Looked {
    fn is_satisfied(&self) -> Option<bool> {
        match self {
            Self::Satisfied => Some(true),
            Self::Excluded => Some(false),
            Self::Unsettled => None,
        }
    }

    fn is_excluded(&self) -> Option<bool> {
        self.is_satisfied().map(|satisfied| !satisfied)
    }
}

impl Looking {
    fn at(standing: FixedBitSet) -> Self {
        Self { standing, found: Vec::new(), weights: Weights::default() }
    }

    fn look(&mut self, model: &Model<'_>, slacks: &[Slack], work_left: &mut u64) -> Looked {
        let problem = model.problem(&self.standing, slacks);
        if let Some(place) = self.found.iter().position(|package| problem.admits(package)) {
            self.found.swap(place, place / 2);
            return Looked::Satisfied;
        }
        // No draw takes more than a fiftieth of what is left: hard ones leave something to others.
        let at_once = *work_left / 50;
        let mut left = at_once;
        let finding = find_next(&problem, &mut self.weights, &mut left);
        *work_left -= at_once - left;
        match finding {
            Finding::Found(package) => {
                self.found.push(package);
                Looked::Satisfied
            }
            Finding::None => Looked::Excluded,
            Finding::Unsettled => Looked::Unsettled,
        }
    }
}
