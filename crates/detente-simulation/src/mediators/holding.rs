//! Would it hold? Whether everybody would still take it once the mediator's levers lapse.

use std::collections::BTreeMap;

use detente_agreement::{Package, Plan, Share, roles::Setting, worlds::Worlds};
use detente_case::{Case, PartyId, Quantity};
use fixedbitset::FixedBitSet;
use serde::Serialize;

use super::{judged, share};
use crate::{forms, pace::Talk};

/// Whether what was agreed would hold, among the worlds in which it is agreed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    #[cfg_attr(feature = "schema", schemars(with = "Vec<forms::Leaving>"))]
    pub leaving: Vec<(PartyId, Share)>,
    /// Bodies at home that must ratify and of which the case says nothing that could be counted.
    pub ratified_by: Vec<String>,
}

/// The worlds after the levers have lapsed.
pub(super) struct Lapsed<'s> {
    worlds: Worlds<'s>,
    ratifiers: Vec<String>,
}

/// What becomes of one package.
struct Fate {
    holds: FixedBitSet,
    holds_anew: FixedBitSet,
    /// Whose consent it needs, each with the worlds in which it would rather leave.
    leaving: Vec<(usize, FixedBitSet)>,
}

impl<'s> Lapsed<'s> {
    /// `worlds` are those of a negotiation that differs little.
    pub(super) fn of(case: &Case, worlds: &Worlds<'_>, setting: &'s Setting, plan: Plan) -> Self {
        let ratifiers = case.ratifiers.values().map(|ratifier| ratifier.name.clone());
        Self { worlds: worlds.changed(&setting.lapsed, plan), ratifiers: ratifiers.collect() }
    }

    pub(super) fn holding(&self, talks: &[Talk]) -> Holding {
        let mut known: BTreeMap<&Package, Fate> = BTreeMap::new();
        let (mut agreed, mut lapsed, mut anew) = (0, 0, 0);
        let mut leaving = vec![0; self.worlds.negotiation().parties().len()];
        for (world, talk) in judged(&self.worlds).zip(talks) {
            let Talk::Agreed { package, .. } = talk else { continue };
            let fate = known.entry(package).or_insert_with(|| self.fate(package));
            let world = world as usize;
            agreed += 1;
            lapsed += usize::from(fate.holds.contains(world));
            anew += usize::from(fate.holds.contains(world) && fate.holds_anew.contains(world));
            for (party, worlds) in &fate.leaving {
                leaving[*party] += usize::from(worlds.contains(world));
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

    fn fate(&self, package: &Package) -> Fate {
        let negotiation = self.worlds.negotiation();
        let leaving = negotiation.needed_for(package).into_iter().map(|party| {
            let crossed = !negotiation.red_lines_crossed(party, package).is_empty();
            let gains = self.worlds.gains(party, package).into_iter().enumerate();
            let worlds = gains.filter(|(_, gain)| crossed || *gain < Quantity::ZERO);
            (party, worlds.map(|(world, _)| world).collect())
        });
        Fate {
            holds: self.worlds.accepted(package),
            holds_anew: self.worlds.accepted_anew(package),
            leaving: leaving.collect(),
        }
    }
}
