//! `detente openers`: the smallest changes that open a deal.

use clap::Args;

use super::ask::answer;
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::openers;

/// The smallest sets of changes that open a deal, by size and cost
#[derive(Args)]
#[command(after_help = "Example:\n  detente openers cases/london-2025 --max-changes 2")]
pub(crate) struct Openers {
    #[command(flatten)]
    ask: Ask,

    /// Try sets of up to this many changes
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=6))]
    max_changes: u8,
}

impl Openers {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("openers", &self.ask, |question| Ok(openers::answer(question, usize::from(self.max_changes))))
    }
}
