//! Spreadsheets on disk: as the text of a table, and as a case whose assumptions are its cells.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use detente_case::CaseFiles;
use detente_scenario::{
    Diagnostic, Severity,
    sheet::{self, Owner, Place, Table},
    text::{Encoding, Kind, NotText},
};

use crate::{failure::Failure, output, read::read_bounded};

/// The day as of which a table is read, which names none: the day on which it was saved differs from machine to machine,
/// and the same file must give the same answer.
const UNDATED: &str = "2000-01-01";

/// The spreadsheet that a path names: the file itself, or the only one in a folder that holds no case.
#[must_use]
pub fn at(path: &Path) -> Option<PathBuf> {
    if !path.is_dir() {
        return Some(path.to_owned()).filter(|path| path.is_file() && sheet::is_spreadsheet(&name(path)));
    }
    if path.join("case.toml").exists() {
        return None;
    }
    // Offices put `~$` before the name of a file that is open.
    let lock = |path: &PathBuf| name(path).starts_with("~$");
    let entries = fs::read_dir(path).ok()?.flatten().map(|entry| entry.path()).filter(|path| !lock(path));
    let files: Vec<PathBuf> =
        entries.filter(|path| detente_scenario::Format::of([name(path).as_str()]).is_some()).collect();
    match files.as_slice() {
        [only] if sheet::is_spreadsheet(&name(only)) => Some(only.clone()),
        _ => None,
    }
}

/// The name of a file, without its folder.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The text of a file of a scenario; what is told of how it was decoded is printed.
pub fn text(path: &Path) -> Result<String, Failure> {
    let name = name(path);
    let bytes = read_bounded(path)?;
    if sheet::is_workbook(&name) {
        let (text, told) = sheet::workbook_text(&name, &bytes)
            .map_err(|problem| Failure::Scenario(vec![problem.to_string()]))?;
        if told.iter().any(|told| told.severity == Severity::Error) {
            return Err(Failure::Scenario(told.iter().map(ToString::to_string).collect()));
        }
        told.iter().for_each(|told| output::tell(&told.to_string()));
        return Ok(text);
    }
    let decoded = detente_scenario::text::decode(Kind::of(&name), &bytes)
        .map_err(|problem| not_text(&name, problem))?;
    if decoded.encoding == Encoding::Western {
        output::tell(&western(&name, &decoded.text).to_string());
    }
    Ok(decoded.text)
}

/// The text of a file of a scenario, to look at what it is; nothing where it cannot be read.
#[must_use]
pub fn quiet_text(path: &Path) -> Option<String> {
    let name = name(path);
    if sheet::is_workbook(&name) {
        return None;
    }
    detente_scenario::text::decode(Kind::of(&name), &read_bounded(path).ok()?).ok().map(|text| text.text)
}

/// That a file is no text.
#[must_use]
pub fn not_text(name: &str, problem: NotText) -> Failure {
    let problem = Diagnostic {
        code: "not-utf8",
        severity: Severity::Error,
        file: name.to_owned(),
        place: Some((problem.line, problem.column)),
        message: problem.message,
        help: problem.help,
    };
    Failure::Scenario(vec![problem.to_string()])
}

/// That the encoding of a table was guessed, with the first word that hangs on it.
fn western(name: &str, text: &str) -> Diagnostic {
    let line = text.lines().zip(1..).find(|(line, _)| !line.is_ascii());
    let word = line.and_then(|(line, _)| line.split([',', ';', '\t']).find(|cell| !cell.is_ascii()));
    let column = line.and_then(|(line, _)| line.chars().position(|letter| !letter.is_ascii()));
    Diagnostic {
        code: "not-utf8",
        severity: Severity::Warning,
        file: name.to_owned(),
        place: line
            .zip(column)
            .map(|((_, row), column)| (row, u32::try_from(column + 1).unwrap_or(u32::MAX))),
        message: format!(
            "the file is not UTF-8; read as Windows-1252, it says {:?}",
            word.unwrap_or_default().trim()
        ),
        help: "if that is another word, save the table as `CSV UTF-8`, or as .xlsx or .ods".to_owned(),
    }
}

/// Reads a spreadsheet as a table. Prints what is odd about it; fails when it has errors.
pub fn table(path: &Path) -> Result<Table, Failure> {
    Sheet::at(path, &name(path))?.table(&[], &[])
}

/// The text of a spreadsheet as it was read.
#[derive(Clone)]
pub struct Sheet {
    name: String,
    /// The path by which it is shown.
    shown: String,
    text: String,
}

/// A spreadsheet as a case.
pub struct Made {
    /// The case and its text.
    pub files: CaseFiles,
    /// The table that it is made of.
    pub table: Table,
    /// By cell the line of the case on which the statement begins that says what it says.
    pub lines: BTreeMap<Place, usize>,
    told: Vec<String>,
}

impl Sheet {
    /// Reads a spreadsheet that is shown by this path.
    pub fn at(path: &Path, shown: &str) -> Result<Self, Failure> {
        Ok(Self { name: name(path), shown: shown.to_owned(), text: text(path)? })
    }

    /// The spreadsheet as a case: each of its cells is an assumption that says where it stands. It names no day, and is
    /// read as of 2000-01-01. Prints what is odd about it.
    pub fn case(&self) -> Result<Made, Failure> {
        let made = self.made(&[], &[])?;
        made.told.iter().for_each(|line| output::tell(&format!("note: {}: {line}", self.name)));
        Ok(made)
    }

    /// The case that the spreadsheet makes with other texts in some cells. Prints what is odd only because of them.
    pub fn case_with(&self, changes: &[(Place, String)]) -> Result<Made, Failure> {
        let (_, told) = sheet::table(&self.name, &self.text);
        self.made(changes, &told)
    }

    /// Its table as it stands, for looking up cells; what is odd about it was told.
    #[must_use]
    pub fn plain(&self) -> Table {
        sheet::table(&self.name, &self.text).0
    }

    fn made(&self, changes: &[(Place, String)], known: &[Diagnostic]) -> Result<Made, Failure> {
        let table = self.table(changes, known)?;
        let refused =
            |error: sheet::NoCase| Failure::Scenario(vec![format!("error: {}: {error}", self.shown)]);
        let made = table.case(&self.name, Owner::Cells, UNDATED).map_err(refused)?;
        let files = CaseFiles::new(&self.shown, made.text.as_bytes(), [].into());
        Ok(Made { files, table, lines: made.lines, told: made.told })
    }

    /// Its table; prints what is odd about it and not known, and fails when it has errors.
    fn table(&self, changes: &[(Place, String)], known: &[Diagnostic]) -> Result<Table, Failure> {
        let (table, told) = sheet::table_with(&self.name, &self.text, changes);
        if told.iter().any(|told| told.severity == Severity::Error) {
            return Err(Failure::Scenario(told.iter().map(ToString::to_string).collect()));
        }
        told.iter().filter(|told| !known.contains(told)).for_each(|told| output::tell(&told.to_string()));
        Ok(table)
    }
}
