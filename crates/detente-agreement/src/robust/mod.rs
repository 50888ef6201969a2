//! Which packages hold up whatever the numbers turn out to be, and which number is worth learning?
//!
//! All of it is read off the joint draws that the verdict uses, so that shares are comparable with its share
//! and with each other (common random numbers). A bounded *pool* of packages is compared: the best package of
//! some further draws, the best at central values, and every proposal. Shares of draws in which a package
//! is acceptable are acceptability indices (Lahdelma & Salminen 2001, Operations Research 49:444); whether it
//! is so for all or for some values is exact, see [`crate::Reading`].
//!
//! Whoever picks the package that did best on some draws overrates it on those draws (Smith & Winkler 2006,
//! Management Science 52:311). So the pool is found on draws of its own, the best of it is chosen on either half of the
//! draws, and what that choice is worth is read off the other half: the same numbers as those of [`Learning`].

mod blocks;
mod crossed;
mod efficiency;
mod judged;
mod learning;
pub(crate) mod numbers;
mod options;
mod pool;
mod progress;

use detente_case::{Case, PartyId, ProposalId, Quantity};
use serde::Serialize;

pub(crate) use self::blocks::crosses;
use self::{
    crossed::Crossed,
    judged::{Judged, small},
};
pub use self::{
    learning::{BEYOND_CHANCE, Guess, LearnedNumber, LearnedParty, Learning, Swing},
    numbers::Number,
    options::OptionStanding,
    progress::{Progress, Stage, Watch},
};
use crate::{Negotiation, Plan, Share, Terms, reading::possibly_and_necessarily};

/// How packages hold up across the draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Robustness {
    /// The plan of the draws.
    pub plan: Plan,
    /// In how many further draws the best package was looked for.
    pub searched: u32,
    /// Whether the best package of every one of these is in the pool; otherwise a limit was reached.
    pub complete: bool,
    /// In what share of the draws some package of the pool is acceptable to all.
    pub some_package: Share,
    /// In what share of the draws the one package is that is so most often.
    pub one_package: Halves,
    /// The packages of the pool, the most often acceptable first.
    pub candidates: Vec<Candidate>,
    /// How many of them are good: see [`Candidate::good`].
    pub good: usize,
    /// By option of every issue, in how many packages it stands.
    pub options: Vec<OptionStanding>,
}

/// A package chosen on either half of the draws: in what share it is a deal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Halves {
    /// Where each choice is judged on the half on which it was made: flattering.
    pub chosen_on: Share,
    /// Where it is judged on the other half: what to expect.
    pub fresh: Share,
}

/// A package and how it holds up.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Candidate {
    /// The option of every issue.
    pub terms: Terms,
    /// How it came into the pool.
    pub from: Vec<Entry>,
    /// Whether it is a deal whatever the values.
    pub necessarily: bool,
    /// Whether it is a deal for some values.
    pub possibly: bool,
    /// In what share of the draws it is a deal.
    pub acceptable: Share,
    /// By party whose consent it needs.
    pub by_party: Vec<Acceptance>,
    /// Whether another of the pool could be better for one without loss to another.
    pub efficiency: Efficiency,
    /// In what share of the draws it is the best of the pool: a deal, with the largest least gain.
    pub best: Share,
    /// By how much, on average over the draws, its least gain falls short of the largest in the pool. A
    /// package that is no deal in a draw gains nobody anything there.
    pub regret: Quantity,
    /// Whether the draws do not show it to be a deal less often than the first (paired by draw, at 95%).
    pub good: bool,
}

/// Whether a package is efficient among those of the pool that keep the rules: none is worth at least as much to
/// everybody asked and more to somebody.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Efficiency {
    /// In what share of the draws.
    pub share: Share,
    /// Whether it is so whatever the values.
    pub necessarily: bool,
    /// Whether none is worth at least as much to everybody asked whatever the values, and more to somebody for
    /// some.
    pub possibly: bool,
}

