//! A point on the way to a frontier.

/// A point on the way: what it is worth so far and where it came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<const N: usize> {
    pub(crate) worth: [i64; N],
    /// A number that tells whoever made it where it came from.
    pub(crate) from: u64,
}
