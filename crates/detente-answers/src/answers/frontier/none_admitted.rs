//! No package is admitted: which requirements stop it, and what comes nearest.

use detente_agreement::{Conflict, Plan};
use detente_frontier::{Limits, Solution};
use detente_outcomes::Space;
use serde::Serialize;

use super::{Behind, Efficient, named};
use crate::{
    answers::efficiency::Efficiency,
    text::{
        ByParty,
        number::Points,
        wording::{self, Said},
    },
};

/// How many sets are told.
const MOST_SETS: usize = 3;
/// Up to so many parties, every set of no-deal values is looked at.
const MOST_PARTIES: usize = 12;

/// What stands in the way.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct NoneAdmitted {
    /// Smallest sets of requirements that no package keeps together.
    pub(super) because: Vec<Vec<Said>>,
    /// How many more there are.
    pub(super) more: usize,
    /// By party, the most that a package within rules and red lines is worth; empty where that is not known.
    pub(super) most: ByParty<f64>,
    /// How many packages are efficient with no-deal values left aside; absent where that is not known.
    pub(super) efficient_without_floors: Option<u64>,
    /// Of these, the one that comes nearest to acceptable to all: the largest least gain, though below zero.
    pub(super) nearest: Option<Efficient>,
}

impl NoneAdmitted {
    pub(super) fn of(
        space: &Space,
        efficiency: &Efficiency<'_>,
        behind: Option<&Behind<'_>>,
        limits: Limits,
    ) -> Self {
        let within = efficiency.within.as_ref().ok();
        let points = within.map_or(&[][..], |frontier| &frontier.points);
        let values: Vec<_> = points.iter().map(|point| space.values(point)).collect();
        let of_party =
            |party: usize| values.iter().map(|values| values[party]).fold(f64::NEG_INFINITY, f64::max);
        let sets = match behind {
            Some(behind) => conflicts(behind),
            None => floors_that_exclude_each_other(space, &values),
        };
        let nearest = within.and_then(|frontier| {
            space
                .worth
                .judges
                .single_out(frontier, &efficiency.aside.worth.tables, Solution::Egalitarian, limits)
                .first()
                .map(|point| named(space, point))
        });
        Self {
            more: sets.len().saturating_sub(MOST_SETS),
            because: sets.into_iter().take(MOST_SETS).collect(),
            most: if values.is_empty() {
                ByParty::default()
            } else {
                ByParty::of(&space.ids, (0..space.parties.len()).map(of_party))
            },
            efficient_without_floors: within.map(super::size),
            nearest,
        }
    }
}

/// The minimal conflicts of a case, exact.
fn conflicts(behind: &Behind<'_>) -> Vec<Vec<Said>> {
    let plan = Plan { draws: 0, ..behind.question.plan };
    let conflicts = behind.negotiation.reasons(plan).map_or(Vec::new(), |reasons| reasons.conflicts);
    let said = |conflict: &Conflict| {
        conflict.core.iter().map(|one| wording::requirement(behind.question, one)).collect()
    };
    conflicts.iter().map(said).collect()
}

/// The smallest sets of no-deal values that no package keeps together. Whatever keeps a set, some efficient
/// package does.
fn floors_that_exclude_each_other(space: &Space, values: &[Vec<f64>]) -> Vec<Vec<Said>> {
    let floors = space.floors();
    if floors.len() > MOST_PARTIES {
        return Vec::new();
    }
    let keeps = |set: u32, values: &Vec<f64>| {
        floors
            .iter()
            .enumerate()
            .all(|(party, floor)| set >> party & 1 == 0 || floor.is_none_or(|floor| values[party] >= floor))
    };
    let mut sets: Vec<u32> =
        (1..1_u32 << floors.len()).filter(|&set| !values.iter().any(|values| keeps(set, values))).collect();
    sets.sort_by_key(|set| set.count_ones());
    let mut smallest: Vec<u32> = Vec::new();
    for set in sets {
        if !smallest.iter().any(|known| known & set == *known) {
            smallest.push(set);
        }
    }
    let said = |set: &u32| {
        let members = (0..floors.len()).filter(|party| set >> party & 1 == 1);
        let floor = |party: usize| {
            let (name, floor) = (&space.parties[party], floors[party].unwrap_or(0.0));
            let text = if floor == f64::INFINITY {
                format!("{name} accepts nothing, because no deal is worth more to it than any number")
            } else {
                let floor = Points { decimals: space.decimals }.of(floor);
                format!("{name} will not accept less than no deal is worth to it ({floor})")
            };
            Said::unsourced(text)
        };
        members.map(floor).collect()
    };
    smallest.iter().map(said).collect()
}
