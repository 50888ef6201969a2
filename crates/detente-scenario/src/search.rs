//! Of the packages that are worth at least so much, the one that is worth least.

use detente_number::Fraction;

/// How many sums of one half of the issues are kept.
const MOST_SUMS: usize = 1 << 20;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Least {
    /// A package by options, and what it is worth.
    Package { worth: Fraction, package: Vec<usize> },
    /// None is worth as much.
    None,
    /// There are too many sums to look at, or numbers do not fit.
    TooMany,
}

/// Of the packages that are worth no less than `from`, the first of those worth least. All sums of one half of the
/// issues meet all sums of the other half (Horowitz & Sahni 1974); sums that are equal count once.
pub(crate) fn least_from(rows: &[Vec<Fraction>], from: Fraction) -> Least {
    found(rows, from).unwrap_or(Least::TooMany)
}

fn found(rows: &[Vec<Fraction>], from: Fraction) -> Option<Least> {
    let parts = Fraction::common_denominator(rows.iter().flatten().copied().chain([from]))?;
    let from = from.in_parts(parts)?;
    let rows: Vec<Vec<i128>> =
        rows.iter().map(|row| row.iter().map(|own| own.in_parts(parts)).collect()).collect::<Option<_>>()?;
    if rows.iter().any(Vec::is_empty) {
        return Some(Least::None);
    }
    // The larger issues first, each to the half with fewer packages.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|issue| std::cmp::Reverse(rows.get(*issue).map_or(0, Vec::len)));
    let mut halves = [(1_u128, Vec::new()), (1_u128, Vec::new())];
    for issue in order {
        let [one, other] = &mut halves;
        let half = if one.0 <= other.0 { one } else { other };
        half.0 = half.0.saturating_mul(rows.get(issue)?.len() as u128);
        half.1.push(issue);
    }
    let [one, other] = halves.map(|(_, issues)| Sums::of(&rows, issues));
    let (one, other) = (one?, other?);
    let mut best: Option<(i128, usize, usize)> = None;
    let mut at = other.last().len();
    for (place, entry) in one.last().iter().enumerate() {
        // The greater the one sum, the less is needed of the other.
        while at > 0 && other.last().get(at - 1)?.sum.checked_add(entry.sum)? >= from {
            at -= 1;
        }
        if let Some(others) = other.last().get(at) {
            let sum = entry.sum.checked_add(others.sum)?;
            if best.is_none_or(|(least, ..)| sum < least) {
                best = Some((sum, place, at));
            }
        }
    }
    let Some((sum, place, at)) = best else { return Some(Least::None) };
    let mut package = vec![0; rows.len()];
    one.options(place, &mut package)?;
    other.options(at, &mut package)?;
    Some(Least::Package { worth: Fraction::new(sum, parts)?, package })
}

/// One sum of options, and how it came about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    sum: i128,
    /// Its place among the sums without the last issue.
    before: u32,
    option: u32,
}

/// All different sums of some issues, from the least, after each issue.
struct Sums {
    issues: Vec<usize>,
    /// One more than there are issues: at first the sum of none.
    steps: Vec<Vec<Entry>>,
}

impl Sums {
    /// `None` where there are too many.
    fn of(rows: &[Vec<i128>], issues: Vec<usize>) -> Option<Self> {
        let mut steps = vec![vec![Entry { sum: 0, before: 0, option: 0 }]];
        for issue in &issues {
            let row = rows.get(*issue)?;
            let before = steps.last()?;
            if before.len().checked_mul(row.len())? > MOST_SUMS * 2 {
                return None;
            }
            let mut sums = Vec::with_capacity(before.len() * row.len());
            for (entry, place) in before.iter().zip(0..) {
                for (own, option) in row.iter().zip(0..) {
                    sums.push(Entry { sum: entry.sum.checked_add(*own)?, before: place, option });
                }
            }
            sums.sort_unstable();
            sums.dedup_by_key(|entry| entry.sum);
            if sums.len() > MOST_SUMS {
                return None;
            }
            steps.push(sums);
        }
        Some(Self { issues, steps })
    }

    fn last(&self) -> &[Entry] {
        self.steps.last().map_or(&[], Vec::as_slice)
    }

    /// Puts the options that make the sum at `place` into a package.
    fn options(&self, mut place: usize, package: &mut [usize]) -> Option<()> {
        for (issue, step) in self.issues.iter().zip(self.steps.get(1..)?).rev() {
            let entry = step.get(place)?;
            *package.get_mut(*issue)? = usize::try_from(entry.option).ok()?;
            place = usize::try_from(entry.before).ok()?;
        }
        Some(())
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "tests fail by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The oracle looks at every package.
        #[test]
        fn the_least_of_those_that_reach_a_number_is_found(
            rows in prop::collection::vec(prop::collection::vec(-20_i64..20, 1..5), 0..6),
            from in -90_i64..90,
        ) {
            let packages = rows.iter().fold(vec![0_i64], |sums, row| {
                sums.iter().flat_map(|sum| row.iter().map(move |own| sum + own)).collect()
            });
            let least = packages.into_iter().filter(|sum| *sum >= from).min();
            let third = |number: i64| Fraction::new(number.into(), 3).unwrap_or_default();
            let fractions: Vec<Vec<Fraction>> =
                rows.iter().map(|row| row.iter().map(|own| third(*own)).collect()).collect();
            match least_from(&fractions, third(from)) {
                Least::Package { worth, package } => {
                    prop_assert_eq!(Some(worth), least.map(third));
                    let sum: i64 = rows.iter().zip(&package).map(|(row, option)| row[*option]).sum();
                    prop_assert_eq!(third(sum), worth);
                }
                Least::None => prop_assert_eq!(least, None),
                Least::TooMany => prop_assert!(false, "few sums"),
            }
        }
    }

    #[test]
    fn many_issues_are_searched_without_listing_their_packages() {
        let rows: Vec<Vec<Fraction>> =
            (1..=40).map(|issue| (0..5).map(|own| Fraction::whole(own * issue)).collect()).collect();
        let Least::Package { worth, package } = least_from(&rows, Fraction::whole(1_234)) else {
            panic!("5^40 packages")
        };
        let sum: usize = package.iter().zip(1..).map(|(option, issue)| option * issue).sum();
        assert_eq!((worth, sum), (Fraction::whole(1_234), 1_234));
    }
}
