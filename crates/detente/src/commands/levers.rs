//! `detente levers`: what moves whom, by how much, at whose cost.

use clap::Args;

use super::ask::answer;
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::levers;

/// Levers, threats and exits: what each does to whom
#[derive(Args)]
#[command(after_help = "Example:\n  detente levers cases/london-2025")]
pub(crate) struct Levers {
    #[command(flatten)]
    ask: Ask,
}

impl Levers {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("levers", &self.ask, |question| Ok(levers::answer(question)))
    }
}
