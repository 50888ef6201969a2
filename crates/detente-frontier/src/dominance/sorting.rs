//! The order in which candidates are compared, found by code that does not depend on how many parties there are.

use super::candidate::Candidate;

/// A candidate's place and the number that it is sorted by first.
type Key = (i64, u32);

/// Sorts in falling order of a number, then of the worths from the first party to the last; equals stay in order.
pub(super) fn sort<const N: usize>(candidates: &mut Vec<Candidate<N>>, by: impl Fn(&[i64; N]) -> i64) {
    let mut keys: Vec<Key> = Vec::with_capacity(candidates.len());
    keys.extend((0..).zip(&*candidates).map(|(place, candidate)| (by(&candidate.worth), place)));
    in_order(&mut keys, &|place| &candidates[place as usize].worth);
    *candidates = keys.iter().map(|(_, place)| candidates[*place as usize]).collect();
}

/// Candidates come as sorted runs, which the stable sort merges.
fn in_order<'c>(keys: &mut [Key], worth: &dyn Fn(u32) -> &'c [i64]) {
    keys.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| worth(other.1).cmp(worth(one.1))));
}

/// Places of numbers from the least to the greatest.
pub(super) fn rising(numbers: impl Iterator<Item = i64>) -> Vec<Key> {
    let mut keys: Vec<Key> = numbers.zip(0..).collect();
    keys.sort_unstable();
    keys
}
