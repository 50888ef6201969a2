//! What every package is worth to a party and what no deal is, in exact fractions: what a conversion has to keep.
//!
//! [`ExactTable`](crate::ExactTable) writes every option out. Here ranges of numbers stay lines, so that files with
//! ranges of any length can be compared.

use detente_number::Fraction;

use crate::{
    Additive, Choice, Evaluator, Issue, IssueKind, Profile, Reading, Reservation, Scale, Utility,
    exact::{exact_worth, line},
};

/// How many numbers of a range are written out one by one.
pub(crate) const MOST_NUMBERS: u64 = 100_000;

/// One party's worths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Worths {
    /// One an issue.
    pub(crate) rows: Vec<Row>,
    /// Added to the sum.
    pub(crate) base: Fraction,
    /// The most the sum may be.
    pub(crate) cap: Option<Fraction>,
    pub(crate) no_deal: NoDealWorth,
}

/// What one issue adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Row {
    /// By option.
    Options(Vec<Fraction>),
    /// Of a range of whole numbers: what the least adds, what each further one adds to it, and how many are further.
    Line { first: Fraction, step: Fraction, further: u64 },
    /// Of a range of any numbers: what its ends add; what lies between adds in proportion.
    Range { low: Fraction, high: Fraction },
    /// Of a range of any numbers: nothing at the ends and beyond, most at the top.
    Triangle { most: Fraction, corners: [Fraction; 3] },
}

/// What no deal is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoDealWorth {
    /// Nobody said: every package counts as acceptable.
    Unsaid,
    /// As much as this.
    Worth(Fraction),
    /// More than any package.
    Beyond,
}

impl Worths {
    /// As the profile's format means it; `None` where the party is not additive, or a number is not finite or does not
    /// fit.
    pub(crate) fn of(issues: &[Issue], profile: &Profile) -> Option<Self> {
        let Utility::Additive(additive) = &profile.utility else { return None };
        let (rows, base) = if let Some(exact) = &profile.exact {
            let rows = issues.iter().zip(&exact.contributions);
            (rows.map(|(issue, options)| Row::exact(issue, options)).collect(), exact.constant)
        } else {
            let rows = issues.iter().enumerate().map(|(place, issue)| additive.row(issue, place));
            let base = Fraction::of_float(additive.constant(Reading::Format))?;
            (rows.collect::<Option<Vec<_>>>()?, base)
        };
        let cap = match additive.cap(Reading::Format) {
            Some(cap) => Some(Fraction::of_float(cap)?),
            None => None,
        };
        let said = profile.exact.as_ref().and_then(|exact| exact.reservation).map(NoDealWorth::Worth);
        let no_deal = match (said, &profile.reservation) {
            (Some(said), _) => said,
            (None, Reservation::Value(value)) if *value == f64::INFINITY => NoDealWorth::Beyond,
            (None, Reservation::Value(value)) if *value == f64::NEG_INFINITY => NoDealWorth::Unsaid,
            (None, Reservation::Value(value)) => NoDealWorth::Worth(Fraction::of_float(*value)?),
            (None, Reservation::Unsaid) => match additive.scale {
                Scale::Genius => NoDealWorth::Worth(Fraction::ZERO),
                Scale::Plain => NoDealWorth::Unsaid,
            },
            (None, Reservation::Package(choices)) => {
                NoDealWorth::Worth(exact_worth(issues, Reading::Format, additive, choices, base)?)
            }
        };
        let no_deal = match (no_deal, cap) {
            (NoDealWorth::Worth(worth), Some(cap)) if worth > cap => NoDealWorth::Beyond,
            (other, _) => other,
        };
        Some(Self { rows, base, cap, no_deal })
    }

    /// The least or the most that packages are worth, before any cap.
    pub(crate) fn end(&self, pick: fn(Fraction, Fraction) -> Fraction) -> Option<Fraction> {
        self.rows.iter().try_fold(self.base, |sum, row| sum.plus(row.end(pick)?))
    }

    /// Whether packages that would differ are worth the same because of the cap.
    pub(crate) fn is_capped(&self) -> Option<bool> {
        let Some(cap) = self.cap else { return Some(false) };
        let most = self.end(Fraction::max)?;
        if most <= cap {
            return Some(false);
        }
        // The package that is second best gives up the least that can be given up.
        let gaps = self.rows.iter().map(Row::gap).collect::<Option<Vec<_>>>()?;
        let second = gaps.into_iter().flatten().min().map_or(Some(None), |gap| most.minus(gap).map(Some))?;
        Some(second.is_some_and(|second| second >= cap))
    }

