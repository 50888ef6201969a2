//! Sets of options of one issue.

use std::cmp::Ordering;

#[cfg(doc)]
use detente_case::MOST_OPTIONS;

/// How many options one word holds.
const WORD: usize = u64::BITS as usize;

/// A set of options of one issue, by place.
///
/// The first 64 stand in one word, so that the usual issue costs no memory of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct OptionSet {
    first: u64,
    /// The options from the 64th on; absent where none of them was ever in the set.
    rest: Option<Box<[u64]>>,
}

/// These options of all issues, with one alone of an issue.
pub(crate) fn with(domains: &[OptionSet], issue: usize, option: usize) -> Vec<OptionSet> {
    let of = |(place, domain): (usize, &OptionSet)| {
        if place == issue { OptionSet::only(option) } else { domain.clone() }
    };
    domains.iter().enumerate().map(of).collect()
}

impl OptionSet {
    /// No option.
    pub(crate) const EMPTY: Self = Self { first: 0, rest: None };

    /// The first `count` options.
    pub(crate) fn first(count: usize) -> Self {
        let word = |place: usize| match count.saturating_sub(place * WORD) {
            0 => 0,
            left => u64::MAX >> (WORD - left.min(WORD)),
        };
        let rest = (count > WORD).then(|| (1..count.div_ceil(WORD)).map(word).collect());
        Self { first: word(0), rest }
    }

    /// One option.
    pub(crate) fn only(option: usize) -> Self {
        let mut set = Self::EMPTY;
        set.insert(option);
        set
    }

    pub(crate) fn insert(&mut self, option: usize) {
        if option < WORD {
            self.first |= 1 << option;
            return;
        }
        let (word, bit) = (option / WORD - 1, option % WORD);
        let mut rest = self.rest.take().map_or_else(Vec::new, <[u64]>::into_vec);
        if rest.len() <= word {
            rest.resize(word + 1, 0);
        }
        rest[word] |= 1 << bit;
        self.rest = Some(rest.into_boxed_slice());
    }

    #[inline]
    pub(crate) fn contains(&self, option: usize) -> bool {
        if option < WORD {
            return self.first >> option & 1 == 1;
        }
        self.rest_word(option / WORD - 1) >> (option % WORD) & 1 == 1
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.first == 0 && self.rest.as_ref().is_none_or(|rest| rest.iter().all(|&word| word == 0))
    }

    /// How many options are in it.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        let rest: u32 = self.rest().iter().map(|word| word.count_ones()).sum();
        (self.first.count_ones() + rest) as usize
    }

    /// Whether more than one option is in it.
    #[inline]
    pub(crate) fn is_open(&self) -> bool {
        match &self.rest {
            None => self.first & self.first.wrapping_sub(1) != 0,
            Some(_) => self.members().nth(1).is_some(),
        }
    }

    /// The first option in it.
    #[inline]
    pub(crate) fn least(&self) -> Option<usize> {
        self.members().next()
    }

    /// One more than the last option in it.
    #[inline]
    pub(crate) fn end(&self) -> usize {
        let end = |word: u64| WORD - word.leading_zeros() as usize;
        match self.rest().iter().rposition(|&word| word != 0) {
            Some(last) => (last + 1) * WORD + end(self.rest_word(last)),
            None => end(self.first),
        }
    }

    /// The options in it, in order.
    #[inline]
    pub(crate) fn members(&self) -> Members<'_> {
        Members { word: self.first, start: 0, rest: self.rest() }
    }

    /// Whether some option is in both.
    #[inline]
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.first & other.first != 0
            || self.rest().iter().zip(other.rest()).any(|(own, other)| own & other != 0)
    }

    /// Whether each of its options is in the other, too.
    #[inline]
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.first & !other.first == 0
            && self.rest().iter().enumerate().all(|(place, own)| own & !other.rest_word(place) == 0)
    }

    /// Leaves what is in the other, too.
    #[inline]
    pub(crate) fn keep(&mut self, other: &Self) {
        self.first &= other.first;
        if let Some(rest) = &mut self.rest {
            for (place, own) in rest.iter_mut().enumerate() {
                *own &= other.rest_word(place);
            }
        }
    }

    /// Takes out what is in the other.
    #[inline]
    pub(crate) fn take_out(&mut self, other: &Self) {
        self.first &= !other.first;
        if let Some(rest) = &mut self.rest {
            for (place, own) in rest.iter_mut().enumerate() {
                *own &= !other.rest_word(place);
            }
        }
    }

    /// Adds what is in the other.
    pub(crate) fn add(&mut self, other: &Self) {
        self.first |= other.first;
        if self.rest().len() < other.rest().len() {
            let mut rest = other.rest().to_vec();
            rest.iter_mut().zip(self.rest()).for_each(|(all, own)| *all |= own);
            self.rest = Some(rest.into_boxed_slice());
        } else if let Some(rest) = &mut self.rest {
            rest.iter_mut().zip(other.rest()).for_each(|(own, other)| *own |= other);
        }
    }

    /// Takes out every option of which this is false; whether that was any.
    #[inline]
    pub(crate) fn retain(&mut self, mut keep: impl FnMut(usize) -> bool) -> bool {
        let mut retain_word = |word: &mut u64, start: usize| {
            let (mut left, mut kept) = (*word, *word);
            while left != 0 {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                if !keep(start + bit) {
                    kept &= !(1 << bit);
                }
            }
            let changed = kept != *word;
            *word = kept;
            changed
        };
        let mut changed = retain_word(&mut self.first, 0);
        if let Some(rest) = &mut self.rest {
            for (place, word) in rest.iter_mut().enumerate() {
                changed |= retain_word(word, (place + 1) * WORD);
            }
        }
        changed
    }

    #[inline]
    pub(crate) fn without(mut self, other: &Self) -> Self {
        self.take_out(other);
        self
    }

    #[inline]
    fn rest(&self) -> &[u64] {
        self.rest.as_deref().unwrap_or_default()
    }

    #[inline]
    fn rest_word(&self, place: usize) -> u64 {
        self.rest().get(place).copied().unwrap_or(0)
    }
}

