//! `detente sweep`: many negotiations by a plan, in blocks that any machine can run.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use detente_simulation::tournament::Tournament;

use super::threads::Threads;
use crate::{
    cli::{Format, ShowArgs},
    failure::Failure,
    output,
    plan_file::{PlanFile, Planned},
    progress::Working,
    results::{chunks, csv, parquet},
    target::{Mark, Overwrite, Target},
};
use detente_answers::results::{About, Table};
use detente_answers::{
    answers::sweep::{self, Sweep as Answer},
    page::{markdown, terminal},
};

/// Play many negotiations by a plan, in blocks that can be merged
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  detente sweep plan.toml --out all.parquet\n  \
    detente sweep plan.toml --block 2/8 --out part-2.parquet\n  \
    detente sweep merge part-*.parquet --out all.parquet\nSee docs/sweeps.md for Slurm, Kubernetes, HyperQueue, Dask and Ray."
)]
pub(crate) struct Sweep {
    #[command(subcommand)]
    merge: Option<Merging>,

    /// The plan: scenarios, strategies, protocols, rounds, repetitions, seed
    plan: Option<PathBuf>,

    /// Which block to play, of how many, such as 2/8
    #[arg(long, value_name = "I/N", default_value = "1/1", value_parser = block)]
    block: (u64, u64),

    /// The file to write; a name that ends in .csv is written as CSV, any other as Parquet
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,

    #[command(flatten)]
    threads: Threads,

    #[command(flatten)]
    show: ShowArgs,
}

#[derive(Subcommand)]
enum Merging {
    /// Merge blocks; refuse gaps, overlaps and blocks of other plans
    #[command(after_help = "Example:\n  detente sweep merge part-1.parquet part-2.parquet --out all.parquet")]
    Merge {
        /// The blocks, in any order
        #[arg(required = true)]
        parts: Vec<PathBuf>,

        /// The file to write; a name that ends in .csv is written as CSV, any other as Parquet
        #[arg(long, value_name = "FILE")]
        out: PathBuf,

        #[command(flatten)]
        overwrite: Overwrite,
    },
}

fn block(text: &str) -> Result<(u64, u64), String> {
    let parsed = text.split_once('/').and_then(|(block, of)| Some((block.parse().ok()?, of.parse().ok()?)));
    match parsed {
        Some((block, of)) if (1..=of).contains(&block) => Ok((block, of)),
        _ => Err("expected I/N with I from 1 to N, such as 2/8".to_owned()),
    }
}

impl Sweep {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let Some(Merging::Merge { parts, out, overwrite }) = self.merge else { return self.block() };
        let (table, about) = merged(&parts)?;
        let target = Target::at(&out, overwrite)?;
        target.refuse_strange()?;
        write(&target, &out, &table, &about)?;
        print(self.show.format(), &Answer::merged(&about, parts.len(), &out, &table))
    }

    fn block(self) -> Result<(), Failure> {
        let usage = |what: &str| Failure::usage(what.to_owned());
        let plan = self.plan.ok_or_else(|| usage("name a plan, or `merge` and the blocks to merge"))?;
        let out = self.out.ok_or_else(|| usage("say where to write the results: --out results.parquet"))?;
        let Planned { tournament, remarks, .. } = PlanFile::read(&plan)?.tournament()?;
        let all = tournament.runs();
        if all == u64::MAX {
            return Err(usage("the plan has too many runs to count")
                .with_help("use fewer strategies for many parties"));
        }
        let (block, of) = self.block;
        let at =
            |block: u64| u64::try_from(u128::from(all) * u128::from(block) / u128::from(of)).unwrap_or(all);
        let runs = (at(block - 1), at(block));
        refuse_crowd(&tournament, runs, all)?;
        let about = About { plan: tournament.hash(), runs, all, seed: tournament.seed };
        let target = Target::at(&out, self.overwrite)?;
        target.refuse_strange()?;
        let working = Working::on("sweep");
        working.runs(runs.1 - runs.0);
        let watch = |done| working.done(done);
        let table = self.threads.run(|| chunks::run(&tournament, &about, target.file(), &watch))??;
        drop(working);
        write(&target, &out, &table, &about)?;
        target.file().into_iter().for_each(chunks::forget);
        print(self.show.format(), &Answer::block(&about, self.block, &out, &table).remarking(remarks))
    }
}

