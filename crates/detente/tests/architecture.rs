//! The arrows of ARCHITECTURE.md, held against what cargo says; and no file of tests that is not part of a program.

#![allow(clippy::disallowed_methods, reason = "a test over files")]

use std::{collections::BTreeMap, fs, path::Path, process::Command};

/// Which of our crates each of our crates may use; arrows point down only.
const ARROWS: [(&str, &[&str]); 17] = [
    ("detente-python", &["detente", "detente-inquiry"]),
    ("detente-writing", &["detente-answers", "detente-case", "detente-evidence"]),
    ("detente-evidence", &[]),
    ("detente-number", &[]),
    ("detente-forecast", &[]),
    ("detente-case", &["detente-number"]),
    ("detente-agreement", &["detente-number", "detente-case"]),
    ("detente-conflict", &[]),
    ("detente-talks", &["detente-case"]),
    ("detente-scenario", &["detente-number"]),
    ("detente-frontier", &["detente-number"]),
    (
        "detente-outcomes",
        &["detente-number", "detente-case", "detente-agreement", "detente-scenario", "detente-frontier"],
    ),
    ("detente-simulation", &["detente-case", "detente-agreement", "detente-outcomes"]),
    (
        "detente-answers",
        &[
            "detente-case",
            "detente-agreement",
            "detente-conflict",
            "detente-forecast",
            "detente-frontier",
            "detente-number",
            "detente-outcomes",
            "detente-scenario",
            "detente-simulation",
            "detente-talks",
        ],
    ),
    (
        "detente-machine",
        &[
            "detente-answers",
            "detente-case",
            "detente-conflict",
            "detente-evidence",
            "detente-outcomes",
            "detente-scenario",
            "detente-writing",
        ],
    ),
    (
        "detente-inquiry",
        &["detente-answers", "detente-machine", "detente-case", "detente-agreement", "detente-scenario"],
    ),
    (
        "detente",
        &[
            "detente-answers",
            "detente-inquiry",
            "detente-machine",
            "detente-evidence",
            "detente-writing",
            "detente-case",
            "detente-agreement",
            "detente-conflict",
            "detente-forecast",
            "detente-frontier",
            "detente-number",
            "detente-outcomes",
            "detente-scenario",
            "detente-simulation",
            "detente-talks",
        ],
    ),
];

#[test]
fn arrows_point_down_only() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let arrows = BTreeMap::from(ARROWS);
    let packages = metadata["packages"].as_array().expect("a list of packages");
    for package in packages {
        let name = package["name"].as_str().expect("a name");
        assert!(arrows.contains_key(name), "{name} is not in ARCHITECTURE.md's picture");
        for dependency in package["dependencies"].as_array().expect("a list of dependencies") {
            let target = dependency["name"].as_str().expect("a name");
            // A crate's tests may ask for a feature of the crate itself.
            let ours = target.starts_with("detente") && target != name;
            assert!(!ours || arrows[name].contains(&target), "{name} must not use {target}");
        }
    }
    assert_eq!(packages.len(), ARROWS.len(), "a crate of the picture is missing");
}

/// With `autotests = false` a file that `tests/all.rs` does not name would never be compiled.
#[test]
fn every_file_of_tests_belongs_to_a_program() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = 0;
    for package in fs::read_dir(crates).expect("the crates") {
        let package = package.expect("a crate").path();
        let Ok(tests) = fs::read_dir(package.join("tests")) else { continue };
        let manifest = fs::read_to_string(package.join("Cargo.toml")).expect("a manifest");
        let all =
            fs::read_to_string(package.join("tests/all.rs")).expect("each crate with tests has tests/all.rs");
        for file in tests.map(|file| file.expect("a file").path()) {
            let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
            if file.extension().is_some_and(|ending| ending == "rs") {
                let is_module = all.lines().any(|line| line == format!("mod {name};"));
                let is_program = manifest.contains(&format!("[[test]]\nname = \"{name}\"\n"));
                assert!(is_module != is_program, "{} belongs to no program, or to two", file.display());
                files += 1;
            }
        }
    }
    assert!(files > 40, "{files}");
}
