//! Is there a deal?

mod all_draws;

use detente_case::PartyId;
use fixedbitset::FixedBitSet;
use serde::Serialize;

pub(crate) use self::all_draws::Draws;
use self::all_draws::{MOST_WORK, small};
use crate::{
    best::{Best, best, tied},
    counting::{Count, count},
    deal::{Deal, Terms},
    draws::{Plan, Share},
    model::Model,
    negotiation::{Backing, Negotiation, Party},
    package::Package,
    reading::{Reading, slacks},
    search::{Finding, find},
    silence::Unsaid,
};

/// Whether there is a deal, how sure that is and what it stands on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict {
    /// How sure.
    pub answer: Answer,
    /// In what share of the draws there is a deal.
    pub share: Share,
    /// The plan of the draws.
    pub plan: Plan,
    /// The package with the largest least gain among the deals at central values; where there is none, among those
    /// that are a deal for some values.
    pub best: Option<Deal>,
    /// Packages that are as good as the best: as large a least gain, as many who sign, and the same other gains.
    pub tied: Vec<Terms>,
    /// Whether these are all.
    pub tied_complete: bool,
    /// Where a deal is certain and the best package is none for some values: one that is a deal whatever they are.
    pub witness: Option<Deal>,
    /// Whether no better package exists; false when the search for one reached its limit.
    pub best_proven: bool,
    /// How many packages are deals for some values, at central values, and whatever the values.
    pub deals: Deals,
    /// How many packages there are.
    pub packages: Count,
    /// What nobody has said, and whether the verdict hangs on it.
    pub unsaid: Unsaid,
    /// By party whose consent something needs, what the verdict rests on.
    pub rests_on: Vec<Rest>,
}

/// How sure it is that there is a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Answer {
    /// No package is a deal, whatever the values in the intervals.
    Impossible,
    /// One package is a deal whatever the values in the intervals.
    Certain,
    /// It depends on the values.
    Depends {
        /// Whether there is a deal at central values; `None` when that was not settled.
        central: Option<bool>,
    },
}

/// Packages that are deals, by reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deals {
    /// For some values in the intervals, party by party.
    pub favourable: Count,
    /// At central values.
    pub central: Count,
    /// Whatever the values.
    pub guarded: Count,
}

/// What is known of one party whose consent is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rest {
    /// The party.
    pub party: PartyId,
    /// Whether the instrument needs its consent; otherwise only some option does.
    pub instrument: bool,
    /// How many options are valued by a source, an assumption, other rungs, nobody.
    pub positions: Backed,
    /// How many issues are weighed by a source, an assumption, nobody.
    pub weights: Backed,
    /// What stands behind the no-deal value.
    pub no_deal: Backing,
}

/// How many numbers have what behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Backed {
    /// A source.
    pub reported: usize,
    /// An assumption.
    pub assumed: usize,
    /// What is said of other rungs of the same ladder.
    pub implied: usize,
    /// Nothing.
    pub unknown: usize,
}

/// What is found under the favourable, the central and the guarded reading, as an answer.
fn answer(favourable: &Finding, central: &Finding, guarded: &Finding) -> Answer {
    match (favourable, guarded) {
        (Finding::None, _) => Answer::Impossible,
        (_, Finding::Found(_)) => Answer::Certain,
        _ => Answer::Depends {
            central: match central {
                Finding::Found(_) => Some(true),
                Finding::None => Some(false),
                Finding::Unsettled => None,
            },
        },
    }
}

impl Negotiation {
    /// Whether some package is a deal under a reading.
    #[must_use]
    pub fn find(&self, reading: Reading) -> Finding {
        let model = Model::of(self);
        find(&model.problem(&model.requirements.all(), &slacks(self, reading)))
    }

    /// Whether a package is a deal under a reading.
    #[must_use]
    pub fn is_deal(&self, package: &Package, reading: Reading) -> bool {
        let model = Model::of(self);
        let fits = package.0.len() == self.issues.len();
        fits && model.problem(&model.requirements.all(), &slacks(self, reading)).admits(package)
    }

    /// How many packages are deals under a reading.
    #[must_use]
    pub fn count(&self, reading: Reading) -> Count {
        let model = Model::of(self);
        count(&model.problem(&model.requirements.all(), &slacks(self, reading)))
    }

    /// The deal under a reading whose least gain (at central values) is largest.
    #[must_use]
    pub fn best(&self, reading: Reading) -> Option<Best> {
        let model = Model::of(self);
        best(&model, &model.problem(&model.requirements.all(), &slacks(self, reading)))
    }

    /// In what share of the draws there is a deal.
    #[must_use]
    pub fn share(&self, plan: Plan) -> Share {
        Draws::of(self, plan).share(&Model::of(self), None)
    }

