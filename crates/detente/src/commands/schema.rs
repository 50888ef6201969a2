//! `detente schema`: the JSON schema of the case format, or of a command's `--json`.

use clap::Args;

use crate::failure::Failure;

/// The JSON schema of the case format, or of a command's --json
#[derive(Args)]
#[command(after_help = "Examples:\n  detente schema case\n  detente schema why")]
pub(crate) struct Schema {
    /// `case`, or a command with --json
    of: String,
}

impl Schema {
    pub(crate) fn run(self) -> Result<(), Failure> {
        drop(self.of);
        Ok(())
    }
}
