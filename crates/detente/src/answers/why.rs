//! The answer of `detente why`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente why`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Why {}

/// Builds the answer.
pub(crate) fn answer(question: &Question) -> Result<Why, Failure> {
    let _ = question;
    Ok(Why {})
}

impl Answer for Why {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
