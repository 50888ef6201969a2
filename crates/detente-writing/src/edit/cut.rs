//! What is taken out of brackets, braces or a line of its own, and what is put into a list; every other byte as it was.

use std::ops::Range;

use toml::de::DeValue;

use super::{CaseText, NoPlace};

impl CaseText<'_> {
    /// The text without an entry of a list, or without a key, that has no header of its own.
    pub(super) fn cut(&self, path: &[String]) -> Result<String, NoPlace> {
        let none = || NoPlace::NotThere(path.join("."));
        let (last, above) = path.split_last().ok_or_else(none)?;
        let whole = self.at(above).ok_or_else(none)?;
        let gone = match whole.get_ref() {
            DeValue::Array(items) if self.is_inline(whole) => {
                let spans: Vec<_> = items.iter().map(toml::Spanned::span).collect();
                let place = last.parse::<usize>().map_err(|_| none())?;
                within(&spans, place).ok_or_else(none)?
            }
            DeValue::Table(keys) if self.is_inline(whole) => {
                let mut spans: Vec<_> =
                    keys.iter().map(|(key, value)| key.span().start..value.span().end).collect();
                spans.sort_by_key(|span| span.start);
                let (key, _) = keys.get_key_value(last.as_str()).ok_or_else(none)?;
                let place = spans.iter().position(|span| span.start == key.span().start);
                within(&spans, place.ok_or_else(none)?).ok_or_else(none)?
            }
            DeValue::Table(keys) if !self.own(above).is_empty() => {
                let (key, value) = keys.get_key_value(last.as_str()).ok_or_else(none)?;
                self.line(&key.span(), &value.span()).ok_or_else(|| NoPlace::Table(path.join(".")))?
            }
            DeValue::Array(_)
            | DeValue::Table(_)
            | DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => return Err(NoPlace::Table(above.join("."))),
        };
        let before = self.text.get(..gone.start).ok_or_else(none)?;
        let after = self.text.get(gone.end..).ok_or_else(none)?;
        Ok(format!("{before}{after}"))
    }

    /// The text with one more value in a list under a key; the list need not be there yet.
    pub(super) fn append(&self, list: &[String], value: &str) -> Result<String, NoPlace> {
        if let Some(there) = self.at(list) {
            if !self.is_inline(there) || there.get_ref().as_array().is_none() {
                return Err(NoPlace::Table(list.join(".")));
            }
            return Ok(self.with(vec![Self::within(there, value)]));
        }
        let (key, table) = list.split_last().ok_or(NoPlace::NoToml)?;
        let insertion = self.key_line(table, None, &format!("{} = [{value}]", detente_case::bare(key)))?;
        Ok(self.with(vec![insertion]))
    }

    /// The lines of a key and its value, remarks behind it included; nothing where the key is written with dots.
    fn line(&self, key: &Range<usize>, value: &Range<usize>) -> Option<Range<usize>> {
        let start = self.text.get(..key.start)?.rfind('\n').map_or(0, |end| end + 1);
        let before = self.text.get(start..key.start)?;
        let between = self.text.get(key.end..value.start)?;
        if !before.trim().is_empty() || between.trim() != "=" {
            return None;
        }
        let rest = self.text.get(value.end..)?;
        let end = rest.find('\n').map_or(self.text.len(), |end| value.end + end + 1);
        Some(start..end)
    }
}

/// What goes with one of several that commas part: the comma behind it, or before it where it is the last.
fn within(spans: &[Range<usize>], place: usize) -> Option<Range<usize>> {
    let own = spans.get(place)?;
    if let Some(next) = spans.get(place + 1) {
        return Some(own.start..next.start);
    }
    let before = place.checked_sub(1).and_then(|place| spans.get(place));
    Some(before.map_or(own.start, |before| before.end)..own.end)
}
