//! `detente why`: exactly which requirements exclude each other.

use clap::Args;

use super::ask::answer;
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::why;

/// Every minimal reason why there is no deal, with its lines
#[derive(Args)]
#[command(after_help = "Example:\n  detente why cases/london-2025 --sources-only")]
pub(crate) struct Why {
    #[command(flatten)]
    ask: Ask,
}

impl Why {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("why", &self.ask, |question| Ok(why::answer(question)))
    }
}
