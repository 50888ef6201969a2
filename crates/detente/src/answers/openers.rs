//! The answer of `detente openers`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente openers`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Openers {}

/// Builds the answer.
pub(crate) fn answer(question: &Question, _size: usize) -> Result<Openers, Failure> {
    let _ = question;
    Ok(Openers {})
}

impl Answer for Openers {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
