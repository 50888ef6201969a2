//! `detente path`: from today to the states that hold.

use clap::Args;
use detente_answers::answers::path;

use super::{
    gmcr::{Asked, Model},
    question,
    stability::TableArgs,
};
use crate::{cli::Ask, failure::Failure, progress::Working};

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

    /// The state to start from, of a .gmcr file or a stated conflict [default: today's, or the first]
    #[arg(long, value_name = "STATE")]
    from: Option<usize>,
}

impl Path {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match Model::at(&self.ask)? {
            Asked::Model(model) => model.path(self.from, &self.ask.show),
            Asked::Derived(question) => {
                let working = Working::on("path");
                let answer = path::answer(&question, &self.table.choice())?;
                drop(working);
                question::print("path", &question, &answer, &self.ask.show)
            }
        }
    }
}
