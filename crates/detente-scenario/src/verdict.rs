//! Whether what was written keeps what was said: which packages tie, which beat others, and which are as good as no
//! deal.

use detente_number::Fraction;

use crate::{
    search::{Least, least_from},
    worths::{NoDealWorth, Row, Worths},
};

/// How many packages are compared one by one.
const MOST_PACKAGES: usize = 100_000;

/// What became of a party's verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Every worth was moved and stretched alike: all comparisons have the same answers, and so has every proportion.
    Alike,
    /// Numbers are rounded, and all comparisons have the same answers.
    InOrder,
    /// Some comparison has another answer.
    Lost(Lost),
}

/// Which comparison has another answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// This package, by options, was as good as no deal and is not any more, or the other way round. Empty where it is
    /// between the options of a range.
    Side { package: Vec<usize>, was_acceptable: bool },
    /// This package was worth as much as no deal and is worth more, or the other way round.
    Tie(Vec<usize>),
    /// These packages were worth the same, or one was worth more; now it is another way.
    Order([Vec<usize>; 2]),
    /// One format cuts utilities off, and the other does not.
    Cap,
    /// It cannot be told: numbers have too many digits, or there are too many packages.
    Untold,
}

/// How a format says what no deal is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDealAs {
    /// As a number: a package stays better than no deal, as good, or worse.
    Number,
    /// As a package: a package stays as good as no deal or worse.
    Package,
}

/// What became of a party's verdicts.
pub(crate) fn kept(own: &Worths, written: &Worths, no_deal: NoDealAs) -> Kept {
    let (Some(one), Some(other)) = (own.is_capped(), written.is_capped()) else {
        return Kept::Lost(Lost::Untold);
    };
    let capped = one || other;
    if !capped && let Some(stretch) = Stretch::between(own, written) {
        return match stretch.sides(own, written) {
            Sides::Same => Kept::Alike,
            Sides::Tied(_) if no_deal == NoDealAs::Package => Kept::Alike,
            Sides::Tied(package) => Kept::Lost(Lost::Tie(package)),
            Sides::Differ { package, was_acceptable } => Kept::Lost(Lost::Side { package, was_acceptable }),
            Sides::Untold => Kept::Lost(Lost::Untold),
        };
    }
    match in_order(own, written, no_deal) {
        Some(kept) => kept,
        None if capped => Kept::Lost(Lost::Cap),
        None => Kept::Lost(Lost::Untold),
    }
}

/// How worths became others: times `by`, and `plus` added.
struct Stretch {
    by: Fraction,
    plus: Fraction,
}

impl Stretch {
    /// `None` where they were not all moved and stretched alike.
    fn between(own: &Worths, written: &Worths) -> Option<Self> {
        if own.rows.len() != written.rows.len() {
            return None;
        }
        let (mut first, mut others) = (own.base, written.base);
        let mut more = Vec::new();
        for (one, other) in own.rows.iter().zip(&written.rows) {
            let beside = one.beside(other)?;
            first = first.plus(beside.first.0)?;
            others = others.plus(beside.first.1)?;
            more.extend(beside.more);
        }
        let by = match more.iter().find(|(own, _)| own.sign().is_ne()) {
            Some((own, written)) => written.over(*own).filter(|by| by.sign().is_gt())?,
            None => Fraction::ONE,
        };
        let alike = more.iter().all(|(own, written)| own.times(by) == Some(*written));
        alike.then(|| Some(Self { by, plus: others.minus(first.times(by)?)? })).flatten()
    }

    /// Whether the same packages are as good as no deal.
    fn sides(&self, own: &Worths, written: &Worths) -> Sides {
        let moved = match own.no_deal {
            NoDealWorth::Worth(worth) => {
                worth.times(self.by).and_then(|worth| worth.plus(self.plus)).map(NoDealWorth::Worth)
            }
            other => Some(other),
        };
        moved.and_then(|moved| sides(written, moved)).unwrap_or(Sides::Untold)
    }
}

/// Whether the same packages are as good as no deal.
enum Sides {
    Same,
    /// They are, but this one was worth more and is worth as much as no deal, or the other way round.
    Tied(Vec<usize>),
    Differ {
        package: Vec<usize>,
        was_acceptable: bool,
    },
    Untold,
}

