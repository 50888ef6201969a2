//! `detente check`: every problem of a case file at once.

use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;

/// Every problem in a case at once, and how to mend it
#[derive(Args)]
#[command(after_help = "Example:\n  detente check cases/london-2025")]
pub(crate) struct Check {
    /// The folder of the case, or its case.toml
    case: PathBuf,
}

impl Check {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let files = crate::load::load(&self.case)?;
        crate::output::report(&detente_case::read(&files).diagnostics, &files);
        Ok(())
    }
}
