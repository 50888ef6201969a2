//! The answer of `detente ground`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Answer, Question};
use crate::{failure::Failure, page::Page};

/// The answer of `detente ground`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Ground {}

/// Builds the answer.
pub(crate) fn answer(
    question: &Question,
    _room: Option<&detente_case::MeetingId>,
) -> Result<Ground, Failure> {
    let _ = question;
    Ok(Ground {})
}

impl Answer for Ground {
    fn page(&self, question: &Question) -> Page {
        Page::new(&question.whole.title)
    }
}
