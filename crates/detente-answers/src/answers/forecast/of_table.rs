//! Tables of positions: as KTAB writes them, or with a row an actor and issue.

mod column;

use std::collections::BTreeMap;

use detente_forecast::{
    Capability, Position, Salience,
    draws::{Range, Span},
};
use detente_scenario::{
    Diagnostic, Severity,
    sheet::{self, Line},
};

use self::column::Column;
use super::{
    listed::Listed,
    numbers::{misread, number, span},
};

/// A table as it was read.
#[derive(Debug)]
pub struct Read {
    /// The issues. Not to be used where a diagnostic is an error.
    pub issues: Vec<Listed>,
    /// What is wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a reader of cells knows.
struct Reader<'f> {
    file: &'f str,
    told: Vec<Diagnostic>,
    /// Saliences above 1 anywhere say that all are in percent.
    percent: bool,
}

/// Reads a table; `file` is its name.
#[must_use]
pub fn read(file: &str, text: &str) -> Read {
    let (lines, told) = sheet::lines(file, text);
    let mut reader = Reader { file, told, percent: true };
    let issues = if let Some(header) = lines.iter().position(is_header) {
        let (before, header, rows) = (&lines[..header], &lines[header], &lines[header + 1..]);
        reader.heads_twice(header);
        reader.extra_cells(header, rows);
        let columns: BTreeMap<Column, usize> = header
            .cells
            .iter()
            .enumerate()
            .filter_map(|(place, head)| Column::named(head).map(|column| (column, place)))
            .collect();
        let one_a_row = columns.contains_key(&Column::Issue) || columns.contains_key(&Column::Salience);
        if columns.contains_key(&Column::Position) && one_a_row {
            reader.by_rows(header, &columns, rows)
        } else {
            reader.by_dimensions(before, header, rows)
        }
    } else {
        let help = "write a first row such as `issue,actor,influence,position,salience`, or KTAB's rows \
                    `Actor,Description,Influence,Price Position,Price Salience`";
        reader.wrong("no-table", None, "no row names the columns `actor`, `position` and `salience`", help);
        Vec::new()
    };
    let issues: Vec<Listed> = issues.into_iter().map(Listed::by_name).collect();
    // A cell that is wrong leaves its actor out: only without one are actors missing.
    let is_whole = reader.told.iter().all(|told| told.severity != Severity::Error);
    for issue in &issues {
        if is_whole && issue.actors.len() < 2 {
            let message = format!("fewer than two actors take a position on {}", issue.name);
            reader.wrong("no-parties", None, &message, "add who else takes a position on it");
        }
        // By name, those of one name stand side by side.
        for pair in issue.actors.windows(2).filter(|pair| pair[0].name == pair[1].name) {
            let message = format!("{} stands twice on {}", pair[0].name, issue.name);
            reader.wrong("rows-twice", None, &message, "give each actor one row, or a name of its own");
        }
    }
    if issues.is_empty() && reader.told.is_empty() {
        reader.wrong("no-issues", None, "the table has no rows below its first", "add a row for each actor");
    }
    Read { issues, diagnostics: reader.told }
}

fn is_header(line: &Line) -> bool {
    let first = line.cells.first().map(|cell| cell.trim().to_lowercase()).unwrap_or_default();
    let has_actor = line.cells.iter().any(|cell| Column::named(cell) == Some(Column::Actor));
    has_actor && Column::named(&first).is_some()
}

