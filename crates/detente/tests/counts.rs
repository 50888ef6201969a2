//! Counts in JSON, to the last digit: beyond 2^53 many readers of a number would lose some.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, writes a table and runs the program"
)]

use std::{fmt::Write, fs, process::Command};

use serde_json::Value;
use tempfile::TempDir;

/// The frontier of a table of so many issues with two options each, which the first party and the second want apart.
fn frontier(issues: usize) -> Value {
    let mut table = "issue,option,North,South\n".to_owned();
    for issue in 0..issues {
        write!(table, "I{issue},option:a,1,0\nI{issue},option:b,0,1\n").unwrap();
    }
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("wide.csv"), table).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    let output =
        command.current_dir(folder.path()).args(["frontier", "wide.csv", "--json"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_count_beyond_what_readers_tell_apart_is_a_string_of_all_its_digits() {
    assert_eq!(frontier(52)["answer"]["packages"], 1_u64 << 52);
    assert_eq!(frontier(53)["answer"]["packages"], (1_u64 << 53).to_string());
    assert_eq!(frontier(100)["answer"]["packages"], (1_u128 << 100).to_string());
}

#[test]
fn schemas_say_where_a_count_may_be_a_string() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schemas/frontier.json");
    let schema: Value = serde_json::from_str(&fs::read_to_string(root).unwrap()).unwrap();
    let packages = &schema["$defs"]["Frontier"]["properties"]["packages"]["type"];
    let types: Vec<_> = packages.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(types, ["integer", "string", "null"]);
}
