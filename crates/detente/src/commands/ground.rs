//! `detente ground`:  every party on every option, red lines, who is one short:where common ground lies, and among whom.

use clap::Args;

use super::ask::{answer, room};
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::ground;

/// Common ground: who accepts what, red lines, and who is one short
#[derive(Args)]
#[command(after_help = "Example:\n  detente ground cases/london-2025 --room london-23-april")]
pub(crate) struct Ground {
    #[command(flatten)]
    ask: Ask,

    /// Only this meeting
    #[arg(long, value_name = "MEETING")]
    room: Option<String>,
}

impl Ground {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("ground", &self.ask, |question| {
            let room = self.room.as_deref().map(|name| room(name, question)).transpose()?;
            Ok(ground::answer(question, room.as_ref()))
        })
    }
}
