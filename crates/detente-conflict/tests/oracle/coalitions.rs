//! Stability for coalitions, formula by formula.

use super::{models::Plain, sequences};
use std::collections::BTreeSet;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Which {
    Nash,
    Gmr,
    Smr,
    SeqIndividuals,
    SeqCoalitions,
}

/// R_H^{++}(s)
fn improvements(plain: &Plain, h: &[usize], s: usize) -> BTreeSet<usize> {
    sequences::all(plain, h, s).into_iter().filter(|&t| h.iter().all(|&j| prefers(plain, j, t, s))).collect()
}

fn prefers(plain: &Plain, j: usize, a: usize, b: usize) -> bool {
    plain.prefers[j][a][b] == 1 || plain.prefers[j][a][b] == 2
}

pub fn stable(plain: &Plain, which: Which, h: &[usize], s: usize) -> bool {
    let others: Vec<usize> = (0..plain.parties).filter(|j| !h.contains(j)).collect();
    let phi = |t: usize| !h.iter().all(|&j| prefers(plain, j, t, s));
    improvements(plain, h, s).into_iter().all(|t| match which {
        Which::Nash => false,
        Which::Gmr => sequences::all(plain, &others, t).into_iter().any(phi),
        Which::Smr => sequences::all(plain, &others, t)
            .into_iter()
            .any(|x| phi(x) && sequences::all(plain, h, x).into_iter().all(phi)),
        Which::SeqIndividuals => sequences::improving(plain, &others, t, false).into_iter().any(phi),
        Which::SeqCoalitions => by_coalitions(plain, &others, t).into_iter().any(phi),
    })
}

/// Everything that sequences of coalition improvements reach, as the least set of (state, last coalition) that is
/// closed: no coalition acts twice in succession.
fn by_coalitions(plain: &Plain, others: &[usize], s: usize) -> BTreeSet<usize> {
    let subsets: Vec<Vec<usize>> = (1..1_usize << others.len())
        .map(|set| {
            (0..others.len()).filter(|place| set >> place & 1 == 1).map(|place| others[place]).collect()
        })
        .collect();
    let table: Vec<Vec<BTreeSet<usize>>> = subsets
        .iter()
        .map(|subset| (0..plain.states).map(|from| improvements(plain, subset, from)).collect())
        .collect();
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (k, table) in table.iter().enumerate() {
        pairs.extend(table[s].iter().map(|&t| (t, k)));
    }
    loop {
        let mut grown = pairs.clone();
        for &(t, last) in &pairs {
            for (k, table) in table.iter().enumerate().filter(|(k, _)| *k != last) {
                grown.extend(table[t].iter().map(|&x| (x, k)));
            }
        }
        if grown == pairs {
            return pairs.into_iter().map(|(t, _)| t).collect();
        }
        pairs = grown;
    }
}
