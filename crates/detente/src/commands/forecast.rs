//! `detente forecast`: where issues come out, of a case or of a table of positions; and how good forecasts were.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand, ValueEnum};
use detente_forecast::{Model, agreement::Violence};
use detente_scenario::{Diagnostic, Severity, sheet};

use super::opened;
use crate::{
    cli::{PlanArgs, ShowArgs, ViewArgs},
    failure::Failure,
    output,
    progress::Working,
    sheet_file,
    source::Source,
    target::{Mark, Overwrite, Target},
    what_if::Moved,
};
use detente_answers::{
    answers::forecast::{self, agree, backtest, score},
    ask::{DRAWS, SEED},
    provenance::Provenance,
    question::Question,
};

/// Forecast where issues come out, with intervals, by several models
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente forecast cases/london-2025\n  detente forecast positions.csv\n  detente forecast positions.xlsx --model election --model spatial\n  detente forecast agree cases/london-2025\n  detente forecast score forecasts.csv\n  detente forecast backtest past.csv\n\nSee docs/forecast.md.",
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub(crate) struct Forecast {
    #[command(subcommand)]
    further: Option<Further>,

    /// A case, or a table of positions: .csv, .tsv, .xlsx or .ods
    #[arg(required = true)]
    path: Option<PathBuf>,

    /// Show only this model (repeatable)
    #[arg(long, value_name = "NAME", value_parser = model)]
    model: Vec<Model>,

    /// Draw the forecast as SVG into this file (- prints it instead of the answer)
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    plan: PlanArgs,

    #[command(flatten)]
    show: ShowArgs,
}

/// What else can be asked of forecasts.
#[derive(Subcommand)]
enum Further {
    Agree(Agree),
    Score(Score),
    Backtest(Backtest),
}

/// Show how often crises of this kind ended in an agreement, and by which day
#[derive(Args)]
#[command(after_help = "Example:\n  detente forecast agree cases/london-2025 --weight 0.7")]
struct Agree {
    /// The folder of the case, or its case.toml
    case: PathBuf,

    /// Pool base rate and simulation, with this weight from 0 to 1 for the base rate
    #[arg(long, value_name = "SHARE", value_parser = share, allow_negative_numbers = true)]
    weight: Option<f64>,

    /// Also show crises of this violence; a case does not say how violent its crisis is
    #[arg(long, value_enum, value_name = "DEGREE")]
    violence: Option<Degree>,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    plan: PlanArgs,

    #[command(flatten)]
    show: ShowArgs,
}

/// How violent a crisis is.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Degree {
    /// No violence
    None,
    /// Minor clashes
    Minor,
    /// Serious clashes
    Serious,
    /// Full-scale war
    War,
}

impl From<Degree> for Violence {
    fn from(degree: Degree) -> Self {
        match degree {
            Degree::None => Self::None,
            Degree::Minor => Self::Minor,
            Degree::Serious => Self::Serious,
            Degree::War => Self::War,
        }
    }
}

/// Score forecasts whose outcomes are known: a table, or the cards of a case
#[derive(Args)]
#[command(
    after_help = "A table has the columns question, chance, happened, and group for what was decided together.\n\nExamples:\n  detente forecast score forecasts.csv\n  detente forecast score cases/*/ --plot calibration.svg"
)]
struct Score {
    /// Tables of forecasts, and cases with forecast cards
    #[arg(required = true)]
    paths: Vec<PathBuf>,

    /// Draw the calibration as SVG into this file (- prints it instead of the answer)
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,

    #[command(flatten)]
    view: ViewArgs,

    #[command(flatten)]
    plan: PlanArgs,

    #[command(flatten)]
    show: ShowArgs,
}

/// Test models and forecast on issues whose outcomes are known
#[derive(Args)]
#[command(
    after_help = "A table has the columns issue, proposal, actor, influence, position, salience and outcome.\n\nExample:\n  detente forecast backtest past.csv"
)]
struct Backtest {
    /// A table with the column outcome, or the JSON of the European data
    table: PathBuf,

