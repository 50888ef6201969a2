//! `detente simulate`: one negotiation between strategies.

use std::path::PathBuf;

use clap::Args;
use detente_outcomes::{Space, domain::Domain};
use detente_simulation::{
    protocol::{Clock, Rules},
    run::Transcript,
};
use serde::{Deserialize, Serialize};

use super::opened::{self, Made, Opened, Reading};
use crate::{
    cli::{ShowArgs, ViewArgs},
    failure::Failure,
    plan_file::strategies,
    progress::Working,
    scenario_files::{self, Read},
    target::{Mark, Overwrite, Target},
};
use detente_answers::{answers::simulate, provenance::Provenance};

/// Play one negotiation between strategies, offer by offer
#[derive(Args)]
#[command(after_help = "Examples:\n  detente simulate my-genius-scenario --strategies boulware,micro\n  \
    detente simulate cases/two-party-sale --strategies patient,tit-for-tat --rounds 50")]
pub(crate) struct Simulate {
    /// A case, a folder of Genius XML, GeniusWeb JSON or NegMAS YAML, or a CSV file
    path: PathBuf,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    table: TableArgs,

    /// Write a transcript into this file, for replay
    #[arg(long, value_name = "FILE.json")]
    transcript: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,

    #[command(flatten)]
    show: ShowArgs,
}

/// The most rounds of a negotiation that is written down: every offer of each is kept.
pub(crate) const MOST_ROUNDS: u32 = 1_000_000;

/// Who negotiates by which rules.
#[derive(Args)]
pub(crate) struct TableArgs {
    /// One strategy for each party, in the order of the parties; or one for all
    #[arg(long, value_name = "NAMES", value_delimiter = ',', default_value = "boulware")]
    strategies: Vec<String>,

    #[arg(long, help = format!("The rules: {}", Rules::names("or")), value_name = "NAME", default_value = "stacked-offers")]
    protocol: String,

    /// How many rounds of stacked offers to play
    #[arg(long, value_name = "N", default_value_t = 100)]
    rounds: u32,

    /// What a value of 1 at the beginning is worth at the end
    #[arg(long, value_name = "PART", default_value_t = 1.0)]
    discount: f64,

    /// The seed of all random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// How to read the numbers of a scenario
    #[arg(long, value_enum, default_value_t = Reading::Format, value_name = "READING")]
    reading: Reading,
}

impl TableArgs {
    pub(crate) fn rules(&self) -> Result<Rules, Failure> {
        if self.rounds > MOST_ROUNDS {
            let told = format!("{} rounds are too many to be written down one by one", self.rounds);
            let help =
                format!("at most {MOST_ROUNDS}; `detente sweep` keeps only how a negotiation came out");
            return Err(Failure::usage(told).with_help(help));
        }
        let clock = Clock { rounds: self.rounds, discount: self.discount };
        Rules::named(&self.protocol, clock).map_err(|error| Failure::usage(error.to_string()))
    }
}

/// A transcript with what it is of.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    /// The version of détente.
    pub(crate) detente: String,
    /// The scenario or case.
    pub(crate) of: String,
    /// Its parties.
    pub(crate) parties: Vec<String>,
    /// How numbers of a scenario were taken.
    pub(crate) reading: String,
    /// What happened.
    pub(crate) transcript: Transcript,
}

/// The packages of a path by name, and what an answer about them is made from.
pub(crate) fn listed(
    path: &std::path::Path,
    view: &ViewArgs,
    reading: Reading,
) -> Result<(Space<Domain>, Made), Failure> {
    if scenario_files::is_case(path) {
        let opened = Opened::at(path, view, reading)?;
        return Ok((opened.space.list().map_err(Failure::unsuitable)?, opened.made));
    }
    let texts = scenario_files::texts(path)?;
    let Read { scenario, remarks } = scenario_files::scenario(&texts)?;
    let listed = Space::listed(&scenario, reading.into(), reading == Reading::Unclipped)
        .map_err(Failure::unsuitable)?;
    let provenance = Provenance::of_texts(&scenario.name, &texts, reading.says());
    Ok((listed, Made { provenance, remarks }))
}

impl Simulate {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let working = Working::on("simulate");
        let (listed, made) = listed(&self.path, &self.view, self.table.reading)?;
        let target = self.transcript.as_deref().map(|file| Target::at(file, self.overwrite)).transpose()?;
        let kinds = strategies(&self.table.strategies)?;
        let seats = listed.parties.len();
        let kinds = match kinds.as_slice() {
            [one] => vec![*one; seats],
            _ if kinds.len() == seats => kinds,
            _ => {
                let parties = listed.parties.join(", ");
                let message = format!(
                    "name {seats} strategies, one for each of {parties}, or one for all; you named {}",
                    kinds.len()
                );
                return Err(Failure::usage(message));
            }
        };
        let transcript = Transcript::of(&listed.worth, self.table.rules()?, &kinds, self.table.seed, 0);
        let answer = simulate::answer(&listed, &transcript);
        drop(working);
        let mut next = Vec::new();
        if let Some((target, file)) = target.zip(self.transcript.as_deref()) {
            let kept = Kept {
                detente: env!("CARGO_PKG_VERSION").to_owned(),
                of: listed.title.clone(),
                parties: listed.parties.clone(),
                reading: self.table.reading.name().to_owned(),
                transcript,
            };
            let text = serde_json::to_string_pretty(&kept)
                .map_err(|error| Failure::Machine { doing: "write JSON".to_owned(), cause: error.into() })?;
            target.write_text(&(text + "\n"), Mark::Field)?;
            let command = format!("detente replay {} {}", file.display(), self.path.display());
            next.push((command, "whether the strategies repeat this negotiation".to_owned()));
        }
        let path = self.path.display();
        next.push((format!("detente frontier {path}"), "which packages are efficient".to_owned()));
        if !scenario_files::is_case(&self.path) {
            next.push((format!("detente tournament {path}"), "which strategy gains most here".to_owned()));
        }
        opened::print(made, "simulate", &self.show, &answer, || answer.page(&listed.title, next))
    }
}