    /// Every issue's options one by one; `None` where there are too many or an issue takes any number.
    pub(crate) fn options(&self) -> Option<Vec<Vec<Fraction>>> {
        self.rows.iter().map(Row::options).collect()
    }
}

impl Row {
    /// What options add; a line where they are numbers and each adds as much more as any other.
    fn exact(issue: &Issue, options: &[Fraction]) -> Self {
        let line = |further: u64| {
            let (first, second) = (*options.first()?, *options.get(1)?);
            let step = second.minus(first)?;
            let even = options.windows(2).all(|pair| pair[1].minus(pair[0]) == Some(step));
            even.then_some(Self::Line { first, step, further })
        };
        let further = match issue.kind {
            IssueKind::Integer { low, high } => Some(high.abs_diff(low)),
            IssueKind::Discrete { .. } | IssueKind::Real { .. } => None,
        };
        further.and_then(line).unwrap_or_else(|| Self::Options(options.to_vec()))
    }

    /// The least or the most it adds.
    pub(crate) fn end(&self, pick: fn(Fraction, Fraction) -> Fraction) -> Option<Fraction> {
        match self {
            Self::Options(options) => options.iter().copied().reduce(pick),
            Self::Line { first, .. } => Some(pick(*first, self.last()?)),
            Self::Range { low, high } => Some(pick(*low, *high)),
            Self::Triangle { most, .. } => Some(pick(Fraction::ZERO, *most)),
        }
    }

    /// What the greatest number adds; of any other row, what its first option does.
    fn last(&self) -> Option<Fraction> {
        match self {
            Self::Line { first, step, further } => {
                first.plus(step.times(Fraction::whole((*further).into()))?)
            }
            Self::Options(options) => options.first().copied(),
            Self::Range { high, .. } => Some(*high),
            Self::Triangle { .. } => Some(Fraction::ZERO),
        }
    }

    /// By how much the best it has exceeds the next; empty where there is no next. `None` says that it does not fit.
    fn gap(&self) -> Option<Vec<Fraction>> {
        let gap = match self {
            Self::Options(options) => {
                let best = options.iter().copied().max()?;
                match options.iter().copied().filter(|own| *own < best).max() {
                    Some(next) => vec![best.minus(next)?],
                    None => Vec::new(),
                }
            }
            Self::Line { step, further, .. } => {
                let size = if *step < Fraction::ZERO { step.negated()? } else { *step };
                if *further > 0 && size > Fraction::ZERO { vec![size] } else { Vec::new() }
            }
            Self::Range { low, high } if low == high => Vec::new(),
            Self::Triangle { most, .. } if *most == Fraction::ZERO => Vec::new(),
            Self::Range { .. } | Self::Triangle { .. } => vec![Fraction::ZERO],
        };
        Some(gap)
    }

    fn options(&self) -> Option<Vec<Fraction>> {
        match self {
            Self::Options(options) => Some(options.clone()),
            Self::Line { first, step, further } => {
                let further = (*further < MOST_NUMBERS).then_some(*further)?;
                let at = |number: u64| first.plus(step.times(Fraction::whole(number.into()))?);
                (0..=further).map(at).collect()
            }
            Self::Range { .. } | Self::Triangle { .. } => None,
        }
    }

    /// Two rows of one issue side by side: what the first option adds in both, and by how much more other options add.
    /// `None` where they are not of one shape.
    pub(crate) fn beside(&self, other: &Self) -> Option<Beside> {
        let pairs = |one: &[Fraction], other: &[Fraction]| {
            if one.len() != other.len() {
                return None;
            }
            let first = (*one.first()?, *other.first()?);
            let more =
                one.iter().zip(other).map(|(one, other)| Some((one.minus(first.0)?, other.minus(first.1)?)));
            Some(Beside { first, more: more.collect::<Option<_>>()? })
        };
        match (self, other) {
            (Self::Options(one), Self::Options(other)) => pairs(one, other),
            (Self::Options(one), Self::Line { .. }) => pairs(one, &other.options()?),
            (Self::Line { .. }, Self::Options(other)) => pairs(&self.options()?, other),
            (
                Self::Line { first, step, further },
                Self::Line { first: others, step: per, further: count },
            ) => (further == count).then(|| Beside {
                first: (*first, *others),
                more: if *further > 0 { vec![(*step, *per)] } else { Vec::new() },
            }),
            (Self::Range { low, high }, Self::Range { low: others, high: end }) => {
                Some(Beside { first: (*low, *others), more: vec![(high.minus(*low)?, end.minus(*others)?)] })
            }
            (Self::Triangle { most, corners }, Self::Triangle { most: others, corners: places }) => (corners
                == places)
                .then(|| Beside { first: (Fraction::ZERO, Fraction::ZERO), more: vec![(*most, *others)] }),
            (Self::Options(_) | Self::Line { .. }, Self::Range { .. } | Self::Triangle { .. })
            | (Self::Range { .. }, Self::Options(_) | Self::Line { .. } | Self::Triangle { .. })
            | (Self::Triangle { .. }, Self::Options(_) | Self::Line { .. } | Self::Range { .. }) => None,
        }
    }
}

