//! Who writes the text, who may change it, who approves last.

use detente_case::{Grade, PartyId, ProtocolId};
use detente_talks::protocol;
use serde::Serialize;

use crate::{
    page::{Page, Text},
    question::Question,
    text::{Reference, phrase},
};

/// Below this grade a way of proceeding is a supposition, and is printed as one.
const FLOOR: &str = "C3";

/// One way of proceeding.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Procedure {
    /// The protocol.
    pub id: ProtocolId,
    /// Its name.
    pub name: String,
    /// Who writes the text; absent when no source says.
    pub proposer: Option<PartyId>,
    /// Who approves, first to last.
    pub approval_order: Vec<PartyId>,
    /// Who may change the text.
    pub may_amend: Vec<PartyId>,
    /// Parties that must agree and neither write the text nor may change it.
    pub no_hand_in_the_text: Vec<PartyId>,
    /// Parties that must agree and stand nowhere in the order of approval.
    pub never_approves: Vec<PartyId>,
    /// The last to approve of those that must agree.
    pub approves_last: Option<PartyId>,
    /// Where it is reported.
    pub said: Reference,
}

impl Procedure {
    pub(crate) fn build(question: &Question) -> Vec<Self> {
        let procedures = protocol::procedures(&question.case).into_iter().map(|found| Self {
            id: found.protocol.clone(),
            name: question
                .case
                .protocols
                .get(found.protocol)
                .map_or_else(|| found.protocol.to_string(), |protocol| protocol.name.clone()),
            proposer: found.proposer.cloned(),
            approval_order: phrase::owned(&found.approval_order),
            may_amend: phrase::owned(&found.may_amend),
            no_hand_in_the_text: phrase::owned(&found.no_hand_in_the_text),
            never_approves: phrase::owned(&found.never_approves),
            approves_last: found.approves_last.cloned(),
            said: question.reference(found.said.0),
        });
        procedures.collect()
    }

    /// What stands before a way of proceeding that its source only supposes, by its grade.
    fn doubt(&self) -> Text {
        let doubted = |grade: &Grade| FLOOR.parse().is_ok_and(|floor| !grade.meets(floor));
        match self.said.grade.filter(doubted) {
            Some(grade) => Text::new().caution(format!("Only supposed ({grade}): ")),
            None => Text::new(),
        }
    }

    /// Who writes, who approves and who is never asked, in a line.
    pub(super) fn in_a_line(&self, question: &Question) -> Text {
        let writes = self.proposer.as_ref().map_or_else(
            || "who writes is not said".to_owned(),
            |party| format!("{} writes", question.short(party)),
        );
        let order: Vec<_> = self.approval_order.iter().map(|id| question.short(id)).collect();
        let approves = match order.as_slice() {
            [] => "who approves is not said".to_owned(),
            order => format!("{} approves", order.join(", then ")),
        };
        let text = Text::from("Text: ").then(self.doubt()).strong(&self.name).then(self.said.in_brackets());
        let text = text.plain(format!(": {writes}; {approves}"));
        match self.never_approves.as_slice() {
            [] => text.plain("."),
            never => text.against(format!("; never asked: {}", phrase::parties(question, never))).plain("."),
        }
    }

    pub(crate) fn show(&self, page: &mut Page, question: &Question, first: bool) {
        if first {
            page.heading("Who writes the text, and who approves last?");
        }
        page.paragraph(self.doubt().strong(&self.name).then(self.said.in_brackets()));
        let parties = |ids: &[PartyId]| {
            if ids.is_empty() {
                Text::new().caution("not said")
            } else {
                Text::from(phrase::parties(question, ids))
            }
        };
        let order: Vec<_> = self.approval_order.iter().map(|id| question.short(id)).collect();
        let proposer = self.proposer.as_slice();
        let mut facts = vec![
            ("writes".to_owned(), parties(proposer)),
            ("may amend".to_owned(), parties(&self.may_amend)),
            (
                "approves".to_owned(),
                if order.is_empty() {
                    Text::new().caution("not said")
                } else {
                    Text::from(order.join(", then "))
                },
            ),
        ];
        if !self.no_hand_in_the_text.is_empty() {
            let who = phrase::parties(question, &self.no_hand_in_the_text);
            let text = Text::new().against(who).plain(" must agree but neither writes nor amends the text");
            facts.push(("no hand in it".to_owned(), text));
        }
        if !self.never_approves.is_empty() {
            let who = phrase::parties(question, &self.never_approves);
            let text =
                Text::new().against(who).plain(" must agree but has no place in the order of approval");
            facts.push(("never asked".to_owned(), text));
        }
        page.facts(facts);
    }
}
