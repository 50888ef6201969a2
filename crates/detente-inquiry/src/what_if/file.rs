//! A what-if kept in a file: what the page writes and `--what-if` reads.

use std::path::Path;

use detente_case::Grade;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{At, Setting};
use crate::{failure::Failure, place, view::ViewArgs};

/// A what-if as a TOML file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    what_if: Kept,
    /// The text that this was read from.
    #[serde(skip)]
    text: Option<String>,
}

#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Kept {
    /// The hash of the case of which lines are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    looking_back: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_grade: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    assume: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    sources_only: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    believed_by: Option<String>,
    #[serde(rename = "use", skip_serializing_if = "Vec::is_empty")]
    using: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without: Vec<At>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    waive: Vec<At>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    set: Vec<Setting>,
}

impl Saved {
    /// What a view supposes of a case with this hash.
    #[must_use]
    pub fn of(view: &ViewArgs, hash: &str) -> Self {
        let what_if = &view.what_if;
        // Lines that were named of another version stay lines of that one.
        let of = what_if.lines_of.clone().unwrap_or_else(|| hash.to_owned());
        Self {
            what_if: Kept {
                lines_of: (!what_if.lines().is_empty()).then_some(of),
                as_of: view.as_of.map(|day| day.to_string()),
                looking_back: view.looking_back,
                min_grade: view.min_grade.map(|grade| grade.to_string()),
                assume: view.assume.clone(),
                sources_only: view.sources_only,
                believed_by: view.believed_by.clone(),
                using: what_if.using.clone(),
                without: what_if.without.clone(),
                waive: what_if.waive.clone(),
                set: what_if.set.clone(),
            },
            text: None,
        }
    }

    /// The file's text; `case` is what was written against.
    pub fn text(&self, case: &str) -> Result<String, Failure> {
        let written = toml::to_string(self).map_err(|error| Failure::Internal(error.to_string()))?;
        Ok(format!(
            "# What if, written against {case}. Use it: detente brief {case} --what-if FILE\n\n{written}"
        ))
    }

    /// The view with what the file says; what was typed stays where both speak.
    pub fn added_to(self, typed: &ViewArgs) -> Result<ViewArgs, Failure> {
        let kept = self.what_if;
        let mut view = typed.clone();
        view.what_if.text = self.text;
        let place = |key: &str| view.what_if.place(key);
        let day = kept.as_of.map(|day| day.parse::<Date>().map_err(|_| wrong("as_of", "2025-04-23")));
        let day = day.transpose().map_err(|failure| failure.in_file(place("as_of")))?;
        let grade = kept.min_grade.map(|grade| grade.parse::<Grade>().map_err(|_| wrong("min_grade", "C3")));
        let grade = grade.transpose().map_err(|failure| failure.in_file(place("min_grade")))?;
        view.as_of = view.as_of.or(day);
        view.min_grade = view.min_grade.or(grade);
        view.believed_by = view.believed_by.or(kept.believed_by);
        view.sources_only |= kept.sources_only;
        view.looking_back |= kept.looking_back;
        view.assume.extend(kept.assume);
        view.what_if.lines_of = kept.lines_of.or(view.what_if.lines_of);
        view.what_if.using.extend(kept.using);
        view.what_if.without.extend(kept.without);
        view.what_if.waive.extend(kept.waive);
        view.what_if.set.extend(kept.set);
        if view.sources_only && !view.assume.is_empty() {
            let refused = Failure::usage("`assume` and `sources_only` exclude each other");
            return Err(refused
                .with_help("leave one of them out")
                .in_file(view.what_if.place("sources_only")));
        }
        Ok(view)
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = place::text(path)?;
        let saved: Self = place::toml(path, &text, "a what-if")?;
        Ok(Self { text: Some(text), ..saved })
    }
}

fn wrong(key: &str, example: &str) -> Failure {
    Failure::usage(format!("`{key}` cannot be read")).with_help(format!("write {key} = \"{example}\""))
}
