//! `detente hypergame`: what each wrongly expects of the others.

use clap::Args;
use detente_answers::answers::hypergame;

use super::{
    gmcr::{Asked, Model},
    question,
    stability::TableArgs,
};
use crate::{cli::Ask, failure::Failure, progress::Working};

/// What each expects of the others by its own theories, wrongly or not
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente hypergame cases/london-2025\n  detente hypergame cases/london-2025 --as-of 2025-04-26 --proposal us-terms\n  detente hypergame model.gmcr"
)]
pub(crate) struct Hypergame {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    table: TableArgs,
}

impl Hypergame {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match Model::at(&self.ask)? {
            Asked::Model(model) => model.hypergame(&self.ask.show),
            Asked::Derived(question) => {
                let working = Working::on("hypergame");
                let answer = hypergame::answer(&question, &self.table.choice())?;
                drop(working);
                question::print("hypergame", &question, &answer, &self.ask.show)
            }
        }
    }
}
