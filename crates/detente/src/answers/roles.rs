//! The answer of `detente roles`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente roles`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Roles {}

/// Builds the answer.
pub(crate) fn answer(question: &Question) -> Result<Roles, Failure> {
    let _ = question;
    Ok(Roles {})
}

impl Answer for Roles {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
