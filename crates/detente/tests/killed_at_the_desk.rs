//! A case that somebody reads texts into may lose its program at any moment: case, drafts and log are then as before the
//! step or as after it, all three, once the next step begins.
//!
//! `DETENTE_LONG=whole` kills 1,000 times in all, other runs a part of that.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reads files and runs the program"
)]

use std::{
    fs,
    path::Path,
    process::{Command, ExitStatus, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::started::started;

/// How often steps are killed, all together, in the whole run.
const KILLS: u32 = 1_000;

/// The steps, each with those that are taken before it.
const STEPS: [(&[&str], &[&[&str]]); 4] = [
    (&["accept", "CASE", "--all", "--by", "Jo", "--on", "2031-05-04"], &[]),
    (&["undo", "CASE"], &[&["accept", "CASE", "--all", "--by", "Jo", "--on", "2031-05-04"]]),
    (
        &["undo", "CASE", "--redo"],
        &[&["accept", "CASE", "--all", "--by", "Jo", "--on", "2031-05-04"], &["undo", "CASE"]],
    ),
    (&["read", "second.txt", "--case", "CASE"], &[]),
];

const SECOND: &str = "OSLO, May 6, 2031 (Example Wire) — Norway and Sweden met in Bergen on Monday.\n\
                      Sweden wants a ban on trawling in the strait.\n\
                      Norwegian Foreign Minister Anna Berg said that Norway would never accept a ban on trawling.\n";

fn said(folder: &Path, typed: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    let word = |word: &&str| if *word == "CASE" { "strait".to_owned() } else { (*word).to_owned() };
    command.current_dir(folder).args(typed.iter().map(word)).output().unwrap()
}

fn run(folder: &Path, typed: &[&str]) -> ExitStatus {
    said(folder, typed).status
}

/// The case and its drafts.
fn state(folder: &Path) -> (String, String) {
    let of = |name: &str| fs::read_to_string(folder.join("strait").join(name)).unwrap();
    (of("case.toml"), of("inbox.json"))
}

/// Files that a step has begun to write.
fn unfinished(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder.join("strait")).unwrap().flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with('.') || name.contains("next")).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A folder with the texts and a case made of the first, after these steps.
fn ground(steps: &[&[&str]]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::copy(house.join("docs/strait-dispatch.txt"), folder.path().join("first.txt")).unwrap();
    fs::write(folder.path().join("second.txt"), SECOND).unwrap();
    for step in [&["read", "first.txt", "--new", "CASE"][..]].iter().chain(steps) {
        assert!(run(folder.path(), step).success(), "{step:?}");
    }
    folder
}

#[test]
fn a_step_that_is_killed_was_taken_or_was_not() {
    let steps = u32::try_from(STEPS.len()).unwrap();
    let times = started(KILLS).div_ceil(steps);
    let (mut killed, mut before, mut after) = (0, 0, 0);
    for (typed, earlier) in STEPS {
        let kept = ground(earlier);
        let old = state(kept.path());
        let done = TempDir::new().unwrap();
        copy(kept.path(), done.path());
        let began = Instant::now();
        assert!(run(done.path(), typed).success(), "{typed:?}");
        let took = began.elapsed();
        let new = state(done.path());
        assert_ne!(old, new, "{typed:?} does something");
        for turn in 0..times {
            let there = TempDir::new().unwrap();
            copy(kept.path(), there.path());
            let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
            let word = |word: &&str| if *word == "CASE" { "strait".to_owned() } else { (*word).to_owned() };
            command.current_dir(there.path()).args(typed.iter().map(word));
            let mut running = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            if turn % 2 == 0 {
                // At any moment of the run.
                thread::sleep(took.mul_f64(f64::from(turn) / f64::from(times)));
            } else {
                // As soon as something unfinished can be seen, and a little later each time.
                while unfinished(there.path()).is_empty() && running.try_wait().unwrap().is_none() {
                    thread::sleep(Duration::from_micros(50));
                }
                thread::sleep(Duration::from_micros(u64::from(turn) * 20));
            }
            killed += u32::from(running.try_wait().unwrap().is_none());
            running.kill().unwrap();
            running.wait().unwrap();
            // The next step, which is refused: nobody drafted that.
            let refused = said(there.path(), &["reject", "CASE", "d9999", "--by", "Jo"]);
            assert_eq!(refused.status.code(), Some(2), "{typed:?} {turn}: {refused:?}");
            let now = state(there.path());
            assert!(now == old || now == new, "{typed:?} is neither done nor undone");
            before += u32::from(now == old);
            after += u32::from(now == new);
            assert!(run(there.path(), &["log", "CASE"]).success(), "{typed:?}");
            if now == old {
                assert!(run(there.path(), typed).success(), "{typed:?} again");
                assert!(state(there.path()) == new, "{typed:?} again");
                assert_eq!(unfinished(there.path()), Vec::<String>::new(), "{typed:?} again");
            }
        }
    }
    assert!(killed > 0, "nothing was killed before it was done");
    let told = format!("killed {killed} of {} steps; {before} were not taken, {after} were\n", times * steps);
    std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes()).unwrap();
}
