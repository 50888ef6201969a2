//! Numbers on another scale that keep every tie.
//!
//! The formats write decimals. A utility of 8 of 92 points has none, and neither has a third: divided and rounded, a
//! package that was worth exactly what no deal is worth is worth a little less. So that the scale of a format costs no
//! verdict, utilities are written as whole points over a power of ten.

use detente_number::Fraction;

use crate::{
    Additive, Evaluator, Issue, IssueKind, Profile, Reading, Reservation, Scale, Utility, exact::ExactTable,
};

/// Whole numbers beyond this are no longer written exactly in double precision.
const LARGEST: i128 = 1 << 53;

/// A party's utilities as whole points, each issue's worst option at 0.
pub(crate) struct Points {
    /// By issue and option.
    options: Vec<Vec<i128>>,
    /// What no deal is worth; may be below 0.
    reservation: Option<i128>,
}

impl Points {
    /// `None` where numbers do not fit.
    fn of(table: &ExactTable) -> Option<Self> {
        let mut least = table.constant;
        let mut shifted = Vec::with_capacity(table.contributions.len());
        for options in &table.contributions {
            let worst = options.iter().copied().min()?;
            least = least.plus(worst)?;
            shifted.push(options.iter().map(|own| own.minus(worst)).collect::<Option<Vec<_>>>()?);
        }
        let reservation = match table.reservation {
            Some(reservation) => Some(reservation.minus(least)?),
            None => None,
        };
        let parts = Fraction::common_denominator(shifted.iter().flatten().copied().chain(reservation))?;
        let whole = |options: &Vec<Fraction>| -> Option<Vec<i128>> {
            options.iter().map(|own| own.in_parts(parts).filter(|own| *own < LARGEST)).collect()
        };
        let options = shifted.iter().map(whole).collect::<Option<_>>()?;
        let reservation = match reservation {
            Some(reservation) => Some(
                reservation.in_parts(parts).filter(|parts| parts.unsigned_abs() < LARGEST.unsigned_abs())?,
            ),
            None => None,
        };
        Some(Self { options, reservation })
    }

    /// The most an issue's options add.
    fn most(&self, issue: usize) -> i128 {
        self.options.get(issue).and_then(|options| options.iter().copied().max()).unwrap_or(0)
    }

    /// The least power of ten that is no less than the number.
    fn ten_from(number: i128) -> Option<i128> {
        (0..=18).map(|power| 10_i128.pow(power)).find(|ten| *ten >= number)
    }

    fn over(points: i128, ten: i128) -> Option<f64> {
        Fraction::new(points, ten).map(Fraction::to_f64)
    }

    fn reservation_over(&self, ten: i128, profile: &Profile) -> Option<Reservation> {
        match (&profile.reservation, self.reservation) {
            (Reservation::Value(_) | Reservation::Unsaid, Some(points)) => {
                Self::over(points, ten).map(Reservation::Value)
            }
            (other, _) => Some(other.clone()),
        }
    }

    /// As Genius means evaluations: divided by the largest of their issue, times the weight.
    fn genius(&self, profile: &Profile) -> Option<Profile> {
        let issues = 0..self.options.len();
        let ten = Self::ten_from(issues.clone().map(|issue| self.most(issue)).sum::<i128>().max(1))?;
        let weights =
            issues.map(|issue| Self::over(self.most(issue), ten).map(Some)).collect::<Option<_>>()?;
        let evaluators = self.options.iter().map(|options| table(options, 1)).collect::<Option<_>>()?;
        let additive = Additive { scale: Scale::Genius, weights, evaluators, bias: 0.0 };
        let reservation = self.reservation_over(ten, profile)?;
        Some(Profile { utility: Utility::Additive(additive), reservation, ..profile.clone() })
    }

    /// As they are, each issue with the weight 1.
    fn plain(&self, profile: &Profile) -> Option<Profile> {
        let issues = 0..self.options.len();
        let ten = Self::ten_from(issues.clone().map(|issue| self.most(issue)).sum::<i128>().max(1))?;
        let evaluators = self.options.iter().map(|options| table(options, ten)).collect::<Option<_>>()?;
        let weights = issues.map(|_| Some(1.0)).collect();
        let additive = Additive { scale: Scale::Plain, weights, evaluators, bias: 0.0 };
        let reservation = self.reservation_over(ten, profile)?;
        Some(Profile { utility: Utility::Additive(additive), reservation, ..profile.clone() })
    }

