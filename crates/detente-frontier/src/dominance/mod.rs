//! Which of many points no other matches or betters for everybody.

mod blocks;
pub(crate) mod candidate;
mod dividing;
mod sorting;
mod staircase;

use crate::scores::Score;
use blocks::{Block, Coarsening};
use candidate::Candidate;
use sorting::{rising, sort};
use staircase::Staircase;

/// How many candidates are sorted and swept in the time of one comparison with a block.
const SWEPT_IN_A_STEP: u64 = 1;

/// Keeps one candidate for every undominated worth, marked where others are worth the same, in falling lexicographic order for up to three parties and
/// in falling order of the sum or lexicographically beyond; `None` when the steps left do not suffice, of
/// which each is a comparison with a block of [`blocks::LANES`] points or takes as long.
///
/// Two parties: a sweep in falling order of the first. Three: the same with the staircase of the other two (Kung,
/// Luccio & Preparata 1975). More: each against those kept, in falling order of the sum,
/// so that whoever dominates comes first; where many are kept, by [`dividing`].
pub(crate) fn undominated<const N: usize>(candidates: &mut Vec<Candidate<N>>, steps: &mut u64) -> Option<()> {
    *steps = steps.checked_sub(candidates.len() as u64 / SWEPT_IN_A_STEP)?;
    match N {
        0..=2 => merge_stairs(candidates),
        3 => sweep(candidates),
        4.. => return undominated_of_many(candidates, steps),
    }
    Some(())
}

/// Sorts in falling lexicographic order.
pub(crate) fn lexicographic<S: Score, const N: usize>(candidates: &mut Vec<Candidate<N, S>>) {
    sort(candidates, |worth| worth[0]);
}

/// For three parties: in falling order of the first, those that the staircase of the other two does not cover.
fn sweep<const N: usize>(candidates: &mut Vec<Candidate<N>>) {
    sort(candidates, |worth| worth[0]);
    let mut staircase = Staircase::default();
    let mut kept = 0;
    for next in 0..candidates.len() {
        let candidate = candidates[next];
        if staircase.admit(candidate.worth[1 % N], candidate.worth[2 % N]) {
            candidates[kept] = candidate;
            kept += 1;
        } else if let Some(last) = candidates[..kept].last_mut().filter(|last| last.worth == candidate.worth)
        {
            last.mark_twin();
        }
    }
    candidates.truncate(kept);
}

/// The same for numbers of 128 bits: places in order, party by party, are compared in their stead.
pub(crate) fn undominated_of_wide<const N: usize>(
    candidates: &mut Vec<Candidate<N, i128>>,
    steps: &mut u64,
) -> Option<()> {
    let mut ranked: Vec<Candidate<N>> =
        (0..).zip(&*candidates).map(|(place, _)| Candidate::new([0; N], place)).collect();
    for party in 0..N {
        let mut rank = 0;
        let mut before = None;
        for (worth, place) in rising(candidates.iter().map(|candidate| candidate.worth[party])) {
            rank += i64::from(before.is_some_and(|before| before != worth));
            before = Some(worth);
            ranked[place as usize].worth[party] = rank;
        }
    }
    undominated(&mut ranked, steps)?;
    let known = |ranked: &Candidate<N>| {
        let mut candidate = candidates[usize::try_from(ranked.from()).unwrap_or(0)];
        if ranked.has_twin() {
            candidate.mark_twin();
        }
        candidate
    };
    let kept = ranked.iter().map(known).collect();
    *candidates = kept;
    Some(())
}

/// For two parties: stretches in falling order of the first and rising order of the second are merged two by two,
/// and what is dominated is left out on the way.
fn merge_stairs<const N: usize>(candidates: &mut Vec<Candidate<N>>) {
    let descends = |pair: &[Candidate<N>]| {
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
fn merge<const N: usize>(left: &[Candidate<N>], right: &[Candidate<N>], into: &mut Vec<Candidate<N>>) {
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
        } else if let Some(last) = into.last_mut().filter(|last| last.worth == next.worth) {
            last.mark_twin();
        }
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

fn undominated_of_many<const N: usize>(candidates: &mut Vec<Candidate<N>>, steps: &mut u64) -> Option<()> {
    sort(candidates, |worth| worth.iter().sum());
    candidates.dedup_by(|next, kept| {
        let same = next.worth == kept.worth;
        if same {
            kept.mark_twin();
        }
        same
    });
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
