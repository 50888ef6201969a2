//! One value changed: of the case file, in place, or of a cell of the spreadsheet that the case is made of.

use std::fmt;

use detente_case::OneValue;
use detente_scenario::sheet::Spot;
use serde::{Deserialize, Serialize};

/// A value that is changed, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Setting {
    /// In the table that begins on a line of the case: `1043 value = [30, 45]`.
    Line(OneValue),
    /// In a cell of the spreadsheet that the case is made of: `C5 = 20`, `Union: Wages = 3% = 60 to 80`.
    Cell {
        /// The cell.
        spot: Spot,
        /// What is typed into it.
        text: String,
    },
}

impl fmt::Display for Setting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(change) => change.fmt(formatter),
            Self::Cell { spot, text } => write!(formatter, "{spot} = {text}"),
        }
    }
}

impl From<Setting> for String {
    fn from(setting: Setting) -> Self {
        setting.to_string()
    }
}

impl TryFrom<String> for Setting {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

impl Setting {
    /// Reads `1043 value = [30, 45]`, or `C5 = 20`.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim_start().starts_with(|letter: char| letter.is_ascii_digit()) {
            return OneValue::parse(text).map(Self::Line);
        }
        let cell = text.rsplit_once('=').and_then(|(spot, text)| {
            let is_line = text.contains(['\n', '\r']);
            Some((spot.parse().ok()?, text.trim().to_owned())).filter(|_| !is_line)
        });
        let (spot, text) = cell.ok_or(
            "write the line of a table, a key and a value: `1043 value = [30, 45]`; or a cell of a spreadsheet and what \
             stands in it: `C5 = 20`",
        )?;
        Ok(Self::Cell { spot, text })
    }

    /// The line that it names.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Line(change) => Some(change.line()),
            Self::Cell { .. } => None,
        }
    }

    /// What is set, in words.
    #[must_use]
    pub fn says(&self) -> String {
        match self {
            Self::Line(change) => format!("line {change}"),
            Self::Cell { spot: spot @ Spot::Cell(_), text } => format!("cell {spot} = {text}"),
            Self::Cell { spot, text } => format!("{spot} = {text}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_shown_again() {
        for text in [
            "4 value = [1, 2]",
            "7 moves_no_deal.ru = [-18, -4]",
            "C5 = 20 to 30",
            "Union: Wages = 3% = red line",
            "Union: no deal = ?",
        ] {
            assert_eq!(Setting::parse(text).map(|setting| setting.to_string()), Ok(text.to_owned()));
        }
        for text in ["value = 1", "4", "x value = 1", "C5", "C = 1", "C5 = 1\n2"] {
            assert!(Setting::parse(text).is_err(), "{text}");
        }
    }
}
