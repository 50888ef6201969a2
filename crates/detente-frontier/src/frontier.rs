//! The efficient packages, and how they were found.

use std::fmt;

use crate::alike::Alike;

/// The efficient packages among the admitted ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// One for each efficient vector of utilities, in falling order of the first party's, then the second's.
    pub points: Vec<Point>,
    /// How they were found.
    pub method: Method,
    /// The most points held at one time on the way, or the cells of the largest table.
    pub widest: usize,
}

impl Frontier {
    /// How many packages are efficient, with all that are worth the same as a point; `None` where that was not counted.
    #[must_use]
    pub fn packages(&self) -> Option<u64> {
        let alike = self.points.iter().map(|point| point.alike.count);
        alike
            .map(|count| count.map(|count| count.saturating_add(1)))
            .try_fold(0, |sum: u64, count| Some(sum.saturating_add(count?)))
    }
}

/// A package and what it is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// By party, in parts (see [`parts_of_a_point`](crate::Tables::parts_of_a_point)).
    pub utilities: Vec<i128>,
    /// By issue, the place of the option. Where several packages are worth the same, it is one of them.
    pub package: Vec<u16>,
    /// The others.
    pub alike: Alike,
}

/// How a frontier was found. All are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Every package was looked at.
    Enumeration,
    /// Issue after issue, keeping what nothing else of the issues so far dominates.
    IssueByIssue,
    /// The same where issues interact: among those with which the same interactions are left open.
    Interactions,
    /// For every combination of the others' totals in whole scores, the most for one party.
    Totals,
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Enumeration => "every package enumerated",
            Self::IssueByIssue => "issue by issue with dominance pruning",
            Self::Interactions => "issue by issue over what interactions leave open, with dominance pruning",
            Self::Totals => "a table of all totals of whole scores",
        })
    }
}
