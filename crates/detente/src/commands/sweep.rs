//! `detente sweep`: many negotiations by a plan, in blocks that any machine can run.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::threads::Threads;
use crate::{
    cli::{Format, ShowArgs},
    failure::Failure,
    folder, output,
    plan_file::PlanFile,
    progress::Working,
    results::{chunks, csv, parquet},
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
        let Some(Merging::Merge { parts, out }) = self.merge else { return self.block() };
        let (table, about) = merged(&parts)?;
        write(&out, &table, &about)?;
        print(self.show.format(), &Answer::merged(&about, parts.len(), &out, &table))
    }

    fn block(self) -> Result<(), Failure> {
        let usage = |what: &str| Failure::usage(what.to_owned());
        let plan = self.plan.ok_or_else(|| usage("name a plan, or `merge` and the blocks to merge"))?;
        let out = self.out.ok_or_else(|| usage("say where to write the results: --out results.parquet"))?;
        let (tournament, remarks) = PlanFile::read(&plan)?.tournament()?;
        let all = tournament.runs();
        if all == u64::MAX {
            return Err(usage("the plan has too many runs to count")
                .with_help("use fewer strategies for many parties"));
        }
        let (block, of) = self.block;
        let at =
            |block: u64| u64::try_from(u128::from(all) * u128::from(block) / u128::from(of)).unwrap_or(all);
        let runs = (at(block - 1), at(block));
        let about = About { plan: tournament.hash(), runs, all, seed: tournament.seed };
        let working = Working::on("sweep");
        working.runs(runs.1 - runs.0);
        let watch = |done| working.done(done);
        let table = self.threads.run(|| chunks::run(&tournament, &about, Some(&out), &watch))??;
        drop(working);
        write(&out, &table, &about)?;
        chunks::forget(&out);
        print(self.show.format(), &Answer::block(&about, self.block, &out, &table).remarking(remarks))
    }
}

/// Writes a table to a file of the kind its name says.
pub(crate) fn write(out: &std::path::Path, table: &Table, about: &About) -> Result<(), Failure> {
    if out.extension().is_some_and(|ending| ending == "csv") {
        return folder::write_file(out, &csv::text(table)?);
    }
    folder::write_bytes(out, &parquet::bytes(table, about)?)
}

/// All blocks in one table.
fn merged(parts: &[PathBuf]) -> Result<(Table, About), Failure> {
    let mut read = Vec::new();
    for part in parts {
        let (table, about) = parquet::read(part)?;
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
