//! Every package, one after the other: the slow and obvious way, and the way for few packages.

pub(crate) mod counting;
mod lanes;
mod shade;
mod ways;

use std::cell::RefCell;

use lanes::Lanes;
use shade::Shade;
use ways::{choices, each, each_beginning, few_enough, first_of_tail, ways};

use crate::{
    dominance::{candidate::Candidate, lexicographic, undominated},
    frontier::{Frontier, Method, Point},
    limits::{Limits, Refusal},
    parties::plus,
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

pub(crate) fn frontier<const N: usize>(tables: &Tables, limits: Limits) -> Result<Frontier, Refusal> {
    few_enough(tables, limits)?;
    let gate = Gate::<N>::of(tables);
    let mut sieve = Sieve::<N>::of(tables, limits);
    each(tables, |worth, number, package| {
        if gate.lets_pass(&worth, &|| package.to_vec()) {
            sieve.add(worth, number);
        }
    });
    sieve.frontier(tables)
}

/// The same for two parties, who are looked at sixteen packages at a time.
pub(crate) fn frontier_of_two(tables: &Tables, limits: Limits) -> Result<Frontier, Refusal> {
    few_enough(tables, limits)?;
    let gate = Gate::<2>::of(tables);
    let mut sieve = Sieve::<2>::of(tables, limits);
    let shade = RefCell::new(Shade::of(tables));
    let choices = choices::<2>(tables);
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
    sieve.frontier(tables)
}

/// Who may pass: floors and rules.
struct Gate<'t, const N: usize> {
    tables: &'t Tables,
    /// What packages must be worth whatever their options.
    always: [i64; N],
    /// Whether options decide as well.
    conditional: bool,
}

impl<'t, const N: usize> Gate<'t, N> {
    fn of(tables: &'t Tables) -> Self {
        let always = |party: usize| {
            let floor = tables.floors.get(party).filter(|floor| floor.when.is_none())?;
            floor.least
        };
        let conditional =
            !tables.clauses.is_empty() || tables.floors.iter().any(|floor| floor.when.is_some());
        let always = std::array::from_fn(|party| always(party).unwrap_or(i64::MIN));
        Self { tables, always, conditional }
    }

    fn lets_pass(&self, worth: &[i64; N], package: &dyn Fn() -> Vec<u16>) -> bool {
        worth.iter().zip(&self.always).all(|(worth, least)| worth >= least)
            && (!self.conditional || self.admits(worth, &package()))
    }

    fn admits(&self, worth: &[i64], package: &[u16]) -> bool {
        self.tables.keeps_rules(package) && self.tables.keeps_floors(package, worth)
    }
}

/// What has been seen and not yet been found dominated.
struct Sieve<const N: usize> {
    held: Vec<Candidate<N>>,
    sift_at: usize,
    widest: usize,
    limits: Limits,
    steps: u64,
    refused: Option<Refusal>,
    issues: usize,
}

impl<const N: usize> Sieve<N> {
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

    fn add(&mut self, worth: [i64; N], number: u64) {
        if self.refused.is_some() {
            return;
        }
        self.held.push(Candidate { worth, from: number });
        if self.held.len() >= self.sift_at {
            self.sift();
        }
    }

    fn sift(&mut self) {
        self.widest = self.widest.max(self.held.len());
        let (issues, points) = (self.issues, self.held.len());
        if undominated(&mut self.held, &mut self.steps).is_none() {
            self.refused = Some(Refusal::Comparisons { given: self.limits.steps, issues, points });
        }
        self.sift_at = SIFT.max(self.held.len() * 2);
        // As many again to sort them and to divide them.
        let needed = self.sift_at as u64 * (size_of::<Candidate<N>>() * 3) as u64;
        let given = self.limits.bytes;
        if needed > given && points >= SIFT {
            self.refused = Some(Refusal::Memory { needed, given, issues, points });
        }
    }

    fn frontier(mut self, tables: &Tables) -> Result<Frontier, Refusal> {
        self.sift();
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        let point = |held: &Candidate<N>| Point {
            utilities: held.worth[..tables.parties].to_vec(),
            package: numbered(tables, held.from),
        };
        lexicographic(&mut self.held);
        let points = self.held.iter().map(point).collect();
        Ok(Frontier { points, method: Method::Enumeration, widest: self.widest })
    }
}
