//! What readers of scenarios say of the files is always said: on the error stream, and in the JSON of every command.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reads files and runs the program"
)]

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use tempfile::TempDir;

fn objective(body: &str) -> String {
    format!(r#"<objective index="0" name="root" type="objective" etype="objective">{body}</objective>"#)
}

/// A Genius folder in which one profile spells an option otherwise than the domain.
fn misspelled(folder: &Path) {
    fs::create_dir(folder).unwrap();
    let issue = |first: &str, values: [u8; 3]| {
        let items = [first, "zinc", "tin"].into_iter().zip(values).zip(1..);
        let items = items.map(|((text, value), place)| {
            format!(r#"<item index="{place}" value="{text}" evaluation="{value}"/>"#)
        });
        let items: String = items.collect();
        format!(
            r#"<issue index="1" name="Metal" type="discrete" etype="discrete" vtype="discrete">{items}</issue>"#
        )
    };
    let domain = objective(&issue("copper", [0; 3]));
    let domain =
        format!("<negotiation_template><utility_space>{domain}</utility_space></negotiation_template>");
    fs::write(folder.join("mine-domain.xml"), domain).unwrap();
    for (name, first, values) in [("north", "Copper", [5, 2, 1]), ("south", "copper", [1, 2, 6])] {
        let body = objective(&(issue(first, values) + r#"<weight index="1" value="1"/>"#));
        let text = format!(r#"<utility_space>{body}<reservation value="0.1"/></utility_space>"#);
        fs::write(folder.join(format!("mine-{name}.xml")), text).unwrap();
    }
}

fn said(folder: &Path, arguments: &[&str]) -> (String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_detente")).current_dir(folder).args(arguments).output().unwrap();
    let [told, answered] =
        [output.stderr, output.stdout].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{arguments:?}: {told}");
    (told, answered)
}

#[test]
fn what_a_reader_says_is_said_once_by_every_command() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    misspelled(&folder.join("mine"));
    fs::write(folder.join("plan.toml"), "scenarios = [\"mine\"]\nstrategies = [\"linear\"]\n").unwrap();
    let commands: [&[&str]; 6] = [
        &["frontier", "mine"],
        &["compare", "mine", "--package", "Metal = tin"],
        &["simulate", "mine", "--transcript", "run.json"],
        &["replay", "run.json", "mine"],
        &["tournament", "mine", "--strategies", "linear,random"],
        &["sweep", "plan.toml", "--out", "runs.parquet"],
    ];
    for arguments in commands {
        let (told, answered) = said(folder, &[arguments, &["--json"]].concat());
        for code in ["warning[unknown-item]: mine-north.xml:1:", "warning[no-evaluation]: mine-north.xml:1:"]
        {
            assert_eq!(told.matches(code).count(), 1, "{arguments:?} {told}");
        }
        let answer: Value = serde_json::from_str(&answered).unwrap();
        let remarks = answer["remarks"].as_array().unwrap();
        let codes: Vec<_> = remarks.iter().map(|remark| remark["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["unknown-item", "no-evaluation"], "{arguments:?}");
        assert!(remarks.iter().all(|remark| remark["line"] == 1 && remark["file"] == "mine-north.xml"));
    }
    let (told, _) = said(folder, &["convert", "mine", "made", "--to", "negmas"]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("no option \"Copper\"") && told.contains("help: "), "{told}");
}
