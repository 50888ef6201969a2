//! `detente inbox`: what waits for a yes or a no.

use std::path::PathBuf;

use clap::Args;
use detente_answers::page::terminal;
use detente_machine::desk::Desk;
use detente_writing::{InboxReport, inbox_page};

use crate::{failure::Failure, output};

/// List the drafts that wait for a yes or a no, each with its words
#[derive(Args)]
#[command(after_help = "Examples:\n  detente inbox my-case\n  detente inbox my-case --json")]
pub(crate) struct Inbox {
    /// The folder of the case, or its case.toml
    case: PathBuf,

    /// Print what waits as JSON
    #[arg(long)]
    json: bool,
}

impl Inbox {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let desk = Desk::look(&self.case)?;
        if self.json {
            return output::json(&InboxReport::of(desk.inbox().clone()));
        }
        let title = detente_case::read(desk.files()).case.title;
        output::write(&terminal::render(&inbox_page(&title, desk.inbox(), &self.case.display().to_string())))
    }
}
