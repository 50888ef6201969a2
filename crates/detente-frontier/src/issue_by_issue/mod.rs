//! The frontier issue by issue.
//!
//! What is added for the issues to come does not depend on those settled, so a beginning that another with
//! the same open rules matches or betters for everybody can be dropped: whatever completes it completes the
//! other as well. A beginning that cannot reach a binding floor even with the best of the rest goes too.

mod rules;

use std::ops::Range;

use indexmap::IndexMap;

use rules::{State, order};

use crate::{
    dominance::{candidate::Candidate, lexicographic, undominated},
    frontier::{Frontier, Method, Point},
    limits::{Limits, Refusal},
    parties::{columns, plus},
    tables::{Tables, options::place},
};

/// The beginnings that settle the same issues.
struct Layer<const N: usize> {
    worth: Vec<[i64; N]>,
    /// The open rules and which of `worth` stand under them.
    states: Vec<(State, Range<usize>)>,
}

/// Where each beginning of a layer came from.
struct Trail {
    issue: usize,
    before: Vec<u32>,
    option: Vec<u16>,
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

pub(crate) fn frontier<const N: usize>(tables: &Tables, limits: Limits) -> Result<Frontier, Refusal> {
    let nothing = Frontier { points: Vec::new(), method: Method::IssueByIssue, widest: 0 };
    let Some(start) = State::start(tables) else { return Ok(nothing) };
    let order = order(tables);
    let rest = best_of_rest::<N>(tables, &order, &start);
    let mut trails: Vec<Trail> = Vec::with_capacity(order.len());
    let mut layer = Layer { worth: vec![[0; N]], states: vec![(start, 0..1)] };
    let mut widest = 1;
    let mut steps = limits.steps;
    for (step, &issue) in order.iter().enumerate() {
        let held: usize = trails.iter().map(|trail| trail.before.len() * TRAIL).sum();
        let budget = Budget { limits, held: held as u64, issues: step, points: layer.worth.len() };
        let (next, trail) = settle(tables, &layer, issue, &rest[step], budget, &mut steps)?;
        widest = widest.max(next.worth.len());
        trails.push(trail);
        layer = next;
    }
    let mut ends = ends(tables, &layer);
    undominated(&mut ends, &mut steps).ok_or(Refusal::Comparisons {
        given: limits.steps,
        issues: order.len(),
        points: layer.worth.len(),
    })?;
    lexicographic(&mut ends);
    let held: usize = trails.iter().map(|trail| trail.before.len() * TRAIL).sum();
    let budget = Budget { limits, held: held as u64, issues: order.len(), points: ends.len() };
    drop(layer);
    budget.allows((ends.len() * (size_of::<Candidate<N>>() + bytes_of_a_point::<N>(tables))) as u64)?;
    let point = |end: &Candidate<N>| Point {
        utilities: end.worth[..tables.parties].to_vec(),
        package: package(&trails, end.from, tables.issues()),
    };
    Ok(Frontier { points: ends.iter().map(point).collect(), method: Method::IssueByIssue, widest })
}

/// A point with what it holds elsewhere.
fn bytes_of_a_point<const N: usize>(tables: &Tables) -> usize {
    // What is asked of the system is rounded up to its granules.
    size_of::<Point>() + size_of::<[i64; N]>() + tables.issues() * size_of::<u16>() + 32
}

/// By step, the most that the issues after it can add.
fn best_of_rest<const N: usize>(tables: &Tables, order: &[usize], start: &State) -> Vec<[i64; N]> {
    let mut rest = vec![[0; N]; order.len()];
    for step in (1..order.len()).rev() {
        let issue = order[step];
        let options = start.options(issue).map(|option| columns(tables.adds(issue, option)));
        let most =
            options.reduce(|one: [i64; N], other| std::array::from_fn(|party| one[party].max(other[party])));
        rest[step - 1] = plus(&rest[step], &most.unwrap_or([0; N]));
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

/// A range of beginnings with one option of the next issue.
type Source = (Range<usize>, u16);

fn settle<const N: usize>(
    tables: &Tables,
    layer: &Layer<N>,
    issue: usize,
    rest: &[i64; N],
    budget: Budget,
    steps: &mut u64,
) -> Result<(Layer<N>, Trail), Refusal> {
    let mut groups: IndexMap<State, Vec<Source>> = IndexMap::new();
    let mut states_bytes = 0;
    let tied = tables.is_tied(issue);
    for (state, range) in &layer.states {
        if !tied {
            // Whichever option is chosen, the same stays open.
            let sources = state.options(issue).map(|option| (range.clone(), place(option)));
            states_bytes += state.bytes();
            groups.insert(state.clone(), sources.collect());
            continue;
        }
        for option in state.options(issue) {
            let Some(next) = state.after(tables, issue, option) else { continue };
            states_bytes += next.bytes();
            groups.entry(next).or_default().push((range.clone(), place(option)));
        }
        budget.allows(states_bytes)?;
    }
    let mut next = Layer { worth: Vec::new(), states: Vec::with_capacity(groups.len()) };
    let mut trail = Trail { issue, before: Vec::new(), option: Vec::new() };
    let size = size_of::<[i64; N]>();
    for (state, sources) in groups {
        let count: usize = sources.iter().map(|(range, _)| range.len()).sum();
        // Candidates and as much again to sort them, or twice to divide them, the layer before, and the layer so far, which may be moved
        // to a place twice as large.
        let candidates = count * size_of::<Candidate<N>>() * if N >= 4 { 3 } else { 2 };
        let layers = layer.worth.len() * size + next.worth.len() * (size + TRAIL) * 2;
        budget.allows(states_bytes + (candidates + layers) as u64)?;
        let mut candidates = candidates_of(tables, layer, issue, &state, &sources, rest);
        undominated(&mut candidates, steps).ok_or_else(|| budget.compared_too_much())?;
        let first = next.worth.len();
        next.worth.extend(candidates.iter().map(|candidate| candidate.worth));
        for candidate in &candidates {
            let (before, option) = parts_of(candidate.from);
            trail.before.push(before);
            trail.option.push(option);
        }
        if next.worth.len() > first {
            next.states.push((state, first..next.worth.len()));
        }
    }
    next.worth.shrink_to_fit();
    trail.before.shrink_to_fit();
    trail.option.shrink_to_fit();
    Ok((next, trail))
}

fn candidates_of<const N: usize>(
    tables: &Tables,
    layer: &Layer<N>,
    issue: usize,
    state: &State,
    sources: &[Source],
    rest: &[i64; N],
) -> Vec<Candidate<N>> {
    // What a beginning must be worth by now to reach the floor yet.
    let floor = |party: usize| tables.floors.get(party)?.least.filter(|_| state.binds(party));
    let least: [i64; N] =
        std::array::from_fn(|party| floor(party).map_or(i64::MIN, |least| least - rest[party]));
    let mut candidates = Vec::with_capacity(sources.iter().map(|(range, _)| range.len()).sum());
    for (range, option) in sources {
        let added: [i64; N] = columns(tables.adds(issue, usize::from(*option)));
        for place in range.clone() {
            let worth = plus(&layer.worth[place], &added);
            if worth.iter().zip(&least).all(|(worth, least)| worth >= least) {
                // A layer of 2^32 points is beyond any memory that candidates are made for.
                candidates.push(Candidate { worth, from: from(place, *option) });
            }
        }
    }
    candidates
}

/// The packages that are left; without issues, nothing has looked at the floors yet.
fn ends<const N: usize>(tables: &Tables, layer: &Layer<N>) -> Vec<Candidate<N>> {
    let reaches = |state: &State, worth: &[i64; N]| {
        (0..tables.parties).all(|party| {
            !state.binds(party) || tables.floors[party].least.is_none_or(|least| worth[party] >= least)
        })
    };
    let of_state = |(state, range): &(State, Range<usize>)| {
        let places = range.clone().filter(|&place| reaches(state, &layer.worth[place]));
        let end = |place: usize| Candidate { worth: layer.worth[place], from: place as u64 };
        places.map(end).collect::<Vec<_>>()
    };
    layer.states.iter().flat_map(of_state).collect()
}

fn package(trails: &[Trail], end: u64, issues: usize) -> Vec<u16> {
    let mut package = vec![0; issues];
    let mut place = usize::try_from(end).unwrap_or(0);
    for trail in trails.iter().rev() {
        package[trail.issue] = trail.option[place];
        place = trail.before[place] as usize;
    }
    package
}
