//! `detente brief`: one page for whoever has five minutes.

use clap::Args;

use super::ask::answer;
use crate::{answers::brief, cli::Ask, failure::Failure};

/// One page: verdict, reasons, openers, common ground, who is missing
#[derive(Args)]
#[command(after_help = "Example:\n  detente brief cases/london-2025")]
pub(crate) struct Brief {
    #[command(flatten)]
    ask: Ask,
}

impl Brief {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("brief", &self.ask, |question| Ok(brief::answer(question)))
    }
}
