//! Spreadsheets as people have them: a table of issues, options and parties.
//!
//! ```csv
//! issue,option,Employer,Employee
//! ,reservation,0.3,0.2
//! Salary,weight,0.6,0.5
//! Salary,option:40000,1,0
//! Salary,option:50000,0,1
//! ```
//!
//! The first column names the issue, the second says what the row holds: `weight`, the name of an option (with or
//! without `option:` before it), and, without an issue, `reservation` or `discount`. The table may have a row a cell
//! (`issue`, `option`, `party`, `value`), or lie on its side. An empty cell is unknown; words and intervals are as in a
//! case. Worth is the sum of weight times value, as written; an issue without a row of weights has weight 1.

mod at;
mod build;
mod case;
mod checks;
mod currency;
mod grid;
mod layout;
mod moment;
mod named;
mod names;
mod number;
mod oddities;
mod ods;
mod plain;
mod shown;
mod table;
mod value;
mod workbook;
mod worth;
mod write;
mod xlsx;

pub use self::{
    at::At,
    case::{CaseText, NoCase, Owner},
    grid::{Place, cell_name, cell_place},
    named::{NoCell, Spot},
    names::compared,
    plain::NotPlain,
    table::{Cell, Choice, Issue, Party, Table},
    value::{Importance, Level, NoWord, Value},
    workbook::workbook_text,
    write::{write, write_table, xlsx_of_table},
};
use self::{build::Builder, grid::Grid};
pub(crate) use self::{names::looks, write::xlsx};
use crate::{Diagnostic, Opened, Severity, diagnostic::Sink};

/// Whether a file of this name is a spreadsheet in a format of bytes, which [`workbook_text`] reads.
#[must_use]
pub fn is_workbook(file: &str) -> bool {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("xlsx" | "xlsm" | "ods"))
}

/// Whether a file of this name is a spreadsheet, as text or as a workbook.
#[must_use]
pub fn is_spreadsheet(file: &str) -> bool {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    is_workbook(file) || matches!(ending.as_deref(), Some("csv" | "tsv" | "tab" | "txt"))
}

/// Reads a table; `file` is its name. What is wrong with it is left out and told.
#[must_use]
pub fn table(file: &str, text: &str) -> (Table, Vec<Diagnostic>) {
    table_with(file, text, &[])
}

/// Reads a table in which other texts stand in some cells: as if somebody had typed them there.
#[must_use]
pub fn table_with(file: &str, text: &str, changes: &[(Place, String)]) -> (Table, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let mut grid = Grid::of(file, text, &mut sink);
    for (place, text) in changes {
        grid.put(*place, text);
    }
    let mut builder = Builder::new(file, &grid, &mut sink);
    layout::read(&grid, &mut builder);
    checks::check(&mut builder);
    let table = builder.table;
    if table.issues.is_empty() {
        sink.push(
            Severity::Error,
            "no-issues",
            file,
            None,
            "no row begins with an issue, expected rows such as `Salary,option:40000,1,0`",
            "the first row is issue,option and the parties' names",
        );
    }
    (table, sink.finish())
}

/// A row of a table that is no scenario: its number, from 1, and its cells as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the row.
    pub row: u32,
    /// Its cells, from the first column.
    pub cells: Vec<String>,
}

/// The rows of a table that is no scenario; empty ones are left out. What is wrong with the text is told.
#[must_use]
pub fn lines(file: &str, text: &str) -> (Vec<Line>, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let grid = Grid::of(file, text, &mut sink);
    let line = |row: &grid::Row| Line { row: row.number, cells: row.cells.clone() };
    (grid.rows.iter().map(line).collect(), sink.finish())
}

/// Reads a table as a scenario; `file` is its name. A table that says more or less than plain numbers is none.
#[must_use]
pub fn read(file: &str, text: &str) -> Opened {
    let (table, mut diagnostics) = table(file, text);
    if table.issues.is_empty() {
        return Opened { scenario: None, diagnostics };
    }
    match table.scenario() {
        Ok(scenario) => Opened { scenario: Some(scenario), diagnostics },
        // Cells with an error are not unknown: the table may be plain once they are mended.
        Err(_) if diagnostics.iter().any(|told| told.severity == Severity::Error) => {
            Opened { scenario: None, diagnostics }
        }
        Err(missing) => {
            let mut sink = Sink::default();
            sink.push(
                Severity::Error,
                "needs-a-case",
                file,
                missing.first(),
                format!("the table has {}, where this needs plain numbers", missing.says()),
                "ask `detente brief` and other questions of a case: they take unknowns, intervals and words; or write plain numbers",
            );
            diagnostics.extend(sink.finish());
            Opened { scenario: None, diagnostics }
        }
    }
}
