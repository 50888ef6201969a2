//! Rows of cells, with their places: from text whose cells are separated by `,`, `;` or tabs.

use std::collections::{BTreeMap, BTreeSet};

use super::number::{Mark, Marks, evidence};
use crate::{Severity, diagnostic::Sink};

/// Row and column from 1, as a spreadsheet counts them.
pub type Place = (u32, u32);

/// A cell's name in a spreadsheet: `C5` is the third column of the fifth row.
#[must_use]
pub fn cell_name((row, column): Place) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

/// The place of a cell by its name in a spreadsheet: `C5`, `$C$5`, `c5`.
#[must_use]
pub fn cell_place(name: &str) -> Option<Place> {
    const LONGEST: usize = 3;
    let bare = name.trim().replace('$', "");
    let at = bare.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (letters, digits) = bare.split_at_checked(at)?;
    if letters.is_empty() || letters.len() > LONGEST || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let value = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, |column, letter| column * 26 + value(letter));
    let row = digits.parse().ok().filter(|row| *row > 0)?;
    Some((row, column))
}

/// How many columns and rows of a table are read.
const MOST_COLUMNS: usize = 1_000;
const MOST_ROWS: usize = 200_000;

/// How much of a text decides what separates its cells.
const FIRST_ROWS: usize = 30;

/// A row that is not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number, from 1.
    pub(super) number: u32,
    pub(super) cells: Vec<String>,
}

/// The cells of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) rows: Vec<Row>,
    pub(super) marks: Marks,
    /// Places of cells that a workbook holds as numbers.
    pub(super) numbers: BTreeSet<Place>,
    /// Rows stand for columns: what is told of places has to be turned back.
    turned: bool,
}

impl Grid {
    /// Takes a text apart.
    pub(super) fn of(file: &str, text: &str, sink: &mut Sink) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let is_workbook = super::is_workbook(file);
        let (separator, text, skipped) = if is_workbook { (',', text, 0) } else { separator(text) };
        let Split { mut rows, wrong, bare } = split(text, separator, usize::MAX);
        rows.iter_mut().for_each(|row| row.number += skipped);
        for Quote { place: (row, column), problem } in wrong {
            let (message, help) = match problem {
                QuoteProblem::Unclosed => (
                    "a quote opens here and is never closed: all that follows is one cell",
                    "close it, or write a quote within a cell twice: \"\"",
                ),
                QuoteProblem::Trailing => (
                    "text follows where a quoted cell ends",
                    "put a separator after the quote, or write a quote within a cell twice: \"\"",
                ),
            };
            sink.push(Severity::Error, "broken-quote", file, Some((row + skipped, column)), message, help);
        }
        let wide = rows.iter().find(|row| row.cells.len() > MOST_COLUMNS).map(|row| (row.number, 1));
        if let Some(place) = wide.or((rows.len() > MOST_ROWS).then_some((1, 1))) {
            let message = format!("the table has more than {MOST_COLUMNS} columns or {MOST_ROWS} rows");
            sink.push(Severity::Error, "table-too-large", file, Some(place), message, "split the table");
            rows.truncate(MOST_ROWS);
            rows.iter_mut().for_each(|row| row.cells.truncate(MOST_COLUMNS));
        }
        // The text of a workbook has its texts in quotes, and its numbers bare.
        let numbers = if is_workbook { bare.into_iter().collect() } else { BTreeSet::new() };
        Self { marks: marks(separator, &rows), rows, numbers, turned: false }
    }

    /// Writes another text into a cell of a row that has cells.
    pub(super) fn put(&mut self, place: Place, text: &str) {
        let (number, column) = place;
        let Some(column) = usize::try_from(column).ok().and_then(|column| column.checked_sub(1)) else {
            return;
        };
        if let Some(row) = self.rows.iter_mut().find(|row| row.number == number) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            if let Some(cell) = row.cells.get_mut(column) {
                text.clone_into(cell);
            }
            self.numbers.remove(&place);
        }
    }

    /// Rows as columns and columns as rows.
    pub(super) fn turned(&self) -> Self {
        let width = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let first = self.rows.first().map_or(1, |row| row.number);
        let last = self.rows.last().map_or(0, |row| row.number);
        let height = usize::try_from(last.saturating_sub(first) + 1).unwrap_or(0);
        if self.rows.is_empty() || height > MOST_COLUMNS {
            return Self { rows: Vec::new(), marks: self.marks, numbers: BTreeSet::new(), turned: true };
        }
        let cell = |row: &Row, column: usize| row.cells.get(column).cloned().unwrap_or_default();
        let mut rows = Vec::with_capacity(width);
        for column in 0..width {
            let mut cells = vec![String::new(); usize::try_from(first - 1).unwrap_or(0) + height];
            for row in &self.rows {
                let at = usize::try_from(row.number - 1).unwrap_or(usize::MAX);
                if let Some(free) = cells.get_mut(at) {
                    *free = cell(row, column);
                }
            }
            rows.push(Row { number: u32::try_from(column + 1).unwrap_or(u32::MAX), cells });
        }
        Self { rows, marks: self.marks, numbers: self.numbers.clone(), turned: true }
    }

    /// The place of a cell in the file.
    pub(super) fn place(&self, row: u32, column: usize) -> Place {
        let column = u32::try_from(column + 1).unwrap_or(u32::MAX);
        if self.turned { (column, row) } else { (row, column) }
    }
}

