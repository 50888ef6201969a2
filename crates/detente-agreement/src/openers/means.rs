//! Changes that move what agreement or its absence is worth: levers, guarantees, links undone.

use detente_case::{Actor, Guarantee, Interval, Quantity, RuleKind, current, effect_on};

use super::{
    catalogue::{Catalogue, NotValued},
    change::{Change, Edit, Step, StepKind},
};
use crate::{
    incidence::{LeverMove, would},
    lever_ladder::effect,
    shift::{Given, Shift, Worth, in_use},
};

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
            let lever_move = would(lever);
            let mut edits = Vec::new();
            for (party, of_party) in self.negotiation.parties.iter().enumerate() {
                for (adds_to, effects) in
                    [(Worth::Deal, &lever.moves_deal), (Worth::NoDeal, &lever.moves_no_deal)]
                {
                    let by = effect_on(effects, &of_party.id);
                    if by != Interval::ZERO {
                        let shift = effect(id, &of_party.id, adds_to, by, lever_move);
                        edits.push(Edit::Shift { party, shift });
                    }
                }
            }
            let (change, cost) = match lever_move {
                // What using it costs is stated; what giving it up saves or costs is not.
                LeverMove::End => (Change::WithdrawLever { lever: id.clone() }, Vec::new()),
                LeverMove::Use => {
                    let status = current(&lever.status);
                    (Change::UseLever { lever: id.clone(), status }, Self::stated(&lever.cost))
                }
            };
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
            let missing = missing(guarantee);
            if !missing.is_empty() {
                self.not_valued.push(NotValued { what: id.to_string(), missing });
                continue;
            }
            // What giving it costs is stated; what making one in use surer costs is not.
            let cost = if in_use(guarantee) { Vec::new() } else { Self::stated(&guarantee.cost) };
            let step = |change| Step {
                change,
                kind: StepKind::Guarantee,
                owners: named(&guarantee.guarantors),
                cost: cost.clone(),
                assumed: guarantee.effects_origin.is_assumed(),
            };
            let give = step(Change::GiveGuarantee { guarantee: id.clone() });
            let give_credibly = step(Change::GiveCredibly { guarantee: id.clone() });
            let mut contains = Vec::new();
            if let Some(shift) = Shift::of_guarantee(id, guarantee, Given::AsStated) {
                contains.push(self.candidates.len());
                self.add(give, vec![Edit::Shift { party, shift }], Vec::new());
            }
            if guarantee.credibility != Some(Interval::exactly(Quantity::ONE))
                && let Some(shift) = Shift::of_guarantee(id, guarantee, Given::Credibly)
            {
                self.add(give_credibly, vec![Edit::Shift { party, shift }], contains);
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
