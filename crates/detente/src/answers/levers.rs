//! The answer of `detente levers`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente levers`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Levers {}

/// Builds the answer.
pub(crate) fn answer(question: &Question) -> Result<Levers, Failure> {
    let _ = question;
    Ok(Levers {})
}

impl Answer for Levers {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
