//! Every package, one after the other: the slow and obvious way, and the way for few packages.

use super::{
    Frontier, Limits, Method, Point, Refusal,
    dominance::{Candidate, undominated},
    lanes::Lanes,
    options::{Options, place},
    tables::Tables,
};

/// The last issues are looked at together, with sums kept for up to so many ways to settle them.
const TAIL: usize = 1024;

/// One way to settle the last issues.
#[derive(Clone)]
pub(super) struct Way<const N: usize> {
    /// What it adds, by party.
    pub(super) adds: [i64; N],
    pub(super) options: Vec<u16>,
    /// Its number among the ways.
    pub(super) number: u64,
}

/// Looks at every package of allowed options in order, the last issue fastest, with running sums.
///
/// `see` gets the sums, the package's number among all and the package. Rules and floors are the caller's.
pub(super) fn each<const N: usize>(tables: &Tables, mut see: impl FnMut([i64; N], u64, &[u16])) {
    let choices = choices::<N>(tables);
    let (before, last) = choices.split_at(first_of_tail(&choices));
    let ways = ways(last);
    each_beginning(before, |sum, nth, beginning| {
        let mut package = beginning.to_vec();
        package.resize(choices.len(), 0);
        for way in &ways {
            package[before.len()..].copy_from_slice(&way.options);
            see(plus(sum, &way.adds), nth * ways.len() as u64 + way.number, &package);
        }
    });
}

/// The first of the last issues, which together have few enough ways to be settled.
fn first_of_tail<const N: usize>(choices: &[Vec<(u16, [i64; N])>]) -> usize {
    let mut first = choices.len();
    let mut ways = 1;
    while first > 0 && ways * choices[first - 1].len() <= TAIL {
        first -= 1;
        ways *= choices[first].len();
    }
    first
}

/// Looks at every way to settle the issues before the last, the last of them fastest.
fn each_beginning<const N: usize>(
    before: &[Vec<(u16, [i64; N])>],
    mut see: impl FnMut(&[i64; N], u64, &[u16]),
) {
    if before.iter().any(Vec::is_empty) {
        return;
    }
    let mut digits = vec![0; before.len()];
    let mut beginning: Vec<u16> = before.iter().map(|options| options[0].0).collect();
    let mut sums = vec![[0; N]; before.len() + 1];
    let mut changed = 0;
    for nth in 0.. {
        for issue in changed..before.len() {
            let (option, adds) = before[issue][digits[issue]];
            beginning[issue] = option;
            sums[issue + 1] = plus(&sums[issue], &adds);
        }
        see(&sums[before.len()], nth, &beginning);
        let Some(turned) = (0..before.len()).rev().find(|&issue| digits[issue] + 1 < before[issue].len())
        else {
            return;
        };
        digits[turned] += 1;
        digits[turned + 1..].fill(0);
        changed = turned;
    }
}

/// Every way to settle the last issues.
fn ways<const N: usize>(last: &[Vec<(u16, [i64; N])>]) -> Vec<Way<N>> {
    let mut ways = vec![Way { adds: [0; N], options: Vec::new(), number: 0 }];
    for options in last {
        let longer = |way: &Way<N>| {
            let way = way.clone();
            (0..).zip(options).map(move |(nth, (option, adds))| {
                let mut longer = way.clone();
                longer.options.push(*option);
                longer.adds = plus(&way.adds, adds);
                longer.number = way.number * options.len() as u64 + nth;
                longer
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

    /// The most that something worth more than this to the first is worth to the second, as far as is told.
    fn at(&self, first: i64) -> i64 {
        self.most[self.place(first)]
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
