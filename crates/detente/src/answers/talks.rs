//! The answer of `detente talks`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente talks`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Talks {}

/// Builds the answer.
pub(crate) fn answer(question: &Question, _room: Option<&detente_case::MeetingId>) -> Result<Talks, Failure> {
    let _ = question;
    Ok(Talks {})
}

impl Answer for Talks {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
