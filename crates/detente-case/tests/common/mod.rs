//! What tests over examples share: the tables added below each, and the rendering of all problems.
#![allow(dead_code, clippy::disallowed_methods, reason = "each test uses its part, and reads files")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use detente_case::{CaseFiles, Reading, read, render};

pub(crate) fn repository() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Whether expectations are to be written rather than compared.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The example with the tables of the prelude below it that it does not have itself and that are not left out.
pub(crate) fn with_prelude(example: &str, without: &[&str]) -> String {
    format!("{example}{}", prelude_for(example, without))
}

/// The tables of the prelude that `example` does not have itself and that are not left out.
pub(crate) fn prelude_for(example: &str, without: &[&str]) -> String {
    let prelude = fs::read_to_string(repository().join("docs/checks/prelude.toml"));
    let prelude = prelude.expect("the prelude is there");
    let mut text = String::new();
    let mut keeps = false;
    for line in prelude.lines() {
        if line.starts_with('[') {
            let written = example.lines().any(|own| own.trim() == line);
            keeps = !written && !without.contains(&line);
            if keeps {
                text.push('\n');
            }
        }
        if keeps && !line.trim().is_empty() {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The digest that examples cite unless they bring their own.
pub(crate) fn digest() -> String {
    fs::read_to_string(repository().join("docs/checks/npr.md")).expect("the digest is there")
}

pub(crate) fn files(bytes: &[u8], digest: String) -> CaseFiles {
    CaseFiles::new("case.toml", bytes, BTreeMap::from([("sources/npr.md".to_string(), digest)]))
}

/// All problems as text, those with this code only when one is given.
pub(crate) fn rendered(files: &CaseFiles, reading: &Reading, only: Option<&str>) -> String {
    let shown =
        reading.diagnostics.iter().filter(|diagnostic| only.is_none_or(|code| diagnostic.code == code));
    let shown: Vec<_> =
        shown.map(|diagnostic| render(diagnostic, files, false).trim_end().to_string()).collect();
    let lines: Vec<_> = shown.join("\n\n").lines().map(|line| line.trim_end().to_string()).collect();
    lines.join("\n") + "\n"
}

pub(crate) fn read_twice(files: &CaseFiles) -> Reading {
    let reading = read(files);
    assert_eq!(reading, read(files), "reading is deterministic");
    reading
}

/// The text with each line that has `NUMBER` in it so many times, with numbers from 1 in its place.
pub(crate) fn numbered(text: &str, times: usize) -> String {
    let line = |line: &str| -> String {
        if line.contains("NUMBER") {
            (1..=times).map(|number| line.replace("NUMBER", &number.to_string()) + "\n").collect()
        } else {
            format!("{line}\n")
        }
    };
    text.lines().map(line).collect()
}
