//! How one party's groups lie in sets of states: bits of a word, rows of words, and what stands beside them.

use crate::model::{Choices, Direction};

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

/// For each of the six lowest courses the numbers from 0 to 63 in whose binary form it is set.
pub(super) const LOW: [u64; 6] = [
    0xAAAA_AAAA_AAAA_AAAA,
    0xCCCC_CCCC_CCCC_CCCC,
    0xF0F0_F0F0_F0F0_F0F0,
    0xFF00_FF00_FF00_FF00,
    0xFFFF_0000_FFFF_0000,
    0xFFFF_FFFF_0000_0000,
];

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

/// A course of a party: a bit of a word's places, or of its rows' numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lever {
    /// Which bit.
    pub(super) bit: u32,
    /// Which way it can be changed.
    pub(super) direction: Direction,
}

/// Where the states lie among which one party chooses.
///
/// A tile is `rows` × [`LANES`] words; what differs between its rows is the party's choice alone, so that the party
/// never leaves a tile. Lines stand in the order of the codes; a tile's rows stand apart there.
pub(in crate::kernels) struct Layout {
    /// Its courses among the six lowest.
    pub(super) within: Vec<Lever>,
    /// Its other courses.
    pub(super) across: Vec<Lever>,
    /// How many courses of lower bits stand between its rows and the bits of a word.
    below: u32,
    /// How many lines there are of all states.
    lines: usize,
}

impl Layout {
    /// One for each party, for sets of as many lines as are returned beside them. There are never fewer lines
    /// than a tile of the widest party has: codes beyond those of the model stand for no state.
    pub(super) fn of(choices: &Choices) -> (Vec<Self>, usize) {
        let seats = (0..choices.parties().len()).map(|party| {
            let levers = choices.courses().iter().enumerate();
            let levers = levers.filter(|(_, course)| course.owner == party);
            levers.map(|(place, course)| (place as u32, course.direction)).collect::<Vec<_>>()
        });
        let seats: Vec<Vec<(u32, Direction)>> = seats.collect();
        let bits = Self::bits(choices);
        let lines = 1_usize << (bits - IN_A_LINE);
        (seats.iter().map(|levers| Self::new(levers, lines)).collect(), lines)
    }

    /// How many bits a code has that the sets hold: those of the model and enough for a tile of each party.
    pub(in crate::kernels) fn bits(choices: &Choices) -> u32 {
        let rows = |party: usize| (choices.courses_of(party) >> IN_A_WORD).count_ones();
        let widest = (0..choices.parties().len()).map(rows).max().unwrap_or(0);
        (widest + IN_A_LINE).max(choices.courses().len() as u32)
    }

    fn new(levers: &[(u32, Direction)], lines: usize) -> Self {
        let (within, across): (Vec<_>, Vec<_>) = levers.iter().partition(|(bit, _)| *bit < IN_A_WORD);
        let first = across.first().map_or(IN_A_LINE, |(bit, _)| *bit);
        let lever = |&(bit, direction): &(u32, Direction), from: u32| Lever { bit: bit - from, direction };
        Self {
            within: within.iter().map(|entry| lever(entry, 0)).collect(),
            across: across.iter().map(|entry| lever(entry, first)).collect(),
            below: first - IN_A_WORD,
            lines,
        }
    }

    /// How many rows a tile has.
    pub(super) fn rows(&self) -> usize {
        1 << self.across.len()
    }

    /// How many tiles there are.
    pub(super) fn tiles(&self) -> usize {
        self.lines >> self.across.len()
    }

    /// Whether the party has any course.
    pub(super) fn can_move(&self) -> bool {
        !self.within.is_empty() || !self.across.is_empty()
    }

    /// Whether every course can be taken and given up again.
    pub(super) fn reversible(&self) -> bool {
        self.within.iter().chain(&self.across).all(|lever| lever.direction == Direction::Both)
    }

    /// Whether a row is a line of the set, rather than words from several.
    pub(super) fn rows_are_lines(&self) -> bool {
        self.below >= LANES.trailing_zeros()
    }

    /// Which line is the row of the tile, where rows are lines.
    pub(super) fn line(&self, tile: usize, row: usize) -> usize {
        let below = self.below - LANES.trailing_zeros();
        let low = tile & ((1 << below) - 1);
        low | row << below | (tile >> below) << (below as usize + self.across.len())
    }

    /// Which word is in the lane of the row, where rows are words from several lines.
    pub(super) fn word(&self, tile: usize, row: usize, lane: usize) -> usize {
        let number = tile * LANES + lane;
        let low = number & ((1 << self.below) - 1);
        low | row << self.below | (number >> self.below) << (self.below as usize + self.across.len())
    }

    /// The tile that holds all of a line.
    pub(super) fn tile_of(&self, line: usize) -> usize {
        let word = line * LANES;
        let low = word & ((1 << self.below) - 1);
        (low | (word >> (self.below as usize + self.across.len())) << self.below) / LANES
    }

    /// Copies a tile's rows together.
    pub(super) fn gather(&self, tile: usize, set: &[Line], rows: &mut [Line]) {
        if self.rows_are_lines() {
            for (row, into) in rows.iter_mut().enumerate() {
                *into = set[self.line(tile, row)];
            }
            return;
        }
        for (row, into) in rows.iter_mut().enumerate() {
            for (lane, into) in into.iter_mut().enumerate() {
                let word = self.word(tile, row, lane);
                *into = set[word / LANES][word % LANES];
            }
        }
    }

    /// Copies a tile's rows of each digit together, one digit after the other.
    pub(super) fn gather_numbers(&self, tile: usize, numbers: &[Line], rows: &mut [Line]) {
        let digits = numbers.chunks_exact(self.lines).zip(rows.chunks_exact_mut(self.rows()));
        digits.for_each(|(digit, rows)| self.gather(tile, digit, rows));
    }

    /// Copies a tile's rows of each digit to where they belong.
    pub(super) fn scatter_numbers(&self, tile: usize, rows: &[Line], numbers: &mut [Line]) {
        let digits = numbers.chunks_exact_mut(self.lines).zip(rows.chunks_exact(self.rows()));
        digits.for_each(|(digit, rows)| self.scatter(tile, rows, digit));
    }

    /// Copies a tile's rows to where they belong.
    pub(super) fn scatter(&self, tile: usize, rows: &[Line], set: &mut [Line]) {
        if self.rows_are_lines() {
            for (row, from) in rows.iter().enumerate() {
                set[self.line(tile, row)] = *from;
            }
            return;
        }
        for (row, from) in rows.iter().enumerate() {
            for (lane, &from) in from.iter().enumerate() {
                let word = self.word(tile, row, lane);
                set[word / LANES][word % LANES] = from;
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
}