    /// Show only this model (repeatable)
    #[arg(long, value_name = "NAME", value_parser = model)]
    model: Vec<Model>,

    /// Draw the calibration of "above 50" as SVG into this file (- prints it instead of the answer)
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,

    #[command(flatten)]
    overwrite: Overwrite,

    /// The seed of the parts in which proposals are held back
    #[arg(long, default_value_t = SEED, value_name = "N", help_heading = "Uncertainty")]
    seed: u64,

    #[command(flatten)]
    show: ShowArgs,
}

fn model(name: &str) -> Result<Model, String> {
    Model::named(name).ok_or_else(|| {
        // The message is not broken into lines by others.
        let names: Vec<&str> = Model::ALL.into_iter().map(Model::name).collect();
        let lines: Vec<String> = names.chunks(5).map(|names| names.join(", ")).collect();
        format!("no model is called so\n  models: {}", lines.join(",\n          "))
    })
}

fn share(typed: &str) -> Result<f64, String> {
    let share = typed.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "say a number from 0 to 1".to_owned())
}

/// The models that were typed, each once; all where none was.
fn chosen(models: &[Model]) -> Vec<Model> {
    let is_chosen = |model: &Model| models.is_empty() || models.contains(model);
    Model::ALL.into_iter().filter(is_chosen).collect()
}

/// Refuses a view of a table: a table has no days, grades, assumptions or levers.
fn is_seen_whole(view: &ViewArgs) -> Result<(), Failure> {
    match view.typed().first() {
        None => Ok(()),
        Some(typed) => Err(Failure::usage(format!("`{typed}` is said of a case, and this is a table"))
            .with_help("leave it out, or give a case")),
    }
}

/// A case as it was asked about.
fn question(path: &Path, view: &ViewArgs, plan: &PlanArgs) -> Result<Question, Failure> {
    let (question, moved) = Source::at(path)?.question(view, plan.plan(DRAWS))?;
    moved.iter().for_each(Moved::complain);
    Ok(question)
}

/// Prints warnings; fails with everything that is wrong.
fn told(diagnostics: &[Diagnostic]) -> Result<(), Failure> {
    if diagnostics.iter().any(|one| one.severity == Severity::Error) {
        return Err(Failure::Scenario(diagnostics.iter().map(ToString::to_string).collect()));
    }
    diagnostics.iter().for_each(|one| output::tell(&one.to_string()));
    Ok(())
}

/// The name and the text of a table.
fn table(path: &Path) -> Result<(String, String), Failure> {
    Ok((sheet_file::name(path), sheet_file::text(path)?))
}

fn made_of(name: &str, text: &str, says: &str) -> Provenance {
    Provenance::of_texts(name, &BTreeMap::from([(name.to_owned(), text.to_owned())]), says)
}

impl Forecast {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self.further {
            Some(Further::Agree(agree)) => agree.run(),
            Some(Further::Score(score)) => score.run(),
            Some(Further::Backtest(backtest)) => backtest.run(),
            None => self.forecast(),
        }
    }

    fn forecast(&self) -> Result<(), Failure> {
        let path = self.path.as_deref().unwrap_or(Path::new("."));
        let plan = self.plan.plan(DRAWS).in_full();
        let models = chosen(&self.model);
        let working = Working::on("forecast");
        let (answer, provenance, title) = if is_table(path) {
            is_seen_whole(&self.view)?;
            let (name, text) = table(path)?;
            let read = forecast::of_table(&name, &text);
            told(&read.diagnostics)?;
            let answer = forecast::answer(&read.issues, Vec::new(), &models, plan);
            (answer, made_of(&name, &text, "a table of positions").drawn(plan), name)
        } else {
            let question = question(path, &self.view, &self.plan)?;
            let (listed, assumed) = forecast::of_case(&question);
            let answer = forecast::answer(&listed, assumed, &models, question.plan);
            (answer, Provenance::of(&question), question.whole.title.clone())
        };
        drop(working);
        if drawn(self.plot.as_deref(), self.overwrite, || forecast::svg(&answer, &title))? {
            return Ok(());
        }
        opened::print(provenance, "forecast", &self.show, &answer, || forecast::page(&answer, &title))
    }
}