    /// As GeniusWeb asks: weights that sum to exactly 1, here powers of a half, and values from 0 to 1.
    fn geniusweb(&self, profile: &Profile) -> Option<Profile> {
        let count = self.options.len();
        let levels = count.next_power_of_two().trailing_zeros();
        // A tree of halves: the first issues stand one level higher where the lowest level is not full.
        let higher = count.next_power_of_two() - count;
        let level = |issue: usize| if issue < higher { levels - 1 } else { levels };
        let scaled: Vec<i128> = (0..count).map(|issue| self.most(issue) << level(issue)).collect();
        let ten = Self::ten_from(scaled.into_iter().max().unwrap_or(1).max(1))?;
        let weights = (0..count).map(|issue| Self::over(1, 1 << level(issue)).map(Some));
        let options = self.options.iter().enumerate();
        let evaluators = options.map(|(issue, options)| {
            let doubled: Vec<i128> = options.iter().map(|own| own << level(issue)).collect();
            table(&doubled, ten)
        });
        let additive = Additive {
            scale: Scale::Plain,
            weights: weights.collect::<Option<_>>()?,
            evaluators: evaluators.collect::<Option<_>>()?,
            bias: 0.0,
        };
        let reservation = self.reservation_over(ten, profile)?;
        Some(Profile { utility: Utility::Additive(additive), reservation, ..profile.clone() })
    }
}

fn table(options: &[i128], ten: i128) -> Option<Evaluator> {
    let values = options.iter().map(|&own| Points::over(own, ten).map(Some)).collect::<Option<_>>()?;
    Some(Evaluator::Table { values, others: Vec::new() })
}

/// A scale of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Genius.
    Genius,
    /// NegMAS and tables.
    Plain,
    /// GeniusWeb.
    GeniusWeb,
}

/// `written` if it keeps every tie of the profile, else one that does; `None` where `written` does not and none can be
/// made: numbers are too long, or an issue is no list of options.
pub(crate) fn kept(
    issues: &[Issue],
    profile: &Profile,
    written: &Profile,
    target: Target,
) -> Option<Profile> {
    let own = ExactTable::of(issues, profile, Reading::Format)?;
    if ExactTable::of(issues, written, Reading::Format).is_some_and(|table| are_alike(&own, &table)) {
        return Some(written.clone());
    }
    if issues.iter().any(|issue| !matches!(issue.kind, IssueKind::Discrete { .. })) {
        return None;
    }
    let points = Points::of(&own)?;
    let made = match target {
        Target::Genius => points.genius(profile),
        Target::Plain => points.plain(profile),
        Target::GeniusWeb => points.geniusweb(profile),
    }?;
    let table = ExactTable::of(issues, &made, Reading::Format)?;
    are_alike(&own, &table).then_some(made)
}

/// How many packages are looked at for the one that is worth just enough.
const MOST_PACKAGES: usize = 200_000;

/// Of the packages that are worth what no deal is worth, the one worth least, by options: those worth no less than it are
/// those worth no less than no deal. `None` where no package is worth as much, or there are too many to look at.
pub(crate) fn least_acceptable(issues: &[Issue], profile: &Profile) -> Option<Vec<usize>> {
    let table = ExactTable::of(issues, profile, Reading::Format)?;
    let reservation = table.reservation?;
    let sizes: Vec<usize> = table.contributions.iter().map(Vec::len).collect();
    let packages = sizes.iter().try_fold(1_usize, |all, size| all.checked_mul(*size))?;
    if packages > MOST_PACKAGES {
        return None;
    }
    let mut best: Option<(Fraction, Vec<usize>)> = None;
    for number in 0..packages {
        let mut left = number;
        let mut worth = table.constant;
        let mut package = Vec::with_capacity(sizes.len());
        for (options, size) in table.contributions.iter().zip(&sizes) {
            let option = left % size;
            left /= size;
            worth = worth.plus(*options.get(option)?)?;
            package.push(option);
        }
        if worth >= reservation && best.as_ref().is_none_or(|(least, _)| worth < *least) {
            best = Some((worth, package));
        }
    }
    best.map(|(_, package)| package)
}

/// Whether one table is the other, moved and stretched: then every comparison of packages with each other and with no
/// deal has the same answer.
fn are_alike(one: &ExactTable, other: &ExactTable) -> bool {
    differences(one).zip(differences(other)).is_some_and(|(one, other)| {
        let Some(place) = one.iter().position(|own| own.sign().is_ne()) else {
            return other.iter().all(|own| own.sign().is_eq());
        };
        let stretch = other.get(place).and_then(|other| other.over(one[place]));
        let stretch = stretch.filter(|stretch| stretch.sign().is_gt());
        stretch.is_some_and(|stretch| {
            one.len() == other.len()
                && one.iter().zip(&other).all(|(one, other)| one.times(stretch) == Some(*other))
        })
    })
}

/// By how much each option is worth more than its issue's first, then no deal more than the first package.
fn differences(table: &ExactTable) -> Option<Vec<Fraction>> {
    let mut first = table.constant;
    let mut differences = Vec::new();
    for options in &table.contributions {
        let own = *options.first()?;
        first = first.plus(own)?;
        for option in options {
            differences.push(option.minus(own)?);
        }
    }
    if let Some(reservation) = table.reservation {
        differences.push(reservation.minus(first)?);
    }
    Some(differences)
}