/// The most rows of a file that is made in one go: each takes about half a kilobyte until all are written.
const MOST_ROWS: u64 = 1_500_000;

/// Counts the rows of a block before the first is made.
fn refuse_crowd(tournament: &Tournament, runs: (u64, u64), all: u64) -> Result<(), Failure> {
    let seats =
        tournament.scenarios.iter().map(|scenario| scenario.parties.len() as u64).max().unwrap_or(1).max(1);
    let rows = (runs.1 - runs.0).saturating_mul(seats);
    if rows <= MOST_ROWS {
        return Ok(());
    }
    let blocks = all.saturating_mul(seats).div_ceil(MOST_ROWS);
    let refused = format!(
        "that would be {} negotiations with up to {rows} rows, and one file takes {MOST_ROWS}: nothing was played",
        runs.1 - runs.0
    );
    Err(Failure::usage(refused)
        .with_help(format!("play it in at least {blocks} blocks: --block 1/{blocks} and so on"))
        .with_help("or choose fewer repetitions, rounds or strategies"))
}

/// Writes a table to a file of the kind its name says.
pub(crate) fn write(
    target: &Target,
    out: &std::path::Path,
    table: &Table,
    about: &About,
) -> Result<(), Failure> {
    if out.extension().is_some_and(|ending| ending == "csv") {
        return target.write_text(&csv::text(table)?, Mark::Nothing);
    }
    target.write(&parquet::bytes(table, about)?)
}

/// All blocks in one table.
fn merged(parts: &[PathBuf]) -> Result<(Table, About), Failure> {
    let mut read = Vec::new();
    let mut rows = 0_u64;
    for part in parts {
        if part.extension().is_some_and(|ending| ending == "csv") {
            return Err(Failure::usage(format!(
                "{} is CSV, and blocks are merged as Parquet",
                part.display()
            ))
            .with_help("give the blocks names that do not end in .csv; the merged file may be CSV"));
        }
        let (table, about) = parquet::read(part)?;
        rows = rows.saturating_add(table.rows() as u64);
        if rows > MOST_ROWS {
            let refused = format!(
                "the blocks have more than {MOST_ROWS} rows together, which is too much for one file"
            );
            return Err(Failure::usage(refused)
                .with_help("read them side by side: every one is a whole table with the same columns"));
        }
        read.push((part, table, about));
    }
    read.sort_by_key(|(_, _, about)| about.runs);
    let refuse = |what: String| Err(Failure::usage(what));
    let (mut whole, mut reached): (Table, u64) = (Table::empty(), 0);
    let mut first: Option<(PathBuf, About)> = None;
    for (part, table, about) in read {
        let part = part.display();
        let (known, plan) = first.get_or_insert_with(|| (PathBuf::from(part.to_string()), about.clone()));
        if (&plan.plan, plan.all, plan.seed) != (&about.plan, about.all, about.seed) {
            return refuse(format!(
                "{part} belongs to another plan than {}; only blocks of one plan can be merged",
                known.display()
            ));
        }
        let (begins, ends) = about.runs;
        if begins < reached && begins < ends {
            return refuse(format!(
                "{part} has runs {begins} to {}, but other blocks already have those before {reached}",
                ends - 1
            ));
        }
        if begins > reached {
            return refuse(format!(
                "runs {reached} to {} are missing; {part} begins at {begins}",
                begins - 1
            ));
        }
        reached = ends.max(reached);
        whole.append(table);
    }
    match first {
        Some((_, about)) if about.all == reached => Ok((whole, About { runs: (0, reached), ..about })),
        Some((_, about)) => refuse(format!("runs {reached} to {} are missing at the end", about.all - 1)),
        None => refuse("there are no blocks to merge".to_owned()),
    }
}

fn print(format: Format, answer: &sweep::Sweep) -> Result<(), Failure> {
    match format {
        Format::Json => output::json(answer),
        Format::Md => output::write(&markdown::render(&answer.page())),
        Format::Text => output::write(&terminal::render(&answer.page())),
    }
}
