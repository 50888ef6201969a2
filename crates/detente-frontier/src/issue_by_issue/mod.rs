//! The frontier issue by issue.
//!
//! What is added for the issues to come does not depend on those settled, so a beginning that another with
//! the same open rules matches or betters for everybody can be dropped: whatever completes it completes the
//! other as well. A beginning that cannot reach a binding floor even with the best of the rest goes too.

mod rules;
mod trail;

use std::{collections::BTreeMap, ops::Range};

use indexmap::IndexMap;

use rules::{State, order};
use trail::{Trail, Ways};

use crate::{
    dominance::{candidate::Candidate, lexicographic},
    frontier::{Frontier, Method, Point},
    limits::{Limits, Refusal},
    parties::{columns, plus},
    scores::{Score, Scores},
    tables::{Tables, options::place},
};

/// The beginnings that settle the same issues.
struct Layer<S, const N: usize> {
    worth: Vec<[S; N]>,
    /// The open rules and which of `worth` stand under them.
    states: Vec<(State, Range<usize>)>,
}

/// Where a beginning came from, as a candidate holds it: the beginning before and the option chosen.
fn from(before: usize, option: u16) -> u64 {
    ((before as u64) << u16::BITS) | u64::from(option)
}

/// The beginning before and the option chosen.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is the option, the upper the beginning")]
fn parts_of(from: u64) -> (u32, u16) {
    ((from >> u16::BITS) as u32, from as u16)
}

/// Bytes of a trail for each beginning.
const TRAIL: usize = size_of::<u32>() + size_of::<u16>();

pub(crate) fn frontier_of_narrow<const N: usize>(
    tables: &Tables,
    scores: &Scores<i64>,
    limits: Limits,
) -> Result<Frontier, Refusal> {
    frontier::<i64, N>(tables, scores, limits)
}

pub(crate) fn frontier_of_wide<const N: usize>(
    tables: &Tables,
    scores: &Scores<i128>,
    limits: Limits,
) -> Result<Frontier, Refusal> {
    frontier::<i128, N>(tables, scores, limits)
}

fn frontier<S: Score, const N: usize>(
    tables: &Tables,
    scores: &Scores<S>,
    limits: Limits,
) -> Result<Frontier, Refusal> {
    let nothing = Frontier { points: Vec::new(), method: Method::IssueByIssue, widest: 0 };
    let Some(start) = State::start(tables) else { return Ok(nothing) };
    let order = order(tables);
    let rest = best_of_rest::<S, N>(scores, &order, &start);
    let mut trails: Vec<Trail> = Vec::with_capacity(order.len());
    let mut layer = Layer { worth: vec![[S::default(); N]], states: vec![(start, 0..1)] };
    let mut widest = 1;
    let mut steps = limits.steps;
    for (step, &issue) in order.iter().enumerate() {
        let held: usize = trails.iter().map(Trail::bytes).sum();
        let budget = Budget { limits, held: held as u64, issues: step, points: layer.worth.len() };
        let settling = Settling { tables, scores, layer: &layer, issue, rest: &rest[step] };
        let (next, trail) = settling.settle(budget, &mut steps)?;
        widest = widest.max(next.worth.len());
        trails.push(trail);
        layer = next;
    }
    let mut ends = ends(tables, scores, &layer);
    S::undominated(&mut ends, &mut steps).ok_or(Refusal::Comparisons {
        given: limits.steps,
        issues: order.len(),
        points: layer.worth.len(),
    })?;
    lexicographic(&mut ends);
    let others = other_ends(tables, scores, &layer, &ends);
    let held: usize = trails.iter().map(Trail::bytes).sum();
    let budget = Budget { limits, held: held as u64, issues: order.len(), points: ends.len() };
    drop(layer);
    budget.allows((ends.len() * (size_of::<Candidate<N, S>>() + bytes_of_a_point::<N>(tables))) as u64)?;
    let mut ways = Ways::of(tables, &trails);
    let point = |(place, end): (usize, &Candidate<N, S>)| {
        let others = others.get(&place).map_or(&[][..], Vec::as_slice);
        let package = ways.package(end.from());
        let alike = ways.alike(end.from(), others, &package);
        Point { utilities: scores.utilities(&end.worth), package, alike }
    };
    let points = ends.iter().enumerate().map(point).collect();
    Ok(Frontier { points, method: Method::IssueByIssue, widest })
}

