//! A case that is written over HTTP: by whoever has seen it as it is, all or nothing, and nowhere but in its folder.

use std::{fs, path::Path};

use detente_machine::dispatch::{Dispatch, Terms};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::super::{Got, Running, Settings, settings};

const DISPATCH: &str = "OSLO, May 3, 2031 (Example Wire) — Norway and Sweden opened talks on a ceasefire between Norway and \
Sweden in Oslo on Saturday.\nNorway said that it would never accept foreign inspectors.\nSweden wants a joint patrol.\n";

/// A case that was read from a text, in a folder of its own, and a server that may write it.
struct Desk {
    folder: TempDir,
    server: Running,
}

impl Desk {
    fn new(edit: bool) -> Self {
        Self::of(DISPATCH, edit)
    }

    fn of(text: &str, edit: bool) -> Self {
        let folder = TempDir::new().expect("a folder");
        let dispatch = Dispatch::of(Path::new("dispatch.txt"), text.as_bytes().to_vec(), Terms::default());
        dispatch.expect("a text").make(&folder.path().join("strait")).expect("a case");
        let server = Running::with(&Settings {
            edit,
            names: vec!["Jo Doe".to_owned()],
            ..settings(vec![folder.path().join("strait")])
        });
        Self { folder, server }
    }

    fn sent(&self, method: &str, path: &str, seen: Option<&str>, body: &Value) -> Got {
        let body = body.to_string();
        let seen = seen.map(|seen| format!("If-Match: \"{seen}\"\r\n")).unwrap_or_default();
        let headers = format!(
            "Connection: close\r\nContent-Type: application/json\r\n{seen}Content-Length: {}\r\n",
            body.len()
        );
        let head = self.server.head(method, &format!("/api/cases/strait{path}"), &headers);
        self.server.send((head + &body).as_bytes())
    }

    fn drafts(&self) -> Value {
        self.server.get("/api/cases/strait/drafts").json()
    }

    fn revision(&self) -> String {
        self.drafts()["revision"].as_str().expect("a revision").to_owned()
    }

    fn draft(&self, kind: &str) -> String {
        let drafts = self.drafts();
        let draft = drafts["drafts"].as_array().expect("drafts").iter().find(|one| one["kind"] == kind);
        draft.expect("one of the kind")["id"].as_str().expect("a name").to_owned()
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join("strait").join(name)).unwrap_or_default()
    }
}

fn accept(draft: &str) -> Value {
    json!({ "operations": [{ "op": "accept-draft", "drafts": [draft] }], "why": "it says so" })
}

#[test]
fn a_draft_is_weighed_accepted_undone_and_accepted_again() {
    let desk = Desk::new(true);
    let (red_line, before, case) = (desk.draft("red-line"), desk.revision(), desk.file("case.toml"));
    let weighed = desk.sent("POST", "/check", None, &accept(&red_line)).json();
    assert!(weighed["verdict"]["before"] != weighed["verdict"]["after"], "{weighed}");
    assert_eq!(
        (desk.revision(), desk.file("case.toml")),
        (before.clone(), case.clone()),
        "nothing is written"
    );
    let done = desk.sent("PATCH", "", Some(&before), &accept(&red_line));
    assert_eq!(done.status, 200, "{}", done.body);
    let done = done.json();
    assert_eq!(done["verdict"], weighed["verdict"], "it came as it was weighed");
    assert_eq!((&done["change"]["who"], &done["change"]["why"]), (&json!("Jo Doe"), &json!("it says so")));
    let with = desk.file("case.toml");
    assert!(with.contains("red_line") && with.contains("accepted by Jo Doe"), "{with}");
    let undone = desk.sent("POST", "/undo", done["revision"].as_str(), &json!({}));
    assert_eq!((undone.status, desk.file("case.toml")), (200, case), "{}", undone.body);
    assert_eq!(desk.revision(), before, "the same files are the same revision");
    let again = desk.sent("POST", "/redo", Some(&before), &json!({}));
    assert_eq!((again.status, desk.file("case.toml")), (200, with), "{}", again.body);
    let log = desk.server.get("/api/cases/strait/log").json();
    let deeds: Vec<_> =
        log["changes"].as_array().expect("changes").iter().map(|one| &one["deed"]["did"]).collect();
    assert_eq!(deeds, ["begin", "do", "undo", "redo"]);
}

