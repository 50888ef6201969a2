//! The order in which candidates are compared, found by code that does not depend on how many parties there are.

use super::candidate::Candidate;

/// The number that a candidate is sorted by first, and its place.
type Key<S> = (S, u32);

/// Sorts in falling order of a number, then of the worths from the first party to the last; equals stay in order.
pub(super) fn sort<S: Copy + Ord, const N: usize>(
    candidates: &mut Vec<Candidate<N, S>>,
    by: impl Fn(&[S; N]) -> S,
) {
    let mut keys: Vec<Key<S>> = Vec::with_capacity(candidates.len());
    keys.extend((0..).zip(&*candidates).map(|(place, candidate)| (by(&candidate.worth), place)));
    in_order(&mut keys, &|place| &candidates[place as usize].worth);
    *candidates = keys.iter().map(|(_, place)| candidates[*place as usize]).collect();
}

/// Candidates come as sorted runs, which the stable sort merges.
fn in_order<'c, S: Copy + Ord>(keys: &mut [Key<S>], worth: &dyn Fn(u32) -> &'c [S]) {
    keys.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| worth(other.1).cmp(worth(one.1))));
}

/// Places of numbers from the least to the greatest.
pub(super) fn rising<S: Copy + Ord>(numbers: impl Iterator<Item = S>) -> Vec<Key<S>> {
    let mut keys: Vec<Key<S>> = Vec::new();
    keys.extend(numbers.zip(0..));
    keys.sort_unstable();
    keys
}
