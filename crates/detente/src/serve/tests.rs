//! The server as a client meets it: over a socket, well-behaved or not.

#![allow(clippy::panic, reason = "tests fail by panicking")]

mod beginning;
mod probes;

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use detente_answers::{
    ask::{DRAWS, plan},
    registry,
    stop::Stop,
    watch::Watch,
};
use detente_case::Reader;
use serde_json::Value;

use super::{Server, Settings, asked, bind, openapi, serve};
use crate::{cli::ViewArgs, source::Source, what_if::WhatIf};

/// A server of its own on a free port, until the test ends.
struct Running {
    address: SocketAddr,
    host: String,
    token: String,
    // Dropping the runtime stops the server.
    _runtime: tokio::runtime::Runtime,
}

/// What came back.
struct Got {
    status: u16,
    head: String,
    body: String,
}

fn london() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/london-2025")
}

/// These cases on the loopback address, without anything else.
fn settings(cases: Vec<PathBuf>) -> Settings {
    Settings {
        cases,
        folder: None,
        address: SocketAddr::from(([127, 0, 0, 1], 0)),
        edit: false,
        reader: Reader::default(),
        names: Vec::new(),
        origins: Vec::new(),
        proxy: false,
        log: None,
    }
}

impl Running {
    fn on(cases: Vec<PathBuf>, edit: bool) -> Self {
        Self::with(&Settings { edit, ..settings(cases) })
    }

