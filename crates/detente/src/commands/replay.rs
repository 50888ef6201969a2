//! `detente replay`: does a transcript say what the strategies would do?

use std::path::PathBuf;

use clap::Args;
use detente_simulation::protocol::{Event, Rules};

use super::{
    opened::{self, Reading},
    simulate::{Kept, MOST_ROUNDS, listed},
};
use crate::{
    cli::{ShowArgs, ViewArgs},
    discounts::Discounts,
    failure::Failure,
    place,
    scenario_choice::FilesArgs,
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
    #[arg(required_unless_present = "domain")]
    path: Option<PathBuf>,

    #[command(flatten)]
    files: FilesArgs,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    show: ShowArgs,
}

impl Replay {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let path = self.files.at(self.path.as_deref());
        let file = self.transcript.display();
        let text = place::text(&self.transcript)?;
        let kept: Kept = place::json(&self.transcript, &text, "a transcript of détente")?;
        let reading = Reading::named(&kept.reading).ok_or_else(|| {
            let place = place::of_word(&self.transcript, &text, &kept.reading);
            Failure::input(format!("{place}: there is no reading `{}`", kept.reading))
                .with_help("there are format, unclipped and raw")
        })?;
        let (listed, made) = listed((&path, &self.files), &self.view, reading, &Discounts::default())?;
        if kept.parties != listed.parties {
            let message = format!(
                "{file}: the transcript is of {} between {}, not of {} between {}",
                kept.of,
                kept.parties.join(", "),
                listed.title,
                listed.parties.join(", ")
            );
            return Err(Failure::usage(message).with_help("name the case or scenario of the transcript"));
        }
        if kept.transcript.strategies.len() != listed.parties.len() {
            let (strategies, parties) = (kept.transcript.strategies.len(), listed.parties.len());
            return Err(Failure::input(format!(
                "{file}: `strategies` names {strategies} strategies for {parties} parties"
            )));
        }
        if let Rules::StackedOffers { rounds, .. } = kept.transcript.rules
            && rounds > MOST_ROUNDS
        {
            let place = place::of_word(&self.transcript, &text, "rounds");
            let told = format!("{place}: {rounds} rounds are too many to be played again");
            return Err(Failure::input(told).with_help(format!("a transcript has at most {MOST_ROUNDS}")));
        }
        let (packages, parties) = (listed.worth.packages(), listed.parties.len());
        for (number, event) in (1..).zip(&kept.transcript.events) {
            let Event::Offer { package, party, .. } = event else { continue };
            if *package >= packages || *party >= parties {
                return Err(Failure::input(format!(
                    "{file}: event {number} of `events` is an offer of package {package} by party {party}, but {} \
                     has packages 0 to {} and parties 0 to {}",
                    listed.title,
                    packages.saturating_sub(1),
                    parties.saturating_sub(1)
                )));
            }
        }
        let difference = kept.transcript.replayed(&listed.worth);
        let answer = replay::answer(&listed, &kept.transcript, difference);
        let next = vec![(
            format!("detente frontier {}", self.files.typed(&path)),
            "which packages are efficient".to_owned(),
        )];
        opened::print(made, "replay", &self.show, &answer, || answer.page(&listed.title, next))
    }
}
