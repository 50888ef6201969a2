//! A case's negotiation as tables, with every number halfway in its interval.

use detente_agreement::{Negotiation, OneOf, OptionValue, Party};
use detente_frontier::{LARGEST, Tables, Unfit};

/// The parties that tables are of: those whose consent is or may be needed, by place in the negotiation.
#[must_use]
pub fn asked(negotiation: &Negotiation) -> Vec<usize> {
    negotiation.central().called_upon.into_iter().map(|called| called.party).collect()
}

/// The negotiation at central values: the parties of [`asked`], their options' values weighted, their no-deal
/// values as floors, red lines and rules.
///
/// The parts of a point are chosen for each party so that its central values are whole, and floors are met
/// or not exactly as [`detente_agreement::Reading::Central`] says. Where that needs more than [`LARGEST`] parts, they
/// are rounded and [`Tables::rounded`] says so. A party that only some options need has a floor only in packages with
/// one of them, but counts in what is efficient everywhere.
pub fn central_tables(negotiation: &Negotiation) -> Result<Tables, Unfit> {
    let central = negotiation.central();
    let parties = central.called_upon.iter().map(|called| called.party);
    let sides: Vec<_> = parties.map(|party| Side::of(&negotiation.parties()[party])).collect();
    let whole: Vec<_> = sides.iter().map(Side::worth).collect();
    let floors: Vec<_> = sides.iter().map(|side| Some(side.part(side.floor))).collect();
    let points: Vec<_> = sides.iter().map(|side| i64::try_from(side.point).unwrap_or(i64::MAX)).collect();
    let mut tables = Tables::from_parts(&whole, &floors, &points)?;
    if sides.iter().any(|side| side.coarser > 1) {
        tables = tables.marked_rounded();
    }
    for (place, called) in central.called_upon.iter().enumerate() {
        if let Some(when) = &called.when {
            tables = tables.with_floor_only_when(place, &ways(when));
        }
    }
    for (issue, allowed) in central.allowed.iter().enumerate() {
        let options = negotiation.issues()[issue].options.len();
        for option in (0..options).filter(|option| !allowed.contains(option)) {
            tables = tables.forbidding(issue, option);
        }
    }
    for rule in &central.rules {
        tables = tables.requiring_one_of(&ways(rule));
    }
    Ok(tables)
}

fn ways(rule: &[OneOf]) -> Vec<(usize, Vec<usize>)> {
    rule.iter().map(|way| (way.issue, way.options.clone())).collect()
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
        let weights = party.weights.iter().map(|weight| i128::from(weight.central.millionths()));
        let total = weights.clone().sum::<i128>();
        let mut worth: Vec<Vec<_>> = party
            .values
            .iter()
            .zip(weights)
            .map(|(values, weight)| {
                let value = |value: &OptionValue| weight * i128::from(value.input.central.millionths());
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