#[test]
fn whoever_has_not_seen_what_is_there_writes_nothing() {
    let desk = Desk::new(true);
    let (party, seen) = (desk.draft("party"), desk.revision());
    assert_eq!(desk.sent("PATCH", "", None, &accept(&party)).status, 428);
    assert_eq!(desk.sent("PATCH", "", Some(&seen), &accept(&party)).status, 200);
    let case = desk.file("case.toml");
    let late = desk.sent("PATCH", "", Some(&seen), &accept(&desk.draft("red-line")));
    assert_eq!((late.status, desk.file("case.toml")), (412, case.clone()), "{}", late.body);
    let late = late.json();
    assert_eq!(late["revision"], desk.revision());
    assert_eq!(late["changed"][0]["in_words"], format!("accepted {party}"));
    // A file that is edited meanwhile is never written over.
    let seen = desk.revision();
    fs::write(desk.folder.path().join("strait/case.toml"), case + "# by hand\n").expect("edited");
    assert_eq!(desk.sent("POST", "/undo", Some(&seen), &json!({})).status, 412);
    assert!(desk.file("case.toml").ends_with("# by hand\n"));
    assert_eq!(desk.sent("POST", "/undo", Some(&desk.revision()), &json!({})).status, 200);
    assert!(desk.file("case.toml").ends_with("# by hand\n"));
}

#[test]
fn what_would_be_wrong_is_told_with_its_place_and_not_written() {
    let desk = Desk::new(true);
    let (seen, case) = (desk.revision(), desk.file("case.toml"));
    let wrong =
        json!({ "operations": [{ "op": "set", "table": ["case"], "key": "as_of", "value": "\"soon\"" }] });
    for path in ["", "/check"] {
        let method = if path.is_empty() { "PATCH" } else { "POST" };
        let refused = desk.sent(method, path, Some(&seen), &wrong);
        assert_eq!(refused.status, 422, "{}", refused.body);
        let problem = &refused.json()["refusal"]["problems"][0];
        assert!(problem["places"][0]["line"].as_u64().is_some_and(|line| line > 0), "{problem}");
        let folder = desk.folder.path().display().to_string();
        assert!(!refused.body.contains(&folder), "no path of the disk: {}", refused.body);
    }
    for (body, status) in [
        (json!({ "operations": [{ "op": "accept-draft", "drafts": ["d999"] }] }), 400),
        (json!({ "operations": [{ "op": "sell", "drafts": ["d1"] }] }), 400),
        (json!({ "operations": [] }), 400),
        (json!({ "steps": [] }), 400),
    ] {
        assert_eq!(desk.sent("PATCH", "", Some(&seen), &body).status, status, "{body}");
    }
    assert_eq!(
        (desk.revision(), desk.file("case.toml"), desk.file("log.jsonl")),
        (seen, case, String::new())
    );
}

#[test]
fn a_refusal_names_the_drafts_for_which_nobody_says_whose_yes_it_takes() {
    let text = "BERGEN, May 3, 2031 (Example Wire) — Norway and Sweden opened talks in Bergen on Saturday.\n\
                Sweden wants a ferry over the sound.\n";
    let desk = Desk::of(text, true);
    let (wish, seen) = (desk.draft("position"), desk.revision());
    let mut asked = accept(&wish);
    for (method, path) in [("POST", "/check"), ("PATCH", "")] {
        let refused = desk.sent(method, path, Some(&seen), &asked);
        assert_eq!((refused.status, &refused.json()["left"]), (400, &json!([wish])), "{}", refused.body);
    }
    let unknown = desk.sent("PATCH", "", Some(&seen), &accept("d999")).json();
    assert_eq!(unknown.get("left"), None, "another refusal is not for want of that: {unknown}");
    asked["operations"][0]["consent"] = json!(["Norway", "Sweden"]);
    assert_eq!(desk.sent("PATCH", "", Some(&seen), &asked).status, 200);
}

