//! A model in option form laid out as arrays: one entry a code, feasible or not.

use crate::model::{Choices, Direction};
use fixedbitset::FixedBitSet;

/// The rank that stands at infeasible codes; feasible ones have ranks from 1.
pub(super) const INFEASIBLE: i32 = 0;

/// One party's courses: adjacent bits of a code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    /// How many bits stand below them.
    pub(super) offset: u32,
    /// How many they are.
    pub(super) width: u32,
    /// Which bits of a code can only be set.
    pub(super) forward: usize,
    /// Which bits of a code can only be cleared.
    pub(super) back: usize,
}

impl Seat {
    pub(super) fn mask(self) -> usize {
        ((1 << self.width) - 1) << self.offset
    }

    /// The courses without a code's other bits.
    pub(super) fn own(self, bits: usize) -> usize {
        (bits & self.mask()) >> self.offset
    }
}

/// What the passes work on.
pub(super) struct CodeTable {
    pub(super) codes: usize,
    pub(super) seats: Vec<Seat>,
    pub(super) feasible: FixedBitSet,
    pub(super) all_feasible: bool,
}

impl CodeTable {
    /// `courses` of the model must fit the machine's word; the caller has made sure of much less.
    pub(super) fn new(choices: &Choices) -> Self {
        let codes = 1_usize << choices.courses().len();
        let word = |bits: u64| usize::try_from(bits).unwrap_or(usize::MAX);
        let (forward, back) =
            (choices.courses_with(Direction::Forward), choices.courses_with(Direction::Back));
        let seats = (0..choices.parties().len()).map(|party| {
            let own = choices.courses_of(party);
            let offset = if own == 0 { 0 } else { own.trailing_zeros() };
            Seat { offset, width: own.count_ones(), forward: word(forward & own), back: word(back & own) }
        });
        let feasible = feasible_codes(choices, codes);
        let all_feasible = feasible.count_ones(..) == codes;
        Self { codes, seats: seats.collect(), feasible, all_feasible }
    }

    /// Writes `value` at every infeasible code.
    pub(super) fn blank_infeasible(&self, values: &mut [i32], value: i32) {
        if self.all_feasible {
            return;
        }
        for (chunk, &block) in values.chunks_mut(BLOCK).zip(self.feasible.as_slice()) {
            if block != usize::MAX {
                for (bit, place) in chunk.iter_mut().enumerate() {
                    *place = if block >> bit & 1 == 1 { *place } else { value };
                }
            }
        }
    }
}

/// How many bits a block of a set has.
pub(super) const BLOCK: usize = usize::BITS as usize;

fn feasible_codes(choices: &Choices, codes: usize) -> FixedBitSet {
    let mut feasible = FixedBitSet::with_capacity(codes);
    feasible.insert_range(..);
    for pattern in choices.patterns() {
        let free = (codes as u64 - 1) & !pattern.speaks_of;
        let mut rest = 0_u64;
        loop {
            feasible.set(usize::try_from(rest | pattern.taken).unwrap_or(0), false);
            rest = rest.wrapping_sub(free) & free;
            if rest == 0 {
                break;
            }
        }
    }
    feasible
}
