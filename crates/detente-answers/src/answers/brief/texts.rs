//! Texts and ideas put forward: would packages with their terms be accepted?

use detente_agreement::{Hold, Negotiation};
use detente_case::{Condition, IssueId, OptionId, Proposal, ProposalId, Term};
use serde::Serialize;

use crate::{
    answers::acceptable::{Acceptable, Known, because_on},
    page::{Page, Text},
    question::Question,
    text::{Settled, Terms, wording::Said},
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
    /// Whether anybody can say so; no where it hangs on what nobody has said.
    known: Known,
    /// Every smallest reason why they are not.
    because: Vec<Vec<Said>>,
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
        let terms = Condition { terms: proposal.terms.iter().map(term).collect() };
        let Acceptable { hold, known, verdict, because } = Acceptable::of(question, negotiation, &terms);
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
            known,
            verdict: verdict.to_owned(),
            because,
        }
    }

    /// Whether some package with its terms is a deal at central values; `None` where that hangs on what nobody has said.
    pub(super) fn is_deal(&self) -> Option<bool> {
        match self.known {
            Known::Yes | Known::EitherWay => Some(matches!(self.hold, None | Some(Hold::AtWorst))),
            Known::No => None,
        }
    }

    fn text(&self) -> Text {
        let verdict = Text::new().strong(&self.name).plain(format!(": {}", self.verdict));
        because_on(verdict, &self.because)
    }
}
