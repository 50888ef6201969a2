//! Is there an offer on the table, and who denies it?

use detente_case::{PartyId, ProposalId, TransmissionMode};
use detente_talks::transmission::{self, Offer, ProposalState, Receiver};
use indexmap::IndexSet;
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    page::{Page, Table, Text},
    question::Question,
    text::{Reference, phrase},
};

/// How many texts that were handed over a line names.
const NAMED: usize = 2;

/// What reached whom.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(in crate::answers) struct Offers {
    /// Whether any proposal is an offer: the furthest any of them has come.
    pub(super) on_the_table: Offer,
    /// Every proposal.
    pub(super) proposals: Vec<Proposal>,
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
    pub(in crate::answers) fn build(question: &Question) -> Self {
        let offers = transmission::offers(&question.case);
        Self {
            on_the_table: offers.on_the_table,
            proposals: offers.proposals.iter().map(|state| proposal(question, state)).collect(),
        }
    }

    pub(super) fn show(&self, page: &mut Page, question: &Question) {
        page.heading("Is there an offer on the table?");
        page.paragraph(self.verdict(question));
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

    /// What reached whom, what is denied, and to whom it is not known to have gone.
    pub(super) fn in_a_line(&self, question: &Question) -> Text {
        let not_said = self.not_said_in_short(question).map_or(String::new(), |said| format!(" {said}"));
        self.verdict(question).caution(not_said)
    }

    /// "Whether RU has any: not said.": of those who must agree; nothing where of all of them somebody says.
    pub(in crate::answers) fn not_said_in_short(&self, question: &Question) -> Option<String> {
        let parties: IndexSet<&PartyId> =
            self.proposals.iter().flat_map(|proposal| &proposal.not_said).collect();
        let parties: Vec<PartyId> = parties.into_iter().cloned().collect();
        let silent = self.proposals.iter().filter(|proposal| !proposal.not_said.is_empty()).count();
        let of = match (silent, self.proposals.len()) {
            (1, 1) => "it".to_owned(),
            (silent, all) if silent == all => "any".to_owned(),
            (silent, all) => format!("{silent} of {all}"),
        };
        let have = if parties.len() == 1 { "has" } else { "have" };
        let whom = phrase::parties(question, &parties);
        // Where nothing is known to have gone to anybody, that says it.
        let says_more = !parties.is_empty() && self.on_the_table != Offer::No;
        says_more.then(|| format!("Whether {whom} {have} {of}: not said."))
    }

    /// What reached whom and what is denied, no stronger than its sources.
    pub(in crate::answers) fn verdict(&self, question: &Question) -> Text {
        let text = match self.on_the_table {
            Offer::Yes => self.delivered(question),
            Offer::Disputed => Text::new().caution("Disputed").plain(": "),
            Offer::OnlyReported => {
                return Text::new()
                    .caution("Only reported")
                    .plain(": no source says that anything was handed over.");
            }
            Offer::No => {
                return Text::new()
                    .against("None known")
                    .plain(": no source says that a text was put to anybody.");
            }
        };
        let denied = self.denied(question);
        match (self.on_the_table, denied.is_empty()) {
            (Offer::Disputed, _) => text.plain(format!("{denied}.")),
            (_, true) => text.plain("."),
            (_, false) => text.plain("; ").caution(denied).plain("."),
        }
    }

    /// "Handed over: the reply of 23 April, to US".
    fn delivered(&self, question: &Question) -> Text {
        let one = |proposal: &Proposal| {
            let to = proposal.receivers.iter().filter(|reached| reached.offer == Offer::Yes);
            let to: Vec<_> = to.map(|reached| reached.how_it_came(question)).collect();
            (!to.is_empty()).then(|| format!("{}, {}", proposal.name, phrase::list(&to)))
        };
        let all: Vec<_> = self.proposals.iter().filter_map(one).collect();
        let shown: Vec<_> = all.iter().take(NAMED).map(String::as_str).collect();
        let more = match all.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        Text::new().strong("Handed over").plain(format!(": {}{more}", shown.join("; ")))
    }

    /// "Volodymyr Zelenskyy denies receipt ("formally communicated") of 2 of 4 texts or ideas": with the words of the denial,
    /// where the case has them, because these may deny less than receipt.
    fn denied(&self, question: &Question) -> String {
        let mut said: Vec<(String, usize)> = Vec::new();
        for reached in self.proposals.iter().flat_map(|proposal| &proposal.receivers) {
            if reached.offer != Offer::Disputed {
                continue;
            }
            let by = match reached.denied_by.as_slice() {
                [] => question.short(&reached.party).to_owned(),
                all => phrase::list(all),
            };
            let denied = reached.transmissions.iter().filter(|sent| sent.acknowledged == Some(false));
            let words: Vec<_> = denied
                .flat_map(|sent| &sent.said.cites)
                .filter_map(|cite| cite.words.as_ref())
                .map(|words| format!("\"{words}\""))
                .collect();
            let denial = match words.first() {
                Some(words) => format!("{by} denies receipt ({words})"),
                None => format!("{by} denies receipt"),
            };
            match said.iter_mut().find(|(known, _)| *known == denial) {
                Some((_, count)) => *count += 1,
                None => said.push((denial, 1)),
            }
        }
        let all = self.proposals.len();
        let told = |(denial, count): &(String, usize)| {
            if *count == all {
                denial.clone()
            } else {
                format!("{denial} of {count} of {all} texts or ideas")
            }
        };
        said.iter().map(told).collect::<Vec<_>>().join("; ")
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

impl Reached {
    /// "to US", "to RMT, receipt confirmed", "said to EG in talks".
    fn how_it_came(&self, question: &Question) -> String {
        let party = question.short(&self.party);
        if self.transmissions.iter().any(|sent| sent.acknowledged == Some(true)) {
            return format!("to {party}, receipt confirmed");
        }
        let is_text = |sent: &Sent| sent.mode == TransmissionMode::Formal;
        if self.transmissions.iter().any(is_text) {
            format!("to {party}")
        } else {
            format!("said to {party} in talks")
        }
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
