//! What bargaining solutions are measured by.

use crate::{
    fraction::{self, Fraction, greatest_common_divisor},
    tables::{LARGEST, Tables},
};

/// From where each party's gains are counted, between what extremes its utility lies, and in which parts.
///
/// All numbers are by party and, but for the last, in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yardstick {
    /// The value gains are counted from: its floor, or where it has none the least it can get.
    pub disagreement: Vec<i128>,
    /// The least of all packages, rules and floors aside.
    pub least: Vec<i128>,
    /// The most of all packages, rules and floors aside.
    pub most: Vec<i128>,
    /// How many parts make a point of its scale; above zero.
    pub parts_of_a_point: Vec<i128>,
    /// How many parts count as much as a unit of any other party; above zero. A point, unless said otherwise.
    pub parts_of_a_unit: Vec<i128>,
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
            parts_of_a_unit: tables.parts_of_a_unit.clone(),
        }
    }
}

impl Yardstick {
    /// A party's parts as points, for display.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "display only")]
    pub fn points(&self, party: usize, whole: i128) -> f64 {
        self.parts_of_a_point.get(party).map_or(0.0, |&point| whole as f64 / point as f64)
    }

    /// A party's parts in units, roughly.
    #[expect(clippy::cast_precision_loss, reason = "rough on purpose")]
    pub(crate) fn units(&self, party: usize, whole: i128) -> f64 {
        self.parts_of_a_unit.get(party).map_or(0.0, |&unit| whole as f64 / unit as f64)
    }

    /// Gains by party as fractions of a unit, smallest first.
    pub(crate) fn sorted(&self, gains: impl Iterator<Item = i128>) -> Vec<Fraction> {
        fraction::sorted(gains, &self.parts_of_a_unit)
    }

    /// The sum over parties in units, as a whole number and what is left of it: exact where all parties' parts divide a
    /// number of up to [`LARGEST`], as powers of ten do; otherwise what is left of each party's is taken to 10^-18.
    pub(crate) fn sum(&self, utilities: &[i128]) -> (i128, i128) {
        let common = self.common_parts();
        let parts = common.unwrap_or(TO_EIGHTEEN_PLACES);
        let (mut wholes, mut left) = (0, 0);
        for (&utility, &own) in utilities.iter().zip(&self.parts_of_a_unit) {
            wholes += utility.div_euclid(own);
            let rest = utility.rem_euclid(own);
            left += match common {
                Some(common) => rest * (common / own),
                None => rounded_share(rest, own),
            };
        }
        (wholes + left.div_euclid(parts), left.rem_euclid(parts))
    }

    /// The least common multiple of the parties' parts, if sums in it stay far from 2^127.
    fn common_parts(&self) -> Option<i128> {
        self.parts_of_a_unit.iter().try_fold(1_i128, |common, &parts| {
            let common = common.checked_mul(parts / greatest_common_divisor(common, parts))?;
            (common <= LARGEST).then_some(common)
        })
    }
}

/// In how many parts sums are taken where the parties' own do not divide a number that fits.
const TO_EIGHTEEN_PLACES: i128 = 1_000_000_000_000_000_000;

/// `rest / own` in [`TO_EIGHTEEN_PLACES`], for `0 ≤ rest < own ≤ LARGEST`.
fn rounded_share(rest: i128, own: i128) -> i128 {
    // Both lose their last digits where the product would not fit.
    let coarser = own / TO_EIGHTEEN_PLACES + 1;
    (rest / coarser) * TO_EIGHTEEN_PLACES / (own / coarser).max(1)
}
