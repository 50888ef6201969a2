//! How a table lies: which row is its header, what its columns hold, and whether it is turned on its side.

use super::{
    build::{Builder, Line, What},
    grid::{Grid, Place, Row, cell_name},
    names::{folded, kept, nearest},
};
use crate::Severity;

/// How many rows above the header may be titles.
const MOST_TITLES: usize = 30;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Issue,
    What,
    Party,
    Value,
    Source,
    /// The cells of a party, by its place in the table.
    Of(usize),
    Empty,
}

/// What the text of a header says that its column holds.
fn column(text: &str) -> Option<Column> {
    Some(match folded(&kept(text).name).as_str() {
        "issue" | "issues" | "topic" => Column::Issue,
        "option" | "options" | "row" => Column::What,
        "party" | "parties" => Column::Party,
        "value" | "values" | "worth" | "stance" => Column::Value,
        "source" | "sources" => Column::Source,
        _ => return None,
    })
}

/// Whether a header with this text is no party's name.
pub(super) fn means_a_column(name: &str) -> bool {
    column(name).is_some()
}

const EXPECTED: &str = "the first row says issue, option and the parties' names";

/// Reads the rows of a grid into a table.
pub(super) fn read(grid: &Grid, builder: &mut Builder<'_>) {
    match header(grid) {
        Found::Upright(at) | Found::Guessed(at) => lying(grid, at, builder),
        Found::Turned(at) => {
            let turned = grid.turned();
            let at =
                turned.rows.iter().position(|row| usize::try_from(row.number) == Ok(at + 1)).unwrap_or(0);
            lying(&turned, at, builder);
        }
        Found::Nothing => {}
    }
}

/// Whether a table has a header in the words of this format.
pub(super) fn has_header(grid: &Grid) -> bool {
    match header(grid) {
        Found::Upright(_) | Found::Turned(_) => true,
        Found::Guessed(_) | Found::Nothing => false,
    }
}

/// Whether a place is below the header and beside the names of issues and options.
pub(super) fn holds_values(grid: &Grid) -> impl Fn(Place) -> bool {
    let names = |text: &String| matches!(column(text), Some(Column::Issue | Column::What));
    let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    // The number of the header, whether it is a column, and the numbers of the rows or columns that name.
    let (header, turned, naming): (u32, bool, Vec<u32>) = match header(grid) {
        Found::Upright(at) => {
            let Row { number: own, cells } = grid.rows.get(at).cloned().unwrap_or_default();
            let naming = cells.iter().enumerate().filter(|(_, text)| names(text)).map(|(at, _)| number(at));
            (own, false, naming.collect())
        }
        Found::Turned(at) => {
            let rows = grid.rows.iter().filter(|row| row.cells.get(at).is_some_and(names));
            (number(at), true, rows.map(|row| row.number).collect())
        }
        Found::Guessed(at) => (grid.rows.get(at).map_or(0, |row| row.number), false, vec![1, 2]),
        Found::Nothing => (u32::MAX, false, Vec::new()),
    };
    move |(row, column)| {
        let (along, across) = if turned { (column, row) } else { (row, column) };
        along > header && !naming.contains(&across)
    }
}

/// Where the header is.
enum Found {
    /// The row with this place in the list of rows.
    Upright(usize),
    /// The column with this place.
    Turned(usize),
    /// The row with this place, in words that are not known.
    Guessed(usize),
    Nothing,
}

fn header(grid: &Grid) -> Found {
    let has = |row: &Row, wanted: Column| row.cells.iter().any(|text| column(text) == Some(wanted));
    let first = grid.rows.get(..grid.rows.len().min(MOST_TITLES)).unwrap_or_default();
    let upright = |row: &Row| has(row, Column::What) && (has(row, Column::Issue) || has(row, Column::Party));
    if let Some(at) = first.iter().position(upright) {
        return Found::Upright(at);
    }
    for (row, next) in first.iter().zip(first.iter().skip(1)) {
        let turned = row.cells.iter().zip(&next.cells).position(|(above, below)| {
            column(above) == Some(Column::Issue) && column(below) == Some(Column::What)
        });
        if let Some(at) = turned {
            return Found::Turned(at);
        }
    }
    // In other words, or none: titles have fewer cells than a header.
    let cells = |row: &Row| row.cells.iter().filter(|text| !text.trim().is_empty()).count();
    match first.iter().position(|row| cells(row) > 2) {
        Some(at) => Found::Guessed(at),
        None if first.is_empty() => Found::Nothing,
        None => Found::Guessed(0),
    }
}

