//! Worths as methods add them up: whole numbers of as few bits as keep every difference.

use std::{
    fmt::Debug,
    ops::{Add, Sub},
};

use crate::{
    dominance::{candidate::Candidate, undominated, undominated_of_wide},
    fraction::greatest_common_divisor,
    tables::{Tables, options::Literal},
};

/// The most that sums of 64 bits may be, so that their sum over all parties listed still fits.
const LARGEST_IN_64_BITS: i128 = 100_000_000_000_000_000;

/// A number that a method adds up and compares.
pub(crate) trait Score:
    Copy
    + Ord
    + Debug
    + Default
    + std::hash::Hash
    + Add<Output = Self>
    + Sub<Output = Self>
    + TryFrom<i128>
    + Into<i128>
{
    /// Below every sum.
    const LOWEST: Self;
    /// The most that a party's sums may be.
    const LARGEST: i128;

    /// Keeps one candidate for every undominated worth; see [`undominated`].
    fn undominated<const N: usize>(candidates: &mut Vec<Candidate<N, Self>>, steps: &mut u64) -> Option<()>;
}

impl Score for i64 {
    const LOWEST: Self = Self::MIN;
    const LARGEST: i128 = LARGEST_IN_64_BITS;

    fn undominated<const N: usize>(candidates: &mut Vec<Candidate<N>>, steps: &mut u64) -> Option<()> {
        undominated(candidates, steps)
    }
}

impl Score for i128 {
    const LOWEST: Self = Self::MIN;
    const LARGEST: i128 = crate::tables::LARGEST * 2;

    fn undominated<const N: usize>(candidates: &mut Vec<Candidate<N, Self>>, steps: &mut u64) -> Option<()> {
        undominated_of_wide(candidates, steps)
    }
}

/// What options add, counted from the least of their issue in units that divide every difference.
pub(crate) struct Scores<S> {
    parties: usize,
    offsets: Vec<usize>,
    /// By cell, then by party.
    adds: Vec<S>,
    floors: Vec<Floor<S>>,
    scales: Vec<Scale>,
}

/// What a party's sums must be.
#[derive(Clone, Copy)]
pub(crate) struct Floor<S> {
    /// At least so much, to reach the floor.
    pub(crate) reached: S,
    /// At least so much, to be above it.
    pub(crate) exceeded: S,
}

/// From a party's scores back to its parts.
struct Scale {
    base: i128,
    unit: i128,
}

impl<S: Score> Scores<S> {
    /// `None` where numbers of this kind cannot hold the sums.
    pub(crate) fn of(tables: &Tables) -> Option<Self> {
        let parties = tables.parties;
        let mut adds = vec![S::default(); tables.worth.len()];
        let mut floors = Vec::with_capacity(parties);
        let mut scales = Vec::with_capacity(parties);
        for party in 0..parties {
            let least: Vec<i128> =
                (0..tables.issues()).map(|issue| extreme(tables, issue, party, i128::min)).collect();
            let most = (0..tables.issues()).map(|issue| extreme(tables, issue, party, i128::max));
            let range: i128 = most.zip(&least).map(|(most, least)| most - least).sum();
            let unit = if range <= S::LARGEST { 1 } else { unit(tables, party, &least) };
            if range / unit > S::LARGEST {
                return None;
            }
            for (issue, least) in least.iter().enumerate() {
                for option in 0..tables.options[issue] {
                    let cell = (tables.offsets[issue] + option) * parties + party;
                    adds[cell] = S::try_from((tables.worth[cell] - least) / unit).ok()?;
                }
            }
            let base: i128 = least.iter().sum();
            let needed = |least: i128, more: i128| -> Option<S> {
                // Nothing is above the range, and everything is at least nought.
                let units = (least - base + more + unit - 1).div_euclid(unit);
                S::try_from(units.clamp(0, range / unit + 1)).ok()
            };
            floors.push(match tables.floors[party].least {
                Some(least) => Floor { reached: needed(least, 0)?, exceeded: needed(least, 1)? },
                None => Floor { reached: S::LOWEST, exceeded: S::LOWEST },
            });
            scales.push(Scale { base, unit });
        }
        Some(Self { parties, offsets: tables.offsets.clone(), adds, floors, scales })
    }

    /// What an option adds, by party.
    pub(crate) fn adds(&self, issue: usize, option: usize) -> &[S] {
        let cell = self.offsets[issue] + option;
        &self.adds[cell * self.parties..(cell + 1) * self.parties]
    }

    /// What a party's sums must be.
    pub(crate) fn floor(&self, party: usize) -> Option<Floor<S>> {
        self.floors.get(party).copied()
    }

    /// Whether no party that is asked for its consent gets less than its floor.
    pub(crate) fn reach_floors(&self, tables: &Tables, package: &[u16], sums: &[S]) -> bool {
        let reaches = |(party, floor): (usize, &Floor<S>)| {
            let holds = |literal: &Literal| literal.holds(package);
            sums[party] >= floor.reached
                || tables.floors[party].when.as_ref().is_some_and(|when| !when.iter().any(holds))
        };
        self.floors.iter().enumerate().all(reaches)
    }

    /// Sums by party in its parts.
    pub(crate) fn utilities(&self, sums: &[S]) -> Vec<i128> {
        let parts = |(scale, &sum): (&Scale, &S)| scale.base + scale.unit * sum.into();
        self.scales.iter().zip(sums).map(parts).collect()
    }
}

/// The least or most that an option of an issue adds.
fn extreme(tables: &Tables, issue: usize, party: usize, of: fn(i128, i128) -> i128) -> i128 {
    let adds = (0..tables.options[issue]).map(|option| tables.adds(issue, option)[party]);
    adds.reduce(of).unwrap_or(0)
}

/// What divides every difference between options of the same issue.
fn unit(tables: &Tables, party: usize, least: &[i128]) -> i128 {
    let mut unit = 0;
    for (issue, least) in least.iter().enumerate() {
        for option in 0..tables.options[issue] {
            unit = greatest_common_divisor(unit, tables.adds(issue, option)[party] - least);
        }
    }
    unit.max(1)
}
