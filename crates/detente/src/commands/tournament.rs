//! `detente tournament`: which strategy gains most?

use std::path::PathBuf;

use clap::Args;
use detente_simulation::{protocol::Rules, strategy::Kind, tournament::Tournament as Played};

use super::{
    opened::{self, Made, Reading},
    sweep,
    threads::Threads,
};
use crate::{
    cli::ShowArgs,
    discounts::DiscountArgs,
    failure::Failure,
    plan_entry::Entry,
    plan_file::{PlanFile, Planned},
    progress::Working,
    scenario_choice::FilesArgs,
    target::{Overwrite, Target},
};
use detente_answers::results::{About, Table};
use detente_answers::{answers::tournament, provenance::Provenance};
use rayon::prelude::*;

/// Play every strategy in every seat, and show which gains most
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente tournament scenario-1 scenario-2 --strategies boulware,conceder,micro,patient\n  \
    detente tournament my-scenario --out runs.parquet"
)]
pub(crate) struct Tournament {
    /// Folders of Genius XML, GeniusWeb JSON or NegMAS YAML, or CSV files
    #[arg(required_unless_present = "domain")]
    scenarios: Vec<PathBuf>,

    #[command(flatten)]
    files: FilesArgs,

    #[command(flatten)]
    discount: DiscountArgs,

    /// The strategies to play [default: all but mirroring]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    strategies: Vec<String>,

    #[arg(long, help = format!("The rules: {}", Rules::names("or")), value_name = "NAMES", value_delimiter = ',', default_value = "stacked-offers")]
    protocols: Vec<String>,

    /// How many rounds of stacked offers to play
    #[arg(long, value_name = "N", default_value_t = 100)]
    rounds: u32,

    /// How often to repeat each combination, with new random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    repetitions: u32,

    /// The seed of all random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// How to read the numbers of the scenarios
    #[arg(long, value_enum, default_value_t = Reading::Format, value_name = "READING")]
    reading: Reading,

    /// Write every run into this file; a name that ends in .csv is written as CSV, any other as Parquet
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,

    #[command(flatten)]
    threads: Threads,

    #[command(flatten)]
    show: ShowArgs,
}

/// The most rows of a tournament, which holds all of them; more go through `sweep`.
const MOST_ROWS: u64 = 2_000_000;

impl Tournament {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let (played, made) = self.tournament()?;
        let all = played.runs();
        let seats = played.scenarios.iter().map(|scenario| scenario.parties.len() as u64).max().unwrap_or(0);
        if all.saturating_mul(seats) > MOST_ROWS {
            let message = format!(
                "that would be {all} negotiations of up to {seats} parties, and a tournament takes {MOST_ROWS} \
                 seats; name fewer strategies, or write a plan and use `detente sweep`"
            );
            return Err(Failure::usage(message));
        }
        let target = self.out.as_deref().map(|out| Target::at(out, self.overwrite)).transpose()?;
        target.iter().try_for_each(Target::refuse_strange)?;
        let working = Working::on("tournament");
        working.runs(all);
        let starts: Vec<u64> = (0..all).step_by(64).collect();
        let block = |start: &u64| {
            let runs = *start..all.min(start + 64);
            let rows = played.run_block(runs.clone());
            working.done(runs.end - runs.start);
            rows
        };
        let rows = self.threads.run(|| starts.par_iter().map(block).collect::<Vec<_>>())?.concat();
        drop(working);
        if let Some((target, out)) = target.as_ref().zip(self.out.as_deref()) {
            let about = About { plan: played.hash(), runs: (0, all), all, seed: played.seed };
            sweep::write(target, out, &Table::of(&played, &rows), &about)?;
        }
        let answer = tournament::answer(&played, &rows);
        let out = self.out.as_ref().map(|out| out.display().to_string());
        let first = self.scenarios.first().cloned().unwrap_or_else(|| self.files.at(None));
        let first = self.files.typed(&first);
        let next = vec![
            (
                format!("detente simulate {first} --strategies patient"),
                "one negotiation, offer by offer".to_owned(),
            ),
            (format!("detente frontier {first}"), "which packages would have been best".to_owned()),
        ];
        opened::print(made, "tournament", &self.show, &answer, || answer.page(out.as_deref(), next))
    }

    fn tournament(&self) -> Result<(Played, Made), Failure> {
        let named = if self.strategies.is_empty() {
            let usual = Kind::ALL.iter().filter(|kind| **kind != Kind::Mirroring);
            usual.map(ToString::to_string).collect()
        } else {
            self.strategies.clone()
        };
        let discounts = self.discount.parsed()?;
        let scenarios =
            if self.scenarios.is_empty() { vec![self.files.at(None)] } else { self.scenarios.clone() };
        if scenarios.len() > 1 && (self.files.domain.is_some() || !self.files.profiles.is_empty()) {
            return Err(Failure::usage(
                "--domain and --profiles choose files of one scenario, and you name several",
            )
            .with_help("write a plan: its scenarios may be tables with domain and profiles"));
        }
        let entry = |path: PathBuf| Entry { path, files: self.files.clone(), discounts: discounts.clone() };
        let plan = PlanFile {
            scenarios: scenarios.into_iter().map(entry).collect(),
            reading: self.reading.name().to_owned(),
            strategies: named,
            protocols: self.protocols.clone(),
            rounds: vec![self.rounds],
            discounts: discounts.of_rules().map(|all| vec![all]),
            repetitions: self.repetitions,
            seed: self.seed,
            file: None,
        };
        let Planned { tournament: played, remarks, texts } = plan.tournament()?;
        let title = format!("tournament of {}", played.scenarios.len());
        let provenance = Provenance::of_texts(&title, &texts, &self.files.says(self.reading.says()));
        Ok((played, Made { provenance, remarks }))
    }
}
