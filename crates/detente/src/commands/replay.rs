//! `detente replay`: does a transcript say what the strategies would do?

use std::{fs, path::PathBuf};

use clap::Args;
use detente_simulation::protocol::Event;

use super::{
    opened::{self, Reading},
    simulate::{Kept, listed},
};
use crate::{
    cli::{ShowArgs, ViewArgs},
    failure::Failure,
};
use detente_answers::answers::replay;

/// Check whether the strategies repeat the negotiation of a transcript
#[derive(Args)]
#[command(after_help = "Example:\n  detente simulate my-scenario --transcript run.json\n  \
    detente replay run.json my-scenario")]
pub(crate) struct Replay {
    /// The transcript
    transcript: PathBuf,

    /// The case or scenario of the transcript
    path: PathBuf,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Replay {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let file = self.transcript.display();
        let text = fs::read_to_string(&self.transcript)
            .map_err(|cause| Failure::at("read", &self.transcript, cause))?;
        let kept: Kept = serde_json::from_str(&text)
            .map_err(|error| Failure::usage(format!("{file} is not a transcript of détente: {error}")))?;
        let reading = Reading::named(&kept.reading)
            .ok_or_else(|| Failure::usage(format!("{file} names an unknown reading: {}", kept.reading)))?;
        let (listed, made) = listed(&self.path, &self.view, reading)?;
        if kept.parties != listed.parties {
            let message = format!(
                "{file} is of {} between {}, not of {} between {}",
                kept.of,
                kept.parties.join(", "),
                listed.title,
                listed.parties.join(", ")
            );
            return Err(Failure::usage(message));
        }
        if kept.transcript.strategies.len() != listed.parties.len() {
            let (strategies, parties) = (kept.transcript.strategies.len(), listed.parties.len());
            return Err(Failure::usage(format!(
                "{file} names {strategies} strategies for {parties} parties"
            )));
        }
        let strange = kept.transcript.events.iter().find(|event| match event {
            Event::Offer { package, party, .. } => {
                *package >= listed.worth.packages() || *party >= listed.parties.len()
            }
            _ => false,
        });
        if let Some(event) = strange {
            return Err(Failure::usage(format!(
                "{file} has an offer that is not of {}: {event:?}",
                listed.title
            )));
        }
        let difference = kept.transcript.replayed(&listed.worth);
        let answer = replay::answer(&listed, &kept.transcript, difference);
        let next = vec![(
            format!("detente frontier {}", self.path.display()),
            "which packages are efficient".to_owned(),
        )];
        opened::print(made, "replay", &self.show, &answer, || answer.page(&listed.title, next))
    }
}
