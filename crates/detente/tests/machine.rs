//! The program between the things of a machine: devices, pipes, signals, files that cannot be read.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reads files and runs the program"
)]

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.current_dir(house()).args(arguments).stdin(Stdio::null());
    command
}

fn detente(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// Runs a line of a shell in which `detente` is the program.
fn shell(line: &str) -> Output {
    let path = Path::new(env!("CARGO_BIN_EXE_detente")).parent().unwrap().display().to_string();
    let line = format!("PATH=\"{path}:$PATH\"; {line}");
    Command::new("sh").current_dir(house()).args(["-c", &line]).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Waits so long at most for it to end.
fn ends_within(child: &mut Child, limit: Duration) -> Option<i32> {
    let began = Instant::now();
    while began.elapsed() < limit {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status.code().unwrap_or(-1));
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    None
}

#[test]
fn what_cannot_be_written_ends_with_three_and_a_reader_who_goes_with_nothing() {
    for typed in [
        "--help",
        "brief --help",
        "--version",
        "brief cases/two-party-sale",
        "schema",
        "list cases/two-party-sale --csv",
    ] {
        let output = shell(&format!("detente {typed} > /dev/full"));
        assert_eq!(output.status.code(), Some(3), "{typed}: {}", said(&output));
        assert!(said(&output).contains("cannot write"), "{typed}: {}", said(&output));
        let output = shell(&format!("{{ detente {typed}; echo \"code $?\" >&2; }} | true"));
        assert_eq!(said(&output), "code 0", "{typed}");
    }
    let output = shell("detente report cases/two-party-sale --md --out /dev/full");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
}

#[test]
fn the_output_by_another_name_is_still_the_output() {
    let printed = detente(&["report", "cases/two-party-sale", "--md", "--out", "-"]).stdout;
    let named = shell("detente report cases/two-party-sale --md --out /dev/stdout 2>/dev/null | cat");
    assert_eq!(named.stdout, printed);
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("kept.md");
    fs::write(&file, "kept\n").unwrap();
    let added =
        shell(&format!("detente report cases/two-party-sale --md --out /dev/stdout >> {}", file.display()));
    assert!(added.status.success(), "{}", said(&added));
    assert_eq!(fs::read(&file).unwrap(), [b"kept\n".to_vec(), printed].concat());
}

#[test]
fn no_input_is_written_over_by_whatever_name() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let made = detente(&["new", &at("case")]);
    assert!(made.status.success(), "{}", said(&made));
    fs::hard_link(at("case/case.toml"), at("hard.md")).unwrap();
    std::os::unix::fs::symlink(at("case/sources/notes.md"), at("soft.md")).unwrap();
    fs::copy(house().join("docs/wage-talks.csv"), at("talks.csv")).unwrap();
    fs::write(at("plan.toml"), "scenarios = [\"talks.csv\"]\nstrategies = [\"micro\"]\n").unwrap();
    fs::write(at("what-if.toml"), "[what_if]\nsources_only = true\n").unwrap();
    let before: Vec<_> =
        ["case/case.toml", "case/sources/notes.md", "talks.csv", "plan.toml", "what-if.toml"]
            .map(|name| (name, fs::read(at(name)).unwrap()))
            .into();
    let case = at("case");
    for (typed, out) in [
        (vec!["report", &case, "--md", "--out"], "case/case.toml"),
        (vec!["report", &case, "--md", "--out"], "hard.md"),
        (vec!["report", &case, "--md", "--out"], "soft.md"),
        (vec!["report", &case, "--md", "--what-if", &at("what-if.toml"), "--out"], "what-if.toml"),
        (vec!["frontier", &case, "--plot"], "case/case.toml"),
        (vec!["simulate", &at("talks.csv"), "--transcript"], "talks.csv"),
        (vec!["tournament", &at("talks.csv"), "--strategies", "micro", "--out"], "talks.csv"),
        (vec!["sweep", &at("plan.toml"), "--out"], "plan.toml"),
        (vec!["sweep", &at("plan.toml"), "--out"], "talks.csv"),
    ] {
        let out = at(out);
        let output = detente(&[typed.as_slice(), &[out.as_str(), "--force"]].concat());
        assert_eq!(output.status.code(), Some(2), "{typed:?} {out}: {}", said(&output));
        assert!(said(&output).contains("this answer is made from"), "{typed:?} {out}: {}", said(&output));
    }
    for (name, bytes) in before {
        assert_eq!(fs::read(at(name)).unwrap(), bytes, "{name}");
    }
}

#[test]
fn a_pipe_as_an_input_is_refused_and_not_waited_for() {
    let folder = TempDir::new().unwrap();
    let pipe = folder.path().join("case.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (pipe, folder) = (pipe.display().to_string(), folder.path().display().to_string());
    let gmcr = format!("{folder}/a.gmcr");
    let scenario = format!("{folder}/a.csv");
    for other in [&gmcr, &scenario] {
        assert!(Command::new("mkfifo").arg(other).status().unwrap().success());
    }
    for typed in [
        vec!["brief", &pipe],
        vec!["brief", &folder],
        vec!["stability", &gmcr],
        vec!["frontier", &scenario],
        vec!["sweep", &pipe, "--out", "x.parquet"],
        vec!["sweep", "merge", &pipe, "--out", "x.parquet"],
        vec!["replay", &pipe, "cases/two-party-sale"],
        vec!["brief", "cases/two-party-sale", "--what-if", &pipe],
        vec!["brief", "/dev/zero"],
    ] {
        let mut child = command(&typed).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let code = ends_within(&mut child, Duration::from_secs(10));
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!(code, Some(2), "{typed:?}: {told}");
        assert!(told.contains("help: "), "{typed:?}: {told}");
    }
}

#[test]
fn what_cannot_be_read_is_told_from_what_is_not_there() {
    let folder = TempDir::new().unwrap();
    let circle = folder.path().join("circle");
    std::os::unix::fs::symlink(&circle, &circle).unwrap();
    let circle = circle.display().to_string();
    for typed in
        [vec!["brief", &circle], vec!["check", &circle], vec!["sweep", &circle, "--out", "x.parquet"]]
    {
        let output = detente(&typed);
        assert_eq!(output.status.code(), Some(3), "{typed:?}: {}", said(&output));
        assert!(said(&output).contains("cannot read"), "{typed:?}: {}", said(&output));
    }
    let output = detente(&["brief", "cases/nowhere", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &told["refusal"]["kind"]), (Some(2), &"usage".into()));
    assert_eq!(told["refusal"]["message"], "there is no case at `cases/nowhere`");
    assert_eq!(told["refusal"]["help"].as_array().map(Vec::len), Some(2));
}

/// A command that takes minutes and writes at its end.
fn long(folder: &Path) -> Child {
    let talks = house().join("docs/wage-talks.csv").display().to_string();
    let plan = format!(
        "scenarios = [\"{talks}\"]\nstrategies = [\"random\", \"micro\"]\nrounds = [200]\nrepetitions = 150000\n"
    );
    fs::write(folder.join("plan.toml"), plan).unwrap();
    let typed = ["sweep", "plan.toml", "--out", "runs.parquet"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.current_dir(folder).args(typed).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn a_command_that_is_told_to_stop_stops_within_a_second_and_leaves_nothing_half_written() {
    for name in ["INT", "TERM", "HUP"] {
        let folder = TempDir::new().unwrap();
        let mut child = long(folder.path());
        let pieces = folder.path().join(".runs.parquet.pieces");
        let began = Instant::now();
        while !pieces.exists() && began.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_millis(5));
        }
        thread::sleep(Duration::from_millis(300));
        signal(&child, name);
        assert_eq!(ends_within(&mut child, Duration::from_secs(1)), Some(3), "{name}");
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert!(told.contains("was stopped"), "{name}: {told}");
        assert!(!folder.path().join("runs.parquet").exists());
        let half = |entry: fs::DirEntry| entry.file_name().to_string_lossy().starts_with(".detente-");
        assert!(!fs::read_dir(&pieces).unwrap().flatten().any(half), "{name}");
    }
}

#[test]
fn a_server_stops_within_a_second_whatever_it_works_on() {
    for name in ["INT", "TERM"] {
        let typed = ["serve", "cases/london-2025", "--port", "0"];
        let mut child = command(&typed).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut some = [0; 512];
        let read = child.stderr.as_mut().unwrap().read(&mut some).unwrap();
        let printed = String::from_utf8_lossy(&some[..read]).into_owned();
        let address =
            printed.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().to_owned();
        let token: String =
            printed.split("token=").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
        let mut streams = Vec::new();
        for seed in 0..4 {
            let mut stream = std::net::TcpStream::connect(&address).unwrap();
            let asked = format!(
                "GET /api/cases/london-2025/run/deadline?days=3650&draws=20000&seed={seed} HTTP/1.1\r\nHost: \
                 {address}\r\nAuthorization: Bearer {token}\r\n\r\n"
            );
            std::io::Write::write_all(&mut stream, asked.as_bytes()).unwrap();
            streams.push(stream);
        }
        thread::sleep(Duration::from_millis(500));
        signal(&child, name);
        assert_eq!(ends_within(&mut child, Duration::from_secs(1)), Some(0), "{name}");
    }
}

#[test]
fn a_problem_in_a_file_of_ours_is_told_with_its_place() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let plan = at("plan.toml", "scenarios = []\n\nstrategies = 5\n");
    let latin = folder.path().join("latin.toml");
    fs::write(&latin, b"# caf\xe9\n").unwrap();
    let latin = latin.display().to_string();
    let empty = at("empty.toml", "seed = 3\nscenarios = []\nstrategies = [\"micro\"]\n");
    let bold = at("bold.toml", "scenarios = [\"x\"]\nstrategies = [\n  \"bold\"]\n");
    let lever = at("lever.toml", "[what_if]\nsources_only = false\nuse = [\"magic\"]\n");
    let line = at("line.toml", "[what_if]\nwaive = [3]\n");
    let day = at("day.toml", "[what_if]\nas_of = \"soon\"\n");
    let key = at("key.toml", "[what_if]\nuses = []\n");
    let run = at("run.json", "{\n  \"detente\": 5\n}\n");
    let case = "cases/two-party-sale";
    for (typed, says) in [
        (vec!["sweep", &plan, "--out", "x.parquet"], format!("{plan}:3:14: not a plan")),
        (vec!["sweep", &latin, "--out", "x.parquet"], format!("{latin}:1:6: the file is not UTF-8")),
        (
            vec!["sweep", &empty, "--out", "x.parquet"],
            format!("{empty}:2:1: a plan needs at least one scenario"),
        ),
        (vec!["sweep", &bold, "--out", "x.parquet"], format!("{bold}:3:4: there is no strategy `bold`")),
        (vec!["brief", case, "--what-if", &lever], format!("{lever}:3:9: no lever is called `magic`")),
        (vec!["brief", case, "--what-if", &line], format!("{line}:2:10: no requirement stands on line 3")),
        (vec!["brief", case, "--what-if", &day], format!("{day}:2:1: `as_of` cannot be read")),
        (vec!["brief", case, "--what-if", &key], format!("{key}:2:1: not a what-if: unknown field `uses`")),
        (vec!["replay", &run, case], format!("{run}:2:14: not a transcript of détente")),
    ] {
        let output = detente(&typed);
        assert_eq!(output.status.code(), Some(1), "{typed:?}: {}", said(&output));
        assert!(said(&output).replace(' ', "").contains(&says.replace(' ', "")), "{says}: {}", said(&output));
    }
}
