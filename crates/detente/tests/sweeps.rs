//! Sweeps through the program: blocks merge to the same bytes, and what is killed goes on where it stopped.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reads files and runs the program"
)]

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

use tempfile::TempDir;

/// A Genius scenario with three issues, opposed on two of them.
fn scenario(folder: &Path) {
    fs::create_dir(folder).unwrap();
    let issues = |values: [[u32; 4]; 3]| {
        let issue = |(place, values): (usize, [u32; 4])| {
            let items: String = values
                .iter()
                .enumerate()
                .map(|(item, value)| {
                    format!(r#"<item index="{}" value="o{item}" evaluation="{value}"/>"#, item + 1)
                })
                .collect();
            let place = place + 1;
            format!(
                r#"<issue index="{place}" name="i{place}" type="discrete" etype="discrete" vtype="discrete">{items}</issue>"#
            )
        };
        values.into_iter().enumerate().map(issue).collect::<String>()
    };
    let objective = |body: &str| {
        format!(r#"<objective index="0" name="root" type="objective" etype="objective">{body}</objective>"#)
    };
    let domain = format!(
        "<negotiation_template><utility_space>{}</utility_space></negotiation_template>",
        objective(&issues([[0; 4]; 3]))
    );
    fs::write(folder.join("small-domain.xml"), domain).unwrap();
    let weights = |weights: [f64; 3]| {
        let weight =
            |(place, weight): (usize, f64)| format!(r#"<weight index="{}" value="{weight}"/>"#, place + 1);
        weights.into_iter().enumerate().map(weight).collect::<String>()
    };
    for (name, values, weight) in [
        ("one", [[1, 4, 7, 9], [2, 3, 8, 9], [5, 9, 1, 3]], [0.5, 0.3, 0.2]),
        ("two", [[9, 8, 3, 1], [9, 5, 4, 2], [4, 9, 2, 6]], [0.2, 0.5, 0.3]),
    ] {
        let body = objective(&(issues(values) + &weights(weight)));
        let text = format!(r#"<utility_space>{body}<reservation value="0.3"/></utility_space>"#);
        fs::write(folder.join(format!("small-{name}.xml")), text).unwrap();
    }
}

fn plan(folder: &Path, repetitions: u32) {
    scenario(&folder.join("small"));
    let text = format!(
        "scenarios = [\"small\"]\nstrategies = [\"random\", \"micro\", \"patient\"]\n\
         protocols = [\"stacked-offers\", \"take-or-leave\"]\nrounds = [30]\nrepetitions = {repetitions}\nseed = 5\n"
    );
    fs::write(folder.join("plan.toml"), text).unwrap();
}

fn detente(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_detente")).current_dir(folder).args(arguments).output().unwrap()
}

fn done(folder: &Path, arguments: &[&str]) {
    let output = detente(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn refused(folder: &Path, arguments: &[&str], because: &str) {
    refused_with(2, folder, arguments, because);
}

/// A file that was given is not what it should be: the place is said, and the exit code is 1.
fn unread(folder: &Path, arguments: &[&str], because: &str) {
    refused_with(1, folder, arguments, because);
}

fn refused_with(code: i32, folder: &Path, arguments: &[&str], because: &str) {
    let output = detente(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(said.contains(because), "{arguments:?}: {said}");
}

fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).unwrap()
}

#[test]
fn any_number_of_blocks_in_any_order_merges_to_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    plan(folder, 70);
    done(folder, &["sweep", "plan.toml", "--out", "whole.parquet", "--threads", "1"]);
    done(folder, &["sweep", "merge", "whole.parquet", "--out", "merged-1.parquet"]);
    for of in [2, 5] {
        let names: Vec<String> = (1..=of).map(|block| format!("part-{block}-of-{of}.parquet")).collect();
        for (block, name) in (1..=of).zip(&names) {
            done(
                folder,
                &["sweep", "plan.toml", "--block", &format!("{block}/{of}"), "--out", name, "--threads", "2"],
            );
        }
        let merged = format!("merged-{of}.parquet");
        let mut arguments = vec!["sweep", "merge"];
        arguments.extend(names.iter().rev().map(String::as_str));
        arguments.extend(["--out", &merged]);
        done(folder, &arguments);
        assert_eq!(bytes(folder, &merged), bytes(folder, "whole.parquet"));
    }
    assert_eq!(bytes(folder, "merged-1.parquet"), bytes(folder, "whole.parquet"));
    done(folder, &["sweep", "merge", "whole.parquet", "--out", "whole.csv"]);
    done(folder, &["sweep", "plan.toml", "--out", "direct.csv"]);
    assert_eq!(bytes(folder, "whole.csv"), bytes(folder, "direct.csv"));
    let lines = String::from_utf8(bytes(folder, "whole.csv")).unwrap().lines().count();
    assert_eq!(lines, 1 + 2 * 2 * 9 * 70);
}

#[test]
fn gaps_overlaps_and_other_plans_are_refused() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    plan(folder, 10);
    for block in ["1/3", "2/3", "3/3"] {
        done(folder, &["sweep", "plan.toml", "--block", block, "--out", &format!("{}.parquet", &block[..1])]);
    }
    let merge = |parts: &[&str], because: &str| {
        let mut arguments = vec!["sweep", "merge"];
        arguments.extend(parts);
        arguments.extend(["--out", "all.parquet"]);
        refused(folder, &arguments, because);
        assert!(!folder.join("all.parquet").exists(), "nothing is written");
    };
    merge(&["1.parquet", "3.parquet"], "are missing");
    merge(&["2.parquet", "3.parquet"], "runs 0 to");
    merge(&["1.parquet", "2.parquet"], "are missing at the end");
    merge(&["1.parquet", "2.parquet", "2.parquet", "3.parquet"], "other blocks already have those");
    fs::write(
        folder.join("other.toml"),
        fs::read_to_string(folder.join("plan.toml")).unwrap() + "discounts = [0.9]\n",
    )
    .unwrap();
    done(folder, &["sweep", "other.toml", "--block", "1/3", "--out", "other.parquet"]);
    merge(&["other.parquet", "2.parquet", "3.parquet"], "belongs to another plan");
    fs::write(folder.join("text.parquet"), "no parquet at all").unwrap();
    unread(
        folder,
        &["sweep", "merge", "text.parquet", "--out", "all.parquet"],
        "text.parquet is not a table of results by détente",
    );
    refused(folder, &["sweep", "plan.toml", "--block", "4/3", "--out", "x.parquet"], "expected I/N");
    refused(folder, &["sweep", "plan.toml"], "say where to write the results");
    fs::write(folder.join("strange.toml"), "scenarios = [\"small\"]\nstrategies = [\"bold\"]\n").unwrap();
    unread(folder, &["sweep", "strange.toml", "--out", "x.parquet"], "there is no strategy `bold`");
    fs::write(folder.join("strange.toml"), "scenarios = [\"small\"]\nstrategies = [\"micro\"]\nround = 3\n")
        .unwrap();
    unread(folder, &["sweep", "strange.toml", "--out", "x.parquet"], "unknown field `round`");
}

/// Killed at moments that differ, it ends in the same bytes, and leaves nothing behind.
#[test]
fn a_killed_sweep_goes_on_to_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    plan(folder, 4_000);
    done(folder, &["sweep", "plan.toml", "--out", "whole.parquet"]);
    let mut kept_some = false;
    for pause in [10, 25, 40, 60, 90, 130, 180, 400, 900, 2000] {
        let mut running = Command::new(env!("CARGO_BIN_EXE_detente"))
            .current_dir(folder)
            .args(["sweep", "plan.toml", "--out", "killed.parquet", "--threads", "1"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(pause));
        running.kill().unwrap();
        running.wait().unwrap();
        let pieces = folder.join(".killed.parquet.pieces");
        kept_some |= fs::read_dir(&pieces).is_ok_and(|mut pieces| pieces.next().is_some());
        if folder.join("killed.parquet").exists() {
            break;
        }
    }
    done(folder, &["sweep", "plan.toml", "--out", "killed.parquet"]);
    assert_eq!(bytes(folder, "killed.parquet"), bytes(folder, "whole.parquet"));
    assert!(kept_some, "it was never killed between pieces");
    assert!(!folder.join(".killed.parquet.pieces").exists());
}

/// A transcript replays; one that was tampered with does not.
#[test]
fn a_transcript_replays() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    plan(folder, 1);
    done(folder, &["simulate", "small", "--strategies", "random,micro", "--transcript", "run.json"]);
    let replay = |name: &str| -> serde_json::Value {
        let output = detente(folder, &["replay", name, "small", "--json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    assert_eq!(replay("run.json")["answer"]["same"], true);
    let text = fs::read_to_string(folder.join("run.json")).unwrap();
    let changed = text.replacen("\"seed\": 1", "\"seed\": 2", 1);
    assert_ne!(changed, text);
    fs::write(folder.join("changed.json"), changed).unwrap();
    let answer = &replay("changed.json")["answer"];
    assert_eq!(answer["same"], false);
    assert!(answer["differs_at"].as_u64().is_some());
    fs::write(folder.join("none.json"), "{}").unwrap();
    unread(
        folder,
        &["replay", "none.json", "small"],
        "none.json:1:2: not a transcript of détente: missing field",
    );
}
