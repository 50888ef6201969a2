//! A party's rankings: all of them, and how far one is from another.

use super::models::Plain;

/// The conflict with these ranks for the party.
pub fn with_ranks(plain: &Plain, party: usize, ranks: &[u32]) -> Plain {
    let mut changed = plain.clone();
    let order = |a: usize, b: usize| match ranks[a].cmp(&ranks[b]) {
        std::cmp::Ordering::Less => -1,
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => 1,
    };
    changed.prefers[party] =
        (0..plain.states).map(|a| (0..plain.states).map(|b| order(a, b)).collect()).collect();
    changed
}

/// How many pairs two rankings order differently.
pub fn distance(one: &[u32], other: &[u32]) -> usize {
    let pairs = (0..one.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs.filter(|&(a, b)| one[a].cmp(&one[b]) != other[a].cmp(&other[b])).count()
}

/// Every strict ranking of so many states, as ranks.
pub fn strict(states: usize) -> Vec<Vec<u32>> {
    with_ties(states)
        .into_iter()
        .filter(|ranks| (0..).take(states).all(|rank| ranks.contains(&rank)))
        .collect()
}

/// Every ranking of so many states, as ranks from 0 without gaps: those of all lists of ranks that leave none out.
pub fn with_ties(states: usize) -> Vec<Vec<u32>> {
    let ranks = 0..u32::try_from(states).expect("few");
    let lists = (0..states).fold(vec![vec![]], |so_far: Vec<Vec<u32>>, _| {
        so_far
            .iter()
            .flat_map(|list| ranks.clone().map(move |rank| [list.clone(), vec![rank]].concat()))
            .collect()
    });
    let no_gap = |list: &Vec<u32>| list.iter().all(|&rank| rank == 0 || list.contains(&(rank - 1)));
    lists.into_iter().filter(no_gap).collect()
}