/// Reads a table whose header is the row with the place `at` in the list of rows.
fn lying(grid: &Grid, at: usize, builder: &mut Builder<'_>) {
    let Some((header, rows)) = grid.rows.get(at..).and_then(<[Row]>::split_first) else { return };
    let columns = columns(grid, header, rows, builder);
    let prefixed = rows.iter().any(|row| {
        columns.iter().zip(&row.cells).any(|(column, text)| *column == Column::What && prefix(text).is_some())
    });
    let place = |row: &Row, column: usize| grid.place(row.number, column);
    let mut current: Option<(String, Place)> = None;
    for row in rows {
        let find = |wanted: Column| {
            let at = columns.iter().position(|column| *column == wanted)?;
            Some((at, row.cells.get(at).map_or("", String::as_str)))
        };
        let issue = find(Column::Issue).unwrap_or_default();
        let what = find(Column::What).unwrap_or_default();
        let issue_name = builder.name(issue.1, place(row, issue.0));
        let what_name = builder.name(what.1, place(row, what.0));
        let cells = cells(grid, &columns, row, builder);
        let says = cells.iter().any(|(_, text, _)| !text.trim().is_empty());
        let about_parties = about_parties(&what_name)
            .or_else(|| if what_name.is_empty() { about_parties(&issue_name) } else { None });
        if !issue_name.is_empty() && about_parties.is_none() {
            current = Some((issue_name.clone(), place(row, issue.0)));
        }
        if what_name.is_empty() && !says {
            continue;
        }
        let source = find(Column::Source).map(|(_, text)| kept(text).name).filter(|text| !text.is_empty());
        let what_place = place(row, what.0);
        let line = |issue, what| Line {
            issue,
            what,
            place: what_place,
            cells: cells.clone(),
            source: source.clone(),
        };
        match (about_parties, &current) {
            (Some(_), _) if !issue_name.is_empty() && !what_name.is_empty() => {
                let message = format!("{what_name:?} belongs to no issue, and the row names {issue_name:?}");
                let help = "leave the issue empty in rows about no deal and about discounts";
                builder.tell(Severity::Error, "unknown-row", what_place, &message, help);
            }
            (Some(what), _) => builder.line(line(None, what)),
            (None, None) => {
                let message = format!("the row {what_name:?} belongs to no issue; it was left out");
                builder.tell(
                    Severity::Error,
                    "unknown-row",
                    what_place,
                    &message,
                    "write the issue beside it, or above",
                );
            }
            (None, Some(issue)) => {
                if let Some(what) = of_issue(&what_name, prefixed, what_place, builder) {
                    builder.line(line(Some(issue.clone()), what));
                }
            }
        }
    }
}

/// What the columns hold; parties are added to the table.
fn columns(grid: &Grid, header: &Row, rows: &[Row], builder: &mut Builder<'_>) -> Vec<Column> {
    let mut columns: Vec<Option<Column>> = header.cells.iter().map(|text| column(text)).collect();
    let has = |columns: &[Option<Column>], wanted| columns.contains(&Some(wanted));
    if !has(&columns, Column::What) {
        // A header in other words: the first two columns are what they are in every table.
        let free = |columns: &mut Vec<Option<Column>>, at: usize, column| {
            if let Some(place) = columns.get_mut(at) {
                *place = Some(column);
            }
        };
        free(&mut columns, 0, Column::Issue);
        free(&mut columns, 1, Column::What);
    }
    let long = has(&columns, Column::Party) && has(&columns, Column::Value);
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(columns.len());
    let mut seen = Vec::new();
    let mut held = Vec::with_capacity(width);
    for at in 0..width {
        let place = grid.place(header.number, at);
        let text = header.cells.get(at).map_or("", String::as_str);
        let known = columns.get(at).copied().flatten();
        let twice = known.is_some_and(|column| seen.contains(&column));
        let known = match known {
            Some(Column::Party | Column::Value) if !long => None,
            Some(_) if twice => None,
            known => known,
        };
        seen.extend(known);
        let name = builder.name(text, place);
        held.push(match known {
            Some(column) => column,
            None if long => Column::Empty,
            None if name.is_empty() => nameless(grid, header, rows, at, builder),
            None => match builder.knows_party(&name) {
                Some(first) => {
                    let message =
                        format!("a second column {name:?}, after {}; it was left out", cell_name(first));
                    let help = "give every party one column and a name of its own";
                    builder.tell(Severity::Error, "repeated-party", place, &message, help);
                    Column::Empty
                }
                None => Column::Of(builder.party(name, place)),
            },
        });
    }
    if !long && builder.table.parties.is_empty() {
        let message = "the first row names no party";
        let place = grid.place(header.number, 0);
        builder.tell(Severity::Warning, "no-parties", place, message, EXPECTED);
    }
    held
}

