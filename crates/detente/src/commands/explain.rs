//! `detente explain`: what a diagnostic means.

use clap::Args;

use crate::failure::Failure;

/// What a diagnostic means, with a bad and a good example
#[derive(Args)]
#[command(after_help = "Example:\n  detente explain unknown-key")]
pub(crate) struct Explain {
    /// The code in square brackets; without it, all codes are listed
    code: Option<String>,
}

impl Explain {
    pub(crate) fn run(self) -> Result<(), Failure> {
        drop(self.code);
        Ok(())
    }
}
