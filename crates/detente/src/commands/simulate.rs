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
    discounts::{DiscountArgs, Discounts},
    failure::Failure,
    plan_file::strategies,
    progress::Working,
    scenario_choice::FilesArgs,
    scenario_files,
    target::{Mark, Overwrite, Target},
};
use detente_answers::answers::simulate;

/// Play one negotiation between strategies, offer by offer
#[derive(Args)]
#[command(after_help = "Examples:\n  detente simulate my-genius-scenario --strategies boulware,micro\n  \
    detente simulate cases/two-party-sale --strategies patient,tit-for-tat --rounds 50")]
pub(crate) struct Simulate {
    /// A case, a folder of Genius XML, GeniusWeb JSON or NegMAS YAML, or a CSV file
    #[arg(required_unless_present = "domain")]
    path: Option<PathBuf>,

    #[command(flatten)]
    files: FilesArgs,

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

    #[command(flatten)]
    discount: DiscountArgs,

    /// The seed of all random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// How to read the numbers of a scenario
    #[arg(long, value_enum, default_value_t = Reading::Format, value_name = "READING")]
    reading: Reading,
}

impl TableArgs {
    pub(crate) fn rules(&self, discounts: &Discounts) -> Result<Rules, Failure> {
        if self.rounds > MOST_ROUNDS {
            let told = format!("{} rounds are too many to be written down one by one", self.rounds);
            let help =
                format!("at most {MOST_ROUNDS}; `detente sweep` keeps only how a negotiation came out");
            return Err(Failure::usage(told).with_help(help));
        }
        let clock = Clock { rounds: self.rounds, discount: discounts.of_rules() };
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
    (path, files): (&std::path::Path, &FilesArgs),
    view: &ViewArgs,
    reading: Reading,
    discounts: &Discounts,
) -> Result<(Space<Domain>, Made), Failure> {
    if scenario_files::is_case(path) {
        let opened = Opened::at(path, files, view, reading)?;
        let listed = opened.space.list().map_err(Failure::unsuitable)?;
        discounts.known(listed.ids.iter().chain(&listed.parties).map(String::as_str))?;
        return Ok((discounts.applied(listed), opened.made));
    }
    let mut read = scenario_files::read(path, files)?;
    discounts.known(read.scenario.parties.iter().map(|party| party.name.as_str()))?;
    discounts.apply(&mut read.scenario);
    let listed = Space::listed(&read.scenario, reading.into(), reading == Reading::Unclipped)
        .map_err(Failure::unsuitable)?;
    Ok((listed, Made::of(read, &files.says(reading.says()))))
}

impl Simulate {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let path = self.files.at(self.path.as_deref());
        let discounts = self.table.discount.parsed()?;
        let working = Working::on("simulate");
        let (listed, made) = listed((&path, &self.files), &self.view, self.table.reading, &discounts)?;
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
        let transcript =
            Transcript::of(&listed.worth, self.table.rules(&discounts)?, &kinds, self.table.seed, 0);
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
            let command = format!("detente replay {} {}", file.display(), self.files.typed(&path));
            next.push((command, "whether the strategies repeat this negotiation".to_owned()));
        }
        let typed = self.files.typed(&path);
        next.push((format!("detente frontier {typed}"), "which packages are efficient".to_owned()));
        if !scenario_files::is_case(&path) {
            next.push((format!("detente tournament {typed}"), "which strategy gains most here".to_owned()));
        }
        opened::print(made, "simulate", &self.show, &answer, || answer.page(&listed.title, next))
    }
}
