//! `detente inverse`: what would have to be preferred for a state to hold.

use clap::Args;

use super::{ask, gmcr, stability::TableArgs};
use crate::{answers::inverse, cli::Ask, failure::Failure};

/// What would have to be preferred for it to hold: what keeps whom
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente inverse cases/london-2025\n  detente inverse cases/london-2025 --state 1\n  detente inverse model.gmcr --state 4"
)]
pub(crate) struct Inverse {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    table: TableArgs,

    /// The state, by number [default: the agreement with levers as today; 1 for a file]
    #[arg(long, value_name = "STATE")]
    state: Option<usize>,
}

impl Inverse {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if gmcr::is_gmcr(&self.ask.case) {
            return gmcr::inverse(&self.ask.case, self.state.unwrap_or(1), &self.ask.show);
        }
        ask::answer("inverse", &self.ask, |question| {
            inverse::answer(question, &self.table.choice(), self.state)
        })
    }
}
