//! `detente convert`: a scenario from one of the field's formats to another, or to a case.

mod conflict;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, builder::PossibleValue};
use detente_scenario::{
    Changes, Format, Loss, Losses, Scenario, Written,
    sheet::{self, Owner, Table},
    xlsx,
};
use jiff::civil::Date;

use crate::{
    cli::{ViewArgs, parse_date, parse_person},
    failure::Failure,
    output,
    scenario_choice::FilesArgs,
    scenario_files, sheet_file,
    source::Source,
};
use detente_answers::{ask::plan, page::terminal, spreadsheet};
use detente_machine::desk::today;
use detente_outcomes::to_case;

/// Convert a scenario to another format or to a case, and list what is lost
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente convert my-genius-scenario my-negmas-scenario --to negmas\n  detente convert matrix.csv my-case --to case --owner \"Jo Doe\"\n  detente convert model.gmcr my-case --to case\n  detente convert cases/elmira-1991 elmira.gmcr --to gmcr"
)]
pub(crate) struct Convert {
    /// A folder of Genius XML, GeniusWeb JSON or NegMAS YAML, a spreadsheet (.csv, .xlsx, .ods), a .gmcr file, or a case
    from: PathBuf,

    /// The folder or .gmcr file to make; it must not exist
    folder: PathBuf,

    /// The format to write
    #[arg(long, value_enum)]
    to: Target,

    /// Who answers for the numbers of the case, which are assumptions
    #[arg(long, default_value = "whoever converted it", value_name = "NAME", value_parser = parse_person)]
    owner: String,

    /// Write it even if some package would no longer compare with others, or with no deal, as it does
    #[arg(long)]
    lossy: bool,

    #[command(flatten)]
    files: FilesArgs,

    /// The day of the case that is made [default: today, UTC], or on which a case is read
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    as_of: Option<Date>,
}

/// What can be written.
#[derive(Clone, Copy)]
enum Target {
    /// A scenario in a format.
    Scenario(Format),
    /// A workbook with a table.
    Workbook,
    /// A folder with a case.toml.
    Case,
    /// The conflict of a case as a `.gmcr` file.
    Gmcr,
}

