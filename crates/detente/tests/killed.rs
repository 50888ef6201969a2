//! Whatever writes may be killed at any moment: what was there is there, or what was to be there is, whole; and the
//! next run leaves nothing lying about.
//!
//! `DETENTE_LONG=whole` kills 1,000 times in all, other runs a part of that.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reads files and runs the program"
)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::started::started;

/// How often the writing commands are killed, all together.
const KILLS: u32 = 1_000;

/// A command that writes, and what it writes.
struct Writes {
    /// What is typed; `OUT` stands for the file or folder that is written.
    typed: &'static [&'static str],
    /// What is typed to write what is there before; nothing where a folder is made.
    before: Option<&'static [&'static str]>,
    out: &'static str,
}

const COMMANDS: [Writes; 10] = [
    Writes {
        typed: &["report", "CASE", "--md", "--out", "OUT", "--force"],
        before: Some(&["report", "CASE", "--md", "--sources-only", "--out", "OUT"]),
        out: "report.md",
    },
    Writes {
        typed: &["report", "CASE", "--csv", "--out", "OUT", "--force"],
        before: Some(&["report", "CASE", "--md", "--out", "OUT"]),
        out: "report.csv",
    },
    Writes {
        typed: &["frontier", "CASE", "--plot", "OUT"],
        before: Some(&["frontier", "CASE", "--without-floors", "--plot", "OUT"]),
        out: "frontier.svg",
    },
    Writes {
        typed: &["simulate", "TABLE", "--transcript", "OUT"],
        before: Some(&["simulate", "TABLE", "--seed", "2", "--rounds", "9", "--transcript", "OUT"]),
        out: "run.json",
    },
    Writes {
        typed: &["sweep", "plan.toml", "--out", "OUT"],
        before: Some(&["sweep", "plan.toml", "--block", "1/2", "--out", "OUT"]),
        out: "runs.parquet",
    },
    Writes {
        typed: &["sweep", "merge", "part.parquet", "--out", "OUT", "--force"],
        before: Some(&["sweep", "plan.toml", "--block", "1/2", "--out", "OUT"]),
        out: "merged.csv",
    },
    Writes {
        typed: &["tournament", "TABLE", "--strategies", "linear,micro", "--out", "OUT"],
        before: Some(&["tournament", "TABLE", "--strategies", "linear", "--out", "OUT"]),
        out: "tournament.parquet",
    },
    Writes { typed: &["convert", "TABLE", "OUT", "--to", "negmas"], before: None, out: "converted" },
    Writes { typed: &["new", "OUT"], before: None, out: "made" },
    Writes { typed: &["read", "dispatch.txt", "--new", "OUT"], before: None, out: "read" },
];

/// A folder in which commands are killed.
struct Ground {
    folder: TempDir,
}

/// Every file below a path by its name there; the path itself where it is a file.
fn contents(path: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    if path.is_file() {
        found.insert(PathBuf::new(), fs::read(path).unwrap());
    } else if path.is_dir() {
        for entry in fs::read_dir(path).unwrap().flatten() {
            let name = PathBuf::from(entry.file_name());
            let below = contents(&entry.path()).into_iter();
            let from_here =
                |below: PathBuf| if below == Path::new("") { name.clone() } else { name.join(below) };
            found.extend(below.map(|(below, bytes)| (from_here(below), bytes)));
        }
    }
    found
}

impl Ground {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        fs::copy(house.join("docs/wage-talks.csv"), folder.path().join("talks.csv")).unwrap();
        fs::copy(house.join("docs/strait-dispatch.txt"), folder.path().join("dispatch.txt")).unwrap();
        let case = folder.path().join("sale");
        fs::create_dir_all(case.join("sources")).unwrap();
        for name in contents(&house.join("cases/two-party-sale")).keys() {
            fs::copy(house.join("cases/two-party-sale").join(name), case.join(name)).unwrap();
        }
        let plan = "scenarios = [\"talks.csv\"]\nstrategies = [\"linear\", \"micro\"]\nrounds = [20]\nrepetitions = 300\n";
        fs::write(folder.path().join("plan.toml"), plan).unwrap();
        fs::create_dir(folder.path().join("out")).unwrap();
        let ground = Self { folder };
        ground.finish(&["sweep", "plan.toml", "--out", "part.parquet"], "");
        ground
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    fn begin(&self, typed: &[&str], out: &str) -> Child {
        let out = format!("out/{out}");
        let word = |word: &&str| match *word {
            "OUT" => out.clone(),
            "CASE" => "sale".to_owned(),
            "TABLE" => "talks.csv".to_owned(),
            word => word.to_owned(),
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.current_dir(self.folder.path()).args(typed.iter().map(word));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn finish(&self, typed: &[&str], out: &str) {
        let status = self.begin(typed, out).wait().unwrap();
        assert!(status.success(), "{typed:?}: {status}");
    }

    /// Nothing in the folder of what is written.
    fn clear(&self) {
        fs::remove_dir_all(self.out()).unwrap();
        fs::create_dir(self.out()).unwrap();
    }

    fn unfinished(&self) -> bool {
        fs::read_dir(self.out())
            .unwrap()
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with('.'))
    }
}

#[test]
fn what_is_killed_leaves_the_old_or_the_new_and_the_next_run_leaves_nothing_else() {
    let ground = Ground::new();
    let commands = u32::try_from(COMMANDS.len()).unwrap();
    let times = started(KILLS).div_ceil(commands);
    let (mut killed, mut left) = (0, 0);
    for Writes { typed, before, out } in COMMANDS {
        let path = ground.out().join(out);
        ground.clear();
        let began = Instant::now();
        ground.finish(typed, out);
        let took = began.elapsed();
        let new = contents(&path);
        ground.clear();
        if let Some(typed) = before {
            ground.finish(typed, out);
        }
        let old = contents(&path);
        assert_ne!(old, new, "{typed:?} writes something new");
        for turn in 0..times {
            ground.clear();
            for (name, bytes) in &old {
                fs::write(path.join(name), bytes).or_else(|_| fs::write(&path, bytes)).unwrap();
            }
            let mut running = ground.begin(typed, out);
            if turn % 2 == 0 {
                // At any moment of the run.
                thread::sleep(took.mul_f64(f64::from(turn) / f64::from(times)));
            } else {
                // As soon as something unfinished can be seen.
                while !ground.unfinished() && running.try_wait().unwrap().is_none() {
                    thread::sleep(Duration::from_micros(50));
                }
            }
            killed += usize::from(running.try_wait().unwrap().is_none());
            running.kill().unwrap();
            running.wait().unwrap();
            left += usize::from(ground.unfinished());
            let now = contents(&path);
            assert!(now == old || now == new, "{typed:?} left {:?}", now.keys());
        }
        // The next run.
        if before.is_none() && path.exists() {
            fs::remove_dir_all(&path).unwrap();
        }
        ground.finish(typed, out);
        assert_eq!(contents(&path), new, "{typed:?}");
        let names: Vec<_> =
            fs::read_dir(ground.out()).unwrap().flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names, [out], "{typed:?}");
    }
    assert!(killed > 0, "nothing was killed before it was done");
    let told = format!("killed {killed} of {} runs; {left} left something unfinished\n", times * commands);
    std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes()).unwrap();
}
