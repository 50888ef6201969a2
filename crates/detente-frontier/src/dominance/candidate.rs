//! A point on the way to a frontier.

/// A point on the way: what it is worth so far and where it came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<const N: usize, S = i64> {
    pub(crate) worth: [S; N],
    /// Where it came from, in the words of whoever made it; the highest bit is not theirs.
    from: u64,
}

/// Marks a candidate in whose place another of the same worth was left out.
const HAS_TWIN: u64 = 1 << 63;

impl<const N: usize, S> Candidate<N, S> {
    pub(crate) fn new(worth: [S; N], from: u64) -> Self {
        debug_assert!(from < HAS_TWIN, "the highest bit is kept");
        Self { worth, from }
    }

    pub(crate) fn from(&self) -> u64 {
        self.from & !HAS_TWIN
    }

    /// Whether another of the same worth was left out for it.
    pub(crate) fn has_twin(&self) -> bool {
        self.from >= HAS_TWIN
    }

    pub(crate) fn mark_twin(&mut self) {
        self.from |= HAS_TWIN;
    }
}
