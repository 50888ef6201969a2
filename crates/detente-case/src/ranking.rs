//! Options in a ranking: each is worth at least as much as those ranked below it, and of those at one place nothing is said.
//!
//! Whatever else is said of an option limits the others: with `l` and `h` the ends of what is said, an option is at least
//! `max l` over itself and all ranked below it, and at most `min h` over itself and all ranked above it. These bounds are
//! exact: all lower ends together keep the ranking, and so do all upper ends.

use std::collections::BTreeMap;

use crate::{Interval, Quantity};

/// A ranking of some options of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// By option, its place, less is better; nothing where it is not ranked.
    places: Vec<Option<usize>>,
    /// By option, whether nothing but the ranking tells what it is worth.
    alone: Vec<bool>,
}

/// Why no numbers keep all that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The numbers have several peaks, or their peak is not where it is said to be: these rungs, rising, show it.
    SeveralPeaks(Vec<usize>),
    /// The ranking goes against the shape: it ranks the second rung below the first and the third, and lies between them;
    /// or, if `best` were the best, `nearer` would be worth at least as much as `better`, which is ranked above it.
    RankedAgainstShape {
        /// The rung that would have to be the best, where it is settled which one that is.
        best: Option<usize>,
        /// The rung that is ranked worse and stands nearer to the best.
        nearer: usize,
        /// The rungs that are ranked above it; one, or one on either side.
        better: Vec<usize>,
    },
    /// What is said of one option is less than what is said of another that is worth no more.
    RankedAgainstNumbers {
        /// The option that is worth at least as much.
        above: usize,
        /// The other, of which more is said.
        below: usize,
    },
}

impl Ranking {
    /// Options (by number) in groups, the best first, of so many in all; `alone` tells whether nothing else is said of one.
    #[must_use]
    pub fn of(groups: &[Vec<usize>], count: usize, alone: impl Fn(usize) -> bool) -> Self {
        let mut ranking = Self { places: vec![None; count], alone: vec![false; count] };
        for (place, group) in groups.iter().enumerate() {
            for &option in group.iter().filter(|option| **option < count) {
                if ranking.places[option].is_none() {
                    ranking.places[option] = Some(place);
                    ranking.alone[option] = alone(option);
                }
            }
        }
        ranking
    }

    /// A ranking of nothing among so many options.
    #[must_use]
    pub fn none(count: usize) -> Self {
        Self { places: vec![None; count], alone: vec![false; count] }
    }

    /// By option, its place, less is better; nothing where it is not ranked.
    #[must_use]
    pub fn places(&self) -> &[Option<usize>] {
        &self.places
    }

