//! `detente list`: every statement of a case with its source.

use clap::Args;
use detente_case::clean;

use super::question;
use crate::{cli::Ask, failure::Failure, output, source::Source, what_if::Moved};
use detente_answers::{answers::list, options::Options, question::Question};

/// List every statement with its source, grade and line
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
            return output::write(&question::answer(&list::ASKED, &self.ask, &Options::default())?);
        }
        let (question, moved) =
            Source::at(&self.ask.case)?.question(&self.ask.view, self.ask.plan.plan(list::ASKED.draws))?;
        moved.iter().for_each(Moved::complain);
        output::write(&Self::csv(&question)?)
    }

    /// The statements of a case as a table.
    pub(super) fn csv(question: &Question) -> Result<String, Failure> {
        let rows = list::answer(question).csv().map_err(|error| Failure::Internal(error.to_string()))?;
        Ok(clean(&String::from_utf8_lossy(&rows)).into_owned())
    }
}
