//! Numbers that whole millionths cannot hold: thirds, long decimals, plain sums of points of any size.
//!
//! What a party makes of a package is a sum over issues, whose sign decides: `r·(u − d)` for a mean, and `m·u − d` for
//! a sum of points over `m` issues. Here each such cell is an exact fraction; the cells of a party are brought to
//! one denominator and compared as whole numbers, of 64 bits where they fit and of 128 where they do not.

mod drawn;
mod drawn_words;

use std::ops::Range;

use detente_case::{Counts, Interval, Quantity};
use detente_number::Fraction;

use self::drawn::at_draws;
use crate::{
    draws::{Plan, drawn_exactly},
    negotiation::{Negotiation, OptionValue, Party},
    package::Package,
    reading::{Columns, Names, Reading, Slack},
    shift::{Shift, Worth},
    worth::Gains,
};

/// What sums of cells of 64 bits stay below, so that differences of two fit, too.
const LARGEST: i128 = 1 << 61;
/// The same of 128 bits for gains, which are multiplied by those of others.
const LARGEST_GAIN: i128 = 1 << 120;

/// A party's numbers as one reading has them.
struct Taken {
    /// By cell, `r·(u − d)` or `m·u − d`.
    cells: Vec<Fraction>,
    /// What the sum of cells is divided by to be a gain in points: `Σ r`, or `m`.
    total: Fraction,
}

/// A party's numbers under one reading, as whole counts of parts.
struct Whole {
    /// By cell, a count of parts.
    cells: Vec<i128>,
    /// How many of the parts make one: as few as can be.
    parts: i128,
    /// What the sum of cells is divided by, in ones.
    total: Fraction,
}

impl Party {
    /// How many points of this party count as much as one of a party on a scale of 0–100: a hundredth of what its
    /// packages can differ by at central values, and one where it is on that scale itself.
    #[must_use]
    pub fn points_of_a_hundredth(&self) -> Fraction {
        match self.counts {
            Counts::Mean => Fraction::ONE,
            Counts::Sum => {
                let central = |value: &OptionValue| value.input.central;
                let range = self.values.iter().fold(Quantity::ZERO, |range, options| {
                    let most = options.iter().map(central).max().unwrap_or_default();
                    range + most - options.iter().map(central).min().unwrap_or_default()
                });
                let hundredth = range.fraction().over(Fraction::whole(100));
                hundredth.filter(|hundredth| hundredth.sign().is_gt()).unwrap_or(Fraction::ONE)
            }
        }
    }

    /// Whether each of its numbers has one value only.
    fn is_one_number(&self) -> bool {
        let inputs = self.values.iter().flatten().map(|value| &value.input).chain(&self.weights);
        inputs.chain([&self.no_deal]).all(|input| input.interval.is_exact() && !input.by_order)
            && self.shifts.iter().all(Shift::is_exact)
    }

    /// What a package must be worth to it in one draw.
    fn reach_at(&self, plan: Plan, draw: u32) -> Option<Fraction> {
        let no_deal =
            drawn_exactly(Names { party: self }.no_deal(plan).word_at(draw), self.no_deal.interval)?;
        self.shifts.iter().try_fold(no_deal, |reach, shift| {
            let by = shift.fraction_in_draw(plan, draw)?;
            match shift.adds_to {
                Worth::NoDeal => reach.plus(by),
                Worth::Deal => reach.minus(by),
            }
        })
    }
}

/// Every end of what a party's numbers are for one reading that is not a draw.
fn at_ends(negotiation: &Negotiation, party: &Party, reading: Reading) -> Option<Taken> {
    let reach = crate::reading::reach(party, reading).fraction();
    taken(negotiation, party, |issue, option| {
        let value = party.values[issue][option].input;
        let value = match reading {
            Reading::Favourable => value.interval.high,
            Reading::Guarded => value.interval.low,
            Reading::Central | Reading::SilenceAsNo | Reading::SilenceAsYes | Reading::Draw { .. } => {
                value.if_unsaid(reading.unsaid_values())
            }
        };
        let above = |times| value.fraction().times(times)?.minus(reach);
        let weight = party.weights[issue];
        match (party.counts, reading) {
            (Counts::Sum, _) => above(issues(negotiation)),
            (
                Counts::Mean,
                Reading::Central | Reading::SilenceAsNo | Reading::SilenceAsYes | Reading::Draw { .. },
            ) => weight.central.fraction().times(above(Fraction::ONE)?),
            (Counts::Mean, Reading::Favourable | Reading::Guarded) => {
                let above = above(Fraction::ONE)?;
                let ends = [weight.interval.low, weight.interval.high];
                let [low, high] = ends.map(|weight| weight.fraction().times(above));
                let (low, high) = (low?, high?);
                Some(if reading == Reading::Favourable { low.max(high) } else { low.min(high) })
            }
        }
    })
}

