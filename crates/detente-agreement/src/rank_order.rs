//! Numbers that are known by their order alone.
//!
//! Where a party's issues stand in an order, every set of weights that keeps it is held to be possible, and all
//! of them alike (Lahdelma & Salminen 2001, Operations Research 49:444: uniform on the ordered simplex). Weights
//! of independent exponentials, dealt out by rank and divided by their sum, are just that. The mean of these
//! weights is the rank-order centroid (Barron & Barrett 1996, Management Science 42:1515), which is the central
//! reading. Options in an order are dealt out of independent uniform values in the same way.
//!
//! The intervals that readings of all values use hold every weight by itself: all orders lie within them, so
//! what is impossible or certain for them is so for the order. The other way round they may be too wide;
//! [`RankOrder::greatest_mean`] is exact for one package.

use detente_case::{Interval, Quantity, RankedNumbers, Ranking};

use crate::input::{Input, OptionValue};

/// What is shared out among ordered issues, in millionths.
const WHOLE: i64 = 100_000_000;
/// No weight is nothing: a party values something.
const LEAST: i64 = 1_000;

/// Places (of issues, or of the options of one issue) in an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RankOrder {
    /// The greatest first; of those in one group nothing is said.
    groups: Vec<Vec<usize>>,
    /// Places that share the whole with them, of which nothing is said.
    free: Vec<usize>,
}

impl RankOrder {
    /// `None` when nothing stands in the order.
    pub(crate) fn of(groups: Vec<Vec<usize>>, free: Vec<usize>) -> Option<Self> {
        (!groups.is_empty()).then_some(Self { groups, free })
    }

    /// Everything that shares the whole.
    pub(crate) fn members(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().flatten().chain(&self.free).copied()
    }

    /// Whether nothing is said of a member's rank.
    pub(crate) fn is_free(&self, place: usize) -> bool {
        self.free.contains(&place)
    }

