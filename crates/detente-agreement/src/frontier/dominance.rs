//! Which of many points no other matches or betters for everybody.

/// A point on the way: what it is worth so far and where it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<const N: usize, From: Copy> {
    pub(super) worth: [i64; N],
    pub(super) from: From,
}

/// Keeps one candidate for every undominated worth, the first of equals, in falling lexicographic order for
/// up to three parties and in falling order of the sum beyond.
///
/// One party: the greatest. Two: a sweep in falling order of the first. Three: the same with the staircase of
/// the other two (Kung, Luccio & Preparata 1975). More: each against those kept, in falling order of the sum,
/// so that whoever dominates comes first.
pub(super) fn undominated<const N: usize, From: Copy>(candidates: &mut Vec<Candidate<N, From>>) {
    if N >= 4 {
        undominated_of_many(candidates);
        return;
    }
    // Candidates come as sorted runs, which the stable sort merges.
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.worth));
    match N {
        0 | 1 => candidates.truncate(1),
        2 => {
            let mut best = i64::MIN;
            candidates.retain(|candidate| {
                let better = candidate.worth[1] > best;
                best = best.max(candidate.worth[1]);
                better
            });
        }
        _ => {
            let mut staircase = Staircase::default();
            candidates.retain(|candidate| staircase.admit(candidate.worth[1], candidate.worth[2]));
        }
    }
}

/// Undominated pairs in rising order of the first and so in falling order of the second.
#[derive(Default)]
struct Staircase {
    steps: Vec<(i64, i64)>,
}

impl Staircase {
    /// Takes the pair in unless a step matches or betters both its numbers.
    fn admit(&mut self, first: i64, second: i64) -> bool {
        // Of the steps at least as good in the first number, this one is best in the second.
        let next = self.steps.partition_point(|step| step.0 < first);
        if self.steps.get(next).is_some_and(|step| step.1 >= second) {
            return false;
        }
        let beaten_from = self.steps[..next].partition_point(|step| step.1 > second);
        let equal_first = usize::from(self.steps.get(next).is_some_and(|step| step.0 == first));
        self.steps.splice(beaten_from..next + equal_first, [(first, second)]);
        true
    }
}

/// How many kept points are compared at a time.
pub(super) const LANES: usize = 16;

/// Kept points in coarse numbers, party by party.
struct Block<const N: usize> {
    coarse: [[i16; LANES]; N],
}

fn undominated_of_many<const N: usize, From: Copy>(candidates: &mut Vec<Candidate<N, From>>) {
    let sum = |candidate: &Candidate<N, From>| candidate.worth.iter().sum::<i64>();
    candidates.sort_by(|one, other| sum(other).cmp(&sum(one)).then_with(|| other.worth.cmp(&one.worth)));
    let coarsening = Coarsening::of(candidates);
    let mut blocks: Vec<Block<N>> = Vec::new();
    let mut kept = 0;
    for next in 0..candidates.len() {
        let candidate = candidates[next];
        let coarse = coarsening.apply(&candidate.worth);
        let dominated = blocks.iter().enumerate().any(|(place, block)| {
            let mut matched = [-1_i16; LANES];
            for (lanes, &own) in block.coarse.iter().zip(&coarse) {
                for (matched, &other) in matched.iter_mut().zip(lanes) {
                    *matched &= -i16::from(other >= own);
                }
            }
            // Coarse numbers keep order but not strictly: what they match is looked at exactly.
            matched != [0; LANES]
                && (0..LANES).any(|lane| {
                    matched[lane] != 0
                        && candidates[place * LANES + lane]
                            .worth
                            .iter()
                            .zip(&candidate.worth)
                            .all(|(other, own)| other >= own)
                })
        });
        if dominated {
            continue;
        }
        let lane = kept % LANES;
        if lane == 0 {
            blocks.push(Block { coarse: [[i16::MIN; LANES]; N] });
        }
        if let Some(block) = blocks.last_mut() {
            for (lanes, own) in block.coarse.iter_mut().zip(coarse) {
                lanes[lane] = own;
            }
        }
        candidates[kept] = candidate;
        kept += 1;
    }
    candidates.truncate(kept);
}

/// A map to small numbers that never turns an order around.
struct Coarsening<const N: usize> {
    least: [i64; N],
    shift: [u32; N],
}

impl<const N: usize> Coarsening<N> {
    fn of<From: Copy>(candidates: &[Candidate<N, From>]) -> Self {
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
    fn apply(&self, worth: &[i64; N]) -> [i16; N] {
        std::array::from_fn(|party| {
            i16::try_from((worth[party] - self.least[party]) >> self.shift[party]).unwrap_or(i16::MAX)
        })
    }
}
