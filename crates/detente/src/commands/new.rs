//! `detente new`: a case to start from.

use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;

/// Make a commented case that already answers something
#[derive(Args)]
#[command(after_help = "Example:\n  detente new my-case")]
pub(crate) struct New {
    /// The folder to make; it must not exist
    folder: PathBuf,
}

impl New {
    pub(crate) fn run(self) -> Result<(), Failure> {
        drop(self.folder);
        Ok(())
    }
}
