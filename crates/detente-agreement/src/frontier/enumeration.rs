//! Every package, one after the other: the slow and obvious way, and the way for few packages.

use super::{
    Frontier, Limits, Method, Point, Refusal,
    dominance::{Candidate, undominated},
    tables::Tables,
};
use crate::requirement::members;

/// Looks at every package of allowed options in order, the last issue fastest, with running sums.
///
/// `see` gets the sums and the package's number among all of them; rules and floors are the caller's.
pub(super) fn each<const N: usize>(tables: &Tables, mut see: impl FnMut([i64; N], u64, &[u8])) {
    let choices = choices::<N>(tables);
    if choices.iter().any(Vec::is_empty) {
        return;
    }
    let Some((last, before)) = choices.split_last() else {
        see([0; N], 0, &[]);
        return;
    };
    let mut digits = vec![0; before.len()];
    let mut package: Vec<u8> = choices.iter().map(|options| options[0].0).collect();
    let mut sums = vec![[0; N]; choices.len()];
    let mut number = 0;
    let mut changed = 0;
    loop {
        for issue in changed..before.len() {
            let (option, adds) = before[issue][digits[issue]];
            package[issue] = option;
            sums[issue + 1] = plus(&sums[issue], &adds);
        }
        let sum = sums[before.len()];
        for (option, adds) in last {
            if let Some(place) = package.last_mut() {
                *place = *option;
            }
            see(plus(&sum, adds), number, &package);
            number += 1;
        }
        let Some(turned) = (0..before.len()).rev().find(|&issue| digits[issue] + 1 < before[issue].len())
        else {
            return;
        };
        digits[turned] += 1;
        digits[turned + 1..].fill(0);
        changed = turned;
    }
}

/// By issue, the allowed options and what they add.
pub(super) fn choices<const N: usize>(tables: &Tables) -> Vec<Vec<(u8, [i64; N])>> {
    let of_issue = |(issue, &allowed): (usize, &u64)| {
        let choice = |option: usize| {
            let adds = tables.adds(issue, option);
            // There are at most 64 options, and as many sums as parties.
            (u8::try_from(option).unwrap_or(u8::MAX), std::array::from_fn(|party| adds[party]))
        };
        members(allowed).map(choice).collect()
    };
    tables.allowed.iter().enumerate().map(of_issue).collect()
}

pub(super) fn plus<const N: usize>(one: &[i64; N], other: &[i64; N]) -> [i64; N] {
    std::array::from_fn(|party| one[party] + other[party])
}

/// The package with this number.
fn numbered(tables: &Tables, mut number: u64) -> Vec<u8> {
    let mut package = vec![0; tables.options.len()];
    for (place, &allowed) in package.iter_mut().zip(&tables.allowed).rev() {
        let count = u64::from(allowed.count_ones()).max(1);
        let digit = usize::try_from(number % count).unwrap_or(0);
        *place = members(allowed).nth(digit).and_then(|option| u8::try_from(option).ok()).unwrap_or(0);
        number /= count;
    }
    package
}

/// How many packages there are, if they may all be looked at.
pub(super) fn few_enough(tables: &Tables, limits: Limits) -> Result<u64, Refusal> {
    let packages = tables.packages();
    packages
        .and_then(|packages| u64::try_from(packages).ok())
        .filter(|&packages| packages <= limits.steps)
        .ok_or(Refusal::Packages { packages, given: limits.steps })
}

/// After how many packages the undominated are sifted.
const SIFT: usize = 4096;

pub(super) fn frontier<const N: usize>(tables: &Tables, limits: Limits) -> Result<Frontier, Refusal> {
    few_enough(tables, limits)?;
    let always: [i64; N] = std::array::from_fn(|party| {
        let floor = &tables.floors[party];
        floor.least.filter(|_| floor.when.is_none()).unwrap_or(i64::MIN)
    });
    let conditional = !tables.clauses.is_empty() || tables.floors.iter().any(|floor| floor.when.is_some());
    let mut held: Vec<Candidate<N, u64>> = Vec::new();
    let mut sift_at = SIFT;
    let mut widest = 0;
    let mut shade = Shade::of(tables);
    let size = size_of::<Candidate<N, u64>>() as u64 * 2;
    let mut refused = None;
    each::<N>(tables, |worth, number, package| {
        if shade.covers(&worth) || worth.iter().zip(&always).any(|(worth, least)| worth < least) {
            return;
        }
        if conditional && !(tables.keeps_rules(package) && tables.keeps_floors(package, &worth)) {
            return;
        }
        if refused.is_some() {
            return;
        }
        shade.add(&worth);
        held.push(Candidate { worth, from: number });
        if held.len() >= sift_at {
            widest = widest.max(held.len());
            undominated(&mut held);
            sift_at = SIFT.max(held.len() * 2);
            let needed = sift_at as u64 * size;
            if needed > limits.bytes {
                let (given, points) = (limits.bytes, held.len());
                refused = Some(Refusal::Memory { needed, given, issues: tables.issues(), points });
            }
        }
    });
    if let Some(refusal) = refused {
        return Err(refusal);
    }
    widest = widest.max(held.len());
    undominated(&mut held);
    let mut points: Vec<_> = held
        .into_iter()
        .map(|held| Point { utilities: held.worth.to_vec(), package: numbered(tables, held.from) })
        .collect();
    points.sort_by(|one, other| other.utilities.cmp(&one.utilities));
    Ok(Frontier { points, method: Method::Enumeration, widest })
}

const SHADES: usize = 2048;

/// For two parties: by coarse worth to the first, the most that something surely worth more to the first is
/// worth to the second. Whatever is worth less is dominated, which one look tells.
struct Shade<const N: usize> {
    least: i64,
    shift: u32,
    most: Vec<i64>,
}

impl<const N: usize> Shade<N> {
    fn of(tables: &Tables) -> Self {
        if N != 2 {
            return Self { least: 0, shift: 0, most: Vec::new() };
        }
        let least = tables.least(0);
        let range = tables.most(0) - least;
        let shift = (i64::BITS - range.leading_zeros()).saturating_sub(SHADES.trailing_zeros());
        Self { least, shift, most: vec![i64::MIN; SHADES] }
    }

    fn place(&self, first: i64) -> usize {
        // The range shifted has at most as many bits as there are places.
        usize::try_from((first - self.least) >> self.shift).unwrap_or(0).min(SHADES - 1)
    }

    #[inline]
    fn covers(&self, worth: &[i64; N]) -> bool {
        N == 2 && worth[1] <= self.most[self.place(worth[0])]
    }

    fn add(&mut self, worth: &[i64; N]) {
        if N != 2 {
            return;
        }
        let place = self.place(worth[0]);
        for most in self.most[..place].iter_mut().rev() {
            if *most >= worth[1] {
                break;
            }
            *most = worth[1];
        }
    }
}
