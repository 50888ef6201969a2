//! `detente frontier`: which packages are efficient, of a case or of a scenario of the field's formats.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente_agreement::frontier::Limits;

use super::ask;
use crate::{
    answers::{Envelope, frontier, verdict::negotiation},
    cli::{Format, PlanArgs, ShowArgs, ViewArgs},
    failure::Failure,
    interacting::InteractingSpace,
    output,
    page::{markdown, terminal},
    progress::Working,
    provenance::Provenance,
    space::{self, Space},
};

/// Efficient packages and bargaining solutions, of a case or a scenario
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente frontier cases/two-party-sale\n  detente frontier my-genius-scenario --reading raw"
)]
pub(crate) struct Frontier {
    /// A case, or a folder of Genius XML, `GeniusWeb` JSON or `NegMAS` YAML, or a CSV
    path: PathBuf,

    #[command(flatten)]
    view: ViewArgs,

    /// How numbers of a scenario are taken
    #[arg(long, value_enum, default_value_t = Reading::Format, value_name = "READING")]
    reading: Reading,

    /// Megabytes the frontier may take; beyond, it refuses and says what it needs
    #[arg(long, default_value_t = 1024, value_name = "MB")]
    memory: u32,

    /// List at most so many packages
    #[arg(long, default_value_t = 20, value_name = "N")]
    rows: usize,

    #[command(flatten)]
    show: ShowArgs,
}

/// How numbers of a scenario are taken.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reading {
    /// As the scenario's format defines them
    Format,
    /// The same, without Genius's clip of utilities at 1
    Unclipped,
    /// As `NegMAS` 0.16 reads them
    Raw,
}

impl From<Reading> for detente_scenario::Reading {
    fn from(reading: Reading) -> Self {
        match reading {
            Reading::Format | Reading::Unclipped => Self::Format,
            Reading::Raw => Self::Raw,
        }
    }
}

impl Frontier {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let working = Working::on("frontier");
        let (answer, provenance) = self.answer()?;
        drop(working);
        match self.show.format() {
            Format::Json => {
                output::json(&Envelope { command: "frontier".to_owned(), provenance, answer: &answer })
            }
            Format::Md => {
                let line = format!("\n---\n\n{}\n", provenance.line());
                output::write(&(markdown::render(&answer.page(self.rows)) + &line))
            }
            Format::Text => {
                let line = format!("\n{}\n", terminal::faint(&provenance.line()));
                output::write(&(terminal::render(&answer.page(self.rows)) + &line))
            }
        }
    }

    fn answer(&self) -> Result<(frontier::Frontier, Provenance), Failure> {
        let limits = Limits { bytes: u64::from(self.memory) << 20, ..Limits::default() };
        if space::is_case(&self.path) {
            let plan = PlanArgs { draws: 1, seed: 1 };
            let question = ask::question(&self.path, &self.view, &plan)?;
            let negotiation = negotiation(&question);
            let short = |party: usize| {
                negotiation
                    .parties()
                    .get(party)
                    .map_or(String::new(), |party| question.short(&party.id).to_owned())
            };
            let space = Space::of_negotiation(&question.whole.title, &negotiation, short)?;
            return Ok((frontier::answer(&space, limits), Provenance::without_draws(&question)));
        }
        let texts = space::texts(&self.path)?;
        let scenario = space::scenario(&texts)?;
        let provenance = |scale: &str| Provenance::of_texts(&scenario.name, &texts, scale);
        if scenario.interacts() {
            let space = InteractingSpace::of_scenario(&scenario, self.reading.into())?;
            return Ok((frontier::of_interacting(&space, limits), provenance(&space.scale)));
        }
        let mut space = Space::of_scenario(&scenario, self.reading.into())?;
        if matches!(self.reading, Reading::Unclipped) {
            space.unclip();
        }
        Ok((frontier::answer(&space, limits), provenance(&space.scale)))
    }
}
