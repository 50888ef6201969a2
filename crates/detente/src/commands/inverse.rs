//! `detente inverse`: what would have to be preferred for a state to hold.

use clap::Args;
use detente_answers::answers::inverse;

use super::{
    gmcr::{Asked, Model},
    question,
    stability::TableArgs,
};
use crate::{cli::Ask, failure::Failure, progress::Working};

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
        match Model::at(&self.ask)? {
            Asked::Model(model) => model.inverse(self.state, &self.ask.show),
            Asked::Derived(question) => {
                let working = Working::on("inverse");
                let answer = inverse::answer(&question, &self.table.choice(), self.state)?;
                drop(working);
                question::print("inverse", &question, &answer, &self.ask.show)
            }
        }
    }
}
