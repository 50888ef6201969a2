//! How many packages everybody would rather have than none.

use super::ways;
use crate::{
    limits::{Limits, Refusal},
    parties::for_parties,
    tables::{Floor, Tables},
};

/// Packages that reach every floor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rational {
    /// Admitted packages: no party below a floor that binds.
    pub admitted: u64,
    /// Of these, how many are worth more than the floor to every party that has one.
    pub gaining: u64,
    /// Packages that keep the rules, floors aside: what a fraction is taken of.
    pub keeping_rules: u64,
}

impl Rational {
    /// The share of rule-keeping packages that are worth more than the floor to all, as `NegMAS`'s
    /// `rational_fraction`; `None` where no package keeps the rules.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a fraction for display")]
    pub fn fraction(&self) -> Option<f64> {
        (self.keeping_rules > 0).then(|| self.gaining as f64 / self.keeping_rules as f64)
    }
}

impl Tables {
    /// Counts admitted packages exactly by looking at each.
    pub fn rational(&self, limits: Limits) -> Result<Rational, Refusal> {
        for_parties!(self.parties, count, self, limits)
    }
}

fn count<const N: usize>(tables: &Tables, limits: Limits) -> Result<Rational, Refusal> {
    ways::few_enough(tables, limits)?;
    let mut rational = Rational::default();
    ways::each(tables, |worth: [i64; N], _, package| {
        if !tables.keeps_rules(package) {
            return;
        }
        rational.keeping_rules += 1;
        let gains = |(worth, floor): (&i64, &Floor)| floor.least.is_none_or(|least| *worth > least);
        if worth.iter().zip(&tables.floors).all(gains) {
            rational.gaining += 1;
        }
        if tables.keeps_floors(package, &worth) {
            rational.admitted += 1;
        }
    });
    Ok(rational)
}