/// What separates cells, the text after a line that says so, and how many lines that took.
fn separator(text: &str) -> (char, &str, u32) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim_end_matches('\r').trim_matches('"');
    if let Some(said) =
        said.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| said.get(4..))
    {
        // A tab may be lost where lines are trimmed: then the rows decide.
        let mut letters = said.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && !['"', '\r', '\n'].contains(&letter)
        {
            return (letter, rest, 1);
        }
        if said.is_empty() {
            return (guessed(rest), rest, 1);
        }
    }
    (guessed(text), text, 0)
}

/// The separator by which most of the first rows have equally many cells.
fn guessed(text: &str) -> char {
    let regular = |separator: char| {
        let mut rows_by_cells: BTreeMap<usize, usize> = BTreeMap::new();
        for row in split(text, separator, FIRST_ROWS).rows {
            *rows_by_cells.entry(row.cells.len()).or_default() += 1;
        }
        rows_by_cells.into_iter().filter(|(cells, _)| *cells > 1).map(|(cells, rows)| (rows, cells)).max()
    };
    let scored = [',', ';', '\t'].map(|separator| (regular(separator), separator));
    scored
        .into_iter()
        .max_by_key(|(score, _)| *score)
        .filter(|(score, _)| score.is_some())
        .map_or(',', |(_, it)| it)
}

/// What is known of decimal marks from the cells of a table and from what separates them.
fn marks(separator: char, rows: &[Row]) -> Marks {
    let cells = rows.iter().flat_map(|row| &row.cells);
    let (mut point, mut comma) = (false, false);
    for mark in cells.filter_map(|cell| evidence(cell)) {
        match mark {
            Mark::Point => point = true,
            Mark::Comma => comma = true,
        }
    }
    match (point, comma, separator) {
        (true, false, _) => Marks::all(Mark::Point),
        (false, true, _) => Marks::all(Mark::Comma),
        (false, false, ',') => Marks { point: Some(true), comma: None },
        (false, false, ';') => Marks { point: None, comma: Some(true) },
        (true, true, _) | (false, false, _) => Marks { point: None, comma: None },
    }
}

struct Split {
    rows: Vec<Row>,
    wrong: Vec<Quote>,
    /// Places of cells that are not empty and stand in no quotes.
    bare: Vec<Place>,
}

struct Quote {
    place: Place,
    problem: QuoteProblem,
}

enum QuoteProblem {
    Unclosed,
    Trailing,
}