/// A point with what it holds elsewhere.
fn bytes_of_a_point<const N: usize>(tables: &Tables) -> usize {
    // What is asked of the system is rounded up to its granules.
    size_of::<Point>() + size_of::<[i128; N]>() + tables.issues() * size_of::<u16>() + 32
}

/// By step, the most that the issues after it can add.
fn best_of_rest<S: Score, const N: usize>(scores: &Scores<S>, order: &[usize], start: &State) -> Vec<[S; N]> {
    let mut rest = vec![[S::default(); N]; order.len()];
    for step in (1..order.len()).rev() {
        let issue = order[step];
        let options = start.options(issue).map(|option| columns(scores.adds(issue, option)));
        let most =
            options.reduce(|one: [S; N], other| std::array::from_fn(|party| one[party].max(other[party])));
        rest[step - 1] = plus(&rest[step], &most.unwrap_or([S::default(); N]));
    }
    rest
}

#[derive(Clone, Copy)]
struct Budget {
    limits: Limits,
    /// Bytes of what must be kept.
    held: u64,
    issues: usize,
    points: usize,
}

impl Budget {
    /// Refuses when so many bytes more are too many.
    fn allows(&self, bytes: u64) -> Result<(), Refusal> {
        // An eighth more for what the allocator keeps between the pieces.
        let needed = self.held.saturating_add(bytes).saturating_mul(9) / 8;
        if needed <= self.limits.bytes {
            return Ok(());
        }
        let Self { limits, issues, points, .. } = *self;
        Err(Refusal::Memory { needed, given: limits.bytes, issues, points })
    }
}

impl Budget {
    /// That comparisons ran out.
    fn compared_too_much(&self) -> Refusal {
        let Self { limits, issues, points, .. } = *self;
        Refusal::Comparisons { given: limits.steps, issues, points }
    }
}

/// How much of the memory given may tell what is worth the same.
const SHARE_OF_BYTES_FOR_TWINS: u64 = 8;

/// A range of beginnings with one option of the next issue.
type Source = (Range<usize>, u16);

/// One issue more, over the beginnings that settle those before.
struct Settling<'t, S, const N: usize> {
    tables: &'t Tables,
    scores: &'t Scores<S>,
    layer: &'t Layer<S, N>,
    issue: usize,
    /// The most that the issues after it can add.
    rest: &'t [S; N],
}

