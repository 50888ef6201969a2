//! Issues whose options count together, and what packages of them are worth.

use super::values::{self, Values};
use crate::{frontier::Frontier, tables::Unfit, yardstick::Yardstick};

/// Issues with options, and what their combinations are worth to every party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interacting {
    pub(super) options: Vec<usize>,
    pub(super) parties: Vec<Values>,
}

/// An exact frontier with what solutions on it are measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What is efficient among the packages that keep every floor.
    pub frontier: Frontier,
    /// Floors, and the extremes of all packages.
    pub yardstick: Yardstick,
}

impl Interacting {
    /// From the number of options of every issue and the values of every party.
    pub fn new(options: Vec<usize>, parties: Vec<Values>) -> Result<Self, Unfit> {
        values::check_parties(parties.len())?;
        if let Some(issue) = options.iter().position(|&count| count > usize::from(u16::MAX)) {
            return Err(Unfit::Options { issue });
        }
        for (party, values) in parties.iter().enumerate() {
            values.check(party, &options)?;
        }
        Ok(Self { options, parties })
    }

    /// How many parties there are.
    #[must_use]
    pub fn parties(&self) -> usize {
        self.parties.len()
    }

    /// How many packages there are; `None` beyond 128 bits.
    #[must_use]
    pub fn packages(&self) -> Option<u128> {
        self.options.iter().try_fold(1_u128, |product, &count| product.checked_mul(count as u128))
    }

    /// What a package is worth by party, in parts; `None` unless it settles every issue with an option.
    #[must_use]
    pub fn utilities(&self, package: &[u16]) -> Option<Vec<i128>> {
        let fits = |(option, count): (&u16, &usize)| usize::from(*option) < *count;
        let whole = package.len() == self.options.len() && package.iter().zip(&self.options).all(fits);
        whole.then(|| self.parties.iter().map(|values| values.worth(package).into()).collect())
    }
}
