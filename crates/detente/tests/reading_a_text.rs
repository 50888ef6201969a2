//! From a text to a case and to answers, as docs/reading.md tells it; and what holds when a text is read again, when the
//! file is edited meanwhile, and when a command is killed.

#![allow(clippy::disallowed_methods, reason = "a test over files that runs the program")]

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{catalogue::house, started::started};

pub(crate) fn run(folder: &Path, typed: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente"))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .args(typed)
        .output()
        .expect("it runs")
}

pub(crate) fn ran(folder: &Path, typed: &[&str]) -> String {
    let output = run(folder, typed);
    assert!(output.status.success(), "{typed:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder with the dispatch of docs/reading.md, and a case of it.
fn desk() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::copy(house().join("docs/strait-dispatch.txt"), folder.path().join("strait-dispatch.txt"))
        .expect("copied");
    folder
}

pub(crate) fn begun() -> TempDir {
    let folder = desk();
    ran(folder.path(), &["read", "strait-dispatch.txt", "--new", "strait"]);
    folder
}

fn waiting(folder: &Path) -> Vec<String> {
    let inbox: Value = serde_json::from_str(&ran(folder, &["inbox", "strait", "--json"])).expect("JSON");
    let drafts = inbox["waiting"].as_array().expect("drafts").iter();
    drafts.map(|draft| draft["id"].as_str().expect("a name").to_owned()).collect()
}

pub(crate) fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

#[test]
fn the_commands_of_the_page_about_reading_run_in_their_order() {
    let page = text(&house(), "docs/reading.md");
    let folder = desk();
    let second = text(folder.path(), "strait-dispatch.txt").replace("will be absent", "will attend");
    fs::write(folder.path().join("second-dispatch.txt"), second).expect("written");
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines: Vec<_> = blocks.flat_map(str::lines).collect();
    assert!(lines.len() > 5, "{lines:?}");
    for line in lines {
        let line = line.replace("\"Jo Doe\"", "Jo");
        let typed: Vec<_> = line.split_whitespace().skip(1).collect();
        ran(folder.path(), &typed);
    }
    let check = ran(folder.path(), &["check", "strait"]);
    assert!(!check.contains("error"), "{check}");
    assert!(
        page.contains(text(&house(), "docs/strait-dispatch.txt").trim_end()),
        "the page shows the dispatch as it is"
    );
}

#[test]
fn what_was_accepted_is_cited_and_answers_and_reading_again_asks_nothing() {
    let folder = begun();
    assert!(!waiting(folder.path()).is_empty());
    let before = text(folder.path(), "strait/case.toml");
    ran(folder.path(), &["accept", "strait", "--all", "--by", "Jo", "--on", "2031-05-04"]);
    let after = text(folder.path(), "strait/case.toml");
    assert!(before.lines().all(|line| after.lines().any(|one| one == line)));
    assert!(
        after.contains("accepted by Jo on 2031-05-04") && after.contains("cite = \"example-wire#"),
        "{after}"
    );
    for command in ["brief", "why", "ground", "talks", "levers", "outlook", "list"] {
        assert!(run(folder.path(), &[command, "strait"]).status.success(), "{command}");
    }
    assert_eq!(waiting(folder.path()), [""; 0]);
    let inbox = text(folder.path(), "strait/inbox.json");
    ran(folder.path(), &["read", "strait-dispatch.txt", "--case", "strait"]);
    assert_eq!(text(folder.path(), "strait/inbox.json"), inbox, "the same bytes");
    assert_eq!(text(folder.path(), "strait/case.toml"), after);
    let refused = run(folder.path(), &["accept", "strait", "--all"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn what_was_rejected_stays_rejected_and_is_told() {
    let folder = begun();
    let all = waiting(folder.path());
    ran(folder.path(), &["reject", "strait", &all[0], "--by", "Jo", "--on", "2031-05-04"]);
    ran(folder.path(), &["read", "strait-dispatch.txt", "--case", "strait"]);
    assert_eq!(waiting(folder.path()), all[1..]);
    let refused = run(folder.path(), &["accept", "strait", &all[0]]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("was rejected by Jo on 2031-05-04"));
    let unknown = run(folder.path(), &["accept", "strait", "d999"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn nothing_is_written_over_and_a_text_without_a_day_is_asked_for_it() {
    let folder = begun();
    let again = run(folder.path(), &["read", "strait-dispatch.txt", "--new", "strait"]);
    assert_eq!(again.status.code(), Some(2));
    fs::write(folder.path().join("undated.txt"), "Norway wants talks today.\n").expect("written");
    let undated = run(folder.path(), &["read", "undated.txt", "--new", "other"]);
    assert_eq!(undated.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&undated.stderr).contains("--date"));
    ran(folder.path(), &["read", "undated.txt", "--new", "other", "--date", "2031-05-03"]);
    let none = run(folder.path(), &["read", "nowhere.txt"]);
    assert_eq!(none.status.code(), Some(2));
    fs::write(folder.path().join("strait/inbox.json"), "{ broken").expect("written");
    assert_eq!(run(folder.path(), &["inbox", "strait"]).status.code(), Some(1));
}

/// Every file of a folder with its bytes.
fn all_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(all_of(&path));
        } else {
            files.push((path.display().to_string(), fs::read(&path).expect("a file")));
        }
    }
    files.sort();
    files
}

/// Every command that writes drafts or answers to them.
const WRITING: [&[&str]; 4] = [
    &["accept", "strait", "--all"],
    &["accept", "strait", "d2"],
    &["reject", "strait", "d3"],
    &["read", "later.txt", "--case", "strait"],
];

fn with_a_later_text() -> TempDir {
    let folder = begun();
    let later = "OSLO, May 9, 2031 (Example Wire) — Denmark and Iceland met in Bergen on Friday.\n";
    fs::write(folder.path().join("later.txt"), later).expect("written");
    folder
}

/// A read-only file is its owner's no, even to somebody who may do everything.
#[cfg(unix)]
#[test]
fn a_read_only_file_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let set =
        |file: &Path, mode| fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("a mode");
    for (file, typed) in [
        ("case.toml", WRITING[0]),
        ("inbox.json", WRITING[0]),
        ("inbox.json", WRITING[2]),
        ("inbox.json", WRITING[3]),
        ("case.toml", WRITING[3]),
    ] {
        let folder = with_a_later_text();
        let case = folder.path().join("strait");
        set(&case.join(file), 0o444);
        let before = all_of(&case);
        let refused = run(folder.path(), typed);
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(3), "{file} {typed:?}: {told}");
        assert!(told.contains("read-only") && told.contains("chmod u+w"), "{told}");
        assert_eq!(all_of(&case), before, "{file} {typed:?}");
        set(&case.join(file), 0o644);
        ran(folder.path(), typed);
    }
    let folder = begun();
    let out = folder.path().join("report.md");
    ran(folder.path(), &["report", "strait", "--md", "--out", "report.md"]);
    set(&out, 0o444);
    for force in [None, Some("--force")] {
        let typed: Vec<_> =
            ["report", "strait", "--md", "--out", "report.md"].into_iter().chain(force).collect();
        let refused = run(folder.path(), &typed);
        assert_eq!(refused.status.code(), Some(3), "{}", String::from_utf8_lossy(&refused.stderr));
    }
}

/// A damaged file of drafts is refused as a whole: its file and line are told, and nothing changes.
#[test]
fn nothing_is_done_with_a_damaged_inbox() {
    for (from, to) in
        [("\"kind\": \"party\"", "\"kind\": \"folk\""), ("\"status\"", "\"state\""), ("]\n}\n", "]\n")]
    {
        let folder = with_a_later_text();
        let case = folder.path().join("strait");
        let whole = text(&case, "inbox.json");
        assert!(whole.contains(from), "{from}");
        fs::write(case.join("inbox.json"), whole.replacen(from, to, 1)).expect("written");
        let before = all_of(&case);
        for typed in WRITING.into_iter().chain([&["inbox", "strait"][..]]) {
            let refused = run(folder.path(), typed);
            let told = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert_eq!(refused.status.code(), Some(1), "{typed:?}: {told}");
            let place = told.split("strait/inbox.json:").nth(1).and_then(|rest| rest.split(':').next());
            assert!(place.is_some_and(|line| line.parse::<usize>().is_ok_and(|line| line > 0)), "{told}");
            assert!(told.contains("help: "), "{told}");
            assert_eq!(all_of(&case), before, "{typed:?}");
        }
    }
}

/// Wherever a person is named, the name has something that can be read.
#[test]
fn nobody_answers_for_nothing() {
    let folder = begun();
    let before = all_of(folder.path());
    for nobody in ["", " ", "\u{200b}"] {
        for typed in [
            &["accept", "strait", "--all", "--by", nobody][..],
            &["accept", "strait", "--all", "--consent", nobody],
            &["reject", "strait", "d2", "--by", nobody],
            &["convert", "strait", "made", "--to", "case", "--owner", nobody],
            &["serve", "strait", "--reader", nobody],
        ] {
            let refused = run(folder.path(), typed);
            assert_eq!(refused.status.code(), Some(2), "{typed:?}");
        }
    }
    assert_eq!(all_of(folder.path()), before);
}

/// Of a text that names no party of an agreement, nobody who is in sight is taken for one.
#[test]
fn whose_yes_it_takes_is_said_by_the_text_or_by_a_person() {
    let folder = TempDir::new().expect("a folder");
    let dispatch = "BERGEN, May 3, 2031 (Example Wire) — Norway wants a joint patrol of the strait.\nSweden would never \
                    accept foreign inspectors in its harbours.\nFinland wants a seat at the table.\n";
    fs::write(folder.path().join("strait.txt"), dispatch).expect("written");
    ran(folder.path(), &["read", "strait.txt", "--new", "strait"]);
    let told = ran(folder.path(), &["accept", "strait", "--all", "--by", "Jo", "--on", "2031-05-04"]);
    let case = text(folder.path(), "strait/case.toml");
    assert!(
        !case.contains("consent") && told.contains("Still waiting") && told.contains("--consent"),
        "{told}{case}"
    );
    let refused = run(folder.path(), &["accept", "strait", &waiting(folder.path())[0]]);
    assert_eq!(refused.status.code(), Some(2));
    ran(
        folder.path(),
        &["accept", "strait", "--all", "--by", "Jo", "--consent", "Norway", "--consent", "Sweden"],
    );
    let case = text(folder.path(), "strait/case.toml");
    assert!(case.contains("consent = [\"norway\", \"sweden\"]"), "{case}");
    assert_eq!(waiting(folder.path()), [""; 0]);
}

#[test]
fn a_pdf_is_refused_with_the_way_to_its_text() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("dispatch.pdf"), "%PDF-1.7\n").expect("written");
    let refused = run(folder.path(), &["read", "dispatch.pdf"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{told}");
    assert!(told.contains("pdftotext") && told.contains("save it as text"), "{told}");
}

#[test]
fn a_label_of_the_text_becomes_the_label_of_its_source() {
    let folder = desk();
    let labelled = format!("TLP:AMBER\n\n{}", text(folder.path(), "strait-dispatch.txt"));
    fs::write(folder.path().join("labelled.txt"), labelled).expect("written");
    ran(folder.path(), &["read", "labelled.txt", "--new", "strait", "--date", "2031-05-03"]);
    assert!(text(folder.path(), "strait/case.toml").matches("tlp = \"amber\"").count() == 2);
    ran(folder.path(), &["accept", "strait", "--all"]);
    assert!(!run(folder.path(), &["brief", "strait", "--max-label", "clear"]).status.success());
}

/// Two files are written by one yes. Whenever it is killed, the next run finds either nothing said or all of it.
#[test]
fn a_yes_that_is_killed_is_either_there_or_not() {
    let typed = ["accept", "strait", "--all", "--by", "Jo", "--on", "2031-05-04"];
    let whole = begun();
    let began = Instant::now();
    ran(whole.path(), &typed);
    let took = began.elapsed();
    let wanted = text(whole.path(), "strait/case.toml");
    let none = text(begun().path(), "strait/case.toml");
    let times = started(200_u16);
    for turn in 0..times {
        let folder = begun();
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.current_dir(folder.path()).args(typed).stdout(Stdio::null()).stderr(Stdio::null());
        let mut running = command.spawn().expect("it runs");
        thread::sleep(took.mul_f64(f64::from(turn) / f64::from(times)).max(Duration::from_micros(1)));
        running.kill().expect("killed");
        running.wait().expect("ended");
        let case = text(folder.path(), "strait/case.toml");
        let waits = waiting(folder.path());
        assert!(case == wanted || case == none, "the case is whole");
        assert_eq!(waits.is_empty(), case == wanted, "the inbox says what the case is");
        if !waits.is_empty() {
            ran(folder.path(), &typed);
        }
        assert_eq!(text(folder.path(), "strait/case.toml"), wanted);
        assert_eq!(waiting(folder.path()), [""; 0]);
        let log = ran(folder.path(), &["log", "strait"]);
        assert_eq!((log.matches("accepted").count(), log.contains("since then")), (1, false), "{log}");
    }
}

/// What a second text says can be accepted, and whom the case knows already is not made anew.
#[test]
fn a_second_text_is_accepted_into_the_same_case() {
    let folder = begun();
    ran(folder.path(), &["accept", "strait", "--all", "--by", "Jo", "--on", "2031-05-04"]);
    let second = "OSLO, May 9, 2031 (Example Wire) — Norway and Sweden met again in Oslo on Friday.\nSweden's government wants a common port authority.\nThe Norwegian side said that it would present a draft.\n";
    fs::write(folder.path().join("second.txt"), second).expect("written");
    ran(folder.path(), &["read", "second.txt", "--case", "strait"]);
    assert!(!waiting(folder.path()).is_empty());
    ran(folder.path(), &["accept", "strait", "--all", "--by", "Jo", "--on", "2031-05-10"]);
    assert!(waiting(folder.path()).is_empty());
    let case = text(folder.path(), "strait/case.toml");
    assert_eq!(case.matches("name = \"Norway\"").count(), 1, "{case}");
    assert!(!ran(folder.path(), &["check", "strait"]).contains("error["));
}

/// Two answers at once are given one after the other: neither is lost.
#[test]
fn two_answers_at_once_are_both_kept() {
    for _ in 0..4 {
        let folder = begun();
        let kinds = ["party", "prediction", "red-line", "source"];
        let running: Vec<_> = kinds
            .iter()
            .map(|kind| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
                command.current_dir(folder.path()).args(["accept", "strait", "--kind", kind]);
                command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
            })
            .collect();
        let given: Vec<_> = running
            .into_iter()
            .zip(kinds)
            .filter_map(|(mut running, kind)| running.wait().expect("ended").success().then_some(kind))
            .collect();
        assert!(given.contains(&"party") && given.contains(&"red-line"), "{given:?}");
        let inbox: Value =
            serde_json::from_str(&ran(folder.path(), &["inbox", "strait", "--json"])).expect("JSON");
        let waits: Vec<_> = inbox["waiting"].as_array().expect("drafts").iter().collect();
        assert!(
            waits.iter().all(|draft| !given.contains(&draft["kind"].as_str().expect("a kind"))),
            "{waits:?}"
        );
        let case = text(folder.path(), "strait/case.toml");
        assert!(case.contains("name = \"Norway\"") && case.contains("foreign"), "{case}");
    }
}