#[test]
fn a_text_is_read_against_the_case() {
    let desk = Desk::new(true);
    let text = "BERGEN, May 9, 2031 (Other Wire) — Denmark and Iceland met in Bergen on Friday.\n";
    let read =
        desk.sent("POST", "/texts", Some(&desk.revision()), &json!({ "text": text, "name": "second.txt" }));
    assert_eq!(read.status, 201, "{}", read.body);
    let read = read.json();
    assert!(read["met"]["new"].as_array().is_some_and(|new| !new.is_empty()), "{read}");
    let drafts = desk.drafts();
    let texts = drafts["texts"].as_array().expect("texts");
    assert_eq!((texts.len(), texts[1]["text"].as_str()), (2, Some(text)));
    for draft in drafts["drafts"].as_array().expect("drafts") {
        let text = texts.iter().find(|text| text["source"] == draft["source"]).expect("its text");
        let words = &draft["evidence"][0];
        let at = |end: &str| usize::try_from(words[end].as_u64().expect("a place")).expect("small");
        assert_eq!(
            text["text"].as_str().and_then(|text| text.get(at("start")..at("end"))),
            words["text"].as_str()
        );
    }
    let undated =
        desk.sent("POST", "/texts", Some(&desk.revision()), &json!({ "text": "Norway wants talks today." }));
    assert_eq!(undated.status, 400, "{}", undated.body);
}

#[test]
fn nobody_else_writes_and_nothing_else_is_written() {
    let reads_only = Desk::new(false);
    let case = reads_only.file("case.toml");
    assert_eq!(reads_only.sent("PATCH", "", Some("x"), &accept("d2")).status, 413, "nothing may be sent");
    assert_eq!(reads_only.server.asked("POST", "/api/cases/strait/undo", "").status, 403);
    let desk = Desk::new(true);
    let plain = |headers: &str| {
        let body = accept("d2").to_string();
        let headers = format!(
            "Connection: close\r\n{headers}If-Match: {}\r\nContent-Length: {}\r\n",
            desk.revision(),
            body.len()
        );
        desk.server.send((desk.server.head("PATCH", "/api/cases/strait", &headers) + &body).as_bytes()).status
    };
    assert_eq!(plain("Content-Type: text/plain\r\n"), 413);
    assert_eq!(desk.server.asked("POST", "/api/cases/strait/undo", "").status, 415);
    assert_eq!(plain("Content-Type: application/json\r\nOrigin: http://elsewhere.example\r\n"), 403);
    assert_eq!(plain("Content-Type: application/json\r\nSec-Fetch-Site: cross-site\r\n"), 403);
    let nobody = format!(
        "PATCH /api/cases/strait HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}",
        desk.server.host
    );
    assert_eq!(desk.server.send(nobody.as_bytes()).status, 401);
    assert_eq!((desk.file("case.toml"), desk.file("log.jsonl")), (case, String::new()));
    let large = json!({ "text": "x".repeat(5 << 20) });
    assert_eq!(desk.sent("POST", "/texts", Some(&desk.revision()), &large).status, 413);
}

#[cfg(unix)]
#[test]
fn a_link_and_a_read_only_file_are_written_by_nobody() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new(true);
    let (party, seen) = (desk.draft("party"), desk.revision());
    let case = desk.folder.path().join("strait/case.toml");
    fs::set_permissions(&case, fs::Permissions::from_mode(0o444)).expect("a mode");
    let refused = desk.sent("PATCH", "", Some(&seen), &accept(&party));
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert!(
        refused.body.contains("chmod u+w")
            && !refused.body.contains(&desk.folder.path().display().to_string())
    );
    assert_eq!(desk.file("log.jsonl"), "");
    fs::set_permissions(&case, fs::Permissions::from_mode(0o644)).expect("a mode");
    for name in ["log.jsonl", "inbox.json", "case.toml", "sources"] {
        let desk = Desk::new(true);
        let (party, seen) = (desk.draft("party"), desk.revision());
        let path = desk.folder.path().join("strait").join(name);
        let outside = desk.folder.path().join("outside");
        if path.exists() {
            fs::rename(&path, &outside).expect("moved");
        } else {
            fs::write(&outside, "").expect("written");
        }
        symlink(&outside, &path).expect("a link");
        let before = fs::read(&outside).ok();
        let refused = desk.sent("PATCH", "", Some(&seen), &accept(&party));
        assert!(matches!(refused.status, 400 | 404), "{name}: {}", refused.body);
        assert_eq!(fs::read(&outside).ok(), before, "{name}");
    }
}
