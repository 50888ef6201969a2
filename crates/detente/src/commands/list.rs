//! `detente list`: every statement of a case with its source.

use clap::Args;

use super::ask::{self, answer};
use crate::{cli::Ask, failure::Failure, output};
use detente_answers::answers::list;

/// Every statement with its source, grade and line; sources; numbers to change
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente list cases/london-2025\n  detente list cases/london-2025 --csv > london.csv"
)]
pub(crate) struct List {
    #[command(flatten)]
    ask: Ask,

    /// Print the statements as CSV
    #[arg(long, conflicts_with_all = ["json", "format"], help_heading = "Output")]
    csv: bool,
}

impl List {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if !self.csv {
            return answer("list", &self.ask, |question| Ok(list::answer(question)));
        }
        output::write(&Self::csv(&self.ask)?)
    }

    /// The statements of a case as a table.
    pub(super) fn csv(ask: &Ask) -> Result<String, Failure> {
        let question = ask::question(&ask.case, &ask.view, &ask.plan)?;
        let rows = list::answer(&question).csv().map_err(|error| Failure::Internal(error.to_string()))?;
        Ok(String::from_utf8_lossy(&rows).into_owned())
    }
}
