//! `detente convert`: a scenario from one of the field's formats to another, or to a case.

mod case;
mod conflict;

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::PossibleValue};
use detente_scenario::{Format, Scenario, Written};
use jiff::civil::Date;

use crate::{cli::parse_date, failure::Failure, output, scenario_files};
use detente_answers::page::terminal;

/// Convert a scenario to another format or to a case, and list what is lost
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente convert my-genius-scenario my-negmas-scenario --to negmas\n  detente convert matrix.csv my-case --to case --owner \"Jo Doe\"\n  detente convert model.gmcr my-case --to case\n  detente convert cases/elmira-1991 elmira.gmcr --to gmcr"
)]
pub(crate) struct Convert {
    /// A folder of Genius XML, GeniusWeb JSON or NegMAS YAML, a CSV file, a .gmcr file or a case
    from: PathBuf,

    /// The folder or .gmcr file to make; it must not exist
    folder: PathBuf,

    /// The format to write
    #[arg(long, value_enum)]
    to: Target,

    /// Who answers for the numbers of the case, which are assumptions
    #[arg(long, default_value = "whoever converted it", value_name = "NAME")]
    owner: String,

    /// The day of the case [default: today, UTC]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    as_of: Option<Date>,
}

/// What can be written.
#[derive(Clone, Copy)]
enum Target {
    /// A scenario in a format.
    Scenario(Format),
    /// A folder with a case.toml.
    Case,
    /// The conflict of a case as a `.gmcr` file.
    Gmcr,
}

/// Every format, then a conflict and a case.
static TARGETS: [Target; Format::ALL.len() + 2] = {
    let mut targets = [Target::Case; Format::ALL.len() + 2];
    targets[Format::ALL.len()] = Target::Gmcr;
    let mut place = 0;
    while place < Format::ALL.len() {
        targets[place] = Target::Scenario(Format::ALL[place]);
        place += 1;
    }
    targets
};

impl ValueEnum for Target {
    fn value_variants<'a>() -> &'a [Self] {
        &TARGETS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Scenario(format) => PossibleValue::new(format.name()),
            Self::Case => PossibleValue::new("case").help("A folder with a case.toml"),
            Self::Gmcr => PossibleValue::new("gmcr").help("The conflict of a case as a .gmcr file"),
        })
    }
}

impl Convert {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if self.is_of_a_conflict() {
            return self.conflict();
        }
        let scenario = scenario_files::scenario(&scenario_files::texts(&self.from)?)?.scenario;
        match self.to {
            Target::Scenario(format) => self.write(&format.write(&scenario)),
            Target::Case => self.write_case(&scenario),
            // What is of a conflict was converted above.
            Target::Gmcr => self.conflict(),
        }
    }

    fn write(&self, written: &Written) -> Result<(), Failure> {
        let folder = &self.folder;
        crate::folder::make(folder, written.files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        let files = detente_answers::answers::verdict::counted(written.files.len(), "file", "files");
        let mut told = format!("{}: {files}\n", folder.display());
        for loss in written.losses.iter() {
            let what = if loss.changes_numbers { "changed" } else { "lost in conversion" };
            told.push_str(&told_of(&format!("{what}: {}: {}", loss.about, loss.what)));
        }
        told.push_str(&format!("Try: detente frontier {}\n", folder.display()));
        output::write(&told)
    }

    fn write_case(&self, scenario: &Scenario) -> Result<(), Failure> {
        let as_of = self.as_of.unwrap_or_else(|| jiff::Zoned::now().date());
        let made = case::case(scenario, &self.owner, as_of)?;
        let folder = &self.folder;
        crate::folder::make(folder, [("case.toml", made.text.as_str())])?;
        let shown = folder.display();
        let mut told = format!("{shown}: a case whose numbers are assumed by {}\n", self.owner);
        told.extend(made.changed.iter().map(|line| told_of(&format!("changed: {line}"))));
        told.push_str(&format!("Try: detente brief {shown}\n     detente frontier {shown}\n"));
        output::write(&told)
    }
}

/// One thing told, in lines of at most 80 columns.
fn told_of(line: &str) -> String {
    terminal::wrap(line, "", "  ") + "\n"
}
