//! The issue matrix: a table a spreadsheet can hold.
//!
//! ```csv
//! issue,option,Employer,Employee
//! ,reservation,0.3,0.2
//! Salary,weight,0.6,0.5
//! Salary,option:40000,1,0
//! Salary,option:50000,0,1
//! ```
//!
//! The first column names the issue, the second says what the row holds: `weight`, `option:` with its text,
//! and, without an issue, `reservation` or `discount`. An empty cell says nothing. Utility is the sum of weight
//! times value, as written; an issue without a row of weights has weight 1.

use crate::{
    Additive, Choice, Discount, Evaluator, Issue, IssueKind, Opened, Profile, Reading, Reservation, Scale,
    Scenario, Severity, Utility,
    convert::choices,
    diagnostic::Sink,
    losses::{Losses, Written},
    tree::stem,
};

const OPTION: &str = "option:";

/// Reads an issue matrix; `file` is its name.
#[must_use]
pub fn read(file: &str, text: &str) -> Opened {
    let mut sink = Sink::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut matrix: Option<Matrix> = None;
    for record in reader.records() {
        match (record, &mut matrix) {
            (Ok(record), None) => matrix = Some(Matrix::begin(file, &record, &mut sink)),
            (Ok(record), Some(matrix)) => matrix.row(&record, &mut sink),
            (Err(error), _) => {
                let place =
                    error.position().map(|place| (u32::try_from(place.line()).unwrap_or(u32::MAX), 1));
                sink.push(
                    Severity::Error,
                    "broken-csv",
                    file,
                    place,
                    error.to_string(),
                    "correct the row; it was left out",
                );
            }
        }
    }
    let scenario = matrix.map(Matrix::finish).filter(|scenario| !scenario.issues.is_empty());
    if scenario.is_none() {
        sink.push(
            Severity::Error,
            "no-issues",
            file,
            None,
            "no row begins with an issue, expected rows such as `Salary,option:40000,1,0`",
            "the first row is issue,option and the parties' names",
        );
    }
    Opened { scenario, diagnostics: sink.finish() }
}

/// What was read so far.
struct Matrix {
    file: String,
    parties: Vec<String>,
    issues: Vec<Rows>,
    reservations: Vec<Option<f64>>,
    discounts: Vec<Option<f64>>,
}

/// The rows of one issue.
struct Rows {
    name: String,
    options: Vec<String>,
    known: std::collections::BTreeSet<String>,
    weights: Option<Vec<Option<f64>>>,
    values: Vec<Vec<Option<f64>>>,
}

impl Matrix {
    fn begin(file: &str, header: &csv::StringRecord, sink: &mut Sink) -> Self {
        let parties: Vec<String> = header.iter().skip(2).map(|name| name.trim().to_string()).collect();
        if parties.is_empty() {
            sink.push(
                Severity::Warning,
                "no-parties",
                file,
                Some((1, 1)),
                "the first row names no party, expected issue,option and the parties' names",
                "write the parties' names from the third column on",
            );
        }
        let count = parties.len();
        Self {
            file: file.to_string(),
            parties,
            issues: Vec::new(),
            reservations: vec![None; count],
            discounts: vec![None; count],
        }
    }

    fn row(&mut self, record: &csv::StringRecord, sink: &mut Sink) {
        let line = record.position().map_or(0, |place| u32::try_from(place.line()).unwrap_or(u32::MAX));
        let (name, what) = (record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default());
        let file = self.file.clone();
        let mut problem = |code, column: usize, message: String, help: &str| {
            if !sink.is_full(&file) {
                let column = u32::try_from(column).unwrap_or(u32::MAX);
                sink.push(Severity::Error, code, &file, Some((line, column)), message, help);
            }
        };
        let mut cells = Vec::with_capacity(self.parties.len());
        for place in 0..self.parties.len() {
            let text = record.get(place + 2).unwrap_or_default().trim();
            let number = text.parse().ok().filter(|number: &f64| number.is_finite());
            if number.is_none() && !text.is_empty() {
                let message = format!("cell {}: {text:?}, expected a number or nothing", place + 3);
                problem("not-a-number", place + 3, message, "write it with a decimal point, such as 0.25");
            }
            cells.push(number);
        }
        match (name.is_empty(), what) {
            (true, "") => {}
            (true, "reservation") => self.reservations = cells,
            (true, "discount") => self.discounts = cells,
            (false, "weight") => self.rows(name).weights = Some(cells),
            (false, what) if what.starts_with(OPTION) => {
                let option = what.strip_prefix(OPTION).unwrap_or(what);
                let rows = self.rows(name);
                if rows.known.insert(option.to_string()) {
                    rows.options.push(option.to_string());
                    rows.values.push(cells);
                } else {
                    let message = format!("issue {name:?} has a second row for {option:?}; it was left out");
                    problem("repeated-item", 2, message, "give every option one row");
                }
            }
            _ => problem(
                "unknown-row",
                2,
                format!("{what:?} in the second column; the row was left out"),
                "an issue's rows say weight or option:…, the others reservation or discount",
            ),
        }
    }

    fn rows(&mut self, name: &str) -> &mut Rows {
        let place = self.issues.iter().position(|rows| rows.name == name).unwrap_or_else(|| {
            self.issues.push(Rows {
                name: name.to_string(),
                options: Vec::new(),
                known: std::collections::BTreeSet::new(),
                weights: None,
                values: Vec::new(),
            });
            self.issues.len() - 1
        });
        &mut self.issues[place]
    }

