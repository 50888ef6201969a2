//! Conflicts: a `.gmcr` file as a case, and the conflict of a case as such a file.

use std::{fs, path::Path};

use detente_answers::{
    ask::plan,
    conflict::{Conflict, derived::Choice},
};
use detente_machine::desk::today;

use super::{Convert, Target, told_of};
use crate::{failure::Failure, folder, gmcr_file, output, source::Source, target, what_if::Moved};

impl Convert {
    /// Whether a conflict is converted rather than a scenario.
    pub(super) fn is_of_a_conflict(&self) -> bool {
        gmcr_file::is_gmcr(&self.from) || matches!(self.to, Target::Gmcr)
    }

    /// Converts it.
    pub(super) fn conflict(&self) -> Result<(), Failure> {
        match (gmcr_file::is_gmcr(&self.from), self.to) {
            (true, Target::Case) => self.gmcr_to_case(),
            (false, Target::Gmcr) => self.case_to_gmcr(),
            (true, Target::Gmcr) => Err(Failure::usage(format!("{} is a .gmcr file", self.from.display()))
                .with_help("give a case to make one of, or write a case of it: --to case")),
            (_, Target::Scenario(_) | Target::Workbook) => Err(Failure::usage(format!(
                "{} states a conflict, and a scenario has none",
                self.from.display()
            ))
            .with_help("write a case of it: --to case")),
            (false, Target::Case) => Ok(()),
        }
    }

    fn gmcr_to_case(&self) -> Result<(), Failure> {
        let as_of = self.as_of.unwrap_or_else(today);
        let (text, told) = gmcr_file::text_of_case(&self.from, &self.owner, &as_of.to_string())?;
        folder::make(&self.folder, [("case.toml", text.as_str())])?;
        let shown = self.folder.display();
        let mut said = format!("{shown}: a case whose conflict is assumed by {}\n", self.owner);
        said.extend(told.iter().map(|line| told_of(line)));
        said.push_str(&format!("Try: detente brief {shown}\n     detente stability {shown}\n"));
        output::write(&said)
    }

    fn case_to_gmcr(&self) -> Result<(), Failure> {
        let (question, moved) = Source::at(&self.from)?.question(&self.view(), plan(None))?;
        moved.iter().for_each(Moved::complain);
        let made = Conflict::of_case(&question, &Choice::default())?.as_gmcr()?;
        let file = with_ending(&self.folder)?;
        target::create(file, made.text.as_bytes()).map_err(|cause| Failure::at("write", file, cause))?;
        let shown = file.display();
        let mut said = format!("{shown}: 1 file\n");
        said.extend(made.losses.iter().map(|loss| told_of(&format!("lost in conversion: {loss}"))));
        said.push_str(&format!("Try: detente stability {shown}\n"));
        output::write(&said)
    }
}

/// The file to make: it ends as such files do, so that it is read again, and is not there yet.
fn with_ending(file: &Path) -> Result<&Path, Failure> {
    if !gmcr_file::is_gmcr(file) {
        return Err(Failure::usage(format!("`{}` does not end in .gmcr", file.display()))
            .with_help(format!("name the file to make: {}.gmcr", file.display())));
    }
    if fs::symlink_metadata(file).is_ok() {
        return Err(
            Failure::usage(format!("{} already exists", file.display())).with_help("give another name")
        );
    }
    Ok(file)
}
