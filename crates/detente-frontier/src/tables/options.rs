//! Sets of options of an issue, which may have many more than a case's.

/// How many options an issue of tables may have.
pub const MOST_OPTIONS: usize = u16::MAX as usize;

/// How many options a word holds.
const WORD: usize = u64::BITS as usize;

/// Some of the options of one issue. Sets of the same issue have the same length and can be compared.
///
/// Up to 64 options are held in place; only beyond that does a set have memory of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Options {
    Few(u64),
    Many(Box<[u64]>),
}

/// "The issue is settled by one of these."
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Literal {
    pub(crate) issue: usize,
    pub(crate) among: Options,
}

impl Literal {
    pub(crate) fn holds(&self, package: &[u16]) -> bool {
        self.among.contains(usize::from(package[self.issue]))
    }

    /// Whether it holds whichever of these options is chosen.
    pub(crate) fn surely(&self, options: &Options) -> bool {
        options.is_within(&self.among)
    }
}

impl Options {
    /// None of so many options.
    pub(crate) fn none_of(count: usize) -> Self {
        if count <= WORD { Self::Few(0) } else { Self::Many(vec![0; count.div_ceil(WORD)].into()) }
    }

    /// The first `count` of `count` options.
    pub(crate) fn all_of(count: usize) -> Self {
        let mut all = Self::none_of(count);
        for (place, word) in all.words_mut().iter_mut().enumerate() {
            let here = count.saturating_sub(place * WORD).min(WORD);
            *word = if here == 0 { 0 } else { u64::MAX >> (WORD - here) };
        }
        all
    }

    /// Those named, as far as there are so many.
    pub(crate) fn among(count: usize, options: impl IntoIterator<Item = usize>) -> Self {
        let mut set = Self::none_of(count);
        options.into_iter().filter(|&option| option < count).for_each(|option| set.insert(option));
        set
    }

    pub(crate) fn only(count: usize, option: usize) -> Self {
        Self::among(count, [option])
    }

    fn words(&self) -> &[u64] {
        match self {
            Self::Few(word) => std::slice::from_ref(word),
            Self::Many(words) => words,
        }
    }

    fn words_mut(&mut self) -> &mut [u64] {
        match self {
            Self::Few(word) => std::slice::from_mut(word),
            Self::Many(words) => words,
        }
    }

    pub(crate) fn contains(&self, option: usize) -> bool {
        self.words().get(option / WORD).is_some_and(|word| word >> (option % WORD) & 1 == 1)
    }

    pub(crate) fn insert(&mut self, option: usize) {
        if let Some(word) = self.words_mut().get_mut(option / WORD) {
            *word |= 1 << (option % WORD);
        }
    }

    pub(crate) fn remove(&mut self, option: usize) {
        if let Some(word) = self.words_mut().get_mut(option / WORD) {
            *word &= !(1 << (option % WORD));
        }
    }

    pub(crate) fn clear(&mut self) {
        self.words_mut().fill(0);
    }

    /// Takes out what the other set does not have.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.words_mut().iter_mut().zip(other.words()).for_each(|(own, other)| *own &= other);
    }

    /// Takes in what the other set has.
    pub(crate) fn join(&mut self, other: &Self) {
        self.words_mut().iter_mut().zip(other.words()).for_each(|(own, other)| *own |= other);
    }

    /// Whether some option is in both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.words().iter().zip(other.words()).any(|(own, other)| own & other != 0)
    }

    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.words().iter().zip(other.words()).all(|(own, other)| own & !other == 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words().iter().all(|&word| word == 0)
    }

    pub(crate) fn len(&self) -> usize {
        self.words().iter().map(|word| word.count_ones() as usize).sum()
    }

    /// In rising order.
    pub(crate) fn iter(&self) -> Members<'_> {
        let (&word, rest) = self.words().split_first().unwrap_or((&0, &[]));
        Members { word, rest, base: 0 }
    }

    /// Bytes beyond its own.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Few(_) => 0,
            Self::Many(words) => size_of_val::<[u64]>(words),
        }
    }
}

/// The options of a set, in rising order.
pub(crate) struct Members<'s> {
    word: u64,
    rest: &'s [u64],
    base: usize,
}

impl Iterator for Members<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            let (&word, rest) = self.rest.split_first()?;
            (self.word, self.rest) = (word, rest);
            self.base += WORD;
        }
        let option = self.base + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        Some(option)
    }
}

/// The place of an option as packages hold it; there are never more than [`MOST_OPTIONS`].
pub(crate) fn place(option: usize) -> u16 {
    debug_assert!(option <= MOST_OPTIONS, "tables have fewer options");
    u16::try_from(option).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Sets in words against the standard library's.
        #[test]
        fn sets_are_sets(
            count in prop_oneof![0..70_usize, Just(64), Just(128), 100..200_usize],
            one in proptest::collection::vec(0..200_usize, 0..40),
            other in proptest::collection::vec(0..200_usize, 0..40),
        ) {
            let slow = |options: &[usize]| options.iter().copied().filter(|&o| o < count).collect::<BTreeSet<_>>();
            let (slow_one, slow_other) = (slow(&one), slow(&other));
            let (fast_one, fast_other) = (Options::among(count, one), Options::among(count, other));
            let listed = |set: &Options| set.iter().collect::<BTreeSet<_>>();
            prop_assert_eq!(listed(&fast_one), slow_one.clone());
            prop_assert_eq!(fast_one.len(), slow_one.len());
            prop_assert_eq!(fast_one.is_empty(), slow_one.is_empty());
            prop_assert_eq!(fast_one.is_within(&fast_other), slow_one.is_subset(&slow_other));
            prop_assert_eq!(fast_one.meets(&fast_other), !slow_one.is_disjoint(&slow_other));
            prop_assert_eq!(fast_one == fast_other, slow_one == slow_other);
            prop_assert!((0..200).all(|option| fast_one.contains(option) == slow_one.contains(&option)));
            let (mut both, mut either) = (fast_one.clone(), fast_one.clone());
            both.keep(&fast_other);
            either.join(&fast_other);
            prop_assert_eq!(listed(&both), &slow_one & &slow_other);
            prop_assert_eq!(listed(&either), &slow_one | &slow_other);
            prop_assert_eq!(listed(&Options::all_of(count)), (0..count).collect::<BTreeSet<_>>());
            if let Some(&first) = slow_one.first() {
                prop_assert_eq!(Options::only(count, first).iter().collect::<Vec<_>>(), vec![first]);
                both.insert(first);
                prop_assert!(both.contains(first));
                both.remove(first);
                prop_assert!(!both.contains(first));
            }
            both.clear();
            prop_assert!(both.is_empty());
        }
    }
}
