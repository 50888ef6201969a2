//! A value as a case file has it.

use detente_case::{Word, bare, quoted};
use jiff::civil::Date;

/// A value as a case file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Count(u32),
    /// Values in order.
    List(Vec<Value>),
    /// Values by key, in braces.
    Table(Vec<(&'static str, Value)>),
    /// Values by name, in braces.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A word of the format.
    pub fn word(word: impl Word) -> Self {
        Self::text(word.as_str())
    }

    /// A list of texts.
    pub fn texts<S: Into<String>>(texts: impl IntoIterator<Item = S>) -> Self {
        Self::List(texts.into_iter().map(|text| Self::Text(text.into())).collect())
    }

    /// The text, where it is one.
    #[must_use]
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Day(_) | Self::Flag(_) | Self::Count(_) | Self::List(_) | Self::Table(_) | Self::Map(_) => {
                None
            }
        }
    }

    /// As TOML, on one line.
    #[must_use]
    pub fn toml(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Day(day) => day.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Count(count) => count.to_string(),
            Self::List(items) => format!("[{}]", joined(items.iter().map(Self::toml))),
            Self::Table(entries) => {
                braces(entries.iter().map(|(key, value)| format!("{key} = {}", value.toml())))
            }
            Self::Map(entries) => {
                braces(entries.iter().map(|(key, value)| format!("{} = {}", bare(key), value.toml())))
            }
        }
    }
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn braces(entries: impl Iterator<Item = String>) -> String {
    let entries = joined(entries);
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {entries} }}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was(text in any::<String>(), key in any::<String>()) {
            let written = format!("{} = {}", bare(&key), Value::text(text.clone()).toml());
            let read: toml::Table = written.parse().expect("what is written is TOML");
            prop_assert_eq!(read.get(&key).and_then(toml::Value::as_str), Some(text.as_str()));
        }
    }
}
