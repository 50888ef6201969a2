//! Who writes the text, who may change it, and in which order it is approved.

use detente_case::{Case, PartyId, ProtocolId};
use serde::Serialize;

use crate::{Reference, who::distinct};

/// One way of proceeding, held against those who must agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Procedure<'a> {
    /// The protocol.
    pub protocol: &'a ProtocolId,
    /// Who writes the text; `None` when no source says.
    pub proposer: Option<&'a PartyId>,
    /// Who approves, first to last.
    pub approval_order: Vec<&'a PartyId>,
    /// Who may change the text.
    pub may_amend: Vec<&'a PartyId>,
    /// Parties that must agree and neither write the text nor may change it; empty where no source says who
    /// may change it.
    pub no_hand_in_the_text: Vec<&'a PartyId>,
    /// Parties that must agree and stand nowhere in the order of approval; empty where no source gives one.
    pub never_approves: Vec<&'a PartyId>,
    /// The party that must agree and approves last of those that must: the text is settled when it comes to
    /// it. `None` unless at least two of them approve.
    pub approves_last: Option<&'a PartyId>,
    /// Where it is reported.
    pub said: Reference<'a>,
}

/// Every protocol of the case.
#[must_use]
pub fn procedures(case: &Case) -> Vec<Procedure<'_>> {
    let required = distinct(&case.instrument.consent);
    let procedures = case.protocols.iter().map(|(id, protocol)| {
        let has_a_hand =
            |party: &PartyId| protocol.proposer.as_ref() == Some(party) || protocol.may_amend.contains(party);
        let those = |wanted: &dyn Fn(&PartyId) -> bool| -> Vec<&PartyId> {
            required.iter().copied().filter(|party| wanted(party)).collect()
        };
        let approving: Vec<_> =
            protocol.approval_order.iter().filter(|party| required.contains(party)).collect();
        Procedure {
            protocol: id,
            proposer: protocol.proposer.as_ref(),
            approval_order: protocol.approval_order.iter().collect(),
            may_amend: protocol.may_amend.iter().collect(),
            no_hand_in_the_text: those(&|party| !protocol.may_amend.is_empty() && !has_a_hand(party)),
            never_approves: those(&|party| {
                !protocol.approval_order.is_empty() && !approving.contains(&party)
            }),
            approves_last: approving.last().copied().filter(|_| approving.len() > 1),
            said: Reference(&protocol.origin),
        }
    });
    procedures.collect()
}

#[cfg(test)]
mod tests {
    use detente_case::Protocol;

    use super::*;
    use crate::fixture;

    #[test]
    fn a_party_that_may_only_take_or_leave_the_text_is_named() {
        let mut case = fixture::london();
        let [us, ru, ua] = ["us", "ru", "ua"].map(PartyId::new);
        let protocol = Protocol {
            name: "approval of one first".to_owned(),
            proposer: Some(us.clone()),
            approval_order: vec![ru.clone(), ua.clone()],
            may_amend: vec![us, ru.clone()],
            origin: fixture::cited(14),
        };
        case.protocols.insert(ProtocolId::new("p"), protocol);
        let found = &procedures(&case)[0];
        assert_eq!(found.no_hand_in_the_text, [&ua]);
        assert_eq!(found.approves_last, Some(&ua));
        assert!(found.never_approves.is_empty());
        case.protocols[0].approval_order = vec![ru];
        assert_eq!(procedures(&case)[0].never_approves, [&ua]);
        assert_eq!(procedures(&case)[0].approves_last, None);
        case.protocols[0].approval_order.clear();
        case.protocols[0].may_amend.clear();
        assert!(procedures(&case)[0].never_approves.is_empty());
        assert!(procedures(&case)[0].no_hand_in_the_text.is_empty());
    }
}