impl FromIterator<usize> for OptionSet {
    fn from_iter<I: IntoIterator<Item = usize>>(options: I) -> Self {
        let (mut first, mut rest) = (0, Vec::new());
        for option in options {
            match option / WORD {
                0 => first |= 1 << option,
                word => {
                    if rest.len() < word {
                        rest.resize(word, 0);
                    }
                    rest[word - 1] |= 1 << (option % WORD);
                }
            }
        }
        Self { first, rest: (!rest.is_empty()).then(|| rest.into_boxed_slice()) }
    }
}

/// The same where the same options are in both, whatever was in them before.
impl PartialEq for OptionSet {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for OptionSet {}

impl PartialOrd for OptionSet {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As binary numbers with the first option as the lowest bit.
impl Ord for OptionSet {
    fn cmp(&self, other: &Self) -> Ordering {
        let words = self.rest().len().max(other.rest().len());
        let of_rest = (0..words).rev().map(|place| self.rest_word(place).cmp(&other.rest_word(place)));
        of_rest.chain([self.first.cmp(&other.first)]).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

/// The options in a set, in order.
#[derive(Clone)]
pub(crate) struct Members<'s> {
    word: u64,
    start: usize,
    rest: &'s [u64],
}

impl Iterator for Members<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            let (&word, rest) = self.rest.split_first()?;
            (self.word, self.rest) = (word, rest);
            self.start += WORD;
        }
        let place = self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        Some(self.start + place)
    }
}

/// The place of an option as packages hold it: an issue has at most [`MOST_OPTIONS`].
#[inline]
pub(crate) fn place(option: usize) -> u16 {
    u16::try_from(option).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn some_options() -> impl Strategy<Value = BTreeSet<usize>> {
        prop_oneof![
            prop::collection::btree_set(0_usize..64, 0..12),
            prop::collection::btree_set(0_usize..300, 0..12),
            prop::collection::btree_set(60_usize..70, 0..8),
        ]
    }

    fn set(options: &BTreeSet<usize>) -> OptionSet {
        options.iter().copied().collect()
    }

    fn all(set: &OptionSet) -> BTreeSet<usize> {
        set.members().collect()
    }

    proptest! {
        #[test]
        fn sets_are_as_a_tree_of_numbers(one in some_options(), other in some_options(), bound in 0_usize..310) {
            let (own, others) = (set(&one), set(&other));
            prop_assert_eq!(all(&own), one.clone());
            prop_assert_eq!(own.len(), one.len());
            prop_assert_eq!(own.is_empty(), one.is_empty());
            prop_assert_eq!(own.is_open(), one.len() > 1);
            prop_assert_eq!(own.least(), one.first().copied());
            prop_assert_eq!(own.end(), one.last().map_or(0, |last| last + 1));
            prop_assert_eq!(own.contains(bound), one.contains(&bound));
            prop_assert_eq!(own.meets(&others), !one.is_disjoint(&other));
            prop_assert_eq!(own.is_within(&others), one.is_subset(&other));
            let mut kept = own.clone();
            kept.keep(&others);
            prop_assert_eq!(all(&kept), &one & &other);
            prop_assert_eq!(all(&own.clone().without(&others)), &one - &other);
            let mut added = own.clone();
            added.add(&others);
            prop_assert_eq!(all(&added), &one | &other);
            let mut below = own.clone();
            let changed = below.retain(|option| option < bound);
            prop_assert_eq!(all(&below), one.range(..bound).copied().collect());
            prop_assert_eq!(changed, one.range(bound..).next().is_some());
            prop_assert_eq!(own == others, one == other);
            prop_assert_eq!(all(&OptionSet::first(bound)), (0..bound).collect());
            let by_last = one.iter().rev().cmp(other.iter().rev());
            prop_assert_eq!(own.cmp(&others), by_last);
            let mut emptied = own.clone();
            emptied.take_out(&own);
            prop_assert_eq!(emptied, OptionSet::EMPTY);
        }
    }
}
