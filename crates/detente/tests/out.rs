//! Pages of the trade as files: every form is written whole, and nothing is written over that is not known to be ours.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reads files and runs the program"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// A page, with what it is asked of.
const PAGES: [&[&str]; 5] = [
    &["options", "cases/two-party-sale"],
    &["matrix", "cases/two-party-sale"],
    &["talking-points", "cases/two-party-sale", "buyer"],
    &["checklist", "cases/two-party-sale"],
    &["island", "cases/two-party-sale"],
];

const FORMS: [&str; 5] = ["html", "docx", "md", "json", "txt"];

fn command(page: &[&str], more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    command.current_dir(house).args(page).args(more).stdin(Stdio::null());
    command
}

fn run(page: &[&str], more: &[&str]) -> Output {
    command(page, more).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn path(folder: &TempDir, name: &str) -> (PathBuf, String) {
    let path = folder.path().join(name);
    (path.clone(), path.display().to_string())
}

#[test]
fn every_page_is_written_in_every_form() {
    let folder = TempDir::new().unwrap();
    for page in PAGES {
        for form in FORMS {
            let (file, name) = path(&folder, &format!("{}.{form}", page[0]));
            let output = run(page, &["--out", &name]);
            assert_eq!(output.status.code(), Some(0), "{page:?} {form}: {}", said(&output));
            assert!(output.stdout.is_empty(), "{page:?} {form}");
            let bytes = fs::read(&file).unwrap();
            let begins: &[u8] = match form {
                "html" => b"<!doctype html",
                "docx" => b"PK\x03\x04",
                "md" => b"#",
                "json" => b"{",
                _ => b"",
            };
            let start: Vec<u8> = bytes.iter().take(begins.len()).map(u8::to_ascii_lowercase).collect();
            assert_eq!(start, begins.to_ascii_lowercase(), "{page:?} {form}");
            if form == "json" {
                assert!(serde_json::from_slice::<serde_json::Value>(&bytes).is_ok(), "{page:?}");
            }
            assert!(bytes.len() > 200, "{page:?} {form}");
        }
    }
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        PAGES.len() * FORMS.len(),
        "nothing is left behind"
    );
}

#[test]
fn a_strange_file_is_written_over_only_by_force() {
    let folder = TempDir::new().unwrap();
    for page in PAGES {
        for form in FORMS {
            let (file, name) = path(&folder, &format!("{}.{form}", page[0]));
            fs::write(&file, "somebody's own").unwrap();
            let output = run(page, &["--out", &name]);
            assert_eq!(output.status.code(), Some(2), "{page:?} {form}: {}", said(&output));
            assert!(said(&output).contains("--force"), "{page:?} {form}: {}", said(&output));
            assert_eq!(fs::read(&file).unwrap(), b"somebody's own");
            let output = run(page, &["--out", &name, "--force"]);
            assert_eq!(output.status.code(), Some(0), "{page:?} {form}: {}", said(&output));
            assert_ne!(fs::read(&file).unwrap(), b"somebody's own");
        }
    }
}

#[test]
fn what_is_no_file_is_refused_at_once_and_not_waited_for() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("folder.md")).unwrap();
    for form in FORMS {
        let (pipe, _) = path(&folder, &format!("pipe.{form}"));
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    }
    for page in PAGES {
        for (name, says) in
            FORMS.map(|form| (format!("pipe.{form}"), "a pipe that nobody reads")).into_iter().chain(
                [("folder.md", "is a folder"), ("page.pdf", "its ending"), ("none/page.md", "no folder")]
                    .map(|(name, says)| (name.to_owned(), says)),
            )
        {
            let (_, name) = path(&folder, &name);
            let began = Instant::now();
            let output = run(page, &["--out", &name]);
            assert!(began.elapsed() < Duration::from_secs(10), "{page:?} {name}");
            assert_eq!(output.status.code(), Some(2), "{page:?} {name}: {}", said(&output));
            assert!(said(&output).contains(says), "{page:?} {name}: {}", said(&output));
        }
    }
}

#[test]
fn a_pipe_that_somebody_reads_gets_the_page() {
    let folder = TempDir::new().unwrap();
    let (pipe, name) = path(&folder, "pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
    let output = run(PAGES[3], &["--out", &name]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let read = reader.wait_with_output().unwrap();
    assert!(read.stdout.starts_with(b"#"), "{:?}", String::from_utf8_lossy(&read.stdout));
}
