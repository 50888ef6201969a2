//! `detente learn`: what is worth finding out, and from whom?

use clap::Args;

use super::ask::answer;
use crate::{answers::learn, cli::Ask, failure::Failure};

/// Which single unknown, if learned, changes most
#[derive(Args)]
#[command(after_help = "Example:\n  detente learn cases/london-2025 --draws 4000")]
pub(crate) struct Learn {
    #[command(flatten)]
    ask: Ask,
}

impl Learn {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("learn", &self.ask, |question| Ok(learn::answer(question)))
    }
}
