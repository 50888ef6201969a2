//! A point on the way to a frontier.

/// A point on the way: what it is worth so far and where it came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<const N: usize, From: Copy> {
    pub(crate) worth: [i64; N],
    pub(crate) from: From,
}
