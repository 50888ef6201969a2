//! Why is there no deal? All minimal conflicts, and what each requirement's removal would open.

mod certificate;
mod conflicts;
mod covering;
mod map;
mod nested;
mod of_draws;

use detente_case::{PartyId, Quantity};
use fixedbitset::FixedBitSet;
use serde::Serialize;

pub use self::certificate::{Certificate, Weighted};
pub(crate) use self::conflicts::{Conflicts, conflicts};
pub use self::of_draws::{FoundIn, InTheWay, ReasonsOfDraws};
use self::{
    certificate::certificate,
    of_draws::{Known, in_draws},
};
use crate::{
    best::best_for,
    counting::{Count, count_within},
    draws::{Plan, Share},
    model::Model,
    negotiation::Negotiation,
    reading::{Reading, Slack, slacks},
    requirement::{Place, Requirement},
    search::Finding,
    verdict::Draws,
};

/// Why there is no deal, or what could still prevent one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reasons {
    /// How sure the reasons are.
    pub hold: Hold,
    /// Every minimal conflict under the reading of `hold`, the one with the fewest requirements (consents aside) first.
    pub conflicts: Vec<Conflict>,
    /// Whether these are all conflicts, each shown to be minimal. When false, a limit was reached: each one
    /// listed is a conflict, and others may exist.
    pub complete: bool,
    /// How far the search went.
    pub searched: Searched,
    /// Every requirement, in the order of the case.
    pub requirements: Vec<Weighed>,
    /// What explains the draws without a deal; `None` where there is no deal whatever the values, so that the conflicts
    /// are the same in every draw.
    pub in_draws: Option<ReasonsOfDraws>,
}

impl Reasons {
    /// The conflicts to tell: those that explain draws, and where there is no deal whatever the values, all.
    #[must_use]
    pub fn told(&self) -> &[Conflict] {
        self.in_draws.as_ref().map_or(&self.conflicts, |in_draws| &in_draws.conflicts)
    }
}

/// How far a search for conflicts went, in sets of requirements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Searched {
    /// How many largest sets were found that some package satisfies; nothing within them is a conflict.
    pub satisfiable: usize,
    /// How many sets could not be shown either way within the engine's limits; conflicts within them may be
    /// missing.
    pub unsettled: usize,
}

/// Under which values reasons hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// Whatever the values in the intervals.
    Always,
    /// At central values; each conflict says in what share of the draws it holds.
    AtCentralValues,
    /// There is a deal at central values: at the least favourable values these would prevent it.
    AtWorst,
}

impl Hold {
    /// The reading under which the reasons hold.
    #[must_use]
    pub fn reading(self) -> Reading {
        match self {
            Self::Always => Reading::Favourable,
            Self::AtCentralValues => Reading::Central,
            Self::AtWorst => Reading::Guarded,
        }
    }
}

/// Requirements that no package satisfies together; without any one of them some package does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conflict {
    /// Red lines, no-deal values and rules.
    pub core: Vec<Requirement>,
    /// The ways in which they have force: each a smallest set of consents that, with the core, no package
    /// satisfies. There are several where an option needs a party that something else needs as well.
    pub consents: Vec<Vec<Requirement>>,
    /// Whether it is shown that some package satisfies the rest without any one of them; otherwise a limit was
    /// reached, and a smaller conflict may lie within this one.
    pub minimal: bool,
    /// Where it was found.
    pub found: FoundIn,
    /// In what share of the draws it is a minimal conflict: no package satisfies it, and some package does without any
    /// one requirement of its core. `None` when it is one whatever the values, and beyond the first 24 conflicts.
    pub in_draws: Option<Share>,
    /// The same as a share of the draws without a deal. Reasons overlap where a draw has more than one.
    pub of_failing: Option<Share>,
    /// The places in the list, from 0, of the reasons all of whose requirements this one has, and more, and that contain no
    /// other: told, it is each of these in draws in which that takes more. Empty where it contains none.
    pub contains: Vec<usize>,
    /// Of a reason that contains none: the share of the draws without a deal in which it, or any that contains it, is a
    /// reason.
    pub of_failing_in_all: Option<Share>,
    /// By no-deal value in the core, how far it is missed; only where the reasons hold at central values, and
    /// for the first 24 conflicts.
    pub short_by: Vec<Shortfall>,
    /// One sum that shows it, where no-deal values and red lines alone make it up; for the first 24 conflicts.
    pub certificate: Option<Certificate>,
}