    /// Whether nothing is ranked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.iter().all(Option::is_none)
    }

    /// Whether nothing but the ranking tells what an option is worth.
    #[must_use]
    pub fn is_alone(&self, option: usize) -> bool {
        self.alone.get(option).copied().unwrap_or(false)
    }

    /// The options ranked, the best first.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (option, place) in self.places.iter().enumerate() {
            place.iter().for_each(|place| groups.entry(*place).or_default().push(option));
        }
        groups.into_values().collect()
    }

    /// The ranking without some options.
    #[must_use]
    pub fn without(&self, options: &[usize]) -> Self {
        let mut less = self.clone();
        for option in options.iter().copied().filter(|option| *option < self.places.len()) {
            (less.places[option], less.alone[option]) = (None, false);
        }
        less
    }

    /// The ranking where something else is said of an option, too.
    #[must_use]
    pub fn with_number(&self, option: usize) -> Self {
        let mut known = self.clone();
        known.alone.get_mut(option).into_iter().for_each(|alone| *alone = false);
        known
    }

    /// Which of two options is certainly worth at least as much: less is better. `None` where the ranking does not say.
    #[must_use]
    pub fn compare(&self, one: usize, other: usize) -> Option<std::cmp::Ordering> {
        let place = |option: usize| self.places.get(option).copied().flatten();
        let (one, other) = (place(one)?, place(other)?);
        (one != other).then(|| one.cmp(&other))
    }

    /// The central numbers of options that are known by the ranking alone: evenly between the central numbers around them,
    /// by their mean rank among those that lie between the same two. For a complete ranking of `m` alone the `k`-th has
    /// `100 · (m + 1 − k) ⁄ (m + 1)`, the mean of all numbers that keep it.
    ///
    /// `bounded` tells what is left of every option if so much is said; `side` on which side of the best one lies for sure.
    pub(crate) fn central(
        &self,
        said: &[Option<Interval>],
        bounds: &[Interval],
        bounded: impl Fn(Vec<Option<Interval>>) -> Option<Vec<Interval>>,
        side: impl Fn(usize) -> Option<Side>,
    ) -> Vec<Quantity> {
        let mut central: Vec<_> = bounds.iter().map(|bound| bound.middle()).collect();
        let known = |(option, said): (usize, &Option<Interval>)| {
            said.map(|said| if self.is_alone(option) { said } else { Interval::exactly(central[option]) })
        };
        let around = bounded(said.iter().enumerate().map(known).collect());
        let around = around.unwrap_or_else(|| bounds.to_vec());
        let mut between: BTreeMap<(Quantity, Quantity), Vec<usize>> = BTreeMap::new();
        for option in (0..said.len()).filter(|option| self.is_alone(*option)) {
            between.entry((around[option].low, around[option].high)).or_default().push(option);
        }
        for ((low, high), options) in between {
            for (option, doubled_rank) in self.doubled_ranks(&options, &side) {
                let all = 2 * (options.len() + 1);
                central[option] = nearest(low, high, all.saturating_sub(doubled_rank), all);
            }
        }
        // Those between other numbers need not fall as the ranking does: none stays above one ranked above it.
        let least = bounds.iter().map(|bound| bound.low).min().unwrap_or_default();
        let at_most = |(option, said): (usize, &Option<Interval>)| {
            said.map(|_| Interval { low: least.min(central[option]), high: central[option] })
        };
        if let Some(most) = bounded(said.iter().enumerate().map(at_most).collect()) {
            for option in (0..said.len()).filter(|option| self.is_alone(*option)) {
                central[option] = most[option].high;
            }
        }
        for (central, bound) in central.iter_mut().zip(bounds) {
            *central = (*central).clamp(bound.low, bound.high);
        }
        central
    }

    /// Twice the mean rank, from 1, of each of these options among them.
    fn doubled_ranks(&self, options: &[usize], side: impl Fn(usize) -> Option<Side>) -> Vec<(usize, usize)> {
        let mut by_place: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        options.iter().for_each(|option| by_place.entry(self.places[*option]).or_default().push(*option));
        let mut ranks = Vec::with_capacity(options.len());
        let mut before = 0;
        for group in by_place.into_values() {
            let behind = options.len() - before - group.len();
            let rising: Vec<_> = group.iter().filter(|one| side(**one) == Some(Side::Rising)).collect();
            let falling: Vec<_> = group.iter().filter(|one| side(**one) == Some(Side::Falling)).collect();
            for option in &group {
                let at = |side: &[&usize]| side.iter().position(|one| *one == option);
                let (better, worse) = match (at(&rising), at(&falling)) {
                    (Some(at), _) => (rising.len() - 1 - at, at),
                    (None, Some(at)) => (at, falling.len() - 1 - at),
                    (None, None) => (0, 0),
                };
                let doubled = options.len() + 1 + before + better;
                ranks.push((*option, doubled.saturating_sub(behind + worse)));
            }
            before += group.len();
        }
        ranks
    }
}

/// On which side of the best an option lies for sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The options after it are no worse.
    Rising,
    /// The options before it are no worse.
    Falling,
}

/// What is said of options that nothing but a ranking binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedNumbers {
    /// By option, what is said of it; nothing where nobody speaks of it.
    said: Vec<Option<Interval>>,
    ranking: Ranking,
}

impl RankedNumbers {
    /// What is said of options, and their ranking.
    ///
    /// # Errors
    /// Two options of which the better is worth less.
    pub fn of(said: Vec<Option<Interval>>, ranking: Ranking) -> Result<Self, Unfit> {
        let mut below: Option<(Quantity, usize)> = None;
        for group in ranking.groups().iter().rev() {
            for &above in group {
                let high = said.get(above).copied().flatten().map(|said| said.high);
                if let Some(((low, below), high)) = below.zip(high)
                    && high < low
                {
                    return Err(Unfit::RankedAgainstNumbers { above, below });
                }
            }
            for &option in group {
                let low = said.get(option).copied().flatten().map(|said| (said.low, option));
                below = below.max(low);
            }
        }
        Ok(Self { said, ranking })
    }

