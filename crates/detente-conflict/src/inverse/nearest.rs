//! The smallest change of a ranking that turns a verdict.

use fixedbitset::FixedBitSet;

use super::Requirement;
use crate::{Conflict, stability::Concept};

/// A change of a party's ranking that turns the verdict about a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How many pairs of states change their order; in a strict ranking, how many swaps of neighbours.
    pub pairs: usize,
    /// The states that change sides, in rising order: preferred to the state before and not afterwards, or
    /// the reverse.
    ///
    /// States that merely stand in between and must move too are among them.
    pub moved: Vec<usize>,
    /// Whether the state is stable afterwards.
    pub stable_afterwards: bool,
}

/// The most states on the side that must change of which a requirement may speak.
const MOST: usize = 20;

/// How many ways to leave states behind are weighed at most.
const MOST_WORK: u64 = 200_000_000;

/// The place of what is so.
fn on((place, is_so): (usize, bool)) -> Option<usize> {
    is_so.then_some(place)
}

/// The smallest change of the party's ranking that turns the verdict about the state for that party.
///
/// `None` if no ranking does, if too many states matter or stand in between, or if the party does not rank all states.
///
/// A requirement only asks that some states be not preferred. So a change goes one way: states above come
/// down to the state, or states below rise over it. A state that moves passes all those in between that do
/// not move with it.
#[must_use]
pub fn nearest_change(conflict: &Conflict, concept: Concept, party: usize, state: usize) -> Option<Change> {
    let ranks = conflict.preferences().get(party)?.ranks()?;
    let own = *ranks.get(state)?;
    let requirement = Requirement::of(conflict, concept, party, state);
    let stable = requirement.holds(|other| ranks[other] <= own);
    let must_move: Vec<usize> =
        requirement.states().into_iter().filter(|&other| (ranks[other] <= own) == stable).collect();
    if must_move.len() > MOST {
        return None;
    }
    // By set of states: which of them it is that may move; nothing where another of them is preferred as it is.
    let bits = |set: &Vec<usize>| {
        set.iter().try_fold(0_u32, |bits, other| match must_move.binary_search(other) {
            Ok(place) => Some(bits | 1 << place),
            Err(_) => (ranks[*other] <= own).then_some(bits),
        })
    };
    let departures: Vec<Vec<u32>> =
        requirement.departures.iter().map(|sets| sets.iter().filter_map(bits).collect()).collect();
    let turns = |moved: u32| {
        let holds = |set: &u32| moved & set == if stable { 0 } else { *set };
        departures.iter().all(|sets| sets.iter().any(holds)) != stable
    };
    let ladder = ladder(ranks, state, stable);
    // What comes down to the state was above its equals, and stays so at the least cost if they part from it.
    let equals = (0..ranks.len()).filter(|&other| other != state && ranks[other] == own).count();
    let parted = if stable { 0 } else { equals };
    let mut best: Option<Change> = None;
    // A set that turns the verdict does so with more states moved too, so only the least need a look.
    let turning: FixedBitSet = (0..1_u32 << must_move.len()).map(turns).enumerate().filter_map(on).collect();
    let is_least = |&moved: &usize| {
        let without = |place: usize| moved & !(1 << place);
        (0..must_move.len()).all(|place| without(place) == moved || !turning.contains(without(place)))
    };
    let mut work_left = MOST_WORK;
    for moved in turning.ones().filter(is_least) {
        let forced: Vec<usize> = (0..must_move.len())
            .filter(|place| moved >> place & 1 == 1)
            .map(|place| must_move[place])
            .collect();
        let (pairs, moved) = cheapest(&ladder, &forced, &mut work_left)?;
        let pairs = pairs + parted;
        if best.as_ref().is_none_or(|best| pairs < best.pairs) {
            best = Some(Change { pairs, moved, stable_afterwards: !stable });
        }
    }
    best
}

/// The states that can move, in classes of equals, the nearest to the state first.
fn ladder(ranks: &[u32], state: usize, downward: bool) -> Vec<Vec<usize>> {
    let on_side = |other: usize| other != state && (ranks[other] <= ranks[state]) == downward;
    let mut others: Vec<usize> = (0..ranks.len()).filter(|&other| on_side(other)).collect();
    others.sort_by_key(|&other| (ranks[other].abs_diff(ranks[state]), other));
    others.chunk_by(|&one, &other| ranks[one] == ranks[other]).map(<[usize]>::to_vec).collect()
}