/// How far a no-deal value is missed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shortfall {
    /// Whose no-deal value it is.
    pub party: PartyId,
    /// By how many points of the party's own scale the best package that meets the rest of the conflict stays
    /// below the no-deal value, at central values.
    pub points: Quantity,
}

/// A requirement and what it has to do with there being no deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Weighed {
    /// The requirement.
    pub requirement: Requirement,
    /// In how many of the conflicts told it is; see [`Reasons::told`].
    pub conflicts: usize,
    /// Whether it is in every conflict under the reading, in each of its ways: otherwise dropping it alone opens nothing.
    pub in_every: bool,
    /// Whether it is shown to be in no conflict at all; false where others than those listed may exist.
    pub in_none: bool,
    /// How many packages would be deals without this one requirement.
    pub dropping_opens: Count,
}

impl Negotiation {
    /// Under which values there is no deal: whatever the values, else at central ones, else at worst;
    /// `None` when some package is a deal whatever the values.
    #[must_use]
    pub fn hold(&self) -> Option<Hold> {
        [Hold::Always, Hold::AtCentralValues, Hold::AtWorst]
            .into_iter()
            .find(|hold| self.find(hold.reading()) == Finding::None)
    }

    /// Why there is no deal, or what could still prevent one; `None` when a deal is certain.
    #[must_use]
    pub fn reasons(&self, plan: Plan) -> Option<Reasons> {
        self.reasons_told(plan, &|| ())
    }

    /// [`Negotiation::reasons`], where `step` hears of every step of the work, and may unwind to give it up.
    #[must_use]
    pub fn reasons_told(&self, plan: Plan, step: &dyn Fn()) -> Option<Reasons> {
        let hold = self.hold()?;
        let model = Model::of(self);
        let slacks = slacks(self, hold.reading());
        let found = conflicts(&model, &slacks, step);
        let groups = grouped(&model, &found.sets);
        let minimal = |ways: &[&FixedBitSet]| {
            found.sets.iter().zip(&found.minimal).all(|(set, minimal)| *minimal || !ways.contains(&set))
        };
        let mut conflicts: Vec<_> =
            groups.iter().map(|(core, ways)| conflict(&model, core, ways, minimal(ways))).collect();
        let mut work_left = MOST_WORK;
        for (conflict, (_, ways)) in conflicts.iter_mut().zip(&groups).take(MOST_SHARES) {
            step();
            let all = united(&model, ways);
            conflict.certificate = certificate(&model, &slacks, hold.reading(), &all, &mut work_left);
            if hold == Hold::AtCentralValues {
                conflict.short_by = shortfalls(&model, &slacks, &all, &mut work_left);
            }
        }
        let owned = |(core, ways): &(Vec<usize>, Vec<&FixedBitSet>)| Known {
            core: core.clone(),
            ways: ways.iter().copied().cloned().collect(),
            explained: None,
        };
        let mut known: Vec<_> = groups.iter().map(owned).collect();
        let in_draws = (hold != Hold::Always).then(|| {
            let draws = Draws::of(self, plan);
            in_draws(&model, &draws, hold, &mut known, &mut conflicts, step)
        });
        let told = match &in_draws {
            Some(in_draws) => in_draws.ways.clone(),
            None => known.into_iter().map(|one| one.ways).collect(),
        };
        Some(Reasons {
            hold,
            conflicts,
            complete: found.complete,
            searched: Searched { satisfiable: found.satisfiable, unsettled: found.unsettled },
            requirements: weigh(&model, &slacks, &found, &told),
            in_draws: in_draws.map(|in_draws| in_draws.reasons),
        })
    }
}