    /// What is said, by option.
    #[must_use]
    pub fn said(&self) -> &[Option<Interval>] {
        &self.said
    }

    /// The ranking.
    #[must_use]
    pub fn ranking(&self) -> &Ranking {
        &self.ranking
    }

    /// By option, every number that it can be.
    #[must_use]
    pub fn bounds(&self, unsaid: Interval) -> Vec<Interval> {
        let mut bounds: Vec<_> = self.said.iter().map(|said| said.unwrap_or(unsaid)).collect();
        let groups = self.ranking.groups();
        let mut most: Option<Quantity> = None;
        for group in &groups {
            let own = group.iter().filter_map(|option| bounds.get(*option).map(|bound| bound.high)).min();
            for &option in group {
                bounds[option].high = most.map_or(bounds[option].high, |most| most.min(bounds[option].high));
            }
            most = [most, own].into_iter().flatten().min();
        }
        let mut least: Option<Quantity> = None;
        for group in groups.iter().rev() {
            let own = group.iter().filter_map(|option| bounds.get(*option).map(|bound| bound.low)).max();
            for &option in group {
                bounds[option].low = least.map_or(bounds[option].low, |least| least.max(bounds[option].low));
            }
            least = least.max(own);
        }
        bounds
    }

    /// By option, its central number: halfway in its bounds, or by its mean rank where the ranking alone tells it.
    #[must_use]
    pub fn central(&self, unsaid: Interval) -> Vec<Quantity> {
        let bounded = |said| Some(Self::of(said, self.ranking.clone()).ok()?.bounds(unsaid));
        self.ranking.central(&self.said, &self.bounds(unsaid), bounded, |_| None)
    }
}

/// The number so many steps of all from `low` to `high`, to the nearest millionth where both are in millionths.
fn nearest(low: Quantity, high: Quantity, steps: usize, all: usize) -> Quantity {
    if !(low.is_in_millionths() && high.is_in_millionths()) {
        return crate::one_peaked::between(low, high, steps, all);
    }
    let share = |count: usize| i128::try_from(count).unwrap_or(1);
    let rise =
        (i128::from(high.millionths()) - i128::from(low.millionths())).saturating_mul(2 * share(steps));
    let rise = (rise + share(all)).div_euclid(2 * share(all).max(1));
    Quantity::from_millionths(low.millionths().saturating_add(i64::try_from(rise).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Interval = Interval::units(0, 100);

    fn central(groups: &[Vec<usize>], said: &[Option<Interval>]) -> Vec<String> {
        let count = said.len();
        let numbers: Vec<_> = said.iter().map(|said| Some(said.unwrap_or(WHOLE))).collect();
        let ranking = Ranking::of(groups, count, |option| said[option].is_none());
        let ranked = RankedNumbers::of(numbers, ranking).map(|of| of.central(WHOLE));
        ranked.unwrap_or_default().iter().map(Quantity::to_string).collect()
    }

    #[test]
    fn a_ranking_alone_has_the_means_of_all_numbers_that_keep_it() {
        assert_eq!(central(&[vec![2], vec![0], vec![1]], &[None; 3]), ["50", "25", "75"]);
        assert_eq!(central(&[vec![1], vec![0, 2]], &[None; 3]), ["37.5", "75", "37.5"]);
        assert_eq!(central(&[vec![0], vec![1]], &[None; 2]), ["66.666667", "33.333333"]);
    }

    #[test]
    fn what_is_said_of_one_option_moves_those_ranked_around_it() {
        let refused = Some(Interval::units(10, 45));
        assert_eq!(
            central(&[vec![0], vec![1], vec![2]], &[refused, None, None]),
            ["27.5", "18.333333", "9.166667"]
        );
        assert_eq!(central(&[vec![0], vec![1], vec![2]], &[None, refused, None]), ["63.75", "27.5", "13.75"]);
    }
}
