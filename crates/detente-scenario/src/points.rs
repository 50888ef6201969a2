//! A party's utilities as whole points, in the numbers of a format.
//!
//! The formats write decimals. A utility of 8 of 92 points has none, and neither has a third: divided and rounded, a
//! package that was worth exactly what no deal is worth is worth a little less. So that the scale of a format costs no
//! verdict, utilities are written as whole points over a power of ten.

use detente_number::Fraction;

use crate::{
    Additive, Evaluator, Issue, IssueKind, Profile, Reservation, Scale, Utility,
    ties::Target,
    worths::{NoDealWorth, Row, Worths},
};

/// Whole numbers beyond this are no longer written exactly in double precision.
const LARGEST: i128 = 1 << 53;

/// How many parts of 1 a table tells apart.
const SMALLEST: i128 = 1_000_000_000_000;

/// A party's utilities as whole points, each issue's worst option at 0.
pub(crate) struct Points {
    rows: Vec<PointRow>,
    /// What no deal is worth; may be below 0. `None` where nobody said.
    no_deal: Option<i128>,
    /// How many points were 1.
    one: i128,
}

/// What one issue adds.
enum PointRow {
    /// By option.
    Options(Vec<i128>),
    /// What the least number adds, what each further one adds to it, and how many are further.
    Line { first: i128, step: i128, further: i128 },
}

impl PointRow {
    /// The most it adds.
    fn most(&self) -> i128 {
        match self {
            Self::Options(options) => options.iter().copied().max().unwrap_or(0),
            Self::Line { first, step, further } => {
                step.checked_mul(*further).and_then(|more| first.checked_add(more)).unwrap_or(0).max(*first)
            }
        }
    }

    /// The largest number of points of which everything it adds is a multiple; at least 1.
    fn unit(&self) -> i128 {
        match self {
            Self::Options(options) => options.iter().copied().fold(0, greatest_common_divisor),
            Self::Line { first, step, .. } => greatest_common_divisor(*first, step.abs()),
        }
        .max(1)
    }
}

fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one, other);
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

impl Points {
    /// `None` where numbers do not fit, an issue takes any number of a range, or utilities are cut off.
    pub(crate) fn of(worths: &Worths) -> Option<Self> {
        if worths.is_capped()? {
            return None;
        }
        let no_deal = match worths.no_deal {
            NoDealWorth::Worth(worth) => Some(worth.minus(worths.end(Fraction::min)?)?),
            NoDealWorth::Unsaid | NoDealWorth::Beyond => None,
        };
        let mut all: Vec<Fraction> = no_deal.into_iter().collect();
        for row in &worths.rows {
            match row {
                Row::Options(options) => {
                    let worst = row.end(Fraction::min)?;
                    for own in options {
                        all.push(own.minus(worst)?);
                    }
                }
                Row::Line { first, step, .. } => all.extend([first.minus(row.end(Fraction::min)?)?, *step]),
                Row::Range { .. } | Row::Triangle { .. } => return None,
            }
        }
        let one = Fraction::common_denominator(all)?;
        let whole = |number: Fraction| number.in_parts(one).filter(|points| points.abs() < LARGEST);
        let rows: Vec<PointRow> = worths
            .rows
            .iter()
            .map(|row| {
                let worst = row.end(Fraction::min)?;
                match row {
                    Row::Options(options) => {
                        let points = options.iter().map(|own| whole(own.minus(worst)?));
                        points.collect::<Option<_>>().map(PointRow::Options)
                    }
                    Row::Line { first, step, further } => Some(PointRow::Line {
                        first: whole(first.minus(worst)?)?,
                        step: whole(*step)?,
                        further: (*further).into(),
                    }),
                    Row::Range { .. } | Row::Triangle { .. } => None,
                }
            })
            .collect::<Option<_>>()?;
        let most: i128 = rows.iter().map(PointRow::most).sum();
        let no_deal = match (worths.no_deal, no_deal) {
            (NoDealWorth::Beyond, _) => Some(most + 1),
            (_, Some(worth)) => Some(whole(worth)?),
            (_, None) => None,
        };
        Some(Self { rows, no_deal, one })
    }

    /// The profile in the numbers of a format; `None` where they do not fit.
    pub(crate) fn profile(&self, issues: &[Issue], profile: &Profile, target: Target) -> Option<Profile> {
        match target {
            Target::Genius => self.genius(issues, profile),
            Target::Negmas | Target::Table => self.plain(issues, profile),
            Target::GeniusWeb => self.geniusweb(issues, profile),
        }
    }

    /// As Genius means evaluations: divided by the largest of their issue, times the weight. Lines are as they are.
    fn genius(&self, issues: &[Issue], profile: &Profile) -> Option<Profile> {
        let ten = ten_from(self.most())?;
        let (mut weights, mut evaluators) = (Vec::new(), Vec::new());
        for (row, issue) in self.rows.iter().zip(issues) {
            match row {
                PointRow::Options(options) => {
                    weights.push(Some(over(row.most(), ten)?));
                    evaluators.push(table(options, row.unit())?);
                }
                PointRow::Line { first, step, .. } => {
                    let own = ten_from(row.most())?;
                    weights.push(Some(over(own, ten)?));
                    evaluators.push(line_from(low(issue)?, over(*step, own)?, over(*first, own)?));
                }
            }
        }
        let additive = Additive { scale: Scale::Genius, weights, evaluators, bias: 0.0 };
        self.made(profile, additive, ten, 1)
    }