impl Reader<'_> {
    fn wrong(&mut self, code: &'static str, place: Option<(u32, u32)>, message: &str, help: &str) {
        self.told.push(Diagnostic {
            code,
            severity: Severity::Error,
            file: self.file.to_owned(),
            place,
            message: message.to_owned(),
            help: help.to_owned(),
        });
    }

    /// Two columns of one name: nobody knows which one counts.
    fn heads_twice(&mut self, header: &Line) {
        let named = |head: &str| match Column::named(head) {
            Some(column) => Column::NAMES
                .into_iter()
                .find(|(other, _)| *other == column)
                .map(|(_, names)| names[0].to_owned()),
            None => Some(head.trim().to_lowercase()).filter(|head| !head.is_empty()),
        };
        let names: Vec<Option<String>> = header.cells.iter().map(|head| named(head)).collect();
        for (place, name) in
            names.iter().enumerate().filter(|(place, name)| name.is_some() && names[..*place].contains(name))
        {
            let first = names.iter().position(|other| other == name).unwrap_or(0);
            let message = format!(
                "column {} holds {} as well as column {}",
                place + 1,
                name.as_deref().unwrap_or_default(),
                first + 1
            );
            let help = "keep one of both, or give each a name of its own";
            self.wrong("rows-twice", Some((header.row, column_of(place))), &message, help);
        }
    }

    /// Cells beyond the last column: they may be half of a number with a decimal comma.
    fn extra_cells(&mut self, header: &Line, rows: &[Line]) {
        let width = header.cells.iter().rposition(|head| !head.trim().is_empty()).map_or(0, |last| last + 1);
        for line in rows {
            let extra = line.cells.iter().enumerate().skip(width).find(|(_, cell)| !cell.trim().is_empty());
            if let Some((place, said)) = extra {
                let message =
                    format!("`{}` stands in column {}, and the table has {width}", said.trim(), place + 1);
                let help = "put a cell with a comma in quotes, or name the column in the first row";
                self.wrong("cell-too-many", Some((line.row, column_of(place))), &message, help);
            }
        }
    }

    /// The first row of KTAB says how many actors and how many dimensions follow.
    fn counts(&mut self, before: &[Line], actors: usize, dimensions: usize) {
        let Some(first) = before.last().filter(|first| first.cells.len() >= 4) else { return };
        for (column, found, of) in [(2, actors, "actors"), (3, dimensions, "dimensions")] {
            let said = cell(first, column);
            if !said.is_empty() && said.parse() != Ok(found) {
                let message = format!("the row says `{said}` {of}, and the table has {found}");
                let place = Some((first.row, column_of(column)));
                self.wrong(
                    "counts-differ",
                    place,
                    &message,
                    &format!("write {found}, or add what is missing"),
                );
                self.told.iter_mut().rev().take(1).for_each(|told| told.severity = Severity::Warning);
            }
        }
    }

    /// Each row is one actor, with position and salience of each dimension in turn.
    fn by_dimensions(&mut self, before: &[Line], header: &Line, rows: &[Line]) -> Vec<Listed> {
        let heads: Vec<&str> = header.cells.iter().map(|head| head.trim()).collect();
        let influence = heads.iter().position(|head| Column::named(head) == Some(Column::Capability));
        let Some(influence) = influence else {
            let help = "name a column `influence`: what each actor can bring to bear, in any unit";
            self.wrong("no-table", Some((header.row, 1)), "no column says how much an actor counts", help);
            return Vec::new();
        };
        let pairs: Vec<(usize, String)> = (influence + 1..heads.len())
            .step_by(2)
            .filter(|place| heads.get(place + 1).is_some_and(|head| !head.is_empty()))
            .map(|place| (place, dimension(heads.get(place).copied().unwrap_or_default())))
            .collect();
        if pairs.is_empty() {
            let help = "after the influence, give each dimension two columns: its position and its salience";
            self.wrong("no-issues", Some((header.row, 1)), "no dimension follows the influence", help);
        }
        self.counts(before, rows.len(), pairs.len());
        // A dimension without its second column would be dropped in silence.
        if let Some(last) = heads
            .iter()
            .rposition(|head| !head.is_empty())
            .filter(|last| last.saturating_sub(influence) % 2 == 1)
        {
            let message = format!("`{}` is a column without its partner", heads[last]);
            let help = "give each dimension two columns: its position and its salience";
            self.wrong("no-table", Some((header.row, column_of(last))), &message, help);
        }
        let mut issues: Vec<Listed> = pairs.iter().map(|(_, name)| listed(name)).collect();
        for line in rows {
            let name = cell(line, 0).to_owned();
            if name.is_empty() {
                self.wrong("nameless-party", Some((line.row, 1)), "a row without an actor", "name the actor");
                continue;
            }
            let capability = self.capability(line, influence);
            for ((place, _), issue) in pairs.iter().zip(&mut issues) {
                let position = self.position(line, *place, issue, &name);
                let salience = self.salience(line, place + 1, issue, &name);
                if let (Some(capability), Some(position), Some(salience)) = (capability, position, salience) {
                    issue.actors.push(Range { name: name.clone(), capability, position, salience });
                }
            }
        }
        issues
    }

    /// Each row is one actor on one issue.
    fn by_rows(&mut self, header: &Line, columns: &BTreeMap<Column, usize>, rows: &[Line]) -> Vec<Listed> {
        for (column, name) in Column::NEEDED {
            if !columns.contains_key(&column) {
                let message = format!("no column is called `{name}`");
                let help = format!(
                    "the first row needs `actor,influence,position,salience`; {}",
                    match column {
                        Column::Salience => "where nobody knows how much an actor cares, write ? in it",
                        Column::Position => "where nobody knows where an actor stands, write ? in it",
                        _ => "others such as `issue` and `outcome` may stand beside them",
                    }
                );
                self.wrong("no-table", Some((header.row, 1)), &message, &help);
            }
        }
        let at = |column: Column| columns.get(&column).copied();
        let (Some(actor), Some(influence), Some(place), Some(care)) =
            (at(Column::Actor), at(Column::Capability), at(Column::Position), at(Column::Salience))
        else {
            return Vec::new();
        };
        let saliences = rows.iter().filter_map(|line| number(cell(line, care)));
        self.percent = saliences.fold(0.0, f64::max) > 1.0;
        let mut issues: Vec<Listed> = Vec::new();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for line in rows {
            let name = at(Column::Issue).map_or("the issue", |column| cell(line, column)).to_owned();
            let index = *known.entry(name.clone()).or_insert_with(|| {
                issues.push(listed(&name));
                issues.len() - 1
            });
            let Some(issue) = issues.get_mut(index) else { continue };
            if let Some(proposal) =
                at(Column::Proposal).map(|column| cell(line, column)).filter(|of| !of.is_empty())
            {
                proposal.clone_into(&mut issue.proposal);
            }
            let who = cell(line, actor).to_owned();
            if who.is_empty() {
                let place = Some((line.row, column_of(actor)));
                self.wrong("nameless-party", place, "a row without an actor", "name the actor");
                continue;
            }
            let capability = self.capability(line, influence);
            let position = self.position(line, place, issue, &who);
            let salience = self.salience(line, care, issue, &who);
            if let Some(outcome) = at(Column::Outcome).filter(|column| !cell(line, *column).is_empty()) {
                issue.outcome = self.outcome(line, outcome, issue.outcome);
            }
            if let (Some(capability), Some(position), Some(salience)) = (capability, position, salience) {
                issue.actors.push(Range { name: who, capability, position, salience });
            }
        }
        issues
    }

    fn outcome(&mut self, line: &Line, column: usize, before: Option<Position>) -> Option<Position> {
        let said = cell(line, column);
        let found = number(said).and_then(Position::new);
        let place = Some((line.row, column_of(column)));
        if found.is_none() {
            let message = format!("`{said}` is no outcome from 0 to 100");
            let (message, help) = misread(said, message, "write where the issue came out, or leave it out");
            self.wrong("not-a-number", place, &message, &help);
        } else if before.is_some() && before != found {
            self.wrong(
                "repeated-item",
                place,
                "the issue has another outcome above",
                "write one outcome an issue",
            );
        }
        found.or(before)
    }

    fn capability(&mut self, line: &Line, column: usize) -> Option<Span<Capability>> {
        let said = cell(line, column);
        let found = span(said)
            .and_then(|(low, high)| Some(Span { low: Capability::new(low)?, high: Capability::new(high)? }));
        if found.is_none() {
            let message = format!(
                "`{said}` is no influence: it must be a number above 0, at most {:e}",
                Capability::MOST
            );
            let help =
                "write a number, or an interval such as 20..60; leave out an actor that decides nothing";
            let (message, help) = misread(said, message, help);
            self.wrong("not-a-number", Some((line.row, column_of(column))), &message, &help);
        }
        found
    }

    fn position(
        &mut self,
        line: &Line,
        column: usize,
        issue: &mut Listed,
        who: &str,
    ) -> Option<Span<Position>> {
        let said = cell(line, column);
        if is_unknown(said) {
            issue.unknown.push(format!("where {who} stands"));
            return Some(Span { low: Position::clamped(0.0), high: Position::clamped(Position::SCALE) });
        }
        let found = span(said)
            .and_then(|(low, high)| Some(Span { low: Position::new(low)?, high: Position::new(high)? }));
        if found.is_none() {
            let message = format!("`{said}` is no position from 0 to 100");
            let (message, help) = misread(said, message, UNKNOWN);
            self.wrong("not-a-number", Some((line.row, column_of(column))), &message, &help);
        }
        found
    }

    fn salience(
        &mut self,
        line: &Line,
        column: usize,
        issue: &mut Listed,
        who: &str,
    ) -> Option<Span<Salience>> {
        let said = cell(line, column);
        if is_unknown(said) {
            issue.unknown.push(format!("how much {who} cares"));
            return Some(Span { low: Salience::clamped(0.0), high: Salience::clamped(1.0) });
        }
        let unit = if self.percent { 100.0 } else { 1.0 };
        let share = |of: f64| Salience::new(of / unit);
        let found = span(said).and_then(|(low, high)| Some(Span { low: share(low)?, high: share(high)? }));
        if found.is_none() {
            let message = format!("`{said}` is no salience from 0 to 100");
            let (message, help) = misread(said, message, UNKNOWN);
            self.wrong("not-a-number", Some((line.row, column_of(column))), &message, &help);
        }
        found
    }
}