fn united(model: &Model<'_>, ways: &[&FixedBitSet]) -> FixedBitSet {
    let mut all = model.requirements.none();
    for way in ways {
        all.union_with(way);
    }
    all
}

/// How much work shares and shortfalls each take at most, all conflicts together: cells read, about.
const MOST_WORK: u64 = 200_000_000;

/// How much work counting what is opened takes at most, all requirements together.
const COUNT_WORK: u64 = 60_000_000;

/// Of how many conflicts the share of draws is taken.
const MOST_SHARES: usize = 24;

/// Conflicts that have the same core are one conflict with several ways to have force.
fn grouped<'s>(model: &Model<'_>, sets: &'s [FixedBitSet]) -> Vec<(Vec<usize>, Vec<&'s FixedBitSet>)> {
    let mut groups: Vec<(Vec<usize>, Vec<&FixedBitSet>)> = Vec::new();
    for set in sets {
        let core: Vec<_> = set.ones().filter(|&index| !model.requirements.is_consent(index)).collect();
        match groups.iter_mut().find(|(known, _)| *known == core) {
            Some((_, ways)) => ways.push(set),
            None => groups.push((core, vec![set])),
        }
    }
    groups
}

fn conflict(model: &Model<'_>, core: &[usize], ways: &[&FixedBitSet], minimal: bool) -> Conflict {
    let named = |requirement| model.requirements.named(model.negotiation, requirement);
    let consents = |way: &&FixedBitSet| {
        way.ones().filter(|&index| model.requirements.is_consent(index)).map(named).collect()
    };
    Conflict {
        core: core.iter().copied().map(named).collect(),
        consents: ways.iter().map(consents).collect(),
        minimal,
        found: FoundIn::Reading,
        in_draws: None,
        of_failing: None,
        contains: Vec::new(),
        of_failing_in_all: None,
        short_by: Vec::new(),
        certificate: None,
    }
}

/// For every no-deal value of a conflict, how far the best package that meets the others stays below it.
fn shortfalls(model: &Model<'_>, slacks: &[Slack], set: &FixedBitSet, work_left: &mut u64) -> Vec<Shortfall> {
    let missed = set.ones().filter_map(|requirement| {
        let Place::NoDealValue(party) = model.requirements.places[requirement] else { return None };
        let mut others = set.clone();
        others.remove(requirement);
        let best = best_for(model, &model.problem(&others, slacks), party, work_left)?;
        let gain = model.negotiation.outcome(party, &best.package)?.central_gain;
        // Below zero, unless the search for the best was cut short or only consent to an option binds.
        (best.proven && gain < Quantity::ZERO)
            .then(|| Shortfall { party: model.negotiation.parties[party].id.clone(), points: -gain })
    });
    missed.collect()
}

fn weigh(model: &Model<'_>, slacks: &[Slack], found: &Conflicts, told: &[Vec<FixedBitSet>]) -> Vec<Weighed> {
    let all = model.requirements.all();
    let mut work_left = COUNT_WORK;
    let weighed = all.ones().map(|requirement| {
        let has = |set: &FixedBitSet| set.contains(requirement);
        let conflicts = told.iter().filter(|ways| ways.iter().any(has)).count();
        let in_every = found.sets.iter().all(|set| set.contains(requirement));
        // A conflict without the requirement stands when the requirement is dropped.
        let dropping_opens = if in_every {
            let mut others = all.clone();
            others.remove(requirement);
            count_within(&model.problem(&others, slacks), &mut work_left)
        } else {
            Count::NONE
        };
        Weighed {
            requirement: model.requirements.named(model.negotiation, requirement),
            conflicts,
            in_every,
            in_none: conflicts == 0 && found.complete && !found.sets.iter().any(has),
            dropping_opens,
        }
    });
    weighed.collect()
}
