//! Every kind of fault that people met with files of their own, on inputs of ours: what the program answers is right.
//!
//! A test for each kind that somebody reported. Each is asked of the program as it is typed, with numbers that can be
//! checked by hand: what it must say stands beside what it must never say again.
#![allow(clippy::disallowed_methods, reason = "a test writes files and runs the program")]

use std::{fs, process::Command};

use serde_json::Value;
use tempfile::TempDir;

mod cases;
mod conflicts;
mod scenarios;
mod tables;

/// A folder with inputs, in which the program is run.
struct Desk(TempDir);

/// What a command printed, and the code it ended with.
struct Said {
    code: Option<i32>,
    /// Lines run on, so that no test hangs on where one is broken.
    text: String,
    out: String,
}

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    /// With a file in it.
    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("a file that was written")
    }

    fn says(&self, typed: &[&str]) -> Said {
        let program = Command::new(env!("CARGO_BIN_EXE_detente"))
            .args(typed)
            .current_dir(self.0.path())
            .env("NO_COLOR", "1")
            .output()
            .expect("the program runs");
        let out = String::from_utf8(program.stdout).expect("answers are UTF-8");
        let told = String::from_utf8(program.stderr).expect("messages are UTF-8");
        assert!(!told.contains("panicked"), "{typed:?}: {told}");
        let words: Vec<_> = told.split_whitespace().chain(out.split_whitespace()).collect();
        Said { code: program.status.code(), text: words.join(" "), out }
    }

    /// What a command answers that has an answer.
    fn answers(&self, typed: &[&str]) -> String {
        let said = self.says(typed);
        assert_eq!(said.code, Some(0), "{typed:?}: {}", said.text);
        said.text
    }

    /// The answer of a command as JSON.
    fn json(&self, typed: &[&str]) -> Value {
        let typed: Vec<_> = typed.iter().copied().chain(["--json"]).collect();
        let said = self.says(&typed);
        assert_eq!(said.code, Some(0), "{typed:?}: {}", said.text);
        serde_json::from_str::<Value>(&said.out).expect("JSON")["answer"].clone()
    }

    /// How many packages are efficient, and how many are there.
    fn counted(&self, path: &str) -> (u64, u64) {
        let answer = self.json(&["frontier", path]);
        (answer["size"].as_u64().expect("a size"), answer["packages"].as_u64().expect("packages"))
    }
}

/// Whether a text has every one of these.
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is missing in: {text}");
    }
}

fn assert_lacks(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(!text.contains(part), "{part:?} stands in: {text}");
    }
}

/// A case of two parties who must agree, with more below it.
fn case(parties: [&str; 2], below: &str) -> String {
    let [one, other] = parties;
    format!(
        "[case]\ntitle = \"a case of faults\"\nas_of = 2031-05-02\n\
         instrument = {{ class = \"contract\", consent = [\"{one}\", \"{other}\"] }}\n\n[parties]\n\
         {one} = {{ name = \"{one} and co\", role = \"principal\" }}\n\
         {other} = {{ name = \"{other} and co\", role = \"principal\" }}\n\n{below}"
    )
}

/// An entry of a list that somebody assumes.
fn assumed(table: &str, keys: &str) -> String {
    format!("[[{table}]]\n{keys}\nbasis = \"assumed\"\nowner = \"the tester\"\n\n")
}
