//! How good a source is and how far a statement may be passed on.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

/// An Admiralty grade: reliability of the source A–F, credibility of the statement 1–6 (NATO AJP-2.1).
///
/// Grades are ordinal: they are compared, never added or multiplied. `F` and `6` mean "cannot be judged",
/// which is treated as weaker than every judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grade {
    reliability: u8,
    credibility: u8,
}

impl Grade {
    /// The weakest grade.
    pub const CANNOT_BE_JUDGED: Self = Self { reliability: b'F', credibility: b'6' };

    /// Whether both the source and the statement are at least as good as `floor` asks.
    #[must_use]
    pub fn meets(self, floor: Self) -> bool {
        self.reliability <= floor.reliability && self.credibility <= floor.credibility
    }

    /// Whether the source is unreliable or unjudged (E, F), or the statement improbable or unjudged (5, 6).
    #[must_use]
    pub fn is_low(self) -> bool {
        self.reliability >= b'E' || self.credibility >= b'5'
    }

    /// The grade in words, such as "fairly reliable, probably true".
    #[must_use]
    pub fn in_words(self) -> String {
        let source = match self.reliability {
            b'A' => "completely reliable",
            b'B' => "usually reliable",
            b'C' => "fairly reliable",
            b'D' => "not usually reliable",
            b'E' => "unreliable",
            _ => "source cannot be judged",
        };
        let statement = match self.credibility {
            b'1' => "confirmed",
            b'2' => "probably true",
            b'3' => "possibly true",
            b'4' => "doubtful",
            b'5' => "improbable",
            _ => "truth cannot be judged",
        };
        format!("{source}, {statement}")
    }
}

/// The text is not a letter A–F followed by a digit 1–6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAGrade;

impl fmt::Display for NotAGrade {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a grade is a letter A to F and a digit 1 to 6, such as C2")
    }
}

impl std::error::Error for NotAGrade {}

impl FromStr for Grade {
    type Err = NotAGrade;

    fn from_str(text: &str) -> Result<Self, NotAGrade> {
        match text.as_bytes() {
            &[reliability @ b'A'..=b'F', credibility @ b'1'..=b'6'] => Ok(Self { reliability, credibility }),
            _ => Err(NotAGrade),
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", char::from(self.reliability), char::from(self.credibility))
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Grade {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Grade".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[A-F][1-6]$", "description": "Admiralty grade." })
    }
}

/// How far a statement may be passed on (FIRST, Traffic Light Protocol 2.0), least restricted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TrafficLight {
    /// No limit.
    Clear,
    /// Within the community.
    Green,
    /// Within the organisation and its clients.
    Amber,
    /// Within the organisation only.
    AmberStrict,
    /// For the named recipients only.
    Red,
}

impl fmt::Display for TrafficLight {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        })
    }
}
