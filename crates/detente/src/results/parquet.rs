//! Results as Parquet: the same table gives the same bytes.

use std::{path::Path, sync::Arc};

use detente_simulation::tournament::{COLUMNS, Column};
use parquet::{
    basic::{LogicalType, Repetition, Type as Physical},
    column::{reader::ColumnReader, writer::ColumnWriter},
    data_type::ByteArray,
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        reader::{FileReader, SerializedFileReader},
        writer::SerializedFileWriter,
    },
    schema::types::{Type, TypePtr},
};

use detente_answers::results::{About, Table, Values};

use crate::{failure::Failure, load};

/// How many rows stand in one group, so that readers need not hold all.
const GROUP: usize = 1 << 16;

/// A table as the bytes of a file.
pub(crate) fn bytes(table: &Table, about: &About) -> Result<Vec<u8>, Failure> {
    written(table, about).map_err(|error| failed("write Parquet", &error))
}

fn failed(doing: &str, error: &ParquetError) -> Failure {
    Failure::Machine { doing: doing.to_owned(), cause: std::io::Error::other(error.to_string()) }
}

/// Columns of any names, each with what it means, as the bytes of a file.
pub(crate) fn of_columns(name: &str, columns: &[(String, String, Values)]) -> Result<Vec<u8>, Failure> {
    let fields: Vec<(&str, &str)> =
        columns.iter().map(|(name, _, values)| (name.as_str(), kind(values))).collect();
    let mut metadata = vec![pair("detente", env!("CARGO_PKG_VERSION").to_owned())];
    metadata.extend(columns.iter().map(|(name, says, _)| pair(&format!("column {name}"), says.clone())));
    let values: Vec<&Values> = columns.iter().map(|(_, _, values)| values).collect();
    file(name, &fields, &values, metadata).map_err(|error| failed("write Parquet", &error))
}

/// The kind of the values of a column, as [`COLUMNS`] names it.
fn kind(values: &Values) -> &'static str {
    match values {
        Values::Long(_) => "u64",
        Values::Whole(_) => "u32",
        Values::Number(_) => "f64",
        Values::Flag(_) => "bool",
        Values::Text(_) => "text",
    }
}

fn schema(name: &str, fields: &[(&str, &str)]) -> Result<TypePtr, ParquetError> {
    let field = |(name, kind): &(&str, &str)| {
        let whole = |bits| Some(LogicalType::integer(bits, false));
        let (physical, logical) = match *kind {
            "u64" => (Physical::INT64, whole(64)),
            "u32" => (Physical::INT32, whole(32)),
            "f64" => (Physical::DOUBLE, None),
            "bool" => (Physical::BOOLEAN, None),
            _ => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let field = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::REQUIRED)
            .with_logical_type(logical);
        Ok(Arc::new(field.build()?))
    };
    let fields: Result<Vec<_>, ParquetError> = fields.iter().map(field).collect();
    Ok(Arc::new(Type::group_type_builder(name).with_fields(fields?).build()?))
}

fn pair(key: &str, value: String) -> KeyValue {
    KeyValue::new(key.to_owned(), value)
}

fn written(table: &Table, about: &About) -> Result<Vec<u8>, ParquetError> {
    let mut metadata = vec![
        pair("detente", env!("CARGO_PKG_VERSION").to_owned()),
        pair("plan", about.plan.clone()),
        pair("runs", format!("{}..{}", about.runs.0, about.runs.1)),
        pair("all", about.all.to_string()),
        pair("seed", about.seed.to_string()),
    ];
    metadata.extend(COLUMNS.iter().map(|column| {
        pair(&format!("column {}", column.name), format!("{} ({})", column.says, column.unit))
    }));
    let fields = COLUMNS.map(|column: Column| (column.name, column.kind));
    file("results", &fields, &table.columns.iter().collect::<Vec<_>>(), metadata)
}