fn issues(negotiation: &Negotiation) -> Fraction {
    Fraction::whole(i128::try_from(negotiation.issues.len().max(1)).unwrap_or(1))
}

fn taken(
    negotiation: &Negotiation,
    party: &Party,
    cell: impl Fn(usize, usize) -> Option<Fraction>,
) -> Option<Taken> {
    let mut cells = Vec::with_capacity(negotiation.cells());
    for (issue, options) in party.values.iter().enumerate() {
        for option in 0..options.len() {
            cells.push(cell(issue, option)?);
        }
    }
    let total = match party.counts {
        Counts::Sum => issues(negotiation),
        Counts::Mean => party
            .weights
            .iter()
            .try_fold(Fraction::ZERO, |total, weight| total.plus(weight.central.fraction()))?,
    };
    Some(Taken { cells, total })
}

impl Taken {
    fn whole(&self) -> Option<Whole> {
        let parts = Fraction::common_denominator(self.cells.iter().copied())?;
        let cells: Option<Vec<_>> = self.cells.iter().map(|cell| cell.in_parts(parts)).collect();
        Some(Whole { cells: cells?, parts, total: self.total })
    }
}

impl Whole {
    /// Of cells counted in parts, which may have a divisor in common with their number.
    fn reduced(mut cells: Vec<i128>, parts: i128, total: Fraction) -> Self {
        let divisor = common_divisor(parts, &cells);
        if divisor > 1 {
            cells.iter_mut().for_each(|cell| *cell /= divisor);
        }
        Self { cells, parts: parts / divisor, total }
    }

    /// The cells, whatever they are multiplied by.
    fn slack(self, negotiation: &Negotiation) -> Option<Slack> {
        let mut cells = self.cells;
        let divisor = common_divisor(0, &cells);
        if divisor > 1 {
            cells.iter_mut().for_each(|cell| *cell /= divisor);
        }
        let coarser = most(negotiation, &cells)? / LARGEST + 1;
        if coarser == 1 {
            let cells: Option<Vec<_>> = cells.iter().map(|&cell| i64::try_from(cell).ok()).collect();
            return Some(Slack { cells: cells?, exact: None });
        }
        let rounded: Option<Vec<_>> = cells.iter().map(|&cell| rounded_up(cell, coarser)).collect();
        Some(Slack { cells: rounded?, exact: Some(cells) })
    }

    /// The cells as whole numbers and what their sum is divided by to be a gain in millionths of a hundredth; together
    /// divided by something above one where they would be more than `most`. Sums of cells never round below zero.
    fn gains(self, negotiation: &Negotiation, party: &Party, largest: i128) -> Option<(Vec<i128>, i128)> {
        let Self { mut cells, parts, total } = self;
        let millionth = Fraction::new(1, 1_000_000)?;
        let total = total.times(party.points_of_a_hundredth())?.times(millionth)?;
        let total = total.times(Fraction::whole(parts))?;
        let times = total.denominator();
        // Where whole numbers do not fit, a part of 2^-60 of the largest is as good.
        let most = most(negotiation, &cells)?.checked_mul(times);
        if let Some(most) = most.filter(|most| *most <= largest && total.numerator() <= largest) {
            debug_assert!(most >= 0, "sizes are not negative");
            cells.iter_mut().for_each(|cell| *cell *= times);
            return Some((cells, total.numerator().max(1)));
        }
        let coarser = self::most(negotiation, &cells)?.max(total.numerator() / times) / (largest >> 1) + 1;
        let rounded = cells.iter().map(|&cell| -(-cell).div_euclid(coarser)).collect();
        Some((rounded, (total.numerator() / times / coarser).max(1)))
    }
}

/// What the largest cells of all issues add up to, either way.
fn most(negotiation: &Negotiation, cells: &[i128]) -> Option<i128> {
    let mut all: i128 = 0;
    for (issue, &first) in negotiation.issues.iter().zip(&negotiation.offsets) {
        let own = cells.get(first..first + issue.options.len())?;
        let largest = own.iter().map(|cell| cell.unsigned_abs()).max().unwrap_or(0);
        all = all.checked_add(i128::try_from(largest).ok()?)?;
    }
    Some(all)
}

fn rounded_up(cell: i128, coarser: i128) -> Option<i64> {
    i64::try_from(-(-cell).div_euclid(coarser)).ok()
}

/// What divides a number and every cell; one where all are zero.
fn common_divisor(first: i128, cells: &[i128]) -> i128 {
    let mut divisor = first;
    for &cell in cells {
        divisor = greatest_common_divisor(divisor, cell);
        if divisor == 1 {
            break;
        }
    }
    divisor.max(1)
}

fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.saturating_abs(), other.saturating_abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// One party under one reading; nothing where 128 bits do not hold its numbers, which is an error of the case.
pub(crate) fn slack(negotiation: &Negotiation, party: &Party, reading: Reading) -> Option<Slack> {
    let taken = match reading {
        Reading::Draw { plan, draw } => {
            at_draws(negotiation, party, plan, draw..draw.saturating_add(1)).next().flatten()
        }
        Reading::Favourable
        | Reading::Central
        | Reading::Guarded
        | Reading::SilenceAsNo
        | Reading::SilenceAsYes => at_ends(negotiation, party, reading)?.whole(),
    };
    taken?.slack(negotiation)
}

/// One party in some draws of a plan.
pub(crate) fn slacks_in_draws(
    negotiation: &Negotiation,
    party: &Party,
    plan: Plan,
    draws: Range<u32>,
) -> Option<Vec<Slack>> {
    if party.is_one_number() {
        return Some(vec![slack(negotiation, party, Reading::Central)?; draws.len()]);
    }
    at_draws(negotiation, party, plan, draws).map(|taken| taken?.slack(negotiation)).collect()
}

/// One party in some draws of a plan, cell by cell.
pub(crate) fn columns(
    negotiation: &Negotiation,
    party: &Party,
    plan: Plan,
    draws: Range<u32>,
) -> Option<Columns> {
    let count = draws.len();
    let mut columns =
        Columns { cells: vec![Vec::with_capacity(count); negotiation.cells()], weights: Vec::new() };
    let same = party.is_one_number();
    let central = same.then(|| at_ends(negotiation, party, Reading::Central)?.whole());
    let drawn = at_draws(negotiation, party, plan, if same { 0..0 } else { draws });
    for taken in central.into_iter().chain(drawn) {
        let (cells, weight) = taken?.gains(negotiation, party, LARGEST)?;
        for (column, cell) in columns.cells.iter_mut().zip(cells) {
            column.push(i64::try_from(cell).ok()?);
        }
        columns.weights.push(i64::try_from(weight).ok()?);
    }
    if same {
        for column in columns.cells.iter_mut().chain([&mut columns.weights]) {
            let number = *column.first()?;
            *column = vec![number; count];
        }
    }
    Some(columns)
}

/// What a party gains from packages at central values, in millionths of a hundredth.
pub(crate) fn gains(negotiation: &Negotiation, party: &Party) -> Option<Gains> {
    let taken = at_ends(negotiation, party, Reading::Central)?;
    let (cells, total) = taken.whole()?.gains(negotiation, party, LARGEST_GAIN)?;
    Some(Gains { cells, total })
}

/// What a package gains a party over no deal at central values, in points of the party's own.
pub(crate) fn central_gain(negotiation: &Negotiation, party: &Party, package: &Package) -> Option<Quantity> {
    let taken = at_ends(negotiation, party, Reading::Central)?;
    let cells = package.0.iter().zip(&negotiation.offsets);
    let mut cells = cells.map(|(option, first)| taken.cells.get(first + usize::from(*option)).copied());
    let sum = cells.try_fold(Fraction::ZERO, |sum, cell| sum.plus(cell?))?;
    sum.over(taken.total).map(Quantity::from)
}

/// Every value of a package for a party, from the weight and the value of each of its terms: exact.
pub(crate) fn value_range(counts: Counts, terms: &[(Interval, Interval)]) -> Option<Interval> {
    match counts {
        Counts::Sum => Some(terms.iter().fold(Interval::ZERO, |sum, (_, value)| sum + *value)),
        Counts::Mean => {
            let lowest = terms.iter().map(|(weight, value)| (*weight, value.low.fraction())).collect();
            let highest =
                terms.iter().map(|(weight, value)| Some((*weight, value.high.fraction().negated()?)));
            let highest = least_mean(highest.collect::<Option<Vec<_>>>()?)?.negated()?;
            Some(Interval::new(least_mean(lowest)?.into(), highest.into()))
        }
    }
}

/// The least weighted mean; see [`crate::worth::value_range`].
fn least_mean(mut terms: Vec<(Interval, Fraction)>) -> Option<Fraction> {
    terms.sort_by_key(|&(_, value)| value);
    let mut total = Fraction::ZERO;
    let mut sum = Fraction::ZERO;
    for (weight, value) in &terms {
        let weight = weight.low.fraction();
        total = total.plus(weight)?;
        sum = sum.plus(weight.times(*value)?)?;
    }
    let mut least = sum.over(total);
    for (weight, value) in &terms {
        let rise = weight.high.fraction().minus(weight.low.fraction())?;
        total = total.plus(rise)?;
        sum = sum.plus(rise.times(*value)?)?;
        if let Some(mean) = sum.over(total) {
            least = Some(least.map_or(mean, |least| least.min(mean)));
        }
    }
    Some(least.unwrap_or(Fraction::ZERO))
}
