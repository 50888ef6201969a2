//! Every package, one after the other: the slow and obvious way, and the way for few packages.

pub(crate) mod counting;
mod lanes;
pub(crate) mod plain;
mod shade;
mod ways;

use std::cell::RefCell;

use indexmap::IndexMap;

use lanes::Lanes;
use shade::Shade;
use ways::{choices, each, each_beginning, few_enough, first_of_tail, ways};

use crate::{
    alike::{Alike, Told},
    dominance::{candidate::Candidate, lexicographic},
    frontier::{Frontier, Method, Point},
    limits::{Limits, Refusal},
    parties::plus,
    scores::{Score, Scores},
    tables::{Tables, options::place},
};

/// The package with this number.
fn numbered(tables: &Tables, mut number: u64) -> Vec<u16> {
    let mut package = vec![0; tables.options.len()];
    for (option, allowed) in package.iter_mut().zip(&tables.allowed).rev() {
        let count = (allowed.len() as u64).max(1);
        let digit = usize::try_from(number % count).unwrap_or(0);
        *option = allowed.iter().nth(digit).map_or(0, place);
        number /= count;
    }
    package
}

/// After how many packages the undominated are sifted.
const SIFT: usize = 4096;

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
    few_enough(tables, limits)?;
    let gate = Gate::<S, N>::of(tables, scores);
    let mut sieve = Sieve::<S, N>::of(tables, limits);
    each(tables, scores, |worth, number, package| {
        if gate.lets_pass(&worth, &|| package.to_vec()) {
            sieve.add(worth, number);
        }
    });
    sieve.frontier(&gate)
}

/// The same for two parties, who are looked at sixteen packages at a time.
pub(crate) fn frontier_of_two(
    tables: &Tables,
    scores: &Scores<i64>,
    limits: Limits,
) -> Result<Frontier, Refusal> {
    few_enough(tables, limits)?;
    let gate = Gate::<i64, 2>::of(tables, scores);
    let mut sieve = Sieve::<i64, 2>::of(tables, limits);
    let choices = choices::<i64, 2>(tables, scores);
    let most = |options: &Vec<(u16, [i64; 2])>| options.iter().map(|(_, adds)| adds[0]).max().unwrap_or(0);
    let shade = RefCell::new(Shade::up_to(choices.iter().map(most).sum()));
    let (before, last) = choices.split_at(first_of_tail(&choices));
    let lanes = Lanes::of(ways(last));
    let count = lanes.ways.len() as u64;
    each_beginning(before, |sum, nth, beginning| {
        // What is seen raises the shade for what comes after, which changes nothing for what came before.
        let most = |first: i64| shade.borrow().at(first);
        lanes.each_above(sum, most, |way| {
            let worth = plus(sum, &way.adds);
            let package = || [beginning, &way.options].concat();
            if !shade.borrow().covers(&worth) && gate.lets_pass(&worth, &package) {
                shade.borrow_mut().add(&worth);
                sieve.add(worth, nth * count + way.number);
            }
        });
    });
    sieve.frontier(&gate)
}

/// Who may pass: floors and rules.
struct Gate<'t, S, const N: usize> {
    tables: &'t Tables,
    scores: &'t Scores<S>,
    /// What packages must be worth whatever their options.
    always: [S; N],
    /// Whether options decide as well.
    conditional: bool,
}

impl<'t, S: Score, const N: usize> Gate<'t, S, N> {
    fn of(tables: &'t Tables, scores: &'t Scores<S>) -> Self {
        let always = |party: usize| {
            tables.floors.get(party).filter(|floor| floor.when.is_none())?;
            Some(scores.floor(party)?.reached)
        };
        let conditional =
            !tables.clauses.is_empty() || tables.floors.iter().any(|floor| floor.when.is_some());
        let always = std::array::from_fn(|party| always(party).unwrap_or(S::LOWEST));
        Self { tables, scores, always, conditional }
    }

    fn lets_pass(&self, worth: &[S; N], package: &dyn Fn() -> Vec<u16>) -> bool {
        worth.iter().zip(&self.always).all(|(worth, least)| worth >= least)
            && (!self.conditional || self.admits(worth, &package()))
    }

    fn admits(&self, worth: &[S], package: &[u16]) -> bool {
        self.tables.keeps_rules(package) && self.scores.reach_floors(self.tables, package, worth)
    }
}

/// What has been seen and not yet been found dominated.
struct Sieve<S, const N: usize> {
    held: Vec<Candidate<N, S>>,
    sift_at: usize,
    widest: usize,
    limits: Limits,
    steps: u64,
    refused: Option<Refusal>,
    issues: usize,
}

impl<S: Score, const N: usize> Sieve<S, N> {
    fn of(tables: &Tables, limits: Limits) -> Self {
        Self {
            held: Vec::new(),
            sift_at: SIFT,
            widest: 0,
            limits,
            steps: limits.steps,
            refused: None,
            issues: tables.issues(),
        }
    }

    fn add(&mut self, worth: [S; N], number: u64) {
        if self.refused.is_some() {
            return;
        }
        self.held.push(Candidate::new(worth, number));
        if self.held.len() >= self.sift_at {
            self.sift();
        }
    }

    fn sift(&mut self) {
        self.widest = self.widest.max(self.held.len());
        let (issues, points) = (self.issues, self.held.len());
        if S::undominated(&mut self.held, &mut self.steps).is_none() {
            self.refused = Some(Refusal::Comparisons { given: self.limits.steps, issues, points });
        }
        self.sift_at = SIFT.max(self.held.len() * 2);
        // As many again to sort them and to divide them.
        let needed = self.sift_at as u64 * (size_of::<Candidate<N, S>>() * 3) as u64;
        let given = self.limits.bytes;
        if needed > given && points >= SIFT {
            self.refused = Some(Refusal::Memory { needed, given, issues, points });
        }
    }

    fn frontier(mut self, gate: &Gate<'_, S, N>) -> Result<Frontier, Refusal> {
        self.sift();
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        lexicographic(&mut self.held);
        let twins = self.twins(gate);
        let point = |(held, alike): (&Candidate<N, S>, Alike)| Point {
            utilities: gate.scores.utilities(&held.worth),
            package: numbered(gate.tables, held.from()),
            alike,
        };
        let points = self.held.iter().zip(twins).map(point).collect();
        Ok(Frontier { points, method: Method::Enumeration, widest: self.widest })
    }

    /// By point, what is worth the same; found by looking at every package again where there is any.
    fn twins(&self, gate: &Gate<'_, S, N>) -> Vec<Alike> {
        let mut alike = vec![Alike::none(); self.held.len()];
        let marked = (0..).zip(&self.held).filter(|(_, held)| held.has_twin());
        let places: IndexMap<&[S], usize> = marked.map(|(place, held)| (&held.worth[..], place)).collect();
        if places.is_empty() {
            return alike;
        }
        let mut told = Told::default();
        each(gate.tables, gate.scores, |worth: [S; N], number, package| {
            let Some(&place) = places.get(&worth[..]) else { return };
            if number != self.held[place].from() && gate.lets_pass(&worth, &|| package.to_vec()) {
                alike[place].add(&mut told, package);
            }
        });
        alike
    }
}
