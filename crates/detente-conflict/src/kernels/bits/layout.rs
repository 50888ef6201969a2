//! How one party's groups lie in sets of states: the rows of tiles.

use crate::model::{Choices, Direction};
pub(super) use crate::preference::LOW;

/// How many words are worked on together: a line of the cache.
pub(super) const LANES: usize = 8;

/// 512 states, one bit each.
pub(super) type Line = [u64; LANES];

/// No state of a line.
pub(super) const NONE: Line = [0; LANES];

/// All states of a line.
pub(super) const EVERY: Line = [u64::MAX; LANES];

/// How many states a word holds.
pub(super) const WORD: usize = u64::BITS as usize;

/// How many courses tell the bits of a word apart.
pub(super) const IN_A_WORD: u32 = LOW.len() as u32;

/// How many courses tell the bits of a line apart.
pub(super) const IN_A_LINE: u32 = IN_A_WORD + LANES.trailing_zeros();

/// Joins two lines word by word.
#[inline]
pub(super) fn join(one: &Line, other: &Line, by: impl Fn(u64, u64) -> u64) -> Line {
    let mut joined = *one;
    joined.iter_mut().zip(other).for_each(|(word, &other)| *word = by(*word, other));
    joined
}

/// Joins a line to another word by word.
#[inline]
pub(super) fn join_to(line: &mut Line, other: &Line, by: impl Fn(u64, u64) -> u64) {
    line.iter_mut().zip(other).for_each(|(word, &other)| *word = by(*word, other));
}

/// Whether no state of a line is in it.
#[inline]
pub(super) fn is_empty(line: &Line) -> bool {
    line.iter().fold(0, |any, word| any | word) == 0
}

/// Whether every state of a line is in it.
#[inline]
pub(super) fn is_full(line: &Line) -> bool {
    line.iter().fold(u64::MAX, |all, word| all & word) == u64::MAX
}

/// A course of a party, as a bit of its rows' numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lever {
    /// Which bit.
    pub(super) bit: u32,
    /// Which way it can be changed.
    pub(super) direction: Direction,
}

/// Where the states lie among which one party chooses.
///
/// A tile is `rows` lines; what differs between its rows is the party's choice alone, so that the party never leaves
/// a tile. Sets of states stand in the order of the codes, so that courses of low bits tell the bits of a line
/// apart. In a tile each of these has changed places with a bit of higher value that is none of the party's.
pub(in crate::kernels) struct Layout {
    levers: Vec<Lever>,
    /// The party's courses of low bits, and the bits of rows' numbers that they change places with.
    low: Vec<Swap>,
    /// How many bits stand between its rows and the bits of a line.
    below: u32,
    /// How many lines there are of all states.
    lines: usize,
}

/// Two bits that change places.
#[derive(Clone, Copy, Debug)]
struct Swap {
    in_a_line: u32,
    row: u32,
}

impl Layout {
    /// One for each party, for sets of as many lines as are returned beside them. There are never fewer lines
    /// than a tile of the widest party has: codes beyond those of the model stand for no state.
    pub(super) fn of(choices: &Choices) -> (Vec<Self>, usize) {
        let lines = 1_usize << (Self::bits(choices) - IN_A_LINE);
        let layouts = (0..choices.parties().len()).map(|party| {
            let courses = choices.courses().iter().enumerate();
            let own = courses.filter(|(_, course)| course.owner == party);
            Self::new(own.map(|(place, course)| (place as u32, course.direction)), lines)
        });
        (layouts.collect(), lines)
    }

    /// How many bits a code has that the sets hold: those of the model and enough for a tile of each party.
    pub(in crate::kernels) fn bits(choices: &Choices) -> u32 {
        let needed = |party: usize| {
            let own = choices.courses_of(party);
            let first = if own == 0 { IN_A_LINE } else { own.trailing_zeros().max(IN_A_LINE) };
            first + own.count_ones()
        };
        let widest = (0..choices.parties().len()).map(needed).max().unwrap_or(IN_A_LINE);
        widest.max(choices.courses().len() as u32)
    }

    /// The party's courses are neighbours. Those of low bits change places with the bits above the others.
    fn new(own: impl Iterator<Item = (u32, Direction)>, lines: usize) -> Self {
        let (low, high): (Vec<_>, Vec<_>) = own.partition(|(bit, _)| *bit < IN_A_LINE);
        let first = high.first().map_or(IN_A_LINE, |(bit, _)| *bit);
        let rows = high.iter().chain(&low).zip(0..);
        let swaps = low.iter().zip(high.len() as u32..);
        Self {
            levers: rows.map(|(&(_, direction), bit)| Lever { bit, direction }).collect(),
            low: swaps.map(|(&(in_a_line, _), row)| Swap { in_a_line, row }).collect(),
            below: first - IN_A_LINE,
            lines,
        }
    }

    /// The party's courses.
    pub(super) fn levers(&self) -> &[Lever] {
        &self.levers
    }

