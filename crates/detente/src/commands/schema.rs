//! `detente schema`: the JSON schema of the case format, or of a command's `--json`.

use clap::Args;

use crate::{
    failure::Failure,
    output,
    schemas::{schema, schemas},
};
use detente_answers::stop::unknown;

/// Print the JSON schema of the case format, or of a command's --json
#[derive(Args)]
#[command(after_help = "Examples:\n  detente schema\n  detente schema why")]
pub(crate) struct Schema {
    /// `case`, or a command with --json
    #[arg(default_value = "case")]
    of: String,
}

impl Schema {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if self.of == "case" {
            return output::json(&detente_case::json_schema());
        }
        if let Some(schema) = schema(&self.of) {
            return output::write(schema);
        }
        let known = schemas().keys().map(String::as_str).chain(["case"]);
        Err(unknown("schema", &self.of, known).into())
    }
}
