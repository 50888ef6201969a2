//! The smallest change of a ranking that turns a verdict.

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

/// The smallest change of the party's ranking that turns the verdict about the state for that party.
///
/// `None` if no ranking does, if too many states matter, or if the party does not rank all states.
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
    let turns = |moved: u32| {
        let place = |other: usize| must_move.binary_search(&other);
        requirement
            .holds(|other| place(other).is_ok_and(|place| moved >> place & 1 == 1) != (ranks[other] <= own))
            != stable
    };
    let ladder = ladder(ranks, state, stable);
    // What comes down to the state was above its equals, and stays so at the least cost if they part from it.
    let equals = (0..ranks.len()).filter(|&other| other != state && ranks[other] == own).count();
    let parted = if stable { 0 } else { equals };
    let mut best: Option<Change> = None;
    // A set that turns the verdict does so with more states moved too, so only the least need a look.
    for moved in (0..1_u32 << must_move.len()).filter(|&moved| turns(moved)) {
        let forced: Vec<usize> = (0..must_move.len())
            .filter(|place| moved >> place & 1 == 1)
            .map(|place| must_move[place])
            .collect();
        let (pairs, moved) = cheapest(&ladder, &forced);
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
/// for every number of states left behind so far the cheapest way to get there.
fn cheapest(ladder: &[Vec<usize>], forced: &[usize]) -> (usize, Vec<usize>) {
    let mut ways: Vec<Option<(usize, Vec<usize>)>> = vec![Some((0, Vec::new()))];
    for class in ladder {
        let (must, may): (Vec<usize>, Vec<usize>) = class.iter().partition(|state| forced.contains(state));
        let mut next: Vec<Option<(usize, Vec<usize>)>> = vec![None; ways.len() + may.len()];
        for (left, way) in ways.into_iter().enumerate() {
            let Some((pairs, moved)) = way else { continue };
            for more in 0..=may.len() {
                let left_now = left + may.len() - more;
                let cost = pairs + (must.len() + more) * (1 + left_now);
                if next[left_now].as_ref().is_none_or(|(best, _)| cost < *best) {
                    let moved = moved.iter().chain(&must).chain(&may[..more]).copied().collect();
                    next[left_now] = Some((cost, moved));
                }
            }
        }
        ways = next;
    }
    let (pairs, mut moved) = ways.into_iter().flatten().min().unwrap_or_default();
    moved.sort_unstable();
    (pairs, moved)
}
