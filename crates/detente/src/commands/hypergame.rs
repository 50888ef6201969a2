//! `detente hypergame`: what each wrongly expects of the others.

use clap::Args;

use super::{gmcr, stability::TableArgs};
use crate::{cli::Ask, failure::Failure};
use detente_answers::conflict::hypergame;

/// Show what each party expects of the others, and where it is wrong
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
        gmcr::answer(
            "hypergame",
            (&self.ask, &self.table),
            hypergame::answer,
            hypergame::Hypergame::page_about,
        )
    }
}
