//! What is held for any input under 10 MB: no panic, no answer after more than ten seconds, no exit code outside 0 to 3,
//! and less than a gigabyte of memory.
//!
//! Each input has much of one thing: options, issues, parties, claims, meetings, levers, states. Every command is asked
//! of it that takes an input of its kind. A plain run asks some commands about small inputs of the program that was built
//! along, and holds exit codes; `DETENTE_LONG=1` asks more. `DETENTE_HELD=target/release/detente` names a program to measure: it then gets inputs near 10 MB, its
//! answers are timed, and the table is printed. `DETENTE_HELD_ONLY=levers,claims` asks only inputs whose name has one of these in it, and
//! `DETENTE_HELD_ASKED=brief` types only what begins so.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::cast_precision_loss,
    reason = "a test fails by panicking, reads files, runs the program and prints what it measured"
)]

mod cases;
mod files;
mod inputs;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use detente_answers::registry::QUESTIONS;
use tempfile::TempDir;

use self::inputs::{Input, Kind, inputs};
use crate::started::started;

/// How long an answer may take, in seconds of the clock or of the processors, whichever are fewer: other programs may
/// keep the machine busy, and some answers use several processors.
const SECONDS: f64 = 10.0;

/// How many bytes of memory it may use.
const BYTES: u64 = 1 << 30;

/// After how many seconds of the processors a measured command is stopped.
const PATIENCE: f64 = 25.0;

/// After how many a command of an unoptimised program is stopped: it does not end.
const LONG_PATIENCE: f64 = 240.0;

/// After how long a command is stopped that does nothing.
const SLEEP: Duration = Duration::from_mins(5);

/// What a command did.
struct Run {
    typed: String,
    seconds: f64,
    worked: f64,
    peak: u64,
    /// `None` where it was stopped, or ended by a signal.
    code: Option<i32>,
    said: String,
}

impl Run {
    /// What it did that it should not; nothing where all is well.
    fn fault(&self, is_measured: bool) -> Option<&'static str> {
        match self.code {
            None => Some("no end"),
            Some(0..=3) if self.said.contains("panicked") => Some("panic"),
            Some(0..=3) if is_measured && self.seconds.min(self.worked) > SECONDS => Some("slow"),
            Some(0..=3) if is_measured && self.peak > BYTES => Some("memory"),
            Some(0..=3) => None,
            Some(_) => Some("exit code"),
        }
    }

    fn line(&self, of: &str, is_measured: bool) -> String {
        let said: String = self.said.lines().next().unwrap_or_default().chars().take(90).collect();
        format!(
            "{of:<18} {:<34} {:>6.1} s {:>6.1} s {:>5} MB  {:<4} {:<9} {said}",
            self.typed,
            self.seconds,
            self.worked,
            self.peak >> 20,
            self.code.map_or("-".into(), |code| code.to_string()),
            self.fault(is_measured).unwrap_or_default(),
        )
    }
}

/// The highest resident memory of a process so far, as the system counts it.
fn peak(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
}

