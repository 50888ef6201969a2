//! Reasons that contain each other.
//!
//! Each is minimal in the draws that it explains: two requirements exclude every package in some draws, and only with a
//! third in others. To a reader these are one reason with and without the third, not two.

use fixedbitset::FixedBitSet;

use super::{Conflict, covering::count, of_draws::Known};
use crate::draws::Share;

/// Says of each conflict which other it contains, of several the first; and of each that contains none, in what share of
/// the draws without a deal it or one that contains it is a reason.
pub(super) fn nest(conflicts: &mut [Conflict], known: &[&Known], without: u32) {
    let cores: Vec<_> = known.iter().map(|one| one.core.as_slice()).collect();
    let within = within(&cores);
    for (place, conflict) in conflicts.iter_mut().enumerate() {
        conflict.contains = within[place];
        let is_own = |other: usize| other == place || within[other] == Some(place);
        let own = (0..known.len()).filter(|&other| within[place].is_none() && is_own(other));
        let explained: Vec<_> = own.filter_map(|other| known[other].explained.as_ref()).collect();
        let Some((first, others)) = explained.split_first() else { continue };
        let mut all: FixedBitSet = first.draws.clone();
        for other in others {
            all.union_with(&other.draws);
        }
        conflict.of_failing_in_all = Some(Share::of(count(&all), 0, without));
    }
}

/// By set, the first set that contains no other and lies within it; `None` for sets that contain no other.
fn within(cores: &[&[usize]]) -> Vec<Option<usize>> {
    let lies = |one: &[usize], other: &[usize]| {
        one.len() < other.len() && one.iter().all(|part| other.contains(part))
    };
    let contains_none = |place: &usize| !cores.iter().any(|other| lies(other, cores[*place]));
    let least: Vec<usize> = (0..cores.len()).filter(contains_none).collect();
    cores.iter().map(|core| least.iter().copied().find(|&place| lies(cores[place], core))).collect()
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_set_lies_within_the_first_of_the_least_that_it_contains() {
        let cores: [&[usize]; 5] = [&[1, 2], &[2], &[1, 2, 3], &[4, 5], &[2, 4, 5]];
        assert_eq!(within(&cores), [Some(1), None, Some(1), None, Some(1)]);
        assert_eq!(within(&[&[], &[1]]), [None, Some(0)]);
        assert_eq!(within(&[&[1], &[1]]), [None, None], "equals contain none of each other");
    }
}
