//! A case's negotiation as tables, with every number halfway in its interval.

use super::{
    options::{Literal, Options},
    tables::{Floor, LARGEST, Tables, Unfit},
};
use crate::{
    model::Model,
    negotiation::{self, Negotiation, Party},
    reading::slacks,
};

impl Tables {
    /// The negotiation at central values: its parties whose consent is or may be needed (their places are
    /// returned too), their options' values weighted, their no-deal values as floors, red lines and rules.
    ///
    /// The parts of a point are chosen for each party so that its central values are whole, and floors are met
    /// or not exactly as [`crate::Reading::Central`] says; where that needs more than [`LARGEST`] parts, they are
    /// rounded and [`Tables::rounded`] says so. A party that only some options need has a floor only in
    /// packages with one of them, but counts in what is efficient everywhere.
    pub fn from_negotiation(negotiation: &Negotiation) -> Result<(Self, Vec<usize>), Unfit> {
        let model = Model::of(negotiation);
        let called: Vec<_> = model.called_upon().collect();
        let parties: Vec<_> = called.iter().map(|(party, _)| *party).collect();
        let sides: Vec<_> = parties.iter().map(|&party| Side::of(&negotiation.parties[party])).collect();
        let whole: Vec<_> = sides.iter().map(Side::worth).collect();
        let floors: Vec<_> = sides.iter().map(|side| Some(side.part(side.floor))).collect();
        let points: Vec<_> = sides.iter().map(|side| i64::try_from(side.point).unwrap_or(i64::MAX)).collect();
        let mut tables = Self::from_parts(&whole, &floors, &points)?;
        tables.rounded = sides.iter().any(|side| side.coarser > 1);
        for (floor, (_, when)) in tables.floors.iter_mut().zip(called) {
            *floor = Floor { least: floor.least, when: when.map(literals) };
        }
        let slacks = slacks(negotiation, crate::Reading::Central);
        let problem = model.problem(&model.requirements.all(), &slacks);
        tables.allowed = problem.domains.iter().copied().map(Options::Few).collect();
        for clause in problem.clauses {
            tables.require(literals(clause));
        }
        Ok((tables, parties))
    }
}

/// A case's issues have at most 64 options, which fit in place.
fn literals(literals: Vec<negotiation::Literal>) -> Vec<Literal> {
    let literal = |negotiation::Literal { issue, among }| Literal { issue, among: Options::Few(among) };
    literals.into_iter().map(literal).collect()
}

/// A party's numbers in whole parts of its own.
struct Side {
    /// By issue, by option: weight times value.
    worth: Vec<Vec<i128>>,
    /// The sum of weights times the value to reach.
    floor: i128,
    /// How many parts make a point.
    point: i128,
    /// What parts were divided by, beyond what leaves them whole, to fit.
    coarser: i128,
}

impl Side {
    fn of(party: &Party) -> Self {
        let weights = party.weights.iter().map(|weight| i128::from(weight.interval.middle().millionths()));
        let total = weights.clone().sum::<i128>();
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
        let mut point = total.max(1) * 1_000_000;
        let divisor = worth
            .iter()
            .flatten()
            .chain([&floor])
            .fold(point, |divisor, &part| greatest_common_divisor(divisor, part));
        worth.iter_mut().flatten().for_each(|part| *part /= divisor);
        floor /= divisor;
        point /= divisor;
        let most = worth.iter().filter_map(|options| options.iter().max()).sum::<i128>().max(floor.abs());
        let coarser = (most / i128::from(LARGEST) + 1).min(point);
        Self { worth, floor, point: (point / coarser).max(1), coarser }
    }

    /// To the nearest, within what tables take.
    fn part(&self, part: i128) -> i64 {
        let largest = i128::from(LARGEST);
        let nearest = (part + self.coarser / 2).div_euclid(self.coarser);
        i64::try_from(nearest.clamp(-largest, largest)).unwrap_or(0)
    }

    fn worth(&self) -> Vec<Vec<i64>> {
        self.worth.iter().map(|options| options.iter().map(|&part| self.part(part)).collect()).collect()
    }
}

fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}
