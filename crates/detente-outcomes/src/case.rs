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
/// or not exactly as [`detente_agreement::Reading::Central`] says. A party that only some options need has a floor only
/// in packages with one of them, but counts in what is efficient everywhere. Gains of a party that adds up points of its
/// own are compared with those of others in hundredths of what its packages can differ by.
pub fn central_tables(negotiation: &Negotiation) -> Result<Tables, Unfit> {
    let central = negotiation.central();
    let parties = central.called_upon.iter().map(|called| called.party);
    let side = |(place, party): (usize, usize)| {
        Side::of(&negotiation.parties()[party]).ok_or(Unfit::Number { party: place, which: Which::Sum })
    };
    let sides: Vec<_> = parties.enumerate().map(side).collect::<Result<_, _>>()?;
    let floors: Vec<_> = sides.iter().map(|side| Some(side.floor)).collect();
    let points: Vec<_> = sides.iter().map(|side| side.point).collect();
    let units: Vec<_> = sides.iter().map(|side| side.unit).collect();
    let whole: Vec<_> = sides.into_iter().map(|side| side.worth).collect();
    let mut tables = Tables::from_parts(&whole, &floors, &points)?.counting_in(&units);
    for (place, called) in central.called_upon.iter().enumerate() {
        if let Some(when) = &called.when {
            tables = tables.with_floor_only_when(place, &ways(when));
        }
    }
    for (issue, allowed) in central.allowed.iter().enumerate() {
        let options = negotiation.issues()[issue].options.len();
        for option in (0..options).filter(|option| allowed.binary_search(option).is_err()) {
            tables = tables.forbidding(issue, option);
        }
    }
    for rule in &central.rules {
        tables = tables.requiring_one_of(&ways(rule));
    }
    Ok(tables)
}

/// Whose gains theories compare: those asked for a package.
pub(crate) fn judges(negotiation: &Negotiation, tables: &Tables) -> Judges {
    let called_upon = negotiation.central().called_upon;
    let when = called_upon.iter().map(|called| called.when.as_ref().map(|when| ways(when)));
    Judges::called(Yardstick::from(tables), when.collect())
}

fn ways(rule: &[OneOf]) -> Vec<(usize, Vec<usize>)> {
    rule.iter().map(|way| (way.issue, way.options.clone())).collect()
}

/// A party's numbers in whole parts of its own.
struct Side {
    /// By issue, by option: what it adds.
    worth: Vec<Vec<i128>>,
    /// The value to reach.
    floor: i128,
    /// How many parts make a point.
    point: i128,
    /// How many parts count as much as a point of a scale of 0–100.
    unit: i128,
}

impl Side {
    /// `None` where no number of parts that fits makes all whole.
    fn of(party: &Party) -> Option<Self> {
        let total = party
            .weights
            .iter()
            .try_fold(Fraction::ZERO, |total, weight| total.plus(weight.central.fraction()))?;
        let share = |weight: &Input| match party.counts {
            Counts::Sum => Some(Fraction::ONE),
            Counts::Mean if total.sign().is_eq() => Some(Fraction::ZERO),
            Counts::Mean => weight.central.fraction().over(total),
        };
        let added = party.central_added_to_deal().fraction();
        let reach = party.central_to_reach().fraction();
        let mut worth = Vec::with_capacity(party.values.len());
        for (issue, (values, weight)) in party.values.iter().zip(&party.weights).enumerate() {
            let share = share(weight)?;
            // What agreement itself brings stands in the first issue, since every package settles it.
            let brought = if issue == 0 { added } else { Fraction::ZERO };
            let adds = |value: &OptionValue| value.input.central.fraction().times(share)?.plus(brought);
            worth.push(values.iter().map(adds).collect::<Option<Vec<_>>>()?);
        }
        let floor = if worth.is_empty() { reach } else { reach.plus(added)? };
        let unit = party.points_of_a_hundredth();
        let point = Fraction::common_denominator(worth.iter().flatten().copied().chain([floor, unit]))?;
        let row = |options: &Vec<Fraction>| options.iter().map(|adds| adds.in_parts(point)).collect();
        Some(Self {
            worth: worth.iter().map(row).collect::<Option<_>>()?,
            floor: floor.in_parts(point)?,
            unit: unit.in_parts(point)?,
            point,
        })
    }
}
