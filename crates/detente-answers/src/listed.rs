//! Scenarios whose packages can be listed one by one, for strategies to negotiate about.

use detente_scenario::{Choice, Reading, Scenario};
use detente_simulation::domain::{Additive, Domain, MOST_PACKAGES, Package};

use crate::{space::Space, stop::Stop};

/// A scenario by name, and what every package is worth.
pub struct Listed {
    /// What it is about.
    pub name: String,
    /// The parties, in the order of the domain.
    pub parties: Vec<String>,
    /// The issues with their options, in the order of the domain.
    pub issues: Vec<(String, Vec<String>)>,
    /// What everything is worth.
    pub domain: Domain,
}

impl Listed {
    /// A scenario of the field's formats; without Genius's clip at 1 where `unclipped`.
    pub fn of_scenario(scenario: &Scenario, reading: Reading, unclipped: bool) -> Result<Self, Stop> {
        let sizes: Vec<usize> = scenario
            .issues
            .iter()
            .map(|issue| usize::try_from(issue.count().unwrap_or(u64::MAX)).unwrap_or(usize::MAX))
            .collect();
        check(&scenario.name, &sizes)?;
        let options = |issue: &detente_scenario::Issue, size: usize| {
            (0..size).map(|option| issue.text(Choice::Option(option)).unwrap_or_default()).collect()
        };
        let issues = scenario.issues.iter().zip(&sizes);
        let issues = issues.map(|(issue, size)| (issue.name.clone(), options(issue, *size))).collect();
        let domain = if scenario.interacts() {
            listed(scenario, reading, sizes)?
        } else {
            let tables = scenario.additive(reading).map_err(|error| Stop::Refused(error.to_string()))?;
            let side = |(place, table): (usize, &detente_scenario::PartyTable)| {
                Ok(Additive {
                    contributions: table.contributions.clone(),
                    constant: table.constant,
                    cap: table.cap.filter(|_| !unclipped),
                    reservation: reservation(scenario, reading, place)?,
                })
            };
            let profiles: Result<Vec<_>, Stop> = tables.parties.iter().enumerate().map(side).collect();
            Domain::additive(sizes, &profiles?)
                .map_err(|error| refused(&scenario.name, &error.to_string()))?
        };
        let parties = scenario.parties.iter().map(|party| party.name.clone()).collect();
        Ok(Self { name: scenario.name.clone(), parties, issues, domain })
    }

    /// A case at central values, between those whose consent the case needs. A package that breaks a rule or crosses
    /// a red line is left out: nobody proposes or takes it.
    pub fn of_space(space: &Space) -> Result<Self, Stop> {
        let sizes: Vec<usize> = space.issues.iter().map(|(_, options)| options.len()).collect();
        check(&space.title, &sizes)?;
        let floors: Vec<f64> =
            space.floors().into_iter().map(|floor| floor.unwrap_or(f64::NEG_INFINITY)).collect();
        let mut forbidden = std::collections::BTreeSet::new();
        let mut worths: Vec<Vec<f64>> = vec![Vec::new(); space.parties.len()];
        let mut package = vec![0_usize; sizes.len()];
        loop {
            let places: Vec<u16> = Space::places(&package).unwrap_or_default();
            if !space.tables.admits(&places) {
                forbidden.insert(worths.first().map_or(0, Vec::len));
            }
            let utilities = space.utilities(&package).unwrap_or_default();
            for (party, worths) in worths.iter_mut().enumerate() {
                let whole = utilities.get(party).copied().unwrap_or(0);
                worths.push(space.tables.points(party, whole));
            }
            if !step(&mut package, &sizes) {
                break;
            }
        }
        let parties = worths.into_iter().zip(floors).collect();
        let domain =
            Domain::listed(sizes, parties).map_err(|error| refused(&space.title, &error.to_string()))?;
        let domain = domain.only(|package| !forbidden.contains(&(package as usize)));
        Ok(Self {
            name: space.title.clone(),
            parties: space.parties.clone(),
            issues: space.issues.clone(),
            domain,
        })
    }

    /// A package as `issue = option`, issue by issue.
    pub fn terms(&self, package: Package) -> Vec<String> {
        let options = self.domain.options(package);
        let term = |((issue, options), option): (&(String, Vec<String>), usize)| {
            format!("{issue} = {}", options.get(option).map_or("?", String::as_str))
        };
        self.issues.iter().zip(options).map(term).collect()
    }
}

/// The next package, the last issue the fastest; false after the last.
fn step(package: &mut [usize], sizes: &[usize]) -> bool {
    for (option, size) in package.iter_mut().zip(sizes).rev() {
        *option += 1;
        if *option < *size {
            return true;
        }
        *option = 0;
    }
    false
}

fn listed(scenario: &Scenario, reading: Reading, sizes: Vec<usize>) -> Result<Domain, Stop> {
    let mut parties = Vec::new();
    for place in 0..scenario.parties.len() {
        let mut worths = Vec::new();
        let mut package = vec![0_usize; sizes.len()];
        loop {
            let choices: Vec<Choice> = package.iter().map(|option| Choice::Option(*option)).collect();
            let worth = scenario.utility(reading, place, &choices);
            worths.push(worth.ok_or_else(|| refused(&scenario.name, "some package has no utility"))?);
            if !step(&mut package, &sizes) {
                break;
            }
        }
        parties.push((worths, reservation(scenario, reading, place)?));
    }
    Domain::listed(sizes, parties).map_err(|error| refused(&scenario.name, &error.to_string()))
}

/// What no agreement is worth; without a number in the file nothing is worse, as `NegMAS` has it.
fn reservation(scenario: &Scenario, reading: Reading, place: usize) -> Result<f64, Stop> {
    let said = scenario.reservation(reading, place).unwrap_or(f64::NEG_INFINITY);
    if said.is_nan() {
        return Err(refused(&scenario.name, "a reservation value is no number"));
    }
    Ok(said)
}

fn check(name: &str, sizes: &[usize]) -> Result<(), Stop> {
    let packages = sizes.iter().try_fold(1_u64, |count, size| count.checked_mul(*size as u64));
    match packages.filter(|packages| *packages <= MOST_PACKAGES) {
        Some(_) => Ok(()),
        None => Err(refused(
            name,
            &format!(
                "its packages cannot be listed: there are more than {MOST_PACKAGES}, or issues are ranges"
            ),
        )),
    }
}

fn refused(name: &str, why: &str) -> Stop {
    Stop::Refused(format!("nobody can negotiate about {name}: {why}"))
}
