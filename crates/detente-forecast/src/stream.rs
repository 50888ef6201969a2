//! Chance, the same on every machine, by the name of what is drawn.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A stream of its own for everything that is drawn: by the seed, the purpose and a number.
pub(crate) struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of a purpose.
    pub(crate) fn named(seed: u64, purpose: &str, number: u64) -> Self {
        Self::of(Self::key(seed, purpose), number)
    }

    /// What all streams of a seed and a purpose have in common.
    pub(crate) fn key(seed: u64, purpose: &str) -> [u8; 32] {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        for (at, byte) in purpose.bytes().enumerate() {
            // Purposes are short words of this crate; longer ones fold over the same places.
            let place = 8 + at % 24;
            key[place] = key[place].rotate_left(3) ^ byte;
        }
        key
    }

    /// The stream of a key.
    pub(crate) fn of(key: [u8; 32], number: u64) -> Self {
        let mut words = ChaCha8Rng::from_seed(key);
        words.set_stream(number);
        Self(words)
    }

    /// A number below `count`; 0 if there is none.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let scaled = (u128::from(self.0.next_u64()) * count as u128) >> 64;
        usize::try_from(scaled).unwrap_or(0)
    }

    /// A number from 0 up to, not including, 1: a multiple of 2^-53.
    pub(crate) fn fraction(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
        let fraction = (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        fraction
    }

    /// Puts things in an order of chance.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "counts of actors, issues and draws are far below 2^52")]
pub(crate) const fn real(count: usize) -> f64 {
    count as f64
}

/// A count as a number of 64 bits.
pub(crate) fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
