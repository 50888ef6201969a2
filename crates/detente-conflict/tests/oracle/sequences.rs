//! Reachable lists by the recursive definition with last-mover sets (Fang, Hipel & Kilgour 1993).

use super::models::Plain;
use std::collections::BTreeSet;

/// `moves[mover][from]`: where each mover would go. A mover is a party, or a coalition that moves as one.
pub type Moves = Vec<Vec<Vec<usize>>>;

/// `Ω(s, t)` for every state `t`: one bit for each mover that can have moved last on a legal sequence from `s`, none
/// where none leads. Rules (1) and (2) are applied until nothing is new.
pub fn last_movers(moves: &Moves, states: usize, s: usize) -> Vec<u32> {
    let mut last = vec![0; states];
    for (mover, from) in moves.iter().enumerate() {
        from[s].iter().for_each(|&t| last[t] |= 1 << mover);
    }
    loop {
        let before = last.clone();
        for t in 0..states {
            for (mover, from) in moves.iter().enumerate() {
                let somebody_else_moved_last = last[t] & !(1 << mover) != 0;
                if somebody_else_moved_last {
                    from[t].iter().for_each(|&x| last[x] |= 1 << mover);
                }
            }
        }
        if last == before {
            return last;
        }
    }
}

/// What legal sequences of these moves reach from `s`.
pub fn reached(moves: &Moves, states: usize, s: usize) -> BTreeSet<usize> {
    let last = last_movers(moves, states, s);
    (0..states).filter(|&t| last[t] != 0).collect()
}

/// The moves of each of the group that `would(party, from, to)` allows.
pub fn moves(plain: &Plain, group: &[usize], would: impl Fn(usize, usize, usize) -> bool) -> Moves {
    let from = |party: usize, from: usize| {
        (0..plain.states).filter(|&to| plain.can[party][from][to] && would(party, from, to)).collect()
    };
    group.iter().map(|&party| (0..plain.states).map(|state| from(party, state)).collect()).collect()
}

/// The moves of each of the group, whose sequences make R_H.
pub fn any_moves(plain: &Plain, group: &[usize]) -> Moves {
    moves(plain, group, |_, _, _| true)
}

/// The moves that their mover prefers, whose sequences make R_H^+; with `unknown` those that it may prefer too: R_H^{+U}.
pub fn improving_moves(plain: &Plain, group: &[usize], unknown: bool) -> Moves {
    moves(plain, group, |party, from, to| {
        let relation = plain.prefers[party][to][from];
        relation == 1 || relation == 2 || unknown && relation == 9
    })
}
