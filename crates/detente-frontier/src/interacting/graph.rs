//! What settling issue after issue leaves open: the states of a decision diagram and the ways between them.
//!
//! Two beginnings of a package with the same bounds alive are continued in the same ways, so they share a state
//! (Bergman & Cire 2016). A bound that is broken is forgotten, and one whose last issue is settled is paid.

use indexmap::IndexMap;

use super::{
    residual::Residual,
    structure::{Group, Numbers, Structure},
};
use crate::{
    dominance::{candidate::Candidate, undominated},
    limits::{Limits, Refusal},
    parties::{columns, plus},
};

/// What is undecided. Equal states have equal continuations.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    /// The bounds begun of which none is broken, without those that only groups look at.
    alive: Numbers,
    /// By group, what it may still come to.
    groups: Box<[Residual]>,
}

impl State {
    fn bytes(&self) -> u64 {
        let groups: u64 = self.groups.iter().map(Residual::bytes).sum();
        (size_of::<Self>() + size_of_val(&*self.alive.0)) as u64 + groups
    }
}

/// A way to settle the next issue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc<const N: usize> {
    /// The place of the state it leads to.
    pub(super) to: u32,
    pub(super) option: u16,
    pub(super) adds: [i64; N],
}

/// Every state with the ways from it. The last state, with everything settled, is one.
pub(super) struct Graph<const N: usize> {
    /// The issues in the order in which they are settled.
    pub(super) order: Vec<usize>,
    /// By step, by state before it: the ways from it, of those to one state only the undominated.
    pub(super) steps: Vec<Vec<Vec<Arc<N>>>>,
    /// By party, the least and the most that any package is worth.
    pub(super) extremes: [(i64, i64); N],
    /// Bytes that all this takes.
    pub(super) bytes: u64,
    /// What every package is worth.
    pub(super) constant: [i64; N],
}

/// What settling one issue does, by numbers of bounds.
struct Step {
    begins: Numbers,
    ends: Numbers,
    /// The groups that look at the issue.
    groups: Vec<usize>,
}

impl<const N: usize> Graph<N> {
    pub(super) fn of(structure: &Structure, order: Vec<usize>, limits: Limits) -> Result<Self, Refusal> {
        let whole: Vec<Step> = (0..order.len()).map(|step| Step::of(structure, &order, step)).collect();
        let (start, constant) = start(structure);
        let constant: [i64; N] = columns(&constant);
        let mut states = vec![start];
        let mut extremes = vec![constant.map(|worth| (worth, worth))];
        let mut steps = Vec::with_capacity(order.len());
        let mut bytes = 0;
        let mut before = 0;
        for (step, (&issue, does)) in order.iter().zip(&whole).enumerate() {
            let mut next = Next { places: IndexMap::new(), bytes: 0, extremes: Vec::new() };
            let mut layer = Vec::with_capacity(states.len());
            for (state, range) in states.iter().zip(&extremes) {
                let arcs = next.arcs_from(structure, state, range, issue, does);
                bytes += (size_of::<Vec<Arc<N>>>() + arcs.len() * size_of::<Arc<N>>()) as u64;
                layer.push(arcs);
                let needed = bytes + before + next.bytes;
                if needed > limits.bytes {
                    let (given, states) = (limits.bytes, next.places.len());
                    return Err(Refusal::Interactions { needed, given, issues: step + 1, states });
                }
            }
            steps.push(layer);
            before = next.bytes;
            states = next.places.into_keys().collect();
            extremes = next.extremes;
        }
        let extremes = extremes.first().copied().unwrap_or_else(|| constant.map(|worth| (worth, worth)));
        Ok(Self { order, steps, extremes, bytes, constant })
    }
}

/// Nothing settled, and what every package is worth.
fn start(structure: &Structure) -> (State, Vec<i64>) {
    let mut constant = structure.constant.clone();
    let settle = |group: &Group| {
        let mut term = group.term.clone();
        constant[group.party] += term.settle();
        term
    };
    let groups = structure.groups.iter().map(settle).collect();
    (State { alive: Numbers::none(structure.pays.len()), groups }, constant)
}

