//! Weights of what decisions look at, without keys: what they look at is hashed, and shares its place by chance.
//!
//! Hash kernels: Shi et al. 2009; as good as tables with keys for parsing: Bohnet 2010.

use crate::hash;

/// A weight: a byte when reading, wider when learning.
pub(crate) trait Weight: Copy + Into<i32> {}

impl Weight for i8 {}
impl Weight for i32 {}

/// How many classes a decision may have; they stand together, in an order of their own for each feature.
pub(crate) trait Block {
    /// A power of two.
    const CLASSES: usize;

    /// Where a feature's weights begin in a table: `base ^ class` is that of a class.
    fn base(feature: u64, table: usize) -> usize {
        let block = hash::place(feature, table / Self::CLASSES);
        block * Self::CLASSES + (feature >> 20) as usize % Self::CLASSES
    }
}

/// Decisions between parts of speech.
pub(crate) struct OfTags;
/// Decisions between relations.
pub(crate) struct OfRelations;
/// Decisions between moves.
pub(crate) struct OfMoves;

impl Block for OfTags {
    const CLASSES: usize = 128;
}

impl Block for OfRelations {
    const CLASSES: usize = 64;
}

impl Block for OfMoves {
    const CLASSES: usize = 4;
}

/// The sum of the weights of a class.
pub(crate) fn score<W: Weight>(table: &[W], bases: &[usize], class: usize) -> i32 {
    bases.iter().map(|&base| table[base ^ class].into()).sum()
}

/// Of the classes of a set the one with the largest sum; the lowest of equals.
pub(crate) fn best<W: Weight>(table: &[W], bases: &[usize], mut set: u128) -> (usize, i32) {
    let mut best = (set.trailing_zeros() as usize % 128, i32::MIN);
    while set != 0 {
        let class = set.trailing_zeros() as usize;
        let sum = score(table, bases, class);
        if sum > best.1 {
            best = (class, sum);
        }
        set &= set - 1;
    }
    best
}
