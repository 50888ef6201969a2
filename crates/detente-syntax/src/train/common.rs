//! Which features are not rare: those that are seen once or twice are learned by heart, and take room.

/// So large a table that features hardly share a place.
pub(super) const MANY: usize = 1 << 33;
/// Of how many places features are counted in.
const PLACES: usize = 1 << 27;

/// How often features are seen.
pub(super) struct Counts(Vec<u8>);

impl Counts {
    pub(super) fn new() -> Self {
        Self(vec![0; PLACES])
    }

    /// Counts each of some features once more.
    pub(super) fn add(&mut self, keys: &[usize]) {
        for key in keys {
            let count = &mut self.0[place_of(*key)];
            *count = count.saturating_add(1);
        }
    }

    /// Those that were seen so often.
    pub(super) fn above(self, least: u8) -> Common {
        let bits = self.0.chunks(64).map(|chunk| {
            chunk.iter().enumerate().fold(0, |bits, (at, &count)| bits | u64::from(count >= least) << at)
        });
        Common(bits.collect())
    }
}

/// Features that are not rare, as a set of their places.
#[derive(Default)]
pub(super) struct Common(Vec<u64>);

impl Common {
    /// Of the bases, keeps those whose key is common.
    pub(super) fn keep(&self, keys: &[usize], bases: &mut Vec<usize>) {
        let mut at = 0;
        bases.retain(|_| {
            let place = place_of(keys[at]);
            at += 1;
            self.0[place / 64] >> (place % 64) & 1 == 1
        });
    }
}

/// Where a feature of the large table is counted.
fn place_of(key: usize) -> usize {
    key >> 6
}
