//! What every answer is: a value that can be serialised, and a page.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{page::Page, provenance::Provenance, question::Question, stop::Stop};

/// An answer that can be shown as a page or serialised.
pub trait Answer: Serialize + JsonSchema {
    /// How it looks.
    fn page(&self, question: &Question) -> Page;
}

/// What a JSON answer is wrapped in, so that it can be made again.
#[derive(Serialize, JsonSchema)]
pub struct Envelope<A> {
    /// The command that answers.
    pub command: String,
    /// What the answer was made from.
    pub provenance: Provenance,
    /// The answer.
    pub answer: A,
}

impl<A: Serialize> Envelope<A> {
    /// As indented JSON.
    pub fn json(&self) -> Result<String, Stop> {
        let text = serde_json::to_string_pretty(self);
        text.map(|text| text + "\n").map_err(|error| Stop::Internal(format!("an answer is no JSON: {error}")))
    }
}
