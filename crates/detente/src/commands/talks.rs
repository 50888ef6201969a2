//! `detente talks`: who meets whom, and what reached whom.

use clap::Args;

use super::ask::{answer, room};
use crate::{cli::Ask, failure::Failure};
use detente_answers::answers::talks;

/// Rooms, ranks, words against deeds, offers and who denies them
#[derive(Args)]
#[command(after_help = "Example:\n  detente talks cases/london-2025 --room london-23-april")]
pub(crate) struct Talks {
    #[command(flatten)]
    ask: Ask,

    /// Only this meeting
    #[arg(long, value_name = "MEETING")]
    room: Option<String>,
}

impl Talks {
    pub(crate) fn run(self) -> Result<(), Failure> {
        answer("talks", &self.ask, |question| {
            let room = self.room.as_deref().map(|name| room(name, question)).transpose()?;
            talks::answer(question, room.as_ref())
        })
    }
}
