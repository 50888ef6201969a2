//! Results of many negotiations as tables: their columns, and the files they are kept in.

pub(crate) mod chunks;
pub(crate) mod csv;
pub(crate) mod parquet;

use detente_simulation::tournament::{COLUMNS, Row, Tournament};

/// A table of results: one list of values a column, in the order of [`COLUMNS`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    pub(crate) columns: Vec<Values>,
}

/// The values of a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Values {
    Long(Vec<i64>),
    Whole(Vec<i32>),
    Number(Vec<f64>),
    Flag(Vec<bool>),
    Text(Vec<String>),
}

/// What a file of results says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct About {
    /// The hash of the plan: results of different plans do not go together.
    pub(crate) plan: String,
    /// The first run in the file, and the one after the last.
    pub(crate) runs: (u64, u64),
    /// How many runs the plan has.
    pub(crate) all: u64,
    /// The seed.
    pub(crate) seed: u64,
}

impl Table {
    pub(crate) fn empty() -> Self {
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
    pub(crate) fn of(tournament: &Tournament, rows: &[Row]) -> Self {
        let mut table = Self::empty();
        for row in rows {
            let values = cells(tournament, row);
            table.columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        }
        table
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.columns.first().map_or(0, Values::len)
    }

    /// Puts the rows of another table behind its own.
    pub(crate) fn append(&mut self, other: Self) {
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
    fn len(&self) -> usize {
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use detente_simulation::{
        domain::{Additive, Domain},
        protocol::Rules,
        strategy::Kind,
        tournament::Scenario,
    };

    use super::*;

    fn tournament() -> Tournament {
        let side = |values: [f64; 3]| Additive {
            contributions: vec![values.to_vec(), vec![0.0, 0.5]],
            reservation: 0.1,
            ..Additive::default()
        };
        let domain =
            Domain::additive(vec![3, 2], &[side([0.0, 0.4, 1.0]), side([1.0, 0.7, 0.0])]).expect("a domain");
        let scenario =
            Scenario::new("small, with \"quotes\"".to_owned(), vec!["a".to_owned(), "b".to_owned()], domain);
        Tournament {
            scenarios: vec![scenario],
            strategies: vec![Kind::Linear, Kind::Random],
            rules: vec![Rules::TakeOrLeave, Rules::StackedOffers { rounds: 4, discount: 0.5 }],
            repetitions: 3,
            seed: 2,
        }
    }

    /// Every cell of a row is of its column's kind, and a file read again is the table written.
    #[test]
    fn what_is_written_is_read() {
        let tournament = tournament();
        let rows = tournament.run_block(0..tournament.runs());
        let table = Table::of(&tournament, &rows);
        assert!(table.columns.iter().all(|values| values.len() == rows.len()), "each column has every row");
        assert_eq!(table.columns.len(), COLUMNS.len());
        let about =
            About { plan: tournament.hash(), runs: (0, tournament.runs()), all: tournament.runs(), seed: 2 };
        let folder = tempfile::TempDir::new().expect("a folder");
        let file = folder.path().join("x.parquet");
        std::fs::write(&file, parquet::bytes(&table, &about).expect("bytes")).expect("written");
        assert_eq!(parquet::read(&file).expect("results"), (table.clone(), about));
        let text = csv::text(&table).expect("text");
        assert_eq!(text.lines().count(), rows.len() + 1);
        assert_eq!(text.lines().next(), Some(COLUMNS.map(|column| column.name).join(",").as_str()));
    }

    /// docs/columns.md says what every column means (`UPDATE=1` writes it anew).
    #[test]
    fn every_column_is_documented() {
        let mut text = String::from(
            "# Columns of results\n\n`detente tournament --out` and `detente sweep --out` write one row a party and run, as \
             Parquet or, where the\nname ends in `.csv`, as CSV. The same table gives the same bytes on any machine. A Parquet \
             file also says of which\nplan (`plan`, a hash of all that the rows depend on), runs, seed and version it is.\n\n\
             | column | type | unit or range | meaning |\n|---|---|---|---|\n",
        );
        for column in COLUMNS {
            text += &format!("| `{}` | {} | {} | {} |\n", column.name, column.kind, column.unit, column.says);
        }
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/columns.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &text).expect("written");
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap_or_default(), text, "UPDATE=1 writes it anew");
    }
}
