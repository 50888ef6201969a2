//! Which format a folder is written in.

use std::{collections::BTreeMap, fmt};

use rust_xlsxwriter::XlsxError;

use crate::{
    Diagnostic, IssueKind, Losses, NotAdditive, Opened, Reservation, Scenario, Severity, Utility, Written,
    convert, genius, geniusweb, judge, negmas,
    sheet::{self, looks},
};

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
            "csv" | "tsv" | "tab" | "txt" | "xlsx" | "xlsm" | "ods" => Some((3, Self::Matrix)),
            _ => None,
        };
        names.into_iter().filter_map(of_name).min().map(|(_, format)| format)
    }

    /// What a file of this format is, told from a look at its text.
    #[must_use]
    pub fn role(self, text: &str) -> Role {
        let has = |part: &str| text.contains(part);
        let (domain, profile) = match self {
            Self::Genius => (has("<negotiation_template"), has("<utility_space")),
            Self::GeniusWeb => {
                let profile = has("\"LinearAdditiveUtilitySpace\"");
                (has("\"issuesValues\"") && !profile, profile)
            }
            Self::Negmas => {
                // The type of the whole stands at the margin; those of its parts are further in.
                let class = text.lines().find_map(|line| line.strip_prefix("type:")).unwrap_or(text);
                let domain = class.contains("OutcomeSpace");
                (domain, class.contains("UtilityFunction") || class.contains("UFun"))
            }
            Self::Matrix => (false, false),
        };
        match (domain, profile) {
            (true, _) => Role::Domain,
            (false, true) => Role::Profile,
            (false, false) => Role::Other,
        }
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
            Self::Genius => with_look_alikes(genius::read(&kept), &kept),
            Self::GeniusWeb => with_look_alikes(geniusweb::read(&kept), &kept),
            Self::Negmas => with_look_alikes(negmas::read(&kept), &kept),
            Self::Matrix => match kept.first_key_value() {
                Some((name, text)) => sheet::read(name, text),
                None => sheet::read("", ""),
            },
        }
    }

    /// Writes a scenario.
    #[must_use]
    pub fn write(self, scenario: &Scenario) -> Written {
        let mut losses = Losses::default();
        let bounded = bounded(self, scenario, &mut losses);
        let mut written = match self {
            Self::Genius => genius::write(&bounded),
            Self::GeniusWeb => geniusweb::write(&bounded),
            Self::Negmas => negmas::write(&bounded),
            Self::Matrix => sheet::write(&bounded),
        };
        losses.extend(judge::verdicts(self, scenario, &written));
        written.losses.extend(losses);
        written
    }

    /// Whether the format has a place for every party and every issue of a scenario.
    ///
    /// # Errors
    /// The first that it has none for.
    pub fn holds(self, scenario: &Scenario) -> Result<(), CannotHold> {
        let rewards = scenario.parties.iter().find(|party| matches!(party.utility, Utility::Rectangles(_)));
        if let Some(party) = rewards.filter(|_| self != Self::Genius) {
            return Err(CannotHold::Rewards { party: party.name.clone(), format: self });
        }
        match (self, scenario.listable()) {
            (Self::Matrix, Err(why)) => Err(CannotHold::Range(why)),
            (Self::Matrix, Ok(())) | (Self::Genius | Self::GeniusWeb | Self::Negmas, _) => Ok(()),
        }
    }
}

/// A scenario as a table in a workbook (`.xlsx`), and what the table could not carry.
pub fn xlsx(scenario: &Scenario) -> Result<(Vec<u8>, Losses), XlsxError> {
    let workbook = sheet::xlsx(&bounded(Format::Matrix, scenario, &mut Losses::default()))?;
    // A workbook holds what a table of comma-separated values holds.
    Ok((workbook, Format::Matrix.write(scenario).losses))
}

/// What a file of a folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The issues and their options.
    Domain,
    /// What one party thinks of them.
    Profile,
    /// Both in one, or neither.
    Other,
}

/// Why a scenario cannot be written in a format without losing a party or an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotHold {
    /// A party's utility is rewards for ranges of several issues, and the format has issue by issue only.
    Rewards {
        /// The party.
        party: String,
        /// The format.
        format: Format,
    },
    /// An issue takes any number of a range, and the format has lists only.
    Range(NotAdditive),
}

impl fmt::Display for CannotHold {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rewards { party, format } => write!(
                out,
                "{party} values several issues at once (rewards for ranges), and {format} values each issue by itself: \
                 nothing was written. Genius XML can hold it: --to genius"
            ),
            Self::Range(why) => why.fmt(out),
        }
    }
}

impl std::error::Error for CannotHold {}

/// The same scenario without infinite reservation values, which no other format has: who accepts nothing asks for one
/// more than any package is worth, and who accepts everything has a no-deal value one below the worst package.
fn bounded(format: Format, scenario: &Scenario, losses: &mut Losses) -> Scenario {
    let mut bounded = scenario.clone();
    for profile in &mut bounded.parties {
        let Reservation::Value(value) = profile.reservation else { continue };
        if value.is_finite() || value.is_nan() {
            continue;
        }
        let ends = match &profile.utility {
            Utility::Additive(additive) => convert::ends_of_sum(additive, &scenario.issues),
            Utility::Rectangles(_) => Some((0.0, 1.0)),
        };
        if value == f64::INFINITY {
            let above = ends.map_or(f64::MAX / 2.0, |(_, most)| most).max(0.0) + 1.0;
            losses
                .wording(&profile.name, format!("accepts nothing, which is written as {above} for no deal"));
            profile.reservation = Reservation::Value(above);
            continue;
        }
        profile.reservation = match format {
            Format::Genius | Format::Matrix => {
                let below = ends.map_or(f64::MIN / 2.0, |(least, _)| least).min(0.0) - 1.0;
                losses.wording(
                    &profile.name,
                    format!("accepts everything, which is written as {below} for no deal"),
                );
                Reservation::Value(below)
            }
            // Where NegMAS or GeniusWeb say nothing, every package is acceptable.
            Format::Negmas | Format::GeniusWeb => Reservation::Unsaid,
        };
    }
    bounded
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

/// What was read, and a warning for each name that nobody can tell from another: these formats take both as they stand.
fn with_look_alikes(mut opened: Opened, files: &BTreeMap<String, String>) -> Opened {
    let Some(scenario) = &opened.scenario else { return opened };
    let mut told = Vec::new();
    let mut compare = |what: &str, names: &mut dyn Iterator<Item = String>| {
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        for name in names {
            if let Some(first) = taken.insert(looks(&name), name.clone()).filter(|first| *first != name) {
                told.push(format!("{what} {name:?} looks like {first:?}, and is taken for another"));
            }
        }
    };
    compare("issue", &mut scenario.issues.iter().map(|issue| issue.name.clone()));
    for issue in &scenario.issues {
        if let IssueKind::Discrete { values } = &issue.kind {
            compare("option", &mut values.iter().cloned());
        }
    }
    let file = files.keys().next().cloned().unwrap_or_default();
    opened.diagnostics.extend(told.into_iter().take(MOST_LOOK_ALIKES).map(|message| Diagnostic {
        code: "near-names",
        severity: Severity::Warning,
        file: file.clone(),
        place: None,
        message,
        help: "write both alike if they are one, or give one another name".to_owned(),
    }));
    opened
}

/// How many names that look alike are told.
const MOST_LOOK_ALIKES: usize = 20;
