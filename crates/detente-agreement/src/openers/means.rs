//! Changes that move what agreement or its absence is worth: levers, guarantees, links undone.

use detente_case::{Actor, Guarantee, Interval, LeverStatus, Quantity, RuleKind, current, effect_on};

use super::{
    catalogue::{Catalogue, NotValued},
    change::{Change, Cost, Edit, Step, StepKind},
};
use crate::negotiation::{Shift, Worth, guarantee_worth_name, lever_effect_name};

impl Catalogue<'_> {
    pub(super) fn levers(&mut self) {
        // What the view supposes is not for the engine to take back.
        let supposed = &self.case.supposed;
        for (id, lever) in self.case.levers.iter().filter(|(id, _)| !supposed.contains(id)) {
            if lever.moves_no_deal.is_empty() && lever.moves_deal.is_empty() {
                self.not_valued.push(NotValued {
                    what: id.to_string(),
                    missing: vec!["what it does to the value of agreement or of none".to_owned()],
                });
                continue;
            }
            let status = current(&lever.status);
            let in_use = status == Some(LeverStatus::InUse);
            let mut edits = Vec::new();
            for (party, of_party) in self.negotiation.parties.iter().enumerate() {
                for (adds_to, effects) in
                    [(Worth::Deal, &lever.moves_deal), (Worth::NoDeal, &lever.moves_no_deal)]
                {
                    let by = effect_on(effects, &of_party.id);
                    if by != Interval::ZERO {
                        let name = lever_effect_name(id, &of_party.id, adds_to);
                        let by = if in_use { -by } else { by };
                        edits.push(Edit::Shift { party, shift: Shift { name, adds_to, by } });
                    }
                }
            }
            let change = if in_use {
                Change::WithdrawLever { lever: id.clone() }
            } else {
                Change::UseLever { lever: id.clone(), status }
            };
            // What using it costs is stated; what giving it up saves or costs is not.
            let cost = if in_use { Vec::new() } else { Self::stated(&lever.cost) };
            let step = Step {
                change,
                kind: StepKind::Lever,
                owners: named(std::slice::from_ref(&lever.owner)),
                cost,
                assumed: lever.effects_origin.is_assumed(),
            };
            self.add(step, edits, Vec::new());
        }
    }

    pub(super) fn guarantees(&mut self) {
        for (id, guarantee) in &self.case.guarantees {
            let Some(party) = self.negotiation.party(&guarantee.beneficiary) else { continue };
            let in_use = current(&guarantee.status) == Some(LeverStatus::InUse);
            let missing = missing(guarantee);
            let (true, Some(worth), Some(obligation), Some(credibility)) =
                (missing.is_empty(), guarantee.worth, guarantee.obligation, guarantee.credibility)
            else {
                self.not_valued.push(NotValued { what: id.to_string(), missing });
                continue;
            };
            let full = product(worth, obligation);
            let shift = |by| Shift { name: guarantee_worth_name(id), adds_to: Worth::Deal, by };
            let step = |change| Step {
                change,
                kind: StepKind::Guarantee,
                owners: named(&guarantee.guarantors),
                cost: Self::stated(&guarantee.cost),
                assumed: guarantee.effects_origin.is_assumed(),
            };
            let give = step(Change::GiveGuarantee { guarantee: id.clone() });
            let give_credibly = step(Change::GiveCredibly { guarantee: id.clone() });
            let mut contains = Vec::new();
            if !in_use {
                contains.push(self.candidates.len());
                let by = product(full, credibility);
                self.add(give, vec![Edit::Shift { party, shift: shift(by) }], Vec::new());
            }
            if credibility != Interval::exactly(Quantity::ONE) {
                let added = if in_use {
                    Interval::exactly(Quantity::ONE) - credibility
                } else {
                    Interval::exactly(Quantity::ONE)
                };
                let by = product(full, added);
                self.add(give_credibly, vec![Edit::Shift { party, shift: shift(by) }], contains);
            }
        }
    }

    pub(super) fn delink(&mut self) {
        for rule in 0..self.negotiation.rules.len() {
            let of_rule = &self.negotiation.rules[rule];
            if of_rule.kind != RuleKind::Political {
                continue;
            }
            let step = Step {
                change: Change::Delink { rule: of_rule.id.clone() },
                kind: StepKind::Delinking,
                owners: Vec::new(),
                cost: Vec::new(),
                assumed: self.case.rules.get(&of_rule.id).is_some_and(|rule| rule.origin.is_assumed()),
            };
            self.add(step, vec![Edit::Delink { rule }], Vec::new());
        }
    }

    fn stated(cost: &detente_case::Effects) -> Vec<Cost> {
        cost.iter().map(|(party, points)| Cost { party: party.clone(), points: *points }).collect()
    }
}

fn named(actors: &[Actor]) -> Vec<String> {
    actors.iter().filter(|actor| **actor != Actor::Unnamed).map(ToString::to_string).collect()
}

fn missing(guarantee: &Guarantee) -> Vec<String> {
    [
        ("worth", guarantee.worth.is_none()),
        ("obligation", guarantee.obligation.is_none()),
        ("credibility", guarantee.credibility.is_none()),
    ]
    .into_iter()
    .filter(|(_, missing)| *missing)
    .map(|(name, _)| name.to_owned())
    .collect()
}

/// Every product of a value from each, in millionths rounded outwards.
fn product(one: Interval, other: Interval) -> Interval {
    let ends = [one.low, one.high].map(|one| {
        [other.low, other.high].map(|other| i128::from(one.millionths()) * i128::from(other.millionths()))
    });
    let ends = ends.as_flattened();
    let clamp = |millionths: i128| {
        Quantity::from_millionths(i64::try_from(millionths).unwrap_or(if millionths < 0 {
            i64::MIN
        } else {
            i64::MAX
        }))
    };
    let low = ends.iter().min().map_or(0, |least| least.div_euclid(1_000_000));
    let high = ends.iter().max().map_or(0, |most| -(-most).div_euclid(1_000_000));
    Interval { low: clamp(low), high: clamp(high) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_hold_every_product() {
        assert_eq!(product(Interval::units(-2, 3), Interval::units(1, 4)), Interval::units(-8, 12));
    }
}
