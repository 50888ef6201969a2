//! Workbooks (`.xlsx`, `.ods`): the sheet that holds the table, as the text of a table.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::{grid::Grid, layout, ods};
use crate::{Diagnostic, Severity, diagnostic::Sink};

/// How many rows, columns and bytes of text of a sheet are read.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 200;
const MOST_TEXT: usize = 16 << 20;

/// How many bytes the parts of a workbook may have when they are unpacked.
const MOST_BYTES: u64 = 32 << 20;

/// A sheet.
#[derive(Default)]
pub(super) struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
    text: usize,
    /// Something was left out of it, because it is too large.
    cut: bool,
}

impl Sheet {
    pub(super) fn called(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Writes into a cell, counted from 0; false where the sheet is full.
    pub(super) fn put(&mut self, row: usize, column: usize, text: &str) -> bool {
        if text.trim().is_empty() {
            return true;
        }
        self.text = self.text.saturating_add(text.len());
        if row >= MOST_ROWS || column >= MOST_COLUMNS || self.text > MOST_TEXT {
            self.cut = true;
            return false;
        }
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        if let Some(cells) = self.rows.get_mut(row) {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            if let Some(free) = cells.get_mut(column) {
                text.clone_into(free);
            }
        }
        true
    }

    /// The sheet as the text of a table.
    fn csv(&self) -> String {
        self.rows.iter().map(|row| line(row)).collect()
    }

    fn has_header(&self, file: &str) -> bool {
        const FIRST: usize = 40;
        let first: String = self.rows.iter().take(FIRST).map(|row| line(row)).collect();
        layout::has_header(&Grid::of(file, &first, &mut Sink::default()))
    }
}

/// A row as a line, with every cell in quotes.
fn line(row: &[String]) -> String {
    let cell = |text: &String| format!("\"{}\"", text.replace(['\n', '\r'], " ").replace('"', "\"\""));
    row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n"
}

/// Why a workbook is not read.
enum Problem {
    TooLarge,
    Broken(String),
    Empty,
}

impl Problem {
    fn of(error: &impl ToString) -> Self {
        Self::Broken(error.to_string())
    }

    fn told(&self, file: &str) -> Diagnostic {
        let (message, help) = match self {
            Self::TooLarge => (
                format!("unpacked, the workbook has more than {} MB", MOST_BYTES >> 20),
                "keep the table alone in a workbook",
            ),
            Self::Broken(message) => (
                format!("the workbook cannot be read: {message}"),
                "open it in a spreadsheet and save it again, without a password",
            ),
            Self::Empty => ("every sheet is empty".to_owned(), "put the table into the first sheet"),
        };
        Diagnostic {
            code: "broken-workbook",
            severity: Severity::Error,
            file: file.to_owned(),
            place: None,
            message,
            help: help.to_owned(),
        }
    }
}

/// The table in a workbook as text, a line a row and every cell in quotes, so that places stay what they are; `file` is
/// the workbook's name. The first sheet with a header holds the table; where there are others, that is told.
pub fn workbook_text(file: &str, bytes: &[u8]) -> Result<(String, Vec<Diagnostic>), Diagnostic> {
    let mut chosen = Chosen { file, table: None, filled: None, others: Vec::new() };
    sheets(&mut chosen, bytes).map_err(|problem| problem.told(file))?;
    let Some(sheet) = chosen.table.or(chosen.filled) else { return Err(Problem::Empty.told(file)) };
    let mut sink = Sink::default();
    let others: Vec<String> =
        chosen.others.iter().filter(|name| **name != sheet.name).map(|name| format!("{name:?}")).collect();
    if !others.is_empty() {
        let message = format!("the table is sheet {:?}; not read: {}", sheet.name, others.join(", "));
        let help = "put the table into the first sheet if it is another";
        sink.push(Severity::Note, "other-sheets", file, None, message, help);
    }
    if sheet.cut {
        let message = format!(
            "sheet {:?} has more than {MOST_ROWS} rows, {MOST_COLUMNS} columns or {} MB of text",
            sheet.name,
            MOST_TEXT >> 20
        );
        sink.push(Severity::Error, "table-too-large", file, None, message, "split the table");
    }
    Ok((sheet.csv(), sink.finish()))
}

/// The sheets seen so far: at most two are kept.
pub(super) struct Chosen<'f> {
    file: &'f str,
    /// The first with a header.
    table: Option<Sheet>,
    /// The first that is not empty.
    filled: Option<Sheet>,
    /// The names of sheets that hold something, or were not looked at.
    others: Vec<String>,
}

impl Chosen<'_> {
    /// Whether another sheet need not be read.
    pub(super) fn is_done(&self) -> bool {
        self.table.is_some()
    }

    pub(super) fn skip(&mut self, name: &str) {
        self.others.push(name.to_owned());
    }

    pub(super) fn offer(&mut self, sheet: Sheet) {
        if sheet.rows.is_empty() {
            return;
        }
        self.others.push(sheet.name.clone());
        if sheet.has_header(self.file) {
            self.table = Some(sheet);
        } else if self.filled.is_none() {
            self.filled = Some(sheet);
        }
    }
}

fn sheets(chosen: &mut Chosen<'_>, bytes: &[u8]) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Problem::of(&error))?;
    bounded(&mut archive)?;
    if chosen.file.to_ascii_lowercase().ends_with(".ods") {
        let mut content = String::new();
        let mut part = archive.by_name("content.xml").map_err(|error| Problem::of(&error))?;
        part.read_to_string(&mut content).map_err(|error| Problem::of(&error))?;
        if crate::text::crowded_tag(&content).is_some() {
            return Err(Problem::Broken("a tag has too many attributes".to_owned()));
        }
        return ods::sheets(&content, chosen).map_err(Problem::Broken);
    }
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| Problem::of(&error))?;
    for name in workbook.sheet_names() {
        if chosen.is_done() {
            chosen.skip(&name);
        } else {
            chosen.offer(sheet(&mut workbook, &name)?);
        }
    }
    Ok(())
}

/// Unpacks every part once, to see how large it is: what a part says of its own size need not be true.
fn bounded(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Problem> {
    let mut all = 0;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|error| Problem::of(&error))?;
        let left = MOST_BYTES - all + 1;
        all +=
            std::io::copy(&mut part.take(left), &mut std::io::sink()).map_err(|error| Problem::of(&error))?;
        if all > MOST_BYTES {
            return Err(Problem::TooLarge);
        }
    }
    Ok(())
}

fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, Problem> {
    let mut sheet = Sheet::called(name);
    // A sheet of pictures or a chart has no cells.
    let Ok(mut cells) = workbook.worksheet_cells_reader(name) else { return Ok(sheet) };
    while let Some(cell) = cells.next_cell().map_err(|error| Problem::of(&error))? {
        let (row, column) = cell.get_position();
        if let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) {
            sheet.put(row, column, &text(cell.get_value()));
        }
    }
    Ok(sheet)
}

/// A number as its value whatever its format, a date as its day, anything else as its text.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
