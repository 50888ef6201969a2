//! Is there an offer on the table, and who denies it?

use detente_case::{PartyId, ProposalId, TransmissionMode};
use detente_talks::transmission::{self, Offer, ProposalState, Receiver};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, phrase},
};

/// What reached whom.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Offers {
    /// Whether any proposal is an offer: the furthest any of them has come.
    pub on_the_table: Offer,
    /// Every proposal.
    pub proposals: Vec<Proposal>,
}

/// One proposal and whom it reached.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Proposal {
    /// The proposal.
    pub id: ProposalId,
    /// Its name.
    pub name: String,
    /// Who put it forward, by name.
    pub by: Vec<String>,
    /// Whether it is an offer.
    pub offer: Offer,
    /// Who got it, or is said to.
    pub receivers: Vec<Reached>,
    /// Parties that must agree and of which no source says whether they got it.
    pub not_said: Vec<PartyId>,
    /// Where the proposal is reported.
    pub said: Reference,
}

/// One party to which a proposal went, or is said to have gone.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Reached {
    /// The party.
    pub party: PartyId,
    /// Whether it is an offer to that party.
    pub offer: Offer,
    /// Whose denials stand, by name.
    pub denied_by: Vec<String>,
    /// Every transmission reported, earliest first.
    pub transmissions: Vec<Sent>,
}

/// One transmission.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct Sent {
    /// How.
    pub mode: TransmissionMode,
    /// When; of publication where no source gives its own day.
    pub on: Option<Date>,
    /// Whether the receiver says that it got it: yes, denied, or unsaid.
    pub acknowledged: Option<bool>,
    /// Where it is reported.
    pub said: Reference,
}

impl Offers {
    pub(super) fn build(question: &Question) -> Self {
        let offers = transmission::offers(&question.case);
        Self {
            on_the_table: offers.on_the_table,
            proposals: offers.proposals.iter().map(|state| proposal(question, state)).collect(),
        }
    }

    pub(super) fn show(&self, page: &mut Page, question: &Question) {
        page.heading("Is there an offer on the table?");
        page.paragraph(self.verdict());
        let mut table = Table::new(["proposal", "to", "how", "received?", "offer?", "source"]);
        for proposal in &self.proposals {
            let full = proposal.full_name();
            for (index, reached) in proposal.receivers.iter().enumerate() {
                let name = if index == 0 { full.as_str() } else { "" };
                let offer = offer_word(reached.offer);
                for (number, sent) in reached.transmissions.iter().enumerate() {
                    let once = |text: Text| if number == 0 { text } else { Text::new() };
                    table.row(vec![
                        once(Text::from(name)),
                        once(Text::from(question.short(&reached.party))),
                        Text::from(how(sent)),
                        received(sent.acknowledged, &reached.denied_by),
                        once(offer.clone()),
                        sent.said.text(),
                    ]);
                }
            }
            if proposal.receivers.is_empty() {
                let name = Text::from(&full);
                let blank = || Text::from("–");
                table.row(vec![name, blank(), blank(), blank(), offer_word(Offer::No), proposal.said.text()]);
            }
        }
        page.table(table.tight(&[1]));
        page.list(self.not_said(question));
    }

    /// Whether there is one, and to whom it is not known to have gone.
    pub(super) fn in_a_line(&self, question: &Question) -> Text {
        let silent: Vec<_> = self.proposals.iter().filter(|proposal| !proposal.not_said.is_empty()).collect();
        let mut parties: Vec<PartyId> = Vec::new();
        for party in silent.iter().flat_map(|proposal| &proposal.not_said) {
            if !parties.contains(party) {
                parties.push(party.clone());
            }
        }
        if parties.is_empty() {
            return self.verdict();
        }
        let (silent, all) = (silent.len(), self.proposals.len());
        self.verdict().caution(format!(
            " Of {silent} of {all} texts and ideas no source says whether they were put to {}.",
            phrase::parties(question, &parties)
        ))
    }

