//! The field's scenarios, from beside the checkout: tests that need them are ignored by name and fail without them.

#![allow(
    dead_code,
    clippy::doc_markdown,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test reads files and fails"
)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use detente_outcomes::domain::{Additive, Domain};
use detente_scenario::{Reading, read_genius};
use serde_json::Value;

/// Where the reference lies.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/negotiation")
}

pub(crate) fn reference(folder: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join("reference.json")).unwrap()).unwrap()
}

/// A scenario of some files, as NegMAS reads it (`Raw`) or as its format means it without Genius's clip at 1.
pub(crate) fn domain(folder: &Path, files: &[String], parties: &[String], reading: Reading) -> Domain {
    let texts: BTreeMap<String, String> = files
        .iter()
        .map(|name| {
            let file = Path::new(name).file_name().unwrap().to_string_lossy().into_owned();
            (file, fs::read_to_string(folder.join(name)).unwrap())
        })
        .collect();
    let scenario = read_genius(&texts).scenario.unwrap();
    let tables = scenario.additive(reading).unwrap();
    let sizes =
        scenario.issues.iter().map(|issue| usize::try_from(issue.count().unwrap()).unwrap()).collect();
    let place = |party: &String| {
        scenario.parties.iter().position(|profile| profile.name == *party).unwrap_or_else(|| {
            let names: Vec<_> = scenario.parties.iter().map(|profile| &profile.name).collect();
            unreachable!("{party} among {names:?}")
        })
    };
    let profiles: Vec<_> = parties
        .iter()
        .map(|party| {
            let place = place(party);
            let table = &tables.parties[place];
            Additive {
                contributions: table.contributions.clone(),
                constant: table.constant,
                cap: None,
                reservation: scenario.reservation(reading, place).unwrap(),
            }
        })
        .collect();
    Domain::additive(sizes, &profiles).unwrap()
}

/// The scenario of one entry of the reference.
pub(crate) fn of_entry(folder: &Path, entry: &Value, reading: Reading) -> Domain {
    let path = entry["path"].as_str().unwrap();
    let direct = folder.join(path);
    let place = if direct.is_dir() { direct } else { folder.join("scenarios").join(path) };
    let files: Vec<String> = entry["files"].as_object().unwrap().keys().cloned().collect();
    let parties: Vec<String> = entry["party_order"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap().to_owned())
        .collect();
    domain(&place, &files, &parties, reading)
}