/// Whether the packages of `written` that are as good as its no deal are those that are as good as `before`. `None`
/// where numbers do not fit.
fn sides(written: &Worths, before: NoDealWorth) -> Option<Sides> {
    if before == written.no_deal {
        return Some(Sides::Same);
    }
    let (least, most) = (written.end(Fraction::min)?, written.end(Fraction::max)?);
    let threshold = |no_deal: NoDealWorth| match no_deal {
        NoDealWorth::Unsaid => Some(least),
        NoDealWorth::Worth(worth) if worth <= least => Some(least),
        NoDealWorth::Worth(worth) if worth <= most => Some(worth),
        NoDealWorth::Worth(_) | NoDealWorth::Beyond => None,
    };
    let (was, is) = (threshold(before), threshold(written.no_deal));
    // Where both say a number, a package at the greater one is worth as much by one and more by the other.
    let at = match (before, written.no_deal) {
        (NoDealWorth::Worth(was), NoDealWorth::Worth(is)) => Some(was.max(is)),
        (NoDealWorth::Worth(_) | NoDealWorth::Unsaid | NoDealWorth::Beyond, _) => None,
    };
    let (lower, upper, was_acceptable) = match (was, is) {
        (None, None) => return Some(Sides::Same),
        (Some(was), Some(is)) if was == is && at.is_none_or(|at| at < least) => return Some(Sides::Same),
        (Some(was), Some(is)) => (was.min(is), Some(was.max(is)), was < is),
        (Some(was), None) => (was, None, true),
        (None, Some(is)) => (is, None, false),
    };
    // Between two numbers of a range there is always a third.
    if written.rows.iter().any(|row| matches!(row, Row::Range { .. } | Row::Triangle { .. })) {
        return Some(Sides::Differ { package: Vec::new(), was_acceptable });
    }
    let options = written.options()?;
    Some(match least_from(&options, lower.minus(written.base)?) {
        Least::Package { worth, package } => {
            let worth = worth.plus(written.base)?;
            if at == Some(worth) {
                Sides::Tied(package)
            } else if upper.is_some_and(|upper| worth >= upper) {
                Sides::Same
            } else {
                Sides::Differ { package, was_acceptable }
            }
        }
        Least::None => Sides::Same,
        Least::TooMany => Sides::Untold,
    })
}

/// Whether every comparison has the same answer, else the first that has another; `None` where it cannot be told.
fn in_order(own: &Worths, written: &Worths, no_deal: NoDealAs) -> Option<Kept> {
    let (one, other) = (Whole::of(own)?, Whole::of(written)?);
    if one.sizes() != other.sizes() {
        return None;
    }
    let sizes = one.sizes();
    let count = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size))?;
    if count > MOST_PACKAGES {
        return None;
    }
    let mut packages = Vec::with_capacity(count);
    for number in 0..count {
        let package = by_number(number, &sizes);
        let (was, is) = (one.worth(&package)?, other.worth(&package)?);
        let (was_acceptable, is_acceptable) = (one.accepts(was), other.accepts(is));
        if was_acceptable != is_acceptable {
            return Some(Kept::Lost(Lost::Side { package, was_acceptable }));
        }
        let ties = one.least.zip(other.least).is_none_or(|(one, other)| (was == one) == (is == other));
        if no_deal == NoDealAs::Number && !ties {
            return Some(Kept::Lost(Lost::Tie(package)));
        }
        packages.push((was, is, number));
    }
    packages.sort_unstable();
    let apart = packages.windows(2).find_map(|pair| match pair {
        [one, next] if one.0.cmp(&next.0) != one.1.cmp(&next.1) => {
            Some(Lost::Order([one.2, next.2].map(|number| by_number(number, &sizes))))
        }
        _ => None,
    });
    Some(apart.map_or(Kept::InOrder, Kept::Lost))
}

/// The package with this number, by options.
fn by_number(mut number: usize, sizes: &[usize]) -> Vec<usize> {
    let option = |size: &usize| {
        let option = number % size;
        number /= size;
        option
    };
    sizes.iter().map(option).collect()
}

/// Worths in whole parts of a common denominator.
struct Whole {
    rows: Vec<Vec<i128>>,
    base: i128,
    cap: Option<i128>,
    /// `None` where everything is acceptable.
    least: Option<i128>,
    refuses: bool,
}

impl Whole {
    fn of(worths: &Worths) -> Option<Self> {
        let rows = worths.options()?;
        let said = match worths.no_deal {
            NoDealWorth::Worth(worth) => Some(worth),
            NoDealWorth::Unsaid | NoDealWorth::Beyond => None,
        };
        let all = rows.iter().flatten().copied().chain([worths.base]).chain(worths.cap).chain(said);
        let parts = Fraction::common_denominator(all)?;
        let whole = |number: Fraction| number.in_parts(parts);
        let maybe = |number: Option<Fraction>| number.map_or(Some(None), |number| whole(number).map(Some));
        Some(Self {
            rows: rows
                .iter()
                .map(|row| row.iter().map(|own| whole(*own)).collect::<Option<_>>())
                .collect::<Option<_>>()?,
            base: whole(worths.base)?,
            cap: maybe(worths.cap)?,
            least: maybe(said)?,
            refuses: worths.no_deal == NoDealWorth::Beyond,
        })
    }

    fn sizes(&self) -> Vec<usize> {
        self.rows.iter().map(Vec::len).collect()
    }

    fn worth(&self, package: &[usize]) -> Option<i128> {
        let sum = self
            .rows
            .iter()
            .zip(package)
            .try_fold(self.base, |sum, (row, option)| sum.checked_add(*row.get(*option)?))?;
        Some(self.cap.map_or(sum, |cap| sum.min(cap)))
    }

    fn accepts(&self, worth: i128) -> bool {
        !self.refuses && self.least.is_none_or(|least| worth >= least)
    }
}
