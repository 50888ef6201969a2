//! A report speaks of one version of its case, however the file changes while it is made.

#![allow(clippy::disallowed_methods, reason = "a test over files")]

use std::{
    fs,
    path::Path,
    process::Command,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use crate::budget;

fn report(folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .args(["report", "--md", "--out", "-"])
        .arg(folder)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("a document")
}

#[test]
fn a_report_is_of_one_version_of_a_file_that_is_being_edited() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("sale");
    let of_catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/two-party-sale");
    fs::create_dir_all(case.join("sources")).expect("a folder");
    for digest in fs::read_dir(of_catalogue.join("sources")).expect("digests").flatten() {
        fs::copy(digest.path(), case.join("sources").join(digest.file_name())).expect("a copy");
    }
    let text = fs::read_to_string(of_catalogue.join("case.toml")).expect("the case");
    let (before, after) = text.split_once("title = \"").expect("a title");
    let versions = ["one", "two"].map(|name| format!("{before}title = \"Version {name}: {after}"));
    // Whoever edits well writes beside the file and renames.
    let write = |version: &str| {
        fs::write(case.join("case.new"), version).expect("a version");
        fs::rename(case.join("case.new"), case.join("case.toml")).expect("in its place");
    };
    let whole = versions.each_ref().map(|version| {
        write(version);
        report(&case)
    });
    assert_ne!(whole[0], whole[1]);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                versions.iter().for_each(|version| write(version));
            }
        });
        let mut seen = [0, 0];
        for _ in 0..budget::cases(100) {
            let report = report(&case);
            let version = whole.iter().position(|whole| *whole == report);
            seen[version.expect("a report is wholly of one version")] += 1;
        }
        done.store(true, Ordering::Relaxed);
        assert!(seen[0] + seen[1] >= 20, "{seen:?}");
    });
}
