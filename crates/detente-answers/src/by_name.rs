//! Which of equals comes first on a screen: the first by name, whatever the file has first.

use std::cmp::Ordering;

/// How two compare where more of the measure comes first, and of equals the first by name.
pub(crate) fn compared<T, M: Ord, N: Ord>(
    one: &T,
    other: &T,
    measure: impl Fn(&T) -> M,
    name: impl Fn(&T) -> N,
) -> Ordering {
    measure(other).cmp(&measure(one)).then_with(|| name(one).cmp(&name(other)))
}

/// The one with most of a measure; of equals the first by name.
pub(crate) fn most<T, M: Ord, N: Ord>(
    all: impl IntoIterator<Item = T>,
    measure: impl Fn(&T) -> M,
    name: impl Fn(&T) -> N,
) -> Option<T> {
    all.into_iter().min_by(|one, other| compared(one, other, &measure, &name))
}

/// Those that no measure tells apart, in the order of their names.
pub(crate) fn in_order<T, N: Ord>(all: impl IntoIterator<Item = T>, name: impl Fn(&T) -> N) -> Vec<T> {
    let mut all: Vec<T> = all.into_iter().collect();
    all.sort_by_key(name);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_equals_the_first_by_name_is_taken_whatever_the_order() {
        let files = [[("b", 2), ("a", 2), ("c", 1)], [("c", 1), ("a", 2), ("b", 2)]];
        for file in files {
            assert_eq!(most(file, |one| one.1, |one| one.0), Some(("a", 2)));
            let names: Vec<_> = in_order(file, |one| one.0).into_iter().map(|one| one.0).collect();
            assert_eq!(names, ["a", "b", "c"]);
        }
        assert_eq!(most([("z", 3), ("a", 2)], |one| one.1, |one| one.0), Some(("z", 3)));
    }
}
