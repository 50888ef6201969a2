//! `detente log` and `detente undo`: what was done to a case, and the last of it undone.

use std::path::PathBuf;

use clap::Args;
use detente_machine::{
    desk::{Desk, signed},
    workbench::{in_words, log_lines, stepped},
};

use crate::{
    cli::{WHOEVER, parse_person},
    failure::Failure,
    output,
};

/// List what was done to a case by `accept`, `reject`, `read` and the page
#[derive(Args)]
#[command(after_help = "Examples:\n  detente log my-case")]
pub(crate) struct Log {
    /// The folder of the case, or its case.toml
    case: PathBuf,
}

/// Undo the last thing that was done to a case
#[derive(Args)]
#[command(after_help = "Examples:\n  detente undo my-case\n  detente undo my-case --redo")]
pub(crate) struct Undo {
    /// The folder of the case, or its case.toml
    case: PathBuf,

    /// Do again what was undone last
    #[arg(long)]
    redo: bool,

    /// Who says so
    #[arg(long, default_value = WHOEVER, value_name = "NAME", value_parser = parse_person)]
    by: String,
}

impl Log {
    pub(crate) fn run(self) -> Result<(), Failure> {
        output::write(&log_lines(&Desk::look(&self.case)?)?)
    }
}

impl Undo {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let mut desk = Desk::open(&self.case)?;
        let change = stepped(&mut desk, self.redo, |_, _| signed(&self.by))?;
        let told = change.map(|change| in_words(&change.deed)).unwrap_or_default();
        output::write(&format!("{told}\nTry: detente log {}\n", self.case.display()))
    }
}
