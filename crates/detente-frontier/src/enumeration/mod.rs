//! Every package, one after the other: the slow and obvious way, and the way for few packages.

pub(crate) mod counting;
mod lanes;
mod shade;
mod ways;

use lanes::Lanes;
use shade::Shade;
use ways::{choices, each, each_beginning, few_enough, first_of_tail, ways};

use crate::{
    dominance::{candidate::Candidate, undominated},
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
    let always: [i64; N] = std::array::from_fn(|party| {
        let floor = &tables.floors[party];
        floor.least.filter(|_| floor.when.is_none()).unwrap_or(i64::MIN)
    });
    let conditional = !tables.clauses.is_empty() || tables.floors.iter().any(|floor| floor.when.is_some());
    let mut sieve = Sieve::of(tables, limits);
    let see = |sieve: &mut Sieve<N>, worth: [i64; N], number: u64, package: &dyn Fn() -> Vec<u16>| {
        if sieve.shade.covers(&worth) || worth.iter().zip(&always).any(|(worth, least)| worth < least) {
            return;
        }
        if conditional {
            let package = package();
            if !tables.keeps_rules(&package) || !tables.keeps_floors(&package, &worth) {
                return;
            }
        }
        sieve.add(worth, number);
    };
    if N == 2 {
        let choices = choices::<N>(tables);
        let (before, last) = choices.split_at(first_of_tail(&choices));
        let lanes = Lanes::of(ways(last));
        let count = lanes.ways.len() as u64;
        each_beginning(before, |sum, nth, beginning| {
            // What is seen raises the shade for what comes after, which changes nothing for what came before.
            let shade = std::cell::RefCell::new(&mut sieve);
            let most = |first: i64| shade.borrow().shade.at(first);
            lanes.each_above(sum, most, |way| {
                let package = || [beginning, &way.options].concat();
                see(&mut shade.borrow_mut(), plus(sum, &way.adds), nth * count + way.number, &package);
            });
        });
    } else {
        each(tables, |worth, number, package| see(&mut sieve, worth, number, &|| package.to_vec()));
    }
    let (held, widest) = sieve.sifted()?;
    let mut points: Vec<_> = held
        .into_iter()
        .map(|held| Point { utilities: held.worth.to_vec(), package: numbered(tables, held.from) })
        .collect();
    points.sort_by(|one, other| other.utilities.cmp(&one.utilities));
    Ok(Frontier { points, method: Method::Enumeration, widest })
}

/// What has been seen and not yet been found dominated.
struct Sieve<const N: usize> {
    held: Vec<Candidate<N, u64>>,
    shade: Shade<N>,
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
            shade: Shade::of(tables),
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
        self.shade.add(&worth);
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
        let needed = self.sift_at as u64 * (size_of::<Candidate<N, u64>>() * 3) as u64;
        let given = self.limits.bytes;
        if needed > given && points >= SIFT {
            self.refused = Some(Refusal::Memory { needed, given, issues, points });
        }
    }

    fn sifted(mut self) -> Result<(Vec<Candidate<N, u64>>, usize), Refusal> {
        self.sift();
        self.refused.map_or(Ok((self.held, self.widest)), Err)
    }
}
