//! `detente roles`: does it matter what the mediator does?

use clap::Args;

use super::ask::answer;
use crate::{answers::roles, cli::Ask, failure::Failure};

/// A mediator who facilitates, formulates, manipulates or imposes
#[derive(Args)]
#[command(after_help = "Example:\n  detente roles cases/london-2025")]
pub(crate) struct Roles {
    #[command(flatten)]
    ask: Ask,
}

impl Roles {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("roles", &self.ask, |question| Ok(roles::answer(question)))
    }
}
