//! The reasons why draws contain no deal, the one of most draws first.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use serde::Serialize;

use super::{
    Conflict, Hold, MOST_SHARES, conflict,
    covering::{Explained, Failing, count},
    nested::nest,
};
use crate::{draws::Share, model::Model, requirement::Requirement, verdict::Draws};

/// Why draws contain no deal.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReasonsOfDraws {
    /// How many draws were made.
    pub draws: u32,
    /// How many of them contain no deal.
    pub without: u32,
    /// In how many of these some conflict listed is a minimal one: in all, unless a limit was reached.
    pub explained: u32,
    /// How many draws were not settled within the limits; they count as neither.
    pub unsettled: u32,
    /// The conflicts, the one of most draws first: those under the reading of the reasons that are conflicts in some draw,
    /// and others where those explain nothing.
    pub conflicts: Vec<Conflict>,
    /// Every requirement of these conflicts, consents aside, the one in the way in most draws first.
    pub in_the_way: Vec<InTheWay>,
}

/// A requirement, and the draws without a deal in which it is in the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InTheWay {
    /// The requirement.
    pub requirement: Requirement,
    /// The share of the draws without a deal in which some conflict that has it is a minimal one.
    pub of_failing: Share,
}

/// Where a conflict was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FoundIn {
    /// It is one under the reading of the reasons.
    Reading,
    /// It is one in some draws, and not under the reading of the reasons.
    Draws,
}

impl Conflict {
    fn says_where(&mut self, explained: &Explained, draws: u32, without: u32) {
        self.in_draws = Some(explained.share(draws));
        self.of_failing = Some(explained.share(without));
    }
}

/// A conflict with the draws in which it is a minimal one.
pub(super) struct Known {
    pub(super) core: Vec<usize>,
    pub(super) ways: Vec<FixedBitSet>,
    pub(super) explained: Option<Explained>,
}

/// The reasons of draws, each with the sets of requirements behind it.
pub(super) struct InDraws {
    pub(super) reasons: ReasonsOfDraws,
    pub(super) ways: Vec<Vec<FixedBitSet>>,
}

/// What explains the draws without a deal: conflicts that are known from the reading, and others where those do not. Says
/// of each known one in how many draws it is a minimal conflict.
pub(super) fn in_draws(
    model: &Model<'_>,
    draws: &Draws<'_>,
    hold: Hold,
    known: &mut Vec<Known>,
    conflicts: &mut [Conflict],
    step: &dyn Fn(),
) -> InDraws {
    let failing = Failing::of(draws, model);
    let (made, without) = (u32::try_from(draws.count()).unwrap_or(u32::MAX), count(&failing.without));
    let mut covered = FixedBitSet::with_capacity(draws.count());
    for (known, conflict) in known.iter_mut().zip(conflicts.iter_mut()).take(MOST_SHARES) {
        step();
        let of_ways = known.ways.iter().map(|way| failing.explained_by(way));
        let joined = of_ways.reduce(|mut all, one| {
            all.join(&one);
            all
        });
        if let Some(explained) = joined {
            covered.union_with(&explained.draws);
            conflict.says_where(&explained, made, without);
            known.explained = Some(explained);
        }
    }
    let mut listed: Vec<Conflict> = conflicts.to_vec();
    for new in failing.others(&covered, step) {
        covered.union_with(&new.explained.draws);
        let core: Vec<_> = new.set.ones().filter(|&one| !model.requirements.is_consent(one)).collect();
        if let Some(place) = known.iter().position(|one| one.core == core) {
            let (of, one) = (&mut known[place], conflict(model, &core, &[&new.set], new.minimal));
            let joined = of.explained.get_or_insert_with(|| new.explained.clone());
            joined.join(&Explained { unsettled: 0, ..new.explained });
            listed[place].consents.extend(one.consents);
            listed[place].says_where(joined, made, without);
            of.ways.push(new.set);
        } else {
            let mut one = conflict(model, &core, &[&new.set], new.minimal);
            one.found = FoundIn::Draws;
            one.says_where(&new.explained, made, without);
            listed.push(one);
            known.push(Known { core, ways: vec![new.set], explained: Some(new.explained) });
        }
    }
    // What holds in no draw is no reason; where no draw fails, it is still one at central values.
    let is_covered = count(&covered) == without;
    let holds = |one: &Conflict| match one.in_draws {
        Some(share) => share.holds + share.unsettled > 0,
        None => hold == Hold::AtCentralValues || !is_covered,
    };
    let none_holds = hold == Hold::AtCentralValues && !listed.iter().any(holds);
    let mut pairs: Vec<_> =
        listed.into_iter().zip(known.iter()).filter(|(one, _)| none_holds || holds(one)).collect();
    // Those of which no share was taken come last; equals by size and name, whatever the order of the file.
    pairs.sort_by_cached_key(|(one, _)| {
        let holds = one.in_draws.map(|share| share.holds);
        let names: Vec<_> = one.core.iter().map(ToString::to_string).collect();
        (std::cmp::Reverse(holds), one.core.len(), names)
    });
    let (mut conflicts, known): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    nest(&mut conflicts, &known, without);
    let in_the_way = in_the_way(model, &known, without);
    InDraws {
        ways: known.iter().map(|known| known.ways.clone()).collect(),
        reasons: ReasonsOfDraws {
            draws: made,
            without,
            explained: count(&covered),
            unsettled: failing.unsettled,
            conflicts,
            in_the_way,
        },
    }
}

/// In how many of the draws without a deal each requirement is in the way: those of all conflicts that have it, each draw
/// once. Equals stand by name, so that nobody comes first by the order of the file.
fn in_the_way(model: &Model<'_>, known: &[&Known], without: u32) -> Vec<InTheWay> {
    let mut by: BTreeMap<usize, Explained> = BTreeMap::new();
    for one in known {
        let Some(explained) = &one.explained else { continue };
        for &requirement in &one.core {
            by.entry(requirement).and_modify(|all| all.join(explained)).or_insert_with(|| explained.clone());
        }
    }
    let way = |(requirement, explained): (usize, Explained)| InTheWay {
        requirement: model.requirements.named(model.negotiation, requirement),
        of_failing: explained.share(without),
    };
    let mut all: Vec<_> = by.into_iter().map(way).collect();
    all.sort_by_cached_key(|one| (std::cmp::Reverse(one.of_failing.holds), one.requirement.to_string()));
    all
}