/// The seconds that processors worked for a process so far; the system counts hundredths.
fn worked(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = status.rsplit(')').next()?.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

/// Runs a command of the program in this folder and watches its memory.
fn run(program: &Path, folder: &Path, typed: &str, patience: f64) -> Run {
    let (out, err) = (folder.join("stdout"), folder.join("stderr"));
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(typed.split_whitespace())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(fs::File::create(&out).unwrap())
        .stderr(fs::File::create(&err).unwrap())
        .spawn()
        .unwrap();
    let (mut most, mut spent) = (0, 0.0_f64);
    let code = loop {
        most = most.max(peak(child.id()).unwrap_or_default());
        spent = spent.max(worked(child.id()).unwrap_or_default());
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if spent > patience || began.elapsed() > SLEEP {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let seconds = began.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&fs::read(&err).unwrap()).into_owned();
    Run { typed: typed.to_owned(), seconds, worked: spent, peak: most, code, said }
}

/// What is typed to ask everything of an input.
fn commands(input: &Input) -> Vec<String> {
    let of_case = |path: &str| {
        let asked = QUESTIONS.iter().map(|asked| asked.name);
        let asked = asked.filter(|name| !["show", "talking-points", "diff"].contains(name));
        let mut typed: Vec<_> = asked.map(|name| format!("{name} {path}")).collect();
        typed.extend(
            [
                "show PATH o1",
                "show PATH 40",
                "talking-points PATH p1",
                "talking-points PATH P1",
                "diff PATH --from 2024-01-01 --to 2025-01-01",
                "diff PATH --to-sources-only",
                "list PATH --csv",
                "brief PATH --json",
                "why PATH --json",
                "check PATH",
                "check PATH --json",
                "report PATH --md --out r.md",
                "report PATH --html --out r.html",
                "report PATH --csv --out r.csv",
                "convert PATH as-csv --to csv",
                "convert PATH as-xlsx --to xlsx",
                "convert PATH as.gmcr --to gmcr",
                "frontier PATH --plot f.svg",
                "stability PATH --coalitions",
                "simulate PATH --transcript t.json",
                "log PATH",
                "inbox PATH",
            ]
            .map(|line| line.replace("PATH", path)),
        );
        typed
    };
    let of_scenario = |path: &str| {
        [
            "frontier PATH",
            "frontier PATH --without-floors --json",
            "compare PATH",
            "simulate PATH --transcript t.json",
            "tournament PATH --strategies linear,micro",
            "convert PATH as-genius --to genius",
            "convert PATH as-geniusweb --to geniusweb",
            "convert PATH as-negmas --to negmas",
            "convert PATH as-csv --to csv",
            "convert PATH as-xlsx --to xlsx",
            "convert PATH as-case --to case",
            "frontier as-geniusweb",
            "frontier as-negmas",
            "frontier as-xlsx/as-xlsx.xlsx",
            "why as-case",
        ]
        .map(|line| line.replace("PATH", path))
        .into()
    };
    match input.kind {
        Kind::Case => of_case("case"),
        Kind::Table => {
            let mut typed: Vec<String> = of_scenario("table.csv");
            typed.extend(of_case("table.csv"));
            typed
        }
        Kind::Scenario => of_scenario("scenario"),
        Kind::Model => [
            "stability",
            "stability --coalitions",
            "stability --horizon 2",
            "path",
            "inverse",
            "hypergame",
            "check",
            "brief",
            "report --md --out r.md",
        ]
        .iter()
        .map(|name| name.replacen(' ', " model.gmcr ", 1))
        .map(|line| if line.contains("model") { line } else { format!("{line} model.gmcr") })
        .chain([
            "convert model.gmcr as-case --to case".to_owned(),
            "stability as-case".to_owned(),
            "brief as-case".to_owned(),
        ])
        .collect(),
        Kind::Typed(lines) => lines.iter().map(|&line| line.to_owned()).collect(),
    }
}

/// How many commands about small inputs are tried at most, of about 1,500: spread over all.
const TRIED: usize = 500;

/// Writes an input into a folder of its own.
fn written(input: &Input) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in &input.files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn what_is_large_is_answered_or_refused() {
    let measured = env::var_os("DETENTE_HELD");
    let is_measured = measured.is_some();
    let program = measured.map_or_else(
        || PathBuf::from(env!("CARGO_BIN_EXE_detente")),
        |path| fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap(),
    );
    let only = env::var("DETENTE_HELD_ONLY").unwrap_or_default();
    let asked = env::var("DETENTE_HELD_ASKED").unwrap_or_default();
    let step = if is_measured { 1 } else { 1_500 / started(TRIED).max(1) };
    let mut next = 0;
    let (mut tried, mut faults, mut worst) = (0, Vec::new(), (0.0_f64, 0));
    for name in
        inputs().iter().map(|(name, _)| *name).filter(|name| only.split(',').any(|only| name.contains(only)))
    {
        let make = inputs().into_iter().find(|(of, _)| *of == name).unwrap().1;
        let input = make(is_measured);
        let folder = written(&input);
        let commands = commands(&input);
        drop(input);
        for typed in commands.iter().filter(|typed| typed.starts_with(&asked)) {
            next += 1;
            if next % step != 0 {
                continue;
            }
            let run = run(&program, folder.path(), typed, if is_measured { PATIENCE } else { LONG_PATIENCE });
            let line = run.line(name, is_measured);
            println!("{line}");
            tried += 1;
            worst = (worst.0.max(run.seconds.min(run.worked)), worst.1.max(run.peak));
            faults.extend(run.fault(is_measured).map(|_| line));
        }
    }
    println!("{tried} tried, {} failed; at most {:.1} s and {} MB", faults.len(), worst.0, worst.1 >> 20);
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
}
