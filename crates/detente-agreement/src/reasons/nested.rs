//! Reasons that contain each other.
//!
//! Each is minimal in the draws that it explains: two requirements exclude every package in some draws, and only with a
//! third in others. To a reader these are one reason with and without the third, not two.

use fixedbitset::FixedBitSet;

use super::{Conflict, covering::count, of_draws::Known};
use crate::draws::Share;

/// Says of each conflict which others it contains that contain none, in the order of the list; and of each that contains
/// none, in what share of the draws without a deal it or any one that contains it is a reason.
pub(super) fn nest(conflicts: &mut [Conflict], known: &[&Known], without: u32) {
    let cores: Vec<_> = known.iter().map(|one| one.core.as_slice()).collect();
    let within = within(&cores);
    for (place, conflict) in conflicts.iter_mut().enumerate() {
        conflict.contains.clone_from(&within[place]);
        let is_own = |other: usize| other == place || within[other].contains(&place);
        let own = (0..known.len()).filter(|&other| within[place].is_empty() && is_own(other));
        let explained: Vec<_> = own.filter_map(|other| known[other].explained.as_ref()).collect();
        let Some((first, others)) = explained.split_first() else { continue };
        let mut all: FixedBitSet = first.draws.clone();
        for other in others {
            all.union_with(&other.draws);
        }
        conflict.of_failing_in_all = Some(Share::of(count(&all), 0, without));
    }
}

/// By set, all sets that contain no other and lie within it; none for sets that contain no other.
fn within(cores: &[&[usize]]) -> Vec<Vec<usize>> {
    let lies = |one: &[usize], other: &[usize]| {
        one.len() < other.len() && one.iter().all(|part| other.contains(part))
    };
    let contains_none = |place: &usize| !cores.iter().any(|other| lies(other, cores[*place]));
    let least: Vec<usize> = (0..cores.len()).filter(contains_none).collect();
    let of = |core: &&[usize]| least.iter().copied().filter(|&place| lies(cores[place], core)).collect();
    cores.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_set_lies_within_all_of_the_least_that_it_contains() {
        let cores: [&[usize]; 6] = [&[1, 2], &[2], &[1, 2, 3], &[4, 5], &[2, 4, 5], &[4, 5, 6]];
        assert_eq!(within(&cores), [vec![1], vec![], vec![1], vec![], vec![1, 3], vec![3]]);
        assert_eq!(within(&[&[], &[1]]), [vec![], vec![0]]);
        assert_eq!(within(&[&[1], &[1]]), [vec![], vec![0; 0]], "equals contain none of each other");
    }
}
