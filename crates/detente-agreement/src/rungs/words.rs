//! The random words behind rungs, each of a stream of its own.

use detente_case::Quantity;

use super::{Kind, Words};
/// How rungs are drawn in millionths.
pub(crate) type InMillionths = Kind<fn(Quantity) -> i64, fn(u64, i64, i64) -> i64>;

pub(crate) const IN_MILLIONTHS: InMillionths =
    Kind { number: Quantity::millionths, between: crate::draws::between };

/// The random words behind the rungs of an issue, by draw.
pub(crate) struct RungWords {
    pub(crate) best: Vec<u64>,
    pub(crate) side: Vec<u64>,
    pub(crate) peak: Vec<u64>,
    /// By rung.
    pub(crate) rungs: Vec<Vec<u64>>,
}

impl RungWords {
    /// Those of one draw.
    pub(crate) fn of(&self, draw: usize) -> impl Words {
        WordsOfDraw { words: self, draw }
    }
}

struct WordsOfDraw<'a> {
    words: &'a RungWords,
    draw: usize,
}

impl WordsOfDraw<'_> {
    fn word(&self, words: &[u64]) -> u64 {
        words.get(self.draw).copied().unwrap_or(0)
    }
}

impl Words for WordsOfDraw<'_> {
    fn best(&self) -> u64 {
        self.word(&self.words.best)
    }
    fn side(&self) -> u64 {
        self.word(&self.words.side)
    }
    fn peak(&self) -> u64 {
        self.word(&self.words.peak)
    }
    fn rung(&self, rung: usize) -> u64 {
        self.words.rungs.get(rung).map_or(0, |words| self.word(words))
    }
}
