//! `detente outlook`: where it may go, and how to tell.

use clap::Args;

use super::ask::answer;
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::outlook;

/// Deadlines, scenarios, tripwires, and forecasts that can be scored
#[derive(Args)]
#[command(after_help = "Example:\n  detente outlook cases/london-2025")]
pub(crate) struct Outlook {
    #[command(flatten)]
    ask: Ask,
}

impl Outlook {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("outlook", &self.ask, |question| Ok(outlook::answer(question)))
    }
}
