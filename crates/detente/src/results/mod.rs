//! The files in which results of many negotiations are kept.

pub(crate) mod chunks;
pub(crate) mod csv;
pub(crate) mod parquet;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use detente_answers::results::{About, Table};
    use detente_simulation::{
        domain::{Additive, Domain},
        protocol::Rules,
        strategy::Kind,
        tournament::{COLUMNS, Scenario, Tournament},
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
            rules: vec![Rules::TakeOrLeave, Rules::StackedOffers { rounds: 4, discount: Some(0.5) }],
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
        assert!(table.columns.iter().all(|values| values.count() == rows.len()), "each column has every row");
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
