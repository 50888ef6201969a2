//! Packages written out one by one, for strategies to negotiate about.

use std::collections::BTreeSet;

use detente_scenario::{Choice, PartyTable, Profile, Reading, Scenario, Toll};

use crate::{
    domain::{Additive, Clock, Discount, Domain, MOST_PACKAGES, NoDeal, NotListed},
    package::Package,
    space::{self, Issue, Space},
    sums::Sums,
    unsuitable::{Obstacle, Unsuitable},
};

impl Space<Domain> {
    /// Every package of a scenario; without Genius's clip of utilities at 1 where `unclipped`.
    pub fn listed(scenario: &Scenario, reading: Reading, unclipped: bool) -> Result<Self, Unsuitable> {
        scenario.listable()?;
        let sizes: Vec<usize> = scenario
            .issues
            .iter()
            .map(|issue| usize::try_from(issue.count().unwrap_or(u64::MAX)).unwrap_or(usize::MAX))
            .collect();
        check(&scenario.name, &sizes)?;
        let worth = if scenario.interacts() {
            one_by_one(scenario, reading, sizes)?
        } else {
            added_up(scenario, reading, sizes, unclipped)?
        };
        let discounts = scenario.parties.iter().map(|profile| discount(scenario, profile));
        let discounts = discounts.collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            title: scenario.name.clone(),
            parties: space::parties(scenario),
            ids: space::ids(scenario),
            issues: Issue::all_of(scenario),
            worth: worth.discounted(&discounts),
            scale: space::scale(reading) + if unclipped { space::UNCLIPPED } else { "" },
            decimals: 4,
        })
    }
}

impl Space<Sums> {
    /// Every package of the space. A package that breaks a rule, crosses a red line or is worth less to somebody than
    /// no deal is left out: nobody proposes or takes it.
    pub fn list(&self) -> Result<Space<Domain>, Unsuitable> {
        let sizes: Vec<usize> = self.issues.iter().map(|issue| issue.options.len()).collect();
        check(&self.title, &sizes)?;
        let floors = self.floors().into_iter().map(|floor| floor.unwrap_or(f64::NEG_INFINITY));
        let mut forbidden = BTreeSet::new();
        let mut worths: Vec<Vec<f64>> = vec![Vec::new(); self.parties.len()];
        let mut places = vec![0_usize; sizes.len()];
        loop {
            let package = Package::of(&places);
            if !package.as_ref().is_some_and(|package| self.admits(package)) {
                forbidden.insert(worths.first().map_or(0, Vec::len));
            }
            let utilities = package.and_then(|package| self.utilities(&package)).unwrap_or_default();
            for (party, worths) in worths.iter_mut().enumerate() {
                let whole = utilities.get(party).copied().unwrap_or(0);
                worths.push(self.worth.tables.points(party, whole));
            }
            if !step(&mut places, &sizes) {
                break;
            }
        }
        let parties = worths.into_iter().zip(floors).collect();
        let domain = Domain::listed(sizes, parties)
            .map_err(|why| not_negotiable(&self.title, Obstacle::NotListed(why)))?;
        let domain = domain.only(|package| !forbidden.contains(&(package as usize)));
        Ok(Space {
            title: self.title.clone(),
            parties: self.parties.clone(),
            ids: self.ids.clone(),
            issues: self.issues.clone(),
            worth: domain,
            scale: self.scale.clone(),
            decimals: self.decimals,
        })
    }
}

/// The next package, the last issue the fastest; false after the last.
pub(crate) fn step(package: &mut [usize], sizes: &[usize]) -> bool {
    for (option, size) in package.iter_mut().zip(sizes).rev() {
        *option += 1;
        if *option < *size {
            return true;
        }
        *option = 0;
    }
    false
}

fn added_up(
    scenario: &Scenario,
    reading: Reading,
    sizes: Vec<usize>,
    unclipped: bool,
) -> Result<Domain, Unsuitable> {
    let tables = scenario.additive(reading)?;
    let side = |(place, table): (usize, &PartyTable)| {
        Ok(Additive {
            contributions: table.contributions.clone(),
            constant: table.constant,
            cap: table.cap.filter(|_| !unclipped),
            reservation: reservation(scenario, reading, place)?,
        })
    };
    let profiles: Result<Vec<_>, Unsuitable> = tables.parties.iter().enumerate().map(side).collect();
    Domain::additive(sizes, &profiles?).map_err(|why| refused(scenario, why))
}