    /// How many rows a tile has.
    pub(super) fn rows(&self) -> usize {
        1 << self.levers.len()
    }

    /// How many tiles there are.
    pub(super) fn tiles(&self) -> usize {
        self.lines >> self.levers.len()
    }

    /// Whether every course can be taken and given up again.
    pub(super) fn reversible(&self) -> bool {
        self.levers.iter().all(|lever| lever.direction == Direction::Both)
    }

    /// Which line is the row of the tile.
    pub(super) fn line(&self, tile: usize, row: usize) -> usize {
        let low = tile & ((1 << self.below) - 1);
        low | row << self.below | (tile >> self.below) << (self.below as usize + self.levers.len())
    }

    /// The tile that holds a line.
    pub(super) fn tile_of(&self, line: usize) -> usize {
        let low = line & ((1 << self.below) - 1);
        low | (line >> (self.below as usize + self.levers.len())) << self.below
    }

    /// Copies a tile's rows together.
    pub(super) fn gather(&self, tile: usize, set: &[Line], rows: &mut [Line]) {
        for (row, into) in rows.iter_mut().enumerate() {
            *into = set[self.line(tile, row)];
        }
        self.swap(rows);
    }

    /// Copies a tile's rows of each digit together, one digit after the other. Numbers have their digits line by line.
    pub(super) fn gather_numbers(&self, tile: usize, numbers: &[Line], rows: &mut [Line]) {
        let digits = numbers.len() / self.lines;
        for (digit, rows) in rows.chunks_exact_mut(self.rows()).enumerate() {
            for (row, into) in rows.iter_mut().enumerate() {
                *into = numbers[self.line(tile, row) * digits + digit];
            }
            self.swap(rows);
        }
    }

    /// Copies a tile's rows to where they belong; they are left in that order.
    pub(super) fn scatter(&self, tile: usize, rows: &mut [Line], set: &mut [Line]) {
        self.swap(rows);
        for (row, from) in rows.iter().enumerate() {
            set[self.line(tile, row)] = *from;
        }
    }

    /// Copies a tile's rows of each digit to where they belong.
    pub(super) fn scatter_numbers(&self, tile: usize, rows: &mut [Line], numbers: &mut [Line]) {
        let digits = numbers.len() / self.lines;
        for (digit, rows) in rows.chunks_exact_mut(self.rows()).enumerate() {
            self.swap(rows);
            for (row, from) in rows.iter().enumerate() {
                numbers[self.line(tile, row) * digits + digit] = *from;
            }
        }
    }

    /// The whole set tile after tile, each row by row.
    pub(super) fn tiled(&self, set: &[Line]) -> Vec<Line> {
        let mut tiled = vec![NONE; set.len()];
        for (tile, rows) in tiled.chunks_exact_mut(self.rows()).enumerate() {
            self.gather(tile, set, rows);
        }
        tiled
    }

    /// Has the party's courses of low bits and the rows' bits for them change places, there or back.
    pub(super) fn swap(&self, rows: &mut [Line]) {
        for &Swap { in_a_line, row } in &self.low {
            match in_a_line {
                0 => exchange(rows, row, swap_bits::<0>),
                1 => exchange(rows, row, swap_bits::<1>),
                2 => exchange(rows, row, swap_bits::<2>),
                3 => exchange(rows, row, swap_bits::<3>),
                4 => exchange(rows, row, swap_bits::<4>),
                5 => exchange(rows, row, swap_bits::<5>),
                6 => exchange(rows, row, swap_lanes::<1>),
                7 => exchange(rows, row, swap_lanes::<2>),
                _ => exchange(rows, row, swap_lanes::<4>),
            }
        }
    }
}

/// Exchanges states between each two rows that differ in one bit of their numbers.
#[inline]
fn exchange(rows: &mut [Line], bit: u32, swap: impl Fn(&mut Line, &mut Line)) {
    for halves in rows.chunks_exact_mut(2 << bit) {
        let (clear, taken) = halves.split_at_mut(1 << bit);
        clear.iter_mut().zip(taken).for_each(|(clear, taken)| swap(clear, taken));
    }
}

/// Exchanges the states of one line whose bit is set with those of another whose bit is not.
#[inline]
fn swap_bits<const BIT: usize>(one: &mut Line, other: &mut Line) {
    let differ = join(one, other, |one, other| (one >> (1 << BIT) ^ other) & !LOW[BIT]);
    join_to(other, &differ, |other, differ| other ^ differ);
    join_to(one, &differ, |one, differ| one ^ differ << (1 << BIT));
}

/// Exchanges the words of one line in whose number the bit is set with those of another where it is not.
#[inline]
fn swap_lanes<const BIT: usize>(one: &mut Line, other: &mut Line) {
    for lane in (0..LANES).filter(|lane| lane & BIT == 0) {
        std::mem::swap(&mut one[lane | BIT], &mut other[lane]);
    }
}
