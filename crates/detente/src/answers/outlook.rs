//! The answer of `detente outlook`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente outlook`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Outlook {}

/// Builds the answer.
pub(crate) fn answer(question: &Question) -> Result<Outlook, Failure> {
    let _ = question;
    Ok(Outlook {})
}

impl Answer for Outlook {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
