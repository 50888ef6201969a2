//! Packages that can be listed, and what each is worth to everybody.
//!
//! A domain is made once and shared by every negotiation over it: worths are looked up, and each party's packages
//! stand in order, so that a strategy finds the next one it likes without searching.

use std::{fmt, ops::Range};

pub use crate::time::{Clock, Discount, NoDeal, Passed};

/// A package, by its place: options count up from the last issue, as in the files NegMAS lists them from.
pub type Package = u32;

/// How many packages a domain may have.
pub const MOST_PACKAGES: u64 = 1 << 22;

/// Every package of a scenario, with its worth to every party.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    sizes: Vec<usize>,
    sides: Vec<Side>,
    packages: u32,
}

/// What the options of a party's issues add up to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Additive {
    /// By issue and option, what it adds.
    pub contributions: Vec<Vec<f64>>,
    /// Added to the sum.
    pub constant: f64,
    /// The most the sum counts for.
    pub cap: Option<f64>,
    /// What no agreement is worth.
    pub reservation: f64,
}

/// One party's view of the packages.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// By package, what it is worth; less than any number where it is not admitted.
    worths: Vec<f64>,
    /// Packages from the worst to the best; of equals the last first, so that from the best down the first comes first.
    order: Vec<Package>,
    /// Worths in that order.
    sorted: Vec<f64>,
    reservation: f64,
    /// From which place in the order packages are worth at least no agreement.
    rational_from: usize,
    discount: Discount,
}

/// Sums that differ by less, as a part of their size, are the same: only the order of their parts differs.
const SAME: f64 = 1e-12;

/// Whether two worths are the same but for the order in which parts were added up.
#[must_use]
pub fn are_equal(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME * one.abs().max(1.0)
}

/// Why packages cannot be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotListed {
    /// There are more than [`MOST_PACKAGES`].
    TooMany,
    /// There is none: no issue, or one without options.
    None,
    /// This party's table does not fit the issues.
    Misfit(usize),
    /// Some worth of this party is no number.
    NotANumber(usize),
}

impl fmt::Display for NotListed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooMany => write!(out, "there are more than {MOST_PACKAGES} packages"),
            Self::None => write!(out, "there is no package"),
            Self::Misfit(place) => {
                write!(out, "the table of the {} party does not fit the issues", ordinal(*place))
            }
            Self::NotANumber(place) => {
                write!(out, "some package is worth no number to the {} party", ordinal(*place))
            }
        }
    }
}

/// A place, from 0, as people count.
fn ordinal(place: usize) -> String {
    const FIRST: [&str; 4] = ["first", "second", "third", "fourth"];
    FIRST.get(place).map_or_else(|| format!("{}th", place + 1), |word| (*word).to_owned())
}

impl std::error::Error for NotListed {}

impl Domain {
    /// The packages of issues with so many options each, worth the sum of what the options add.
    pub fn additive(sizes: Vec<usize>, parties: &[Additive]) -> Result<Self, NotListed> {
        let packages = count(&sizes)?;
        let fits = |party: &Additive| {
            party.contributions.len() == sizes.len()
                && party.contributions.iter().zip(&sizes).all(|(options, size)| options.len() == *size)
        };
        if let Some(place) = parties.iter().position(|party| !fits(party)) {
            return Err(NotListed::Misfit(place));
        }
        let worths = parties.iter().map(|party| (party.worths(packages), party.reservation)).collect();
        Self::listed(sizes, worths)
    }

    /// The packages of issues with so many options each, with each party's list of worths and what no agreement is
    /// worth to it.
    pub fn listed(sizes: Vec<usize>, parties: Vec<(Vec<f64>, f64)>) -> Result<Self, NotListed> {
        let packages = count(&sizes)?;
        let mut views = Vec::with_capacity(parties.len());
        for (place, (worths, reservation)) in parties.into_iter().enumerate() {
            if worths.len() != packages as usize {
                return Err(NotListed::Misfit(place));
            }
            if reservation.is_nan() || worths.iter().any(|worth| !worth.is_finite()) {
                return Err(NotListed::NotANumber(place));
            }
            views.push(Side::new(worths, reservation));
        }
        Ok(Self { sizes, sides: views, packages })
    }

    /// The same without some packages, as where rules forbid them: they keep their place, stand in nobody's order and
    /// are worth less than any number, so that nobody proposes or takes them.
    #[must_use]
    pub fn only(mut self, admits: impl Fn(Package) -> bool) -> Self {
        let admitted = |package: Package, worth: f64| if admits(package) { worth } else { f64::NEG_INFINITY };
        for side in &mut self.sides {
            let worths = (0..self.packages).zip(&side.worths);
            let worths = worths.map(|(package, worth)| admitted(package, *worth)).collect();
            *side = Side { discount: side.discount, ..Side::new(worths, side.reservation) };
        }
        self
    }

    /// The same packages for parties to whom time does this, in their order; nothing to those that are not named.
    #[must_use]
    pub fn discounted(mut self, discounts: &[Discount]) -> Self {
        self.sides.iter_mut().zip(discounts).for_each(|(side, discount)| side.discount = *discount);
        self
    }

    /// How many packages there are.
    #[must_use]
    pub fn packages(&self) -> u32 {
        self.packages
    }

    /// How many options each issue has.
    #[must_use]
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Everybody's view.
    #[must_use]
    pub fn sides(&self) -> &[Side] {
        &self.sides
    }

    /// What a package is worth to each party.
    #[must_use]
    pub fn worths(&self, package: Package) -> Vec<f64> {
        self.sides.iter().map(|side| side.worth(package)).collect()
    }