/// One issue of two profiles.
pub(crate) struct Beside {
    /// What the first option adds in one and in the other.
    pub(crate) first: (Fraction, Fraction),
    /// By how much more than the first other options add, in one and in the other.
    pub(crate) more: Vec<(Fraction, Fraction)>,
}

impl Additive {
    /// What an issue adds, `place` in the scenario.
    fn row(&self, issue: &Issue, place: usize) -> Option<Row> {
        let exactly = |choice| self.exactly(Reading::Format, issue, place, choice);
        let written_out = || {
            let count = usize::try_from(issue.count().filter(|count| *count <= crate::tables::MOST_OPTIONS)?);
            (0..count.ok()?)
                .map(|option| exactly(Choice::Option(option)))
                .collect::<Option<_>>()
                .map(Row::Options)
        };
        let evaluator = self.evaluators.get(place)?;
        let weight = match self.weights.get(place)? {
            Some(weight) => Fraction::of_float(*weight)?,
            None => Fraction::ZERO,
        };
        match (&issue.kind, evaluator) {
            (IssueKind::Discrete { .. }, _) | (IssueKind::Integer { .. }, Evaluator::Table { .. }) => {
                written_out()
            }
            (IssueKind::Integer { low, high }, Evaluator::Constant(_) | Evaluator::Unsaid) => {
                Some(Row::Line {
                    first: exactly(Choice::Option(0))?,
                    step: Fraction::ZERO,
                    further: high.abs_diff(*low),
                })
            }
            (IssueKind::Integer { low, high }, Evaluator::Linear { slope, .. }) => {
                let further = high.abs_diff(*low);
                let last = Choice::Option(usize::try_from(further).ok()?);
                if self.is_clipped(evaluator, issue, [Choice::Option(0), last])? {
                    return if further < MOST_NUMBERS { written_out() } else { None };
                }
                let step = weight.times(Fraction::of_float(*slope)?)?;
                Some(Row::Line { first: exactly(Choice::Option(0))?, step, further })
            }
            (IssueKind::Integer { low, high }, Evaluator::Triangular { .. }) => {
                if high.abs_diff(*low) < MOST_NUMBERS { written_out() } else { None }
            }
            (
                IssueKind::Real { low, high },
                Evaluator::Constant(_) | Evaluator::Unsaid | Evaluator::Linear { .. },
            ) => {
                let ends = [Choice::Number(*low), Choice::Number(*high)];
                if self.is_clipped(evaluator, issue, ends)? {
                    return None;
                }
                Some(Row::Range { low: exactly(ends[0])?, high: exactly(ends[1])? })
            }
            (IssueKind::Real { .. }, Evaluator::Triangular { low, high, top }) => {
                let corners =
                    [Fraction::of_float(*low)?, Fraction::of_float(*high)?, Fraction::of_float(*top)?];
                Some(Row::Triangle { most: weight, corners })
            }
            (IssueKind::Real { .. }, Evaluator::Table { .. }) => None,
        }
    }

    /// Whether Genius clips a line between these choices.
    fn is_clipped(&self, evaluator: &Evaluator, issue: &Issue, ends: [Choice; 2]) -> Option<bool> {
        let (Evaluator::Linear { slope, offset, from }, Scale::Genius) = (evaluator, self.scale) else {
            return Some(false);
        };
        let [low, high] = ends.map(|end| line(*slope, *offset, *from, issue, end));
        let inside = |value: Fraction| value >= Fraction::ZERO && value <= Fraction::ONE;
        Some(!(inside(low?) && inside(high?)))
    }
}