    fn verdict(&self) -> Text {
        match self.on_the_table {
            Offer::Yes => {
                let yes = self.proposals.iter().filter(|proposal| proposal.offer == Offer::Yes);
                let names: Vec<_> = yes.map(|proposal| proposal.name.as_str()).collect();
                Text::new().favour("Yes").plain(format!(": {}.", phrase::list(&names)))
            }
            Offer::Disputed => {
                let mut deniers: Vec<&str> = Vec::new();
                for denier in self
                    .proposals
                    .iter()
                    .flat_map(|proposal| &proposal.receivers)
                    .flat_map(|reached| &reached.denied_by)
                {
                    if !deniers.contains(&denier.as_str()) {
                        deniers.push(denier);
                    }
                }
                let by = if deniers.is_empty() { "the receiver".to_owned() } else { phrase::list(&deniers) };
                Text::new().caution("Disputed").plain(format!(": according to {by} there is no offer."))
            }
            Offer::OnlyReported => {
                Text::new().caution("Only reported").plain(": no source says that anything was handed over.")
            }
            Offer::No => {
                Text::new().against("No").plain(": no source says that a proposal was put to anybody.")
            }
        }
    }

    /// One line for all proposals of whose transmission to the same parties nothing is said.
    fn not_said(&self, question: &Question) -> Vec<Text> {
        let mut groups: Vec<(&[PartyId], Vec<&str>)> = Vec::new();
        for proposal in self.proposals.iter().filter(|proposal| !proposal.not_said.is_empty()) {
            match groups.iter_mut().find(|(parties, _)| *parties == proposal.not_said) {
                Some((_, names)) => names.push(proposal.name.as_str()),
                None => groups.push((&proposal.not_said, vec![proposal.name.as_str()])),
            }
        }
        groups
            .into_iter()
            .map(|(parties, names)| {
                let got = format!(": no source says whether {} was put to them.", names.join(" or "));
                Text::new().caution(phrase::parties(question, parties)).plain(got)
            })
            .collect()
    }
}

impl Proposal {
    fn full_name(&self) -> String {
        match self.by.as_slice() {
            [] => self.name.clone(),
            [only] if only == "unnamed" => self.name.clone(),
            by => format!("{}, by {}", self.name, phrase::list(by)),
        }
    }
}

fn proposal(question: &Question, state: &ProposalState<'_>) -> Proposal {
    let name = question.case.proposals.get(state.proposal).map(|proposal| proposal.name.clone());
    Proposal {
        id: state.proposal.clone(),
        name: name.unwrap_or_else(|| state.proposal.to_string()),
        by: state.by.iter().map(|by| phrase::actor(question, by)).collect(),
        offer: state.offer,
        receivers: state.receivers.iter().map(|found| reached(question, found)).collect(),
        not_said: phrase::owned(&state.not_said),
        said: question.reference(state.said.0),
    }
}

fn reached(question: &Question, receiver: &Receiver<'_>) -> Reached {
    let sent = receiver.transmissions.iter().map(|sent| Sent {
        mode: sent.mode,
        on: sent.on,
        acknowledged: sent.acknowledged,
        said: question.reference(sent.said.0),
    });
    Reached {
        party: receiver.party.clone(),
        offer: receiver.offer,
        denied_by: receiver.denied_by.iter().map(|by| phrase::actor(question, by)).collect(),
        transmissions: sent.collect(),
    }
}

fn received(acknowledged: Option<bool>, denied_by: &[String]) -> Text {
    match acknowledged {
        Some(true) => Text::new().favour("acknowledged"),
        Some(false) if denied_by.is_empty() => Text::new().against("denied"),
        Some(false) => Text::new().against(format!("denied by {}", phrase::list(denied_by))),
        None => Text::from("not said"),
    }
}

/// How it was sent; where the receiver denies it, only how it is said to have been sent.
fn how(sent: &Sent) -> String {
    if sent.acknowledged == Some(false) {
        format!("{} sending denied", sent.mode)
    } else {
        sent.mode.to_string()
    }
}

fn offer_word(offer: Offer) -> Text {
    match offer {
        Offer::Yes => Text::new().favour("yes"),
        Offer::Disputed => Text::new().caution("disputed"),
        Offer::OnlyReported => Text::new().caution("only reported"),
        Offer::No => Text::new().against("no"),
    }
}
