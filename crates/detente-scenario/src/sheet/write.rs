//! Writes tables: as CSV and as a workbook (`.xlsx`), from scenarios and from tables.

use std::collections::{BTreeMap, BTreeSet};

use detente_number::Fraction;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::{
    layout::means_a_column,
    names::{folded, kept},
    shown,
    table::{Cell, Table},
    value::{Importance, Level, Value},
};
use crate::{
    Additive, Choice, Discount, Issue, Profile, Reading, Reservation, Scenario, Utility,
    cells::text_cell,
    convert::choices,
    losses::{Losses, Written},
    ties::Target,
};

const OPTION: &str = "option:";

/// A cell to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Out {
    /// Text, which no spreadsheet may run.
    Text(String),
    /// A number as a decimal.
    Number(String),
    Empty,
}

type Rows = Vec<Vec<Out>>;

/// Writes the table of a scenario's additive parties as CSV.
#[must_use]
pub fn write(scenario: &Scenario) -> Written {
    let Made { rows, losses, read_as } = rows_of_scenario(scenario);
    let files = BTreeMap::from([(format!("{}.csv", scenario.name), csv(&rows))]);
    Written { files, losses, read_as }
}

/// The table of a scenario's additive parties as a workbook. What is not in it is what [`write`] tells.
pub(crate) fn xlsx(scenario: &Scenario) -> Result<Vec<u8>, XlsxError> {
    workbook(&rows_of_scenario(scenario).rows)
}

/// Writes a table as CSV.
#[must_use]
pub fn write_table(table: &Table) -> String {
    csv(&rows_of_table(table))
}

/// A table as a workbook.
pub fn xlsx_of_table(table: &Table) -> Result<Vec<u8>, XlsxError> {
    workbook(&rows_of_table(table))
}

fn csv(rows: &Rows) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| match cell {
            Out::Text(text) => text_cell(text).into_owned(),
            Out::Number(number) => number.clone(),
            Out::Empty => String::new(),
        });
        // Writing into memory does not fail.
        let _ = writer.write_record(cells);
    }
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn workbook(rows: &Rows) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same table gives the same bytes, whenever it is written.
    workbook
        .set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        let Ok(at) = u32::try_from(row) else { break };
        for (column, cell) in cells.iter().enumerate() {
            let Ok(column) = u16::try_from(column) else { break };
            match cell {
                Out::Text(text) if row == 0 => sheet.write_string_with_format(at, column, text, &bold)?,
                Out::Text(text) => sheet.write_string(at, column, text)?,
                Out::Number(number) => match number.parse::<f64>() {
                    // What a spreadsheet cannot hold exactly is written as text, which is read as it stands.
                    Ok(float) if shown::decimal(float, 0).as_ref() == Some(number) => {
                        sheet.write_number(at, column, float)?
                    }
                    Ok(_) | Err(_) => sheet.write_string(at, column, number)?,
                },
                Out::Empty => sheet,
            };
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    workbook.save_to_buffer()
}

fn rows_of_table(table: &Table) -> Rows {
    let sources = table.issues.iter().any(|issue| {
        let weights = issue.weights.iter().flatten().any(|cell| cell.source.is_some());
        weights || issue.options.iter().flat_map(|option| &option.cells).any(|cell| cell.source.is_some())
    });
    let text = |text: &str| Out::Text(text.to_owned());
    let mut header = vec![text("issue"), text("option")];
    header.extend(table.parties.iter().map(|party| text(&party.name)));
    header.extend(sources.then(|| text("source")));
    let mut rows = vec![header];
    let mut row = |name: &str, what: &str, cells: Vec<Out>, source: Option<String>| {
        let named = [if name.is_empty() { Out::Empty } else { text(name) }, text(what)];
        let source = sources.then(|| source.map_or(Out::Empty, Out::Text));
        rows.push(named.into_iter().chain(cells).chain(source).collect());
    };
    let numbers = |cells: &[Cell<_>]| {
        cells.iter().map(|cell| out(&cell.value, |word: &super::NoWord| match *word {})).collect()
    };
    let said = |cells: &[Cell<super::NoWord>]| cells.iter().any(|cell| !matches!(cell.value, Value::Unsaid));
    if said(&table.no_deal) {
        row("", "reservation", numbers(&table.no_deal), source(&table.no_deal));
    }
    if said(&table.discounts) {
        row("", "discount", numbers(&table.discounts), source(&table.discounts));
    }
    for issue in &table.issues {
        if let Some(weights) = &issue.weights {
            let cells = weights.iter().map(|cell| out(&cell.value, |word: &Importance| word.word()));
            row(&issue.name, "weight", cells.collect(), source(weights));
        }
        for option in &issue.options {
            let cells = option.cells.iter().map(|cell| out(&cell.value, |word: &Level| word.word()));
            row(&issue.name, &format!("{OPTION}{}", option.name), cells.collect(), source(&option.cells));
        }
    }
    rows
}

/// The source of a row: that of its cells.
fn source<Word>(cells: &[Cell<Word>]) -> Option<String> {
    let sources: BTreeSet<&str> = cells.iter().filter_map(|cell| cell.source.as_deref()).collect();
    if sources.is_empty() { None } else { Some(sources.into_iter().collect::<Vec<_>>().join("; ")) }
}

fn out<Word>(value: &Value<Word>, word: impl Fn(&Word) -> &'static str) -> Out {
    match value {
        Value::Unsaid => Out::Empty,
        Value::Number(number) => Out::Number(number.to_string()),
        Value::Between(low, high) => Out::Text(format!("{low} to {high}")),
        Value::Word(said) => Out::Text(word(said).to_owned()),
    }
}

