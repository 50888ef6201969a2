//! Scenarios of the field's formats, read from a folder or a file.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use detente_answers::answer::Remark;
use detente_scenario::{Format, Opened, Scenario};

use crate::{failure::Failure, output, sheet_file};

/// Whether a path names a case rather than a scenario of another format.
pub(crate) fn is_case(path: &Path) -> bool {
    path.join("case.toml").is_file() || path.extension().is_some_and(|end| end == "toml") || !path.exists()
}

/// The texts of a scenario's folder, or the one file, by name.
pub(crate) fn texts(path: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(|cause| Failure::at("read", path, cause))? {
            paths.push(entry.map_err(|cause| Failure::at("read", path, cause))?.path());
        }
    } else {
        paths.push(path.to_owned());
    }
    let mut texts = BTreeMap::new();
    let formats = Format::of(paths.iter().filter_map(|path| path.file_name()?.to_str()));
    for path in paths {
        let name = path.file_name().map(|name| name.display().to_string()).unwrap_or_default();
        // Only files of the folder's format are read: a picture or a note beside them is none of our business.
        if formats.is_some() && Format::of([name.as_str()]) == formats {
            texts.insert(name, sheet_file::text(&path)?);
        }
    }
    if formats == Some(Format::Matrix) && texts.len() > 1 {
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
}

/// Reads a scenario in whichever format its files have, and prints what its reader says of them; fails when they have
/// errors.
pub(crate) fn scenario(texts: &BTreeMap<String, String>) -> Result<Read, Failure> {
    let format = Format::of(texts.keys().map(String::as_str));
    let opened =
        format.map_or(Opened { scenario: None, diagnostics: Vec::new() }, |format| format.read(texts));
    let told = opened.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>();
    let wrong = opened.has_errors();
    match opened.scenario {
        Some(scenario) if !wrong => {
            if !told.is_empty() {
                output::complain(&told.join("\n"));
            }
            Ok(Read { scenario, remarks: opened.diagnostics.iter().map(Remark::of).collect() })
        }
        Some(_) | None => Err(Failure::Scenario(told)),
    }
}
