//! `detente learn`: what is worth finding out, and from whom?

use clap::Args;

use super::{
    ask::watched,
    threads::{Threads, check_draws},
};
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::learn;

/// How many draws are made unless told otherwise: each choice is made on a fortieth of them.
const DRAWS: u32 = 10_000;

/// Which single unknown, if learned, changes most
#[derive(Args)]
#[command(after_help = "Example:\n  detente learn cases/london-2025 --draws 4000")]
pub(crate) struct Learn {
    #[command(flatten)]
    ask: Ask,

    #[command(flatten)]
    threads: Threads,
}

impl Learn {
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        self.ask.plan.draws.get_or_insert(DRAWS);
        let ask = &self.ask;
        self.threads.run(|| {
            watched("learn", ask, |question, watch| {
                check_draws(question)?;
                Ok(learn::answer(question, watch))
            })
        })?
    }
}
