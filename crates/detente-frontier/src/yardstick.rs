//! What bargaining solutions are measured by.

use crate::{
    fraction::{self, Fraction},
    tables::{LARGEST, PARTS_OF_A_POINT, Tables},
};

/// From where each party's gains are counted, between what extremes its utility lies, and in which parts.
///
/// All numbers are by party and, but for the last, in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yardstick {
    /// The value gains are counted from: its floor, or where it has none the least it can get.
    pub disagreement: Vec<i64>,
    /// The least of all packages, rules and floors aside.
    pub least: Vec<i64>,
    /// The most of all packages, rules and floors aside.
    pub most: Vec<i64>,
    /// How many parts make a point of its scale; above zero.
    pub parts_of_a_point: Vec<i64>,
}

impl From<&Yardstick> for Yardstick {
    fn from(yardstick: &Yardstick) -> Self {
        yardstick.clone()
    }
}

impl From<&Tables> for Yardstick {
    fn from(tables: &Tables) -> Self {
        let parties = 0..tables.parties();
        Self {
            disagreement: tables.disagreement(),
            least: parties.clone().map(|party| tables.least(party)).collect(),
            most: parties.map(|party| tables.most(party)).collect(),
            parts_of_a_point: tables.parts_of_a_point().to_vec(),
        }
    }
}

impl Yardstick {
    /// A party's parts as points, for display.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    pub fn points(&self, party: usize, whole: i64) -> f64 {
        self.parts_of_a_point.get(party).map_or(0.0, |&point| whole as f64 / point as f64)
    }

    /// Gains by party as fractions of a point, smallest first.
    pub(crate) fn sorted(&self, gains: impl Iterator<Item = i64>) -> Vec<Fraction> {
        fraction::sorted(gains, &self.parts_of_a_point)
    }

    /// The sum over parties, exact in parts that all of theirs divide; where those are too small for numbers
    /// of 128 bits, each to 10^-12 of a point.
    pub(crate) fn sum(&self, utilities: &[i64]) -> i128 {
        let of_each = utilities.iter().zip(&self.parts_of_a_point);
        let of_each = of_each.map(|(&utility, &parts)| (i128::from(utility), i128::from(parts)));
        match self.common_parts() {
            Some(common) => of_each.map(|(utility, parts)| utility * (common / parts)).sum(),
            None => of_each
                .map(|(utility, parts)| (utility * i128::from(PARTS_OF_A_POINT)).div_euclid(parts))
                .sum(),
        }
    }

    /// The least common multiple of the parties' parts, if sums in it stay far from 2^127.
    fn common_parts(&self) -> Option<i128> {
        let parts = self.parts_of_a_point.iter().map(|&parts| i128::from(parts));
        let mut common = 1_i128;
        for parts in parts {
            common *= parts / greatest_common_divisor(common, parts);
            if common > i128::from(LARGEST) {
                return None;
            }
        }
        Some(common)
    }
}

fn greatest_common_divisor(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}