/// The fewest pairs that change when these states move, and which states then do: class by class from the nearest on,
/// for every number of states left behind so far the cheapest way to get there. Nothing when the work runs out.
fn cheapest(ladder: &[Vec<usize>], forced: &[usize], work_left: &mut u64) -> Option<(usize, Vec<usize>)> {
    // Behind the farthest that must move, every move costs and spares nothing.
    let last = ladder.iter().rposition(|class| class.iter().any(|state| forced.contains(state)));
    let split = |class: &Vec<usize>| class.iter().partition(|state| forced.contains(state));
    let classes: Vec<(Vec<usize>, Vec<usize>)> =
        ladder.iter().take(last.map_or(0, |last| last + 1)).map(split).collect();
    let mut costs: Vec<Option<usize>> = vec![Some(0)];
    // By class, by how many are left behind after it: how many move that need not.
    let mut choices: Vec<Vec<u32>> = Vec::with_capacity(classes.len());
    for (must, may) in &classes {
        *work_left = work_left.checked_sub((costs.len() * (may.len() + 1)) as u64)?;
        let mut next = vec![None; costs.len() + may.len()];
        let mut chosen = vec![0; next.len()];
        for (left, pairs) in costs.into_iter().enumerate() {
            let Some(pairs) = pairs else { continue };
            for more in 0..=may.len() {
                let left_now = left + may.len() - more;
                let cost: usize = pairs + (must.len() + more) * (1 + left_now);
                if next[left_now].is_none_or(|best| cost < best) {
                    (next[left_now], chosen[left_now]) = (Some(cost), u32::try_from(more).ok()?);
                }
            }
        }
        costs = next;
        choices.push(chosen);
    }
    let fewest = costs.iter().flatten().min().copied()?;
    let cheapest = (0..costs.len()).filter(|&left| costs[left] == Some(fewest));
    let mut moved = cheapest.map(|left| moving(&classes, &choices, left)).min()?;
    moved.sort_unstable();
    Some((fewest, moved))
}

/// Who moves on the way to so many left behind.
fn moving(classes: &[(Vec<usize>, Vec<usize>)], choices: &[Vec<u32>], mut left: usize) -> Vec<usize> {
    let mut by_class = Vec::with_capacity(classes.len());
    for ((must, may), chosen) in classes.iter().zip(choices).rev() {
        let more = chosen[left] as usize;
        by_class.push(must.iter().chain(&may[..more]).copied());
        left = left + more - may.len();
    }
    by_class.into_iter().rev().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By trying who moves: a state that moves passes all in between that do not.
    fn by_trying(ladder: &[Vec<usize>], forced: &[usize]) -> usize {
        let all: Vec<usize> = ladder.iter().flatten().copied().collect();
        let class = |state: usize| ladder.iter().position(|class| class.contains(&state));
        let cost = |moved: u32| {
            let moves = |place: usize| moved >> place & 1 == 1;
            let passed = |place: usize| {
                let before = |&other: &usize| !moves(other) && class(all[other]) <= class(all[place]);
                (0..all.len()).filter(before).count()
            };
            (0..all.len()).filter(|&place| moves(place)).map(|place| 1 + passed(place)).sum::<usize>()
        };
        let has_all = |moved: &u32| {
            all.iter().enumerate().all(|(place, state)| !forced.contains(state) || moved >> place & 1 == 1)
        };
        (0..1_u32 << all.len()).filter(has_all).map(cost).min().unwrap_or(0)
    }

    #[test]
    fn the_cheapest_way_is_the_one_that_trying_finds() {
        let mut dice = 11_u64;
        let mut below = |end: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((dice >> 33) % end).unwrap_or(0)
        };
        for _ in 0..400 {
            let states = 1 + below(9);
            let mut ladder: Vec<Vec<usize>> = Vec::new();
            for state in 0..states {
                match ladder.last_mut() {
                    Some(class) if below(3) == 0 => class.push(state),
                    _ => ladder.push(vec![state]),
                }
            }
            let forced: Vec<usize> = (0..states).filter(|_| below(3) == 0).collect();
            let found = cheapest(&ladder, &forced, &mut MOST_WORK.clone());
            assert_eq!(
                found.map(|(pairs, _)| pairs),
                Some(by_trying(&ladder, &forced)),
                "{ladder:?} {forced:?}"
            );
        }
    }

    #[test]
    fn a_long_ranking_takes_work_by_the_square_and_what_is_too_much_is_given_up() {
        let ladder: Vec<Vec<usize>> = (0..4_096).map(|state| vec![state]).collect();
        let mut work_left = MOST_WORK;
        assert!(cheapest(&ladder, &[4_000, 17], &mut work_left).is_some());
        assert!(MOST_WORK - work_left <= 2 * 4_096 * 4_096, "{}", MOST_WORK - work_left);
        assert_eq!(cheapest(&ladder, &[4_000], &mut 1_000), None);
        // Nothing behind the farthest that must move is looked at.
        let mut work_left = MOST_WORK;
        assert_eq!(cheapest(&ladder, &[2], &mut work_left).map(|(pairs, _)| pairs), Some(3));
        assert!(MOST_WORK - work_left < 100, "{}", MOST_WORK - work_left);
    }
}
