//! Chance, the same on every machine.

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// What one participant of one run rolls: a `ChaCha8` stream of its own, so that nobody's rolls depend on how
/// often others roll, or on which runs are made. Which of several equals it takes comes from a second stream, `ties`,
/// so that no other roll depends on how many equals there are.
#[derive(Clone, Debug)]
pub struct Dice {
    words: ChaCha8Rng,
    /// The key and the run of the second stream; made when it is first asked.
    ties: ([u8; 32], u64, Option<ChaCha8Rng>),
}

/// The name of the stream by which one of several equals is chosen.
const TIES: [u8; 4] = *b"ties";

impl Dice {
    /// The dice of a participant (by place) in a run.
    #[must_use]
    pub fn new(seed: u64, run: u64, participant: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&participant.to_le_bytes());
        let words = stream(key, run);
        key[16..20].copy_from_slice(&TIES);
        Self { words, ties: (key, run, None) }
    }

    /// A number below `count`, each with the same chance (to within `count · 2^-64`); 0 if there is none.
    pub fn below(&mut self, count: usize) -> usize {
        below(&mut self.words, count)
    }

    /// One of `count` equals, each with the same chance, from the stream `ties`; 0 if there is none to choose.
    pub fn among_equals(&mut self, count: usize) -> usize {
        if count < 2 {
            return 0;
        }
        let (key, run, ties) = &mut self.ties;
        below(ties.get_or_insert_with(|| stream(*key, *run)), count)
    }

    /// A number from 0 up to, not including, 1: a multiple of 2^-53.
    pub fn fraction(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits are exact")]
        let fraction = (self.words.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        fraction
    }

    /// Whether something of this chance happens.
    pub fn chance(&mut self, of: f64) -> bool {
        self.fraction() < of
    }
}

fn stream(key: [u8; 32], run: u64) -> ChaCha8Rng {
    let mut words = ChaCha8Rng::from_seed(key);
    words.set_stream(run);
    words
}

fn below(words: &mut ChaCha8Rng, count: usize) -> usize {
    let scaled = (u128::from(words.next_u64()) * count as u128) >> 64;
    usize::try_from(scaled).unwrap_or(0)
}