/// Whether a party accepts a package: in value, and without a red line crossed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acceptance {
    /// The party.
    pub party: PartyId,
    /// Whether a red line of the party forbids it, whatever the values.
    pub red_line: bool,
    /// Whether the party accepts it whatever the values.
    pub necessarily: bool,
    /// Whether the party accepts it for some values.
    pub possibly: bool,
    /// In what share of the draws the party accepts it.
    pub acceptable: Share,
}

/// How a package came into the pool.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Entry {
    /// It is the best deal at central values.
    CentralBest,
    /// Somebody proposed it.
    Proposal {
        /// The proposal.
        proposal: ProposalId,
        /// False when the proposal leaves something open: then it is its best completion at central values
        /// among those that are deals for some values.
        complete: bool,
    },
    /// It is the best deal in so many of the draws searched.
    Draws {
        /// How many.
        draws: u32,
    },
}

impl Negotiation {
    /// How packages hold up across the draws of a plan; see [`Robustness`].
    #[must_use]
    pub fn robustness(&self, case: &Case, plan: Plan) -> Robustness {
        self.robustness_watched(case, plan, &|_| {})
    }

    /// The same; `watch` is told how far it is.
    #[must_use]
    pub fn robustness_watched(&self, case: &Case, plan: Plan, watch: Watch<'_>) -> Robustness {
        let plan = Plan { draws: plan.draws.min(self.most_draws(case)), ..plan };
        let pool = self.pool(case, plan, watch);
        let judged = Judged::of(self, &pool, true, watch);
        let chosen = Crossed::of(&judged, pool.first_half()).now();
        let order = judged.order();
        let first = order.first().copied();
        let good: Vec<bool> = (0..pool.candidates.len())
            .map(|candidate| first.is_some_and(|first| judged.is_good(candidate, first)))
            .collect();
        let packages: Vec<_> = pool
            .candidates
            .iter()
            .enumerate()
            .map(|(place, (package, _))| (package, judged.is_within_rules(place)))
            .collect();
        let standings = efficiency::standings(self, &packages, &pool.asked);
        let candidates = order.iter().map(|&place| {
            let (package, from) = &pool.candidates[place];
            let by_party = self.needed_for(package).into_iter().map(|party| {
                let red_line = crosses(self, party, package);
                let (possibly, necessarily) = possibly_and_necessarily(self, &self.parties[party], package);
                Acceptance {
                    party: self.parties[party].id.clone(),
                    red_line,
                    necessarily: !red_line && necessarily,
                    possibly: !red_line && possibly,
                    acceptable: judged.share(judged.accepts(party, place)),
                }
            });
            let by_party: Vec<_> = by_party.collect();
            let within_rules = judged.is_within_rules(place);
            Candidate {
                terms: self.terms(package),
                from: from.clone(),
                necessarily: within_rules && by_party.iter().all(|by| by.necessarily),
                possibly: within_rules && by_party.iter().all(|by| by.possibly),
                acceptable: judged.share(&judged.joint[place]),
                by_party,
                efficiency: Efficiency {
                    share: Share::of(judged.rank(place).efficient, 0, plan.draws),
                    necessarily: standings[place].necessarily,
                    possibly: standings[place].possibly,
                },
                best: Share::of(judged.rank(place).best, 0, plan.draws),
                regret: judged.regret(place),
                good: good[place],
            }
        });
        Robustness {
            plan,
            searched: pool.searched,
            complete: pool.complete,
            some_package: judged.share(&judged.some_package()),
            one_package: Halves {
                chosen_on: Share::of(small(chosen.flattered), 0, plan.draws),
                fresh: Share::of(small(chosen.holds), 0, plan.draws),
            },
            candidates: candidates.collect(),
            good: good.iter().filter(|good| **good).count(),
            options: options::standing(self, &pool, &judged, &good),
        }
    }
}
