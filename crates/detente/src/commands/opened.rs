//! A case or a scenario, opened for questions about its packages.

use std::path::Path;

use clap::{Args, ValueEnum};
use detente_frontier::Limits;
use detente_outcomes::{Space, Terms};
use serde::Serialize;

use crate::{
    cli::{Format, ShowArgs, ViewArgs},
    failure::Failure,
    output, scenario_files,
    source::Source,
    what_if::Moved,
};
use detente_answers::{
    answer::Envelope,
    answers::{compare::Behind, packages},
    ask::{DRAWS, plan},
    page::{Page, markdown, terminal},
    provenance::Provenance,
    question::Question,
};

/// How packages are looked at.
#[derive(Args)]
pub(crate) struct PackagesArgs {
    /// How to read the numbers of a scenario
    #[arg(long, value_enum, default_value_t = Reading::Format, value_name = "READING")]
    pub(crate) reading: Reading,

    /// Megabytes that the frontier may take; if it needs more, the answer says how much
    #[arg(long, default_value_t = 1024, value_name = "MB")]
    memory: u32,
}

impl PackagesArgs {
    pub(crate) fn limits(&self) -> Limits {
        Limits { bytes: u64::from(self.memory) << 20, ..Limits::default() }
    }
}

/// How numbers of a scenario are taken.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reading {
    /// As the scenario's format defines them
    Format,
    /// As the format defines them, but not cut off at 1 as Genius does
    Unclipped,
    /// As NegMAS 0.16 reads them
    Raw,
}

impl Reading {
    /// Its name, as typed.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Unclipped => "unclipped",
            Self::Raw => "raw",
        }
    }

    /// The reading of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Format, Self::Unclipped, Self::Raw].into_iter().find(|reading| reading.name() == name)
    }

    /// What numbers mean in it.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Format => "utilities as the format defines them",
            Self::Unclipped => "utilities as the format defines them, not clipped at 1",
            Self::Raw => "utilities as NegMAS 0.16 reads the file",
        }
    }
}

impl From<Reading> for detente_scenario::Reading {
    fn from(reading: Reading) -> Self {
        match reading {
            Reading::Format | Reading::Unclipped => Self::Format,
            Reading::Raw => Self::Raw,
        }
    }
}

/// Packages with what they are of.
pub(crate) struct Opened {
    pub(crate) space: Space,
    pub(crate) provenance: Provenance,
    /// The case, where it is one.
    pub(crate) case: Option<Question>,
    /// What the user typed to name it.
    argument: String,
}

/// A scenario in which issues interact, if the path holds one: it has no sum to compare texts by.
pub(crate) fn interacting(
    path: &Path,
    reading: Reading,
    floors_aside: bool,
) -> Result<Option<(Space<Terms>, Provenance)>, Failure> {
    if scenario_files::is_case(path) {
        return Ok(None);
    }
    let texts = scenario_files::texts(path)?;
    let scenario = scenario_files::scenario(&texts)?;
    if !scenario.interacts() {
        return Ok(None);
    }
    let space = Space::interacting(&scenario, reading.into(), floors_aside).map_err(Failure::unsuitable)?;
    let provenance = Provenance::of_texts(&scenario.name, &texts, &space.scale);
    Ok(Some((space, provenance)))
}

impl Opened {
    pub(crate) fn at(path: &Path, view: &ViewArgs, reading: Reading) -> Result<Self, Failure> {
        let argument = path.display().to_string();
        if scenario_files::is_case(path) {
            let (question, moved) = Source::at(path)?.question(view, plan(DRAWS))?;
            moved.iter().for_each(Moved::complain);
            let space = packages::space(&question)?;
            let provenance = Provenance::without_draws(&question);
            return Ok(Self { space, provenance, case: Some(question), argument });
        }
        let texts = scenario_files::texts(path)?;
        let scenario = scenario_files::scenario(&texts)?;
        let mut space = Space::additive(&scenario, reading.into()).map_err(Failure::unsuitable)?;
        if matches!(reading, Reading::Unclipped) {
            space.unclip();
        }
        let provenance = Provenance::of_texts(&scenario.name, &texts, &space.scale);
        Ok(Self { space, provenance, case: None, argument })
    }

    /// The case behind the packages.
    pub(crate) fn behind(&self) -> Option<Behind<'_>> {
        self.case.as_ref().map(packages::behind)
    }

    /// A command to run next on the same scenario.
    pub(crate) fn command(&self, verb: &str, options: &str) -> String {
        format!("detente {verb} {} {options}", self.argument).trim_end().to_owned()
    }
}

/// Prints an answer with what it was made from.
pub(crate) fn print(
    provenance: Provenance,
    name: &str,
    show: &ShowArgs,
    answer: &impl Serialize,
    page: impl FnOnce() -> Page,
) -> Result<(), Failure> {
    match show.format() {
        Format::Json => output::json(&Envelope::new(name, provenance, answer)),
        Format::Md => {
            let line = format!("\n---\n\n{}\n", provenance.line());
            output::write(&(markdown::render(&page()) + &line))
        }
        Format::Text => {
            let line = format!("\n{}\n", terminal::faint(&provenance.line()));
            output::write(&(terminal::render(&page()) + &line))
        }
    }
}
