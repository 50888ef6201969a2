//! `detente robust`: which packages hold up whatever the numbers?

use clap::Args;

use super::{
    ask::watched,
    threads::{Threads, check_draws},
};
use crate::{answers::robust, cli::Ask, failure::Failure};

/// Which packages and options hold up whatever the numbers
#[derive(Args)]
#[command(after_help = "Example:\n  detente robust cases/london-2025")]
pub(crate) struct Robust {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    threads: Threads,
}

impl Robust {
    pub(crate) fn run(self) -> Result<(), Failure> {
        watched("robust", &self.ask, |question, watch| {
            check_draws(question)?;
            self.threads.run(|| robust::answer(question, watch))
        })
    }
}
