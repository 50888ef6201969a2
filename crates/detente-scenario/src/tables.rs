//! Additive profiles as tables: what each option adds, for engines that work issue by issue.

use std::fmt;

use crate::{Choice, Issue, IssueKind, Reading, Scenario, Utility};

/// How many options of one issue are written out.
pub(crate) const MOST_OPTIONS: u64 = 1_000_000;

/// What every option of every issue adds to every party's utility.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// One a party, in the order of the scenario.
    pub parties: Vec<PartyTable>,
}

/// One party's table.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyTable {
    /// By issue and option: weight times value.
    pub contributions: Vec<Vec<f64>>,
    /// Added to the sum.
    pub constant: f64,
    /// The most the utility may be: Genius clips the sum at 1.
    pub cap: Option<f64>,
}

impl PartyTable {
    /// The utility of a package given as one option an issue; `None` if it does not fit.
    #[must_use]
    pub fn utility(&self, package: &[usize]) -> Option<f64> {
        if package.len() != self.contributions.len() {
            return None;
        }
        let mut sum = 0.0;
        for (options, option) in self.contributions.iter().zip(package) {
            sum += options.get(*option)?;
        }
        sum += self.constant;
        Some(self.cap.map_or(sum, |cap| sum.min(cap)))
    }

    /// The least and the greatest utility, from the extremes of each issue.
    #[must_use]
    pub fn extremes(&self) -> (f64, f64) {
        let sum = |pick: fn(f64, f64) -> f64| {
            let issues = self.contributions.iter().filter_map(|options| options.iter().copied().reduce(pick));
            let sum = issues.sum::<f64>() + self.constant;
            self.cap.map_or(sum, |cap| sum.min(cap))
        };
        (sum(f64::min), sum(f64::max))
    }
}

/// Why a scenario is no set of tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAdditive {
    /// This party's utility depends on several issues at once.
    Rectangles(String),
    /// This issue has more options than can be written out.
    Uncountable(String),
    /// This issue takes any number from the least to the greatest.
    Range {
        /// Its name.
        issue: String,
        /// The ends, as a person reads them.
        ends: String,
    },
    /// NegMAS could not evaluate this party's file on this issue.
    Unreadable(String, String),
}

impl fmt::Display for NotAdditive {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rectangles(party) => {
                write!(out, "the utility of {party} depends on several issues at once")
            }
            Self::Uncountable(issue) => {
                write!(out, "the options of {issue} cannot be written out one by one")
            }
            Self::Range { issue, ends } => write!(
                out,
                "{issue} takes any number from {ends}, and packages are listed one by one; name how many steps to take \
                 of it, such as --steps 20"
            ),
            Self::Unreadable(party, issue) => {
                write!(out, "NegMAS cannot evaluate {issue} for {party}")
            }
        }
    }
}

impl std::error::Error for NotAdditive {}

impl Scenario {
    /// Whether some party judges several issues at once.
    #[must_use]
    pub fn interacts(&self) -> bool {
        self.parties.iter().any(|profile| matches!(profile.utility, Utility::Rectangles(_)))
    }

    /// Whether every issue has a list of options, or of whole numbers.
    ///
    /// # Errors
    /// The first that takes any number of a range.
    pub fn listable(&self) -> Result<(), NotAdditive> {
        match self.ranges().next() {
            Some(Issue { name, kind: IssueKind::Real { low, high }, .. }) => {
                Err(NotAdditive::Range { issue: name.clone(), ends: format!("{low} to {high}") })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The tables of a scenario all of whose parties are additive.
    pub fn additive(&self, reading: Reading) -> Result<Tables, NotAdditive> {
        let mut sizes = Vec::with_capacity(self.issues.len());
        self.listable()?;
        for issue in &self.issues {
            let size = issue.count().filter(|count| *count <= MOST_OPTIONS);
            let size = size.and_then(|size| usize::try_from(size).ok());
            sizes.push(size.ok_or_else(|| NotAdditive::Uncountable(issue.name.clone()))?);
        }
        let parties = self.parties.iter().map(|profile| {
            let Utility::Additive(additive) = &profile.utility else {
                return Err(NotAdditive::Rectangles(profile.name.clone()));
            };
            let row = |(place, (issue, size)): (usize, (&Issue, &usize))| {
                let added = |option| additive.contribution(reading, issue, place, Choice::Option(option));
                (0..*size)
                    .map(added)
                    .collect::<Option<Vec<f64>>>()
                    .ok_or_else(|| NotAdditive::Unreadable(profile.name.clone(), issue.name.clone()))
            };
            Ok(PartyTable {
                contributions: self
                    .issues
                    .iter()
                    .zip(&sizes)
                    .enumerate()
                    .map(row)
                    .collect::<Result<_, _>>()?,
                constant: additive.constant(reading),
                cap: additive.cap(reading),
            })
        });
        Ok(Tables { parties: parties.collect::<Result<_, _>>()? })
    }
}
