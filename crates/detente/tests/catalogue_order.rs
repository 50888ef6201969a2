//! The order of issues, options, parties and statements in a file changes no answer.
//!
//! Lists follow the file, so that a table reads as its author wrote it. What is compared is what they hold: each list
//! as a set, each sentence as its words. Left out is what says where something stands in the file.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use toml::{Table, value::Array};

use crate::{
    budget,
    catalogue::{Dice, Made, answer, names, table},
};

/// Where something stands in a file, and what says by which of several proofs that are alike something was shown.
const NOT_COMPARED: [&str; 13] = [
    "at",
    "hash",
    "line",
    "stance",
    "span",
    "place",
    "file",
    "path",
    "certificate",
    "less",
    "nowhere",
    "gaps",
    "combinations",
];

/// Questions whose answers number or count nothing by the file.
const QUESTIONS: [&str; 17] = [
    "brief",
    "robust",
    "roles",
    "learn",
    "why",
    "openers",
    "ground",
    "matrix",
    "checklist",
    "frontier",
    "compare",
    "talks",
    "levers",
    "outlook",
    "deadline",
    "options",
    "island",
];

/// Questions that are asked about somebody: here, about each of the first parties by name.
const OF_A_PARTY: &str = "talking-points";
const PARTIES: usize = 2;

/// Questions about a conflict. Its states are numbered, and its courses lettered, in the order of the file, as its author
/// wrote it: numbers of states and letters are not compared, everything that is said of them is.
const OF_CONFLICTS: [&str; 4] = ["stability", "path", "inverse", "hypergame"];
const NUMBERED: [&str; 9] =
    ["number", "numbers", "state", "states", "today", "from", "to", "resting_places", "other_agreements"];

/// A search that stops at its limit may stop elsewhere: what is found of so large a case is not compared.
///
/// Nobody values the issues of `london-from-text`, so its `brief` and `roles` take one of many equals, and that one still
/// follows the file.
const STOPS: [(&str, &str); 3] =
    [("peace-simulator", "roles"), ("london-from-text", "brief"), ("london-from-text", "roles")];

