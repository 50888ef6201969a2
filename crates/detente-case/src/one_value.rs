//! One value of the case file changed, in place.

use std::{fmt, ops::Range};

use toml::de::{DeTable, DeValue};

/// A value in the table that begins on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneValue {
    /// The line of the case on which the table begins, from 1.
    line: usize,
    /// The key, and the keys within it.
    keys: Vec<String>,
    /// The value, as TOML.
    value: String,
}

impl fmt::Display for OneValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} = {}", self.line, self.keys.join("."), self.value)
    }
}

impl OneValue {
    /// The line of the case on which the table begins, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// Reads `1043 value = [30, 45]`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mend = || "write the line of a table, a key and a value: `1043 value = [30, 45]`".to_owned();
        let (line, change) = text.trim().split_once(char::is_whitespace).ok_or_else(mend)?;
        let line = line.parse().map_err(|_| mend())?;
        if change.contains(['\n', '\r']) {
            return Err(mend());
        }
        let table = DeTable::parse(change).map_err(|_| mend())?;
        let (keys, value) = only_value(table.get_ref()).ok_or_else(mend)?;
        let value = change.get(value).ok_or_else(mend)?.to_owned();
        Ok(Self { line, keys, value })
    }

    /// Where a text changes, and what stands there then. Only a value that is there, on lines of its own file, can be
    /// changed; lines keep their numbers.
    pub fn change(&self, text: &str) -> Result<(Range<usize>, String), String> {
        let unread = |_| "the case is not TOML; `detente check` says where".to_owned();
        let table = DeTable::parse(text).map_err(unread)?;
        let begins = |at: usize| text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let on_line = |line: usize| {
            let mut found = Vec::new();
            find(table.get_ref(), &|at| begins(at) == line, &self.keys, &mut found);
            found
        };
        let mut found = on_line(self.line);
        if found.is_empty() {
            // A line within a table belongs to the table.
            found = on_line(header_above(text, self.line));
        }
        let [place] = found.as_slice() else {
            let keys = self.keys.join(".");
            return Err(format!("no table on line {} has exactly one value `{keys}`", self.line));
        };
        let old = text.get(place.clone());
        let old = old.ok_or_else(|| "the value does not begin and end between characters".to_owned())?;
        // A value over several lines leaves as many behind, so that no later line moves.
        let kept = "\n".repeat(old.matches('\n').count());
        Ok((place.clone(), format!("{}{kept}", self.value)))
    }
}

/// The line of the last header of a table at or above a line, from 1; the line itself where there is none.
#[must_use]
pub fn header_above(text: &str, line: usize) -> usize {
    let lines: Vec<&str> = text.lines().take(line).collect();
    lines.iter().rposition(|line| line.trim_start().starts_with('[')).map_or(line, |place| place + 1)
}

/// The keys and the place of the only value of a table, through tables of one entry.
fn only_value(table: &DeTable<'_>) -> Option<(Vec<String>, Range<usize>)> {
    let mut entries = table.iter();
    let (key, value) = entries.next()?;
    if entries.next().is_some() {
        return None;
    }
    let mut keys = vec![key.get_ref().to_string()];
    match value.get_ref() {
        DeValue::Table(inner) if value.span().is_empty() || is_dotted(key.span(), value.span()) => {
            let (inner, place) = only_value(inner)?;
            keys.extend(inner);
            Some((keys, place))
        }
        _ => Some((keys, value.span())),
    }
}

/// Whether a table is written as a dotted key and not in braces: then it begins no later than its key ends.
fn is_dotted(key: Range<usize>, value: Range<usize>) -> bool {
    value.start <= key.end
}

/// Every value under these keys in a table that begins where asked.
fn find(
    table: &DeTable<'_>,
    begins: &impl Fn(usize) -> bool,
    keys: &[String],
    found: &mut Vec<Range<usize>>,
) {
    for value in table.iter().map(|(_, value)| value) {
        within(value.get_ref(), &value.span(), begins, keys, found);
    }
}

fn within(
    value: &DeValue<'_>,
    span: &Range<usize>,
    begins: &impl Fn(usize) -> bool,
    keys: &[String],
    found: &mut Vec<Range<usize>>,
) {
    match value {
        DeValue::Table(table) => {
            if begins(span.start) {
                found.extend(at(table, keys));
            }
            find(table, begins, keys, found);
        }
        DeValue::Array(items) => {
            for item in items {
                within(item.get_ref(), &item.span(), begins, keys, found);
            }
        }
        _ => {}
    }
}

fn at(table: &DeTable<'_>, keys: &[String]) -> Option<Range<usize>> {
    let (first, rest) = keys.split_first()?;
    let (_, value) = table.iter().find(|(key, _)| key.get_ref().as_ref() == first.as_str())?;
    match (rest, value.get_ref()) {
        ([], _) => Some(value.span()),
        (_, DeValue::Table(inner)) => at(inner, rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "[a]\nx = 1\n\n[[b]]\nvalue = [1,\n  2]\nmore = { ua = [3, 4] }\n\n[[b]]\nvalue = 5\n";

    fn applied(change: &str) -> Result<String, String> {
        let (place, value) = OneValue::parse(change)?.change(CASE)?;
        let mut text = CASE.to_owned();
        text.replace_range(place, &value);
        Ok(text)
    }

    #[test]
    fn a_value_is_changed_where_it_stands() {
        assert_eq!(applied("9 value = [7, 8]"), Ok(CASE.replace("value = 5", "value = [7, 8]")));
        assert_eq!(applied("4 more.ua = [1, 2]"), Ok(CASE.replace("[3, 4]", "[1, 2]")));
    }

    #[test]
    fn any_line_of_a_table_names_it() {
        assert_eq!(applied("10 value = 7"), applied("9 value = 7"));
    }

    #[test]
    fn lines_keep_their_numbers() {
        let changed = applied("4 value = 9").expect("it is there");
        assert_eq!(changed.lines().count(), CASE.lines().count());
        assert!(DeTable::parse(&changed).is_ok(), "{changed}");
    }

    #[test]
    fn what_is_not_there_is_not_changed() {
        for change in ["4 other = 1", "3 value = 1", "5 x = 1"] {
            assert!(applied(change).is_err(), "{change}");
        }
        for text in ["value = 1", "4", "4 value", "4 a = 1\nb = 2", "x value = 1", "4 a = {"] {
            assert!(OneValue::parse(text).is_err(), "{text}");
        }
    }
}
