//! A new case, begun from a template, a text or a table.

use std::path::{Path, PathBuf};

use detente_scenario::{
    Severity,
    sheet::{self, Owner},
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::templates::{identifier, listed, template};
use crate::{
    desk::today,
    dispatch::{Dispatch, Terms},
    failure::Failure,
    folder,
};

/// What somebody wants to begin with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Begun {
    title: String,
    #[serde(default)]
    template: Option<String>,
    /// Who must agree, by name.
    #[serde(default)]
    parties: Vec<String>,
    #[serde(default)]
    text: Option<String>,
    /// A table of options and points, with commas or tabs.
    #[serde(default)]
    table: Option<String>,
    #[serde(default)]
    date: Option<Date>,
}

/// What a case can begin with, by name.
#[must_use]
pub fn templates() -> Value {
    listed()
}

/// The folders of cases within a folder, in the order of their names.
#[must_use]
pub fn cases_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> =
        entries.map(|entry| entry.path()).filter(|path| path.join("case.toml").is_file()).collect();
    found.sort();
    found
}

impl Begun {
    /// Makes the case, and answers with its name.
    pub(super) fn make(self, within: &Path, who: &str) -> Result<Value, Failure> {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() {
            return Err(Failure::usage("the case has no title").with_help("say in a line what is negotiated"));
        }
        let parties: Vec<String> = self.parties.iter().map(|name| name.trim().to_owned()).collect();
        let parties: Vec<String> = parties.into_iter().filter(|name| !name.is_empty()).collect();
        let name = identifier(&title, |name| within.join(name).symlink_metadata().is_ok());
        let folder = within.join(&name);
        let day = self.date.unwrap_or_else(today);
        match (self.text, self.table, self.template) {
            (Some(text), None, None) => {
                let terms = Terms { date: self.date, ..Terms::default() };
                let drafts = Dispatch::of(Path::new("text"), text.into_bytes(), terms)?.make(&folder)?;
                Ok(json!({ "case": name, "drafts": drafts }))
            }
            (None, Some(table), None) => {
                folder::make(&folder, [("case.toml", of_table(&table, who, day)?)])?;
                Ok(json!({ "case": name }))
            }
            (None, None, named) => {
                let named = named.as_deref().unwrap_or("empty");
                let found = template(named)
                    .ok_or_else(|| Failure::usage(format!("no template is called `{named}`")))?;
                folder::make(&folder, [("case.toml", found.text(&title, &parties, day))])?;
                Ok(json!({ "case": name }))
            }
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) | (None, Some(_), Some(_)) => {
                let refused = Failure::usage("a case begins with one thing");
                Err(refused.with_help("send a template, a text or a table"))
            }
        }
    }
}

/// The text of a case whose numbers stand in a table.
fn of_table(table: &str, who: &str, day: Date) -> Result<String, Failure> {
    let (read, told) = sheet::table("table.csv", table);
    if told.iter().any(|told| told.severity == Severity::Error) {
        return Err(Failure::Scenario(told.iter().map(ToString::to_string).collect()));
    }
    let made = read.case("table.csv", Owner::Person(who), &day.to_string());
    made.map(|made| made.text).map_err(|error| Failure::Scenario(vec![format!("error: {error}")]))
}
