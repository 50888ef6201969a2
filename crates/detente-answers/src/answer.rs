//! What every answer is: a value that can be serialised, and a page.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{page::Page, provenance::Provenance, question::Question};

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
