//! What a computation may use, and what it says when that is not enough.

use std::fmt;

use crate::{enumeration::plain::FEW, parties::MOST_PARTIES_LISTED};

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
    /// The numbers of a party have more digits than sums of 128 bits hold.
    Digits,
    /// More parties than frontiers of so many packages are listed for ([`MOST_PARTIES_LISTED`]).
    Parties(usize),
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory { needed, given, issues, points } => write!(
                formatter,
                "after {issues} issues {points} packages may still be efficient, and the next issue needs \
                 {needed} bytes of memory; it has {given}"
            ),
            Self::Comparisons { given, issues, points } => write!(
                formatter,
                "after {issues} issues {points} packages may still be efficient, and the next issue needs more \
                 comparisons than the {given} allowed"
            ),
            Self::Interactions { needed, given, issues, states } => write!(
                formatter,
                "after {issues} issues {states} combinations of interactions are still open and need {needed} \
                 bytes of memory; it has {given}"
            ),
            Self::Packages { packages: Some(packages), given } => {
                write!(formatter, "there are {packages} packages, more than the {given} allowed")
            }
            Self::Packages { packages: None, given } => {
                write!(formatter, "there are more than 10^38 packages, and {given} are allowed")
            }
            Self::Digits => {
                formatter.write_str("some party's numbers have too many digits to add up exactly")
            }
            Self::Parties(parties) => write!(
                formatter,
                "there are {parties} parties, and a frontier is listed for up to {MOST_PARTIES_LISTED}, or of up to {FEW} \
                 packages for any number"
            ),
        }
    }
}

impl std::error::Error for Refusal {}
