//! Results of many negotiations as a table, column by column.

use detente_simulation::tournament::{COLUMNS, Row, Tournament};

/// A table of results: one list of values a column, in the order of [`COLUMNS`].
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns, each with one value a row.
    pub columns: Vec<Values>,
}

/// The values of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Whole numbers of 64 bits.
    Long(Vec<i64>),
    /// Whole numbers of 32 bits.
    Whole(Vec<i32>),
    /// Real numbers.
    Number(Vec<f64>),
    /// Yes or no.
    Flag(Vec<bool>),
    /// Words.
    Text(Vec<String>),
}

/// What a file of results says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The hash of the plan: results of different plans do not go together.
    pub plan: String,
    /// The first run in the file, and the one after the last.
    pub runs: (u64, u64),
    /// How many runs the plan has.
    pub all: u64,
    /// The seed.
    pub seed: u64,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn empty() -> Self {
        let values = |kind| match kind {
            "u64" => Values::Long(Vec::new()),
            "u32" => Values::Whole(Vec::new()),
            "f64" => Values::Number(Vec::new()),
            "bool" => Values::Flag(Vec::new()),
            _ => Values::Text(Vec::new()),
        };
        Self { columns: COLUMNS.iter().map(|column| values(column.kind)).collect() }
    }

    /// Rows by the names of their tournament.
    #[must_use]
    pub fn of(tournament: &Tournament, rows: &[Row]) -> Self {
        let mut table = Self::empty();
        for row in rows {
            let values = cells(tournament, row);
            table.columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        }
        table
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, Values::count)
    }

    /// Puts the rows of another table behind its own.
    pub fn append(&mut self, other: Self) {
        for (own, other) in self.columns.iter_mut().zip(other.columns) {
            match (own, other) {
                (Values::Long(own), Values::Long(other)) => own.extend(other),
                (Values::Whole(own), Values::Whole(other)) => own.extend(other),
                (Values::Number(own), Values::Number(other)) => own.extend(other),
                (Values::Flag(own), Values::Flag(other)) => own.extend(other),
                (Values::Text(own), Values::Text(other)) => own.extend(other),
                // Both have the columns of `COLUMNS`: reading refuses anything else.
                _ => {}
            }
        }
    }
}

/// A value of any kind.
enum Cell {
    Long(u64),
    Whole(u64),
    Number(f64),
    Flag(bool),
    Text(String),
}

impl Values {
    /// How many values there are.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Long(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Flag(values) => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    fn push(&mut self, cell: Cell) {
        match (self, cell) {
            (Self::Long(values), Cell::Long(value)) => values.push(i64::try_from(value).unwrap_or(i64::MAX)),
            (Self::Whole(values), Cell::Whole(value)) => {
                values.push(i32::try_from(value).unwrap_or(i32::MAX));
            }
            (Self::Number(values), Cell::Number(value)) => values.push(value),
            (Self::Flag(values), Cell::Flag(value)) => values.push(value),
            (Self::Text(values), Cell::Text(value)) => values.push(value),
            // `cells` and `COLUMNS` are held against each other by a test.
            _ => {}
        }
    }
}

/// The cells of a row, in the order of [`COLUMNS`].
fn cells(tournament: &Tournament, row: &Row) -> Vec<Cell> {
    let scenario = &tournament.scenarios[row.scenario];
    let joined = |parts: Vec<String>| Cell::Text(parts.join(" "));
    let agreement = row
        .agreement
        .map(|package| scenario.domain.options(package).iter().map(ToString::to_string).collect::<Vec<_>>());
    let ended = match row.ended {
        detente_simulation::protocol::Ended::Agreed => "agreed",
        detente_simulation::protocol::Ended::OutOfTime => "out-of-time",
        detente_simulation::protocol::Ended::Broken => "broken",
    };
    vec![
        Cell::Long(row.run),
        Cell::Text(scenario.name.clone()),
        Cell::Text(tournament.rules[row.rules].to_string()),
        Cell::Whole(row.repetition.into()),
        Cell::Whole(row.seat as u64),
        Cell::Text(scenario.parties.get(row.seat).cloned().unwrap_or_default()),
        Cell::Text(row.strategy.name().to_owned()),
        joined(row.table.iter().map(ToString::to_string).collect()),
        Cell::Text(ended.to_owned()),
        joined(agreement.clone().unwrap_or_default()),
        Cell::Whole(row.rounds.into()),
        Cell::Whole(row.offers.into()),
        Cell::Number(row.worth),
        Cell::Number(row.reservation),
        Cell::Number(row.gain),
        Cell::Number(row.welfare),
        Cell::Number(row.nash),
        Cell::Flag(agreement.is_some()),
    ]
}
