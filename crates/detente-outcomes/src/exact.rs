//! A scenario's parties in whole parts: exactly where 128 bits hold them, else rounded with a stated tolerance.

use detente_frontier::{LARGEST, PARTS_OF_A_POINT};
use detente_number::Fraction;
use detente_scenario::{ExactTable, PartyTable, Reading, Scenario};

use crate::rounding::{ROUNDING, whole_parts};

/// One party's numbers in whole parts.
pub(crate) struct Side {
    /// By issue and option; what every package is worth stands in the first issue.
    pub(crate) worth: Vec<Vec<i128>>,
    /// The least it accepts; `None` where it accepts anything.
    pub(crate) floor: Option<i128>,
    /// Whether it accepts nothing, whatever it is worth.
    pub(crate) refuses: bool,
    /// How many parts make a point.
    pub(crate) point: i128,
    /// By how many parts utilities that are equal may differ; none where they are exact.
    pub(crate) rounding: i128,
}

/// Which number of a party is no number, or is too large.
pub(crate) enum TooLarge {
    /// What an option adds.
    Cell { issue: usize, option: usize },
    /// What no deal is worth.
    NoDeal,
}

impl Side {
    /// A party of a scenario, whose numbers in double precision are `table`.
    pub(crate) fn of(
        scenario: &Scenario,
        reading: Reading,
        party: usize,
        table: &PartyTable,
    ) -> Result<Self, TooLarge> {
        let reservation = scenario.reservation(reading, party);
        if reservation.is_some_and(f64::is_nan) {
            return Err(TooLarge::NoDeal);
        }
        let exact = scenario.exact_table(reading, party).and_then(|exact| Self::exactly(&exact));
        let side = match exact {
            Some(side) => side,
            None => Self::rounded(table, reservation)?,
        };
        // Who counts on infinity accepts nothing; what is less than any number is reached by everything.
        Ok(Self { refuses: reservation == Some(f64::INFINITY), ..side })
    }

    /// `None` where no number of parts that fits makes all whole.
    pub(crate) fn exactly(table: &ExactTable) -> Option<Self> {
        let mut points = table.contributions.clone();
        for value in points.first_mut().into_iter().flatten() {
            *value = value.plus(table.constant)?;
        }
        let all = || points.iter().flatten().chain(&table.reservation).copied();
        let point = Fraction::common_denominator(all()).filter(|&point| point <= LARGEST)?;
        let row = |options: &Vec<Fraction>| options.iter().map(|value| value.in_parts(point)).collect();
        let worth: Vec<Vec<i128>> = points.iter().map(row).collect::<Option<_>>()?;
        let floor = match table.reservation {
            Some(reservation) => Some(reservation.in_parts(point)?),
            None => None,
        };
        let largest = |options: &Vec<i128>| options.iter().map(|part| part.unsigned_abs()).max();
        let sum = worth.iter().filter_map(largest).fold(0, u128::saturating_add);
        let fits = sum.max(floor.map_or(0, i128::unsigned_abs)) <= LARGEST.unsigned_abs();
        fits.then_some(Self { worth, floor, refuses: false, point, rounding: 0 })
    }

    fn rounded(table: &PartyTable, reservation: Option<f64>) -> Result<Self, TooLarge> {
        let mut worth = Vec::with_capacity(table.contributions.len());
        for (issue, options) in table.contributions.iter().enumerate() {
            let constant = if issue == 0 { table.constant } else { 0.0 };
            let part = |(option, adds): (usize, &f64)| {
                in_parts(adds + constant).ok_or(TooLarge::Cell { issue, option })
            };
            worth.push(options.iter().enumerate().map(part).collect::<Result<_, _>>()?);
        }
        let floor = match reservation.filter(|reservation| reservation.is_finite()) {
            Some(reservation) => Some(in_parts(reservation).ok_or(TooLarge::NoDeal)?),
            None => None,
        };
        let rounding = whole_parts(ROUNDING, PARTS_OF_A_POINT);
        Ok(Self { worth, floor, refuses: false, point: PARTS_OF_A_POINT, rounding })
    }
}

/// To 10^-12 of a point; `None` where that is more than tables take of one issue.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "what does not fit is refused"
)]
fn in_parts(value: f64) -> Option<i128> {
    let parts = value * PARTS_OF_A_POINT as f64;
    (parts.abs() <= LARGEST as f64).then_some(parts.round() as i128)
}
