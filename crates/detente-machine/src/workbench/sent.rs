//! What is sent to a bench, read.

use detente_writing::Operation;
use jiff::civil::Date;
use serde::Deserialize;

use crate::failure::Failure;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub(super) operations: Vec<Operation>,
    #[serde(default)]
    pub(super) why: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tried {
    pub(super) operations: Vec<Operation>,
    pub(super) question: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    pub(super) text: String,
    #[serde(default)]
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) date: Option<Date>,
    #[serde(default)]
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) hash_only: bool,
}

/// What was asked for, read; a refusal names the place.
pub(super) fn parsed<'b, T: Deserialize<'b>>(body: &'b [u8]) -> Result<T, Failure> {
    serde_json::from_slice(body).map_err(|error| {
        Failure::usage(format!("what was sent cannot be read: {error}"))
            .with_help("/api/openapi.json describes what can be sent")
    })
}