    /// As they are; where decimals hold them, in the same numbers.
    fn plain(&self, issues: &[Issue], profile: &Profile) -> Option<Profile> {
        let decimal = (0..=18).map(|power| 10_i128.pow(power)).find(|ten| ten % self.one == 0);
        let (ten, of_ten) = match decimal {
            Some(ten) => (ten, ten / self.one),
            None => (ten_from(self.one)?, 1),
        };
        // A table is read down to a millionth of a millionth: smaller numbers are written larger, all of a party alike.
        let ten = ten.min(SMALLEST);
        let (mut weights, mut evaluators) = (Vec::new(), Vec::new());
        for (row, issue) in self.rows.iter().zip(issues) {
            let unit = row.unit();
            weights.push(Some(over(unit.checked_mul(of_ten)?, ten)?));
            evaluators.push(match row {
                PointRow::Options(options) => table(options, unit)?,
                PointRow::Line { first, step, .. } => {
                    let (first, step) = (first / unit, step / unit);
                    // NegMAS counts its lines from 0.
                    let at_zero = first.checked_sub(low(issue)?.checked_mul(step)?)?;
                    Evaluator::Linear { slope: over(step, 1)?, offset: over(at_zero, 1)?, from: 0.0 }
                }
            });
        }
        let additive = Additive { scale: Scale::Plain, weights, evaluators, bias: 0.0 };
        self.made(profile, additive, ten, of_ten)
    }

    /// As GeniusWeb asks: weights that sum to exactly 1, here powers of a half, and values from 0 to 1.
    fn geniusweb(&self, issues: &[Issue], profile: &Profile) -> Option<Profile> {
        let count = self.rows.len();
        let levels = count.next_power_of_two().trailing_zeros();
        // A tree of halves: the first issues stand one level higher where the lowest level is not full.
        let higher = count.next_power_of_two() - count;
        let level = |issue: usize| if issue < higher { levels.saturating_sub(1) } else { levels };
        let doubled = |points: i128, issue: usize| points.checked_mul(1_i128.checked_shl(level(issue))?);
        let scaled = self.rows.iter().enumerate().map(|(issue, row)| doubled(row.most(), issue));
        let most = scaled.collect::<Option<Vec<_>>>()?.into_iter().max().unwrap_or(1);
        let ten = ten_from(most)?;
        let (mut weights, mut evaluators) = (Vec::new(), Vec::new());
        for (place, (row, issue)) in self.rows.iter().zip(issues).enumerate() {
            weights.push(Some(over(1, 1_i128.checked_shl(level(place))?)?));
            evaluators.push(match row {
                PointRow::Options(options) => {
                    let doubled: Option<Vec<i128>> = options.iter().map(|own| doubled(*own, place)).collect();
                    table(&doubled?, ten)?
                }
                PointRow::Line { first, step, .. } => line_from(
                    low(issue)?,
                    over(doubled(*step, place)?, ten)?,
                    over(doubled(*first, place)?, ten)?,
                ),
            });
        }
        let additive = Additive { scale: Scale::Plain, weights, evaluators, bias: 0.0 };
        let made = self.made(profile, additive, ten, 1)?;
        Some(match &profile.reservation {
            // A package is what it is on any scale, unless it leaves an issue open, which counts 0 on its own.
            Reservation::Package(choices) if choices.iter().all(Option::is_some) => {
                Profile { reservation: profile.reservation.clone(), ..made }
            }
            Reservation::Package(_) | Reservation::Value(_) | Reservation::Unsaid => made,
        })
    }

    fn most(&self) -> i128 {
        self.rows.iter().map(PointRow::most).sum()
    }

    fn made(&self, profile: &Profile, additive: Additive, ten: i128, each: i128) -> Option<Profile> {
        let reservation = match self.no_deal {
            Some(points) => Reservation::Value(over(points.checked_mul(each)?, ten)?),
            None => Reservation::Unsaid,
        };
        Some(Profile { utility: Utility::Additive(additive), reservation, exact: None, ..profile.clone() })
    }
}

/// The least power of ten that is no less than the number.
fn ten_from(number: i128) -> Option<i128> {
    (0..=18).map(|power| 10_i128.pow(power)).find(|ten| *ten >= number)
}

fn over(points: i128, ten: i128) -> Option<f64> {
    Fraction::new(points, ten).map(Fraction::to_f64)
}

/// The least number of an issue of whole numbers.
fn low(issue: &Issue) -> Option<i128> {
    match issue.kind {
        IssueKind::Integer { low, .. } => Some(low.into()),
        IssueKind::Discrete { .. } | IssueKind::Real { .. } => None,
    }
}

fn line_from(low: i128, slope: f64, offset: f64) -> Evaluator {
    Evaluator::Linear { slope, offset, from: Fraction::whole(low).to_f64() }
}

fn table(options: &[i128], ten: i128) -> Option<Evaluator> {
    let values = options.iter().map(|&own| over(own, ten).map(Some)).collect::<Option<_>>()?;
    Some(Evaluator::Table { values, others: Vec::new() })
}
