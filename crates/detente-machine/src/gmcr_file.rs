//! `.gmcr` files on disk: what is wrong with one, its conflict, and the case that states it.

use std::{collections::BTreeMap, path::Path};

use detente_answers::{
    conflict::{self, Conflict, as_case::case_of},
    provenance::Provenance,
};
use detente_case::CaseFiles;
use detente_conflict::formats::{File, Opened, Problem, Severity, open_gmcr};

use crate::{failure::Failure, load, output, place};

/// How a Python pickle begins.
const PICKLE: u8 = 0x80;

/// Whether a path names a model rather than a case.
#[must_use]
pub fn is_gmcr(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("gmcr"))
}

/// A file as far as it can be read, and its text.
pub fn opened(path: &Path) -> Result<(Opened, String), Failure> {
    let bytes = load::read_bounded(path)?;
    // An old file is no text at all: its reader says so better.
    if bytes.first() == Some(&PICKLE) {
        return Ok((open_gmcr(&bytes), String::new()));
    }
    let text = place::decoded(path, &bytes)?;
    Ok((open_gmcr(text.as_bytes()), text))
}

/// A problem in a line: how bad it is, in which file, where, and how to mend it.
#[must_use]
pub fn line(path: &Path, problem: &Problem) -> String {
    let severity = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{severity}: {}: {problem}", path.display())
}

/// A file that can be read, its text, and what is odd about it; fails with everything that is wrong.
pub fn read(path: &Path) -> Result<(File, String, Vec<Problem>), Failure> {
    let (Opened { file, problems }, text) = opened(path)?;
    match file {
        Some(file) => Ok((file, text, problems)),
        None => Err(Failure::Scenario(problems.iter().map(|problem| line(path, problem)).collect())),
    }
}

/// The conflict of a file; the provenance of answers about it.
pub fn conflict(path: &Path) -> Result<(Conflict<'static>, Provenance), Failure> {
    let name = path.display().to_string();
    let (file, text, odd) = read(path)?;
    let odd = odd.iter().map(ToString::to_string);
    let losses = odd.chain(conflict::losses(&text, &file)).collect();
    let texts = BTreeMap::from([(name.clone(), text)]);
    Ok((Conflict::of_gmcr(&name, file, losses)?, Provenance::of_texts(&name, &texts, "a .gmcr model")))
}

/// A file as the case that states its conflict. It names no day, and is read as of
/// [`load::UNDATED`]. What is lost and what is odd is printed.
pub fn as_case(path: &Path) -> Result<CaseFiles, Failure> {
    let (text, told) = text_of_case(path, &path.display().to_string(), &load::UNDATED.to_string())?;
    told.iter().for_each(|line| output::tell(line));
    Ok(CaseFiles::new(path.display().to_string(), text.as_bytes(), BTreeMap::new()))
}

/// The text of the case that states the conflict of a file, and what there is to tell of it.
pub fn text_of_case(path: &Path, owner: &str, as_of: &str) -> Result<(String, Vec<String>), Failure> {
    let (file, _, odd) = read(path)?;
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let made = case_of(&file, &name, owner, as_of)
        .map_err(|why| Failure::Scenario(vec![format!("error: {}: {why}", path.display())]))?;
    let lost = made
        .losses
        .iter()
        .map(|loss| format!("note: {}: not in the file or not in the case: {loss}", path.display()));
    Ok((made.text, odd.iter().map(|problem| line(path, problem)).chain(lost).collect()))
}