    /// The option of every issue.
    #[must_use]
    pub fn options(&self, package: Package) -> Vec<usize> {
        let mut left = package as usize;
        let mut options = vec![0; self.sizes.len()];
        for (option, size) in options.iter_mut().zip(&self.sizes).rev() {
            (*option, left) = (left % size, left / size);
        }
        options
    }

    /// The package with these options; `None` if they do not fit.
    #[must_use]
    pub fn package(&self, options: &[usize]) -> Option<Package> {
        let fits = options.len() == self.sizes.len()
            && options.iter().zip(&self.sizes).all(|(option, size)| option < size);
        let place = options.iter().zip(&self.sizes).fold(0, |place, (option, size)| place * size + option);
        fits.then(|| u32::try_from(place).ok())?
    }
}

fn count(sizes: &[usize]) -> Result<u32, NotListed> {
    if sizes.is_empty() || sizes.contains(&0) {
        return Err(NotListed::None);
    }
    let count = sizes.iter().try_fold(1_u64, |count, size| {
        count.checked_mul(*size as u64).filter(|count| *count <= MOST_PACKAGES)
    });
    count.and_then(|count| u32::try_from(count).ok()).ok_or(NotListed::TooMany)
}

impl Additive {
    /// By package; added up in the order of the issues, as NegMAS and Genius do.
    fn worths(&self, packages: u32) -> Vec<f64> {
        let mut sums = vec![0.0];
        for options in &self.contributions {
            sums = sums.iter().flat_map(|sum| options.iter().map(move |adds| sum + adds)).collect();
        }
        debug_assert_eq!(sums.len(), packages as usize);
        let capped = |sum: f64| self.cap.map_or(sum, |cap| sum.min(cap));
        sums.into_iter().map(|sum| capped(sum + self.constant)).collect()
    }
}

impl Side {
    fn new(worths: Vec<f64>, reservation: f64) -> Self {
        let count = u32::try_from(worths.len()).unwrap_or(u32::MAX);
        let is_admitted = |package: &Package| worths[*package as usize] > f64::NEG_INFINITY;
        let mut order: Vec<Package> = (0..count).rev().filter(is_admitted).collect();
        order.sort_by(|one, other| worths[*one as usize].total_cmp(&worths[*other as usize]));
        let sorted: Vec<f64> = order.iter().map(|package| worths[*package as usize]).collect();
        let rational_from = sorted.partition_point(|worth| *worth < reservation);
        Self { worths, order, sorted, reservation, rational_from, discount: Discount::None }
    }

    /// What a package is worth; the least there is for one that is not there.
    #[must_use]
    pub fn worth(&self, package: Package) -> f64 {
        self.worths.get(package as usize).copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// What no agreement is worth.
    #[must_use]
    pub fn reservation(&self) -> f64 {
        self.reservation
    }

    /// What time does to worths.
    #[must_use]
    pub fn discount(&self) -> Discount {
        self.discount
    }

    /// What no agreement counts for where gains over it are measured: as much as the worst package where it is worth
    /// less than any number.
    #[must_use]
    pub fn baseline(&self) -> f64 {
        if self.reservation > f64::MIN { self.reservation } else { self.least() }
    }

    /// The places in the order of the packages that are worth as much as the one at this place, and no less than no
    /// agreement; none where there is no such place.
    #[must_use]
    pub fn equals(&self, place: usize) -> Range<usize> {
        let Some(&worth) = self.sorted.get(place) else { return place..place };
        let near = SAME * worth.abs().max(1.0);
        let is_alone = |other: Option<usize>| {
            other.and_then(|other| self.sorted.get(other)).is_none_or(|other| (other - worth).abs() > near)
        };
        let begins = if is_alone(place.checked_sub(1)) {
            place
        } else {
            self.sorted[..place].partition_point(|sorted| *sorted < worth - near)
        };
        let ends = if is_alone(place.checked_add(1)) {
            place + 1
        } else {
            place + self.sorted[place..].partition_point(|sorted| *sorted <= worth + near)
        };
        begins.max(self.rational_from).min(place)..ends
    }

    /// Packages from the worst to the best; of equals the last first, so that from the best down the first comes
    /// first.
    #[must_use]
    pub fn order(&self) -> &[Package] {
        &self.order
    }

    /// Worths in that order.
    #[must_use]
    pub fn sorted(&self) -> &[f64] {
        &self.sorted
    }

    /// The places in the order of packages worth at least no agreement.
    #[must_use]
    pub fn rational(&self) -> Range<usize> {
        self.rational_from..self.order.len()
    }

    /// What the best package is worth.
    #[must_use]
    pub fn best(&self) -> f64 {
        self.sorted.last().copied().unwrap_or(self.reservation)
    }

    /// The least a party aims at: the larger of what the worst package and no agreement are worth.
    #[must_use]
    pub fn least(&self) -> f64 {
        self.sorted.first().copied().unwrap_or(self.reservation).max(self.reservation)
    }

    /// The first place in the order from which packages are worth at least this, and at least no agreement.
    #[must_use]
    pub fn from(&self, worth: f64) -> usize {
        self.sorted.partition_point(|sorted| *sorted < worth).max(self.rational_from)
    }

    /// The same, sooner where it is not far below `near`: steps down from there double until they are past it.
    #[must_use]
    pub fn from_near(&self, worth: f64, near: usize) -> usize {
        let (mut high, mut step) = (near.min(self.sorted.len()), 1);
        if self.sorted.get(high).is_some_and(|sorted| *sorted < worth) {
            return self.from(worth);
        }
        while let Some(low) = high.checked_sub(step).filter(|low| self.sorted[*low] >= worth) {
            (high, step) = (low, step * 2);
        }
        let low = high.saturating_sub(step);
        (low + self.sorted[low..high].partition_point(|sorted| *sorted < worth)).max(self.rational_from)
    }
}
