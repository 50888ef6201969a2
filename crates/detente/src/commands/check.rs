//! `detente check`: every problem of a case file at once.

use std::path::PathBuf;

use clap::Args;
use detente_answers::{answer::SchemaVersion, answers::verdict::counted};
use detente_case::{CaseFiles, Located, Opened, Reader, Reading, Severity, TrafficLight, render};
use detente_conflict::formats::{self, Problem, Severity as Grave};
use detente_inquiry::problems::{Report, report};

use crate::{cli::parse_label, failure::Failure, gmcr_file, load, output};

/// List every problem in a case, and how to mend it
#[derive(Args)]
#[command(
    after_help = "Examples:\n  detente check cases/london-2025\n  detente check cases/london-2025 --json"
)]
pub(crate) struct Check {
    /// The folder of the case, or its case.toml
    case: PathBuf,

    /// Check what a reader sees for whom this compartment is open (repeatable)
    #[arg(long, value_name = "NAME")]
    compartment: Vec<String>,

    /// Check what a reader sees who may see no higher label; no compartment is open unless it is named
    #[arg(long, value_name = "LABEL", value_parser = parse_label)]
    reader_label: Option<TrafficLight>,

    /// Print the problems as JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    /// The case as its author sees it, with everything in it; for a reader, without what is closed.
    fn seen(&self, files: CaseFiles) -> Result<(Reading, CaseFiles), Failure> {
        if self.compartment.is_empty() && self.reader_label.is_none() {
            return Ok((detente_case::read(&files), files));
        }
        let highest = self.reader_label.unwrap_or(TrafficLight::Red);
        let reader = Reader { compartments: self.compartment.iter().cloned().collect(), highest };
        let Opened { files, case, diagnostics, missing } = detente_case::open(&files, &reader);
        match missing.first() {
            Some(name) => Err(Failure::usage(format!("no compartment is called `{name}`"))),
            None => Ok((Reading { case, diagnostics }, files)),
        }
    }

    pub(crate) fn run(self) -> Result<(), Failure> {
        if gmcr_file::is_gmcr(&self.case) {
            return self.of_gmcr();
        }
        let files = load::load(&self.case)?;
        let (reading, files) = self.seen(files)?;
        if self.json {
            output::json(&report(&reading, &files))?;
        } else {
            let problems = reading.diagnostics.iter().map(|problem| render(problem, &files, true) + "\n\n");
            output::write(&(problems.collect::<String>() + &summary(&reading, &files)))?;
        }
        if reading.has_errors() { Err(Failure::Answered) } else { Ok(()) }
    }
}

impl Check {
    /// The problems of a `.gmcr` file, by decision maker, key and place.
    fn of_gmcr(&self) -> Result<(), Failure> {
        let (formats::Opened { problems, .. }, _) = gmcr_file::opened(&self.case)?;
        let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
        let (errors, warnings) = (count(Grave::Error), count(Grave::Warning));
        if self.json {
            let problem = |problem: &Problem| Located {
                code: "gmcr",
                severity: match problem.severity {
                    Grave::Error => Severity::Error,
                    Grave::Warning => Severity::Warning,
                },
                message: problem.to_string(),
                places: Vec::new(),
                help: vec![problem.mend.clone()],
            };
            let problems = problems.iter().map(problem).collect();
            let file = self.case.display().to_string();
            output::json(&Report { schema: SchemaVersion, file, errors, warnings, notes: 0, problems })?;
        } else {
            let lines: String = problems
                .iter()
                .map(|problem| output::told(&gmcr_file::line(&self.case, problem)) + "\n")
                .collect();
            let counts = match (errors, warnings) {
                (0, 0) => "no problems".to_owned(),
                (errors, 0) => counted(errors, "error", "errors"),
                (0, warnings) => counted(warnings, "warning", "warnings"),
                (errors, warnings) => {
                    format!(
                        "{}, {}",
                        counted(errors, "error", "errors"),
                        counted(warnings, "warning", "warnings")
                    )
                }
            };
            output::write(&format!("{lines}{}: {counts}\n", self.case.display()))?;
        }
        if errors == 0 { Ok(()) } else { Err(Failure::Answered) }
    }
}

fn summary(reading: &Reading, files: &CaseFiles) -> String {
    let counts: Vec<_> =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
            .into_iter()
            .map(|(severity, word)| (reading.count(severity), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
            .collect();
    let Some(first) = reading.diagnostics.iter().find(|problem| problem.code != "more-problems") else {
        return format!("{}: no problems\n", files.path());
    };
    format!("{}: {}\nTry: detente explain {}\n", files.path(), counts.join(", "), first.code)
}
