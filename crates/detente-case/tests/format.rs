//! The format is described once, in the sources: the schema and the key tables of the documentation follow.
#![allow(clippy::disallowed_methods, reason = "a test over files")]

use crate::common;

use std::{fs, path::PathBuf};

use detente_case::{documented_tables, json_schema, key_table};

/// Compares a file with what it should be, or writes it.
fn is_up_to_date(path: &PathBuf, text: &str) {
    if common::updating() {
        fs::write(path, text).expect("documents can be written");
    }
    let written = fs::read_to_string(path).unwrap_or_default();
    assert!(
        written == text,
        "{} is not what the format says: UPDATE=1 cargo test -p detente-case --test all format",
        path.display()
    );
}

#[test]
fn the_schema_is_up_to_date() {
    let schema = serde_json::to_string_pretty(&json_schema()).expect("a schema is JSON");
    is_up_to_date(&common::repository().join("docs/case.schema.json"), &format!("{schema}\n"));
}

#[test]
fn the_key_tables_are_up_to_date() {
    let path = common::repository().join("docs/case-format.md");
    let mut text = fs::read_to_string(&path).expect("the format is documented");
    for name in documented_tables() {
        let begin = format!("<!-- keys: {name} -->\n");
        let table = key_table(name).expect("documented tables exist");
        let (before, rest) = text.split_once(&begin).expect("the documentation has a place for every table");
        let (_, after) = rest.split_once("<!-- end -->").expect("each table ends");
        text = format!("{before}{begin}{}\n<!-- end -->{after}", table.trim_end());
    }
    is_up_to_date(&path, &text);
}
