//! `detente roles`: does it matter what the mediator does?

use clap::Args;

use super::{ask::answer, habits::HabitArgs};
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::roles;

/// A mediator who facilitates, formulates, manipulates or imposes
#[derive(Args)]
#[command(after_help = "Example:\n  detente roles cases/london-2025\n  \
    detente roles cases/london-2025 --pace 1..4 --margin 2..8\n\nThat it would be agreed and that it would hold are two questions, never one number. The \
    roles follow Touval & Zartman (1985) and Beardsley et al. (2006); how often crises ended in agreement under each (ICB \
    data, version 14) stands beside the answer as a reference class. See docs/mediation.md.")]
pub(crate) struct Roles {
    #[command(flatten)]
    ask: Ask,
    #[command(flatten)]
    habits: HabitArgs,
}

impl Roles {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let habits = self.habits.habits();
        answer("roles", &self.ask, |question| Ok(roles::answer(question, habits)))
    }
}