/// Tells of cells in a column without a name.
fn nameless(grid: &Grid, header: &Row, rows: &[Row], at: usize, builder: &mut Builder<'_>) -> Column {
    let text = |row: &&Row| row.cells.get(at).is_some_and(|text| !text.trim().is_empty());
    let filled: Vec<&Row> = rows.iter().filter(text).collect();
    let Some(first) = filled.first() else { return Column::Empty };
    let below = first.cells.get(at).map_or("", |text| text.trim());
    if at < header.cells.len() || filled.len() * 2 > rows.len() {
        let message = format!("the column has cells, such as {below:?} below, and no name");
        let help = "write the party's name into the first row, or delete the column";
        builder.tell(Severity::Error, "nameless-party", grid.place(header.number, at), &message, help);
    } else {
        for row in filled {
            let text = row.cells.get(at).map_or("", |text| text.trim());
            let message =
                format!("{text:?} is a cell too many: the first row has {} columns", header.cells.len());
            let help = "put text that has a separator in it into double quotes, or delete the cell";
            builder.tell(Severity::Error, "cell-too-many", grid.place(row.number, at), &message, help);
        }
    }
    Column::Empty
}

/// The cells of parties in a row.
fn cells<'r>(
    grid: &Grid,
    columns: &[Column],
    row: &'r Row,
    builder: &mut Builder<'_>,
) -> Vec<(usize, &'r str, Place)> {
    let text = |at: usize| row.cells.get(at).map_or("", String::as_str);
    let party = columns.iter().position(|column| *column == Column::Party);
    let value = columns.iter().position(|column| *column == Column::Value);
    if let (Some(party), Some(value)) = (party, value) {
        let place = grid.place(row.number, party);
        let name = builder.name(text(party), place);
        if name.is_empty() {
            if !text(value).trim().is_empty() {
                let help = "write the party's name into each row";
                builder.tell(Severity::Error, "nameless-party", place, "the row names no party", help);
            }
            return Vec::new();
        }
        return vec![(builder.party(name, place), text(value), grid.place(row.number, value))];
    }
    let of_party = |(at, column): (usize, &Column)| match column {
        Column::Of(party) => Some((*party, text(at), grid.place(row.number, at))),
        Column::Issue | Column::What | Column::Party | Column::Value | Column::Source | Column::Empty => None,
    };
    columns.iter().enumerate().filter_map(of_party).collect()
}

/// The option's text after `option:`, if the cell begins so.
fn prefix(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let (start, rest) = text.split_once(':')?;
    if start.trim().eq_ignore_ascii_case("option") { Some(rest) } else { None }
}

/// Rows that speak of parties and not of an issue.
fn about_parties(text: &str) -> Option<What> {
    Some(match folded(text).as_str() {
        "reservation" | "reservation value" | "no deal" | "no-deal" | "no_deal" | "batna" => What::NoDeal,
        "discount" => What::Discount,
        _ => return None,
    })
}

/// What a row says of its issue; `prefixed` tables write `option:` before every option.
fn of_issue(text: &str, prefixed: bool, place: Place, builder: &mut Builder<'_>) -> Option<What> {
    const KEYWORDS: [&str; 4] = ["weight", "reservation", "discount", "no deal"];
    if ["weight", "weights"].contains(&folded(text).as_str()) {
        return Some(What::Weight);
    }
    let option = match prefix(text) {
        Some(rest) => Some(kept(rest).name),
        None if prefixed => None,
        None => Some(text.to_owned()),
    };
    let near = nearest(text, KEYWORDS);
    match (option, near) {
        (Some(option), near) if !option.is_empty() && (prefixed || near.is_none()) => {
            Some(What::Option(option))
        }
        (Some(option), _) if option.is_empty() => {
            builder.tell(
                Severity::Error,
                "unknown-row",
                place,
                "the row says neither weight nor the name of an option; it was left out",
                "write weight, or the name of the option; delete rows of sums",
            );
            None
        }
        (_, near) => {
            let message = format!("{text:?} says neither weight nor an option; the row was left out");
            let help = match near {
                Some(word) => format!("do you mean {word:?}? An option is written option:{text}"),
                None => format!("write weight, or option:{text}"),
            };
            builder.tell(Severity::Error, "unknown-row", place, &message, &help);
            None
        }
    }
}
