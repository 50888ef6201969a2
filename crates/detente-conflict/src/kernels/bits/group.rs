//! What one party can reach from every state of a tile at once.
//!
//! Numbers stand in binary: one set of states for each of their digits, the least first, all rows of one digit
//! together. Choosing all of a party's courses at once, each move passes through whatever its courses make
//! of the state between, feasible or not.

use super::layout::{EVERY, Layout, Lever, Line, NONE, join};
use crate::model::Direction;

/// The greatest numbers over each state and all the party's moves from it to states of `among`, 0 if there is
/// none. They are the same in every row of a tile whose party can undo all it does: then only one row is written.
/// Returns how many rows were.
pub(super) fn greatest(
    layout: &Layout,
    numbers: &[Line],
    among: &mut [Line],
    greatest: &mut [Line],
) -> usize {
    let rows = layout.rows();
    if layout.reversible() {
        let mut reached = EVERY;
        let mut above = numbers.len();
        for (ones, most) in numbers.chunks_exact(rows).zip(greatest.iter_mut()).rev() {
            *most = narrow(among, &numbers[above..], &reached, ones);
            (reached, above) = (*most, above - rows);
        }
        return 1;
    }
    let digits = numbers.len() / rows;
    for digit in (0..digits).rev() {
        let ones = &numbers[digit * rows..(digit + 1) * rows];
        let reached = &mut greatest[digit * rows..(digit + 1) * rows];
        for ((reached, among), ones) in reached.iter_mut().zip(among.iter()).zip(ones) {
            *reached = join(among, ones, |among, one| among & one);
        }
        let undone = |lever: &&Lever| lever.direction == Direction::Both;
        layout.levers().iter().filter(undone).for_each(|lever| spread(reached, *lever));
        for ((among, ones), reached) in among.iter_mut().zip(ones).zip(reached.iter()) {
            let kept = join(ones, reached, |one, reached| one | !reached);
            *among = join(among, &kept, |among, kept| among & kept);
        }
    }
    let one_way = |lever: &&Lever| lever.direction != Direction::Both;
    layout.levers().iter().filter(one_way).for_each(|lever| raise(greatest, rows, *lever));
    rows
}

/// Leaves in `among` the states whose digit before was the greatest `reached` there; returns where any of these has
/// the next digit.
fn narrow(among: &mut [Line], before: &[Line], reached: &Line, ones: &[Line]) -> Line {
    let mut next = NONE;
    let mut step = |among: &mut Line, ones: &Line| {
        for lane in 0..next.len() {
            next[lane] |= among[lane] & ones[lane];
        }
    };
    if before.is_empty() {
        among.iter_mut().zip(ones).for_each(|(among, ones)| step(among, ones));
        return next;
    }
    for ((among, ones), before) in among.iter_mut().zip(ones).zip(before) {
        for lane in 0..among.len() {
            among[lane] &= before[lane] | !reached[lane];
        }
        step(among, ones);
    }
    next
}

/// The states whose number is below the greatest; `written` rows of those there are.
pub(super) fn below(numbers: &[Line], greatest: &[Line], written: usize, found: &mut [Line]) {
    let rows = found.len();
    for (row, found) in found.iter_mut().enumerate() {
        let mut less = NONE;
        let (own, most) = (&numbers[row..], &greatest[row.min(written - 1)..]);
        for (own, most) in own.iter().step_by(rows).zip(most.iter().step_by(written)) {
            for lane in 0..less.len() {
                less[lane] = most[lane] & !own[lane] | less[lane] & !(most[lane] ^ own[lane]);
            }
        }
        *found = less;
    }
}

/// Every state from which the party can move to one of the states, and these themselves.
pub(super) fn reaching(layout: &Layout, states: &mut [Line]) {
    if layout.reversible() {
        let any = states.iter().fold(NONE, |any, row| join(&any, row, |any, row| any | row));
        states.fill(any);
        return;
    }
    layout.levers().iter().for_each(|lever| spread(states, *lever));
}

fn spread(states: &mut [Line], lever: Lever) {
    let bit = 1 << lever.bit;
    for halves in states.chunks_exact_mut(2 * bit) {
        let (clear, taken) = halves.split_at_mut(bit);
        for (clear, taken) in clear.iter_mut().zip(taken) {
            let both = join(clear, taken, |clear, taken| clear | taken);
            if lever.direction != Direction::Back {
                *clear = both;
            }
            if lever.direction != Direction::Forward {
                *taken = both;
            }
        }
    }
}

/// Raises numbers to the greater of theirs and those where a course of one direction is changed.
fn raise(numbers: &mut [Line], rows: usize, lever: Lever) {
    let bit = 1_usize << lever.bit;
    let digits = numbers.len() / rows;
    for row in (0..rows).filter(|row| row & bit == 0) {
        let forward = lever.direction == Direction::Forward;
        let (to, from) = if forward { (row, row | bit) } else { (row | bit, row) };
        let mut greater = NONE;
        for digit in 0..digits {
            greater = greater_by(&greater, &numbers[digit * rows + to], &numbers[digit * rows + from]);
        }
        for digit in 0..digits {
            let other = numbers[digit * rows + from];
            let own = &mut numbers[digit * rows + to];
            *own = chosen(&greater, own, &other);
        }
    }
}

/// Where the other number is greater, by one more digit.
fn greater_by(before: &Line, own: &Line, other: &Line) -> Line {
    let differ = join(own, other, |own, other| own ^ other);
    let decided = join(&differ, other, |differ, other| differ & other);
    let before = join(before, &differ, |before, differ| before & !differ);
    join(&decided, &before, |decided, before| decided | before)
}

fn chosen(greater: &Line, own: &Line, other: &Line) -> Line {
    let differ = join(own, other, |own, other| own ^ other);
    let flips = join(greater, &differ, |greater, differ| greater & differ);
    join(own, &flips, |own, flips| own ^ flips)
}

/// Lowers numbers of so many digits, line by line, to the smaller of theirs and the others.
pub(super) fn lower(numbers: &mut [Line], others: &[Line], digits: usize) {
    for (numbers, others) in numbers.chunks_exact_mut(digits).zip(others.chunks_exact(digits)) {
        let pairs = numbers.iter().zip(others);
        let greater = pairs.fold(NONE, |greater, (own, other)| greater_by(&greater, other, own));
        let pairs = numbers.iter_mut().zip(others);
        pairs.for_each(|(own, other)| *own = chosen(&greater, own, other));
    }
}
