//! What a view supposes against what the case says: levers in use, and requirements waived.

use std::collections::BTreeSet;

use crate::{
    Assumption, Basis, Case, Dated, Interval, Level, LeverId, LeverStatus, Origin, Quantity, Span,
    StancePosition, current,
};

/// Who answers for what a view supposes.
const WHO: &str = "this what-if";

/// Puts the levers in use from now on. Those that are in use already stay as they are.
pub(super) fn suppose(case: &mut Case, used: &BTreeSet<LeverId>) {
    for (id, lever) in &mut case.levers {
        if !used.contains(id) || current(&lever.status) == Some(LeverStatus::InUse) {
            continue;
        }
        let basis = Basis::Assumed(Assumption { owner: WHO.to_owned(), expires: None, set: None });
        let origin = Origin { basis, grade: None, ..lever.origin.clone() };
        lever.status.push(Dated { is: LeverStatus::InUse, on: Some(case.as_of), origin });
        case.supposed.push(id.clone());
    }
}

/// Drops the requirements that the statements at these places make: a red line becomes an objection of the same
/// value, no agreement becomes worth nothing, a rule goes.
pub(super) fn waive(case: &mut Case, waived: &BTreeSet<Span>) {
    let scale = case.scale;
    for stance in case.stances.iter_mut().filter(|stance| waived.contains(&stance.origin.span)) {
        let red = stance.positions.values_mut().filter(|position| position.level == Some(Level::RedLine));
        for position in red {
            let value = position.value.unwrap_or_else(|| scale.level(Level::RedLine));
            *position =
                StancePosition { level: Some(Level::Oppose), value: Some(value), span: position.span };
        }
    }
    for no_deal in case.no_deal.iter_mut().filter(|no_deal| waived.contains(&no_deal.origin.span)) {
        no_deal.value = Interval::exactly(Quantity::ZERO);
    }
    case.rules.retain(|_, rule| !waived.contains(&rule.origin.span));
}

impl Case {
    /// What no agreement is worth to `party` with the levers that the view supposes used; `None` when nobody has said
    /// anything.
    #[must_use]
    pub fn no_deal_value(&self, party: &crate::PartyId) -> Option<Interval> {
        let stated = self.no_deal_of(party)?.value;
        let effects = self.supposed.iter().filter_map(|id| self.levers.get(id));
        Some(effects.fold(stated, |value, lever| value + crate::effect_on(&lever.moves_no_deal, party)))
    }
}