    fn with(settings: &Settings) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        let (address, token) = runtime.block_on(async {
            let listener = bind(settings.address).await.expect("a free port");
            let address = listener.local_addr().expect("an address");
            let server = Arc::new(Server::new(settings, &listener).expect("cases are there"));
            let printed = server.greeting();
            let token: String = printed
                .split_once("token=")
                .map(|(_, rest)| rest.chars().take_while(char::is_ascii_alphanumeric).collect())
                .expect("the greeting has the token");
            tokio::spawn(serve(listener, server));
            (address, token)
        });
        Self { address, host: address.to_string(), token, _runtime: runtime }
    }

    /// Sends bytes as they are and reads until the server closes.
    fn send(&self, bytes: &[u8]) -> Got {
        let mut stream = self.connection();
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
        // A server that refuses early need not read to the end.
        let _ = stream.write_all(bytes);
        let mut text = Vec::new();
        let _ = stream.read_to_end(&mut text);
        let text = String::from_utf8_lossy(&text).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Got { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn connection(&self) -> TcpStream {
        TcpStream::connect(self.address).expect("the server listens")
    }

    /// The head of a request that has the token.
    fn head(&self, method: &str, path: &str, headers: &str) -> String {
        let Self { host, token, .. } = self;
        format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n{headers}\r\n")
    }

    pub(super) fn asked(&self, method: &str, path: &str, headers: &str) -> Got {
        self.send(self.head(method, path, &format!("Connection: close\r\n{headers}")).as_bytes())
    }

    fn get(&self, path: &str) -> Got {
        self.asked("GET", path, "")
    }
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

/// What the command line answers to a question of the registry.
fn typed(words: &[&str]) -> Value {
    let matches = crate::cli::command().get_matches_from(words);
    let (name, typed) = matches.subcommand().expect("a command");
    let asked = registry::question(name).expect("a question");
    let text = crate::commands::question::text(asked, typed).expect("an answer");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn answers_are_those_of_the_command_line() {
    let server = Running::on(vec![london()], false);
    let case = london().display().to_string();
    for (path, words) in [
        ("why", vec!["detente", "why", "--json", &case]),
        ("openers?use=new-sanctions", vec!["detente", "openers", "--json", "--use", "new-sanctions", &case]),
        (
            "levers?as-of=2025-04-26&min-grade=C2",
            vec!["detente", "levers", "--json", "--as-of", "2025-04-26", "--min-grade", "C2", &case],
        ),
        ("openers?max-changes=1", vec!["detente", "openers", "--json", "--max-changes", "1", &case]),
    ] {
        let got = server.get(&format!("/api/cases/london-2025/{path}"));
        assert_eq!(got.status, 200, "{path}: {}", got.body);
        assert_eq!(got.json(), typed(&words), "{path}");
    }
    let brief = server.get("/api/cases/london-2025/brief?format=md");
    assert!(brief.head.contains("text/markdown") && brief.body.starts_with("# London"), "{}", brief.body);
}

#[test]
fn every_described_address_answers_as_described() {
    let server = Running::on(vec![london()], false);
    let description = server.get("/api/openapi.json").json();
    assert_eq!(description, openapi::description());
    let paths = description["paths"].as_object().expect("paths");
    assert!(paths.len() > 30);
    for (path, operations) in
        paths.iter().filter(|(path, _)| !path.contains("/run/") && *path != "/api/events")
    {
        for (method, operation) in operations.as_object().expect("operations") {
            let real = path.replace("{case}", "london-2025").replace("{name}", "a-name");
            let got = server.asked(&method.to_uppercase(), &real, "");
            let described = &operation["responses"][got.status.to_string()];
            assert!(described.is_object(), "{method} {real} answers {}, which is not described", got.status);
            let kinds = described["content"].as_object().expect("a kind of content");
            let kind = kinds.keys().next().expect("one kind");
            assert!(got.head.contains(&format!("content-type: {kind}")), "{real}: {}", got.head);
            let schema = &kinds[kind]["schema"];
            let required = schema["$ref"].as_str().map_or(schema, |at| {
                description.pointer(at.trim_start_matches('#')).expect("a schema that is there")
            });
            for key in required["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                assert!(got.json().get(key).is_some(), "{real} has no {key}");
            }
        }
    }
}

#[test]
fn references_of_the_description_lead_somewhere() {
    fn walk(value: &Value, whole: &Value) {
        match value {
            Value::Object(entries) => {
                if let Some(Value::String(at)) = entries.get("$ref") {
                    assert!(whole.pointer(at.trim_start_matches('#')).is_some(), "{at}");
                }
                entries.values().for_each(|value| walk(value, whole));
            }
            Value::Array(items) => items.iter().for_each(|value| walk(value, whole)),
            _ => {}
        }
    }
    let description = openapi::description();
    walk(&description, &description);
}

#[test]
fn what_cannot_be_meant_is_refused_with_a_reason() {
    let server = Running::on(vec![london()], false);
    for (path, status, says) in [
        ("/api/cases/elsewhere/why", 404, "london-2025"),
        ("/api/cases/london-2025/nothing", 404, "no question"),
        ("/api/cases/london-2025/why?plot=/etc/passwd", 400, "does not know `plot`"),
        ("/api/cases/london-2025/why?use=nobody", 400, "no lever is called"),
        ("/api/cases/london-2025/why?as-of=soon", 400, "soon"),
        ("/api/cases/london-2025/why?draws=100000000", 400, "at most"),
        ("/api/cases/london-2025/why?what-if=/etc/passwd", 400, "does not know `what-if`"),
        ("/api/cases/london-2025/why?format=pdf", 400, "format"),
        ("/api/cases/..%2F..%2Fetc/why", 404, "no case"),
        ("/api/cases/london-2025/..%2F..%2FCargo.toml", 404, "no question"),
        ("/../../etc/passwd", 404, "this address does not exist"),
        ("/cases/london-2025/case.toml", 404, "this address does not exist"),
    ] {
        let got = server.get(path);
        assert_eq!(got.status, status, "{path}: {}", got.body);
        let refusal = &got.json()["refusal"];
        assert!(refusal.to_string().contains(says), "{path}: {refusal}");
        assert!(refusal["message"].is_string() && got.json()["schema"] == 2, "{path}: {}", got.body);
    }
    assert_eq!(server.asked("DELETE", "/api/cases", "").status, 405);
    assert_eq!(server.asked("POST", "/api/cases/london-2025/what-ifs/mine", "").status, 403);
}

#[test]
fn malformed_and_oversized_requests_get_a_status() {
    let server = Running::on(vec![london()], false);
    assert_eq!(server.send(b"nonsense\r\n\r\n").status, 400);
    assert_eq!(server.send(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
    let long = "x".repeat(200_000);
    let status = server.get(&format!("/api/cases/london-2025/why?use={long}")).status;
    assert!(matches!(status, 414 | 431), "{status}");
    let status = server.asked("GET", "/", &format!("X-Long: {long}\r\n")).status;
    assert!(matches!(status, 400 | 431), "{status}");
    // After all of that it still answers.
    assert_eq!(server.get("/api/cases").status, 200);
}

#[test]
fn a_client_that_never_finishes_is_dropped_and_others_are_answered() {
    let server = Running::on(vec![london()], false);
    let mut slow = server.connection();
    slow.write_all(b"GET / HTTP/1.1\r\nHost").expect("a few bytes");
    assert_eq!(server.get("/api/cases").status, 200);
    slow.set_read_timeout(Some(super::HEAD * 3)).expect("a timeout");
    let mut rest = Vec::new();
    slow.read_to_end(&mut rest).expect("the server ends it, and not the client's patience");
    let told = String::from_utf8_lossy(&rest);
    assert!(told.starts_with("HTTP/1.1 408 ") && told.contains("connection: close"), "{told}");
    assert!(told.contains("\"message\":\"the head of the request came too late\""), "{told}");
}

#[test]
fn a_client_that_asks_nothing_is_told_nothing() {
    let server = Running::on(vec![london()], false);
    let mut silent = server.connection();
    silent.set_read_timeout(Some(super::HEAD * 3)).expect("a timeout");
    let mut rest = Vec::new();
    silent.read_to_end(&mut rest).expect("the server ends it, and not the client's patience");
    assert!(rest.is_empty(), "{}", String::from_utf8_lossy(&rest));
}

#[test]
fn other_origins_and_other_names_are_refused() {
    let server = Running::on(vec![london()], false);
    let own = format!("Origin: http://{}\r\n", server.host);
    assert_eq!(server.asked("GET", "/api/cases", &own).status, 200);
    assert_eq!(server.asked("GET", "/api/cases", "Origin: http://example.org\r\n").status, 403);
    assert_eq!(server.asked("GET", "/api/cases", "Sec-Fetch-Site: cross-site\r\n").status, 403);
    let head = server.get("/").head;
    for part in ["default-src 'none'", "frame-ancestors 'none'", "x-content-type-options: nosniff"] {
        assert!(head.contains(part), "{head}");
    }
    assert!(!head.contains("unsafe"), "{head}");
}

/// A copy of the London case in this folder.
fn copied(folder: &std::path::Path) -> PathBuf {
    let case = folder.join("mine");
    std::fs::create_dir_all(case.join("sources")).expect("a folder");
    std::fs::copy(london().join("case.toml"), case.join("case.toml")).expect("a copy");
    for digest in std::fs::read_dir(london().join("sources")).expect("digests").flatten() {
        std::fs::copy(digest.path(), case.join("sources").join(digest.file_name())).expect("a copy");
    }
    case
}

#[test]
fn a_case_that_is_being_saved_is_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = copied(folder.path());
    let server = Running::on(vec![case.clone()], false);
    let text = std::fs::read_to_string(case.join("case.toml")).expect("the case");
    let half = text.split_at(text.len() / 2).0;
    std::fs::write(case.join("case.toml"), half).expect("half of it");
    assert_eq!(server.get("/api/cases/mine/levers").status, 422, "this is how it stays");
    let save = case.join("case.toml");
    let saving = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(60));
        std::fs::write(save, text).expect("the whole");
    });
    assert_eq!(server.get("/api/cases/mine/why").status, 200);
    saving.join().expect("it was saved");
}

/// The line on which the table begins that says so, counted from one.
fn line_before(case: &std::path::Path, said: &str) -> usize {
    let text = std::fs::read_to_string(case.join("case.toml")).expect("the case");
    let until = text.lines().position(|line| line == said).expect("the case says so");
    text.lines().take(until).enumerate().filter(|(_, line)| line.starts_with('[')).last().expect("a table").0
        + 1
}

#[test]
fn a_what_if_is_kept_and_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = copied(folder.path());
    let server = Running::on(vec![case.clone()], true);
    let [red_line, no_deal] =
        [line_before(&case, "red_line = [\"ua-de-jure\"]"), line_before(&case, "value = [30, 55]")];
    let query =
        format!("use=new-sanctions&waive={red_line}&set={no_deal}+value+%3D+%5B10%2C+20%5D&as-of=2025-04-26");
    let got =
        server.asked("POST", &format!("/api/cases/mine/what-ifs/mine?{query}"), "Content-Length: 0\r\n");
    assert_eq!(got.status, 201, "{}", got.body);
    assert_eq!(server.asked("POST", &format!("/api/cases/mine/what-ifs/..%2Fmine?{query}"), "").status, 400);
    assert_eq!(got.json()["written"], "what-ifs/mine.toml");
    let file = case.join("what-ifs/mine.toml").display().to_string();
    let again =
        server.asked("POST", "/api/cases/mine/what-ifs/mine?use=new-sanctions", "Content-Length: 0\r\n");
    assert_eq!(again.status, 409, "{}", again.body);
    let from_file = typed(&["detente", "why", "--json", "--what-if", &file, &case.display().to_string()]);
    let from_query = server.get(&format!("/api/cases/mine/why?{query}")).json();
    assert_eq!(from_file["answer"], from_query["answer"]);
    // What changes on disk is what is answered next.
    let text = std::fs::read_to_string(case.join("case.toml")).expect("the case");
    std::fs::write(case.join("case.toml"), text.replace("value = [30, 55]", "value = [0, 1]"))
        .expect("an edit");
    std::thread::sleep(Duration::from_millis(1200));
    let what_if = WhatIf { file: Some(file.clone().into()), ..WhatIf::default() };
    let source = Source::at(&case).expect("the case is there");
    let view = ViewArgs { what_if, ..ViewArgs::default() };
    let (question, _) = source.question(&view, plan(DRAWS)).expect("a question");
    let problems = serde_json::to_value(&question.problems).expect("JSON");
    assert_eq!(problems[0]["code"], "lines-may-have-moved");
    assert_eq!(problems[0]["places"][0]["file"], file);
    assert_ne!(
        server.get("/api/cases/mine/why").json()["answer"],
        typed(&["detente", "why", "--json", &london().display().to_string()])["answer"]
    );
    std::fs::write(case.join("case.toml"), "[case]\ntitle = 3\n").expect("an edit");
    std::thread::sleep(Duration::from_millis(1200));
    let broken = server.get("/api/cases/mine/why");
    assert_eq!(broken.status, 422);
    assert!(broken.body.contains("case.toml"), "{}", broken.body);
}

