//! Best and worst over everything a party can reach: a pass over each of its bits.
//!
//! A move is one simultaneous choice of all of a party's courses, so passing over its bits one after the other
//! visits exactly its moves, those through infeasible combinations included.

use super::code_table::Seat;

/// How many entries are worked on at a time, so that they stay in the nearest cache.
const TILE: usize = 1 << 12;

/// Replaces every value by the least (or greatest) over it and all the party's moves from it.
pub(super) fn over_moves<const GREATEST: bool>(entries: &mut [i32], seat: Seat) {
    let bits = (seat.offset..seat.offset + seat.width).map(|bit| 1_usize << bit);
    let (near, distant): (Vec<usize>, Vec<usize>) = bits.partition(|&bit| bit < TILE);
    if !near.is_empty() {
        for tile in entries.chunks_mut(TILE) {
            for &bit in &near {
                pass::<GREATEST>(tile, bit, seat);
            }
        }
    }
    for bit in distant {
        pass::<GREATEST>(entries, bit, seat);
    }
}

/// One bit: from clear to set unless it can only be cleared, and back unless it can only be set.
fn pass<const GREATEST: bool>(entries: &mut [i32], bit: usize, seat: Seat) {
    let can_set = seat.back & bit == 0;
    let can_clear = seat.forward & bit == 0;
    match bit {
        1 => fixed_pass::<GREATEST, 1>(entries, can_set, can_clear),
        2 => fixed_pass::<GREATEST, 2>(entries, can_set, can_clear),
        4 => fixed_pass::<GREATEST, 4>(entries, can_set, can_clear),
        8 => fixed_pass::<GREATEST, 8>(entries, can_set, can_clear),
        _ => {
            for halves in entries.chunks_exact_mut(2 * bit) {
                let (clear, taken) = halves.split_at_mut(bit);
                join::<GREATEST>(clear, taken, can_set, can_clear);
            }
        }
    }
}

/// The same with a distance known when compiling, for short distances.
fn fixed_pass<const GREATEST: bool, const BIT: usize>(entries: &mut [i32], can_set: bool, can_clear: bool) {
    for halves in entries.chunks_exact_mut(2 * BIT) {
        let (clear, taken) = halves.split_at_mut(BIT);
        join::<GREATEST>(&mut clear[..BIT], &mut taken[..BIT], can_set, can_clear);
    }
}

#[inline]
fn join<const GREATEST: bool>(clear: &mut [i32], taken: &mut [i32], can_set: bool, can_clear: bool) {
    let better = |one: i32, other: i32| if GREATEST { one.max(other) } else { one.min(other) };
    match (can_set, can_clear) {
        (true, true) => clear.iter_mut().zip(taken).for_each(|(one, other)| {
            let both = better(*one, *other);
            (*one, *other) = (both, both);
        }),
        (true, false) => clear.iter_mut().zip(taken).for_each(|(one, other)| *one = better(*one, *other)),
        (false, true) => clear.iter_mut().zip(taken).for_each(|(one, other)| *other = better(*one, *other)),
        (false, false) => {}
    }
}
