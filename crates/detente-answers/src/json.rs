//! JSON as answers are written: no reader of it loses a digit.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// The greatest whole number below which every reader tells all whole numbers apart: 2^53 − 1. Many read numbers as
/// floating point (RFC 8259, section 6).
pub const GREATEST: u64 = (1 << 53) - 1;

/// A value as indented JSON. A whole number beyond [`GREATEST`] is a string of all its digits.
///
/// # Errors
/// A value that JSON cannot say, such as a map whose keys are no texts.
pub fn written(value: &impl Serialize) -> serde_json::Result<String> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, Exact::default()))?;
    String::from_utf8(text).map_err(|error| serde_json::Error::io(io::Error::other(error)))
}

/// Indented, with all digits.
#[derive(Default)]
struct Exact(PrettyFormatter<'static>);

/// Whole digits, in quotation marks where a reader could lose some.
fn digits<W: io::Write + ?Sized>(
    to: &mut W,
    magnitude: u128,
    value: impl std::fmt::Display,
) -> io::Result<()> {
    if magnitude > u128::from(GREATEST) { write!(to, "\"{value}\"") } else { write!(to, "{value}") }
}

impl Formatter for Exact {
    fn write_u64<W: io::Write + ?Sized>(&mut self, to: &mut W, value: u64) -> io::Result<()> {
        digits(to, u128::from(value), value)
    }

    fn write_i64<W: io::Write + ?Sized>(&mut self, to: &mut W, value: i64) -> io::Result<()> {
        digits(to, u128::from(value.unsigned_abs()), value)
    }

    fn write_u128<W: io::Write + ?Sized>(&mut self, to: &mut W, value: u128) -> io::Result<()> {
        digits(to, value, value)
    }

    fn write_i128<W: io::Write + ?Sized>(&mut self, to: &mut W, value: i128) -> io::Result<()> {
        digits(to, value.unsigned_abs(), value)
    }

    fn begin_array<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_array(to)
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array(to)
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(to, first)
    }

    fn end_array_value<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array_value(to)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object(to)
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object(to)
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(to, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object_value(to)
    }

    fn end_object_value<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object_value(to)
    }
}

/// Lets whole numbers of 64 bits and more be strings of digits wherever a schema has them, as [`written`] does.
#[cfg(feature = "schema")]
pub fn describe(schema: &mut serde_json::Value) {
    use serde_json::Value;
    match schema {
        Value::Object(object) => {
            let wide = object.get("format").and_then(Value::as_str);
            if wide.is_some_and(|format| matches!(format, "uint64" | "int64" | "uint128" | "int128")) {
                if let Some(types) = object.get_mut("type") {
                    let mut all = match types.take() {
                        Value::Array(all) => all,
                        one => vec![one],
                    };
                    if !all.iter().any(|one| one == "string") {
                        all.insert(1.min(all.len()), Value::from("string"));
                    }
                    *types = Value::Array(all);
                    object.insert("pattern".to_owned(), Value::from("^-?[0-9]+$"));
                }
            }
            object.values_mut().for_each(describe);
        }
        Value::Array(values) => values.iter_mut().for_each(describe),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Counts {
        few: u64,
        seeds: Vec<u64>,
        states: Option<u128>,
        share: f64,
        change: i64,
    }

    #[test]
    fn no_reader_loses_a_digit_of_a_count() {
        let counts = Counts {
            few: GREATEST,
            seeds: vec![7, GREATEST + 1, u64::MAX],
            states: Some(10_u128.pow(30)),
            share: 1e20,
            change: -(1 << 60),
        };
        let text = written(&counts).expect("JSON");
        let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["few"], GREATEST);
        assert_eq!(read["seeds"][0], 7);
        assert_eq!(read["seeds"][1], "9007199254740992");
        assert_eq!(read["seeds"][2], "18446744073709551615");
        assert_eq!(read["states"], "1000000000000000000000000000000");
        assert_eq!(read["share"], 1e20, "a share is no count");
        assert_eq!(read["change"], "-1152921504606846976");
    }

    #[test]
    fn what_needs_no_string_is_written_as_before() {
        let value = serde_json::json!({ "a": [1, -2.5, null, [], {}], "b": { "c": "ä\n" } });
        assert_eq!(written(&value).expect("JSON"), serde_json::to_string_pretty(&value).expect("JSON"));
    }
}