/// What was done is listed, undone and done again; a text that is edited by hand meanwhile stays.
#[test]
fn every_step_is_written_down_and_the_last_one_is_undone() {
    let folder = begun();
    assert!(ran(folder.path(), &["log", "strait"]).contains("nothing was written down yet"));
    let (case, inbox) = (text(folder.path(), "strait/case.toml"), text(folder.path(), "strait/inbox.json"));
    ran(folder.path(), &["accept", "strait", "--kind", "party", "--by", "Jo", "--on", "2031-05-04"]);
    ran(folder.path(), &["reject", "strait", "--kind", "statement"]);
    let both = (text(folder.path(), "strait/case.toml"), text(folder.path(), "strait/inbox.json"));
    let log = ran(folder.path(), &["log", "strait"]);
    assert!(
        log.contains("Jo: accepted d2") && log.contains("rejected") && !log.contains("since then"),
        "{log}"
    );
    ran(folder.path(), &["undo", "strait", "--by", "Al"]);
    ran(folder.path(), &["undo", "strait", "--by", "Al"]);
    assert_eq!(
        (text(folder.path(), "strait/case.toml"), text(folder.path(), "strait/inbox.json")),
        (case, inbox)
    );
    assert_eq!(run(folder.path(), &["undo", "strait"]).status.code(), Some(2), "there is nothing left");
    ran(folder.path(), &["undo", "strait", "--redo"]);
    ran(folder.path(), &["undo", "strait", "--redo"]);
    assert_eq!((text(folder.path(), "strait/case.toml"), text(folder.path(), "strait/inbox.json")), both);
    fs::write(folder.path().join("strait/case.toml"), both.0.clone() + "# mine\n").expect("edited");
    assert!(ran(folder.path(), &["log", "strait"]).contains("since then"));
    ran(folder.path(), &["undo", "strait"]);
    assert!(text(folder.path(), "strait/case.toml").ends_with("# mine\n"));
    // A past that was changed is believed by nobody.
    let changed = text(folder.path(), "strait/log.jsonl").replace("\"Jo\"", "\"Al\"");
    fs::write(folder.path().join("strait/log.jsonl"), changed).expect("changed");
    let before = all_of(&folder.path().join("strait"));
    for typed in [&["log", "strait"][..], &["undo", "strait"], &["accept", "strait", "--all"]] {
        let refused = run(folder.path(), typed);
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{typed:?}: {told}");
        assert!(told.contains("strait/log.jsonl:2:"), "{told}");
        assert_eq!(all_of(&folder.path().join("strait")), before, "{typed:?}");
    }
}
