//! Reachable lists by the recursive definition with last-mover sets (Fang, Hipel & Kilgour 1993).

use super::models::Plain;
use std::collections::{BTreeMap, BTreeSet};

/// `t -> Ω(s, t)`: every state the group reaches from `s` and who can have moved last, where `would(party, from, to)`
/// says which moves are made. Rules (1) and (2) are applied until nothing is new.
pub fn list(
    plain: &Plain,
    group: &[usize],
    s: usize,
    would: &dyn Fn(usize, usize, usize) -> bool,
) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut last: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for &party in group {
        for t in 0..plain.states {
            if plain.can[party][s][t] && would(party, s, t) {
                last.entry(t).or_default().insert(party);
            }
        }
    }
    loop {
        let before = last.clone();
        for (&t, movers) in &before {
            for &party in group {
                if movers.iter().all(|&mover| mover == party) {
                    continue;
                }
                for x in 0..plain.states {
                    if plain.can[party][t][x] && would(party, t, x) {
                        last.entry(x).or_default().insert(party);
                    }
                }
            }
        }
        if last == before {
            return last;
        }
    }
}

/// R_H(s)
pub fn all(plain: &Plain, group: &[usize], s: usize) -> BTreeSet<usize> {
    list(plain, group, s, &|_, _, _| true).into_keys().collect()
}

/// R_H^+(s), or R_H^{+U}(s) with `unknown`.
pub fn improving(plain: &Plain, group: &[usize], s: usize, unknown: bool) -> BTreeSet<usize> {
    let would = |party: usize, from: usize, to: usize| {
        let relation = plain.prefers[party][to][from];
        relation == 1 || relation == 2 || unknown && relation == 9
    };
    list(plain, group, s, &would).into_keys().collect()
}