    fn finish(self) -> Scenario {
        let kept: Vec<Rows> = self.issues.into_iter().filter(|rows| !rows.options.is_empty()).collect();
        let profile = |(party, name): (usize, &String)| {
            let cell = |cells: &Vec<Option<f64>>| cells.get(party).copied().flatten();
            let table = |rows: &Rows| Evaluator::Table {
                values: rows.values.iter().map(cell).collect(),
                others: Vec::new(),
            };
            let weight = |rows: &Rows| rows.weights.as_ref().map_or(Some(1.0), cell);
            Profile {
                name: name.clone(),
                utility: Utility::Additive(Additive {
                    scale: Scale::Plain,
                    weights: kept.iter().map(weight).collect(),
                    evaluators: kept.iter().map(table).collect(),
                    bias: 0.0,
                }),
                reservation: cell(&self.reservations).map_or(Reservation::Unsaid, Reservation::Value),
                discount: cell(&self.discounts).map(Discount::by_share),
            }
        };
        let parties = self.parties.iter().enumerate().map(profile).collect();
        let issues = kept.iter().zip(1..).map(|(rows, number)| Issue {
            name: rows.name.clone(),
            number,
            kind: IssueKind::Discrete { values: rows.options.clone() },
        });
        Scenario { name: stem(&self.file).to_string(), issues: issues.collect(), parties }
    }
}

/// Writes the issue matrix of a scenario's additive parties.
#[must_use]
pub fn write(scenario: &Scenario) -> Written {
    let mut losses = Losses::default();
    let plain = scenario.plain(&mut losses);
    let mut parties = Vec::new();
    for (place, profile) in plain.parties.iter().enumerate() {
        match &profile.utility {
            Utility::Additive(additive) => parties.push((place, profile, additive)),
            Utility::Rectangles(_) => {
                losses.number(&profile.name, "rewards for ranges are no table: it is left out");
            }
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut row = |name: &str, what: &str, cells: Vec<Option<f64>>| {
        let cells = cells.into_iter().map(|cell| cell.map_or_else(String::new, |cell| cell.to_string()));
        let record: Vec<String> = [name.to_string(), what.to_string()].into_iter().chain(cells).collect();
        // Writing into memory does not fail.
        let _ = writer.write_record(record);
    };
    for (place, issue) in plain.issues.iter().enumerate() {
        let Some(options) = choices(issue) else {
            losses.number(&issue.name, "its options cannot be written one by one: it is left out");
            continue;
        };
        if !matches!(issue.kind, IssueKind::Discrete { .. }) {
            losses.wording(&issue.name, "its range of numbers is written as a list of options");
        }
        if issue.number != i64::try_from(place).map_or(i64::MAX, |place| place + 1) {
            losses.wording(&plain.name, "the numbers of the issues are left out");
        }
        let name = if issue.name.is_empty() { format!("issue {}", place + 1) } else { issue.name.clone() };
        if issue.name.is_empty() {
            losses.wording(&name, "an issue without a name gets this one");
        }
        let weight = |additive: &Additive| additive.weights.get(place).copied().flatten();
        row(&name, "weight", parties.iter().map(|(_, _, additive)| weight(additive)).collect());
        for option in options {
            let value = |additive: &Additive| match additive.evaluators.get(place)? {
                Evaluator::Table { values, .. } => match option {
                    Choice::Option(option) => values.get(option).copied().flatten(),
                    Choice::Number(_) => None,
                },
                evaluator => evaluator.as_written(Reading::Format, issue, option, false),
            };
            let what = format!("{OPTION}{}", issue.text(option).unwrap_or_default());
            row(&name, &what, parties.iter().map(|(_, _, additive)| value(additive)).collect());
        }
    }
    let reservation = |place: usize, profile: &Profile, losses: &mut Losses| match &profile.reservation {
        Reservation::Value(value) => Some(*value),
        Reservation::Unsaid => scenario.reservation(Reading::Format, place),
        Reservation::Package(_) => {
            losses.wording(&profile.name, "the reservation package is written as what it is worth");
            plain.reservation(Reading::Format, place)
        }
    };
    let reservations =
        parties.iter().map(|(place, profile, _)| reservation(*place, profile, &mut losses)).collect();
    row("", "reservation", reservations);
    let discounts = parties.iter().map(|(_, profile, additive)| {
        if additive.bias != 0.0 {
            losses.number(&profile.name, format!("the {} added to every package is left out", additive.bias));
        }
        let discount = profile.discount.as_ref()?;
        if *discount != discount.factor().map_or_else(|| discount.clone(), Discount::by_share) {
            losses.number(&profile.name, "the discount is counted in the share of time in this format");
        }
        discount.factor()
    });
    row("", "discount", discounts.collect());
    let body =
        writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let mut header = csv::Writer::from_writer(Vec::new());
    let names = parties.iter().map(|(_, profile, _)| profile.name.as_str());
    let _ = header.write_record(["issue", "option"].into_iter().chain(names));
    let header =
        header.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let files = std::collections::BTreeMap::from([(format!("{}.csv", plain.name), header + &body)]);
    Written { files, losses }
}
