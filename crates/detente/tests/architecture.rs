//! The arrows of ARCHITECTURE.md, held against what cargo says.

use std::{collections::BTreeMap, process::Command};

/// Which of our crates each of our crates may use; arrows point down only.
const ARROWS: [(&str, &[&str]); 9] = [
    ("detente-case", &[]),
    ("detente-agreement", &["detente-case"]),
    ("detente-conflict", &[]),
    ("detente-talks", &["detente-case"]),
    ("detente-scenario", &[]),
    ("detente-frontier", &[]),
    ("detente-outcomes", &["detente-case", "detente-agreement", "detente-scenario", "detente-frontier"]),
    ("detente-simulation", &["detente-case", "detente-agreement", "detente-outcomes"]),
    (
        "detente",
        &[
            "detente-case",
            "detente-agreement",
            "detente-conflict",
            "detente-frontier",
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
            let ours = target.starts_with("detente");
            assert!(!ours || arrows[name].contains(&target), "{name} must not use {target}");
        }
    }
    assert_eq!(packages.len(), ARROWS.len(), "a crate of the picture is missing");
}