/// How a number is mended.
const UNKNOWN: &str = "write a number such as 40, an interval such as 20..60, or ? if nobody knows";

/// The name of a dimension: the head of its position without that word.
fn dimension(head: &str) -> String {
    let words: Vec<&str> =
        head.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("position")).collect();
    if words.is_empty() { head.to_owned() } else { words.join(" ") }
}

fn listed(name: &str) -> Listed {
    Listed {
        name: name.to_owned(),
        proposal: proposal(name),
        ends: None,
        actors: Vec::new(),
        outcome: None,
        unknown: Vec::new(),
    }
}

/// The proposal of an issue where nobody says: issues of the European data are called after theirs, as `d00032i1` and `n04167i2`.
pub(super) fn proposal(issue: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match issue.rsplit_once('i') {
        Some((of, number)) if digits(number) && of.strip_prefix(['d', 'n']).is_some_and(digits) => {
            of.to_owned()
        }
        _ => issue.to_owned(),
    }
}

fn cell(line: &Line, column: usize) -> &str {
    line.cells.get(column).map_or("", |cell| cell.trim())
}

fn column_of(column: usize) -> u32 {
    u32::try_from(column + 1).unwrap_or(u32::MAX)
}

fn is_unknown(said: &str) -> bool {
    said == "?" || said.eq_ignore_ascii_case("unknown")
}

#[cfg(test)]
mod tests;
