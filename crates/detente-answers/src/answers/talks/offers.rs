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

    /// What reached whom, what is denied, each with its sources, and to whom it is not known to have gone.
    pub(super) fn in_a_line(&self, question: &Question) -> Text {
        let not_said = self.not_said_in_short(question).map_or(String::new(), |said| format!(" {said}"));
        let clauses = self.told(question);
        let told = clauses.iter().enumerate().fold(Text::new(), |text, (place, clause)| {
            let text = if place == 0 { text } else { text.plain("; ") };
            let text = text.then(clause.text.clone());
            clause.references.iter().fold(text, |text, reference| text.then(reference.in_brackets()))
        });
        told.plain(".").caution(not_said)
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
        let clauses = self.told(question);
        let told = clauses.iter().enumerate().fold(Text::new(), |text, (place, clause)| {
            let text = if place == 0 { text } else { text.plain("; ") };
            text.then(clause.text.clone())
        });
        told.plain(".")
    }

    /// What became of offers, clause by clause, each with its own sources.
    pub(in crate::answers) fn told(&self, question: &Question) -> Vec<Told> {
        let delivered =
            self.gone(question, Offer::Yes).map(|told| told.led_by(Text::new().strong("Handed over")));
        let reported = self.gone(question, Offer::OnlyReported);
        let reported = reported.map(|told| match delivered {
            Some(_) => told.led_by(Text::new().caution("only reported")),
            None => told.led_by(Text::new().caution("Only reported")),
        });
        let denied = self.denied(question);
        let denied = match (&delivered, &reported, denied) {
            (None, None, Some(denied)) => Some(denied.led_by(Text::new().caution("Disputed"))),
            (.., denied) => denied,
        };
        let none = match (&delivered, &reported, &denied) {
            (None, None, None) => Some(
                Text::new().against("None known").plain(": no source says that a text was put to anybody"),
            ),
            (None, Some(_), _) => Some(Text::from("no source says that anything was handed over")),
            (Some(_), ..) | (None, None, Some(_)) => None,
        };
        let none = none.map(|text| Told { text, references: Vec::new() });
        delivered.into_iter().chain(reported).chain(none).chain(denied).collect()
    }

    /// "the reply of 23 April, to US": what went to somebody, and came as far as this; nothing where nothing did.
    fn gone(&self, question: &Question, offer: Offer) -> Option<Told> {
        let mut references = Vec::new();
        let mut all = Vec::new();
        for proposal in &self.proposals {
            let to: Vec<_> = proposal.receivers.iter().filter(|reached| reached.offer == offer).collect();
            if to.is_empty() {
                continue;
            }
            references.extend(to.iter().flat_map(|reached| &reached.transmissions).map(|sent| &sent.said));
            let to: Vec<_> = to.iter().map(|reached| reached.how_it_came(question)).collect();
            all.push(format!("{}, {}", proposal.name, phrase::list(&to)));
        }
        let shown: Vec<_> = all.iter().take(NAMED).map(String::as_str).collect();
        let more = match all.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        (!all.is_empty()).then(|| Told {
            text: Text::from(format!("{}{more}", shown.join("; "))),
            references: each(references),
        })
    }

    /// "Volodymyr Zelenskyy says that 2 of 4 texts or ideas were not formally communicated": no more than what the denial is
    /// about; of receipt as such with the words of the denial, where the case has them, because these may deny less.
    fn denied(&self, question: &Question) -> Option<Told> {
        let mut said: Vec<(String, Denied, usize)> = Vec::new();
        let mut references = Vec::new();
        for reached in self.proposals.iter().flat_map(|proposal| &proposal.receivers) {
            if reached.offer != Offer::Disputed {
                continue;
            }
            let by = match reached.denied_by.as_slice() {
                [] => question.short(&reached.party).to_owned(),
                all => phrase::list(all),
            };
            let own = || reached.transmissions.iter().filter(|sent| sent.acknowledged == Some(false));
            references.extend(own().map(|sent| &sent.said));
            let denied = if own().all(|sent| sent.mode == TransmissionMode::Formal) {
                Denied::FormalCommunication
            } else {
                let words = own().flat_map(|sent| &sent.said.cites).find_map(|cite| cite.words.clone());
                Denied::Receipt { words }
            };
            match said.iter_mut().find(|(known, what, _)| (known, what) == (&by, &denied)) {
                Some((.., count)) => *count += 1,
                None => said.push((by, denied, 1)),
            }
        }
        let all = self.proposals.len();
        let told: Vec<_> = said.iter().map(|(by, denied, count)| denied.told(by, *count, all)).collect();
        (!told.is_empty())
            .then(|| Told { text: Text::new().caution(told.join("; ")), references: each(references) })
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

/// What somebody denies of a text that is said to have gone to it.
#[derive(PartialEq)]
enum Denied {
    /// That it was communicated formally: of any other way nothing is denied.
    FormalCommunication,
    /// That it came at all, in these words of a source.
    Receipt { words: Option<String> },
}

impl Denied {
    /// In a sentence, of so many of all texts and ideas.
    fn told(&self, by: &str, count: usize, all: usize) -> String {
        match self {
            Self::FormalCommunication => {
                let which = match (count, all) {
                    (1, 1) => "it was not".to_owned(),
                    (count, all) if count == all => "none was".to_owned(),
                    (1, all) => format!("1 of {all} texts or ideas was not"),
                    (count, all) => format!("{count} of {all} texts or ideas were not"),
                };
                format!("{by} says that {which} formally communicated")
            }
            Self::Receipt { words } => {
                let words = words.as_ref().map_or(String::new(), |words| format!(" (\"{words}\")"));
                let of =
                    if count == all { String::new() } else { format!(" of {count} of {all} texts or ideas") };
                format!("{by} denies receipt{words}{of}")
            }
        }
    }
}

/// A clause of what is told of offers.
pub(in crate::answers) struct Told {
    /// The clause.
    pub(in crate::answers) text: Text,
    /// Where it comes from.
    pub(in crate::answers) references: Vec<Reference>,
}

impl Told {
    /// With what it is before it.
    fn led_by(self, lead: Text) -> Self {
        Self { text: lead.plain(": ").then(self.text), ..self }
    }
}

/// Each place once.
fn each(references: Vec<&Reference>) -> Vec<Reference> {
    let mut all: Vec<Reference> = Vec::new();
    for reference in references {
        if !all.iter().any(|known| known.cites == reference.cites) {
            all.push(reference.clone());
        }
    }
    all
}

impl Reached {
    /// "to US", "to RMT, receipt confirmed", "said to EG in talks".
    fn how_it_came(&self, question: &Question) -> String {
        let party = question.short(&self.party);
        if self.transmissions.iter().any(|sent| sent.acknowledged == Some(true)) {
            return format!("to {party}, receipt confirmed");
        }
        if self.offer == Offer::OnlyReported {
            return format!("to {party}, receipt not said");
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
