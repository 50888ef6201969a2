//! Texts and ideas put forward: would packages with their terms be accepted?

use detente_agreement::{Hold, Negotiation, Plan};
use detente_case::{Condition, IssueId, OptionId, Proposal, ProposalId, Term};
use serde::Serialize;

use crate::{
    page::{Page, Text},
    question::Question,
    text::{
        Settled, Terms,
        wording::{self, Said},
    },
};

/// A text or idea put forward.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Tabled {
    /// The proposal.
    proposal: ProposalId,
    /// Its name.
    name: String,
    /// Its terms.
    terms: Terms,
    /// Whether packages with its terms are a deal, in words.
    verdict: String,
    /// Under which values none is; absent where one is a deal whatever the values.
    hold: Option<Hold>,
    /// The smallest reason why they are not.
    because: Vec<Said>,
}

/// Every proposal with terms, each taken as all packages that have them.
pub(super) fn build(question: &Question, negotiation: &Negotiation) -> Vec<Tabled> {
    let with_terms = question.case.proposals.iter().filter(|(_, proposal)| !proposal.terms.is_empty());
    with_terms.map(|(id, proposal)| Tabled::build(question, negotiation, id, proposal)).collect()
}

pub(super) fn show(texts: &[Tabled], page: &mut Page) {
    if !texts.is_empty() {
        page.heading("Texts put forward");
        page.list(texts.iter().map(Tabled::text).collect());
    }
}

impl Tabled {
    fn build(question: &Question, negotiation: &Negotiation, id: &ProposalId, proposal: &Proposal) -> Self {
        let term = |(issue, options): (&IssueId, &Vec<OptionId>)| Term {
            issue: issue.clone(),
            among: true,
            options: options.clone(),
        };
        let with_it = negotiation.given(&Condition { terms: proposal.terms.iter().map(term).collect() });
        // Which reading holds is exact: no draws are needed.
        let reasons = with_it.reasons(Plan { draws: 0, ..question.plan });
        let core =
            reasons.as_ref().and_then(|reasons| reasons.conflicts.first()).map(|conflict| &conflict.core);
        let hold = reasons.as_ref().map(|reasons| reasons.hold);
        Self {
            proposal: id.clone(),
            name: proposal.name.clone(),
            terms: proposal
                .terms
                .iter()
                .map(|(issue, options)| {
                    (issue.as_str(), Settled::of(options.iter().map(ToString::to_string).collect()))
                })
                .collect(),
            hold,
            verdict: match hold {
                None => "a deal for all values",
                Some(Hold::AtWorst) => "a deal at central values, but not at the least favourable ones",
                Some(Hold::AtCentralValues) => "no deal at central values",
                Some(Hold::Always) => "no deal for any values",
            }
            .to_owned(),
            because: core.into_iter().flatten().map(|one| wording::requirement(question, one)).collect(),
        }
    }

    /// Whether some package with its terms is a deal at central values.
    pub(super) fn is_deal(&self) -> bool {
        matches!(self.hold, None | Some(Hold::AtWorst))
    }

    fn text(&self) -> Text {
        let verdict = Text::new().strong(&self.name).plain(format!(": {}", self.verdict));
        self.because.iter().enumerate().fold(verdict, |text, (number, said)| {
            text.plain(if number == 0 { ", because " } else { "; " }).then(said.text())
        })
    }
}
