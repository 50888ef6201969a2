//! Issues, options and parties by name.

use detente_scenario::{Choice, Reading, Scenario};

use crate::{package::Package, sums::Sums};

/// Packages by name, and what they are worth.
#[derive(Clone, Debug)]
pub struct Space<Worth = Sums> {
    /// What the packages are about.
    pub title: String,
    /// The parties by the names that screens use, in the order of the worths.
    pub parties: Vec<String>,
    /// The same parties by the names of the file, no two the same.
    pub ids: Vec<String>,
    /// The issues, in the order of the worths.
    pub issues: Vec<Issue>,
    /// What the packages are worth to the parties.
    pub worth: Worth,
    /// What a number means: which scale, which reading.
    pub scale: String,
    /// To how many decimals a number is shown: more would claim more than is known, fewer hide differences.
    pub decimals: usize,
}

/// A question to settle, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its name.
    pub name: String,
    /// The names of the ways to settle it, in order.
    pub options: Vec<String>,
}

impl Issue {
    /// The issues of a scenario; an issue that is a range of numbers has no options.
    pub(crate) fn all_of(scenario: &Scenario) -> Vec<Self> {
        let names = distinct(scenario.issues.iter().map(|issue| issue.name.clone()).collect());
        let issue = |(name, issue): (String, &detente_scenario::Issue)| {
            let count = issue.count().and_then(|count| usize::try_from(count).ok()).unwrap_or(0);
            let text = |option| issue.text(Choice::Option(option)).unwrap_or_default();
            Self { name, options: (0..count).map(text).collect() }
        };
        names.into_iter().zip(&scenario.issues).map(issue).collect()
    }
}

impl<Worth> Space<Worth> {
    /// The names of the options of a package, each after its issue's; `?` for one that is not there.
    pub fn named<'s>(&'s self, package: &'s Package) -> impl Iterator<Item = (&'s str, &'s str)> {
        let named = |(issue, &option): (&'s Issue, &u16)| {
            let option = issue.options.get(usize::from(option)).map_or("?", String::as_str);
            (issue.name.as_str(), option)
        };
        self.issues.iter().zip(package.places()).map(named)
    }
}

/// What the numbers of a scenario mean.
pub(crate) fn scale(reading: Reading) -> String {
    match reading {
        Reading::Format => "utilities as the format defines them".to_owned(),
        Reading::Raw => "utilities as NegMAS 0.16 reads the file".to_owned(),
    }
}

/// What is added to that where a party's decimals are too long to be added up exactly.
pub(crate) const ROUNDED: &str = ", in double precision: what differs by less than 0.000000001 is the same";

/// What is added to that where utilities may exceed Genius's cap.
pub(crate) const UNCLIPPED: &str = ", not clipped at 1";

/// The names of a scenario's parties, with a number behind one that stands there before.
pub(crate) fn ids(scenario: &Scenario) -> Vec<String> {
    distinct(parties(scenario))
}

fn distinct(names: Vec<String>) -> Vec<String> {
    let mut known: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let mut id = name.clone();
        let mut number = 2;
        while known.contains(&id) {
            id = format!("{name} ({number})");
            number += 1;
        }
        known.push(id);
    }
    known
}

/// The names of a scenario's parties.
pub(crate) fn parties(scenario: &Scenario) -> Vec<String> {
    scenario.parties.iter().map(|profile| profile.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_parties_have_the_same_name() {
        let names = ["a", "b", "a", "a (2)"].map(str::to_owned).to_vec();
        assert_eq!(distinct(names), ["a", "b", "a (2)", "a (2) (2)"]);
    }
}
