//! The ways to settle the last issues, for two parties and sixteen at a time.

use super::ways::Way;

/// How many ways are looked at together.
const LANES: usize = 16;

/// Ways in falling order of the first party's worth, so that those looked at together differ little in it.
pub(crate) struct Lanes {
    pub(crate) ways: Vec<Way<2>>,
    chunks: Vec<Chunk>,
    /// From worths to the second party to coarse numbers.
    least: i64,
    shift: u32,
}

struct Chunk {
    /// The most that a way here is worth to the first party.
    first: i64,
    /// What each is worth to the second, in coarse numbers that never turn an order around.
    second: [i16; LANES],
}

impl Lanes {
    pub(crate) fn of(mut ways: Vec<Way<2>>) -> Self {
        ways.sort_by_key(|way| std::cmp::Reverse(way.adds));
        let seconds = || ways.iter().map(|way| way.adds[1]);
        let least = seconds().min().unwrap_or(0);
        let range = seconds().max().unwrap_or(0) - least;
        // Worths lie within ±10^17, so their range fits.
        let shift = (i64::BITS - range.leading_zeros()).saturating_sub(15);
        let coarse = |way: &Way<2>| i16::try_from((way.adds[1] - least) >> shift).unwrap_or(i16::MAX);
        let chunk = |ways: &[Way<2>]| {
            let mut second = [i16::MIN; LANES];
            second.iter_mut().zip(ways).for_each(|(lane, way)| *lane = coarse(way));
            Chunk { first: ways[0].adds[0], second }
        };
        let chunks = ways.chunks(LANES).map(chunk).collect();
        Self { ways, chunks, least, shift }
    }

    /// Looks at every way together with a beginning that is worth so much, and sees those that are worth more to the
    /// second party than `most`, asked of the first party's worth, is for the best of its chunk, or nearly
    /// so: none that is worth more is missed.
    pub(crate) fn each_above(
        &self,
        beginning: &[i64; 2],
        mut most: impl FnMut(i64) -> i64,
        mut see: impl FnMut(&Way<2>),
    ) {
        for (place, chunk) in self.chunks.iter().enumerate() {
            let most = most(beginning[0] + chunk.first);
            let reached = most.saturating_sub(beginning[1]).saturating_sub(self.least) >> self.shift;
            // Empty lanes are at the minimum and never reach it.
            let reached = reached.clamp(i64::from(i16::MIN) + 1, i64::from(i16::MAX));
            let reached = i16::try_from(reached).unwrap_or(i16::MAX);
            let found =
                chunk.second.iter().fold(0_i16, |found, &second| found | -i16::from(second >= reached));
            if found == 0 {
                continue;
            }
            for (way, &second) in self.ways[place * LANES..].iter().zip(&chunk.second) {
                if second >= reached {
                    see(way);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Every way worth more is seen, each once.
        #[test]
        fn no_way_that_is_worth_more_is_missed(
            worths in proptest::collection::vec((-40_i64..40, -90_000_i64..90_000), 0..70),
            beginning in (-40_i64..40, -90_000_i64..90_000),
            thresholds in proptest::collection::vec(prop_oneof![Just(i64::MIN), -180_000_i64..180_000], 161),
        ) {
            let mut thresholds = thresholds;
            thresholds.sort_unstable_by(|one, other| other.cmp(one));
            let most = |first: i64| thresholds[usize::try_from(first + 80).unwrap_or(0)];
            let way = |(number, &(first, second)): (u64, &(i64, i64))| Way { adds: [first, second], options: Vec::new(), number };
            let lanes = Lanes::of((0..).zip(&worths).map(way).collect());
            let mut seen = vec![0; worths.len()];
            lanes.each_above(&[beginning.0, beginning.1], most, |way| seen[usize::try_from(way.number).unwrap_or(0)] += 1);
            for (&(first, second), &seen) in worths.iter().zip(&seen) {
                let above = beginning.1 + second > most(beginning.0 + first);
                prop_assert!(seen <= 1 && (seen == 1 || !above));
            }
        }
    }
}
