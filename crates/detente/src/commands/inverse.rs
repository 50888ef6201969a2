//! `detente inverse`: what would have to be preferred for a state to hold.

use clap::Args;

use super::{ask, gmcr::Model, stability::TableArgs};
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::inverse;

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

    /// The state, by number [default: the agreement with levers as today; today's or 1 of a file or a stated conflict]
    #[arg(long, value_name = "STATE")]
    state: Option<usize>,
}

impl Inverse {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if let Some(model) = Model::at(&self.ask)? {
            return model.inverse(self.state, &self.ask.show);
        }
        ask::answer("inverse", &self.ask, |question| {
            inverse::answer(question, &self.table.choice(), self.state)
        })
    }
}
