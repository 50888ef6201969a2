//! Workbooks (`.xlsx`, `.ods`): the sheet that holds the table, as the text of a table.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{build::WITHOUT_RESULT, grid::Grid, layout, oddities::Oddities, ods, xlsx};
use crate::{Diagnostic, Severity, diagnostic::Sink};

/// How many rows, columns and bytes of text of a sheet are read.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 200;
const MOST_TEXT: usize = 16 << 20;

/// How many bytes the parts of a workbook may have when they are unpacked.
const MOST_BYTES: u64 = 32 << 20;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Content {
    #[default]
    Empty,
    Text(String),
    /// A number as it is shown, with the sign of its format.
    Number(String),
    /// A formula whose result is not in the file.
    WithoutResult,
}

impl Content {
    fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) => text,
            Self::WithoutResult => WITHOUT_RESULT,
        }
    }
}

/// Whether a sheet is shown to who opens the workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Visibility {
    #[default]
    Shown,
    Hidden,
}

/// A sheet.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    rows: Vec<Vec<Content>>,
    text: usize,
    /// Something was left out of it, because it is too large.
    cut: bool,
    pub(super) oddities: Oddities,
}

impl Sheet {
    pub(super) fn called(name: &str, visibility: Visibility) -> Self {
        Self { name: name.to_owned(), visibility, ..Self::default() }
    }

    /// Writes into a cell, counted from 0; false where the sheet is full.
    pub(super) fn put(&mut self, row: usize, column: usize, content: &Content) -> bool {
        let text = content.text();
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
                cells.resize(column + 1, Content::Empty);
            }
            if let Some(free) = cells.get_mut(column) {
                free.clone_from(content);
            }
        }
        true
    }

    /// Whether a cell, counted from 0, holds nothing.
    pub(super) fn is_blank(&self, row: usize, column: usize) -> bool {
        let cell = self.rows.get(row).and_then(|cells| cells.get(column));
        cell.is_none_or(|cell| *cell == Content::Empty)
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

/// A row as a line: texts in quotes, numbers and formulas bare.
fn line(row: &[Content]) -> String {
    let cell = |content: &Content| match content {
        Content::Empty => "\"\"".to_owned(),
        Content::Text(text) => format!("\"{}\"", text.replace(['\n', '\r'], " ").replace('"', "\"\"")),
        Content::Number(_) | Content::WithoutResult => content.text().to_owned(),
    };
    row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n"
}

/// Why a workbook is not read.
pub(super) enum Problem {
    TooLarge,
    Broken(String),
    Empty,
}

impl Problem {
    pub(super) fn of(error: &impl ToString) -> Self {
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

/// The table in a workbook as text, a line a row, so that places stay what they are; `file` is the workbook's name. Texts
/// stand in quotes, and numbers do not. The first sheet with a header holds the table, and one that is hidden only where
/// none is shown that could; what was left aside is told, and what nobody sees who looks at the sheet.
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
    let text = sheet.csv();
    let grid = Grid::of(file, &text, &mut Sink::default());
    sheet.oddities.tell(&sheet, &grid, file, &mut sink);
    Ok((text, sink.finish()))
}

/// The sheets seen so far: at most two are kept.
pub(super) struct Chosen<'f> {
    pub(super) file: &'f str,
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
        let content = part(&mut archive, "content.xml")?;
        return ods::sheets(&content, chosen).map_err(Problem::Broken);
    }
    xlsx::sheets(chosen, bytes, &mut archive)
}

/// A part of a workbook as text.
pub(super) fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Problem> {
    let mut part = archive.by_name(name).map_err(|error| Problem::of(&error))?;
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes).map_err(|error| Problem::of(&error))?;
    let text = crate::text::decode(crate::text::Kind::Xml, &bytes);
    let text = text.map_err(|problem| Problem::Broken(format!("{name}: {}", problem.message)))?.text;
    if crate::text::crowded_tag(&text).is_some() {
        return Err(Problem::Broken("a tag has too many attributes".to_owned()));
    }
    Ok(text)
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
