//! What a workbook has that its text does not show: hidden rows and columns, merged cells, results that may be old.

use std::collections::BTreeSet;

use super::{
    grid::{Grid, Place, cell_name},
    layout,
    workbook::{Sheet, Visibility},
};
use crate::{Severity, diagnostic::Sink};

/// How many columns of a sheet may be hidden for each of them to be noted.
const MOST_COLUMNS: usize = 1_000;

/// How many merged cells are told one by one, and how many places a message lists.
const MOST_TOLD: usize = 20;
const LISTED: usize = 6;

/// Places counted from 0 that are odd about a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Oddities {
    pub(super) hidden_rows: BTreeSet<usize>,
    hidden_columns: BTreeSet<usize>,
    /// First and last cell of each range that is one merged cell.
    pub(super) merged: Vec<((usize, usize), (usize, usize))>,
    /// Formulas whose results are in the file.
    pub(super) formulas: Vec<(usize, usize)>,
    /// The file says that its results have to be calculated anew.
    pub(super) asks_to_be_calculated: bool,
}

impl Oddities {
    pub(super) fn hide_columns(&mut self, first: usize, last: usize) {
        self.hidden_columns.extend(first..=last.min(MOST_COLUMNS));
    }

    /// Tells what is odd about the sheet whose cells are in a grid.
    pub(super) fn tell(&self, sheet: &Sheet, grid: &Grid, file: &str, sink: &mut Sink) {
        self.tell_hidden(sheet, grid, file, sink);
        self.tell_merged(sheet, grid, file, sink);
        self.tell_old(sheet, file, sink);
    }

    fn tell_hidden(&self, sheet: &Sheet, grid: &Grid, file: &str, sink: &mut Sink) {
        let rows = grid
            .rows
            .iter()
            .filter(|row| from_zero(row.number).is_some_and(|at| self.hidden_rows.contains(&at)));
        let rows: Vec<String> = rows.map(|row| row.number.to_string()).collect();
        let is_filled = |column: &&usize| {
            let cell = |row: &super::grid::Row| row.cells.get(**column).is_some_and(|text| !text.is_empty());
            grid.rows.iter().any(cell)
        };
        let columns = self.hidden_columns.iter().filter(is_filled).map(|column| letters(*column));
        let columns: Vec<String> = columns.collect();
        let mut parts = Vec::new();
        if sheet.visibility == Visibility::Hidden {
            parts.push(format!("sheet {:?}", sheet.name));
        }
        parts.extend(listed("row", "rows", &rows));
        parts.extend(listed("column", "columns", &columns));
        if parts.is_empty() {
            return;
        }
        let message = format!("hidden in the spreadsheet, and read like the rest: {}", parts.join("; "));
        let help = "show them and look whether they belong to the table; delete them if not";
        sink.push(Severity::Note, "hidden-cells", file, None, message, help);
    }

    /// Merged cells among the values: what stands in the first of them counts for no other.
    fn tell_merged(&self, sheet: &Sheet, grid: &Grid, file: &str, sink: &mut Sink) {
        let holds_values = layout::holds_values(grid);
        let told = self.merged.iter().filter_map(|(first, last)| {
            let (from, to) = (place(*first)?, place(*last)?);
            (from != to && holds_values(from) && !sheet.is_blank(first.0, first.1)).then_some((from, to))
        });
        for (from, to) in told.take(MOST_TOLD) {
            let (first, last) = (cell_name(from), cell_name(to));
            let message = format!(
                "cell {first}: {first} to {last} is one merged cell: it counts for {first} alone, and the others are empty"
            );
            let help = "separate the cells, and write what each of them says";
            sink.push(Severity::Warning, "merged-cells", file, Some(from), message, help);
        }
    }

    /// Results that who opens the workbook is asked to calculate anew.
    fn tell_old(&self, sheet: &Sheet, file: &str, sink: &mut Sink) {
        let filled = self.formulas.iter().filter(|(row, column)| !sheet.is_blank(*row, *column));
        let places: Vec<Place> = filled.filter_map(|at| place(*at)).collect();
        let Some(first) = places.first().filter(|_| self.asks_to_be_calculated) else { return };
        let names: Vec<String> = places.iter().map(|place| cell_name(*place)).collect();
        let listed = listed("formula", "formulas", &names).unwrap_or_default();
        let message =
            format!("the file asks to have its formulas calculated anew, and this was not done: {listed}");
        let help = "open the file in a spreadsheet, which calculates them, and save it again";
        sink.push(Severity::Warning, "old-results", file, Some(*first), message, help);
    }
}

/// `row 4`, `rows 4, 5, …`; nothing where there are none.
fn listed(one: &str, more: &str, names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [only] => Some(format!("{one} {only}")),
        names => {
            let rest = if names.len() > LISTED { ", …" } else { "" };
            let first = names.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
            Some(format!("{more} {first}{rest}"))
        }
    }
}

/// A place counted from 1.
fn place((row, column): (usize, usize)) -> Option<Place> {
    Some((u32::try_from(row).ok()?.checked_add(1)?, u32::try_from(column).ok()?.checked_add(1)?))
}

fn from_zero(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

fn letters(column: usize) -> String {
    let name = place((0, column)).map(cell_name).unwrap_or_default();
    name.trim_end_matches('1').to_owned()
}
