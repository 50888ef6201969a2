//! Every package, one after the other: the slow and obvious way, and the way for few packages.

use super::{
    Frontier, Limits, Method, Point, Refusal,
    dominance::{Candidate, undominated},
    options::{Options, place},
    tables::Tables,
};

/// The last issues are looked at together, with sums kept for up to so many ways to settle them.
const TAIL: usize = 1024;

/// Looks at every package of allowed options in order, the last issue fastest, with running sums.
///
/// What `skip` says no to gets no further; `see` gets the sums, the package's number among all and the
/// package. Rules and floors are the caller's.
pub(super) fn each<const N: usize, State>(
    tables: &Tables,
    state: &mut State,
    skip: impl Fn(&State, &[i64; N]) -> bool,
    mut see: impl FnMut(&mut State, [i64; N], u64, &[u16]),
) {
    let choices = choices::<N>(tables);
    if choices.iter().any(Vec::is_empty) {
        return;
    }
    let mut first_of_tail = choices.len();
    let mut ways = 1;
    while first_of_tail > 0 && ways * choices[first_of_tail - 1].len() <= TAIL {
        first_of_tail -= 1;
        ways *= choices[first_of_tail].len();
    }
    let (before, last) = choices.split_at(first_of_tail);
    let tail = tail(last);
    let mut digits = vec![0; before.len()];
    let mut package: Vec<u16> = choices.iter().map(|options| options[0].0).collect();
    let mut sums = vec![[0; N]; before.len() + 1];
    let mut number = 0;
    let mut changed = 0;
    loop {
        for issue in changed..before.len() {
            let (option, adds) = before[issue][digits[issue]];
            package[issue] = option;
            sums[issue + 1] = plus(&sums[issue], &adds);
        }
        let sum = sums[before.len()];
        for (place, (adds, options)) in tail.iter().enumerate() {
            let worth = plus(&sum, adds);
            if !skip(state, &worth) {
                package[first_of_tail..].copy_from_slice(options);
                see(state, worth, number + place as u64, &package);
            }
        }
        number += tail.len() as u64;
        let Some(turned) = (0..before.len()).rev().find(|&issue| digits[issue] + 1 < before[issue].len())
        else {
            return;
        };
        digits[turned] += 1;
        digits[turned + 1..].fill(0);
        changed = turned;
    }
}

/// Every way to settle the last issues: what it adds and its options.
fn tail<const N: usize>(last: &[Vec<(u16, [i64; N])>]) -> Vec<([i64; N], Vec<u16>)> {
    let mut ways = vec![([0; N], Vec::new())];
    for options in last {
        let longer = |(sum, chosen): &([i64; N], Vec<u16>)| {
            let (sum, chosen) = (*sum, chosen.clone());
            options.iter().map(move |(option, adds)| {
                let mut chosen = chosen.clone();
                chosen.push(*option);
                (plus(&sum, adds), chosen)
            })
        };
        ways = ways.iter().flat_map(longer).collect();
    }
    ways
}

/// By issue, the allowed options and what they add.
pub(super) fn choices<const N: usize>(tables: &Tables) -> Vec<Vec<(u16, [i64; N])>> {
    let of_issue = |(issue, allowed): (usize, &Options)| {
        let choice = |option: usize| {
            let adds = tables.adds(issue, option);
            (place(option), std::array::from_fn(|party| adds[party]))
        };
        allowed.iter().map(choice).collect()
    };
    tables.allowed.iter().enumerate().map(of_issue).collect()
}

pub(super) fn plus<const N: usize>(one: &[i64; N], other: &[i64; N]) -> [i64; N] {
    std::array::from_fn(|party| one[party] + other[party])
}

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
    let size = size_of::<Candidate<N, u64>>() as u64 * 2;
    let mut sieve =
        Sieve { held: Vec::new(), shade: Shade::of(tables), sift_at: SIFT, widest: 0, refused: None };
    let below = |worth: &[i64; N]| worth.iter().zip(&always).any(|(worth, least)| worth < least);
    let skip = |sieve: &Sieve<N>, worth: &[i64; N]| sieve.shade.covers(worth) || below(worth);
    each(tables, &mut sieve, skip, |sieve, worth, number, package| {
        let admitted = !conditional || tables.keeps_rules(package) && tables.keeps_floors(package, &worth);
        if !admitted || sieve.refused.is_some() {
            return;
        }
        sieve.shade.add(&worth);
        sieve.held.push(Candidate { worth, from: number });
        if sieve.held.len() >= sieve.sift_at {
            sieve.sift();
            let needed = sieve.sift_at as u64 * size;
            if needed > limits.bytes {
                let (given, points) = (limits.bytes, sieve.held.len());
                sieve.refused = Some(Refusal::Memory { needed, given, issues: tables.issues(), points });
            }
        }
    });
    sieve.sift();
    let Sieve { held, widest, refused, .. } = sieve;
    if let Some(refusal) = refused {
        return Err(refusal);
    }
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
    refused: Option<Refusal>,
}

impl<const N: usize> Sieve<N> {
    fn sift(&mut self) {
        self.widest = self.widest.max(self.held.len());
        undominated(&mut self.held, &mut u64::MAX.clone());
        self.sift_at = SIFT.max(self.held.len() * 2);
    }
}

const SHADES: usize = 2048;

/// For two parties: by coarse worth to the first, the most that something surely worth more to the first is
/// worth to the second. Whatever is worth less is dominated, which one look tells.
struct Shade<const N: usize> {
    least: i64,
    shift: u32,
    most: Box<[i64; SHADES]>,
}

impl<const N: usize> Shade<N> {
    fn of(tables: &Tables) -> Self {
        if N != 2 {
            return Self { least: 0, shift: 0, most: Box::new([i64::MIN; SHADES]) };
        }
        let least = tables.least(0);
        let range = tables.most(0) - least;
        let shift = (i64::BITS - range.leading_zeros()).saturating_sub(SHADES.trailing_zeros());
        Self { least, shift, most: Box::new([i64::MIN; SHADES]) }
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range shifted has as many bits as there are places"
    )]
    fn place(&self, first: i64) -> usize {
        ((first - self.least) >> self.shift) as usize % SHADES
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
