//! `detente brief`: one page for whoever has five minutes.

use clap::Args;

use super::ask::answer;
use crate::{
    cli::{Ask, ViewArgs},
    failure::Failure,
};
use detente_answers::answers::brief;

/// One page: verdict, reasons, openers, common ground, who is missing
#[derive(Args)]
#[command(after_help = "Example:\n  detente brief cases/london-2025")]
pub(crate) struct Brief {
    #[command(flatten)]
    ask: Ask,
}

impl Brief {
    /// From where the case is seen.
    pub(crate) fn view(&self) -> &ViewArgs {
        &self.ask.view
    }

    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("brief", &self.ask, |question| Ok(brief::answer(question)))
    }
}