fn plain(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(key, _)| !NOT_COMPARED.contains(&key.as_str()));
            let fields: BTreeMap<_, _> = fields.map(|(key, field)| (key.clone(), plain(field))).collect();
            Value::Object(fields.into_iter().collect::<Map<_, _>>())
        }
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(plain).collect();
            items.sort_by_key(Value::to_string);
            Value::Array(items)
        }
        Value::String(text) => {
            let mut words: Vec<_> = text
                .split_whitespace()
                .map(|word| word.trim_matches(['.', ',', ';', ':', '?', '(', ')', '“', '”']))
                .collect();
            words.sort_unstable();
            Value::String(words.join(" "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Without numbers of states and letters of courses.
fn unnumbered(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let is_number = |value: &Value| match value {
                Value::Number(_) => true,
                Value::Array(items) => items.iter().all(Value::is_number),
                Value::Null | Value::Bool(_) | Value::String(_) | Value::Object(_) => false,
            };
            let numbers = |key: &str, value: &Value| NUMBERED.contains(&key) && is_number(value);
            let kept = fields.iter().filter(|(key, field)| !numbers(key, field) && *key != "courses");
            Value::Object(kept.map(|(key, field)| (key.clone(), unnumbered(field))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(unnumbered).collect()),
        Value::String(text) => {
            let is_number =
                |word: &&str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_digit());
            Value::String(
                text.split_whitespace().filter(|word| !is_number(word)).collect::<Vec<_>>().join(" "),
            )
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn shuffled_keys(table: &Table, dice: &mut Dice) -> Table {
    let mut entries: Vec<_> = table.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    dice.shuffle(&mut entries);
    entries.into_iter().collect()
}

/// The options of a choice in another order; the rungs of a ladder are in theirs for a reason.
fn shuffled_options(issues: &mut Table, dice: &mut Dice) {
    for (_, issue) in issues.iter_mut() {
        let is_ladder = issue.get("kind").and_then(toml::Value::as_str) == Some("ladder");
        if let (false, Some(options)) =
            (is_ladder, issue.get_mut("options").and_then(toml::Value::as_array_mut))
        {
            dice.shuffle(options);
        }
    }
}

fn shuffled(case: &Table, dice: &mut Dice) -> Table {
    let mut case = shuffled_keys(case, dice);
    if let Some(issues) = case.get_mut("issues").and_then(toml::Value::as_table_mut) {
        shuffled_options(issues, dice);
    }
    let keys: Vec<String> = case.keys().cloned().collect();
    for key in keys.iter().filter(|key| !["case", "scale", "conflict"].contains(&key.as_str())) {
        match &mut case[key.as_str()] {
            toml::Value::Table(tables) => *tables = shuffled_keys(tables, dice),
            toml::Value::Array(rows) => dice.shuffle(rows),
            _ => {}
        }
    }
    let consent = case.get_mut("case").and_then(|about| about.get_mut("instrument")?.get_mut("consent"));
    if let Some(consent) = consent.and_then(toml::Value::as_array_mut) {
        dice.shuffle::<toml::Value>(consent as &mut Array);
    }
    case
}

#[test]
fn the_order_of_a_file_changes_no_answer() {
    let mut differing = Vec::new();
    for (place, name) in names().iter().enumerate() {
        let case = table(name);
        let first = Made::of(name, &case);
        let ask = |made: &Made, question: &str| {
            let compared = !STOPS.contains(&(name.as_str(), question));
            compared
                .then(|| answer(&[question, &made.path(), "--draws", "100"]))
                .flatten()
                .map(|answer| if OF_CONFLICTS.contains(&question) { unnumbered(&answer) } else { answer })
                .map(|answer| plain(&answer))
        };
        let questions = || QUESTIONS.iter().chain(&OF_CONFLICTS);
        let mut parties: Vec<String> = case
            .get("parties")
            .and_then(toml::Value::as_table)
            .into_iter()
            .flat_map(Table::keys)
            .cloned()
            .collect();
        parties.sort();
        parties.truncate(PARTIES);
        let talk = |made: &Made| -> Vec<_> {
            let each = parties.iter();
            each.map(|party| {
                answer(&[OF_A_PARTY, &made.path(), party, "--draws", "100"]).map(|told| plain(&told))
            })
            .collect()
        };
        let talked = talk(&first);
        assert!(talked.iter().all(Option::is_some), "{name}: {OF_A_PARTY}");
        let told: Vec<_> = questions().map(|question| ask(&first, question)).collect();
        assert!(told.iter().any(Option::is_some), "{name} answers nothing");
        for round in 0..budget::cases(5) {
            let mut dice = Dice::new(u64::try_from(place * 100 + round).expect("few"));
            let other = Made::of(name, &shuffled(&case, &mut dice));
            for ((told, again), party) in talked.iter().zip(talk(&other)).zip(&parties) {
                let found = told.as_ref().zip(again.as_ref());
                if let Some(found) = found.and_then(|(one, two)| first_difference(one, two, "")) {
                    differing.push(format!("{name}: {OF_A_PARTY} {party}, round {round}: {found}"));
                }
            }
            for (question, told) in questions().zip(&told) {
                let again = ask(&other, question);
                assert_eq!(told.is_some(), again.is_some(), "{name}: {question}");
                if let Some(found) =
                    told.as_ref().zip(again.as_ref()).and_then(|(one, two)| first_difference(one, two, ""))
                {
                    differing.push(format!("{name}: {question}, round {round}: {found}"));
                }
            }
        }
    }
    assert!(differing.is_empty(), "answers change with the order of the file:\n{}", differing.join("\n"));
}

/// Where two answers differ, and how.
fn first_difference(one: &Value, two: &Value, at: &str) -> Option<String> {
    match (one, two) {
        (Value::Object(first), Value::Object(second)) if first.keys().eq(second.keys()) => first
            .iter()
            .find_map(|(key, value)| first_difference(value, &second[key], &format!("{at}.{key}"))),
        (Value::Array(first), Value::Array(second)) if first.len() == second.len() => first
            .iter()
            .zip(second)
            .find_map(|(left, right)| first_difference(left, right, &format!("{at}[]"))),
        _ if one == two => None,
        _ => Some(format!("{at}: {one} and {two}")),
    }
}
