//! What is efficient: the packages that nobody can better for one party without loss to another.
//!
//! Start with [`Tables`] (from numbers, or [`Tables::from_negotiation`]) and ask it for its
//! [`frontier`](Tables::frontier), for a bargaining [`solution`](Frontier::solution) on it. Where the
//! frontier of many parties is too large to list, ask for the solution alone ([`Tables::solve`]), or for a few
//! packages that stand for all of it with a stated guarantee ([`Tables::representatives`]).

/// Calls a function that takes the number of parties as a constant.
macro_rules! for_parties {
    ($parties:expr, $($function:ident)::+, $($argument:expr),*) => {
        match $parties {
            1 => $($function)::+::<1>($($argument),*),
            2 => $($function)::+::<2>($($argument),*),
            3 => $($function)::+::<3>($($argument),*),
            4 => $($function)::+::<4>($($argument),*),
            5 => $($function)::+::<5>($($argument),*),
            6 => $($function)::+::<6>($($argument),*),
            7 => $($function)::+::<7>($($argument),*),
            8 => $($function)::+::<8>($($argument),*),
            9 => $($function)::+::<9>($($argument),*),
            10 => $($function)::+::<10>($($argument),*),
            11 => $($function)::+::<11>($($argument),*),
            12 => $($function)::+::<12>($($argument),*),
            other => Err($crate::frontier::Refusal::Parties(other)),
        }
    };
}

mod bargaining;
mod by_issue;
mod climb;
mod counting;
mod dividing;
mod dominance;
mod enumeration;
mod fraction;
mod from_negotiation;
mod gains;
mod improvement;
mod interacting;
mod lanes;
mod options;
mod prices;
mod ranges;
mod representatives;
mod rules;
mod search;
mod solver;
mod tables;
mod totals;
mod trades;
mod yardstick;

use std::fmt;

pub use bargaining::Solution;
pub use counting::Rational;
pub use improvement::Improvement;
pub use interacting::{Bound, Interacting, Listed, Term, Values};
pub use representatives::{Representatives, Wanted};
pub use solver::{Solved, Unsolved};
pub use tables::{LARGEST, MOST_OPTIONS, MOST_PARTIES, PARTS_OF_A_POINT, Tables, Unfit};
use totals::Totals;
pub use trades::Trade;
pub use yardstick::Yardstick;

/// Frontiers are listed for up to so many parties; beyond, ask for a solution.
pub const MOST_PARTIES_LISTED: usize = 12;
/// Up to so many packages are simply looked at one by one.
const FEW_PACKAGES: u128 = 256;

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

/// A package and what it is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// By party, in parts (see [`Tables::parts_of_a_point`]).
    pub utilities: Vec<i64>,
    /// By issue, the place of the option. Where several packages are worth the same, it is one of them.
    pub package: Vec<u16>,
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

/// What a computation may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory for points and the way back to their packages.
    pub bytes: u64,
    /// How many packages may be looked at one by one, or blocks of points compared, or, 2500 for each, nodes
    /// of a search tree.
    pub steps: u64,
}

impl Default for Limits {
    /// A gigabyte, and about a minute of looking.
    fn default() -> Self {
        Self { bytes: 1 << 30, steps: 2_000_000_000 }
    }
}

/// Why a frontier is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would take more memory than given.
    Memory {
        /// What the next step would have needed.
        needed: u64,
        /// What was given.
        given: u64,
        /// How many issues were settled by then.
        issues: usize,
        /// How many points were held by then.
        points: usize,
    },
    /// Telling what is undominated takes too many comparisons.
    Comparisons {
        /// How many were given, in blocks of 64 points.
        given: u64,
        /// How many issues were settled by then.
        issues: usize,
        /// How many points were held by then.
        points: usize,
    },
    /// So many issues interact that what they leave open takes more memory than given.
    Interactions {
        /// What the next state would have needed.
        needed: u64,
        /// What was given.
        given: u64,
        /// How many issues were settled by then.
        issues: usize,
        /// In how many ways these could be left open by then.
        states: usize,
    },
    /// There are too many packages to enumerate.
    Packages {
        /// How many; `None` beyond 128 bits.
        packages: Option<u128>,
        /// How many may be looked at.
        given: u64,
    },
    /// More parties than frontiers are listed for ([`MOST_PARTIES_LISTED`]).
    Parties(usize),
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory { needed, given, issues, points } => write!(
                formatter,
                "after {issues} issues {points} packages are still undominated and the next issue needs \
                 {needed} bytes; {given} are given"
            ),
            Self::Comparisons { given, issues, points } => write!(
                formatter,
                "after {issues} issues {points} packages are still undominated and the next issue needs more \
                 comparisons of blocks; {given} are given: ask for a bargaining solution"
            ),
            Self::Interactions { needed, given, issues, states } => write!(
                formatter,
                "after {issues} issues {states} combinations of interactions are still open and need {needed} \
                 bytes; {given} are given"
            ),
            Self::Packages { packages: Some(packages), given } => {
                write!(formatter, "there are {packages} packages; {given} may be looked at")
            }
            Self::Packages { packages: None, given } => {
                write!(formatter, "there are more than 10^38 packages; {given} may be looked at")
            }
            Self::Parties(parties) => write!(
                formatter,
                "frontiers are listed for up to {MOST_PARTIES_LISTED} parties, not {parties}: ask for a \
                 bargaining solution"
            ),
        }
    }
}

impl std::error::Error for Refusal {}

impl Tables {
    /// The efficient packages among the admitted, exactly, by the method that suits the size.
    pub fn frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
        if self.packages().is_some_and(|packages| packages <= FEW_PACKAGES) {
            return self.enumerated_frontier(limits);
        }
        let table = Totals::of(self).filter(|table| table.fits(limits));
        let Some(table) = table else { return self.frontier_by_issue(limits) };
        // How many points an issue more leaves is not known before: as long as the table would take is spent on
        // finding out.
        let patience = Limits { steps: limits.steps.min(table.steps()), ..limits };
        match self.frontier_by_issue(patience) {
            Err(Refusal::Comparisons { .. } | Refusal::Memory { .. }) => table.frontier(limits),
            listed_or_refused => listed_or_refused,
        }
    }

    /// The frontier by a table of totals; `None` where rules tie options to each other or scores are too fine.
    pub fn frontier_by_totals(&self, limits: Limits) -> Result<Option<Frontier>, Refusal> {
        Totals::of(self).map(|table| table.frontier(limits)).transpose()
    }

    /// The frontier by looking at every package.
    pub fn enumerated_frontier(&self, limits: Limits) -> Result<Frontier, Refusal> {
        for_parties!(self.parties, enumeration::frontier, self, limits)
    }

    /// The frontier issue by issue (Bergman & Cire 2016, "Multiobjective optimization by decision diagrams").
    pub fn frontier_by_issue(&self, limits: Limits) -> Result<Frontier, Refusal> {
        for_parties!(self.parties, by_issue::frontier, self, limits)
    }
}
