//! A second reader over the wire: a server on this machine that answers from a script. What it invents is dropped and
//! counted; where it reads as the rules do, it adds nothing; where it differs, both are shown.

#![allow(clippy::disallowed_methods, clippy::panic, reason = "a test over files and a socket")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    process::{Command, Output},
    thread,
};

use serde_json::{Value, json};
use tempfile::TempDir;

const TEXT: &str = "GENEVA, May 3, 2031 — Norwegian Foreign Minister Anna Berg said that Norway wants a ceasefire by June. \
Swedish officials rejected a date.\n";

/// A server that answers once, with these drafts, and what it was asked.
fn server(drafts: &Value) -> (String, thread::JoinHandle<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let content = format!("```json\n{}\n```", json!({ "drafts": drafts }));
    let answer =
        json!({ "choices": [{ "message": { "role": "assistant", "content": content } }] }).to_string();
    let asked = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("somebody asks");
        let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("a head");
            let line = line.trim_end().to_lowercase();
            if let Some(bytes) = line.strip_prefix("content-length:") {
                length = bytes.trim().parse().expect("a length");
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len());
        stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(answer.as_bytes()))
            .expect("answered");
        serde_json::from_slice(&body).expect("JSON")
    });
    (address, asked)
}

fn read(folder: &TempDir, more: &[&str]) -> Output {
    let file = folder.path().join("dispatch.txt");
    fs::write(&file, TEXT).expect("written");
    Command::new(env!("CARGO_BIN_EXE_detente")).arg("read").arg(&file).args(more).output().expect("it runs")
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn invented_words_people_and_numbers_are_dropped_and_counted() {
    let folder = TempDir::new().expect("a folder");
    let plain = json_of(&read(&folder, &["--json"]));
    let (address, asked) = server(&json!([
        { "kind": "red-line", "quote": "rejected a date", "modality": "asserted", "party": null, "actor": null },
        { "kind": "red-line", "quote": "will never accept a date", "modality": "asserted", "party": null, "actor": null },
        { "kind": "position", "quote": "wants a ceasefire", "modality": "asserted", "party": "Finland", "actor": null },
        { "kind": "statement", "quote": "said", "modality": "reported", "party": null, "actor": "Carl Invented" },
        { "kind": "party", "quote": "Norway", "modality": "asserted", "party": null, "actor": null },
        { "quote": "Norway" },
    ]));
    let read = json_of(&read(&folder, &["--json", "--model", &address, "--model-name", "small"]));
    let sent = asked.join().expect("the server was asked");
    assert_eq!((sent["temperature"].clone(), sent["model"].clone()), (json!(0), json!("small")));
    assert!(sent["messages"][1]["content"].as_str().is_some_and(|said| said.contains("rejected a date")));
    let second = &read["second"];
    assert_eq!(second["given"], 6);
    assert_eq!(second["dropped"], json!({ "form": 2, "quote": 1, "name": 2 }), "{second}");
    assert_eq!((second["temperature"].clone(), second["model"].clone()), (json!(0), json!("small")));
    assert_eq!(second["prompt"].as_str().map(str::len), Some(64), "the prompt is named by its hash");
    // What stands there beyond the rules' own is words of the text.
    let (mine, all) =
        (plain["drafts"].as_array().expect("drafts"), read["drafts"].as_array().expect("drafts"));
    assert_eq!(all[..mine.len()], mine[..], "the drafts of the rules stay");
    for draft in &all[mine.len()..] {
        assert_eq!(draft["rule"], "second-reader");
        assert!(TEXT.contains(draft["evidence"][0]["text"].as_str().expect("words")));
    }
    let taken =
        all.len() - mine.len() + usize::try_from(second["agreed"].as_u64().expect("a number")).expect("few");
    assert_eq!(taken, 1, "the one draft that the text has: {second}");
}

/// How the text stands to words is what the rules say, and where they say nothing the words are dropped.
#[test]
fn how_a_text_stands_to_words_is_a_matter_of_rules_alone() {
    let folder = TempDir::new().expect("a folder");
    let quote = "wants a ceasefire by June";
    let of_rules = json_of(&read(&folder, &["--json"]));
    let of_rules = of_rules["drafts"].as_array().expect("drafts").iter();
    let rule = of_rules
        .clone()
        .find(|draft| draft["evidence"][0]["text"].as_str().is_some_and(|text| text.contains(quote)));
    let wanted = rule.expect("the rules read these words")["modality"].clone();
    for modality in ["negated", "conditional", "speculated", "planned", "reported", "asserted"] {
        let (address, asked) = server(&json!([
            { "kind": "red-line", "quote": quote, "modality": modality, "party": "Norway", "actor": null },
            { "kind": "prediction", "quote": "GENEVA", "modality": modality, "party": null, "actor": null },
        ]));
        let read = json_of(&read(&folder, &["--json", "--model", &address]));
        asked.join().expect("the server was asked");
        assert_eq!(read["second"]["dropped"], json!({ "modality": 1 }), "{modality}");
        let of_model: Vec<_> = read["drafts"]
            .as_array()
            .expect("drafts")
            .iter()
            .filter(|one| one["rule"] == "second-reader")
            .collect();
        assert_eq!(of_model.len(), 1, "{of_model:?}");
        assert_eq!(of_model[0]["modality"], wanted, "the model said {modality}");
    }
}

#[test]
fn a_server_that_is_not_there_or_answers_something_else_is_told() {
    let folder = TempDir::new().expect("a folder");
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        format!("http://{}", listener.local_addr().expect("an address"))
    };
    let output = read(&folder, &["--model", &closed]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot ask http://"));
}

#[test]
fn a_labelled_text_is_not_sent_away() {
    let folder = TempDir::new().expect("a folder");
    let output = read(&folder, &["--label", "amber", "--model", "http://192.0.2.1:9"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(
        told.contains("TLP:AMBER") && told.contains("nothing was sent") && told.contains("--allow-remote"),
        "{told}"
    );
}
