//! Numbers that stand for texts and for what a decision looks at.

/// Mixes a further number in; the high bits of the result depend on all of both.
pub(crate) const fn mix(seed: u64, value: u64) -> u64 {
    (seed.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A number for a text.
pub(crate) fn of_text(text: &str) -> u64 {
    let sum = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mix(sum, sum >> 29)
}

/// The high half, where a number is well mixed.
pub(crate) const fn high(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// One of so many places: each equally often.
pub(crate) const fn place(hash: u64, places: usize) -> usize {
    (((hash >> 32) * places as u64) >> 32) as usize
}