    fn listed(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// How many stand certainly before a place and how many certainly behind it; the size of its group.
    /// `None` for what stands in no group.
    fn standing(&self, place: usize) -> Option<(usize, usize, usize)> {
        let mut before = 0;
        for group in &self.groups {
            if group.contains(&place) {
                return Some((before, self.listed() - before - group.len(), group.len()));
            }
            before += group.len();
        }
        None
    }

    /// Every weight that keeps the order, of the 100 that the members share.
    pub(crate) fn weight_bounds(&self, place: usize) -> Interval {
        let (before, behind, _) = self.standing(place).unwrap_or((0, 0, 1));
        let all = self.listed() + self.free.len();
        let share = |among: usize| WHOLE / i64::try_from(among.max(1)).unwrap_or(WHOLE);
        let most = if before == 0 { WHOLE } else { share(before + 1) + 1 };
        let least = if behind + 1 == all { share(all) } else { LEAST };
        Interval::new(Quantity::from_millionths(least), Quantity::from_millionths(most))
    }

    /// The mean of the weights that keep the order: for a complete order of `m`, the `k`-th has
    /// `100 ⁄ m · Σ_{j=k..m} 1 ⁄ j`.
    pub(crate) fn weight_centre(&self, place: usize) -> Quantity {
        let listed = self.listed();
        let expected = |rank: usize| (rank..=listed).map(|place| 1.0 / float(place)).sum::<f64>();
        let relative = self.mean_over_ranks(place, expected).unwrap_or(1.0);
        centre(relative / float(listed + self.free.len()))
    }

    /// Over the ranks, from 1, that the members of a place's group take.
    fn mean_over_ranks(&self, place: usize, expected: impl Fn(usize) -> f64) -> Option<f64> {
        let (before, _, size) = self.standing(place)?;
        Some((before + 1..=before + size).map(expected).sum::<f64>() / float(size))
    }

    /// Deals out numbers by rank: the greatest numbers go to the first group, and within a group each place
    /// keeps the order of its own number. `own` holds a number for every place; those of no group stay.
    fn dealt<T: Copy + Ord>(&self, own: &mut [T]) {
        let mut numbers: Vec<T> = self.groups.iter().flatten().map(|&place| own[place]).collect();
        numbers.sort_unstable_by_key(|&number| std::cmp::Reverse(number));
        let mut numbers = numbers.into_iter();
        for group in &self.groups {
            let mut places = group.clone();
            places.sort_by_key(|&place| std::cmp::Reverse(own[place]));
            for (place, number) in places.into_iter().zip(numbers.by_ref()) {
                own[place] = number;
            }
        }
    }

    /// Weights that keep the order, from a random word for every place; other places are left as they are.
    pub(crate) fn weights(&self, words: &[u64], weights: &mut [i64]) {
        let mut own: Vec<i64> = words.iter().map(|&word| exponential(word)).collect();
        self.dealt(&mut own);
        let sum: i128 = self.members().map(|place| i128::from(own[place])).sum();
        for place in self.members() {
            let share = i128::from(own[place]) * i128::from(WHOLE) / sum.max(1);
            weights[place] = i64::try_from(share).unwrap_or(WHOLE).max(LEAST);
        }
    }

    /// The greatest of `Σ w·a ⁄ Σ w` over all weights that keep the order, as a sum and what it is divided by.
    ///
    /// Every ordered set of weights is a mixture of sets in which some first groups, part of the next and some
    /// of the free weigh alike and all others nothing, so that the greatest mean is that of such a set.
    pub(crate) fn greatest_mean(&self, of: impl Fn(usize) -> i128) -> (i128, i128) {
        let mut best: Option<(i128, i128)> = None;
        let (mut settled, mut count) = (0, 0);
        for reached in 0..=self.groups.len() {
            let next = self.groups.get(reached).map_or(&[][..], Vec::as_slice);
            let mut open: Vec<i128> = next.iter().chain(&self.free).map(|&place| of(place)).collect();
            open.sort_unstable_by_key(|&one| std::cmp::Reverse(one));
            let (mut sum, mut among) = (settled, count);
            let mut consider = |sum: i128, among: i128| {
                if among > 0 && best.is_none_or(|(most, of)| sum * of > most * among) {
                    best = Some((sum, among));
                }
            };
            consider(sum, among);
            for one in open {
                (sum, among) = (sum + one, among + 1);
                consider(sum, among);
            }
            settled += next.iter().map(|&place| of(place)).sum::<i128>();
            count += i128::try_from(next.len()).unwrap_or(0);
        }
        best.unwrap_or((0, 1))
    }

    /// What the members share, in millionths.
    pub(crate) const fn whole() -> i64 {
        WHOLE
    }
}

/// What binds the options of one issue for one party where nothing but a ranking does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BoundRanking {
    numbers: RankedNumbers,
    /// What an option that nothing limits may be worth.
    unsaid: Interval,
    /// The ranking, as numbers are dealt out by it; nothing where it has lost all its options.
    order: Option<RankOrder>,
}

impl BoundRanking {
    pub(crate) fn new(numbers: RankedNumbers, unsaid: Interval) -> Self {
        let order = RankOrder::of(numbers.ranking().groups(), Vec::new());
        Self { numbers, unsaid, order }
    }

    pub(crate) fn ranking(&self) -> &Ranking {
        self.numbers.ranking()
    }

    /// Gives every ranked option what it can be worth.
    pub(crate) fn bind(&self, values: &mut [OptionValue]) {
        let bounds = self.numbers.bounds(self.unsaid);
        let central = self.numbers.central(self.unsaid);
        for (option, value) in values.iter_mut().enumerate() {
            let ranked = self.ranking().places().get(option).copied().flatten();
            if let (Some(_), Some(&interval), Some(&central)) =
                (ranked, bounds.get(option), central.get(option))
            {
                let by_order = self.ranking().is_alone(option);
                value.input = Input { interval, central, by_order, ..value.input };
            }
        }
    }

    /// What binds the options if one were worth something else, and left its place in a ranking that this contradicts.
    pub(crate) fn with(&self, option: usize, worth: Interval) -> Option<Self> {
        let mut said = self.numbers.said().to_vec();
        *said.get_mut(option)? = Some(worth);
        let of = |ranking| RankedNumbers::of(said.clone(), ranking).ok();
        let kept = of(self.ranking().with_number(option));
        let numbers = kept.or_else(|| of(self.ranking().without(&[option])))?;
        Some(Self::new(numbers, self.unsaid))
    }

