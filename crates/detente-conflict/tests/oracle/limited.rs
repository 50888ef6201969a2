//! Limited-move and non-myopic stability, formula by formula.

use super::models::Plain;
use detente_conflict::stability::{Answers, Convention, Ties};

/// G_h: where play ends, `[party][state]` if that party may move there.
pub type Ends = Vec<Vec<usize>>;

/// G_0, G_1, … G_most, each from the one before it.
pub fn ends(plain: &Plain, convention: Convention, most: usize) -> Vec<Ends> {
    let mut all: Vec<Ends> = vec![vec![(0..plain.states).collect(); plain.parties]];
    for h in 1..=most {
        let row = |i: usize| (0..plain.states).map(|s| end(plain, convention, &all[h - 1], i, s)).collect();
        all.push((0..plain.parties).map(row).collect());
    }
    all
}

/// G_h(i, s), with `before` for G_(h−1).
fn end(plain: &Plain, convention: Convention, before: &Ends, i: usize, s: usize) -> usize {
    let at_least = |a: usize, b: usize| plain.prefers[i][a][b] >= 0;
    // In rising order of the state that `i` moves to.
    let reached: Vec<usize> = (0..plain.states)
        .filter(|&t| plain.can[i][s][t])
        .map(|t| answered(plain, convention.answers, before, i, t))
        .collect();
    let mut best = reached.iter().copied().filter(|&end| reached.iter().all(|&other| at_least(end, other)));
    let expected = match convention.ties {
        Ties::LowestState => best.next(),
        Ties::HighestState => best.next_back(),
    };
    match expected {
        Some(end) if !at_least(s, end) => end,
        _ => s,
    }
}

/// Where play ends after `i` has moved to `t`: one of the others goes on, or nobody if there is nobody else.
fn answered(plain: &Plain, answers: Answers, before: &Ends, i: usize, t: usize) -> usize {
    let others: Vec<usize> = (0..plain.parties).filter(|&j| j != i).map(|j| before[j][t]).collect();
    let at_least = |a: usize, b: usize| plain.prefers[i][a][b] >= 0;
    let found = match answers {
        Answers::Worst => others.iter().find(|&&end| others.iter().all(|&other| at_least(other, end))),
        Answers::Best => others.iter().find(|&&end| others.iter().all(|&other| at_least(end, other))),
        // Without `i`, the parties after it come first in order; after the last comes the first.
        Answers::NextInOrder => others.get(i).or(others.first()),
    };
    found.copied().unwrap_or(t)
}

/// From which horizon on expectations repeat, after how many moves more, and the states stable from there on.
pub fn settled(all: &[Ends]) -> Option<(usize, usize, Vec<Vec<bool>>)> {
    let horizons = 0..all.len();
    let (from, again) = horizons
        .flat_map(|again| (0..again).map(move |from| (from, again)))
        .find(|&(from, again)| all[from] == all[again])?;
    let stays = |party: usize, state: usize| (from..again).all(|h| all[h][party][state] == state);
    let stable = (0..all[0].len()).map(|party| (0..all[0][party].len()).map(|s| stays(party, s)).collect());
    Some((from, again - from, stable.collect()))
}
