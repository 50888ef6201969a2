//! From the states of a space to its frontier: in every state, step after step, the undominated beginnings.

use super::{
    bounds::Bounds,
    graph::Graph,
    order::order,
    space::{Interacting, Listed},
    structure::Structure,
};
use indexmap::IndexMap;

use crate::{
    alike::{Alike, Told},
    dominance::{candidate::Candidate, lexicographic, undominated},
    frontier::{Frontier, Method, Point},
    limits::{Limits, Refusal},
    parties::plus,
    yardstick::Yardstick,
};

/// The beginnings in one state: what they are worth, which came before and which option was chosen last.
type Held<const N: usize> = Vec<Candidate<N>>;

/// By state, what its beginnings are worth.
type Layer<const N: usize> = Vec<Vec<[i64; N]>>;

/// The beginning before and the last option, for every beginning of a step.
type Trail = Vec<(u32, u16)>;

pub(super) fn listed<const N: usize>(interacting: &Interacting, limits: Limits) -> Result<Listed, Refusal> {
    let structure = Structure::of(interacting);
    if structure.choices.iter().any(Vec::is_empty) {
        let frontier = Frontier { points: Vec::new(), method: Method::Interactions, widest: 0 };
        return Ok(Listed { frontier, yardstick: yardstick(interacting, &[(0, 0); N]) });
    }
    let order = order(&structure);
    let graph = Graph::of(&structure, order, limits)?;
    let of = |party: usize| interacting.parties.get(party);
    let caps: [i64; N] =
        std::array::from_fn(|party| of(party).and_then(|values| values.cap).unwrap_or(i64::MAX));
    let floors = std::array::from_fn(|party| of(party).and_then(|values| values.floor).unwrap_or(i64::MIN));
    let bounds = Bounds::of(&graph, caps, floors, limits.bytes.saturating_sub(graph.bytes) / 4);
    let frontier = frontier(interacting, &graph, &bounds, limits)?;
    Ok(Listed { frontier, yardstick: yardstick(interacting, &graph.extremes) })
}

fn yardstick(interacting: &Interacting, extremes: &[(i64, i64)]) -> Yardstick {
    let extremes = &extremes[..interacting.parties.len()];
    let capped = |(party, worth): (usize, i64)| {
        interacting.parties[party].cap.map_or(worth, |cap| worth.min(cap)).into()
    };
    let least: Vec<i128> = extremes.iter().map(|range| range.0).enumerate().map(capped).collect();
    let floors = interacting.parties.iter().map(|values| values.floor);
    Yardstick {
        disagreement: floors.zip(&least).map(|(floor, least)| floor.map_or(*least, i128::from)).collect(),
        most: extremes.iter().map(|range| range.1).enumerate().map(capped).collect(),
        least,
        parts_of_a_point: interacting
            .parties
            .iter()
            .map(|values| values.parts_of_a_point.max(1).into())
            .collect(),
        parts_of_a_unit: interacting
            .parties
            .iter()
            .map(|values| values.parts_of_a_point.max(1).into())
            .collect(),
    }
}

fn frontier<const N: usize>(
    interacting: &Interacting,
    graph: &Graph<N>,
    bounds: &Bounds<N>,
    limits: Limits,
) -> Result<Frontier, Refusal> {
    let mut trails: Vec<Trail> = Vec::with_capacity(graph.steps.len());
    let mut layer: Layer<N> = vec![vec![graph.constant]];
    let mut budget = Budget { limits, held: graph.bytes, looked_at: 0 };
    let mut widest = 1;
    for step in 0..graph.steps.len() {
        let (next, trail) = settle(graph, bounds, &layer, step, &mut budget)?;
        widest = widest.max(trail.len());
        budget.held += (trail.len() * size_of::<(u32, u16)>()) as u64;
        trails.push(trail);
        layer = next;
    }
    let ends = layer.first().map_or(&[][..], Vec::as_slice).iter().enumerate();
    let end = |(place, worth): (usize, &[i64; N])| {
        let options = package(&trails, u32::try_from(place).unwrap_or(u32::MAX));
        (*worth, options)
    };
    let known = bounds.found.iter().map(|found| (found.worth, found.options.clone()));
    let all: Vec<_> = ends.map(end).chain(known).collect();
    let mut best: Vec<Candidate<N>> = Vec::with_capacity(all.len());
    for (place, (worth, _)) in all.iter().enumerate() {
        let worth = bounds.capped(worth);
        if bounds.keeps_floors(&worth) {
            best.push(Candidate::new(worth, place as u64));
        }
    }
    budget.undominated(&mut best, graph.steps.len(), all.len())?;
    lexicographic(&mut best);
    let point = |best: &Candidate<N>| {
        let mut package = vec![0; interacting.options.len()];
        for (&issue, &option) in graph.order.iter().zip(&all[usize::try_from(best.from()).unwrap_or(0)].1) {
            package[issue] = option;
        }
        let utilities = best.worth[..interacting.parties.len()].iter().map(|&worth| worth.into()).collect();
        Point { utilities, package, alike: Alike::default() }
    };
    let mut points: Vec<Point> = best.iter().map(point).collect();
    find_alike(interacting, &mut points);
    Ok(Frontier { points, method: Method::Interactions, widest })
}

