//! Results as CSV (RFC 4180): the names of the columns, then one line a row.

use detente_case::clean;
use detente_simulation::tournament::COLUMNS;

use detente_answers::results::{Table, Values};

use crate::failure::Failure;

/// A table as text. Numbers are written so that reading them gives the same bits.
pub(crate) fn text(table: &Table) -> Result<String, Failure> {
    let failed = |cause: std::io::Error| Failure::Machine { doing: "write CSV".to_owned(), cause };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(COLUMNS.iter().map(|column| column.name));
    written.map_err(|error| failed(error.into()))?;
    for row in 0..table.rows() {
        let cell = |values: &Values| match values {
            Values::Long(values) => values[row].to_string(),
            Values::Whole(values) => values[row].to_string(),
            Values::Number(values) => values[row].to_string(),
            Values::Flag(values) => values[row].to_string(),
            Values::Text(values) => values[row].clone(),
        };
        writer.write_record(table.columns.iter().map(cell)).map_err(|error| failed(error.into()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(std::io::Error::other(error.to_string())))?;
    Ok(clean(&String::from_utf8_lossy(&bytes)).into_owned())
}
