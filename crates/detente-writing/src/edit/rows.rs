//! The rows of a table as they are written, for whoever changes them key by key.

use serde::Serialize;
use serde_json::{Map, Value};
use toml::{Spanned, de::DeValue};

use super::CaseText;

/// One table of a case as it is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The names by which it is changed; an entry of a list is named by its place, from 0.
    pub table: Vec<String>,
    /// What it says key by key; numbers and days as they are spelled.
    pub keys: Map<String, Value>,
    /// The line on which it begins, from 1.
    pub line: usize,
}

/// The rows of a table at the top of a case; none where the text is no TOML.
#[must_use]
pub fn rows(text: &str, table: &str) -> Vec<Row> {
    let Ok(file) = CaseText::of(text) else { return Vec::new() };
    let Some(whole) = file.root.get(table) else { return Vec::new() };
    let row = |name: String, value: &Spanned<DeValue<'_>>| {
        let Value::Object(keys) = plain(text, value) else { return None };
        let path = vec![table.to_owned(), name];
        // A table whose parts alone have headers begins where the first of them does.
        let start = file.own(&path).first().map_or(value.span().start, |section| section.start);
        let line = text.as_bytes().iter().take(start).filter(|byte| **byte == b'\n').count() + 1;
        Some(Row { table: path, keys, line })
    };
    match whole.get_ref() {
        DeValue::Table(named) => {
            let mut named: Vec<_> = named.iter().collect();
            named.sort_by_key(|(key, _)| key.span().start);
            named.into_iter().filter_map(|(key, value)| row(key.get_ref().to_string(), value)).collect()
        }
        DeValue::Array(items) => {
            items.iter().enumerate().filter_map(|(place, item)| row(place.to_string(), item)).collect()
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => Vec::new(),
    }
}

/// A value; what is spelled without quotes as it is spelled.
fn plain(text: &str, value: &Spanned<DeValue<'_>>) -> Value {
    match value.get_ref() {
        DeValue::String(words) => Value::String(words.to_string()),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
            Value::String(text.get(value.span()).unwrap_or_default().to_owned())
        }
        DeValue::Array(items) => Value::Array(items.iter().map(|item| plain(text, item)).collect()),
        DeValue::Table(keys) => Value::Object(
            keys.iter().map(|(key, value)| (key.get_ref().to_string(), plain(text, value))).collect(),
        ),
    }
}
