//! Would it hold? Whether everybody would still take it once the mediator's levers lapse.

use std::collections::BTreeMap;

use detente_agreement::{Package, Plan, Share, roles::Setting, worlds::Worlds};
use detente_case::{Case, PartyId};
use fixedbitset::FixedBitSet;
use schemars::JsonSchema;
use serde::Serialize;

use super::{judged, share};
use crate::{forms, pace::Talk};

/// Whether what was agreed would hold, among the worlds in which it is agreed.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Holding {
    /// In what share of them everybody whose consent the case needs, asked or not, would still rather have it
    /// than no deal once levers that can be undone lapse, and none of their red lines is crossed. What falls
    /// short is agreed under pressure and stands only as long as the pressure does.
    pub when_levers_lapse: Share,
    /// The same, and what no deal is worth to everybody turns out anew within all that is held possible.
    pub when_no_deal_values_move: Share,
    /// Who would rather leave once levers lapse, and in what share of the worlds with agreement; the most often
    /// first.
    #[serde(serialize_with = "forms::leaving")]
    #[schemars(with = "Vec<forms::Leaving>")]
    pub leaving: Vec<(PartyId, Share)>,
    /// Bodies at home that must ratify and of which the case says nothing that could be counted.
    pub ratified_by: Vec<String>,
}

/// The worlds after the levers have lapsed.
pub(super) struct Lapsed<'s> {
    worlds: Worlds<'s>,
    ratifiers: Vec<String>,
}

impl<'s> Lapsed<'s> {
    pub(super) fn of(case: &Case, setting: &'s Setting, plan: Plan) -> Self {
        let ratifiers = case.ratifiers.values().map(|ratifier| ratifier.name.clone());
        Self { worlds: Worlds::of(&setting.lapsed, plan), ratifiers: ratifiers.collect() }
    }

    pub(super) fn holding(&self, talks: &[Talk]) -> Holding {
        let mut known: BTreeMap<&Package, (FixedBitSet, FixedBitSet)> = BTreeMap::new();
        let (mut agreed, mut lapsed, mut anew) = (0, 0, 0);
        let mut leaving = vec![0; self.worlds.negotiation().parties().len()];
        for (world, talk) in judged(&self.worlds).zip(talks) {
            let Talk::Agreed { package, .. } = talk else { continue };
            let (holds, holds_anew) = known
                .entry(package)
                .or_insert_with(|| (self.worlds.accepted(package), self.worlds.accepted_anew(package)));
            agreed += 1;
            lapsed += usize::from(holds.contains(world as usize));
            anew += usize::from(holds.contains(world as usize) && holds_anew.contains(world as usize));
            for party in self.worlds.negotiation().needed_for(package) {
                leaving[party] += usize::from(self.leaves(world, party, package));
            }
        }
        let named = leaving.iter().enumerate().filter(|(_, count)| **count > 0).map(|(party, count)| {
            (self.worlds.negotiation().parties()[party].id.clone(), share(*count, 0, agreed))
        });
        let mut leaving: Vec<_> = named.collect();
        leaving.sort_by_key(|(_, share)| std::cmp::Reverse(share.holds));
        Holding {
            when_levers_lapse: share(lapsed, 0, agreed),
            when_no_deal_values_move: share(anew, 0, agreed),
            leaving,
            ratified_by: self.ratifiers.clone(),
        }
    }

    fn leaves(&self, world: u32, party: usize, package: &Package) -> bool {
        self.worlds.gain(world, party, package) < detente_case::Quantity::ZERO
            || !self.worlds.negotiation().red_lines_crossed(party, package).is_empty()
    }
}
