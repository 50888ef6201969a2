//! `detente inverse`: what would have to be preferred for a state to hold.

use clap::Args;

use super::{gmcr, stability::TableArgs};
use crate::{cli::Ask, failure::Failure};
use detente_answers::conflict::inverse;

/// Show which preferences would make an agreement hold, and what keeps each party in it
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente inverse cases/london-2025\n  detente inverse cases/london-2025 --state 1\n  detente inverse model.gmcr --state 4"
)]
pub(crate) struct Inverse {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    table: TableArgs,

    /// The number of the state [default: the agreement with levers as today; in a .gmcr file or a stated conflict today's state, or 1]
    #[arg(long, value_name = "STATE")]
    state: Option<usize>,
}

impl Inverse {
    pub(crate) fn run(self) -> Result<(), Failure> {
        gmcr::answer(
            "inverse",
            (&self.ask, &self.table),
            |conflict| inverse::answer(conflict, self.state),
            inverse::Inverse::page_about,
        )
    }
}
