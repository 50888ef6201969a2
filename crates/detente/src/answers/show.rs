//! The answer of `detente show`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente show`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Show {}

/// Builds the answer.
pub(crate) fn answer(question: &Question, _id: &str) -> Result<Show, Failure> {
    let _ = question;
    Ok(Show {})
}

impl Answer for Show {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
