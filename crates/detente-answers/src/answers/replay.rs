//! The answer of `detente replay`: whether a transcript and its strategies agree.

use detente_outcomes::{Space, domain::Domain};
use detente_simulation::{
    protocol::Event,
    run::{Difference, Transcript},
};
use serde::Serialize;

use crate::{
    page::{Page, Text},
    text::{ByParty, Terms},
};

/// Whether the strategies would do what the transcript says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replay {
    /// Whether they would.
    same: bool,
    /// How many events the transcript has.
    events: usize,
    /// The first event that differs, from 1; one more than there are events where only the outcome differs.
    differs_at: Option<usize>,
    /// What the transcript says there; absent where it has ended.
    said: Option<Happened>,
    /// What the strategies do there; absent where they have ended.
    done: Option<Happened>,
    /// What was agreed by the transcript.
    agreement: Option<Terms>,
}

/// Something that happens at the table.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Happened {
    /// The round, from 1.
    round: u32,
    /// Who acts.
    party: String,
    /// What it does.
    does: Act,
    /// What it offers; absent unless it offers something.
    package: Option<Terms>,
    /// What that is worth to each party; absent unless it offers something that the space has.
    worth: Option<ByParty<f64>>,
    /// The same in words.
    says: String,
}

/// What a party does at the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Act {
    /// It proposes a package.
    Offer,
    /// It accepts the offer on the table.
    Accept,
    /// It rejects it.
    Reject,
    /// It leaves the table.
    Leave,
    /// It ends the negotiation, or has nothing to propose.
    End,
}

/// The answer about a transcript, and where it differs from one played again.
#[must_use]
pub fn answer(listed: &Space<Domain>, transcript: &Transcript, difference: Option<Difference>) -> Replay {
    let happened = |event: Option<Event>| event.map(|event| Happened::of(listed, event));
    let allowed = transcript.outcome.agreement.filter(|package| *package < listed.worth.packages());
    Replay {
        same: difference.is_none(),
        events: transcript.events.len(),
        differs_at: difference.as_ref().map(|difference| difference.at + 1),
        said: difference.as_ref().and_then(|difference| happened(difference.said)),
        done: difference.and_then(|difference| happened(difference.done)),
        agreement: allowed.map(|package| Terms::listed(listed, package)),
    }
}

impl Happened {
    fn of(listed: &Space<Domain>, event: Event) -> Self {
        let (round, party, does, package) = match event {
            Event::Offer { round, party, package } => (round, party, Act::Offer, Some(package)),
            Event::Accept { round, party } => (round, party, Act::Accept, None),
            Event::Reject { round, party } => (round, party, Act::Reject, None),
            Event::Leave { round, party } => (round, party, Act::Leave, None),
            Event::End { round, party } => (round, party, Act::End, None),
        };
        let terms = package.map(|package| Terms::listed(listed, package));
        let name = listed.parties.get(party).map_or("?", String::as_str);
        let acts = match does {
            Act::Offer => format!("proposes {}", terms.clone().unwrap_or_default()),
            Act::Accept => "accepts".to_owned(),
            Act::Reject => "rejects".to_owned(),
            Act::Leave => "leaves".to_owned(),
            Act::End => "ends it".to_owned(),
        };
        let known = package.filter(|package| *package < listed.worth.packages());
        Self {
            round: round + 1,
            party: listed.ids.get(party).cloned().unwrap_or_default(),
            does,
            package: terms,
            worth: known.map(|package| ByParty::of(&listed.ids, listed.worth.worths(package))),
            says: format!("round {}: {name} {acts}", round + 1),
        }
    }
}

impl Replay {
    /// How it looks.
    #[must_use]
    pub fn page(&self, title: &str, next: Vec<(String, String)>) -> Page {
        let mut page = Page::new(title);
        if self.same {
            page.paragraph(
                Text::new()
                    .favour("The same")
                    .plain(format!(": the strategies repeat all {} events.", self.events)),
            );
        } else {
            let at = self.differs_at.unwrap_or(0);
            page.paragraph(Text::new().against("Not the same").plain(format!(
                ": the transcript and the strategies differ from event {at} of {} on.",
                self.events
            )));
            let said = |event: &Option<Happened>| {
                Text::from(event.as_ref().map_or("nothing more", |event| event.says.as_str()))
            };
            page.facts(vec![
                ("transcript".to_owned(), said(&self.said)),
                ("strategies".to_owned(), said(&self.done)),
            ]);
            if self.said.is_none() && self.done.is_none() {
                page.paragraph("All events are the same, but the transcript states another outcome.");
            }
        }
        page.next(next);
        page
    }
}
