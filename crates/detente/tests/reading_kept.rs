//! What is kept of texts that were read: damage is refused, and what was undone is in nobody's way.

#![allow(clippy::disallowed_methods, reason = "a test over files that runs the program")]

use std::fs;

use crate::reading_a_text::{begun, ran, run, text};

#[test]
fn drafts_and_a_log_that_are_lost_or_changed_are_refused_with_what_to_do() {
    let folder = begun();
    for drafts in ["d2", "d3"] {
        ran(folder.path(), &["accept", "strait", drafts, "--by", "Jo", "--on", "2031-05-04"]);
    }
    let (inbox, log) = (text(folder.path(), "strait/inbox.json"), text(folder.path(), "strait/log.jsonl"));
    let put = |name: &str, words: &str| fs::write(folder.path().join(name), words).expect("written");
    let refused = |why: &str| {
        let case = text(folder.path(), "strait/case.toml");
        let output = run(folder.path(), &["accept", "strait", "d4"]);
        let told = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(output.status.code(), Some(1), "{why}: {told}");
        assert!(told.contains(why) && told.contains("copy"), "{why}: {told}");
        assert_eq!(text(folder.path(), "strait/case.toml"), case, "nothing was written");
    };
    put("strait/inbox.json", "");
    refused("is empty");
    fs::remove_file(folder.path().join("strait/inbox.json")).expect("removed");
    refused("is missing");
    put("strait/inbox.json", &inbox.replace("joint patrol", "joint parade"));
    refused("is not as the last line");
    put("strait/inbox.json", &inbox);
    put("strait/log.jsonl", &log[..log.len() - 30]);
    refused("is not whole");
    let lines: Vec<_> = log.lines().collect();
    put("strait/log.jsonl", &(lines[..lines.len() - 1].join("\n") + "\n"));
    refused("the end of the log is missing");
    put("strait/log.jsonl", &log);
    ran(folder.path(), &["accept", "strait", "d4"]);
    // Before there is a log, the text itself tells what it does not say.
    ran(folder.path(), &["read", "strait-dispatch.txt", "--new", "fresh"]);
    let fresh = text(folder.path(), "fresh/inbox.json").replace("joint patrol", "joint parade");
    put("fresh/inbox.json", &fresh);
    let output = run(folder.path(), &["accept", "fresh", "d2"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("joint parade"));
}

#[test]
fn a_text_that_was_read_and_undone_is_in_the_way_of_no_other() {
    let folder = begun();
    let put = |name: &str, words: &str| fs::write(folder.path().join(name), words).expect("written");
    put("a.txt", "OSLO, May 5, 2031 (Example Wire) — Sweden wants a ferry over the sound.\n");
    put("b.txt", "OSLO, May 6, 2031 (Example Wire) — Norway wants a bridge over the sound.\n");
    ran(folder.path(), &["read", "a.txt", "--case", "strait"]);
    ran(folder.path(), &["undo", "strait"]);
    let second = ran(folder.path(), &["read", "b.txt", "--case", "strait"]);
    assert!(second.contains("bridge"), "{second}");
    ran(folder.path(), &["read", "a.txt", "--case", "strait"]);
    let told = ran(folder.path(), &["accept", "strait", "--all", "--by", "Jo"]);
    assert!(told.contains("as of 2031-05-06"), "{told}");
    assert!(text(folder.path(), "strait/case.toml").contains("as_of = 2031-05-06"));
    ran(folder.path(), &["undo", "strait"]);
    assert!(text(folder.path(), "strait/case.toml").contains("as_of = 2031-05-03"), "undone with it");
}

#[test]
fn both_who_opened_the_talks_of_the_page_sit_there() {
    let folder = begun();
    ran(folder.path(), &["accept", "strait", "--all", "--by", "Jo", "--on", "2031-05-04"]);
    let brief = ran(folder.path(), &["brief", "strait"]);
    assert!(brief.contains("Oslo talks  NOR, SWE"), "{brief}");
}

#[cfg(unix)]
#[test]
fn a_link_to_the_drafts_stays_a_link() {
    let folder = begun();
    let (inbox, kept) = (folder.path().join("strait/inbox.json"), folder.path().join("kept.json"));
    fs::rename(&inbox, &kept).expect("moved");
    std::os::unix::fs::symlink(&kept, &inbox).expect("linked");
    ran(folder.path(), &["accept", "strait", "d2", "--by", "Jo"]);
    assert!(fs::symlink_metadata(&inbox).expect("there").file_type().is_symlink());
    assert!(text(folder.path(), "kept.json").contains("\"Jo\""));
}