    /// Values that keep the ranking, from independent ones within the bounds.
    pub(crate) fn deal<T: Copy + Ord>(&self, own: &mut [T]) {
        self.order.iter().for_each(|order| order.dealt(own));
    }
}

/// `−ln u` of a uniform `u`, in parts of 10^12, at least one.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "53 bits are random enough")]
fn exponential(word: u64) -> i64 {
    let uniform = ((word >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    (-libm::log(uniform) * 1e12) as i64 + 1
}

#[expect(clippy::cast_possible_truncation, reason = "a share of 100 in millionths")]
fn centre(share: f64) -> Quantity {
    Quantity::from_millionths((share * 100e6).round() as i64)
}

#[expect(clippy::cast_precision_loss, reason = "counts of issues and options")]
fn float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> RankOrder {
        RankOrder { groups: vec![vec![2], vec![0, 3], vec![1]], free: vec![4] }
    }

    #[test]
    fn a_complete_order_has_the_rank_order_centroid() {
        let complete = RankOrder { groups: vec![vec![0], vec![1], vec![2]], free: vec![] };
        let centres: Vec<_> = (0..3).map(|place| complete.weight_centre(place).millionths()).collect();
        // (1 + 1/2 + 1/3) ⁄ 3, (1/2 + 1/3) ⁄ 3, 1/3 ⁄ 3.
        assert_eq!(centres, [61_111_111, 27_777_778, 11_111_111]);
    }

    #[test]
    fn drawn_weights_keep_the_order_the_bounds_and_on_average_the_centre() {
        let order = order();
        let mut sums = [0_i64; 5];
        let mut state = 7_u64;
        let draws = 20_000;
        for _ in 0..draws {
            let words: Vec<u64> = (0..5)
                .map(|_| {
                    state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                    let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                    mixed ^ (mixed >> 31)
                })
                .collect();
            let mut weights = vec![0; 5];
            order.weights(&words, &mut weights);
            assert!(weights[2] >= weights[0].max(weights[3]) && weights[0].min(weights[3]) >= weights[1]);
            for (place, &weight) in weights.iter().enumerate() {
                assert!(
                    order.weight_bounds(place).contains(Quantity::from_millionths(weight)),
                    "{place}: {weight}"
                );
                sums[place] += weight;
            }
        }
        for (place, sum) in sums.into_iter().enumerate() {
            let (mean, centre) = (sum / draws, order.weight_centre(place).millionths());
            assert!((mean - centre).abs() < 400_000, "{place}: {mean}, expected {centre}");
        }
    }

    #[test]
    fn the_greatest_mean_is_that_of_all_sets_that_may_weigh() {
        let order = order();
        // By brute force: every set that holds, with a place, all that stand certainly before it.
        let closed = |set: u32| {
            (0..5).filter(|place| set >> place & 1 == 1).all(|place| match order.standing(place) {
                Some((before, ..)) => {
                    order.groups.iter().flatten().take(before).all(|earlier| set >> earlier & 1 == 1)
                }
                None => true,
            })
        };
        for pattern in 0..3_i128.pow(5) {
            let of: Vec<i128> = (0..5).map(|place| pattern / 3_i128.pow(place) % 3 - 1).collect();
            let means = (1..32_u32).filter(|&set| closed(set)).map(|set| {
                let members = (0..5_usize).filter(|place| set >> place & 1 == 1);
                (members.clone().map(|place| of[place]).sum::<i128>(), members.count())
            });
            let (sum, among) = order.greatest_mean(|place| of[place]);
            // Means of at most five places: times 60 they are whole.
            let whole = |(sum, among): (i128, usize)| sum * 60 / i128::try_from(among).unwrap_or(1);
            assert_eq!(sum * 60 / among, means.map(whole).max().unwrap_or(0), "{of:?}");
        }
    }
}
