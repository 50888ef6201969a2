//! `detente path`: from today to the states that hold.

use clap::Args;

use super::{ask, gmcr, stability::TableArgs};
use crate::{answers::path, cli::Ask, failure::Failure};

/// How one gets there: shortest steps from today to what would hold
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente path cases/london-2025\n  detente path cases/london-2025 --as-of 2025-04-26 --proposal reply\n  detente path model.gmcr --from 3"
)]
pub(crate) struct Path {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    table: TableArgs,

    /// The state to start from, for a .gmcr file
    #[arg(long, default_value_t = 1, value_name = "STATE")]
    from: usize,
}

impl Path {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if gmcr::is_gmcr(&self.ask.case) {
            return gmcr::path(&self.ask.case, self.from, &self.ask.show);
        }
        ask::answer("path", &self.ask, |question| path::answer(question, &self.table.choice()))
    }
}
