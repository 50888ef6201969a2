//! A case begun and written over HTTP, without a line of TOML typed: from a template, cell by cell.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Got, Running, Settings, settings};

/// A folder without a case, and a server that may make some in it.
struct Begun {
    folder: TempDir,
    server: Running,
}

impl Begun {
    fn new(edit: bool) -> Self {
        let folder = TempDir::new().expect("a folder");
        let names = vec!["Jo Doe".to_owned()];
        let within = Some(folder.path().to_owned());
        let server = Running::with(&Settings { edit, names, folder: within, ..settings(Vec::new()) });
        Self { folder, server }
    }

    fn sent(&self, method: &str, path: &str, seen: &str, body: &Value) -> Got {
        let body = body.to_string();
        let headers = format!(
            "Connection: close\r\nContent-Type: application/json\r\nIf-Match: \"{seen}\"\r\nContent-Length: {}\r\n",
            body.len()
        );
        let head = self.server.head(method, &format!("/api/cases{path}"), &headers);
        self.server.send((head + &body).as_bytes())
    }

    fn board(&self, case: &str) -> Value {
        self.server.get(&format!("/api/cases/{case}/board")).json()
    }

    fn take(&self, case: &str, operations: &Value) -> Got {
        let seen = self.board(case)["revision"].as_str().expect("a revision").to_owned();
        self.sent("PATCH", &format!("/{case}"), &seen, &json!({ "operations": operations }))
    }
}

fn cell(option: &str, level: &str) -> Value {
    let ground = json!({ "assumed": { "owner": "Jo Doe" } });
    json!({ "op": "position", "party": "union", "issue": "wages", "option": option, "level": level, "ground": ground })
}

#[test]
fn a_case_is_begun_from_a_template_and_written_cell_by_cell() {
    let begun = Begun::new(true);
    let wanted =
        json!({ "title": "Pay ../ 2031", "template": "wage-round", "parties": ["Union", "Company"] });
    let made = begun.sent("POST", "", "", &wanted);
    assert_eq!((made.status, &made.json()["case"]), (201, &json!("pay-2031")), "{}", made.body);
    let listed = begun.server.get("/api/cases").json();
    assert_eq!(listed["cases"], json!(["pay-2031"]));
    assert!(listed["templates"].as_array().is_some_and(|all| all.len() >= 5), "{listed}");
    let done = begun.take("pay-2031", &json!([cell("2-percent", "red_line"), cell("3-percent", "tolerate")]));
    assert_eq!(done.status, 200, "{}", done.body);
    let board = begun.board("pay-2031");
    let options = &board["board"]["map"]["issues"][0]["options"];
    let levels: Vec<_> = (0..3).map(|place| &options[place]["cells"]["union"]["level"]).collect();
    assert_eq!(levels, [&json!("red_line"), &json!("tolerate"), &Value::Null]);
    assert_eq!(options[0]["cells"]["union"]["assumed_by"], "Jo Doe");
    let text = fs::read_to_string(begun.folder.path().join("pay-2031/case.toml")).expect("a case");
    assert_eq!(text.matches("[[stances]]").count(), 1, "what rests alike stands together: {text}");
    assert_eq!(board["board"]["text"], text);
    assert_eq!(begun.take("pay-2031", &json!([cell("2-percent", "accept")])).status, 200);
    assert!(begun.board("pay-2031")["undo"]["in_words"] == "union on wages = 2-percent: accept");
}

#[test]
fn a_question_is_answered_as_if_steps_were_taken() {
    let begun = Begun::new(true);
    begun.sent("POST", "", "", &json!({ "title": "Pay", "template": "wage-round" }));
    let keys = json!([
        ["name", "\"draft 1\""],
        ["by", "[\"unnamed\"]"],
        ["terms", "{ wages = \"3-percent\" }"],
        ["basis", "\"assumed\""],
        ["owner", "\"Jo\""]
    ]);
    let add = json!([{ "op": "add", "table": "proposals", "id": "draft-1", "keys": keys }]);
    let before = begun.board("pay")["board"]["text"].clone();
    let told = begun.sent("POST", "/pay/try", "", &json!({ "operations": add, "question": "compare" }));
    assert_eq!(told.status, 200, "{}", told.body);
    assert_eq!(told.json()["answer"]["texts"][0]["terms"], json!({ "wages": "3-percent" }));
    assert_eq!(begun.board("pay")["board"]["text"], before, "nothing is written");
    let none = begun.sent("POST", "/pay/try", "", &json!({ "operations": add, "question": "nothing" }));
    assert_eq!(none.status, 400, "{}", none.body);
}

#[test]
fn cases_are_begun_where_they_may_be_and_as_one_thing() {
    let begun = Begun::new(false);
    assert_eq!(begun.server.get("/api/cases").json()["templates"], Value::Null);
    assert!(matches!(begun.sent("POST", "", "", &json!({ "title": "Pay" })).status, 403 | 413));
    let begun = Begun::new(true);
    for wanted in [
        json!({ "title": " " }),
        json!({ "title": "Pay", "template": "no such" }),
        json!({ "title": "Pay", "template": "empty", "table": "a,b" }),
        json!({ "title": "Pay", "folder": "/" }),
    ] {
        let refused = begun.sent("POST", "", "", &wanted);
        assert_eq!(refused.status, 400, "{wanted}: {}", refused.body);
    }
    assert_eq!(fs::read_dir(begun.folder.path()).expect("the folder").count(), 0);
    for (number, name) in ["pay", "pay-2"].into_iter().enumerate() {
        let made = begun.sent("POST", "", "", &json!({ "title": "Pay" }));
        assert_eq!(made.json()["case"], name, "{number}: {}", made.body);
    }
}
