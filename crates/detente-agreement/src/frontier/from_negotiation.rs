//! A case's negotiation as tables, with every number halfway in its interval.

use super::tables::{Floor, LARGEST, PARTS_OF_A_POINT, Tables, Unfit};
use crate::{
    model::Model,
    negotiation::{Negotiation, Party},
    reading::slacks,
};

impl Tables {
    /// The negotiation at central values: its parties whose consent is or may be needed (their places are
    /// returned too), their options' values weighted, their no-deal values as floors, red lines and rules.
    ///
    /// The parts of a point are chosen so that every central value is whole, and floors are then met or not
    /// exactly as [`crate::Reading::Central`] says; where that needs more than [`LARGEST`] parts, they are
    /// rounded and [`Tables::rounded`] says so. A party that only some options need has a floor only in
    /// packages with one of them, but counts in what is efficient everywhere.
    pub fn from_negotiation(negotiation: &Negotiation) -> Result<(Self, Vec<usize>), Unfit> {
        let model = Model::of(negotiation);
        let called: Vec<_> = model.called_upon().collect();
        let parties: Vec<_> = called.iter().map(|(party, _)| *party).collect();
        let sides: Vec<_> = parties.iter().map(|&party| Side::of(&negotiation.parties[party])).collect();
        // A point is 10^6 millionths times the sum of raw weights: a multiple of these is whole for all.
        let common = sides.iter().try_fold(1_i128, |common, side| {
            let multiple = common / greatest_common_divisor(common, side.point);
            multiple.checked_mul(side.point).filter(|&parts| parts <= i128::from(LARGEST / 200))
        });
        let parts_of_a_point = common.unwrap_or(i128::from(PARTS_OF_A_POINT));
        let whole: Vec<_> = sides.iter().map(|side| side.worth_in(parts_of_a_point)).collect();
        let floors: Vec<_> = sides.iter().map(|side| Some(side.floor_in(parts_of_a_point))).collect();
        let point = i64::try_from(parts_of_a_point).unwrap_or(PARTS_OF_A_POINT);
        let mut tables = Self::from_parts(&whole, &floors, point)?;
        tables.rounded = common.is_none();
        for (floor, (_, when)) in tables.floors.iter_mut().zip(called) {
            *floor = Floor { least: floor.least, when };
        }
        let slacks = slacks(negotiation, crate::Reading::Central);
        let problem = model.problem(&model.requirements.all(), &slacks);
        tables.allowed.copy_from_slice(&problem.domains);
        for clause in problem.clauses {
            tables.require(clause);
        }
        Ok((tables, parties))
    }
}

/// A party's numbers as fractions with one denominator.
struct Side {
    /// By issue, by option: weight times value, both in half millionths, reduced.
    worth: Vec<Vec<i128>>,
    /// Of the value to reach times the sum of weights, in the same unit.
    floor: i128,
    /// How many of the unit make a point.
    point: i128,
}

impl Side {
    fn of(party: &Party) -> Self {
        let weights = party.weights.iter().map(|weight| i128::from(weight.interval.middle().millionths()));
        let total = weights.clone().sum::<i128>().max(1);
        let mut worth: Vec<Vec<_>> = party
            .values
            .iter()
            .zip(weights)
            .map(|(values, weight)| {
                let value = |value: &crate::OptionValue| {
                    weight * i128::from(value.input.interval.middle().millionths())
                };
                values.iter().map(value).collect()
            })
            .collect();
        let mut floor = total * i128::from(party.central_to_reach().millionths());
        let mut point = total * 1_000_000;
        let divisor = worth
            .iter()
            .flatten()
            .chain([&floor])
            .fold(point, |divisor, &part| greatest_common_divisor(divisor, part));
        worth.iter_mut().flatten().for_each(|part| *part /= divisor);
        floor /= divisor;
        point /= divisor;
        Self { worth, floor, point }
    }

    fn worth_in(&self, parts_of_a_point: i128) -> Vec<Vec<i64>> {
        let part = |part: &i128| scaled(*part, parts_of_a_point, self.point);
        self.worth.iter().map(|options| options.iter().map(part).collect()).collect()
    }

    fn floor_in(&self, parts_of_a_point: i128) -> i64 {
        scaled(self.floor, parts_of_a_point, self.point)
    }
}

/// `part · parts ⁄ point` to the nearest, within what tables take.
///
/// Parts are below 10^27 (a sum of weights times a value) and parts of a point below 10^15.
fn scaled(part: i128, parts_of_a_point: i128, point: i128) -> i64 {
    let (whole, rest) = (part.div_euclid(point), part.rem_euclid(point));
    let fraction = (rest.saturating_mul(parts_of_a_point) + point / 2) / point;
    let parts = whole.saturating_mul(parts_of_a_point).saturating_add(fraction);
    let largest = i128::from(LARGEST);
    i64::try_from(parts.clamp(-largest, largest)).unwrap_or(0)
}

fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}
