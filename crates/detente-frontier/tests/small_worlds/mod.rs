//! Random small negotiations, and what the definitions say of them, package by package.

use detente_frontier::Tables;
use proptest::prelude::*;

/// Options (issue, option) that exclude each other.
type Exclusion = ((usize, usize), (usize, usize));

/// Values in whole parts, so that ties are frequent where they are small.
#[derive(Clone, Debug)]
pub struct World {
    pub parts: Vec<Vec<Vec<i128>>>,
    pub floors: Vec<Option<i128>>,
    pub exclusions: Vec<Exclusion>,
    pub parts_of_a_point: i128,
}

impl World {
    pub fn tables(&self) -> Tables {
        let parts = i128::try_from(self.parts_of_a_point).unwrap();
        let tables = Tables::from_parts(&self.parts, &self.floors, &vec![parts; self.parts.len()]).unwrap();
        self.exclusions.iter().fold(tables, |tables, &(one, other)| tables.excluding(one, other))
    }

    pub fn worth(&self, package: &[u16]) -> Vec<i128> {
        let of = |issues: &Vec<Vec<i128>>| {
            issues.iter().zip(package).map(|(options, &option)| options[usize::from(option)]).sum()
        };
        self.parts.iter().map(of).collect()
    }

    fn packages(&self) -> Vec<Vec<u16>> {
        let mut packages = vec![vec![]];
        for options in &self.parts[0] {
            let longer = |package: &Vec<u16>| {
                let package = package.clone();
                (0..u16::try_from(options.len()).unwrap())
                    .map(move |option| [package.clone(), vec![option]].concat())
            };
            packages = packages.iter().flat_map(longer).collect();
        }
        packages
    }

    /// What admitted packages are worth.
    pub fn admitted(&self) -> Vec<Vec<i128>> {
        let keeps = |package: &Vec<u16>| {
            let has = |(issue, option): (usize, usize)| {
                package.get(issue).is_some_and(|&own| usize::from(own) == option)
            };
            !self.exclusions.iter().any(|&(one, other)| has(one) && has(other))
        };
        let reaches = |worth: &Vec<i128>| {
            worth.iter().zip(&self.floors).all(|(worth, floor)| floor.is_none_or(|floor| *worth >= floor))
        };
        self.packages()
            .iter()
            .filter(|package| keeps(package))
            .map(|package| self.worth(package))
            .filter(reaches)
            .collect()
    }

    /// What nothing admitted dominates, in falling order.
    pub fn efficient(&self) -> Vec<Vec<i128>> {
        let mut worths = self.admitted();
        worths.sort();
        worths.dedup();
        worths.reverse();
        let dominated = |one: &Vec<i128>| {
            worths.iter().any(|other| other != one && other.iter().zip(one).all(|(other, one)| other >= one))
        };
        worths.iter().filter(|one| !dominated(one)).cloned().collect()
    }
}

pub fn worlds(
    parties: std::ops::RangeInclusive<usize>,
    issues: std::ops::RangeInclusive<usize>,
) -> impl Strategy<Value = World> {
    let shape = (
        parties,
        proptest::collection::vec(1..=4_usize, issues),
        prop_oneof![Just(4_i128), Just(100), Just(1_000_003)],
    );
    shape.prop_flat_map(|(parties, options, spread)| {
        let of_issue = |&count: &usize| proptest::collection::vec(-spread..=spread, count);
        let of_party: Vec<_> = options.iter().map(of_issue).collect();
        let place = (0..options.len(), 0..4_usize);
        (
            proptest::collection::vec(of_party, parties),
            proptest::collection::vec(proptest::option::of(-spread * 2..=spread), parties),
            proptest::collection::vec((place.clone(), place), 0..=4),
            prop_oneof![Just(1_i128), Just(spread)],
        )
            .prop_map(|(parts, floors, exclusions, parts_of_a_point)| World {
                parts,
                floors,
                exclusions: exclusions.into_iter().filter(|(one, other)| one.0 != other.0).collect(),
                parts_of_a_point,
            })
    })
}

#[expect(clippy::cast_precision_loss, reason = "numbers of a few digits")]
pub fn to_float(number: impl Into<i128>) -> f64 {
    number.into() as f64
}
