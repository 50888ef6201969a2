//! `detente path`: from today to the states that hold.

use clap::Args;

use super::{gmcr, stability::TableArgs};
use crate::{cli::Ask, failure::Failure};
use detente_answers::conflict::path;

/// Find the shortest steps from today to states that would hold
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente path cases/london-2025\n  detente path cases/london-2025 --as-of 2025-04-26 --proposal reply\n  detente path model.gmcr --from 3 --to 7"
)]
pub(crate) struct Path {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    table: TableArgs,

    /// The state to start from [default: today's, or the first of a .gmcr file]
    #[arg(long, value_name = "STATE")]
    from: Option<usize>,

    /// Show the way to this state alone, whether or not it holds
    #[arg(long, value_name = "STATE")]
    to: Option<usize>,
}

impl Path {
    pub(crate) fn run(self) -> Result<(), Failure> {
        gmcr::answer(
            "path",
            (&self.ask, &self.table),
            |conflict| path::answer(conflict, self.from, self.to),
            path::Path::page_about,
        )
    }
}