/// Draws a picture where somebody wants one. Whether it took the place of the answer.
fn drawn(file: Option<&Path>, overwrite: Overwrite, svg: impl FnOnce() -> String) -> Result<bool, Failure> {
    match file {
        None => Ok(false),
        Some(file) if file.as_os_str() == "-" => output::write(&svg()).map(|()| true),
        Some(file) => Target::at(file, overwrite)?.write_text(&svg(), Mark::Comment).map(|()| false),
    }
}

/// Whether a path is a table of positions rather than a case. One that is called so and is not there is a table too, so that it is
/// told as a file.
fn is_table(path: &Path) -> bool {
    !path.is_dir() && sheet::is_spreadsheet(&sheet_file::name(path))
}

impl Agree {
    fn run(self) -> Result<(), Failure> {
        let question = question(&self.case, &self.view, &self.plan)?;
        let working = Working::on("forecast");
        let answer = agree::answer(&question, self.weight, self.violence.map(Violence::from))?;
        drop(working);
        let title = question.whole.title.clone();
        opened::print(Provenance::of(&question), "forecast-agree", &self.show, &answer, || {
            agree::page(&answer, &title)
        })
    }
}

impl Score {
    fn run(self) -> Result<(), Failure> {
        let plan = self.plan.plan(DRAWS).in_full();
        let (mut stated, mut open) = (Vec::new(), 0);
        let mut of_one = None;
        let mut texts = BTreeMap::new();
        for path in &self.paths {
            if is_table(path) {
                is_seen_whole(&self.view)?;
                let (name, text) = table(path)?;
                let (mut found, unsettled, diagnostics) = score::of_table(&name, &text);
                told(&diagnostics)?;
                stated.append(&mut found);
                open += unsettled;
                of_one = Some((made_of(&name, &text, "a table of forecasts"), name));
                texts.insert(path.display().to_string(), text);
            } else {
                let question = question(path, &self.view, &self.plan)?;
                let (mut found, unsettled) = score::of_case(&question.case);
                stated.append(&mut found);
                open += unsettled;
                let provenance = Provenance::without_draws(&question);
                texts.insert(path.display().to_string(), provenance.line());
                of_one = Some((provenance, question.whole.title.clone()));
            }
        }
        let (provenance, title) = match of_one {
            Some(one) if self.paths.len() == 1 => one,
            _ => {
                let title = format!("{} files of forecasts", self.paths.len());
                (Provenance::of_texts(&title, &texts, "forecasts"), title)
            }
        };
        let Some(answer) = score::answer(&stated, open, plan.seed) else {
            let place = self.paths.first().map(|path| path.display().to_string()).unwrap_or_default();
            let place = if self.paths.len() == 1 { place } else { title };
            return Err(Failure::input(format!(
                "{place}: no forecast is settled, so there is nothing to score"
            ))
            .with_help("give a forecast a chance, and an outcome once it is known"));
        };
        if drawn(self.plot.as_deref(), self.overwrite, || score::svg(&answer).to_owned())? {
            return Ok(());
        }
        opened::print(provenance, "forecast-score", &self.show, &answer, || score::page(&answer, &title))
    }
}

impl Backtest {
    fn run(self) -> Result<(), Failure> {
        let (name, text) = table(&self.table)?;
        let (past, diagnostics) = forecast::past(&name, &text);
        told(&diagnostics)?;
        let working = Working::on("backtest");
        let answer = backtest::answer(&past, &chosen(&self.model), self.seed);
        drop(working);
        if drawn(self.plot.as_deref(), self.overwrite, || backtest::svg(&answer, &name))? {
            return Ok(());
        }
        let provenance = made_of(&name, &text, "past issues");
        opened::print(provenance, "forecast-backtest", &self.show, &answer, || backtest::page(&answer, &name))
    }
}