impl<S: Score, const N: usize> Settling<'_, S, N> {
    fn settle(&self, budget: Budget, steps: &mut u64) -> Result<(Layer<S, N>, Trail), Refusal> {
        let Self { layer, issue, .. } = *self;
        let (groups, states_bytes) = self.groups(budget)?;
        let mut next = Layer { worth: Vec::new(), states: Vec::with_capacity(groups.len()) };
        let mut trail = Trail::of(issue);
        let size = size_of::<[S; N]>();
        for (state, sources) in groups {
            let count: usize = sources.iter().map(|(range, _)| range.len()).sum();
            // Candidates and as much again to sort them, or twice to divide them, the layer before, and the layer so
            // far, which may be moved to a place twice as large.
            let candidates = count * size_of::<Candidate<N, S>>() * if N >= 4 { 3 } else { 2 };
            let layers = layer.worth.len() * size + next.worth.len() * (size + TRAIL) * 2;
            budget.allows(states_bytes + (candidates + layers) as u64)?;
            let mut candidates = Vec::with_capacity(count);
            self.each(&state, &sources, |worth, from| candidates.push(Candidate::new(worth, from)));
            S::undominated(&mut candidates, steps).ok_or_else(|| budget.compared_too_much())?;
            let first = next.worth.len();
            next.worth.extend(candidates.iter().map(|candidate| candidate.worth));
            if trail.extend(&candidates) {
                self.note_twins(&state, &sources, &candidates, first, &mut trail, budget.limits);
            }
            if next.worth.len() > first {
                next.states.push((state, first..next.worth.len()));
            }
        }
        next.worth.shrink_to_fit();
        trail.close();
        Ok((next, trail))
    }

    /// By what is left open, the beginnings and options that lead there; and the bytes that the states take.
    fn groups(&self, budget: Budget) -> Result<(IndexMap<State, Vec<Source>>, u64), Refusal> {
        let mut groups: IndexMap<State, Vec<Source>> = IndexMap::new();
        let mut states_bytes = 0;
        let tied = self.tables.is_tied(self.issue);
        for (state, range) in &self.layer.states {
            if !tied {
                // Whichever option is chosen, the same stays open.
                let sources = state.options(self.issue).map(|option| (range.clone(), place(option)));
                states_bytes += state.bytes();
                groups.insert(state.clone(), sources.collect());
                continue;
            }
            for option in state.options(self.issue) {
                let Some(next) = state.after(self.tables, self.issue, option) else { continue };
                states_bytes += next.bytes();
                groups.entry(next).or_default().push((range.clone(), place(option)));
            }
            budget.allows(states_bytes)?;
        }
        Ok((groups, states_bytes))
    }

    /// Sees the worth of every beginning that may reach the floors yet, and where it came from.
    fn each(&self, state: &State, sources: &[Source], mut see: impl FnMut([S; N], u64)) {
        // What a beginning must be worth by now to reach the floor yet.
        let floor = |party: usize| self.scores.floor(party).filter(|_| state.binds(party));
        let least: [S; N] = std::array::from_fn(|party| match floor(party) {
            Some(floor) if floor.reached > S::LOWEST => floor.reached - self.rest[party],
            _ => S::LOWEST,
        });
        for (range, option) in sources {
            let added: [S; N] = columns(self.scores.adds(self.issue, usize::from(*option)));
            for place in range.clone() {
                let worth = plus(&self.layer.worth[place], &added);
                if worth.iter().zip(&least).all(|(worth, least)| worth >= least) {
                    // A layer of 2^32 points is beyond any memory that candidates are made for.
                    see(worth, from(place, *option));
                }
            }
        }
    }

    /// Notes every other way to what is kept, where there is one.
    fn note_twins(
        &self,
        state: &State,
        sources: &[Source],
        kept: &[Candidate<N, S>],
        first: usize,
        trail: &mut Trail,
        limits: Limits,
    ) {
        if trail.is_cut() {
            return;
        }
        let marked = kept.iter().enumerate().filter(|(_, kept)| kept.has_twin());
        let places: IndexMap<&[S], usize> = marked.map(|(place, kept)| (&kept.worth[..], place)).collect();
        let most = limits.bytes / SHARE_OF_BYTES_FOR_TWINS;
        self.each(state, sources, |worth, from| {
            if let Some(&place) = places.get(&worth[..]).filter(|&&place| kept[place].from() != from) {
                trail.note(first + place, from, most);
            }
        });
    }
}

/// The packages that are left; without issues, nothing has looked at the floors yet.
fn ends<S: Score, const N: usize>(
    tables: &Tables,
    scores: &Scores<S>,
    layer: &Layer<S, N>,
) -> Vec<Candidate<N, S>> {
    let reaches = |state: &State, worth: &[S; N]| {
        (0..tables.parties).all(|party| {
            !state.binds(party) || scores.floor(party).is_none_or(|floor| worth[party] >= floor.reached)
        })
    };
    let mut ends = Vec::with_capacity(layer.worth.len());
    for (state, range) in &layer.states {
        let places = range.clone().filter(|&place| reaches(state, &layer.worth[place]));
        ends.extend(places.map(|place| Candidate::new(layer.worth[place], place as u64)));
    }
    ends
}

/// By place of an end, the others that are worth the same and leave other rules kept.
fn other_ends<S: Score, const N: usize>(
    tables: &Tables,
    scores: &Scores<S>,
    layer: &Layer<S, N>,
    kept: &[Candidate<N, S>],
) -> BTreeMap<usize, Vec<u64>> {
    let mut others: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    let marked = kept.iter().enumerate().filter(|(_, kept)| kept.has_twin());
    let places: IndexMap<&[S], usize> = marked.map(|(place, kept)| (&kept.worth[..], place)).collect();
    if places.is_empty() {
        return others;
    }
    for end in ends(tables, scores, layer) {
        if let Some(&place) = places.get(&end.worth[..]).filter(|&&place| kept[place].from() != end.from()) {
            others.entry(place).or_default().push(end.from());
        }
    }
    others
}
