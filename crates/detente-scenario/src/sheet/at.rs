//! Statements as a what-if names them: by a line of the case, or by a cell of the spreadsheet that it is made of.

use std::{fmt, str::FromStr};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

use super::named::Spot;

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// On a line of the case, from 1.
    Line(usize),
    /// In a cell of a spreadsheet.
    Cell(Spot),
}

impl At {
    /// Reads `1043`, `C5`, `Union: no deal`, `Union: Wages = 3%`.
    pub fn parse(text: &str) -> Result<Self, String> {
        if let Ok(line) = text.trim().parse() {
            return Ok(Self::Line(line));
        }
        Spot::from_str(text).map(Self::Cell).map_err(|()| {
            "name the line of a case, such as 1043, or the cell of a spreadsheet, such as C5 or `Union: no deal`"
                .to_owned()
        })
    }

    /// The line, if it is one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Line(line) => Some(*line),
            Self::Cell(_) => None,
        }
    }

    /// The cell, if it is one.
    #[must_use]
    pub fn cell(&self) -> Option<&Spot> {
        match self {
            Self::Line(_) => None,
            Self::Cell(spot) => Some(spot),
        }
    }

    /// Where it is, in words.
    #[must_use]
    pub fn says(&self) -> String {
        match self {
            Self::Line(line) => format!("line {line}"),
            Self::Cell(spot @ Spot::Cell(_)) => format!("cell {spot}"),
            Self::Cell(spot @ Spot::Named { .. }) => spot.to_string(),
        }
    }
}

/// As it would be typed again.
impl fmt::Display for At {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => line.fmt(out),
            Self::Cell(spot @ Spot::Cell(_)) => spot.fmt(out),
            Self::Cell(spot @ Spot::Named { .. }) => write!(out, "\"{spot}\""),
        }
    }
}

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Line(line) => line.serialize(serializer),
            Self::Cell(spot) => serializer.collect_str(spot),
        }
    }
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = At;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("the number of a line or the name of a cell")
    }

    fn visit_i64<E: Error>(self, line: i64) -> Result<At, E> {
        usize::try_from(line).map(At::Line).map_err(|_| E::custom("a line has a number from 1"))
    }

    fn visit_u64<E: Error>(self, line: u64) -> Result<At, E> {
        usize::try_from(line).map(At::Line).map_err(|_| E::custom("no case has so many lines"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<At, E> {
        At::parse(text).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_shown_again() {
        for text in ["12", "C5", "\"Union: no deal\"", "\"Union: Wages = 3%\""] {
            let read = At::parse(text.trim_matches('"')).map(|at| at.to_string());
            assert_eq!(read.as_deref(), Ok(text));
        }
        for text in ["", "C", "-1", "line 3", "Union:", ": Wages", "Union: Wages ="] {
            assert!(At::parse(text).is_err(), "{text}");
        }
    }
}
