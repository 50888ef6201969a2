//! `detente show`: everything a case says of one thing.

use clap::Args;

use super::ask::answer;
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::show;

/// Everything a case says of one name or one cited sentence
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente show cases/london-2025 crimea\n  detente show cases/london-2025 npr#13"
)]
pub(crate) struct Show {
    #[command(flatten)]
    ask: Ask,

    /// A name in the case, `kind:name` where a name is used twice, or a statement such as npr#13
    id: String,
}

impl Show {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("show", &self.ask, |question| show::answer(question, &self.id))
    }
}
