//! A case's negotiation as tables, with every number halfway in its interval.

use detente_agreement::{Negotiation, OneOf, OptionValue, Party};
use detente_frontier::{Tables, Unfit};

/// The parties that tables are of: those whose consent is or may be needed, by place in the negotiation.
#[must_use]
pub fn asked(negotiation: &Negotiation) -> Vec<usize> {
    negotiation.central().called_upon.into_iter().map(|called| called.party).collect()
}

/// The negotiation at central values: the parties of [`asked`], their options' values weighted, their no-deal
/// values as floors, red lines and rules. What levers in use add to agreement is added to every package, and what they
/// add to no deal to the floor.
///
/// The parts of a point are chosen for each party so that its central values are whole, and floors are met
/// or not exactly as [`detente_agreement::Reading::Central`] says. A party that only some options need has a floor only in packages with
/// one of them, but counts in what is efficient everywhere.
pub fn central_tables(negotiation: &Negotiation) -> Result<Tables, Unfit> {
    let central = negotiation.central();
    let parties = central.called_upon.iter().map(|called| called.party);
    let sides: Vec<_> = parties.map(|party| Side::of(&negotiation.parties()[party])).collect();
    let floors: Vec<_> = sides.iter().map(|side| Some(side.floor)).collect();
    let points: Vec<_> = sides.iter().map(|side| side.point).collect();
    let whole: Vec<_> = sides.into_iter().map(|side| side.worth).collect();
    let mut tables = Tables::from_parts(&whole, &floors, &points)?;
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
        // What agreement itself brings stands in the first issue, since every package settles it.
        let added = party.central_added_to_deal();
        let no_deal = match worth.first_mut() {
            Some(first) => {
                first.iter_mut().for_each(|worth| *worth += total * i128::from(added.millionths()));
                party.central_to_reach() + added
            }
            None => party.central_to_reach(),
        };
        let mut floor = total * i128::from(no_deal.millionths());
        let mut point = total.max(1) * 1_000_000;
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
}

fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}