impl Step {
    fn of(structure: &Structure, order: &[usize], step: usize) -> Self {
        let issue = order[step];
        let place = |issue: &usize| order.iter().position(|other| other == issue);
        let mut begins = Numbers::none(structure.pays.len());
        let mut ends = begins.clone();
        for (number, issues) in structure.issues.iter().enumerate() {
            if !issues.contains(&issue) {
                continue;
            }
            let places = issues.iter().filter_map(place);
            if structure.is_paid(number) && places.clone().min() == Some(step) {
                begins.insert(number);
            }
            if places.max() == Some(step) {
                ends.insert(number);
            }
        }
        let looks =
            |group: &usize| structure.issues_of(&structure.groups[*group]).any(|other| other == issue);
        let groups = (0..structure.groups.len()).filter(looks).collect();
        Self { begins, ends, groups }
    }
}

/// The states after an issue, as far as known.
struct Next<const N: usize> {
    places: IndexMap<State, ()>,
    bytes: u64,
    /// By state, by party: the least and the most that beginnings there are worth.
    extremes: Vec<[(i64, i64); N]>,
}

impl<const N: usize> Next<N> {
    fn arcs_from(
        &mut self,
        structure: &Structure,
        state: &State,
        range: &[(i64, i64); N],
        issue: usize,
        does: &Step,
    ) -> Vec<Arc<N>> {
        let mut arcs: Vec<Arc<N>> = Vec::with_capacity(structure.choices[issue].len());
        for choice in &structure.choices[issue] {
            let (after, paid) = after(structure, state, &choice.breaks, does);
            let adds = plus(&columns(&choice.adds), &columns(&paid));
            let reached: [(i64, i64); N] =
                std::array::from_fn(|party| (range[party].0 + adds[party], range[party].1 + adds[party]));
            let entry = self.places.entry(after);
            let place = entry.index();
            if place == self.extremes.len() {
                self.bytes += entry.key().bytes() + size_of_val(&reached) as u64 * 2;
                self.extremes.push(reached);
            }
            entry.or_insert(());
            for (known, new) in self.extremes[place].iter_mut().zip(reached) {
                *known = (known.0.min(new.0), known.1.max(new.1));
            }
            // States beyond 2^32 are beyond any memory that is given.
            arcs.push(Arc { to: u32::try_from(place).unwrap_or(u32::MAX), option: choice.option, adds });
        }
        worthwhile(arcs)
    }
}

/// The state after an option, and what is paid by then.
fn after(structure: &Structure, state: &State, breaks: &Numbers, does: &Step) -> (State, Vec<i64>) {
    let mut next = state.clone();
    let mut paid = vec![0; structure.constant.len()];
    for word in 0..next.alive.0.len() {
        let alive = (state.alive.0[word] | does.begins.0[word]) & !breaks.0[word];
        next.alive.0[word] = alive & !does.ends.0[word];
        let mut kept = alive & does.ends.0[word];
        while kept != 0 {
            let pays = &structure.pays[word * 64 + kept.trailing_zeros() as usize];
            paid.iter_mut().zip(pays).for_each(|(paid, pays)| *paid += pays);
            kept &= kept - 1;
        }
    }
    let settled = |number: u32| {
        let number = number as usize;
        match (breaks.contains(number), does.ends.contains(number)) {
            (true, _) => Some(false),
            (false, true) => Some(true),
            (false, false) => None,
        }
    };
    for &place in &does.groups {
        let group = &structure.groups[place];
        if breaks.meets(&group.numbers) || does.ends.meets(&group.numbers) {
            next.groups[place] = next.groups[place].after(&settled);
            paid[group.party] += next.groups[place].settle();
        }
    }
    (next, paid)
}

/// Of the ways to one state only the undominated.
fn worthwhile<const N: usize>(mut arcs: Vec<Arc<N>>) -> Vec<Arc<N>> {
    arcs.sort_by_key(|arc| arc.to);
    let mut kept = Vec::with_capacity(arcs.len());
    for alike in arcs.chunk_by(|one, other| one.to == other.to) {
        let candidate = |arc: &Arc<N>| Candidate::new(arc.adds, u64::from(arc.option));
        let mut candidates: Vec<_> = alike.iter().map(candidate).collect();
        if candidates.len() > 1 {
            // As many as there are options: never too many to compare.
            let mut steps = u64::MAX;
            undominated(&mut candidates, &mut steps);
        }
        let to = alike.first().map_or(0, |arc| arc.to);
        let arc = |of: Candidate<N>| Arc {
            to,
            option: u16::try_from(of.from()).unwrap_or(u16::MAX),
            adds: of.worth,
        };
        kept.extend(candidates.into_iter().map(arc));
    }
    kept.shrink_to_fit();
    kept
}
