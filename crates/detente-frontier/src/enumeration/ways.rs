//! Every way to settle the issues, one after the other with running sums.

use crate::{
    limits::{Limits, Refusal},
    parties::{MOST_PARTIES_LISTED, columns, plus},
    scores::{Score, Scores},
    tables::{
        Tables,
        options::{Options, place},
    },
};

/// The last issues are looked at together, with sums kept for up to so many ways to settle them.
const TAIL: usize = 1024;

/// One way to settle the last issues.
#[derive(Clone)]
pub(crate) struct Way<const N: usize, S = i64> {
    /// What it adds, by party.
    pub(crate) adds: [S; N],
    pub(crate) options: Vec<u16>,
    /// Its number among the ways.
    pub(crate) number: u64,
}

/// Looks at every package of allowed options in order, the last issue fastest, with running sums.
///
/// `see` gets the sums, the package's number among all and the package. Rules and floors are the caller's.
pub(crate) fn each<S: Score, const N: usize>(
    tables: &Tables,
    scores: &Scores<S>,
    mut see: impl FnMut([S; N], u64, &[u16]),
) {
    let choices = choices::<S, N>(tables, scores);
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

/// The ways to settle the last issues, party by party.
pub(crate) struct Columns<S> {
    /// How many ways there are, and how many issues they settle.
    pub(crate) count: usize,
    pub(crate) issues: usize,
    /// By way, then by issue.
    pub(crate) options: Vec<u16>,
    /// By party, then by way: what it adds.
    pub(crate) adds: Vec<S>,
}

/// Looks at every package of allowed options, those that begin alike together: `see` gets the sums of a beginning, its
/// options and the ways to settle the rest. For up to [`MOST_PARTIES_LISTED`] parties.
pub(crate) fn each_slice<S: Score>(
    tables: &Tables,
    scores: &Scores<S>,
    mut see: impl FnMut(&[S], &[u16], &Columns<S>),
) {
    let choices = choices::<S, MOST_PARTIES_LISTED>(tables, scores);
    let (before, last) = choices.split_at(first_of_tail(&choices));
    let ways = ways(last);
    let adds = |party: usize| ways.iter().map(move |way| way.adds[party]);
    let columns = Columns {
        count: ways.len(),
        issues: last.len(),
        options: ways.iter().flat_map(|way| way.options.iter().copied()).collect(),
        adds: (0..tables.parties).flat_map(adds).collect(),
    };
    each_beginning(before, |sums, _, beginning| see(sums, beginning, &columns));
}

/// The first of the last issues, which together have few enough ways to be settled.
pub(crate) fn first_of_tail<S, const N: usize>(choices: &[Vec<(u16, [S; N])>]) -> usize {
    let mut first = choices.len();
    let mut ways = 1;
    while first > 0 && ways * choices[first - 1].len() <= TAIL {
        first -= 1;
        ways *= choices[first].len();
    }
    first
}

/// Looks at every way to settle the issues before the last, the last of them fastest.
pub(crate) fn each_beginning<S: Score, const N: usize>(
    before: &[Vec<(u16, [S; N])>],
    mut see: impl FnMut(&[S; N], u64, &[u16]),
) {
    if before.iter().any(Vec::is_empty) {
        return;
    }
    let mut digits = vec![0; before.len()];
    let mut beginning: Vec<u16> = before.iter().map(|options| options[0].0).collect();
    let mut sums = vec![[S::default(); N]; before.len() + 1];
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
pub(crate) fn ways<S: Score, const N: usize>(last: &[Vec<(u16, [S; N])>]) -> Vec<Way<N, S>> {
    let mut ways = vec![Way { adds: [S::default(); N], options: Vec::new(), number: 0 }];
    for options in last {
        let longer = |way: &Way<N, S>| {
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
pub(crate) fn choices<S: Score, const N: usize>(
    tables: &Tables,
    scores: &Scores<S>,
) -> Vec<Vec<(u16, [S; N])>> {
    let of_issue = |(issue, allowed): (usize, &Options)| {
        let choice = |option: usize| (place(option), columns(scores.adds(issue, option)));
        allowed.iter().map(choice).collect()
    };
    tables.allowed.iter().enumerate().map(of_issue).collect()
}

/// How many packages there are, if they may all be looked at.
pub(crate) fn few_enough(tables: &Tables, limits: Limits) -> Result<u64, Refusal> {
    let packages = tables.packages();
    packages
        .and_then(|packages| u64::try_from(packages).ok())
        .filter(|&packages| packages <= limits.steps)
        .ok_or(Refusal::Packages { packages, given: limits.steps })
}
