//! Which sets of requirements are not yet known to be satisfiable or not (Liffiton, Previti, Malik &
//! Marques-Silva 2016, Constraints 21:223).

use fixedbitset::FixedBitSet;

/// How many clauses are looked at at most, all searches together.
const MOST_LOOKS: u64 = 20_000_000;

/// What is known of all sets of requirements at once.
pub(super) struct Map {
    size: usize,
    /// Sets that nothing satisfies: not all of one are in an unexplored set.
    conflicts: Vec<FixedBitSet>,
    /// What satisfiable sets leave out: one of each is in an unexplored set.
    left_out: Vec<FixedBitSet>,
    looks_left: u64,
}

/// An unexplored set, if there is one.
pub(super) enum Unexplored {
    Set(FixedBitSet),
    None,
    /// The limit was reached.
    Unsettled,
}

/// Requirements decided so far.
#[derive(Clone)]
struct Decided {
    within: FixedBitSet,
    without: FixedBitSet,
}

impl Map {
    pub(super) fn of(size: usize) -> Self {
        Self { size, conflicts: Vec::new(), left_out: Vec::new(), looks_left: MOST_LOOKS }
    }

    /// Nothing satisfies the set, nor therefore any that contains it.
    pub(super) fn is_conflict(&mut self, set: FixedBitSet) {
        self.conflicts.push(set);
    }

    /// The set is satisfiable, and so is therefore every smaller one.
    pub(super) fn is_satisfiable(&mut self, set: &FixedBitSet) {
        let mut left_out = set.clone();
        left_out.toggle_range(..);
        self.left_out.push(left_out);
    }

    /// A set of which nothing is known while something is of every set with one requirement more.
    pub(super) fn unexplored(&mut self) -> Unexplored {
        let none = FixedBitSet::with_capacity(self.size);
        let Some(decided) = self.descend(Decided { within: none.clone(), without: none }) else {
            return if self.looks_left == 0 { Unexplored::Unsettled } else { Unexplored::None };
        };
        let mut set = decided.without;
        set.toggle_range(..);
        for requirement in 0..self.size {
            if !set.contains(requirement) {
                set.insert(requirement);
                if self.conflicts.iter().any(|conflict| conflict.is_subset(&set)) {
                    set.remove(requirement);
                }
            }
        }
        Unexplored::Set(set)
    }

    /// Decides until leaving in all that is undecided contains no conflict.
    fn descend(&mut self, mut decided: Decided) -> Option<Decided> {
        let open = loop {
            let looks = (self.conflicts.len() + self.left_out.len()) as u64;
            self.looks_left = self.looks_left.saturating_sub(looks);
            if self.looks_left == 0 {
                return None;
            }
            let mut changed = false;
            let mut open: Option<(usize, usize)> = None;
            for (place, conflict) in self.conflicts.iter().enumerate() {
                if !conflict.is_disjoint(&decided.without) {
                    continue;
                }
                let undecided = conflict.difference(&decided.within).count();
                match undecided {
                    0 => return None,
                    1 => {
                        decided.without.extend(conflict.difference(&decided.within).collect::<Vec<_>>());
                        changed = true;
                    }
                    _ if open.is_none_or(|(fewest, _)| undecided < fewest) => open = Some((undecided, place)),
                    _ => {}
                }
            }
            for left_out in &self.left_out {
                if !left_out.is_disjoint(&decided.within) {
                    continue;
                }
                let undecided: Vec<_> = left_out.difference(&decided.without).take(2).collect();
                match undecided.as_slice() {
                    [] => return None,
                    [last] => {
                        decided.within.insert(*last);
                        changed = true;
                    }
                    _ => {}
                }
            }
            if !changed {
                break open;
            }
        };
        let Some((_, place)) = open else { return Some(decided) };
        let requirement = self.conflicts[place].difference(&decided.within).max()?;
        let mut without = decided.clone();
        without.without.insert(requirement);
        if let Some(found) = self.descend(without) {
            return Some(found);
        }
        decided.within.insert(requirement);
        self.descend(decided)
    }
}
