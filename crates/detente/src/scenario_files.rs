//! Scenarios of the field's formats, read from a folder or a file.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use detente_answers::answer::Remark;
use detente_scenario::{Format, Opened, Scenario};

use crate::{failure::Failure, load, output, scenario_choice::FilesArgs, sheet_file};

/// Whether a path names a case rather than a scenario of another format.
pub(crate) fn is_case(path: &Path) -> bool {
    path.join("case.toml").is_file() || path.extension().is_some_and(|end| end == "toml") || !path.exists()
}

/// The texts of a scenario's folder, or the one file, by name.
pub(crate) fn texts(path: &Path, files: &FilesArgs) -> Result<BTreeMap<String, String>, Failure> {
    if !load::is_there(path)? {
        return Err(Failure::usage(format!("`{}` does not exist", path.display())));
    }
    let named = |file: &Path| file.file_name().map(|name| name.display().to_string()).unwrap_or_default();
    let files: Vec<(String, PathBuf)> =
        files.of(path)?.into_iter().map(|file| (named(&file), file)).collect();
    let format = Format::of(files.iter().map(|(name, _)| name.as_str()));
    let mut texts = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, file) in &files {
        // Only files of the folder's format are read: a note beside them is none of our business.
        if format.is_some() && Format::of([name.as_str()]) == format {
            match sheet_file::text(file) {
                Ok(text) => drop(texts.insert(name.clone(), text)),
                // What is wrong with one file is told with what is wrong with the others.
                Err(Failure::Scenario(told)) => wrong.extend(told),
                Err(failure) => return Err(failure),
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Scenario(wrong));
    }
    if format == Some(Format::Matrix) && texts.len() > 1 {
        let names = texts.keys().cloned().collect::<Vec<_>>().join(", ");
        let refused = Failure::usage(format!("`{}` holds several tables: {names}", path.display()));
        return Err(refused.with_help("name the one that is meant"));
    }
    if path
        .extension()
        .is_some_and(|end| ["xls", "xlsb", "numbers"].iter().any(|old| end.eq_ignore_ascii_case(old)))
    {
        let refused =
            Failure::usage(format!("`{}` is a workbook in a format that is not read", path.display()));
        return Err(refused.with_help("save it as .xlsx or .ods"));
    }
    if texts.is_empty() {
        let missing = path.display();
        let formats = Format::ALL.map(|format| format.to_string()).join(", ");
        return Err(Failure::usage(format!(
            "`{missing}` holds neither a case.toml nor files of a known format: {formats}"
        )));
    }
    Ok(texts)
}

/// A scenario, and what its reader says of the files.
pub(crate) struct Read {
    pub(crate) scenario: Scenario,
    pub(crate) remarks: Vec<Remark>,
    /// The texts it was read from, by name.
    pub(crate) texts: BTreeMap<String, String>,
}

/// Reads the scenario that is meant by a path, or by files of its folder.
pub(crate) fn read(path: &Path, files: &FilesArgs) -> Result<Read, Failure> {
    files.applied(scenario(texts(path, files)?)?)
}

/// Refuses options that choose files where there is a case, which is one file.
pub(crate) fn refuse_files_of_case(path: &Path, files: &FilesArgs) -> Result<(), Failure> {
    if files.is_plain() || !path.exists() {
        return Ok(());
    }
    let refused = "--domain, --profiles and --steps are for scenarios, and this is a case";
    Err(Failure::usage(format!("{refused}: {}", path.display())))
}

/// Reads a scenario in whichever format its files have, and prints what its reader says of them; fails when they have
/// errors.
fn scenario(texts: BTreeMap<String, String>) -> Result<Read, Failure> {
    let format = Format::of(texts.keys().map(String::as_str));
    let opened =
        format.map_or(Opened { scenario: None, diagnostics: Vec::new() }, |format| format.read(&texts));
    let told = opened.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>();
    let wrong = opened.has_errors();
    match opened.scenario {
        Some(scenario) if !wrong => {
            told.iter().for_each(|line| output::tell(line));
            let remarks = opened.diagnostics.iter().map(Remark::of).collect();
            Ok(Read { scenario, remarks, texts })
        }
        Some(_) | None => Err(Failure::Scenario(told)),
    }
}
