//! The answer of `detente brief`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente brief`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Brief {}

/// Builds the answer.
pub(crate) fn answer(question: &Question) -> Result<Brief, Failure> {
    let _ = question;
    Ok(Brief {})
}

impl Answer for Brief {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
