//! Why is there no deal? All minimal conflicts, and what each requirement's removal would open.

mod conflicts;

use fixedbitset::FixedBitSet;
use schemars::JsonSchema;
use serde::Serialize;

pub(crate) use self::conflicts::{Conflicts, conflicts};
use crate::{
    counting::{Count, count},
    draws::{Plan, Share},
    model::Model,
    negotiation::Negotiation,
    reading::{Reading, Slack, slacks},
    requirement::Requirement,
    search::Finding,
    verdict::Draws,
};

/// Why there is no deal, or what could still prevent one.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Reasons {
    /// How sure the reasons are.
    pub hold: Hold,
    /// Every minimal conflict, the one with the fewest requirements (consents aside) first.
    pub conflicts: Vec<Conflict>,
    /// Whether these are all conflicts. When false, a limit was reached: each one listed is a conflict, and
    /// others may exist.
    pub complete: bool,
    /// Every requirement, in the order of the case.
    pub requirements: Vec<Weighed>,
}

/// Under which values reasons hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Conflict {
    /// Red lines, no-deal values and rules.
    pub core: Vec<Requirement>,
    /// The consents that give them force.
    pub consents: Vec<Requirement>,
    /// In what share of the draws no package satisfies the set; `None` when that is so whatever the values,
    /// and beyond the first 24 conflicts.
    pub in_draws: Option<Share>,
}

/// A requirement and what it has to do with there being no deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Weighed {
    /// The requirement.
    pub requirement: Requirement,
    /// In how many of the conflicts listed it is.
    pub conflicts: usize,
    /// Whether it is in every conflict; nothing else can be said of dropping it alone when it is not.
    pub in_every: bool,
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
        let hold = self.hold()?;
        let model = Model::of(self);
        let slacks = slacks(self, hold.reading());
        let found = conflicts(&model, &slacks);
        let draws = (hold != Hold::Always).then(|| Draws::of(self, plan));
        Some(Reasons {
            hold,
            conflicts: found
                .sets
                .iter()
                .enumerate()
                .map(|(place, set)| conflict(&model, set, draws.as_ref().filter(|_| place < MOST_SHARES)))
                .collect(),
            complete: found.complete,
            requirements: weigh(&model, &slacks, &found),
        })
    }
}

/// Of how many conflicts the share of draws is taken.
const MOST_SHARES: usize = 24;

fn conflict(model: &Model<'_>, set: &FixedBitSet, draws: Option<&Draws>) -> Conflict {
    let named = |requirement| model.requirements.named(model.negotiation, requirement);
    let (consents, core) = set.ones().map(named).partition(Requirement::is_consent);
    Conflict { core, consents, in_draws: draws.map(|draws| unsatisfied(draws, model, set)) }
}

/// In what share of the draws no package satisfies the set.
fn unsatisfied(draws: &Draws, model: &Model<'_>, set: &FixedBitSet) -> Share {
    let satisfied = draws.share(model, Some(set));
    Share::of(satisfied.draws - satisfied.holds - satisfied.unsettled, satisfied.unsettled, satisfied.draws)
}

fn weigh(model: &Model<'_>, slacks: &[Slack], found: &Conflicts) -> Vec<Weighed> {
    let all = model.requirements.all();
    let weighed = all.ones().map(|requirement| {
        let conflicts = found.sets.iter().filter(|set| set.contains(requirement)).count();
        let in_every = conflicts == found.sets.len();
        // A conflict without the requirement stands when the requirement is dropped.
        let dropping_opens = if in_every {
            let mut others = all.clone();
            others.remove(requirement);
            count(&model.problem(&others, slacks))
        } else {
            Count::NONE
        };
        Weighed {
            requirement: model.requirements.named(model.negotiation, requirement),
            conflicts,
            in_every,
            dropping_opens,
        }
    });
    weighed.collect()
}
