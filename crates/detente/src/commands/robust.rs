//! `detente robust`: which packages hold up whatever the numbers?

use clap::Args;

use super::ask::answer;
use crate::{answers::robust, cli::Ask, failure::Failure};

/// Which packages and options hold up whatever the numbers
#[derive(Args)]
#[command(after_help = "Example:\n  detente robust cases/london-2025")]
pub(crate) struct Robust {
    #[command(flatten)]
    ask: Ask,
}

impl Robust {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("robust", &self.ask, |question| Ok(robust::answer(question)))
    }
}