fn file(
    name: &str,
    fields: &[(&str, &str)],
    columns: &[&Values],
    metadata: Vec<KeyValue>,
) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_created_by(format!("detente {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(metadata))
        .build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema(name, fields)?, Arc::new(properties))?;
    let all = columns.first().map_or(0, |values| values.count());
    for first in (0..all).step_by(GROUP) {
        let rows = first..all.min(first + GROUP);
        let mut group = writer.next_row_group()?;
        for values in columns {
            let Some(mut column) = group.next_column()? else { break };
            match (column.untyped(), values) {
                (ColumnWriter::Int64ColumnWriter(to), Values::Long(values)) => {
                    to.write_batch(&values[rows.clone()], None, None)?;
                }
                (ColumnWriter::Int32ColumnWriter(to), Values::Whole(values)) => {
                    to.write_batch(&values[rows.clone()], None, None)?;
                }
                (ColumnWriter::DoubleColumnWriter(to), Values::Number(values)) => {
                    to.write_batch(&values[rows.clone()], None, None)?;
                }
                (ColumnWriter::BoolColumnWriter(to), Values::Flag(values)) => {
                    to.write_batch(&values[rows.clone()], None, None)?;
                }
                (ColumnWriter::ByteArrayColumnWriter(to), Values::Text(values)) => {
                    let texts: Vec<ByteArray> =
                        values[rows.clone()].iter().map(|text| ByteArray::from(text.as_str())).collect();
                    to.write_batch(&texts, None, None)?;
                }
                _ => return Err(ParquetError::General("a column has values of another kind".to_owned())),
            }
            column.close()?;
        }
        group.close()?;
    }
    writer.into_inner()
}

/// Reads a file of results; what is no such file, or of other columns, is refused with the reason.
pub(crate) fn read(path: &Path) -> Result<(Table, About), Failure> {
    let bytes = load::read_whole(path)?;
    let refused =
        |why: &str| Failure::input(format!("{} is not a table of results by détente: {why}", path.display()));
    let reader =
        SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(|error| refused(&error.to_string()))?;
    let file = reader.metadata().file_metadata();
    let said = |key: &str| {
        let pairs = file.key_value_metadata().into_iter().flatten();
        pairs.filter(|pair| pair.key == key).find_map(|pair| pair.value.clone())
    };
    let number = |text: Option<String>| text.and_then(|text| text.parse::<u64>().ok());
    let range = said("runs").and_then(|runs| {
        let (first, end) = runs.split_once("..")?;
        Some((first.parse().ok()?, end.parse().ok()?))
    });
    let about = said("plan").zip(range).zip(number(said("all")).zip(number(said("seed"))));
    let Some(((plan, runs), (all, seed))) = about else {
        return Err(refused("it does not name its plan and runs"));
    };
    if said("detente").as_deref() != Some(env!("CARGO_PKG_VERSION")) {
        return Err(refused("another version wrote it"));
    }
    let columns = file.schema_descr().columns();
    if !columns.iter().map(|column| column.name()).eq(COLUMNS.iter().map(|column| column.name)) {
        return Err(refused("its columns differ"));
    }
    let table = table(&reader).map_err(|error| refused(&error.to_string()))?;
    Ok((table, About { plan, runs, all, seed }))
}

fn table(reader: &impl FileReader) -> Result<Table, ParquetError> {
    let mut table = Table::empty();
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        for (place, values) in table.columns.iter_mut().enumerate() {
            match (group.get_column_reader(place)?, values) {
                (ColumnReader::Int64ColumnReader(mut from), Values::Long(values)) => {
                    from.read_records(rows, None, None, values)?;
                }
                (ColumnReader::Int32ColumnReader(mut from), Values::Whole(values)) => {
                    from.read_records(rows, None, None, values)?;
                }
                (ColumnReader::DoubleColumnReader(mut from), Values::Number(values)) => {
                    from.read_records(rows, None, None, values)?;
                }
                (ColumnReader::BoolColumnReader(mut from), Values::Flag(values)) => {
                    from.read_records(rows, None, None, values)?;
                }
                (ColumnReader::ByteArrayColumnReader(mut from), Values::Text(values)) => {
                    let mut texts: Vec<ByteArray> = Vec::new();
                    from.read_records(rows, None, None, &mut texts)?;
                    for text in &texts {
                        values.push(text.as_utf8()?.to_owned());
                    }
                }
                _ => return Err(ParquetError::General("a column has values of another kind".to_owned())),
            }
        }
    }
    let rows = table.rows();
    if table.columns.iter().any(|values| values.count() != rows) {
        return Err(ParquetError::General("its columns are of different lengths".to_owned()));
    }
    Ok(table)
}
