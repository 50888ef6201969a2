//! The London case made from the dispatch alone, with nothing typed: which of the seventeen answers it gives. The table
//! of its expected.md is held against what the program answers.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::panic,
    reason = "a test over files that tells what it counted"
)]

use std::fs;

use serde_json::Value;

use crate::catalogue::{answer, house};

const CASE: &str = "cases/london-from-text";

/// How many of the answers the text alone must give.
const REACH: usize = 12;

/// What the program answers about the case.
struct Answers {
    talks: Value,
    levers: Value,
    outlook: Value,
    ground: Value,
    roles: Value,
    list: Value,
}

impl Answers {
    fn of(case: &str) -> Self {
        let ask = |command: &str| answer(&[command, case]).unwrap_or_else(|| panic!("{command} answers"));
        Self {
            talks: ask("talks"),
            levers: ask("levers"),
            outlook: ask("outlook"),
            ground: ask("ground"),
            roles: ask("roles"),
            list: ask("list"),
        }
    }

    fn list(&self, of: fn(&Self) -> &Value, path: &str) -> Vec<&Value> {
        of(self).pointer(path).and_then(Value::as_array).map(|list| list.iter().collect()).unwrap_or_default()
    }

    /// The room in this place.
    fn room(&self, meeting: &str) -> Option<&Value> {
        self.list(|all| &all.talks, "/rooms").into_iter().find(|room| room["meeting"] == meeting)
    }

    fn kinds(&self, kind: &str) -> usize {
        let statements = self.list(|all| &all.list, "/statements");
        statements.iter().filter(|one| one["kind"] == kind).count()
    }

    /// Which of the seventeen answers it gives.
    fn given(&self) -> [bool; 17] {
        let london = self.room("london-talks");
        let at = |value: Option<&Value>, path: &str| value.and_then(|value| value.pointer(path)).cloned();
        let length = |value: Option<&Value>, path: &str| {
            at(value, path).and_then(|list| list.as_array().map(Vec::len)).unwrap_or(0)
        };
        let threats = self.list(|all| &all.outlook, "/ultimatums");
        let levers = self.list(|all| &all.levers, "/incidence/levers");
        let explanations = self.list(|all| &all.talks, "/explanations/hypotheses");
        let rooms = self.list(|all| &all.talks, "/convening/rooms");
        let pairs = |meeting: &str| {
            rooms.iter().find(|room| room["meeting"] == meeting).and_then(|room| room["pairs"].as_u64())
        };
        let head = |party: &str| {
            let seats = at(london, "/delegations")?;
            seats.as_array()?.iter().find(|seat| seat["party"] == party).cloned()
        };
        let offers = &self.talks["offers"]["on_the_table"];
        let red_lines = self.list(|all| &all.ground, "/red_lines");
        let bands = self.list(|all| &all.roles, "/bands");
        let sought = |path: &str, giver: &str| {
            let all = self.list(|all| &all.levers, path);
            !all.is_empty() && all.iter().all(|one| one[giver].as_array().is_some_and(Vec::is_empty))
        };
        [
            length(london, "/present") == 1 && length(london, "/missing") == 1,
            head("united-states").is_some_and(|seat| !seat["drop"].is_null()),
            threats
                .iter()
                .any(|one| one["trigger_defined"] == false && one["window"]["words"] == "within days"),
            pairs("london-talks") == Some(10) && pairs("moscow-visit") == Some(1),
            at(london, "/attendance/actual/low") != at(london, "/attendance/actual/high")
                && self.kinds("contact") == 1,
            explanations.iter().any(|one| one["flips"] == true) && self.kinds("claim") > 10,
            self.talks["convening"]["rooms_with_all_belligerents"] == serde_json::json!([])
                && length(Some(&self.talks), "/convening/articulation_points") == 1,
            length(Some(&self.ground), "/room/ground/among") == 5
                && length(Some(&self.ground), "/all_who_must_agree/among") == 2,
            levers.iter().filter(|one| one["status"] == "shelved").count() == 2,
            self.kinds("belief") > 1,
            self.kinds("territory") > 0,
            self.kinds("rule") > 0,
            red_lines.iter().any(|one| one["party"] == "ukraine") && offers == "disputed",
            bands.iter().any(|band| band["roles"].as_array().is_some_and(|roles| roles.len() > 1)),
            sought("/guarantees/guarantees", "guarantors") && sought("/guarantees/funding", "payers"),
            threats.len() == 2
                && levers.iter().any(|one| {
                    one["status"] == "threatened"
                        && one["lever"].as_str().is_some_and(|name| name.contains("support"))
                }),
            self.kinds("scenario") > 0 && self.kinds("forecast") > 0,
        ]
    }
}

/// The table of expected.md: a line for each answer, with `yes` or `no`.
fn told() -> Vec<bool> {
    let text = fs::read_to_string(house().join(CASE).join("expected.md")).expect("what it must answer");
    let lines = text.lines().filter_map(|line| line.strip_prefix("| S"));
    lines.filter_map(|line| Some(line.split('|').nth(1)?.trim() == "yes")).collect()
}

#[test]
fn the_answers_that_the_text_alone_gives_are_as_many_as_it_says() {
    let given = Answers::of(CASE).given();
    let yes: Vec<_> = (1..).zip(given).filter(|(_, yes)| *yes).map(|(number, _)| number).collect();
    println!("{} of 17 from the text alone: {yes:?}", yes.len());
    assert!(yes.len() >= REACH, "{yes:?}");
    assert_eq!(told(), given, "the table of expected.md");
}

#[test]
fn nothing_in_it_was_typed() {
    let case = fs::read_to_string(house().join(CASE).join("case.toml")).expect("a case");
    let inbox: Value =
        serde_json::from_slice(&fs::read(house().join(CASE).join("inbox.json")).expect("drafts"))
            .expect("JSON");
    let drafts = inbox["drafts"].as_array().expect("drafts");
    assert!(drafts.iter().all(|draft| draft["answer"]["is"] == "accepted"));
    let headers = case.lines().filter(|line| line.starts_with('[') && *line != "[case]");
    assert!(headers.count() > 60);
    assert!(!case.contains("[[weights]]") && !case.contains("[[no_deal]]"));
}

/// The dispatch is not in this repository: it stays beside the checkout.
#[test]
#[ignore = "needs reference data in ../shared/seed"]
fn the_script_makes_the_case_as_it_is() {
    let dispatch = house().join("../shared/seed/dispatch.txt");
    let folder = tempfile::TempDir::new().expect("a folder");
    let made = folder.path().join("made");
    let script = std::process::Command::new("sh")
        .arg(house().join(CASE).join("make.sh"))
        .arg(&dispatch)
        .arg(&made)
        .env("DETENTE", env!("CARGO_BIN_EXE_detente"))
        .status();
    assert!(script.is_ok_and(|status| status.success()));
    for file in ["case.toml", "inbox.json", "sources/npr.md"] {
        let (made, kept) = (fs::read(made.join(file)), fs::read(house().join(CASE).join(file)));
        assert_eq!(made.expect("made"), kept.expect("kept"), "{file}");
    }
}
