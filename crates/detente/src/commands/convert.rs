//! `detente convert`: a scenario from one of the field's formats to another.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente_scenario::Format;

use crate::{failure::Failure, output, space};

/// A scenario in another format, and what that format cannot carry
#[derive(Args)]
#[command(after_help = "Example:\n  detente convert my-genius-scenario my-negmas-scenario --to negmas")]
pub(crate) struct Convert {
    /// A folder of Genius XML, `GeniusWeb` JSON or `NegMAS` YAML, or a CSV
    from: PathBuf,

    /// The folder to make; it must not exist
    folder: PathBuf,

    /// The format to write
    #[arg(long, value_enum)]
    to: Target,
}

/// A format that can be written.
#[derive(Clone, Copy, ValueEnum)]
enum Target {
    Genius,
    Geniusweb,
    Negmas,
    Csv,
}

impl From<Target> for Format {
    fn from(target: Target) -> Self {
        match target {
            Target::Genius => Self::Genius,
            Target::Geniusweb => Self::GeniusWeb,
            Target::Negmas => Self::Negmas,
            Target::Csv => Self::Matrix,
        }
    }
}

impl Convert {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let scenario = space::scenario(&space::texts(&self.from)?)?;
        let written = Format::from(self.to).write(&scenario);
        let folder = &self.folder;
        crate::folder::make(folder, written.files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
        let files = crate::answers::verdict::counted(written.files.len(), "file", "files");
        let mut told = format!("{}: {files}\n", folder.display());
        for loss in written.losses.iter() {
            let what = if loss.changes_numbers { "changed" } else { "not carried" };
            told.push_str(&format!("{what}: {}: {}\n", loss.about, loss.what));
        }
        output::write(&told)
    }
}
