//! `detente robust`: which packages hold up whatever the numbers?

use clap::Args;

use super::{
    ask::watched,
    threads::{Threads, check_draws},
};
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::robust;

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
        let ask = &self.ask;
        self.threads.run(|| {
            watched("robust", ask, |question, watch| {
                check_draws(question)?;
                Ok(robust::answer(question, watch))
            })
        })?
    }
}
