//! Results as CSV (RFC 4180): the names of the columns, then one line a row.

use detente_case::clean;
use detente_simulation::tournament::COLUMNS;

use detente_answers::results::{Table, Values};

use crate::failure::Failure;

/// A table as text. Numbers are written so that reading them gives the same bits.
pub(crate) fn text(table: &Table) -> Result<String, Failure> {
    let columns: Vec<(&str, &Values)> =
        COLUMNS.iter().map(|column| column.name).zip(&table.columns).collect();
    written(&columns)
}

/// Columns of any names as text.
pub(crate) fn of_columns(columns: &[(String, String, Values)]) -> Result<String, Failure> {
    let columns: Vec<(&str, &Values)> =
        columns.iter().map(|(name, _, values)| (name.as_str(), values)).collect();
    written(&columns)
}

fn written(columns: &[(&str, &Values)]) -> Result<String, Failure> {
    let failed = |cause: std::io::Error| Failure::Machine { doing: "write CSV".to_owned(), cause };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(columns.iter().map(|(name, _)| *name));
    written.map_err(|error| failed(error.into()))?;
    for row in 0..columns.first().map_or(0, |(_, values)| values.count()) {
        let cell = |values: &Values| match values {
            Values::Long(values) => values[row].to_string(),
            Values::Whole(values) => values[row].to_string(),
            Values::Number(values) => values[row].to_string(),
            Values::Flag(values) => values[row].to_string(),
            Values::Text(values) => detente_scenario::text_cell(&values[row]).into_owned(),
        };
        writer
            .write_record(columns.iter().map(|(_, values)| cell(values)))
            .map_err(|error| failed(error.into()))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(std::io::Error::other(error.to_string())))?;
    Ok(clean(&String::from_utf8_lossy(&bytes)).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_no_formula() {
        let values = ["=1+1", "@x", "plain"].map(str::to_owned).to_vec();
        let columns = [("a".to_owned(), String::new(), Values::Text(values))];
        assert_eq!(of_columns(&columns).expect("text"), "a\n'=1+1\n'@x\nplain\n");
    }
}
