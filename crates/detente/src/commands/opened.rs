//! A case or a scenario, opened for questions about its packages.

use std::path::Path;

use clap::{Args, ValueEnum};
use detente_frontier::Limits;
use detente_outcomes::{Space, Terms};
use serde::Serialize;

use crate::{
    cli::{Format, ShowArgs, ViewArgs},
    failure::Failure,
    output,
    scenario_choice::FilesArgs,
    scenario_files::{self, Read},
    source::Source,
    what_if::Moved,
};
use detente_answers::{
    answer::{Envelope, Remark},
    answers::{
        compare::Behind,
        packages::{self, LIMITS},
    },
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

    /// Megabytes that the answer may take, a quarter for each list of the frontier; if one needs more, the answer says how much
    #[arg(long, default_value_t = 512, value_name = "MB")]
    memory: u32,
}

impl PackagesArgs {
    pub(crate) fn limits(&self) -> Limits {
        Limits { bytes: u64::from(self.memory) << 20, ..LIMITS }
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

/// What an answer is made from.
pub(crate) struct Made {
    pub(crate) provenance: Provenance,
    /// What the reader of a scenario's files says of them; nothing of a case, which is checked on its own.
    pub(crate) remarks: Vec<Remark>,
}

impl Made {
    /// From a scenario; `scale` says what numbers mean.
    pub(crate) fn of(read: Read, scale: &str) -> Self {
        let provenance = Provenance::of_texts(&read.scenario.name, &read.texts, scale);
        Self { provenance, remarks: read.remarks }
    }
}

impl From<Provenance> for Made {
    fn from(provenance: Provenance) -> Self {
        Self { provenance, remarks: Vec::new() }
    }
}

/// Packages with what they are of.
pub(crate) struct Opened {
    pub(crate) space: Space,
    pub(crate) made: Made,
    /// The case, where it is one.
    pub(crate) case: Option<Question>,
    /// What the user typed to name it.
    argument: String,
}

/// Packages by name, of a case or of a scenario.
pub(crate) enum Found {
    /// Each party's options add up.
    Additive(Box<Opened>),
    /// Issues interact: there is no sum to compare texts by.
    Interacting(Box<Space<Terms>>, Made),
}

/// The packages of a path, or of files of its folder.
pub(crate) fn found(
    path: &Path,
    files: &FilesArgs,
    view: &ViewArgs,
    reading: Reading,
    floors_aside: bool,
) -> Result<Found, Failure> {
    if scenario_files::is_case(path) {
        return Ok(Found::Additive(Box::new(Opened::at(path, files, view, reading)?)));
    }
    let read = scenario_files::read(path, files)?;
    if !read.scenario.interacts() {
        return Ok(Found::Additive(Box::new(Opened::of(read, path, files, reading)?)));
    }
    let space =
        Space::interacting(&read.scenario, reading.into(), floors_aside).map_err(Failure::unsuitable)?;
    let made = Made::of(read, &files.says(&space.scale));
    Ok(Found::Interacting(Box::new(space), made))
}

impl Opened {
    pub(crate) fn at(
        path: &Path,
        files: &FilesArgs,
        view: &ViewArgs,
        reading: Reading,
    ) -> Result<Self, Failure> {
        if scenario_files::is_case(path) {
            scenario_files::refuse_files_of_case(path, files)?;
            let (question, moved) = Source::at(path)?.question(view, plan(DRAWS))?;
            moved.iter().for_each(Moved::complain);
            let space = packages::space(&question)?;
            let made = Provenance::without_draws(&question).into();
            return Ok(Self { space, made, case: Some(question), argument: path.display().to_string() });
        }
        Self::of(scenario_files::read(path, files)?, path, files, reading)
    }

    /// The packages of a scenario all of whose parties add up what options are worth.
    fn of(read: Read, path: &Path, files: &FilesArgs, reading: Reading) -> Result<Self, Failure> {
        let mut space = Space::additive(&read.scenario, reading.into()).map_err(Failure::unsuitable)?;
        if matches!(reading, Reading::Unclipped) {
            space.unclip();
        }
        let made = Made::of(read, &files.says(&space.scale));
        Ok(Self { space, made, case: None, argument: files.typed(path) })
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
    made: impl Into<Made>,
    name: &str,
    show: &ShowArgs,
    answer: &impl Serialize,
    page: impl FnOnce() -> Page,
) -> Result<(), Failure> {
    let Made { provenance, remarks } = made.into();
    match show.format() {
        Format::Json => output::json(&Envelope::new(name, provenance, answer).remarking(remarks)),
        Format::Md => output::write(&(markdown::render(&page()) + &provenance.under_markdown())),
        Format::Text => output::write(&(terminal::render(&page()) + &provenance.under_text())),
    }
}