fn one_by_one(scenario: &Scenario, reading: Reading, sizes: Vec<usize>) -> Result<Domain, Unsuitable> {
    let mut parties = Vec::new();
    for place in 0..scenario.parties.len() {
        let mut worths = Vec::new();
        let mut package = vec![0_usize; sizes.len()];
        loop {
            let choices: Vec<Choice> = package.iter().map(|option| Choice::Option(*option)).collect();
            let worth = scenario.utility(reading, place, &choices);
            worths.push(worth.ok_or_else(|| not_negotiable(&scenario.name, Obstacle::NoUtility))?);
            if !step(&mut package, &sizes) {
                break;
            }
        }
        parties.push((worths, reservation(scenario, reading, place)?));
    }
    Domain::listed(sizes, parties).map_err(|why| refused(scenario, why))
}

/// What no agreement is worth; without a number in the file nothing is worse, as in NegMAS.
fn reservation(scenario: &Scenario, reading: Reading, place: usize) -> Result<f64, Unsuitable> {
    let reservation = scenario.reservation(reading, place).unwrap_or(f64::NEG_INFINITY);
    if reservation.is_nan() {
        return Err(not_negotiable(&scenario.name, Obstacle::NoReservation));
    }
    Ok(reservation)
}

fn check(name: &str, sizes: &[usize]) -> Result<(), Unsuitable> {
    let packages = sizes.iter().try_fold(1_u64, |count, size| count.checked_mul(*size as u64));
    match packages.filter(|packages| *packages <= MOST_PACKAGES) {
        Some(_) => Ok(()),
        None => Err(not_negotiable(name, Obstacle::TooManyPackages)),
    }
}

fn refused(scenario: &Scenario, why: NotListed) -> Unsuitable {
    let party = match why {
        NotListed::NotANumber(place) => scenario.parties.get(place),
        NotListed::TooMany | NotListed::None | NotListed::Misfit(_) => None,
    };
    let why = match party {
        Some(party) => Obstacle::NotANumber { party: party.name.clone() },
        None => Obstacle::NotListed(why),
    };
    not_negotiable(&scenario.name, why)
}

/// What time does to a party's worths, by the clocks that talks in rounds have. A factor that its format discards
/// discounts nothing.
fn discount(scenario: &Scenario, profile: &Profile) -> Result<Discount, Unsuitable> {
    let Some(said) = &profile.discount else { return Ok(Discount::None) };
    let no_deal = match said.no_deal {
        detente_scenario::NoDeal::Discounted => NoDeal::Discounted,
        detente_scenario::NoDeal::Kept => NoDeal::Kept,
    };
    let clock = match &said.clock {
        detente_scenario::Clock::Share => Some(Clock::Share),
        detente_scenario::Clock::Other(name) => (name == "step").then_some(Clock::Rounds),
    };
    let unknown = || {
        let clock = match &said.clock {
            detente_scenario::Clock::Share => String::new(),
            detente_scenario::Clock::Other(name) => name.clone(),
        };
        not_negotiable(&scenario.name, Obstacle::NoClock { party: profile.name.clone(), clock })
    };
    match said.toll {
        Toll::Factor(factor) if factor <= 0.0 => Ok(Discount::None),
        Toll::Factor(factor) if factor > 1.0 && clock == Some(Clock::Share) => Ok(Discount::None),
        Toll::Factor(factor) => Ok(Discount::Factor { factor, clock: clock.ok_or_else(unknown)?, no_deal }),
        Toll::Cost { cost, power } => {
            Ok(Discount::Cost { cost, power, clock: clock.ok_or_else(unknown)?, no_deal })
        }
    }
}

fn not_negotiable(name: &str, why: Obstacle) -> Unsuitable {
    Unsuitable::NotNegotiable { name: name.to_owned(), why }
}
