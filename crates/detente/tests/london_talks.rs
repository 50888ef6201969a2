//! What the London case must answer about who talks, as numbers and names rather than as a screen.

use std::process::Command;

use serde_json::{Value, json};

/// What a command answers about the London case, as JSON.
fn ask(arguments: &[&str]) -> Value {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let output = Command::new(env!("CARGO_BIN_EXE_detente"))
        .current_dir(root)
        .args([arguments[0], "cases/london-2025", "--json"])
        .args(&arguments[1..])
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut printed: Value = serde_json::from_slice(&output.stdout).expect("the program prints JSON");
    printed["answer"].take()
}

fn find<'a>(list: &'a Value, key: &str, value: &str) -> &'a Value {
    let items = list.as_array().expect("a list");
    let found = items.iter().find(|item| item[key] == value);
    assert!(found.is_some(), "no {key} is {value}");
    found.expect("just looked")
}

#[test]
fn one_of_the_two_who_must_agree_sits_in_london() {
    let answer = ask(&["talks", "--room", "london-23-april"]);
    let room = &answer["rooms"][0];
    assert_eq!(room["present"][0]["party"], "ua");
    assert_eq!(room["missing"], json!(["ru"]));
    assert_eq!(answer["convening"]["said"]["cites"], json!([]), "who must agree is a definition");
}

#[test]
fn an_envoy_comes_a_foreign_minister_is_assumed_to_have_been_expected_and_the_room_closes_nothing() {
    let answer = ask(&["talks", "--room", "london-23-april"]);
    let delegations = answer["rooms"][0]["delegations"].as_array().expect("a list");
    let us: Vec<_> = delegations.iter().filter(|delegation| delegation["party"] == "us").collect();
    assert_eq!(us.len(), 2);
    assert_eq!(us[0]["said"]["cites"][0]["key"], "npr#2");
    assert_eq!(us[0]["drop"], Value::Null, "notably absent is not expected");
    assert_eq!(us[1]["said"]["assumed_by"], "analyst");
    assert_eq!(us[1]["drop"], json!({ "low": 2, "high": 2 }));
    let issues = answer["rooms"][0]["issues"].as_array().expect("a list");
    assert!(!issues.is_empty());
    assert!(issues.iter().all(|issue| issue["closing"] == "no" && issue["absent"] == json!(["ru"])));
}

#[test]
fn london_covers_ten_pairs_of_fifteen_moscow_one_nobody_four() {
    let convening = &ask(&["talks"])["convening"];
    assert_eq!(convening["pairs"], 15);
    assert_eq!(find(&convening["rooms"], "meeting", "london-23-april")["pairs"], 10);
    assert_eq!(find(&convening["rooms"], "meeting", "moscow-witkoff")["pairs"], 1);
    assert_eq!(convening["nowhere"], json!([{ "party": "ru", "others": ["ua", "uk", "fr", "de"] }]));
}

#[test]
fn the_united_states_alone_connects_the_tracks_and_no_room_holds_both_belligerents() {
    let convening = &ask(&["talks"])["convening"];
    assert_eq!(convening["rooms_with_all_belligerents"], json!([]));
    let points = convening["articulation_points"].as_array().expect("a list");
    assert_eq!(points.len(), 1);
    assert_eq!(points[0]["party"], "us");
}

#[test]
fn deeds_are_cooler_than_words() {
    let ledger = &ask(&["talks", "--room", "london-23-april"])["ledger"];
    assert_eq!(ledger["verdict"], "deeds-cooler");
    assert_eq!(find(&ledger["entries"], "hedge", "seemingly")["signal"], "warmer");
}

#[test]
fn the_guess_of_a_downgrade_carries_nothing() {
    let explanations = &ask(&["talks"])["explanations"];
    let downgraded = find(&explanations["hypotheses"], "id", "downgraded");
    assert_eq!(downgraded["flips"], false);
    assert_eq!(find(&downgraded["evidence"], "claim", "downgrade-speculated")["left_out"], true);
    // Every claim goes back to one report.
    assert_eq!(downgraded["all"]["consistent"]["independent"], 1);
}

#[test]
fn the_ideas_are_no_offer_according_to_the_president_of_ukraine() {
    let offers = &ask(&["talks"])["offers"];
    assert_eq!(offers["on_the_table"], "disputed");
    let receiver = &offers["proposals"][0]["receivers"][0];
    assert_eq!(receiver["denied_by"], json!(["Volodymyr Zelenskyy"]));
    assert_eq!(receiver["transmissions"][0]["said"]["cites"][0]["key"], "npr#13");
    assert_eq!(ask(&["talks", "--as-of", "2025-04-26"])["offers"]["on_the_table"], "yes");
}

#[test]
fn where_russia_approves_first_ukraine_is_never_asked() {
    let procedures = &ask(&["talks"])["procedures"];
    let procedure = find(procedures, "id", "russia-first");
    assert_eq!(
        procedure["never_approves"],
        json!(["ua"]),
        "what is imposed on Ukraine is not approved by it"
    );
    assert_eq!(procedure["may_amend"], json!([]), "who may amend is not said");
}

#[test]
fn the_warning_is_a_threat_without_a_defined_trigger_and_with_a_window() {
    let ultimatum = &ask(&["outlook"])["ultimatums"][0];
    assert_eq!(ultimatum["trigger_defined"], false);
    assert_eq!(ultimatum["days_left"], json!({ "to_first": 0, "to_last": 7 }));
    assert_eq!(ultimatum["said"]["cites"][0]["key"], "npr#3");
}

#[test]
fn a_forecast_is_scored_once_its_outcome_is_reported() {
    let before = ask(&["outlook"])["forecasts"].to_string();
    assert!(!before.contains("brier"));
    let after = ask(&["outlook", "--as-of", "2025-04-26"])["forecasts"].to_string();
    assert!(after.contains("brier"));
}

#[test]
fn freezing_the_line_entails_control_of_the_oblasts() {
    let line = &ask(&["show", "issue:line"])["things"][0]["issue"];
    let freeze = find(&line["options"], "option", "freeze");
    assert_eq!(find(&freeze["implications"], "issue", "oblasts")["leaves"], json!(["de-facto"]));
}