    /// Is there a deal? See [`Verdict`].
    #[must_use]
    pub fn verdict(&self, plan: Plan) -> Verdict {
        self.verdict_and_draws(plan).0
    }

    /// What is known of each whose consent is needed, and on whose word: for this no draw is made.
    #[must_use]
    pub fn rests_on(&self) -> Vec<Rest> {
        self.consenters().map(Rest::of).collect()
    }

    /// The answer and the share of the verdict, without its packages.
    pub(crate) fn answer_and_share(&self, plan: Plan) -> (Answer, Share) {
        let model = Model::of(self);
        let all = model.requirements.all();
        let by_reading = |reading| find(&model.problem(&all, &slacks(self, reading)));
        let [favourable, central, guarded] =
            [Reading::Favourable, Reading::Central, Reading::Guarded].map(by_reading);
        let answer = answer(&favourable, &central, &guarded);
        (answer, self.counted(&model, answer, plan).0)
    }

    /// In what share of the draws there is a deal, and in which where that depends on the values.
    fn counted(&self, model: &Model<'_>, answer: Answer, plan: Plan) -> (Share, Option<FixedBitSet>) {
        match answer {
            Answer::Impossible => (Share::of(0, 0, plan.draws), None),
            Answer::Certain => (Share::of(plan.draws, 0, plan.draws), None),
            Answer::Depends { .. } => {
                let (holds, unsettled) = Draws::of(self, plan).holding(model, None, MOST_WORK);
                (Share::of(small(holds.count_ones(..)), unsettled, plan.draws), Some(holds))
            }
        }
    }

    /// The verdict, and the draws with a deal where it depends on the values.
    pub(crate) fn verdict_and_draws(&self, plan: Plan) -> (Verdict, Option<FixedBitSet>) {
        let model = Model::of(self);
        let all = model.requirements.all();
        let by_reading = |reading| {
            let slacks = slacks(self, reading);
            let problem = model.problem(&all, &slacks);
            let finding = find(&problem);
            let deals = if finding == Finding::None { Count::NONE } else { count(&problem) };
            let best = finding.package().and_then(|_| best(&model, &problem));
            (finding, deals, best)
        };
        let (favourable, favourable_deals, favourable_best) = by_reading(Reading::Favourable);
        let (central, central_deals, central_best) = by_reading(Reading::Central);
        let (guarded, guarded_deals, guarded_best) = by_reading(Reading::Guarded);
        let answer = answer(&favourable, &central, &guarded);
        let (share, holds) = self.counted(&model, answer, plan);
        let witness = guarded_best.clone();
        let (reading, chosen) = match (central_best, guarded_best, favourable_best) {
            (Some(best), ..) => (Reading::Central, Some(best)),
            (None, Some(best), _) => (Reading::Guarded, Some(best)),
            (None, None, best) => (Reading::Favourable, best),
        };
        let slacks = slacks(self, reading);
        let (tied, tied_complete) = match chosen.as_ref().filter(|best| best.proven) {
            Some(best) => tied(&model, &model.problem(&all, &slacks), &best.package),
            None => (Vec::new(), true),
        };
        let is_certain = |package: &Package| self.is_deal(package, Reading::Guarded);
        let witness = witness.filter(|_| chosen.as_ref().is_some_and(|best| !is_certain(&best.package)));
        let verdict = Verdict {
            tied: tied.iter().map(|package| self.terms(package)).collect(),
            tied_complete,
            witness: witness.map(|best| self.deal(&best.package)),
            answer,
            share,
            plan,
            best_proven: chosen.as_ref().is_some_and(|best| best.proven),
            best: chosen.map(|best| self.deal(&best.package)),
            deals: Deals { favourable: favourable_deals, central: central_deals, guarded: guarded_deals },
            packages: self.packages(),
            unsaid: self.unsaid(),
            rests_on: self.rests_on(),
        };
        (verdict, holds)
    }
}

impl Rest {
    fn of(party: &Party) -> Self {
        Self {
            party: party.id.clone(),
            instrument: party.consents,
            positions: Backed::of(party.values.iter().flatten().map(|value| value.input.backing)),
            weights: Backed::of(party.weights.iter().map(|weight| weight.backing)),
            no_deal: party.no_deal.backing,
        }
    }

    /// Whether no option is valued by a source.
    #[must_use]
    pub fn has_no_sourced_position(&self) -> bool {
        self.positions.reported == 0
    }
}

impl Backed {
    fn of(backings: impl Iterator<Item = Backing>) -> Self {
        backings.fold(Self::default(), |mut backed, backing| {
            match backing {
                Backing::Reported => backed.reported += 1,
                Backing::Assumed => backed.assumed += 1,
                Backing::Implied => backed.implied += 1,
                Backing::Unknown => backed.unknown += 1,
            }
            backed
        })
    }
}