/// Names as a table reads them: trimmed, not empty, and no two alike.
struct Names {
    taken: BTreeSet<String>,
    capitals_count: bool,
}

impl Names {
    fn new(capitals_count: bool) -> Self {
        Self { taken: BTreeSet::new(), capitals_count }
    }

    fn name(&mut self, text: &str, otherwise: &str, losses: &mut Losses) -> String {
        let plain = kept(text).name;
        let plain = if plain.is_empty() { otherwise.to_owned() } else { plain };
        let key = |name: &str| if self.capitals_count { name.to_owned() } else { folded(name) };
        let mut names =
            std::iter::once(plain.clone()).chain((2..).map(|number: u64| format!("{plain} ({number})")));
        let free = names.find(|name| !self.taken.contains(&key(name))).unwrap_or_default();
        self.taken.insert(key(&free));
        if free != text {
            losses.wording(text, format!("the name is written {free:?}"));
        }
        free
    }
}

/// A scenario as rows.
struct Made {
    rows: Rows,
    losses: Losses,
    /// Names of columns, by place of the party in the scenario.
    read_as: BTreeMap<usize, String>,
}

fn rows_of_scenario(scenario: &Scenario) -> Made {
    let mut losses = Losses::default();
    let mut plain = scenario.plain(Target::Table, &mut losses);
    let places = plain.leave_out_rewards(&mut losses);
    let parties: Vec<(&Profile, &Additive)> = plain
        .parties
        .iter()
        .filter_map(|profile| match &profile.utility {
            Utility::Additive(additive) => Some((profile, additive)),
            Utility::Rectangles(_) => None,
        })
        .collect();
    let mut names = Names::new(false);
    let mut header = vec![Out::Text("issue".to_owned()), Out::Text("option".to_owned())];
    let mut read_as = BTreeMap::new();
    for ((profile, _), place) in parties.iter().zip(places) {
        let name = &profile.name;
        let apart = if means_a_column(name) { format!("{name} (party)") } else { name.clone() };
        let name = names.name(&apart, "party", &mut losses);
        read_as.insert(place, name.clone());
        header.push(Out::Text(name));
    }
    let mut rows = vec![header];
    let mut row = |name: &str, what: &str, cells: Vec<Option<String>>| {
        let named = if name.is_empty() { Out::Empty } else { Out::Text(name.to_owned()) };
        let cells = cells.into_iter().map(|cell| cell.map_or(Out::Empty, Out::Number));
        rows.push([named, Out::Text(what.to_owned())].into_iter().chain(cells).collect());
    };
    let mut names = Names::new(false);
    for (place, issue) in plain.issues.iter().enumerate() {
        let Some(options) = choices(issue) else {
            losses.number(&issue.name, "its options cannot be written one by one: it is left out");
            continue;
        };
        if !matches!(issue.kind, crate::IssueKind::Discrete { .. }) {
            losses.wording(&issue.name, "its range of numbers is written as a list of options");
        }
        if issue.number != i64::try_from(place).map_or(i64::MAX, |place| place + 1) {
            losses.wording(&plain.name, "the numbers of the issues are left out");
        }
        let name = names.name(&issue.name, &format!("issue {}", place + 1), &mut losses);
        // What a file leaves out counts 0 in its format: the table says so, because an empty cell is unknown.
        let weight = |additive: &Additive| {
            Some(decimal(additive.weights.get(place).copied().flatten().unwrap_or(0.0)))
        };
        row(&name, "weight", parties.iter().map(|(_, additive)| weight(additive)).collect());
        let mut names = Names::new(true);
        for option in options {
            let value = |additive: &Additive| worth(additive, place, issue, option);
            let text = names.name(&issue.text(option).unwrap_or_default(), "(no text)", &mut losses);
            row(
                &name,
                &format!("{OPTION}{text}"),
                parties.iter().map(|(_, additive)| value(additive)).collect(),
            );
        }
    }
    // A package is written as what it is worth before.
    let reservation = |profile: &Profile| match &profile.reservation {
        Reservation::Value(value) => Some(decimal(*value)),
        Reservation::Unsaid | Reservation::Package(_) => None,
    };
    row("", "reservation", parties.iter().map(|(profile, _)| reservation(profile)).collect());
    let discounts: Vec<Option<String>> =
        parties.iter().map(|(profile, _)| discount(profile, &mut losses)).collect();
    if discounts.iter().any(Option::is_some) {
        row("", "discount", discounts);
    }
    Made { rows, losses, read_as }
}

/// What an option is worth before the weight; 0 where the file says nothing of it.
fn worth(additive: &Additive, place: usize, issue: &Issue, option: Choice) -> Option<String> {
    let evaluator = additive.evaluators.get(place)?;
    match evaluator.exactly_as_written(Reading::Format, issue, option, false) {
        Some(worth) => Some(worth.to_string()),
        None => evaluator.as_written(Reading::Format, issue, option, false).map(decimal),
    }
}

fn discount(profile: &Profile, losses: &mut Losses) -> Option<String> {
    let discount = profile.discount.as_ref()?;
    if *discount != discount.factor().map_or_else(|| discount.clone(), Discount::by_share) {
        losses.number(&profile.name, "the discount is counted in the share of time in this format");
    }
    discount.factor().map(decimal)
}

/// A float as a decimal without exponent.
fn decimal(number: f64) -> String {
    Fraction::of_float(number).map_or_else(|| number.to_string(), |number| number.to_string())
}