/// Every format, a workbook, a conflict, and a case last.
static TARGETS: [Target; Format::ALL.len() + 3] = {
    let mut targets = [Target::Case; Format::ALL.len() + 3];
    targets[Format::ALL.len()] = Target::Workbook;
    targets[Format::ALL.len() + 1] = Target::Gmcr;
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
            Self::Workbook => PossibleValue::new("xlsx").help("A table in a workbook"),
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
        if scenario_files::is_case(&self.from) {
            return self.of_case();
        }
        if let Some(spreadsheet) = sheet_file::at(&self.from) {
            match self.to {
                Target::Case => {
                    return self.write_case_of(&sheet_file::table(&spreadsheet)?, &spreadsheet);
                }
                // A table as a table: words, intervals and unknowns stay.
                Target::Scenario(Format::Matrix) | Target::Workbook => {
                    return self.write_table(&sheet_file::table(&spreadsheet)?, "");
                }
                Target::Scenario(Format::Genius | Format::GeniusWeb | Format::Negmas) | Target::Gmcr => {}
            }
        }
        let mut scenario = scenario_files::read(&self.from, &self.files)?.scenario;
        if self.files.steps.is_some() {
            scenario = scenario.with_tables();
        }
        let format = match self.to {
            Target::Scenario(format) => Some(format),
            // A workbook holds what a table of comma-separated values holds.
            Target::Workbook => Some(Format::Matrix),
            Target::Case | Target::Gmcr => None,
        };
        if let Some(format) = format {
            format.holds(&scenario).map_err(|why| Failure::usage(why.to_string()))?;
        }
        match self.to {
            Target::Scenario(format) => {
                let written = format.write(&scenario);
                self.allows(&written.losses)?;
                self.write(&written)
            }
            Target::Workbook => {
                let (bytes, losses) = xlsx(&scenario).map_err(unwritten)?;
                self.allows(&losses)?;
                self.make(
                    [(format!("{}.xlsx", scenario.name).as_str(), bytes.as_slice())],
                    &told_of_losses(&losses),
                )
            }
            Target::Case => self.write_case(&scenario),
            // What is of a conflict was converted above.
            Target::Gmcr => self.conflict(),
        }
    }

    /// From where a case is seen that is converted.
    fn view(&self) -> ViewArgs {
        ViewArgs { as_of: self.as_of, ..ViewArgs::default() }
    }

    /// Whether what is lost may be lost: a verdict only if that is said.
    fn allows(&self, losses: &Losses) -> Result<(), Failure> {
        let verdicts: Vec<String> = losses.of_verdicts().map(|loss| format!("\n  {loss}")).collect();
        if self.lossy || verdicts.is_empty() {
            return Ok(());
        }
        Err(Failure::usage(format!(
            "the format cannot hold every verdict, and nothing was written:{}\nWrite it all the same with --lossy",
            verdicts.concat()
        )))
    }

    /// A case as a table.
    fn of_case(&self) -> Result<(), Failure> {
        let (question, _) = Source::at(&self.from)?.question(&self.view(), plan(None))?;
        let name = self
            .folder
            .file_stem()
            .map_or_else(|| "table".to_owned(), |name| name.to_string_lossy().into_owned());
        let made = spreadsheet::table(&question, &name);
        let lost: String =
            made.lost.iter().map(|line| told_of(&format!("lost in conversion: {line}"))).collect();
        match self.to {
            Target::Scenario(Format::Matrix) | Target::Workbook => self.write_table(&made.table, &lost),
            Target::Scenario(_) | Target::Case | Target::Gmcr => Err(Failure::usage(
                "a case becomes a table: --to csv or --to xlsx; formats of scenarios have no intervals and no words",
            )),
        }
    }

    /// A table as a workbook if that is asked for, else as CSV.
    fn write_table(&self, table: &Table, told: &str) -> Result<(), Failure> {
        let name = &table.name;
        match self.to {
            Target::Workbook => {
                let bytes = sheet::xlsx_of_table(table).map_err(unwritten)?;
                self.make([(format!("{name}.xlsx").as_str(), bytes.as_slice())], told)
            }
            Target::Scenario(_) | Target::Case | Target::Gmcr => {
                let text = sheet::write_table(table);
                self.make([(format!("{name}.csv").as_str(), text.as_bytes())], told)
            }
        }
    }

    fn make<'a>(
        &self,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        told: &str,
    ) -> Result<(), Failure> {
        let folder = &self.folder;
        crate::folder::make(folder, files)?;
        let shown = folder.display();
        output::write(&format!("{shown}: 1 file\n{told}Try: detente brief {shown}\n"))
    }

    /// The case of a table, with nothing rescaled and each number beside its cells.
    fn write_case_of(&self, table: &Table, spreadsheet: &Path) -> Result<(), Failure> {
        let as_of = self.as_of.unwrap_or_else(today).to_string();
        let file =
            spreadsheet.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let made = table
            .case(&file, Owner::Person(&self.owner), &as_of)
            .map_err(|error| Failure::Scenario(vec![format!("error: {}: {error}", spreadsheet.display())]))?;
        let changed = made.told.iter().map(|line| format!("changed: {line}"));
        self.made_case(&made.text, changed.chain(unsaid(&made.unsaid)))
    }

    fn write(&self, written: &Written) -> Result<(), Failure> {
        let folder = &self.folder;
        crate::folder::make(
            folder,
            written.files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())),
        )?;
        let files = detente_answers::answers::verdict::counted(written.files.len(), "file", "files");
        let mut told = format!("{}: {files}\n", folder.display());
        told.push_str(&told_of_losses(&written.losses));
        told.push_str(&format!("Try: detente frontier {}\n", folder.display()));
        output::write(&told)
    }

    fn write_case(&self, scenario: &Scenario) -> Result<(), Failure> {
        let as_of = self.as_of.unwrap_or_else(today);
        let made = to_case(scenario, &self.owner, &as_of.to_string())
            .map_err(|why| Failure::usage(why.to_string()))?;
        self.made_case(&made.text, made.changed.iter().map(|line| format!("changed: {line}")))
    }

    fn made_case(&self, text: &str, lines: impl Iterator<Item = String>) -> Result<(), Failure> {
        let folder = &self.folder;
        crate::folder::make(folder, [("case.toml", text.as_bytes())])?;
        let shown = folder.display();
        let mut told = format!("{shown}: a case whose numbers are assumed by {}\n", self.owner);
        told.extend(lines.map(|line| told_of(&line)));
        told.push_str(&format!("Try: detente brief {shown}\n     detente frontier {shown}\n"));
        output::write(&told)
    }
}

/// That cells say nothing, and what that means in a case.
fn unsaid(cells: &[sheet::Place]) -> Option<String> {
    const LISTED: usize = 8;
    let names = cells.iter().take(LISTED).map(|cell| sheet::cell_name(*cell)).collect::<Vec<_>>().join(", ");
    let rest = if cells.len() > LISTED { ", …" } else { "" };
    let (word, says) = if cells.len() == 1 { ("cell", "says") } else { ("cells", "say") };
    let told =
        format!("left open: {word} {names}{rest} {says} nothing; in the case that is not known, and not 0");
    (!cells.is_empty()).then_some(told)
}

/// What a format could not carry, a line each.
fn told_of_losses(losses: &Losses) -> String {
    let told = |loss: &Loss| {
        let what = match loss.changes {
            Changes::Words => "lost in conversion",
            Changes::Numbers => "changed",
            Changes::Verdict => "verdict lost",
        };
        told_of(&format!("{what}: {}: {}", loss.about, loss.what))
    };
    losses.iter().map(told).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
fn unwritten(error: impl ToString) -> Failure {
    Failure::Internal(format!("the workbook cannot be made: {}", error.to_string()))
}

/// One thing told, in lines of at most 80 columns.
fn told_of(line: &str) -> String {
    terminal::wrap(line, "", "  ") + "\n"
}
