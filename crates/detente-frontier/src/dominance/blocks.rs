//! Points compared many at a time, in small numbers.

use super::candidate::Candidate;

/// How many kept points are compared at a time.
pub(crate) const LANES: usize = 64;

/// Kept points in coarse numbers, party by party.
pub(crate) struct Block<const N: usize> {
    coarse: [[i16; LANES]; N],
}

impl<const N: usize> Block<N> {
    /// Adds one point to blocks that hold so many.
    pub(crate) fn push(blocks: &mut Vec<Self>, held: usize, coarse: [i16; N]) {
        let lane = held % LANES;
        if lane == 0 {
            blocks.push(Self { coarse: [[i16::MIN; LANES]; N] });
        }
        if let Some(block) = blocks.last_mut() {
            for (lanes, own) in block.coarse.iter_mut().zip(coarse) {
                lanes[lane] = own;
            }
        }
    }

    /// Whether one of the points in the blocks matches or betters these coarse numbers and, looked at
    /// `exactly`, the true ones: coarse numbers keep order but not strictly.
    pub(crate) fn any_matches(blocks: &[Self], own: &[i16; N], exactly: impl Fn(usize) -> bool) -> bool {
        let matches = |(place, block): (usize, &Self)| {
            let spare = block.spare(own);
            spare.iter().fold(i16::MIN, |most, &spare| most.max(spare)) >= 0
                && (0..LANES).any(|lane| spare[lane] >= 0 && exactly(place * LANES + lane))
        };
        blocks.iter().enumerate().any(matches)
    }

    /// By lane, by how much its point is ahead where it is least so.
    #[inline]
    fn spare(&self, own: &[i16; N]) -> [i16; LANES] {
        let mut spare = [i16::MAX; LANES];
        for (lanes, &own) in self.coarse.iter().zip(own) {
            for (spare, &other) in spare.iter_mut().zip(lanes) {
                *spare = (*spare).min(other.saturating_sub(own));
            }
        }
        spare
    }
}

/// A map to small numbers that never turns an order around.
pub(crate) struct Coarsening<const N: usize> {
    pub(crate) least: [i64; N],
    pub(crate) shift: [u32; N],
}

impl<const N: usize> Coarsening<N> {
    pub(crate) fn of(candidates: &[Candidate<N>]) -> Self {
        let mut least = [i64::MAX; N];
        let mut most = [i64::MIN; N];
        for candidate in candidates {
            for party in 0..N {
                least[party] = least[party].min(candidate.worth[party]);
                most[party] = most[party].max(candidate.worth[party]);
            }
        }
        let shift = std::array::from_fn(|party| {
            // Worths lie within ±10^17, so their range fits.
            let range = most[party].saturating_sub(least[party]);
            (i64::BITS - range.leading_zeros()).saturating_sub(15)
        });
        Self { least, shift }
    }

    /// From 0 to `i16::MAX`, so that empty lanes at `i16::MIN` match nothing.
    pub(crate) fn apply(&self, worth: &[i64; N]) -> [i16; N] {
        std::array::from_fn(|party| {
            i16::try_from((worth[party] - self.least[party]) >> self.shift[party]).unwrap_or(i16::MAX)
        })
    }
}
