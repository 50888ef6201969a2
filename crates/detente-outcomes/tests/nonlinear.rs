//! The field's own non-linear scenarios: every frontier of `reference_nonlinear.json`, and the approximate
//! ones that Genius ships beside the profiles.

#![allow(clippy::disallowed_methods, reason = "a test reads files and fails")]

use std::{collections::BTreeMap, fs, path::Path};

use detente_frontier::{Alike, Limits, Point};
use detente_outcomes::Space;
use detente_scenario::{Format, Reading};
use serde_json::Value;

/// The texts of a scenario's folder by name, as far as some format has files of such names.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).expect("the scenario is there");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path.file_name()?.to_str()?.to_owned();
        Format::of([name.as_str()])?;
        let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
        Some((name, text))
    };
    entries.filter_map(read).collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map_or(Vec::new(), |values| values.iter().filter_map(Value::as_f64).collect())
}

/// `utility, utility` by line.
fn shipped(text: &str) -> Vec<Vec<f64>> {
    let line = |line: &str| line.split(',').map(|number| number.trim().parse().ok()).collect();
    text.lines().filter_map(line).filter(|point: &Vec<f64>| !point.is_empty()).collect()
}

#[test]
#[ignore = "needs reference data kept beside the checkout: ../shared/reference/negotiation"]
fn frontiers_agree_with_the_reference_and_reach_those_shipped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/negotiation");
    let text = fs::read_to_string(folder.join("reference_nonlinear.json")).expect("the reference is there");
    let reference: Value = serde_json::from_str(&text).expect("the reference is JSON");
    let mut compared = Vec::new();
    for entry in reference["scenarios"].as_array().expect("a list of scenarios") {
        let path = entry["path"].as_str().expect("a path");
        if !folder.join(path).is_dir() {
            continue;
        }
        let mut texts = texts(&folder.join(path));
        let known = texts.remove("pareto.xml").expect("Genius ships a frontier");
        let names = texts.keys().map(String::as_str);
        let opened = Format::of(names).expect("a known format").read(&texts);
        let scenario = opened.scenario.expect("the scenario can be read");
        // The reference leaves aside what no deal is worth.
        let space = Space::interacting(&scenario, Reading::Format, true).expect("it can be lowered");
        let listed = space.frontier(Limits::default()).expect("it can be listed");
        let ours: Vec<_> = listed.frontier.points.iter().map(|point| space.values(point)).collect();
        for package in entry["sample_outcomes"].as_array().expect("packages") {
            assert_eq!(package.as_array().map(Vec::len), Some(space.issues.len()), "{path}");
        }
        for (party, profile) in entry["profiles"].as_array().expect("profiles").iter().enumerate() {
            for (package, sample) in entry["sample_outcomes"]
                .as_array()
                .expect("packages")
                .iter()
                .zip(numbers(&profile["samples"]))
            {
                let option = |option: &Value| u16::try_from(option.as_u64()?).ok();
                let package: Vec<u16> =
                    package.as_array().expect("options").iter().filter_map(option).collect();
                let utilities = space.worth.values.utilities(&package).expect("it fits");
                let own = space.values(&Point { utilities, package, alike: Alike::default() })[party];
                assert!((own - sample).abs() < 1e-9, "{path} {party}: {own} is not {sample}");
            }
        }
        if let Some(expected) = entry["exact"]["frontier"].as_array() {
            let mut expected: Vec<_> = expected.iter().map(numbers).collect();
            expected.sort_by(|one, other| other[0].total_cmp(&one[0]));
            assert_eq!(ours.len(), expected.len(), "{path}");
            for (own, other) in ours.iter().flatten().zip(expected.iter().flatten()) {
                assert!((own - other).abs() < 1e-9, "{path}: {ours:?} is not {expected:?}");
            }
        }
        let points = shipped(&known);
        assert!(!points.is_empty(), "{path}: nothing is shipped");
        for point in points {
            // Genius writes single precision.
            let reached = |own: &Vec<f64>| own.iter().zip(&point).all(|(own, other)| own > &(other - 1e-7));
            assert!(ours.iter().any(reached), "{path}: {point:?} is beyond {ours:?}");
        }
        compared.push(path.to_owned());
    }
    assert!(compared.len() >= 4, "{compared:?}");
}
