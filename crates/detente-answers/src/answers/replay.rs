//! The answer of `detente replay`: whether a transcript and its strategies agree.

use detente_outcomes::{Space, domain::Domain};
use detente_simulation::{
    protocol::Event,
    run::{Difference, Transcript},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::page::{Page, Text};

/// Whether the strategies would do what the transcript says.
#[derive(Serialize, JsonSchema)]
pub struct Replay {
    /// Whether they would.
    same: bool,
    /// How many events the transcript has.
    events: usize,
    /// The first event that differs, from 1; one more than there are events where only the outcome differs.
    differs_at: Option<usize>,
    /// What the transcript says there, in words; absent where it has ended.
    said: Option<String>,
    /// What the strategies do there, in words; absent where they have ended.
    done: Option<String>,
    /// What was agreed by the transcript, as `issue = option`.
    agreement: Option<Vec<String>>,
}

/// The answer about a transcript, and where it differs from one played again.
#[must_use]
pub fn answer(listed: &Space<Domain>, transcript: &Transcript, difference: Option<Difference>) -> Replay {
    let words = |event: Option<Event>| event.map(|event| words(listed, event));
    let allowed = transcript.outcome.agreement.filter(|package| *package < listed.worth.packages());
    Replay {
        same: difference.is_none(),
        events: transcript.events.len(),
        differs_at: difference.as_ref().map(|difference| difference.at + 1),
        said: difference.as_ref().and_then(|difference| words(difference.said)),
        done: difference.and_then(|difference| words(difference.done)),
        agreement: allowed.map(|package| listed.terms_of(package)),
    }
}

fn words(listed: &Space<Domain>, event: Event) -> String {
    let name = |party: usize| listed.parties.get(party).map_or("?", String::as_str);
    match event {
        Event::Offer { round, party, package } => {
            format!("round {}: {} proposes {}", round + 1, name(party), listed.terms_of(package).join(", "))
        }
        Event::Accept { round, party } => format!("round {}: {} accepts", round + 1, name(party)),
        Event::Reject { round, party } => format!("round {}: {} rejects", round + 1, name(party)),
        Event::Leave { round, party } => format!("round {}: {} leaves", round + 1, name(party)),
        Event::End { round, party } => format!("round {}: {} ends it", round + 1, name(party)),
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
                    .plain(format!(": the strategies do all {} things again.", self.events)),
            );
        } else {
            let at = self.differs_at.unwrap_or(0);
            page.paragraph(Text::new().against("Not the same").plain(format!(
                ": the transcript and the strategies part at event {at} of {}.",
                self.events
            )));
            let said = |words: &Option<String>| Text::from(words.as_deref().unwrap_or("nothing more"));
            page.facts(vec![
                ("transcript".to_owned(), said(&self.said)),
                ("strategies".to_owned(), said(&self.done)),
            ]);
            if self.said.is_none() && self.done.is_none() {
                page.paragraph("All events are the same; the outcome written down is another.");
            }
        }
        page.next(next);
        page
    }
}
