//! Which of many points no other matches or betters for everybody.

use super::dividing;

/// A point on the way: what it is worth so far and where it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<const N: usize, From: Copy> {
    pub(super) worth: [i64; N],
    pub(super) from: From,
}

/// How many candidates are sorted and swept in the time of one comparison with a block.
const SWEPT_IN_A_STEP: u64 = 1;

/// Keeps one candidate for every undominated worth, in falling lexicographic order for up to three parties and
/// in falling order of the sum or lexicographically beyond; `None` when the steps left do not suffice, of
/// which each is a comparison with a block of [`LANES`] points or takes as long.
///
/// One party: the greatest. Two: a sweep in falling order of the first. Three: the same with the staircase of
/// the other two (Kung, Luccio & Preparata 1975). More: each against those kept, in falling order of the sum,
/// so that whoever dominates comes first; where many are kept, by [`dividing`].
pub(super) fn undominated<const N: usize, From: Copy>(
    candidates: &mut Vec<Candidate<N, From>>,
    steps: &mut u64,
) -> Option<()> {
    *steps = steps.checked_sub(candidates.len() as u64 / SWEPT_IN_A_STEP)?;
    match N {
        2 => {
            merge_stairs(candidates);
            return Some(());
        }
        4.. => return undominated_of_many(candidates, steps),
        _ => {}
    }
    // Candidates come as sorted runs, which the stable sort merges.
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.worth));
    if N < 2 {
        candidates.truncate(1);
    } else {
        let mut staircase = Staircase::default();
        candidates.retain(|candidate| staircase.admit(candidate.worth[1], candidate.worth[2]));
    }
    Some(())
}

/// For two parties: stretches in falling order of the first and rising order of the second are merged two by two,
/// and what is dominated is left out on the way.
fn merge_stairs<const N: usize, From: Copy>(candidates: &mut Vec<Candidate<N, From>>) {
    let descends = |pair: &[Candidate<N, From>]| {
        pair[0].worth[0] > pair[1].worth[0] && pair[0].worth[1 % N] < pair[1].worth[1 % N]
    };
    let mut ends: Vec<usize> =
        (1..candidates.len()).filter(|&place| !descends(&candidates[place - 1..=place])).collect();
    ends.push(candidates.len());
    let mut merged = Vec::with_capacity(candidates.len());
    while ends.len() > 1 {
        merged.clear();
        let mut start = 0;
        let mut merged_ends = Vec::with_capacity(ends.len().div_ceil(2));
        for pair in ends.chunks(2) {
            let (middle, end) = (pair[0], pair[pair.len() - 1]);
            merge(&candidates[start..middle], &candidates[middle..end], &mut merged);
            merged_ends.push(merged.len());
            start = end;
        }
        std::mem::swap(candidates, &mut merged);
        ends = merged_ends;
    }
}

/// The undominated of two stairs; of equals, the left one's.
fn merge<const N: usize, From: Copy>(
    left: &[Candidate<N, From>],
    right: &[Candidate<N, From>],
    into: &mut Vec<Candidate<N, From>>,
) {
    let mut best = i64::MIN;
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(one), Some(other)) if one.worth < other.worth => right.next(),
            (None, _) => right.next(),
            _ => left.next(),
        };
        let Some(next) = next else { return };
        if next.worth[1 % N] > best {
            best = next.worth[1 % N];
            into.push(*next);
        }
    }
}

/// Undominated pairs in rising order of the first and so in falling order of the second.
#[derive(Default)]
pub(super) struct Staircase {
    steps: Vec<(i64, i64)>,
}

impl Staircase {
    /// Whether a step matches or betters both numbers.
    pub(super) fn covers(&self, first: i64, second: i64) -> bool {
        // Of the steps at least as good in the first number, this one is best in the second.
        let next = self.steps.partition_point(|step| step.0 < first);
        self.steps.get(next).is_some_and(|step| step.1 >= second)
    }

    /// Takes the pair in unless a step matches or betters both its numbers.
    pub(super) fn admit(&mut self, first: i64, second: i64) -> bool {
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
pub(super) const LANES: usize = 64;

/// Kept points in coarse numbers, party by party.
pub(super) struct Block<const N: usize> {
    coarse: [[i16; LANES]; N],
}

impl<const N: usize> Block<N> {
    /// Adds one point to blocks that hold so many.
    pub(super) fn push(blocks: &mut Vec<Self>, held: usize, coarse: [i16; N]) {
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
    pub(super) fn any_matches(blocks: &[Self], own: &[i16; N], exactly: impl Fn(usize) -> bool) -> bool {
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

/// How many kept points each further one is compared with before the work is divided instead.
const fn kept_before_dividing(parties: usize) -> usize {
    match parties {
        4 => 1 << 11,
        5 => 1 << 12,
        _ => 1 << 14,
    }
}

fn undominated_of_many<const N: usize, From: Copy>(
    candidates: &mut Vec<Candidate<N, From>>,
    steps: &mut u64,
) -> Option<()> {
    let sum = |candidate: &Candidate<N, From>| candidate.worth.iter().sum::<i64>();
    candidates.sort_by(|one, other| sum(other).cmp(&sum(one)).then_with(|| other.worth.cmp(&one.worth)));
    candidates.dedup_by(|next, kept| next.worth == kept.worth);
    let coarsening = Coarsening::of(candidates);
    let most = kept_before_dividing(N);
    let mut blocks: Vec<Block<N>> = Vec::new();
    let mut kept = 0;
    for next in 0..candidates.len() {
        let candidate = candidates[next];
        let coarse = coarsening.apply(&candidate.worth);
        let exactly = |place: usize| {
            candidates[place].worth.iter().zip(&candidate.worth).all(|(other, own)| other >= own)
        };
        if Block::any_matches(&blocks, &coarse, exactly) {
            continue;
        }
        *steps = steps.checked_sub(blocks.len() as u64)?;
        if kept < most {
            Block::push(&mut blocks, kept, coarse);
        }
        candidates[kept] = candidate;
        kept += 1;
    }
    candidates.truncate(kept);
    if kept > most { dividing::undominated(candidates, steps) } else { Some(()) }
}

/// A map to small numbers that never turns an order around.
pub(super) struct Coarsening<const N: usize> {
    pub(super) least: [i64; N],
    pub(super) shift: [u32; N],
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
    pub(super) fn apply(&self, worth: &[i64; N]) -> [i16; N] {
        std::array::from_fn(|party| {
            i16::try_from((worth[party] - self.least[party]) >> self.shift[party]).unwrap_or(i16::MAX)
        })
    }
}
