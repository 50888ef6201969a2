//! What no continuation can better, so that hopeless beginnings are dropped.

use super::graph::{Arc, Graph};
use crate::parties::plus;

/// Directions in which the sum of two parties' weighted worth is made greatest, at most.
const MOST_DIRECTIONS: usize = 48;

/// By step and state: the most that the issues after it can add to a party, or to a weighted sum.
pub(super) type Rest = Vec<Vec<i128>>;

/// The most that can still be added in one direction, and a package that is greatest in it.
pub(super) struct Direction<const N: usize> {
    pub(super) weights: [i128; N],
    pub(super) rest: Rest,
}

impl<const N: usize> Direction<N> {
    pub(super) fn of(graph: &Graph<N>, weights: [i128; N]) -> Self {
        let mut rest: Rest = Vec::with_capacity(graph.steps.len() + 1);
        rest.push(vec![0]);
        for layer in graph.steps.iter().rev() {
            let after = rest.last().map_or(&[][..], Vec::as_slice);
            let score = |arc: &Arc<N>| sum(&weights, &arc.adds) + after[arc.to as usize];
            let most = |arcs: &Vec<Arc<N>>| arcs.iter().map(score).max().unwrap_or(0);
            let before = layer.iter().map(most).collect();
            rest.push(before);
        }
        rest.reverse();
        Self { weights, rest }
    }

    /// A package that is greatest in this direction: its worth and its options in the order of the steps.
    pub(super) fn greatest(&self, graph: &Graph<N>) -> Found<N> {
        let mut found = Found { worth: graph.constant, options: Vec::with_capacity(graph.steps.len()) };
        let mut state = 0;
        for (step, layer) in graph.steps.iter().enumerate() {
            let score = |arc: &&Arc<N>| sum(&self.weights, &arc.adds) + self.rest[step + 1][arc.to as usize];
            let Some(arc) = layer[state].iter().max_by_key(score) else { break };
            found.worth = plus(&found.worth, &arc.adds);
            found.options.push(arc.option);
            state = arc.to as usize;
        }
        found
    }
}

/// A package on the way to the frontier.
#[derive(Clone, Debug)]
pub(super) struct Found<const N: usize> {
    pub(super) worth: [i64; N],
    /// In the order of the steps.
    pub(super) options: Vec<u16>,
}

pub(super) fn sum<const N: usize>(weights: &[i128; N], worth: &[i64; N]) -> i128 {
    weights.iter().zip(worth).map(|(weight, worth)| weight * i128::from(*worth)).sum()
}

/// Packages known to be good, and what follows from them.
pub(super) struct Bounds<const N: usize> {
    /// The first `N` are each party's own.
    pub(super) directions: Vec<Direction<N>>,
    pub(super) found: Vec<Found<N>>,
    caps: [i64; N],
    floors: [i64; N],
    /// For two parties: the least worths that would be new beside what was found, in falling order of the
    /// first.
    corners: Vec<[i64; N]>,
}

impl<const N: usize> Bounds<N> {
    /// Looks in each party's direction, and for two parties between neighbours for as long as something new
    /// is found there (Aneja & Nair 1979) and memory of so many bytes lasts.
    pub(super) fn of(graph: &Graph<N>, caps: [i64; N], floors: [i64; N], bytes: u64) -> Self {
        let states: usize = graph.steps.iter().map(Vec::len).sum();
        let size = (states * size_of::<i128>()).max(1) as u64;
        let most = usize::try_from(bytes / size).unwrap_or(usize::MAX).clamp(N, MOST_DIRECTIONS.max(N));
        let own = |party: usize| std::array::from_fn(|other| i128::from(other == party));
        let directions: Vec<_> = (0..N).map(|party| Direction::of(graph, own(party))).collect();
        let found = directions.iter().map(|direction| direction.greatest(graph)).collect();
        let mut bounds = Self { directions, found, caps, floors, corners: Vec::new() };
        if N == 2 {
            bounds.look_between(graph, most);
            bounds.find_corners();
        } else if N > 2 {
            bounds.found.push(Direction::of(graph, [1; N]).greatest(graph));
        }
        bounds
    }

    fn look_between(&mut self, graph: &Graph<N>, most: usize) {
        let (Some(first), Some(second)) = (self.found.first(), self.found.get(1)) else { return };
        let mut pairs = std::collections::VecDeque::from([(first.worth, second.worth)]);
        while let Some((one, other)) = pairs.pop_front() {
            let (rise, fall) = (other[1] - one[1], one[0] - other[0]);
            if self.directions.len() >= most || rise <= 0 || fall <= 0 {
                continue;
            }
            // The weighted sum of both is the same: what is greater lies beyond the line through them.
            let weights = std::array::from_fn(|party| i128::from(if party == 0 { rise } else { fall }));
            let direction = Direction::of(graph, weights);
            let found = direction.greatest(graph);
            if sum(&weights, &found.worth) > sum(&weights, &one) {
                pairs.push_back((one, found.worth));
                pairs.push_back((found.worth, other));
                self.found.push(found);
            }
            self.directions.push(direction);
        }
    }

    fn find_corners(&mut self) {
        let mut stairs: Vec<_> = self.found.iter().map(|found| self.capped(&found.worth)).collect();
        stairs.sort_unstable_by(|one, other| other.cmp(one));
        let mut best = i64::MIN;
        stairs.retain(|stair| {
            let higher = stair[N - 1] > best;
            best = best.max(stair[N - 1]);
            higher
        });
        // Between two stairs lies what is worth more than the lower to the first and more than the upper to the
        // second party; at both ends, anything to one of them.
        let firsts = stairs.iter().map(|stair| stair[0] + 1).chain([i64::MIN]);
        let seconds = std::iter::once(i64::MIN).chain(stairs.iter().map(|stair| stair[N - 1] + 1));
        let corner = |(first, second): (i64, i64)| {
            std::array::from_fn(|party| self.floors[party].max(if party == 0 { first } else { second }))
        };
        self.corners = firsts.zip(seconds).map(corner).collect();
    }

    pub(super) fn capped(&self, worth: &[i64; N]) -> [i64; N] {
        std::array::from_fn(|party| worth[party].min(self.caps[party]))
    }

    pub(super) fn keeps_floors(&self, capped: &[i64; N]) -> bool {
        capped.iter().zip(&self.floors).all(|(worth, floor)| worth >= floor)
    }

    /// Whether a beginning of this worth, in this state after so many steps, may lead to something that keeps
    /// the floors and that nothing found matches or betters for everybody.
    pub(super) fn admit(&self, steps: usize, state: usize, worth: &[i64; N]) -> bool {
        let most: [i64; N] = std::array::from_fn(|party| {
            let rest = self.directions[party].rest[steps][state];
            worth[party] + i64::try_from(rest).unwrap_or(0)
        });
        let most = self.capped(&most);
        if !self.keeps_floors(&most) {
            return false;
        }
        if N != 2 {
            let matched =
                |found: &Found<N>| self.capped(&found.worth).iter().zip(&most).all(|(own, most)| own >= most);
            return !self.found.iter().any(matched);
        }
        let reachable = |corner: &&[i64; N]| corner.iter().zip(&most).all(|(least, most)| least <= most);
        self.corners.iter().filter(reachable).any(|corner| {
            self.directions[N..].iter().all(|direction| {
                let reached = sum(&direction.weights, worth) + direction.rest[steps][state];
                reached >= sum(&direction.weights, corner)
            })
        })
    }
}