/// Takes rows apart, at most `most` of them; rows without text are left out (RFC 4180, with any end of line).
fn split(text: &str, separator: char, most: usize) -> Split {
    let mut rows = Vec::new();
    let mut wrong: Vec<Quote> = Vec::new();
    let mut bare = Vec::new();
    // A cell may have several lines, and is still in one row.
    let (mut line, mut row) = (1_u32, 1_u32);
    let mut cells: Vec<String> = Vec::new();
    let mut cell = String::new();
    let mut letters = text.chars().peekable();
    let mut state = State::Start;
    let mut opened = 1;
    let column = |cells: &Vec<String>| u32::try_from(cells.len() + 1).unwrap_or(u32::MAX);
    loop {
        let letter = letters.next();
        match (state, letter) {
            (State::Quoted, None) => {
                let problem = QuoteProblem::Unclosed;
                wrong.push(Quote { place: (opened, column(&cells)), problem });
                state = State::Plain;
            }
            (State::Quoted, Some('"')) if letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            (State::Quoted, Some('"')) => state = State::Closed,
            (State::Quoted, Some(letter)) => {
                line += u32::from(letter == '\n');
                cell.push(letter);
            }
            (State::Start, Some('"')) => (state, opened) = (State::Quoted, line),
            (_, Some(letter)) if letter == separator => {
                if matches!(state, State::Plain) {
                    bare.push((row, column(&cells)));
                }
                cells.push(std::mem::take(&mut cell));
                state = State::Start;
                continue;
            }
            (_, Some('\r')) if letters.peek() == Some(&'\n') => {}
            (_, Some('\n' | '\r') | None) => {
                if matches!(state, State::Plain) {
                    bare.push((row, column(&cells)));
                }
                cells.push(std::mem::take(&mut cell));
                let cells = std::mem::take(&mut cells);
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    rows.push(Row { number: row, cells });
                }
                (line, row) = (line + 1, row + 1);
                state = State::Start;
            }
            (State::Closed, Some(letter)) => {
                cell.push(letter);
                if !letter.is_whitespace() {
                    let problem = QuoteProblem::Trailing;
                    wrong.push(Quote { place: (line, column(&cells)), problem });
                    state = State::Plain;
                }
            }
            (State::Start | State::Plain, Some(letter)) => {
                cell.push(letter);
                state = State::Plain;
            }
        }
        if letter.is_none() && cells.is_empty() && cell.is_empty() || rows.len() >= most {
            return Split { rows, wrong, bare };
        }
    }
}

/// Where in a cell a letter stands.
#[derive(Clone, Copy)]
enum State {
    Start,
    Plain,
    Quoted,
    Closed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let grid = Grid::of("a.csv", text, &mut Sink::default());
        grid.rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn the_first_rows_decide_what_separates() {
        let expected = [["a", "b", "1,5"], ["c", "d", "2,5"]];
        for text in [
            "a;b;1,5\nc;d;2,5\n",
            "a\tb\t1,5\r\nc\td\t2,5",
            "a,b,\"1,5\"\rc,d,\"2,5\"",
            "sep=|\na|b|1,5\nc|d|2,5",
            "\"sep=;\"\r\na;b;1,5\nc;d;2,5",
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
        }
        assert_eq!(
            cells("title\n\na,b;c,d\ne,f,g\n"),
            [vec!["title"], vec!["a", "b;c", "d"], vec!["e", "f", "g"]]
        );
        assert_eq!(cells("sep=;\nalone"), [["alone"]]);
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn rows_keep_their_numbers_and_quotes_their_places() {
        let mut sink = Sink::default();
        let grid = Grid::of("a.csv", "sep=,\na,b\n\n,\n\"two\nlines\",b\nc,\"d", &mut sink);
        assert_eq!(grid.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 5, 6]);
        let told = sink.finish();
        assert_eq!(
            told.iter().map(|told| (told.code, told.place)).collect::<Vec<_>>(),
            [("broken-quote", Some((7, 2)))]
        );
        let mut sink = Sink::default();
        Grid::of("a.csv", "a,\"b\" c,d\n\"e\" ,f,g", &mut sink);
        assert_eq!(sink.finish().iter().map(|told| told.place).collect::<Vec<_>>(), [Some((1, 2))]);
    }

    #[test]
    fn a_turned_grid_knows_the_places_of_the_file() {
        let grid = Grid::of("a.csv", "a,b\n\nc,d\n", &mut Sink::default()).turned();
        assert_eq!(grid.rows[1].cells, ["b", "", "d"]);
        assert_eq!(grid.place(2, 2), (3, 2));
        assert_eq!([(5, 3), (1, 26), (9, 27), (2, 703)].map(cell_name), ["C5", "Z1", "AA9", "AAA2"]);
        assert_eq!(
            ["C5", "z1", "$AA$9", "AAA2"].map(cell_place),
            [(5, 3), (1, 26), (9, 27), (2, 703)].map(Some)
        );
        for none in ["", "C", "5", "C0", "5C", "C5D", "AAAA1", "C-1", "C99999999999"] {
            assert_eq!(cell_place(none), None, "{none}");
        }
    }
}
