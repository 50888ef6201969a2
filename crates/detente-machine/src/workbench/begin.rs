//! A new case, begun from a template, a text or a table.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use detente_case::CaseFiles;
use detente_scenario::{
    Severity, case_words,
    sheet::{self, Owner},
};
use detente_writing::edit::LONGEST_NAME;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::templates::{listed, template};
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
        short_enough("the title", &title)?;
        let parties: Vec<String> = self.parties.iter().map(|name| name.trim().to_owned()).collect();
        let parties: Vec<String> = parties.into_iter().filter(|name| !name.is_empty()).collect();
        parties.iter().try_for_each(|party| short_enough("the name of a party", party))?;
        if !within.is_dir() {
            let gone = Failure::usage("the folder in which the page makes cases is gone");
            return Err(gone.with_help("ask whoever serves the page to make it again"));
        }
        let name = free(within, &title);
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
                let text = found.text(&title, &parties, day);
                has_no_errors(&text)?;
                folder::make(&folder, [("case.toml", text)])?;
                Ok(json!({ "case": name }))
            }
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) | (None, Some(_), Some(_)) => {
                let refused = Failure::usage("a case begins with one thing");
                Err(refused.with_help("send a template, a text or a table"))
            }
        }
    }
}

/// Refuses names that make no case, such as two parties with one name, before anything is made.
fn has_no_errors(text: &str) -> Result<(), Failure> {
    let files = CaseFiles::new("case.toml", text.as_bytes(), BTreeMap::new());
    let mut wrong = detente_case::read(&files).diagnostics;
    wrong.retain(|problem| problem.severity == detente_case::Severity::Error);
    if wrong.is_empty() { Ok(()) } else { Err(Failure::case(wrong, files)) }
}

/// Refuses a name that no screen could show.
fn short_enough(what: &str, name: &str) -> Result<(), Failure> {
    let letters = name.chars().count();
    if letters <= LONGEST_NAME {
        return Ok(());
    }
    let long = Failure::usage(format!("{what} has {letters} letters, and may have {LONGEST_NAME}"));
    Err(long.with_help("write a shorter one"))
}

/// How long the name of a folder may be before its number.
const LONGEST: usize = 40;

/// The name of a folder that is not there yet, made of a title.
fn free(within: &Path, title: &str) -> String {
    let stem: String = case_words::plain(title, "case").chars().take(LONGEST).collect();
    let mut taken = BTreeSet::new();
    loop {
        let name = case_words::free(stem.trim_end_matches('-'), &mut taken);
        if within.join(&name).symlink_metadata().is_err() {
            return name;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(parties: &str) -> Begun {
        serde_json::from_str(&format!("{{\"title\": \"A  quay\", \"parties\": {parties}}}"))
            .expect("what is sent")
    }

    #[test]
    fn two_parties_of_one_name_are_refused_before_anything_is_made() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let refused = begun("[\"Port\", \"port\"]").make(folder.path(), "Jo");
        assert!(matches!(refused, Err(Failure::Case(_))), "{refused:?}");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn a_name_that_no_screen_could_show_is_refused_before_anything_is_made() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let refused = begun(&format!("[\"{}\"]", "x".repeat(201))).make(folder.path(), "Jo");
        let told = refused.expect_err("it is too long").to_string();
        assert!(told.contains("has 201 letters, and may have 200"), "{told}");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
        begun(&format!("[\"{}\", \"y\"]", "x".repeat(200))).make(folder.path(), "Jo").expect("a case");
    }

    #[test]
    fn a_folder_that_is_gone_is_told_of_in_a_sentence() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let refused = begun("[\"Port\"]").make(&folder.path().join("gone"), "Jo");
        let told = refused.expect_err("nothing can be made").to_string();
        assert!(told.contains("the folder in which the page makes cases is gone"), "{told}");
    }

    #[test]
    fn cases_of_one_title_have_folders_of_their_own() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let names = [1, 2].map(|_| begun("[\"Port\", \"Line\"]").make(folder.path(), "Jo").expect("a case"));
        assert_eq!(names.map(|name| name["case"].clone()), ["a-quay", "a-quay-2"]);
        assert_eq!(cases_in(folder.path()).len(), 2);
    }
}