#[test]
fn long_answers_tell_how_far_they_are() {
    let server = Running::on(vec![london()], false);
    let mut stream = server.connection();
    stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a timeout");
    let path = "/api/cases/london-2025/run/learn?draws=2000";
    stream.write_all(server.head("GET", path, "").as_bytes()).expect("asked");
    let mut text = String::new();
    let mut some = [0; 4096];
    while !text.contains("event: answer") {
        let read = stream.read(&mut some).expect("events come");
        assert!(read > 0, "{text}");
        text.push_str(&String::from_utf8_lossy(&some[..read]));
    }
    assert!(text.contains("event: progress"), "{text}");
}

#[test]
fn every_answer_stops_when_nobody_waits() {
    let source = Source::at(&london()).expect("the case is there");
    for asked in registry::QUESTIONS {
        let given = [("from", "2025-04-23"), ("to", "2025-04-26"), ("id", "crimea"), ("party", "ru")];
        let given =
            given.into_iter().filter(|(key, _)| asked.options.iter().any(|choice| choice.name == *key));
        let given: Vec<_> = given.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let query = asked::read(asked.name, &given, &Reader::default())
            .unwrap_or_else(|_| panic!("{} is a question", asked.name));
        let stopped = asked::answer(&query, &source, Watch::new(&|_| false)).err();
        assert_eq!(stopped, Some(Stop::GivenUp), "{}", asked.name);
        if matches!(asked.name, "why" | "openers") {
            // Asked for the fifth time whether to go on, it is given up within its engine.
            let asks = AtomicUsize::new(0);
            let listener = |_| asks.fetch_add(1, Ordering::Relaxed) < 4;
            let stopped = asked::answer(&query, &source, Watch::new(&listener)).err();
            assert_eq!(stopped, Some(Stop::GivenUp), "{}", asked.name);
        }
        if asked.on_threads {
            // Told how far it is for the third time, it is given up on the way.
            let told = AtomicUsize::new(0);
            let listener = |step: Option<_>| step.is_none() || told.fetch_add(1, Ordering::Relaxed) < 2;
            let stopped = asked::answer(&query, &source, Watch::new(&listener)).err();
            assert_eq!(stopped, Some(Stop::GivenUp), "{}", asked.name);
        }
    }
}

/// `UPDATE=1 cargo test -p detente openapi` writes the file.
#[test]
fn the_openapi_description_is_written_down() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let text = serde_json::to_string_pretty(&openapi::description()).expect("JSON") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &text).expect("docs can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == text, "docs/openapi.json is out of date: UPDATE=1 cargo test -p detente openapi");
}
