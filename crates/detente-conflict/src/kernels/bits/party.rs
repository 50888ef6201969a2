//! A party as the bit sets know it.

use super::layout::{Layout, Line, NONE};

/// A party: where its states lie and how it orders them.
pub(super) struct Party {
    pub(super) layout: Layout,
    /// How many digits its classes have.
    pub(super) digits: usize,
    /// The digits of its classes in the order of the codes, line by line.
    pub(super) classes: Vec<Line>,
    /// The same, tile after tile, each digit's rows together.
    pub(super) tiled: Vec<Line>,
    /// The feasible states, tile after tile.
    pub(super) feasible: Vec<Line>,
}

impl Party {
    pub(super) fn new(layout: Layout, classes: Vec<Line>, feasible: &[Line]) -> Self {
        let digits = classes.len() / feasible.len();
        let mut tiled = vec![NONE; classes.len()];
        for (tile, entries) in tiled.chunks_exact_mut(layout.rows() * digits).enumerate() {
            layout.gather_numbers(tile, &classes, entries);
        }
        Self { feasible: layout.tiled(feasible), layout, digits, classes, tiled }
    }

    /// The digits of its classes tile after tile.
    pub(super) fn tiles(&self) -> impl Iterator<Item = (usize, &[Line])> {
        self.tiled.chunks_exact(self.layout.rows() * self.digits).enumerate()
    }
}
