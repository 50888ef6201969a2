//! Which format a folder is written in.

use std::{collections::BTreeMap, fmt};

use crate::{Opened, Scenario, Written, genius, geniusweb, negmas, sheet};

/// A format of scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Genius XML: a domain and one file a party.
    Genius,
    /// GeniusWeb JSON: a domain and one file a party.
    GeniusWeb,
    /// NegMAS YAML: a domain and one utility function a file.
    Negmas,
    /// A table of issues, options and parties: a spreadsheet, as text or as the text of a workbook.
    Matrix,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 4] = [Self::Genius, Self::GeniusWeb, Self::Negmas, Self::Matrix];

    /// Its name where one is typed, as in `--to geniusweb`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Genius => "genius",
            Self::GeniusWeb => "geniusweb",
            Self::Negmas => "negmas",
            Self::Matrix => "csv",
        }
    }

    /// The format of a folder, told by the endings of its files' names; `None` if none has a known one. A
    /// NegMAS folder may hold JSON (`stats.json`) beside its YAML.
    #[must_use]
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let of_name = |name: &str| match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "xml" => Some((0, Self::Genius)),
            "yml" | "yaml" => Some((1, Self::Negmas)),
            "json" => Some((2, Self::GeniusWeb)),
            "csv" | "tsv" | "tab" | "txt" | "xlsx" | "ods" => Some((3, Self::Matrix)),
            _ => None,
        };
        names.into_iter().filter_map(of_name).min().map(|(_, format)| format)
    }

    /// Reads the texts of a folder, by file name. Files whose endings are not the format's are passed over.
    #[must_use]
    pub fn read(self, files: &BTreeMap<String, String>) -> Opened {
        let of_format = |name: &str| Self::of([name]) == Some(self);
        let kept: BTreeMap<String, String> = files
            .iter()
            .filter(|(name, _)| of_format(name))
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect();
        match self {
            Self::Genius => genius::read(&kept),
            Self::GeniusWeb => geniusweb::read(&kept),
            Self::Negmas => negmas::read(&kept),
            Self::Matrix => match kept.first_key_value() {
                Some((name, text)) => sheet::read(name, text),
                None => sheet::read("", ""),
            },
        }
    }

    /// Writes a scenario.
    #[must_use]
    pub fn write(self, scenario: &Scenario) -> Written {
        match self {
            Self::Genius => genius::write(scenario),
            Self::GeniusWeb => geniusweb::write(scenario),
            Self::Negmas => negmas::write(scenario),
            Self::Matrix => sheet::write(scenario),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Genius => "Genius XML",
            Self::GeniusWeb => "GeniusWeb JSON",
            Self::Negmas => "NegMAS YAML",
            Self::Matrix => "a table (CSV, .xlsx, .ods)",
        })
    }
}
