//! One number, one home: what several answers print of the same thing is the same number.
//!
//! Every answer about every case of the catalogue is walked. Wherever it says what a package, no deal, a lever, a threat
//! or a role is worth, that is noted under what it is about; nothing may be noted twice with two values.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::catalogue::{answer, names};

const QUESTIONS: [&str; 11] = [
    "brief",
    "why",
    "openers",
    "levers",
    "robust",
    "learn",
    "roles",
    "deadline",
    "stability",
    "ground",
    "compare",
];

/// More than any answer might cut to what it has time for.
const DRAWS: &str = "420";

/// Below these keys something is supposed that is not so today, and values are those of what is supposed.
const SUPPOSED: [&str; 9] =
    ["with", "openers", "zone", "manipulate", "impose", "guarantees", "holders", "theories", "what_opens"];

/// What was said of a thing, and by which answers.
#[derive(Default)]
struct Said(BTreeMap<String, Vec<(String, Value)>>);

impl Said {
    fn note(&mut self, about: String, by: &str, value: &Value) {
        if !value.is_null() {
            self.0.entry(about).or_default().push((by.to_owned(), value.clone()));
        }
    }

    fn walk(&mut self, by: &str, value: &Value, path: &[&str]) {
        match value {
            Value::Object(fields) => {
                self.object(by, value, path);
                for (key, field) in fields {
                    self.walk(by, field, &[path, &[key.as_str()]].concat());
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.walk(by, item, path)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn object(&mut self, by: &str, thing: &Value, path: &[&str]) {
        let today = !path.iter().any(|key| SUPPOSED.contains(key));
        let last = path.last().copied().unwrap_or_default();
        if let (true, Some(outcomes)) =
            (today, thing["outcomes"].as_array().filter(|_| thing["terms"].is_object()))
        {
            for outcome in outcomes.iter().filter(|outcome| !outcome["value"].is_null()) {
                let party = &outcome["party"];
                self.note(format!("no deal for {party}"), by, &outcome["no_deal"]);
                let package = format!("package {} for {party}", thing["terms"]);
                self.note(package, by, &json!([outcome["value"], outcome["gain"], outcome["central_gain"]]));
            }
        }
        if path.ends_with(&["incidence", "now"]) {
            self.note(format!("no deal for {}", thing["party"]), by, &thing["value"]);
        }
        if last == "verdict" && path.len() == 1 {
            self.note("a deal in so many draws".to_owned(), by, &thing["share"]);
            self.note("deals".to_owned(), by, &thing["deals"]);
            self.note("silence".to_owned(), by, &thing["unsaid"]);
        }
        if last == "without" && !thing["nearest_proven"].is_null() {
            self.note("a deal in so many draws".to_owned(), by, &thing["share"]);
            self.note("deals".to_owned(), by, &thing["deals"]);
        }
        self.lever(by, thing);
        self.role(by, thing);
        self.threat(by, thing);
        if path.is_empty() && by == "robust" {
            self.note("the package that holds up".to_owned(), by, &thing["one_package"]["fresh"]);
            self.note("some package compared".to_owned(), by, &thing["some_package"]);
        }
        if path.is_empty() && by == "learn" {
            self.note("some package compared".to_owned(), by, &thing["knowing_all"]);
        }
        if thing["proposal"].is_string() && thing["because"].is_array() {
            self.note(format!("what stands against {}", thing["proposal"]), by, &thing["because"]);
        }
        if thing["label"].is_string() && thing["accepted"]["because"].is_array() {
            self.note(format!("what stands against {}", thing["label"]), by, &thing["accepted"]["because"]);
        }
        if last == "holds_up" {
            self.note("the package that holds up".to_owned(), by, thing);
        }
        if path == ["now"] && by == "learn" {
            self.note("the package that holds up".to_owned(), by, &thing["acceptable"]);
        }
        if path == ["would_it_hold"] || path == ["agreement"] {
            let holds = if thing["holds"].is_object() { &thing["holds"] } else { &Value::Null };
            self.note("the agreement holds".to_owned(), by, &holds["nash"]);
        }
    }

    /// A lever used alone: what it moves, and in how many draws there is a deal then.
    fn lever(&mut self, by: &str, thing: &Value) {
        if let (Some(lever), true) = (thing["lever"].as_str(), thing["with"]["share"].is_object()) {
            self.note(format!("{lever} used alone"), by, &thing["with"]["share"]);
        }
        let steps =
            thing["steps"].as_array().filter(|steps| steps.len() == 1 && steps[0]["change"] == "use-lever");
        if let Some(lever) = steps.and_then(|steps| steps[0]["lever"].as_str()) {
            self.note(format!("{lever} used alone"), by, &thing["works"]);
        }
        let levers =
            thing["levers"].as_array().filter(|levers| levers.len() == 1 && thing["role"] == "manipulate");
        if let Some(lever) = levers.and_then(|levers| levers[0]["lever"].as_str())
            && thing["guarantees"].as_array().is_some_and(Vec::is_empty)
        {
            self.note(format!("{lever} used alone"), by, &thing["share"]);
        }
    }

    /// What a mediator in a role achieves, where it is simulated.
    fn role(&mut self, by: &str, thing: &Value) {
        for role in ["facilitate", "formulate", "manipulate"] {
            self.note(format!("agree if it would {role}"), by, &thing[role]["agreement"]);
            if thing["role"] == role {
                self.note(format!("agree if it would {role}"), by, &thing["agreed"]);
            }
        }
    }

    /// A threat: whether the parties agree with it and without it.
    fn threat(&mut self, by: &str, thing: &Value) {
        let Some(threat) = thing["ultimatum"].as_str() else { return };
        for reaction in ["unheeded", "heeded"] {
            let about = format!("agreed under {threat}, {reaction}");
            self.note(about.clone(), by, &thing["agreed"][reaction]);
            self.note(about, by, &thing["talks"][reaction]["agreed"]);
        }
    }
}

/// Which facts were said by two answers or more, and which of them differently.
fn compared(said: &Said) -> (usize, Vec<String>) {
    let shared = said.0.iter().filter(|(_, values)| values.iter().any(|(by, _)| *by != values[0].0));
    let differing =
        shared.clone().filter(|(_, values)| values.iter().any(|(_, value)| *value != values[0].1));
    let told = differing.map(|(about, values)| format!("{about}: {values:?}")).collect();
    (shared.count(), told)
}

#[test]
fn what_two_answers_say_of_one_thing_is_the_same() {
    let mut shared = 0;
    for name in names() {
        let mut said = Said::default();
        for question in QUESTIONS {
            if let Some(told) = answer(&[question, &format!("cases/{name}"), "--draws", DRAWS]) {
                said.walk(question, &told, &[]);
            }
        }
        let (number, differing) = compared(&said);
        assert!(differing.is_empty(), "{name}: {}", differing.join("\n"));
        shared += number;
    }
    assert!(shared > 60, "only {shared} numbers stand in two answers");
}

#[test]
fn a_number_with_two_values_is_told() {
    let mut said = Said::default();
    said.walk("one", &json!({ "verdict": { "share": 0.3 } }), &[]);
    said.walk("two", &json!({ "verdict": { "share": 0.3 } }), &[]);
    assert_eq!(compared(&said), (1, Vec::new()));
    said.walk("three", &json!({ "verdict": { "share": 0.4 } }), &[]);
    assert_eq!(compared(&said).1.len(), 1);
}
