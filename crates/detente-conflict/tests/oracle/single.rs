//! Stability for one party, formula by formula.

use super::{models::Plain, sequences};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Which {
    Nash,
    Gmr,
    Smr,
    Seq,
    Sseq,
}

/// The reading of unknown preferences, as a letter; with all pairs known `'a'` is the plain concept.
pub fn stable(plain: &Plain, which: Which, reading: char, i: usize, s: usize) -> bool {
    let p = &plain.prefers[i];
    let better = |a: usize, b: usize| p[a][b] == 1 || p[a][b] == 2;
    let unknown = |a: usize, b: usize| p[a][b] == 9;
    let at_least = |a: usize, b: usize| p[a][b] == 0 || better(a, b);
    let opponents: Vec<usize> = (0..plain.parties).filter(|&j| j != i).collect();
    let leave: Vec<usize> = (0..plain.states)
        .filter(|&t| plain.can[i][s][t])
        .filter(|&t| match reading {
            'a' | 'c' => better(t, s) || unknown(t, s),
            _ => better(t, s),
        })
        .collect();
    let sanction = |s2: usize| match reading {
        'a' | 'b' => at_least(s, s2),
        _ => at_least(s, s2) || unknown(s, s2),
    };
    let held = |s2: usize| {
        (0..plain.states).filter(|&s3| plain.can[i][s2][s3]).all(|s3| match reading {
            'a' | 'b' => !(better(s3, s) || unknown(s3, s)),
            _ => !better(s3, s),
        })
    };
    // Made once: every departure asks for the lists of the same moves.
    let moves = match which {
        _ if leave.is_empty() => return true,
        Which::Nash => return false,
        Which::Gmr | Which::Smr => sequences::any_moves(plain, &opponents),
        Which::Seq | Which::Sseq => sequences::improving_moves(plain, &opponents, true),
    };
    let deters = |s2: usize| sanction(s2) && (matches!(which, Which::Gmr | Which::Seq) || held(s2));
    leave.iter().all(|&s1| sequences::reached(&moves, plain.states, s1).into_iter().any(deters))
}

/// Strong stability: every answer that counts is much worse, and so is every way out of it.
pub fn strongly_stable(plain: &Plain, which: Which, i: usize, s: usize) -> bool {
    let p = &plain.prefers[i];
    let opponents: Vec<usize> = (0..plain.parties).filter(|&j| j != i).collect();
    let moves = match which {
        Which::Nash | Which::Gmr | Which::Smr => sequences::any_moves(plain, &opponents),
        Which::Seq | Which::Sseq => sequences::improving_moves(plain, &opponents, false),
    };
    let held = |s2: usize| (0..plain.states).filter(|&s3| plain.can[i][s2][s3]).all(|s3| p[s][s3] == 2);
    let deters = |s2: usize| match which {
        Which::Nash => false,
        Which::Gmr | Which::Seq => p[s][s2] == 2,
        Which::Smr | Which::Sseq => p[s][s2] == 2 && held(s2),
    };
    let mut improvements = (0..plain.states).filter(|&t| plain.can[i][s][t] && p[t][s] > 0);
    improvements.all(|s1| sequences::reached(&moves, plain.states, s1).into_iter().any(deters))
}
