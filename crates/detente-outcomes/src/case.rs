//! A case's negotiation as tables, with every number halfway in its interval.

use detente_agreement::{Input, Negotiation, OneOf, OptionValue, Party};
use detente_case::Counts;
use detente_frontier::{Tables, Unfit, Which, Yardstick};
use detente_number::Fraction;

use crate::judges::Judges;

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
///
/// Beside them stands whose gains theories compare: those asked for a package, a party that counts as a sum in hundredths
/// of what its packages can differ by.
pub fn central_tables(negotiation: &Negotiation) -> Result<(Tables, Judges), Unfit> {
    let central = negotiation.central();
    let parties = central.called_upon.iter().map(|called| called.party);
    let side = |(place, party)| {
        Side::of(&negotiation.parties()[party]).ok_or(Unfit::Number { party: place, which: Which::Sum })
    };
    let sides: Vec<_> = parties.enumerate().map(side).collect::<Result<_, _>>()?;
    let floors: Vec<_> = sides.iter().map(|side| Some(side.floor)).collect();
    let hundredths: Vec<_> = sides.iter().map(|side| side.hundredth).collect();
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
    let measure = Yardstick { parts_of_a_point: hundredths, ..Yardstick::from(&tables) };
    let when = central.called_upon.iter().map(|called| called.when.as_ref().map(|when| ways(when)));
    let judges = Judges::called(measure, when.collect());
    Ok((tables, judges))
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
    /// How many parts count as much as a point of a party on a scale of 0–100.
    hundredth: i128,
}

impl Side {
    fn of(party: &Party) -> Option<Self> {
        let weight = |weight: &Input| match party.counts {
            Counts::Mean => weight.central.fraction(),
            Counts::Sum => Fraction::ONE,
        };
        let weights: Vec<Fraction> = party.weights.iter().map(weight).collect();
        let total = match party.counts {
            Counts::Mean => weights.iter().try_fold(Fraction::ZERO, |total, weight| total.plus(*weight))?,
            Counts::Sum => Fraction::ONE,
        };
        let mut worth = Vec::with_capacity(party.values.len());
        for (values, weight) in party.values.iter().zip(weights) {
            let value = |value: &OptionValue| weight.times(value.input.central.fraction());
            worth.push(values.iter().map(value).collect::<Option<Vec<_>>>()?);
        }
        // What agreement itself brings stands in the first issue, since every package settles it.
        let added = party.central_added_to_deal();
        let no_deal = match worth.first_mut() {
            Some(first) => {
                let all = total.times(added.fraction())?;
                for worth in first.iter_mut() {
                    *worth = worth.plus(all)?;
                }
                party.central_to_reach() + added
            }
            None => party.central_to_reach(),
        };
        let floor = total.times(no_deal.fraction())?;
        let point = if total.sign().is_gt() { total } else { Fraction::ONE };
        let hundredth = point.times(party.points_of_a_hundredth())?;
        let all = worth.iter().flatten().chain([&floor, &point, &hundredth]);
        let parts = Fraction::common_denominator(all.copied())?;
        let whole = |options: &Vec<Fraction>| -> Option<Vec<i128>> {
            options.iter().map(|worth| worth.in_parts(parts)).collect()
        };
        let mut worth = worth.iter().map(whole).collect::<Option<Vec<_>>>()?;
        let (mut floor, mut point) = (floor.in_parts(parts)?, point.in_parts(parts)?);
        let mut hundredth = hundredth.in_parts(parts)?;
        let divisor = worth
            .iter()
            .flatten()
            .chain([&floor, &hundredth])
            .fold(point, |divisor, &part| greatest_common_divisor(divisor, part));
        worth.iter_mut().flatten().for_each(|part| *part /= divisor);
        floor /= divisor;
        point /= divisor;
        hundredth /= divisor;
        Some(Self { worth, floor, point, hundredth })
    }
}

fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    let (mut one, mut other) = (one.abs(), other.abs());
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one.max(1)
}
