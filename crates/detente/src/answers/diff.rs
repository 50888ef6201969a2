//! The answer of `detente diff`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente diff`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Diff {}

/// Builds the answer.
pub(crate) fn answer(question: &Question, _after: &Question) -> Result<Diff, Failure> {
    let _ = question;
    Ok(Diff {})
}

impl Answer for Diff {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