/// Up to so many packages are looked at once more for those that are worth the same.
const MOST_LOOKED_AT: u128 = 1 << 18;

/// Finds for every point the packages that are worth the same, where there are few enough to look at each.
fn find_alike(interacting: &Interacting, points: &mut [Point]) {
    if interacting.packages().is_none_or(|packages| packages > MOST_LOOKED_AT) {
        return;
    }
    let places: IndexMap<Vec<i128>, usize> =
        points.iter().enumerate().map(|(place, point)| (point.utilities.clone(), place)).collect();
    for point in points.iter_mut() {
        point.alike = Alike::none();
    }
    let mut told = Told::default();
    let mut package = vec![0_u16; interacting.options.len()];
    loop {
        let utilities = interacting.utilities(&package).unwrap_or_default();
        if let Some(point) = places.get(&utilities).and_then(|&place| points.get_mut(place))
            && point.package != package
        {
            point.alike.add(&mut told, &package);
        }
        let fits = |(option, &count): (&u16, &usize)| usize::from(*option) + 1 < count;
        let places = package.iter().zip(&interacting.options);
        let Some(turned) = places.enumerate().rev().find(|(_, pair)| fits(*pair)).map(|(issue, _)| issue)
        else {
            return;
        };
        package[turned] += 1;
        package[turned + 1..].fill(0);
    }
}

struct Budget {
    limits: Limits,
    /// Bytes of what must be kept.
    held: u64,
    looked_at: u64,
}

impl Budget {
    /// Refuses when so many beginnings more are too many to keep or to look at.
    fn allows(&mut self, candidates: u64, size: u64, issues: usize, points: usize) -> Result<(), Refusal> {
        self.looked_at = self.looked_at.saturating_add(candidates);
        if self.looked_at > self.limits.steps {
            return Err(Refusal::Comparisons { given: self.limits.steps, issues, points });
        }
        let needed = self.held.saturating_add(size);
        if needed > self.limits.bytes {
            return Err(Refusal::Memory { needed, given: self.limits.bytes, issues, points });
        }
        Ok(())
    }

    /// Keeps what nothing else dominates; refuses when that takes too many comparisons.
    fn undominated<const N: usize>(
        &mut self,
        candidates: &mut Vec<Candidate<N>>,
        issues: usize,
        points: usize,
    ) -> Result<(), Refusal> {
        let mut left = self.limits.steps.saturating_sub(self.looked_at);
        let kept = undominated(candidates, &mut left);
        self.looked_at = self.limits.steps - left;
        kept.ok_or(Refusal::Comparisons { given: self.limits.steps, issues, points })
    }
}

/// Settles one issue more: by state, the worth of its undominated beginnings, and where all of them came from.
fn settle<const N: usize>(
    graph: &Graph<N>,
    bounds: &Bounds<N>,
    layer: &Layer<N>,
    step: usize,
    budget: &mut Budget,
) -> Result<(Layer<N>, Trail), Refusal> {
    let states = graph.steps.get(step + 1).map_or(1, Vec::len);
    let points: usize = layer.iter().map(Vec::len).sum();
    let size = size_of::<Candidate<N>>() as u64;
    let mut held: Vec<Held<N>> = (0..states).map(|_| Vec::new()).collect();
    let mut kept = points as u64;
    let mut first = 0_u32;
    for (beginnings, arcs) in layer.iter().zip(&graph.steps[step]) {
        for arc in arcs {
            budget.allows(
                beginnings.len() as u64,
                (kept + beginnings.len() as u64) * size * 2,
                step,
                points,
            )?;
            let into = &mut held[arc.to as usize];
            for (place, worth) in (first..).zip(beginnings) {
                let worth = plus(worth, &arc.adds);
                if bounds.admit(step + 1, arc.to as usize, &worth) {
                    let from = (u64::from(place) << u16::BITS) | u64::from(arc.option);
                    into.push(Candidate::new(worth, from));
                    kept += 1;
                }
            }
        }
        first = first.saturating_add(u32::try_from(beginnings.len()).unwrap_or(u32::MAX));
    }
    let mut next = Vec::with_capacity(states);
    let mut trail = Trail::new();
    for mut candidates in held {
        budget.undominated(&mut candidates, step, points)?;
        trail.extend(candidates.iter().map(|candidate| parts_of(candidate.from())));
        next.push(candidates.iter().map(|candidate| candidate.worth).collect());
    }
    Ok((next, trail))
}

/// The beginning before and the last option, as a candidate holds them.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is the option, the upper the beginning")]
fn parts_of(from: u64) -> (u32, u16) {
    ((from >> u16::BITS) as u32, from as u16)
}

/// The options of a package, in the order of the steps.
fn package(trails: &[Trail], end: u32) -> Vec<u16> {
    let mut options = Vec::with_capacity(trails.len());
    let mut place = end as usize;
    for trail in trails.iter().rev() {
        let (before, option) = trail[place];
        options.push(option);
        place = before as usize;
    }
    options.reverse();
    options
}
